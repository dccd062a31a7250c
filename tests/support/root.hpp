// Where the sources lie: known to one small object alone, so that two clones compile every test to the same object.
#pragma once

#include <string>

namespace mutu::test {

std::string root();

}  // namespace mutu::test

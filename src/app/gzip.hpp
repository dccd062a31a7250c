// Bytes made small, the same ones each time. Seen by src/app only.
#pragma once

#include <string>

namespace mutu {

/// With a header of gzip that holds no time and no name.
std::string gzipped(const std::string& bytes);

}  // namespace mutu

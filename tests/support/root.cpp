// The one place that knows the folder of this clone.
#include "support/root.hpp"

namespace mutu::test {

std::string root() { return MUTU_ROOT; }

}  // namespace mutu::test

// A finding about one row of what was read: which file, row and id it stands in, and where it lies.
#pragma once

#include "mutu/holdings.hpp"

#include <string>

namespace mutu {

/// The id is that of the role's first field, where it is text; the spot lies inside the row's shape.
Diagnostic finding_at(const Holdings& holdings, Role role, std::size_t row, std::string code, Severity severity,
                      std::string message, std::string fix);

}  // namespace mutu

// Text inside HTML and XML. Seen by src/report only.
#pragma once

#include <string>
#include <string_view>

namespace mutu {

/// & < > " and ' as entities; what XML 1.0 cannot hold (control characters) becomes a blank.
std::string escaped(std::string_view text);

}  // namespace mutu

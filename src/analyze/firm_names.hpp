// Names of firms as people write them: what two spellings of one firm share. Seen by src/analyze only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// Widths of brackets and blanks do not matter.
std::string plain_name(std::string_view name);
/// Also without the phase of a project (（一期）) and with 有限责任公司 as 有限公司: near enough to tie, not to merge.
std::string core_name(std::string_view name);
/// Former names of one cell, apart: "甲公司、乙公司；丙公司".
std::vector<std::string> former_names(std::string_view cell);
/// Whether a passed column holds former names by its heading.
bool names_former(std::string_view heading);

}  // namespace mutu

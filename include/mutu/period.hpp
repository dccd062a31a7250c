// Periods of statistics as offices write them.
#pragma once

#include <optional>
#include <string_view>

namespace mutu {

/// "2025", "2025年", "2025年度", "2025-12": the year; a shorter period than a year is none.
std::optional<int> whole_year(std::string_view period);

}  // namespace mutu

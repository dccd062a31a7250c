// Periods of statistics as offices write them.
#pragma once

#include "mutu/date.hpp"

#include <optional>
#include <string_view>

namespace mutu {

/// "2025", "2025年", "2025年度", "2025-12": the year; a shorter period than a year is none.
std::optional<int> whole_year(std::string_view period);

/// First and last day.
struct Days {
    Date first, last;
    bool hold(Date day) const { return first <= day && day <= last; }
};
/// The days of "2026", "2026-10", "2026-09~10" (双月), "2026-Q3", "2026-H1"; absent for any other text.
std::optional<Days> days_of_period(std::string_view period);

}  // namespace mutu

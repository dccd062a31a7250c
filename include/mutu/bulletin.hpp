// What a bulletin works out besides sums: the name of its period, ranks, and disposals held against their tasks.
#pragma once

#include "mutu/date.hpp"
#include "mutu/units.hpp"
#include "mutu/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mutu {

/// Both days up to three days off a whole number of months: two months 双月, three 季度, six 半年, twelve 全年.
enum class Period : std::uint8_t { other, month, two_months, quarter, half_year, year };
Period period_of(Date from, Date to);
std::string_view word(Period period);

/// Competition ranks (1, 2, 2, 4), the greatest first; the unknown has none.
std::vector<std::optional<std::int64_t>> ranks(const std::vector<std::optional<double>>& values);

/// Land disposed of against a share of what there was at the start. Undetermined without a share; yes where there was
/// nothing to dispose of.
struct DisposalTask {
    std::optional<Ratio> rate;  // done; absent where there was no land
    Truth met = Truth::undetermined;
    std::optional<Area> needed, short_of;  // what is asked, what is missing of it; absent where undetermined
};
DisposalTask task_of(Area base, Area disposed, const std::optional<Ratio>& share);

/// Stock land disposed of for land newly approved: `ratio` parts for one. Undetermined without either.
DisposalTask stock_task(const std::optional<Area>& approved, Area disposed, const std::optional<Ratio>& ratio);

}  // namespace mutu

// Periods, ranks and tasks.
#include "mutu/bulletin.hpp"

#include <algorithm>
#include <cstdlib>

namespace mutu {
namespace {

/// The least whole number of quanta that is not below land · share.
Area share_of(Area land, Ratio share) {
    __extension__ using Wide = __int128;
    const Wide product = static_cast<Wide>(land.quanta()) * share.numerator();
    const Wide whole = (product + share.denominator() - 1) / share.denominator();
    return Area::quanta(static_cast<std::int64_t>(whole));
}

DisposalTask held_against(Area needed, Area disposed) {
    DisposalTask task;
    task.met = disposed >= needed ? Truth::yes : Truth::no;
    task.needed = needed;
    task.short_of = std::max(Area{}, needed - disposed);
    return task;
}

}  // namespace

Period period_of(Date from, Date to) {
    constexpr std::pair<int, Period> known[] = {
        {1, Period::month}, {2, Period::two_months}, {3, Period::quarter}, {6, Period::half_year}, {12, Period::year}};
    for (const auto& [months, period] : known)
        if (std::abs(add_months(from, months) - to) <= 3) return period;
    return Period::other;
}

std::string_view word(Period period) {
    switch (period) {
    case Period::other: return "other";
    case Period::month: return "month";
    case Period::two_months: return "two_months";
    case Period::quarter: return "quarter";
    case Period::half_year: return "half_year";
    case Period::year: return "year";
    }
    return "";
}

std::vector<std::optional<std::int64_t>> ranks(const std::vector<std::optional<double>>& values) {
    std::vector<std::optional<std::int64_t>> found;
    for (const auto& one : values)
        found.push_back(
            one ? std::optional{1 + std::count_if(values.begin(), values.end(),
                                                  [&](const auto& other) { return other && *other > *one; })}
                : std::nullopt);
    return found;
}

DisposalTask task_of(Area base, Area disposed, const std::optional<Ratio>& share) {
    DisposalTask task;
    if (share) task = held_against(share_of(base, *share), disposed);
    task.rate = Ratio::of(disposed, base);
    return task;
}

DisposalTask stock_task(const std::optional<Area>& approved, Area disposed, const std::optional<Ratio>& ratio) {
    if (!approved || !ratio) return {};
    return held_against(share_of(*approved, *ratio), disposed);
}

}  // namespace mutu

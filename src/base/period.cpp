// Reads the period of a row of statistics.
#include "mutu/period.hpp"

#include "mutu/text.hpp"

#include <charconv>

namespace mutu {

std::optional<int> whole_year(std::string_view period) {
    const std::string text = half_width(trimmed(period));
    int year = 0;
    const auto [rest, fault] = std::from_chars(text.data(), text.data() + text.size(), year);
    constexpr int first_year = 1000, last_year = 9999;
    if (fault != std::errc{} || year < first_year || year > last_year) return std::nullopt;
    const std::string_view tail{rest, text.data() + text.size()};
    for (const std::string_view whole : {"", "年", "年度", "全年", "年全年", "-12", "-12-31", "年12月"})
        if (tail == whole) return year;
    return std::nullopt;
}

std::optional<Days> days_of_period(std::string_view period) {
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        const char* end = period.data() + from + count;
        const auto [rest, fault] = std::from_chars(period.data() + from, end, value);
        return fault == std::errc{} && rest == end ? value : 0;
    };
    const auto days = [&](int month, int months) -> std::optional<Days> {
        const auto first = Date::civil(number(0, 4), month, 1);
        constexpr int year_in_months = 12;
        if (number(0, 4) == 0 || !first || month + months > year_in_months + 1) return std::nullopt;
        return Days{*first, add_months(*first, months) + -1};
    };
    constexpr int year = 12, quarter = 3, half = 6;
    if (period.size() == 4) return days(1, year);
    if (period.size() < 7 || period[4] != '-') return std::nullopt;
    if (period.size() == 7 && period[5] == 'Q') return days((number(6, 1) - 1) * quarter + 1, quarter);
    if (period.size() == 7 && period[5] == 'H') return days((number(6, 1) - 1) * half + 1, half);
    if (period.size() == 7) return days(number(5, 2), 1);
    if (period.size() == 10 && period[7] == '~' && number(8, 2) == number(5, 2) + 1) return days(number(5, 2), 2);
    return std::nullopt;
}

}  // namespace mutu

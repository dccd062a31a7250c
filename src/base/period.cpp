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

}  // namespace mutu

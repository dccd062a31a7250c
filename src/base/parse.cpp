// Numbers, dates and yes/no as people type them.
#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mutu {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<double> plain_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// "12,345,678.9" without its commas; absent when commas stand where no thousands comma may.
std::optional<std::string> without_thousands(std::string_view text) {
    if (text.find(',') == std::string_view::npos) return std::string{text};
    const std::string_view whole = text.substr(0, text.find_first_of(".eE"));
    const auto groups = split(whole.starts_with('-') ? whole.substr(1) : whole, ',');
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (!all_digits(groups[i]) || (i == 0 ? groups[i].size() > 3 : groups[i].size() != 3)) return std::nullopt;
    std::string result{text};
    std::erase(result, ',');
    if (text.find(',', whole.size()) != std::string_view::npos) return std::nullopt;
    return result;
}

std::optional<int> small_int(std::string_view text) {
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!all_digits(text) || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Replaces 年 月 日 and separators by '-', drops a clock time.
std::string date_digits(std::string_view text) {
    std::string result = half_width(text);
    for (const auto& [from, to] : {std::pair{"年", "-"}, {"月", "-"}, {"日", ""}, {"号", ""}})
        for (std::size_t at = result.find(from); at != std::string::npos; at = result.find(from))
            result.replace(at, std::string_view{from}.size(), to);
    if (const std::size_t clock = result.find_first_of("T "); clock != std::string::npos) {
        const auto rest = trimmed(std::string_view{result}.substr(clock + 1));
        if (rest.find(':') != std::string_view::npos || rest.empty())
            result.resize(clock);
        else
            std::erase(result, ' ');
    }
    std::replace(result.begin(), result.end(), '/', '-');
    std::replace(result.begin(), result.end(), '.', '-');
    return result;
}

constexpr std::int32_t excel_epoch = -25569;                // 1899-12-30 as days since 1970-01-01
constexpr int first_serial = 20'000, last_serial = 80'000;  // 1954 to 2119

Parsed<Date> checked(std::optional<Date> date) {
    if (!date) return Unreadable{"impossible day"};
    if (*date == *Date::civil(1899, 12, 30) || *date == *Date::civil(1900, 1, 1)) return Unreadable{"sentinel"};
    return *date;
}

}  // namespace

Parsed<double> parse_number(std::string_view text) {
    if (is_blank(text)) return Blank{};
    const std::string plain = half_width(trimmed(text));
    std::string_view body = trimmed(plain);
    double scale = 1;
    if (body.ends_with('%')) body = trimmed(body.substr(0, body.size() - 1)), scale = 0.01;
    if (const std::size_t slash = body.find('/'); slash != std::string_view::npos) {
        const auto top = plain_number(trimmed(body.substr(0, slash))),
                   bottom = plain_number(trimmed(body.substr(slash + 1)));
        if (!top || !bottom || *bottom == 0) return Unreadable{"not a number"};
        return *top / *bottom * scale;
    }
    const auto digits = without_thousands(body);
    if (!digits) return Unreadable{"comma is neither a thousands mark nor allowed as decimal mark"};
    const auto value = plain_number(*digits);
    if (!value) return Unreadable{"not a number"};
    if (scale != 1) {  // shift the decimal text, so that 33.3 % is 0.333 and not 0.33299999999999996
        const auto shifted = plain_number(*digits + (digits->find_first_of("eE") == std::string::npos ? "e-2" : ""));
        return shifted ? *shifted : *value * scale;
    }
    return *value;
}

Parsed<Date> parse_date(std::string_view text) {
    if (is_blank(text)) return Blank{};
    // Excel serials first: drivers hand them over as 45352 or 45352.0, and the point is no separator there.
    const auto serial = plain_number(half_width(trimmed(text)));
    if (serial && *serial >= first_serial && *serial < last_serial)
        return Date::from_days(static_cast<std::int32_t>(std::floor(*serial)) + excel_epoch);
    if (serial && *serial >= 0 && *serial <= 2) return Unreadable{"sentinel"};

    const std::string digits = date_digits(trimmed(text));
    const auto parts = split(digits, '-');
    if (parts.size() == 2) return Unreadable{"a date needs year, month and day"};
    if (parts.size() == 3) {
        const auto year = small_int(trimmed(parts[0])), month = small_int(trimmed(parts[1])),
                   day = small_int(trimmed(parts[2]));
        if (!year || !month || !day || trimmed(parts[0]).size() != 4) return Unreadable{"not a date"};
        return checked(Date::civil(*year, *month, *day));
    }
    if (all_digits(digits) && digits.size() == 8)
        return checked(Date::civil(*small_int(digits.substr(0, 4)), *small_int(digits.substr(4, 2)),
                                   *small_int(digits.substr(6, 2))));
    return Unreadable{"not a date"};
}

Parsed<bool> parse_yes_no(std::string_view text) {
    if (trimmed(text) != "无" && is_blank(text)) return Blank{};
    const std::string word = lower_ascii(trimmed(half_width(text)));
    for (const std::string_view yes : {"是", "有", "1", "1.0", "true", "yes", "y", "t", "√", "规上"})
        if (word == yes) return true;
    for (const std::string_view no : {"否", "无", "0", "0.0", "false", "no", "n", "f", "×", "规下"})
        if (word == no) return false;
    return Unreadable{"neither yes nor no"};
}

}  // namespace mutu

// Times of acts: one form, the civil time of China, so that the day of an act is the day on its papers.
#include "mutu/cases.hpp"
#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <array>
#include <cstdio>

namespace mutu {
namespace {

constexpr int zone_minutes = 8 * 60;  // China keeps one civil time
constexpr int day_minutes = 24 * 60;

[[noreturn]] void not_a_time(const std::string& typed) {
    throw Error{Kind::usage, "时间 “" + typed + "” 看不懂；写作 2026-07-01 或 2026-07-01T09:30:00+08:00"};
}

int digits(const std::string& text, std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// Minutes that the zone is ahead of UTC; absent where it is none.
std::optional<int> zone_of(const std::string& zone) {
    if (zone == "Z") return 0;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return {};
    const int hours = digits(zone, 1, 2), minutes = digits(zone, 4, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return {};
    return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

std::string case_time(const std::string& typed) {
    constexpr std::size_t day_end = 10, time_end = 19;
    const int year = digits(typed, 0, 4), month = digits(typed, 5, 2), date = digits(typed, 8, 2);
    const auto day = year < 0 || month < 0 || date < 0 || typed[4] != '-' || typed[7] != '-'
                         ? std::nullopt
                         : Date::civil(year, month, date);
    if (!day) not_a_time(typed);
    if (typed.size() == day_end) return typed + "T00:00:00+08:00";
    const int hour = digits(typed, 11, 2), minute = digits(typed, 14, 2), second = digits(typed, 17, 2);
    if (typed.size() < time_end || typed[day_end] != 'T' || typed[13] != ':' || typed[16] != ':' || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        not_a_time(typed);
    std::string zone = typed.substr(time_end);
    if (zone.starts_with('.')) {  // parts of a second are not kept
        const auto end = zone.find_first_not_of("0123456789", 1);
        zone = end == std::string::npos ? "" : zone.substr(end);
    }
    const auto ahead = zone_of(zone);
    if (!ahead) not_a_time(typed);
    int minutes = hour * 60 + minute - *ahead + zone_minutes;
    Date shifted = *day;
    for (; minutes >= day_minutes; minutes -= day_minutes) shifted = shifted + 1;
    for (; minutes < 0; minutes += day_minutes) shifted = shifted + -1;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d+08:00", minutes / 60, minutes % 60, second);
    return shifted.iso() + text.data();
}

Date case_day(const std::string& time) {
    const auto parsed = parse_date(time.substr(0, 10));
    const Date* day = std::get_if<Date>(&parsed);
    if (!day) not_a_time(time);
    return *day;
}

}  // namespace mutu

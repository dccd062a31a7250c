// Day counts after Howard Hinnant's calendar algorithms, in std::chrono's calendar types.
#include "mutu/date.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace mutu {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day civil_of(Date date) { return year_month_day{sys_days{days{date.days()}}}; }

Date date_of(year_month_day ymd) {
    if (!ymd.ok()) ymd = ymd.year() / ymd.month() / std::chrono::last;
    return Date::from_days(static_cast<std::int32_t>(sys_days{ymd}.time_since_epoch().count()));
}

}  // namespace

std::optional<Date> Date::civil(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
    const year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                             std::chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok()) return std::nullopt;
    return date_of(ymd);
}

Date Date::today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return *civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

int Date::year() const { return int{civil_of(*this).year()}; }
int Date::month() const { return static_cast<int>(unsigned{civil_of(*this).month()}); }
int Date::day() const { return static_cast<int>(unsigned{civil_of(*this).day()}); }

std::string Date::iso() const {
    char text[24];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", year(), month(), day());
    return text;
}

Date add_years(Date date, int years) { return date_of(civil_of(date) + std::chrono::years{years}); }
Date add_months(Date date, int months) { return date_of(civil_of(date) + std::chrono::months{months}); }

}  // namespace mutu

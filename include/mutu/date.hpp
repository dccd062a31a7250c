// Civil dates and the counting of years and months as the law does it (民法典 第二百条至第二百零四条).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace mutu {

/// A day of the proleptic Gregorian calendar. No clock time, no zone. Years 1 to 9999.
class Date {
public:
    constexpr Date() = default;
    /// Absent for impossible days (30 February): they are refused, never rolled over.
    static std::optional<Date> civil(int year, int month, int day);
    static constexpr Date from_days(std::int32_t days) { return Date{days}; }
    /// The reader's own day; the only clock of the program.
    static Date today();

    int year() const;
    int month() const;
    int day() const;
    /// Days since 1970-01-01.
    constexpr std::int32_t days() const { return days_; }
    std::string iso() const;  // YYYY-MM-DD

    friend constexpr auto operator<=>(Date, Date) = default;
    friend constexpr std::int32_t operator-(Date a, Date b) { return a.days_ - b.days_; }
    friend constexpr Date operator+(Date a, std::int32_t days) { return Date{a.days_ + days}; }

private:
    explicit constexpr Date(std::int32_t days) : days_{days} {}
    std::int32_t days_ = 0;
};

/// The same day n years on; where there is none (29 February) the last day of that month.
Date add_years(Date date, int years);
/// The same day n months on; where there is none the last day of that month.
Date add_months(Date date, int months);

}  // namespace mutu

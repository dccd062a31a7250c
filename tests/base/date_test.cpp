// Counting years as the law does: the same day, or the last day of the month where there is none.
#include "mutu/date.hpp"
#include "mutu/period.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

Date day(int y, int m, int d) { return *Date::civil(y, m, d); }

TEST(Date, TheThirtiethOfFebruaryIsNoDay) {
    EXPECT_FALSE(Date::civil(2024, 2, 30));
    EXPECT_TRUE(Date::civil(2024, 2, 29));
    EXPECT_FALSE(Date::civil(2023, 2, 29));
}

TEST(Date, AYearFromALeapDayEndsOnTheLastOfFebruary) {
    EXPECT_EQ(add_years(day(2024, 2, 29), 1), day(2025, 2, 28));
    EXPECT_EQ(add_years(day(2024, 2, 29), 4), day(2028, 2, 29));
    EXPECT_EQ(add_years(day(2023, 2, 28), 1), day(2024, 2, 28));
}

TEST(Date, AMonthFromTheThirtyFirstEndsOnTheLastDay) {
    EXPECT_EQ(add_months(day(2023, 1, 31), 1), day(2023, 2, 28));
    EXPECT_EQ(add_months(day(2023, 11, 30), 3), day(2024, 2, 29));
}

TEST(Period, HoldsItsFirstAndItsLastDay) {
    const auto says = [](const char* period, Date first, Date last) {
        const auto days = days_of_period(period);
        return days && days->first == first && days->last == last;
    };
    EXPECT_TRUE(says("2026", day(2026, 1, 1), day(2026, 12, 31)));
    EXPECT_TRUE(says("2024-02", day(2024, 2, 1), day(2024, 2, 29)));
    EXPECT_TRUE(says("2026-11~12", day(2026, 11, 1), day(2026, 12, 31)));
    EXPECT_TRUE(says("2026-Q3", day(2026, 7, 1), day(2026, 9, 30)));
    EXPECT_TRUE(says("2026-H2", day(2026, 7, 1), day(2026, 12, 31)));
    for (const char* none : {"", "十月", "26-10", "2026-13", "2026-00", "2026-1", "2026-12~13", "2026-09~11", "2026-Q5",
                             "2026-H0", "2026-10-01", "-026-10"})
        EXPECT_FALSE(days_of_period(none)) << none;
}

TEST(Date, PrintsIso) {
    EXPECT_EQ(day(987, 6, 5).iso(), "0987-06-05");
    EXPECT_EQ(day(2026, 6, 30) - day(2026, 6, 1), 29);
}

}  // namespace
}  // namespace mutu

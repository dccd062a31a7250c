// Counting years as the law does: the same day, or the last day of the month where there is none.
#include "mutu/date.hpp"

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

TEST(Date, PrintsIso) {
    EXPECT_EQ(day(987, 6, 5).iso(), "0987-06-05");
    EXPECT_EQ(day(2026, 6, 30) - day(2026, 6, 1), 29);
}

}  // namespace
}  // namespace mutu

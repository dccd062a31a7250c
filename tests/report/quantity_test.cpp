// Exact column totals and figures printed for people.
#include "mutu/quantity.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

TEST(Printed, RoundsHalfAwayFromZero) {
    EXPECT_EQ(printed(Area::quanta(1'000), Form::mu), "0.01");        // 0.005 亩
    EXPECT_EQ(printed(Area::quanta(150), Form::hectares), "0.0001");  // 0.00005 公顷
    EXPECT_EQ(printed(Money::fen(-5'000), Form::wan), "-0.01");
    EXPECT_EQ(printed(0.123456, Form::share), "12.35%");
}

TEST(Printed, SaysNothingOfTheUnknown) { EXPECT_EQ(printed({}, Form::mu), ""); }

TEST(Tally, SumsWhatWasNotRounded) {
    Tally tally{Form::mu};
    for (int i = 0; i < 3; ++i) tally.add(Area::quanta(800));  // 0.004 亩, printed 0.00
    EXPECT_EQ(printed(tally.total(), Form::mu), "0.01");
    EXPECT_TRUE(tally.drifts());
}

TEST(Tally, DoesNotDriftWhereRowsAddUp) {
    Tally tally{Form::mu};
    tally.add(Area::mu(1));
    tally.add(Area::mu(2));
    EXPECT_FALSE(tally.drifts());
}

TEST(Tally, IsUnknownWithoutAnyValue) {
    Tally tally{Form::wan};
    tally.add({});
    EXPECT_FALSE(known(tally.total()));
    EXPECT_TRUE(tally.incomplete());
}

TEST(Tally, DividesTheSumsOfYields) {
    Tally tally{Form::wan_per_mu};
    tally.add(*Yield::of(Money::wan(100), Area::mu(10)));  // 10
    tally.add(*Yield::of(Money::wan(20), Area::mu(20)));   // 1; the mean of both would be 5.5
    EXPECT_EQ(printed(tally.total(), Form::wan_per_mu), "4.00");
}

}  // namespace
}  // namespace mutu

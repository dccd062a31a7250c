// Exact quantities: round trips, boundaries, and misuse that must not compile.
#include "mutu/units.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

template <class A, class B>
concept addable = requires(A a, B b) { a + b; };
static_assert(addable<Area, Area> && addable<Money, Money>);
static_assert(!addable<Area, Money> && !addable<Area, double> && !addable<Area, int>);

TEST(Area, OneHectareIsExactlyFifteenMu) {
    EXPECT_EQ(Area::hectares(1), Area::mu(15));
    EXPECT_EQ(Area::mu(3), Area::square_metres(2000));
    EXPECT_NE(Area::square_metres(666.67), Area::mu(1));
    EXPECT_EQ(Area::square_metres(666.67).mu(), 1.000005);
}

TEST(Area, RegisteredAreasReadBackInEveryUnit) {
    for (std::int64_t i = 1; i < 2'000'000; i += 7) {
        const double cents = static_cast<double>(i) / 100.0;
        EXPECT_EQ(Area::square_metres(cents).quanta(), i * 3);
        EXPECT_EQ(Area::mu(cents).quanta(), i * 2000);
        EXPECT_EQ(Area::square_metres(Area::quanta(i).square_metres()).quanta(), i);
    }
}

TEST(Ratio, ExactlyOneThirdIsNotShortOfAThird) {
    const auto third = *Ratio::of(1, 3);
    const auto one = Ratio::whole(1);
    EXPECT_TRUE(compare(Area::square_metres(10'000), one, Area::square_metres(30'000), third) == 0);
    EXPECT_TRUE(compare(Area::square_metres(9'999.99), one, Area::square_metres(30'000), third) < 0);
}

TEST(Ratio, NothingOverNothingIsUnknown) {
    EXPECT_FALSE(Ratio::of(Area::mu(1), Area{}));
    EXPECT_FALSE(Yield::of(Money::wan(1), Area{}));
}

TEST(Ratio, ComparesFractionsWhoseProductsPassOneHundredAndTwentyEightBits) {
    const std::int64_t big = std::int64_t{1} << 61;
    const auto one = Ratio::whole(1);
    EXPECT_TRUE(compare(*Ratio::of(big - 1, big), *Ratio::of(80, 100), *Ratio::of(big, big + 1), *Ratio::of(80, 100)) <
                0);
    EXPECT_TRUE(compare(*Ratio::of(-1, 3), one, *Ratio::of(-1, 4), one) < 0);
    EXPECT_TRUE(compare(*Ratio::of(2, 6), one, *Ratio::of(1, 3), one) == 0);
    EXPECT_TRUE(compare(*Ratio::of(1, 3), one, *Ratio::of(1, 4), one) > 0);
}

TEST(Yield, ThirtyWanPerMuStandsExactlyOnThirty) {
    const auto thirty = Yield::wan_per_mu(30);
    for (int mu = 1; mu <= 10'000; ++mu) {
        const double land = mu / 100.0;
        const auto at = *Yield::of(Money::wan(30 * land), Area::mu(land));
        EXPECT_TRUE(compare(at, Ratio::whole(1), thirty, Ratio::whole(1)) == 0) << land;
    }
}

TEST(Yield, PrintsWhatAPersonWouldDivide) {
    EXPECT_EQ(Yield::of(Money::wan(1205.82), Area::square_metres(26'796))->wan_per_mu(), 30);
    EXPECT_EQ(Yield::of(Money::wan(468), Area::mu(36))->wan_per_mu(), 13);
}

TEST(Money, KeepsSixDecimalsOfWan) { EXPECT_EQ(Money::wan(1999.99).fen(), 1'999'990'000); }

}  // namespace
}  // namespace mutu

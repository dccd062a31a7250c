// Exact numbers: what is typed is what is meant, and only the printed figure is rounded.
#include "mutu/rational.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace mutu {
namespace {

Rational number(std::string_view text) { return Rational::parse(text).value(); }

TEST(Rational, ReadsWhatPeopleType) {
    EXPECT_EQ(number("0.1") + number("0.2"), number("0.3"));
    EXPECT_EQ(number("25%"), number("1/4"));
    EXPECT_EQ(number("-1.5"), number("-3/2"));
    EXPECT_EQ(number("1e-7"), number("0.0000001"));
    EXPECT_EQ(number("2.5e2"), Rational::whole(250));
    for (const char* bad : {"", "abc", "1.", ".5", "1/0", "1,5", "--1", "1e9999", "0x10"})
        EXPECT_FALSE(Rational::parse(bad)) << bad;
}

TEST(Rational, ADoubleIsTheDecimalItShows) {
    EXPECT_EQ(Rational::decimal(0.1), number("1/10"));
    EXPECT_EQ(Rational::decimal(13'600.25), number("13600.25"));
    EXPECT_FALSE(Rational::decimal(std::numeric_limits<double>::quiet_NaN()));
    EXPECT_FALSE(Rational::decimal(std::numeric_limits<double>::infinity()));
}

TEST(Rational, TakesUnitsExactly) {
    EXPECT_EQ(Rational::wan(Money::fen(1)), number("0.000001"));
    EXPECT_EQ(Rational::mu(Area::quanta(1)), number("1/200000"));
    EXPECT_EQ(Rational::wan(Money::wan(468)).over(Rational::mu(Area::mu(36))), Rational::whole(13));
}

TEST(Rational, OverNothingIsUnknown) {
    EXPECT_FALSE(Rational::whole(1).over(Rational{}));
    EXPECT_EQ(Rational{}.over(Rational::whole(7)), Rational{});
}

TEST(Rational, RoundsOnceHalfAwayFromZero) {
    EXPECT_EQ(number("90/7").decimals(3), "12.857");
    EXPECT_EQ(number("0.125").decimals(2), "0.13");
    EXPECT_EQ(number("-0.125").decimals(2), "-0.13");
    EXPECT_EQ(number("-0.001").decimals(2), "0.00");
    EXPECT_EQ(number("2.5").decimals(0), "3");
    EXPECT_EQ(number("0.05").decimals(4), "0.0500");
}

TEST(Rational, WritesTheExactText) {
    EXPECT_EQ(number("24.0970").text(), "24.097");
    EXPECT_EQ(number("1/3").text(), "1/3");
    EXPECT_EQ(Rational::whole(-12).text(), "-12");
}

TEST(Rational, IsACopyOfItsOwn) {
    Rational a = number("1/3");
    Rational b = a;
    b += a;
    EXPECT_EQ(a, number("1/3"));
    EXPECT_EQ(b, number("2/3"));
}

Rational any_fraction() {
    return *Rational::fraction(*rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000),
                               *rc::gen::inRange<std::int64_t>(1, 1'000'000));
}

RC_GTEST_PROP(RationalLaw, TextReadsBack, ()) {
    const Rational a = any_fraction();
    RC_ASSERT(number(a.text()) == a);
}

RC_GTEST_PROP(RationalLaw, DivisionUndoesMultiplication, ()) {
    const Rational a = any_fraction(), b = any_fraction();
    RC_PRE(!b.is_zero());
    RC_ASSERT((a * b).over(b) == a);
    RC_ASSERT(a - b + b == a);
}

RC_GTEST_PROP(RationalLaw, RoundingIsWithinHalfAUnit, ()) {
    const Rational a = any_fraction();
    const Rational off = number(a.decimals(2)) - a, half = number("0.005");
    RC_ASSERT(off <= half && Rational{} - off <= half);
}

}  // namespace
}  // namespace mutu

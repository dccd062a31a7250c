// Histories of single parcels with known causes, heirs of land that was cut anew, periods, ranks and tasks.
#include "support/ascii_map.hpp"

#include "mutu/bulletin.hpp"
#include "mutu/cause.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

Date day(int year, int month, int of_month) { return Date::civil(year, month, of_month).value(); }

EventInput on(Date date) { return {EventInput::Cell::given, date}; }

std::vector<Heir> heirs_of(const LandState& before, const LandState& after) {
    return heirs(before, after, lineage(before, after));
}

TEST(Heirs, KeepAnUnchangedParcelAsOnePiece) {
    const LandState state{{"1", "2"}, ascii_map("AABB")};
    const auto found = heirs_of(state, state);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].before, 1U);
    EXPECT_EQ(found[1].after, 1U);
    EXPECT_EQ(found[1].forebear, 1U);
}

TEST(Heirs, FollowASplitToEveryPart) {
    const LandState before{{"1"}, ascii_map("AAAA")}, after{{"1-1", "1-2"}, ascii_map("AABB")};
    const auto found = heirs_of(before, after);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_FALSE(found[0].after);
    EXPECT_TRUE(found[0].land_lives_on);
    for (std::size_t part = 1; part < 3; ++part) {
        EXPECT_FALSE(found[part].before);
        EXPECT_EQ(found[part].forebear, 0U);
    }
}

TEST(Heirs, KeepTheIdThatLivesOnThroughAMerger) {
    const LandState before{{"1", "2"}, ascii_map("AAAB")}, after{{"1"}, ascii_map("AAAA")};
    const auto found = heirs_of(before, after);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].after, 0U);
    EXPECT_FALSE(found[1].after);
    EXPECT_TRUE(found[1].land_lives_on);
}

TEST(Heirs, FollowARenumberedParcel) {
    const LandState before{{"1"}, ascii_map("AA")}, after{{"9"}, ascii_map("AA")};
    const auto found = heirs_of(before, after);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].before, found[0].after);
}

const Heir one_piece{0U, 0U, 0U, false};

TEST(Cause, CallsAStartInThePeriodADisposal) {
    const Steps steps{true, true, true, true, false, false, false};
    const LandMove move = move_of(one_piece, steps, Area::mu(10), Area::mu(10), Cause::data);
    EXPECT_EQ(move.of(Cause::disposal), Area::mu(-10));
    EXPECT_EQ(move.to - move.from, Area::mu(-10));
}

TEST(Cause, DoesNotCallLandDisposedOfWhenNobodyKnowsWhatItIs) {
    const Steps steps{true, true, true, true, false, false, false, true};
    const LandMove move = move_of(one_piece, steps, Area::mu(10), Area::mu(10), Cause::data);
    EXPECT_EQ(move.of(Cause::disposal), Area{});
    EXPECT_EQ(move.of(Cause::period), Area::mu(-10));
}

TEST(Cause, CutsLandAnewBeforeItIsJudgedAgain) {
    const Steps steps{true, true, false, false, false, false, false};
    const LandMove move = move_of(one_piece, steps, Area::mu(10), Area::mu(4), Cause::data);
    EXPECT_EQ(move.of(Cause::boundary), Area::mu(-6));
    EXPECT_EQ(move.of(Cause::policy), Area::mu(-4));
}

TEST(Events, TakeWhatHappenedInThePeriodAndNothingElse) {
    const Date from = day(2026, 4, 30), to = day(2026, 6, 30);
    ParcelInputs before, after;
    before.permit = on(day(2026, 5, 20));  // the register knew it beforehand
    after.start = on(day(2026, 5, 2)), after.stop = on(day(2025, 1, 1)), after.resume = on(day(2026, 7, 1));
    const ParcelInputs mixed = with_events(before, after, from, to, false);
    EXPECT_EQ(mixed.start.cell, EventInput::Cell::given);
    EXPECT_EQ(mixed.stop.cell, EventInput::Cell::absent) << "older than the period: a correction";
    EXPECT_EQ(mixed.resume.cell, EventInput::Cell::absent) << "has not happened yet";
    EXPECT_EQ(mixed.permit.cell, EventInput::Cell::blank) << "the later register does not confirm it";
}

TEST(Events, TakeGrowthForProgressAndLossForACorrection) {
    const Date from = day(2026, 4, 30), to = day(2026, 6, 30);
    ParcelInputs before, after;
    before.developed_area = Area::mu(3), after.developed_area = Area::mu(5);
    before.invested = Money::wan(900), after.invested = Money::wan(100);
    const ParcelInputs mixed = with_events(before, after, from, to, false);
    EXPECT_EQ(mixed.developed_area, Area::mu(5));
    EXPECT_EQ(mixed.invested, Money::wan(900));
}

TEST(Events, TakeTheFirmsFiguresOnlyOfAnotherYear) {
    const Date from = day(2026, 4, 30), to = day(2026, 6, 30);
    ParcelInputs before, after;
    before.tax = Money::wan(1), after.tax = Money::wan(2);
    EXPECT_EQ(with_events(before, after, from, to, false).tax, Money::wan(1));
    EXPECT_EQ(with_events(before, after, from, to, true).tax, Money::wan(2));
}

TEST(Period, IsNamedFromItsDays) {
    EXPECT_EQ(word(period_of(day(2026, 6, 30), day(2026, 8, 31))), "two_months");
    EXPECT_EQ(word(period_of(day(2025, 12, 31), day(2026, 2, 28))), "two_months");
    EXPECT_EQ(word(period_of(day(2025, 12, 31), day(2026, 6, 30))), "half_year");
    EXPECT_EQ(word(period_of(day(2025, 12, 31), day(2026, 12, 31))), "year");
    EXPECT_EQ(word(period_of(day(2026, 1, 1), day(2026, 2, 15))), "other");
}

TEST(Ranks, ShareAPlaceAndLeaveOutTheUnknown) {
    const auto found = ranks({3.0, 5.0, std::nullopt, 3.0, 1.0});
    EXPECT_EQ(found, (std::vector<std::optional<std::int64_t>>{2, 1, std::nullopt, 2, 4}));
}

TEST(Task, IsMetExactlyOnItsBoundary) {
    const auto share = Ratio::of(15, 100);
    EXPECT_EQ(task_of(Area::mu(100), Area::mu(15), share).met, Truth::yes);
    const DisposalTask missed = task_of(Area::mu(100), Area::mu(14.99), share);
    EXPECT_EQ(missed.met, Truth::no);
    EXPECT_EQ(missed.short_of, Area::mu(0.01));
}

TEST(Task, StaysOpenWithoutItsShare) {
    EXPECT_EQ(task_of(Area::mu(100), Area::mu(15), std::nullopt).met, Truth::undetermined);
    EXPECT_EQ(stock_task(std::nullopt, Area::mu(15), Ratio::of(11, 10)).met, Truth::undetermined);
    EXPECT_EQ(stock_task(Area::mu(10), Area::mu(11), Ratio::of(11, 10)).met, Truth::yes);
    EXPECT_EQ(stock_task(Area::mu(10), Area::mu(10.99), Ratio::of(11, 10)).met, Truth::no);
}

}  // namespace
}  // namespace mutu

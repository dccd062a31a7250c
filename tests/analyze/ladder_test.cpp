// The idle ladder on whole records: what blanks, absent columns and contrary evidence do.
#include "parcels.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

using test::Builder;
using test::Cells;
using test::due_in_march;
using test::judged;
using test::state;

TEST(IdleLadder, ReachesOneYearOnTheDayItself) {
    EXPECT_EQ(state(due_in_march(), "2024-02-29").idle_state, "early_warning");
    EXPECT_EQ(state(due_in_march(), "2024-03-01").idle_state, "idle_a_1y");
    EXPECT_EQ(state(due_in_march(), "2024-03-01", {{"anniversary", "next_day"}}).idle_state, "early_warning");
    EXPECT_EQ(state(due_in_march(), "2024-03-02", {{"anniversary", "next_day"}}).idle_state, "idle_a_1y");
    EXPECT_EQ(state(due_in_march(), "2025-03-01").idle_state, "idle_a_2y");
    const ParcelResult warned = state(due_in_march(), "2024-02-29");
    EXPECT_EQ(warned.idle_on->iso(), "2024-03-01");
    EXPECT_EQ(warned.idle_days, -1);
}

TEST(IdleLadder, CallsItTooEarlyMoreThanHalfAYearBefore) {
    EXPECT_EQ(state(due_in_march(), "2023-09-02").idle_state, "not_due");        // 181 days
    EXPECT_EQ(state(due_in_march(), "2023-09-03").idle_state, "early_warning");  // 180 days
}

TEST(IdleLadder, WithoutAStartColumnItNeverAccuses) {
    Cells cells = due_in_march();
    cells.erase("actual_start_date");
    const ParcelResult result = state(cells, "2026-06-30");
    EXPECT_EQ(result.idle_state, "undetermined");
    EXPECT_EQ(result.land_class, "undetermined");
    EXPECT_EQ(result.idle_on->iso(), "2024-03-01");
    EXPECT_EQ(result.missing, std::vector<std::string>{"actual_start_date"});
    EXPECT_EQ(state(cells, "2026-06-30", {{"absent_event", "not_happened"}}).idle_state, "idle_a_2y");
}

TEST(IdleLadder, BlankIsReadAsThePackSays) {
    EXPECT_EQ(state(due_in_march(), "2026-06-30", {{"blank_event", "unknown"}}).idle_state, "undetermined");
}

TEST(IdleLadder, AStartInTheFutureHasNotHappened) {
    EXPECT_EQ(state(due_in_march({{"actual_start_date", "2026-07-01"}}), "2026-06-30").idle_state, "idle_a_2y");
    EXPECT_EQ(state(due_in_march({{"actual_start_date", "2026-06-30"}}), "2026-06-30").idle_state, "started");
}

TEST(IdleLadder, APermitAloneIsNoStart) {
    const ParcelResult bare = state(due_in_march({{"permit_date", "2023-05-01"}}), "2024-06-30");
    EXPECT_EQ(bare.idle_state, "idle_a_1y");
    EXPECT_EQ(bare.missing, (std::vector<std::string>{"foundation_progress", "foundation_type"}));
    const auto with = [&](const std::string& type, const std::string& progress) {
        return state(due_in_march(
                         {{"permit_date", "2023-05-01"}, {"foundation_type", type}, {"foundation_progress", progress}}),
                     "2024-06-30")
            .idle_state;
    };
    EXPECT_EQ(with("other", "1/3"), "started");
    EXPECT_EQ(with("other", "33.3%"), "idle_a_1y");
    EXPECT_EQ(with("pile", "0.995"), "idle_a_1y");
    EXPECT_EQ(with("pit", "1"), "started");
    EXPECT_EQ(with("pile", "1.2"), "idle_a_1y");
}

TEST(IdleLadder, ContraryEvidenceTakesTheAccusationBack) {
    const auto with = [&](const Cells& more) { return state(due_in_march(more), "2026-06-30"); };
    EXPECT_EQ(with({{"field_check", "started"}}).idle_state, "undetermined");
    EXPECT_EQ(with({{"field_check", "built"}, {"field_check_date", "2026-07-01"}}).idle_state, "idle_a_2y")
        << "a check after as-of is no evidence yet";
    EXPECT_EQ(with({{"field_check", "not_started"}}).idle_state, "idle_a_2y");
}

TEST(IdleLadder, ABuildingOfATenthOfTheParcelIsContraryEvidence) {
    const auto with_building = [&](double width) {
        Builder builder;
        builder.row(Role::parcel, due_in_march(), test::Rectangle{0, 0, 100, 100});
        builder.row(Role::building, {{"building_id", "B"}, {"floors", "1"}}, test::Rectangle{0, 0, width, 10});
        return judged(builder, "2026-06-30", {}, AreaBasis::planar).parcels[0].idle_state;
    };
    EXPECT_EQ(with_building(99.9), "idle_a_2y");
    EXPECT_EQ(with_building(100), "undetermined");
}

TEST(IdleLadder, AFirmThatProducesIsContraryEvidence) {
    Builder builder;
    builder.row(Role::parcel, due_in_march({{"holder_name", "甲公司"}}), test::Rectangle{0, 0, 100, 100});
    builder.row(Role::enterprise_year, {{"name", "甲公司"}, {"year", "2024"}, {"output_wan", "5"}});
    EXPECT_EQ(judged(builder, "2026-06-30").parcels[0].idle_state, "undetermined");
    Builder same_year;
    same_year.row(Role::parcel, due_in_march({{"holder_name", "甲公司"}}), test::Rectangle{0, 0, 100, 100});
    same_year.row(Role::enterprise_year, {{"name", "甲公司"}, {"year", "2023"}, {"output_wan", "5"}});
    EXPECT_EQ(judged(same_year, "2026-06-30").parcels[0].idle_state, "idle_a_2y");
}

TEST(IdleLadder, DeliveryCountsWhereNothingWasAgreed) {
    const Cells cells = due_in_march({{"agreed_start_date", ""}, {"actual_delivery_date", "2022-05-10"}});
    EXPECT_EQ(state(cells, "2024-05-09").start_due->iso(), "2023-05-10");
    EXPECT_NE(state(cells, "2024-05-09").idle_state, "idle_a_1y");
    EXPECT_EQ(state(cells, "2024-05-10").idle_state, "idle_a_1y");
}

TEST(IdleLadder, ACellThatCannotBeReadIsNotABlank) {
    Builder builder;
    builder.row(Role::parcel, due_in_march(), test::Rectangle{0, 0, 100, 100});
    builder.holdings[Role::parcel].mark_unreadable("actual_start_date", 0);
    EXPECT_EQ(judged(builder, "2026-06-30").parcels[0].idle_state, "undetermined");
}

TEST(IdleLadder, AnUnlistedCauseAccusesNobody) {
    EXPECT_EQ(state(due_in_march({{"idle_cause", "企业资金"}}), "2026-06-30").idle_state, "undetermined");
    EXPECT_EQ(state(due_in_march({{"idle_cause", "gov_plan"}}), "2026-06-30").idle_state, "idle_gov");
    EXPECT_EQ(state(due_in_march({{"idle_cause", "企业资金"}}), "2023-04-01").idle_state, "not_due");
}

TEST(IdleLadder, StoppedWorkIsJudgedByAreaAndInvestment) {
    const auto stopped = [&](const Cells& more, const std::string& as_of) {
        Cells cells{{"actual_start_date", "2022-05-01"}, {"stop_date", "2023-01-15"},
                    {"required_area_m2", "30000"},       {"developed_area_m2", "10000"},
                    {"total_investment_wan", "8000"},    {"invested_wan", "1999.99"}};
        for (const auto& [field, text] : more) cells[field] = text;
        return state(due_in_march(cells), as_of);
    };
    EXPECT_EQ(stopped({}, "2024-01-15").idle_state, "idle_b");
    EXPECT_EQ(stopped({}, "2024-01-14").idle_state, "stalled");
    EXPECT_EQ(stopped({{"invested_wan", "2000"}}, "2024-01-15").idle_state, "stalled");
    EXPECT_EQ(stopped({{"resume_date", "2023-06-01"}}, "2024-01-15").idle_state, "started");
    EXPECT_EQ(stopped({{"required_area_m2", "0"}, {"invested_wan", ""}}, "2025-01-15").idle_state, "undetermined");
    EXPECT_EQ(stopped({{"developed_area_m2", ""}, {"invested_wan", "800"}}, "2025-01-15").idle_state, "idle_b");
    EXPECT_EQ(stopped({}, "2024-01-15").idle_on->iso(), "2024-01-15");
}

TEST(IdleLadder, AbsentFinishAndStopColumnsAreNamedAsAssumptions) {
    const ParcelResult result =
        state({{"parcel_id", "P1"}, {"contract_no", "HT-1"}, {"actual_start_date", "2023-01-01"}}, "2026-06-30");
    EXPECT_EQ(result.idle_state, "started");
    EXPECT_EQ(result.missing, (std::vector<std::string>{"actual_finish_date", "stop_date"}));
}

TEST(IdleLadder, BeforeTheContractNothingIsSaid) {
    EXPECT_EQ(state(due_in_march({{"contract_date", "2026-07-01"}}), "2026-06-30").idle_state, "undetermined");
}

TEST(Recognition, IsKeptApartFromSuspicion) {
    EXPECT_EQ(state(due_in_march(), "2026-06-30").recognition, "none");
    EXPECT_EQ(state(due_in_march({{"notice_served_date", "2025-01-01"}}), "2026-06-30").recognition, "investigating");
    EXPECT_EQ(
        state(due_in_march({{"recognition_no", "1号"}, {"recognition_date", "2025-02-01"}}), "2026-06-30").recognition,
        "recognised");
    EXPECT_EQ(state(due_in_march({{"recognition_no", "1号"}}), "2026-06-30").recognition, "none")
        << "a number without a date is no recognition";
}

}  // namespace
}  // namespace mutu

// The worked cases A (idle), B (unsupplied) and F (low efficiency) on whole records; test names carry the case number.
#include "parcels.hpp"

namespace mutu {
namespace {

using test::Builder;
using test::Cells;
using test::due_in_march;
using test::Settings;
using test::state;
using test::stopped_in_january;

struct Case {
    std::string id;
    Cells cells;
    std::string as_of, expected;
    Settings set = {};
    std::string action = "any";
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.id; }

Cells due(const std::string& agreed, const Cells& more = {}) {
    Cells cells = due_in_march({{"agreed_start_date", agreed}});
    for (const auto& [field, text] : more) cells[field] = text;
    return cells;
}

/// Stopped on 2022-01-15 with 800 of 8 000 万元 spent and the areas blank.
Cells stopped_in_2022(const Cells& more = {}) {
    Cells cells = stopped_in_january({{"actual_start_date", "2021-05-01"},
                                      {"stop_date", "2022-01-15"},
                                      {"developed_area_m2", ""},
                                      {"invested_wan", "800"}});
    for (const auto& [field, text] : more) cells[field] = text;
    return cells;
}

const Settings next_day{{"anniversary", "next_day"}}, both_needed{{"branch_b_logic", "and"}};
const Cells tenth_and_twentieth{{"developed_area_m2", "3000"}, {"invested_wan", "400"}};
const Cells permitted{{"permit_date", "2023-02-01"}};

Cells with(Cells cells, const Cells& more) {
    cells.insert(more.begin(), more.end());
    return cells;
}

// Outcomes are the ids of the contract: A13's idle_gov_plan is idle_gov with its cause, A20's "not idle" is stalled.
const std::vector<Case> idle_cases{
    {"A01", due_in_march(), "2024-02-29", "early_warning", {}, "URGE"},
    {"A02", due_in_march(), "2024-03-01", "idle_a_1y"},
    {"A02_next_day", due_in_march(), "2024-03-01", "early_warning", next_day},
    {"A03", due_in_march(), "2024-03-02", "idle_a_1y"},
    {"A03_next_day", due_in_march(), "2024-03-02", "idle_a_1y", next_day},
    {"A04", due("2024-02-29"), "2025-02-28", "idle_a_1y"},
    {"A05", due("2024-02-29"), "2025-02-27", "early_warning"},
    {"A06", due("2023-02-28"), "2024-02-28", "idle_a_1y"},
    {"A07", due("2022-12-31", {{"land_price_wan", "1200"}}), "2024-12-30", "idle_a_1y", {}, "FEE20"},
    {"A08", due("2022-12-31", {{"land_price_wan", "1200"}}), "2024-12-31", "idle_a_2y", {}, "FORFEIT;FEE20"},
    {"A09", due("", {{"actual_delivery_date", "2022-05-10"}}), "2024-05-09", "early_warning"},
    {"A10", due("", {{"actual_delivery_date", "2022-05-10"}}), "2024-05-10", "idle_a_1y"},
    {"A11", due(""), "2024-05-10", "undetermined", {}, "VERIFY"},
    {"A12",
     due("2022-01-01", {{"agreed_delivery_date", "2021-12-01"}, {"actual_delivery_date", "2023-06-01"}}),
     "2023-12-01",
     "idle_a_1y",
     {},
     "CAUSE_REVIEW"},
    {"A13",
     due("2023-03-01", {{"idle_cause", "gov_plan"}}),
     "2025-06-30",
     "idle_gov",
     {},
     "EXTEND;REUSE;TEMP;BUYBACK;SWAP"},
    {"A14", due("2023-03-01", {{"extended_start_date", "2025-06-01"}}), "2026-05-31", "early_warning"},
    {"A15", due("2023-03-01", {{"extended_start_date", "2025-06-01"}}), "2026-06-01", "idle_a_1y"},
    {"A18", due("2023-03-01", {{"idle_cause", "force_majeure"}}), "2025-06-30", "idle_gov"},
    {"A19", stopped_in_january(), "2024-01-15", "idle_b"},
    {"A19_and", stopped_in_january(), "2024-01-15", "stalled", both_needed},
    {"A20", stopped_in_january({{"invested_wan", "2000"}}), "2024-01-15", "stalled"},
    {"A21", stopped_in_january({{"developed_area_m2", "9999.99"}, {"invested_wan", "4800"}}), "2024-01-15", "idle_b"},
    {"A21_and", stopped_in_january({{"developed_area_m2", "9999.99"}, {"invested_wan", "4800"}}), "2024-01-15",
     "stalled", both_needed},
    {"A22", stopped_in_january(tenth_and_twentieth), "2024-01-14", "stalled"},
    {"A23", with({{"stop_date", ""}}, stopped_in_january(tenth_and_twentieth)), "2024-01-15", "started"},
    {"A24", stopped_in_2022(), "2024-01-15", "idle_b"},
    {"A25", stopped_in_2022({{"invested_wan", "3200"}}), "2024-01-15", "undetermined"},
    {"A26", stopped_in_2022({{"required_area_m2", "0"}, {"invested_wan", ""}}), "2024-01-15", "undetermined"},
    {"A27",
     stopped_in_2022({{"total_investment_wan", "10000"},
                      {"invested_wan", "3000"},
                      {"investment_includes_land_price", "是"},
                      {"land_price_wan", "1500"}}),
     "2024-01-15", "idle_b"},
    {"A28",
     stopped_in_2022({{"developed_area_m2", "1000"}}),
     "2025-01-15",
     "idle_b",
     {},
     "EXTEND;REUSE;TEMP;BUYBACK;SWAP"},
    {"A29", due_in_march(with({{"foundation_type", "pile"}, {"foundation_progress", "0"}}, permitted)), "2024-03-01",
     "idle_a_1y"},
    {"A30", due_in_march(with({{"foundation_type", "pile"}, {"foundation_progress", "199/200"}}, permitted)),
     "2024-03-01", "idle_a_1y"},
    {"A31", due_in_march(with({{"foundation_type", "other"}, {"foundation_progress", "1/3"}}, permitted)), "2024-03-01",
     "started"},
    {"A32", due_in_march({{"foundation_type", "pile"}, {"foundation_progress", "1"}}), "2024-03-01", "idle_a_1y"},
    // A33: there is no history field; the state on the day is what is told. Due 2023-03-01, started on day 370.
    {"A33", due_in_march({{"actual_start_date", "2024-03-05"}}), "2024-04-04", "started"},
    {"A33_before", due_in_march({{"actual_start_date", "2024-03-05"}}), "2024-03-04", "idle_a_1y"},
    // A34: the contract has no warning about a price of 0; the state stands.
    {"A34", due_in_march({{"supply_mode", "allocation"}, {"land_price_wan", "0"}}), "2024-03-01", "idle_a_1y"},
    {"A35", due("2019-03-01", {{"holder_kind", "reserve"}}), "2024-03-01", "not_applicable"},
    {"A36", due_in_march({{"contract_date", "2024-06-01"}}), "2024-05-31", "undetermined"},
    // A37: the holiday switch is not shipped; without it the day itself counts.
    {"A37", due("2023-10-01"), "2024-10-01", "idle_a_1y"},
};

class IdleCase : public testing::TestWithParam<Case> {};
TEST_P(IdleCase, ComesOut) {
    const ParcelResult result = state(GetParam().cells, GetParam().as_of, GetParam().set);
    EXPECT_EQ(result.idle_state, GetParam().expected);
    if (GetParam().action != "any") {
        EXPECT_EQ(result.action, GetParam().action);
    }
}
INSTANTIATE_TEST_SUITE_P(Worked, IdleCase, testing::ValuesIn(idle_cases), [](const auto& one) { return one.param.id; });

TEST(IdleCases, A01DaysLeftAreCounted) { EXPECT_EQ(state(due_in_march(), "2024-02-29").idle_days, -1); }

TEST(IdleCases, A07TheFeeIsAFifthOfThePrice) {
    const Rulebook rules = test::rules();
    EXPECT_EQ(compare(Money::wan(240), Ratio::whole(1), Money::wan(1200), *rules.ratio("idle_fee_share")),
              std::strong_ordering::equal);
}

TEST(IdleCases, A10TheDueDayComesFromDelivery) {
    EXPECT_EQ(state(due("", {{"actual_delivery_date", "2022-05-10"}}), "2024-05-10").start_due->iso(), "2023-05-10");
}

TEST(IdleCases, A11MissingNamesBothDates) {
    EXPECT_EQ(state(due(""), "2024-05-10").missing,
              (std::vector<std::string>{"actual_delivery_date", "agreed_start_date"}));
}

TEST(IdleCases, A16AnExtensionOfFourteenMonthsIsTold) {
    EXPECT_TRUE(test::raised(test::assessed(due("2023-03-01", {{"extended_start_date", "2024-05-01"}}), "2024-03-01"),
                             "extension_over_1y"));
    EXPECT_FALSE(test::raised(test::assessed(due("2023-03-01", {{"extended_start_date", "2024-03-01"}}), "2024-03-01"),
                              "extension_over_1y"));
}

// No input field holds a temporary use, so only its limit can be worked out.
TEST(IdleCases, A17ATemporaryUseFrom2023EndsByTheFirstOfApril2025) {
    EXPECT_EQ(add_years(test::day("2023-04-01"), *test::rules().count("temp_use_max_years")).iso(), "2025-04-01");
}

TEST(IdleCases, A25MissingNamesTheDevelopedArea) {
    EXPECT_TRUE(test::lacks(state(stopped_in_2022({{"invested_wan", "3200"}}), "2024-01-15"), "developed_area_m2"));
}

TEST(IdleCases, A26AZeroDenominatorIsTold) {
    EXPECT_TRUE(
        test::raised(test::assessed(stopped_in_2022({{"required_area_m2", "0"}, {"invested_wan", ""}}), "2024-01-15"),
                     "zero_denominator"));
}

TEST(IdleCases, A32BuildingWithoutAPermitIsTold) {
    EXPECT_TRUE(test::raised(
        test::assessed(due_in_march({{"foundation_type", "pile"}, {"foundation_progress", "1"}}), "2024-03-01"),
        "construction_without_permit"));
}

TEST(IdleCases, A36ADayBeforeTheContractIsTold) {
    EXPECT_TRUE(
        test::raised(test::assessed(due_in_march({{"contract_date", "2024-06-01"}}), "2024-05-31"), "before_contract"));
}

// ---- B: published figures that must agree, and the rate judged unrounded (B01–B05, B13–B15: unsupplied_test.cpp)

std::string per_cent(Ratio share) { return fixed(share.value() * 100, 2); }

TEST(RateCases, B06JustBelowTheFloorIsBelowThoughItPrintsSixty) {
    const Ratio rate = *Ratio::of(23'999, 40'000), floor = *test::rules().ratio("supply_rate_floor");
    EXPECT_EQ(per_cent(rate), "60.00");
    EXPECT_TRUE(compare(rate, Ratio::whole(1), floor, Ratio::whole(1)) < 0);
    EXPECT_TRUE(compare(*Ratio::of(240, 400), Ratio::whole(1), floor, Ratio::whole(1)) == 0);
}

TEST(RateCases, B07GuangdongLiesElevenPointEightAboveTheFloor) {
    const Ratio floor = *test::rules().ratio("supply_rate_floor");
    EXPECT_EQ(per_cent(*Ratio::of(718 * floor.denominator() - 1000 * floor.numerator(), 1000 * floor.denominator())),
              "11.80");
}

TEST(RateCases, B08NingxiaAddsUp) { EXPECT_EQ(Area::mu(46'300) + Area::mu(7'800), Area::mu(54'100)); }

TEST(RateCases, B09VoidApprovalsOfHunanAreOverATenth) {
    const Ratio share = *Ratio::of(Area::mu(26'625), Area::mu(237'400));
    EXPECT_EQ(fixed(share.value() * 100, 3), "11.215");
    EXPECT_TRUE(compare(share, Ratio::whole(1), *Ratio::of(1, 10), Ratio::whole(1)) > 0);
}

TEST(RateCases, B10FourteenPrefecturesMakeThePublishedNumber) {
    int sum = 0;
    for (const int count : {42, 36, 20, 22, 48, 19, 31, 25, 21, 6, 17, 13, 12, 19}) sum += count;
    EXPECT_EQ(sum, 331);
}

TEST(RateCases, B11ApprovalsOfTheYearBeforeFollowFromTheGrowth) {
    EXPECT_EQ(fixed(Area::mu(154'900).mu() / 1.0482 / 10'000, 2), "14.78");
}

TEST(RateCases, B12DisposingFifteenPerCentMeetsTheTask) {
    EXPECT_EQ(compare(Area::hectares(30), Ratio::whole(1), Area::hectares(200), *Ratio::of(15, 100)),
              std::strong_ordering::equal);
}

// ---- F: low efficiency on a completed parcel of 30 亩 with a firm of its own

struct Works {
    Cells parcel, firm;  // changed cells
    std::string tax = "";
    double land = 20'000;  // m²
    Settings set = {};
    std::string as_of = "2024-06-30";
};

ParcelResult completed(const Works& works) {
    Cells cells = due_in_march({{"actual_start_date", "2018-01-01"},
                                {"actual_finish_date", "2019-01-01"},
                                {"holder_name", "甲"},
                                {"registered_area_m2", shortest(works.land)}});
    for (const auto& [field, text] : works.parcel) cells[field] = text;
    Cells firm{{"name", "甲"}};
    firm.insert(works.firm.begin(), works.firm.end());
    Builder builder;
    builder.row(Role::parcel, cells, test::one_hectare).row(Role::enterprise, firm);
    builder.row(Role::enterprise_year, {{"name", "甲"}, {"year", "2023"}, {"tax_wan", works.tax}});
    return test::judged(builder, works.as_of, works.set).parcels[0];
}

const Settings third{{"low_efficiency_preset", "zj_third"}, {"county_tax_per_mu", "18.90"}};
const Settings huzhou{{"low_efficiency_preset", "zj_huzhou_2021"}};
const Cells above{{"above_designated", "是"}}, below{{"above_designated", "否"}};

TEST(EfficiencyCases, F01TwoThirdsOfTheControlInvestmentIsLow) {
    EXPECT_EQ(completed({{{"invested_wan", "3000"}, {"control_investment_wan_per_mu", "150"}}, {}}).efficiency, "low");
}

TEST(EfficiencyCases, F02EightyPerCentIsNot) {
    EXPECT_NE(completed({{{"invested_wan", "3600"}, {"control_investment_wan_per_mu", "150"}}, {}}).efficiency, "low");
    EXPECT_EQ(completed({{{"invested_wan", "3599.999999"}, {"control_investment_wan_per_mu", "150"}}, {}}).efficiency,
              "low");
}

TEST(EfficiencyCases, F03StoppedForTwelveMonthsIsLowWithoutAnyTax) {
    EXPECT_EQ(completed({{{"operation_state", "stopped"}, {"production_stop_date", "2023-06-30"}}, {}}).efficiency,
              "low");
    EXPECT_EQ(completed({{{"operation_state", "stopped"}, {"production_stop_date", "2023-07-01"}}, {}}).efficiency,
              "undetermined");
}

TEST(EfficiencyCases, F04WithoutTaxAndInvestmentNothingIsEfficient) {
    const ParcelResult result =
        completed({{{"operation_state", "normal"}, {"control_investment_wan_per_mu", "150"}}, {}});
    EXPECT_EQ(result.efficiency, "undetermined");
    EXPECT_TRUE(test::lacks(result, "invested_wan") && test::lacks(result, "tax_wan"));
}

TEST(EfficiencyCases, F05AnIdleParcelIsNeverLow) {
    const ParcelResult result = completed({{{"actual_start_date", ""},
                                            {"actual_finish_date", ""},
                                            {"invested_wan", "30"},
                                            {"control_investment_wan_per_mu", "150"}},
                                           {}});
    EXPECT_EQ(result.idle_state, "idle_a_1y");
    EXPECT_EQ(result.efficiency, "not_applicable");
}

TEST(EfficiencyCases, F06EightMonthsAfterCompletionIsTooNew) {
    EXPECT_EQ(completed({{{"actual_finish_date", "2023-10-30"}}, {}, "0"}).efficiency, "too_new");
}

TEST(EfficiencyCases, F07AThirdOfTheCountyMean) {
    EXPECT_EQ(completed({{}, {}, "188.70", 20'000, third}).efficiency, "low");       // 6.29 × 30 亩
    EXPECT_EQ(completed({{}, {}, "189.00", 20'000, third}).efficiency, "ordinary");  // 6.30 × 30 亩
}

TEST(EfficiencyCases, F07aSixPerMuAboveTheThreshold) {
    EXPECT_EQ(completed({{}, above, "179.70", 20'000, huzhou}).efficiency, "low");
    EXPECT_EQ(completed({{}, above, "180.00", 20'000, huzhou}).efficiency, "ordinary");
}

TEST(EfficiencyCases, F07bTwelveMuBelowTheThreshold) {
    EXPECT_EQ(completed({{}, below, "48", 8'000, huzhou}).efficiency, "low");
}

TEST(EfficiencyCases, F07cFourMuWithTwoPointNine) {
    EXPECT_EQ(completed({{}, below, "11.6", 8'000.0 / 3, huzhou}).efficiency, "low");
}

TEST(EfficiencyCases, F07dJustUnderTenMuWithThreePointFive) {
    EXPECT_EQ(completed({{}, below, "34.965", 6'660, huzhou}).efficiency, "ordinary");
}

TEST(EfficiencyCases, F07ePublishedSharesAgree) {
    EXPECT_EQ(fixed(619.0 / 1000 * 100, 1), "61.9");
    EXPECT_EQ(fixed(Area::mu(31'200).mu() / 1925, 2), "16.21");
}

TEST(EfficiencyCases, F07fFloorAreaOverRegisteredLand) {
    EXPECT_EQ(fixed(Ratio::of(Area::square_metres(19'695.14), Area::mu(90.78))->value(), 4), "0.3254");
}

TEST(EfficiencyCases, F07gFloorAreaBeforeAndAfter) {
    EXPECT_EQ(Ratio::of(Area::square_metres(53'680), Area::mu(122))->value(), 0.66);
    EXPECT_EQ(Ratio::of(Area::square_metres(207'400), Area::mu(122))->value(), 2.55);
}

// F08 and F09 are examples of the pack cn-jiangsu.

TEST(EfficiencyCases, F10AProhibitedSectorIsLowWhateverItPays) {
    EXPECT_EQ(
        completed({{{"industry_code", "2511"}}, {}, "1500", 20'000, {{"prohibited_industries", "2511"}}}).efficiency,
        "low");
}

}  // namespace
}  // namespace mutu

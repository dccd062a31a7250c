// 控制指标 of one parcel of 20 000 m²: a hall 9 m high, an office of four floors, tanks and a yard. The worked cases D
// carry their number in the name.
#include "parcels.hpp"

#include <algorithm>

namespace mutu {
namespace {

using test::Builder;
using test::Cells;
using test::Rectangle;

Builder plant(const std::string& storey_height, const Cells& more = {}) {
    Builder builder;
    Cells cells{{"parcel_id", "P1"},
                {"contract_no", "1"},
                {"actual_start_date", "2020-01-01"},
                {"actual_finish_date", "2021-01-01"},
                {"registered_area_m2", "20000"},
                {"land_use_code", "0601"},
                {"code_system", "SD"},
                {"industry_code", "35"},
                {"nic_version", "2002"}};
    for (const auto& [field, text] : more) cells[field] = text;
    builder.row(Role::parcel, cells, Rectangle{0, 0, 200, 100});
    builder.row(Role::building, {{"use", "厂房"}, {"floors", "1"}, {"storey_height_m", storey_height}},
                Rectangle{0, 0, 100, 60});
    builder.row(Role::building, {{"use", "办公"}, {"floors", "4"}, {"storey_height_m", "3.6"}},
                Rectangle{110, 0, 25, 20});
    builder.row(Role::building, {{"use", "储罐"}}, Rectangle{140, 0, 30, 10});
    builder.row(Role::building, {{"use", "堆场"}}, Rectangle{140, 20, 40, 10});
    return builder;
}

const ControlRow& row(const Assessment& out, const std::string& id) {
    const auto found = std::find_if(out.controls.begin(), out.controls.end(), [&](const ControlRow& one) {
        return out.control_texts.at(one.index).index_id == id;
    });
    if (found == out.controls.end()) throw Error{Kind::bug, "no row " + id};
    return *found;
}

Assessment judged(const Builder& builder, const std::vector<std::pair<std::string, std::string>>& set = {}) {
    return test::judged(builder, "2026-06-30", set, AreaBasis::planar);
}

TEST(Controls, D01CountAStoreyOverEightMetresTwice) {
    const Assessment out = judged(plant("9"));
    EXPECT_NEAR(*row(out, "control_far").value, 0.70, 1e-9) << "2·6000 + 2000 over 20000";
    EXPECT_NEAR(out.parcels[0].gross_floor_area->square_metres(), 8000, 0.01);
}

TEST(Controls, D03GeneralMachineryPassesExactlyAtItsLimit) {
    const Assessment out = judged(plant("9"));
    EXPECT_NEAR(*row(out, "control_far").limit_value, 0.7, 1e-9);
    EXPECT_EQ(row(out, "control_far").met, Truth::yes);
}

TEST(Controls, D04FoodFromFarmsLacksSixThousandSquareMetres) {
    const ControlRow far = row(judged(plant("9", {{"industry_code", "13"}})), "control_far");
    EXPECT_NEAR(*far.limit_value, 1.0, 1e-9);
    EXPECT_EQ(far.met, Truth::no);
    EXPECT_NEAR(*far.short_of, 6000, 0.01);
}

TEST(Controls, D02CountAStoreyOfExactlyEightMetresOnce) {
    const Assessment out = judged(plant("8"));
    EXPECT_NEAR(*row(out, "control_far").value, 0.40, 1e-9);
    EXPECT_EQ(row(out, "control_far").met, Truth::no);
    EXPECT_NEAR(*row(out, "control_far").short_of, 6000, 0.01);
}

TEST(Controls, D05CountTanksAndYardsForTheCoefficientOnly) {
    const Assessment out = judged(plant("9"));
    EXPECT_NEAR(*row(out, "control_coefficient").value, 36, 1e-6);
    EXPECT_EQ(row(out, "control_coefficient").met, Truth::yes);
    EXPECT_NEAR(out.parcels[0].footprint->square_metres(), 6500, 0.01);
    EXPECT_EQ(row(judged(plant("9"), {{"control_text", "2023"}}), "control_coefficient_2023").met, Truth::no);
}

TEST(Controls, D06ShareOfficesByFloorWhereTheirLandIsUnknown) {
    const ControlRow office = row(judged(plant("9")), "control_office");
    EXPECT_NEAR(*office.value, 25, 1e-6) << "2000 of 8000";
    EXPECT_EQ(office.met, Truth::no);
}

TEST(Controls, D07SevenPerCentOfTheLandIsAllowed) {
    const ControlRow by_land = row(judged(plant("9", {{"office_land_m2", "1400"}})), "control_office");
    EXPECT_NEAR(*by_land.value, 7, 1e-6);
    EXPECT_EQ(by_land.met, Truth::yes);
}

TEST(Controls, D08CountThePriceOfTheLandAsInvestment) {
    const Cells money{{"invested_wan", "7500"}, {"land_price_wan", "900"}, {"investment_includes_land_price", "否"}};
    const Assessment out = judged(plant("9", money));
    EXPECT_NEAR(*row(out, "control_investment").value, 4200, 1e-6);
    EXPECT_EQ(row(out, "control_investment").undetermined_because, "empty: table/investment_2008");
    Cells included = money;
    included["investment_includes_land_price"] = "是";
    EXPECT_NEAR(*row(judged(plant("9", included)), "control_investment").value, 3750, 1e-6);
    Cells unknown = money;
    unknown.erase("land_price_wan");
    EXPECT_EQ(row(judged(plant("9", unknown)), "control_investment").undetermined_because, "missing: investment");
}

TEST(Controls, D09TheIdleTestLeavesThePriceOfTheLandOut) {
    // 8 400 万元 with 900 of land price: 7 500 count, a quarter of 30 000, whatever 8 400 of 30 900 would be.
    const auto halted = [](const std::string& total) {
        return test::state(test::stopped_in_january({{"total_investment_wan", total},
                                                     {"invested_wan", "8400"},
                                                     {"land_price_wan", "900"},
                                                     {"investment_includes_land_price", "是"}}),
                           "2024-01-15")
            .idle_state;
    };
    EXPECT_EQ(halted("30900"), "stalled") << "exactly a quarter";
    EXPECT_EQ(halted("30900.01"), "idle_b");
}

TEST(Controls, D10OverNoLandAreUndetermined) {
    ControlFacts facts;
    facts[ControlMeasure::land] = 0, facts[ControlMeasure::far_floor_area] = 300, facts[ControlMeasure::occupied] = 300;
    facts.industry_code = "35", facts.nic_version = "2002";
    int zero = 0;
    for (const ControlOutcome& outcome : judge_controls(test::rules(), facts)) {
        EXPECT_EQ(outcome.met, Truth::undetermined);
        zero += outcome.because == "zero_denominator: land" ? 1 : 0;
    }
    EXPECT_EQ(zero, 2) << "the ratio and the coefficient";
}

TEST(Controls, AreForBuiltIndustrialLandOnly) {
    EXPECT_TRUE(judged(plant("9", {{"land_use_code", "0701"}})).controls.empty());
    EXPECT_TRUE(judged(plant("9", {{"actual_finish_date", ""}})).controls.empty());
}

TEST(Controls, HaveProofsThatCarryTheirVerdicts) {
    const Rulebook book = test::rules();
    ControlFacts facts;
    facts[ControlMeasure::land] = Area::square_metres(20000).quanta();
    facts.industry_code = "35", facts.nic_version = "2002";
    for (const double floor : {13999.99, 14000.0, 14000.01}) {
        facts[ControlMeasure::far_floor_area] = Area::square_metres(floor).quanta();
        facts[ControlMeasure::investment] = Money::wan(8400).fen();
        for (const ControlOutcome& outcome : judge_controls(book, facts)) {
            const Value proof = prove(book.control_indices[outcome.index], "cn@1", outcome, test::labels());
            EXPECT_EQ(recomputed(proof), outcome.met) << to_json(proof);
        }
        EXPECT_EQ(judge_controls(book, facts).at(0).met, truth_of(floor >= 14000)) << floor;
    }
}

}  // namespace
}  // namespace mutu

// Changes of a park's boundary by hand-sized cases (H01–H07 of the worked cases, and what stands around them).
#include "expand/ground.hpp"
#include "support/pack.hpp"

#include "mutu/text.hpp"
#include "mutu/topology.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

using M = ParkMeasure;

TEST(Expand, H01ASliverOfFarmlandWithinTheTolerancePassesWithANote) {
    ExpandGround ground = open_ground();
    forbid(ground, "basic_farmland", 2500, 0, 0.8, 1);  // 0.8 m² of 300 ha
    const TestedChange change = tested(ground, box(1000, 0, 2000, 1500), {}, {{"expand_sliver_area", "10"}});
    const ExpandCheck& check = check_of(change, "constraint_basic_farmland");
    EXPECT_EQ(change.added, Area::hectares(300));
    EXPECT_EQ(check.verdict, Truth::yes);
    EXPECT_TRUE(check.noted);
    EXPECT_NE(check.because.find("0.80 m²"), std::string::npos) << check.because;
}

TEST(Expand, APackOfAnEarlierVersionIsToldByTheParameterItLacks) {
    Rulebook book = rules();
    book.parameters.erase("expand_demand_years");
    try {
        expand_rules(book);
        FAIL() << "a pack without expand_demand_years was taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Kind::input);
        EXPECT_NE(std::string{error.what()}.find("expand_demand_years"), std::string::npos) << error.what();
        EXPECT_NE(std::string{error.what()}.find("mutu run"), std::string::npos) << error.what();
    }
}

TEST(Expand, H02FarmlandUnderTheLandFailsAndEveryPartIsShown) {
    ExpandGround ground = open_ground();
    forbid(ground, "basic_farmland", 1100, 100, 40, 30), forbid(ground, "basic_farmland", 1500, 500, 40, 20);
    const TestedChange change = tested(ground, box(1000, 0, 1000, 1000));
    EXPECT_EQ(check_of(change, "constraint_basic_farmland").verdict, Truth::no);
    EXPECT_EQ(change.verdict, Truth::no);
    ASSERT_EQ(change.parts.size(), 2U);
    EXPECT_EQ(change.parts[0].area + change.parts[1].area, Area::hectares(0.2));
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(change.parts[i].name, "另一处");
        EXPECT_NEAR(area(change.part_shapes, i), change.parts[i].area.square_metres(), 0.01);
    }
}

TEST(Expand, LandUnderTwoShapesOfOneLayerCountsOnce) {
    ExpandGround ground = open_ground();
    forbid(ground, "basic_farmland", 1100, 100, 40, 30), forbid(ground, "basic_farmland", 1120, 100, 40, 30);
    const TestedChange change = tested(ground, box(1000, 0, 1000, 1000));
    EXPECT_EQ(change.overlaps[0].area, Area::square_metres(60 * 30));
    EXPECT_EQ(change.overlaps[0].pairs, 2U);
}

TEST(Expand, H03AMissingLayerIsUndeterminedAndNeverPasses) {
    ExpandGround ground = open_ground();
    for (std::string& kind : ground.constraint_kinds)
        if (kind == "basic_farmland") kind = "other";
    const TestedChange change = tested(ground, box(1000, 0, 500, 500));
    EXPECT_EQ(check_of(change, "constraint_basic_farmland").verdict, Truth::undetermined);
    EXPECT_NE(change.verdict, Truth::yes);
    const TestedChange said =
        tested(ground, box(1000, 0, 500, 500), {}, {{"expand_declared_absent", "basic_farmland"}});
    EXPECT_EQ(check_of(said, "constraint_basic_farmland").verdict, Truth::yes);
    EXPECT_TRUE(check_of(said, "constraint_basic_farmland").noted);
}

TEST(Expand, ALayerWhoseShapesLieFarAwayDoesNotSpeakForThisPlace) {
    ExpandGround ground = open_ground();
    EXPECT_EQ(check_of(tested(ground, box(1000, 0, 500, 500)), "constraint_water_source").verdict, Truth::yes);
    const TestedChange far = tested(ground, box(1000, 0, 500, 500), {}, {{"expand_layer_reach", "5000"}});
    EXPECT_EQ(check_of(far, "constraint_water_source").verdict, Truth::undetermined);
}

TEST(Expand, LandBeyondTheUrbanBoundaryFails) {
    const ExpandGround ground = open_ground();
    EXPECT_EQ(check_of(tested(ground, box(1000, 0, 4000, 100)), "constraint_urban_boundary").verdict, Truth::yes);
    const TestedChange over = tested(ground, box(1000, 0, 4100, 100));
    EXPECT_EQ(check_of(over, "constraint_urban_boundary").verdict, Truth::no);
    ASSERT_EQ(over.parts.size(), 1U);
    EXPECT_EQ(over.parts[0].area, Area::hectares(1));
}

TEST(Expand, TouchingAForbiddenLineAlongItsEdgeSharesNoLand) {
    ExpandGround ground = open_ground();
    forbid(ground, "ecological_redline", 1500, 0, 100, 500);
    const TestedChange change = tested(ground, box(1000, 0, 500, 500));
    EXPECT_EQ(check_of(change, "constraint_ecological_redline").verdict, Truth::yes);
    EXPECT_FALSE(check_of(change, "constraint_ecological_redline").noted);
}

/// The park of C09: A 410, B1 20, B21 60, B22 20, C 30, D 430; 13.00 万元/亩 of tax on A2.
ParkFacts park_c09() {
    ParkFacts facts;
    const auto set = [&](M measure, const char* text) {
        facts[measure].amount = park_amount(spec(measure).dimension, text);
    };
    set(M::land_a1, "40 公顷"), set(M::land_a2, "260 公顷"), set(M::land_a3, "60 公顷"), set(M::land_a4, "20 公顷");
    set(M::land_a5, "30 公顷"), set(M::land_a6, "0 公顷"), set(M::land_b1, "20 公顷"), set(M::land_b21, "60 公顷");
    set(M::land_b22, "20 公顷"), set(M::land_c, "30 公顷"), set(M::land_d, "430 公顷");
    set(M::industrial_tax, "50700 万元"), set(M::parcel_tax, "50700 万元");
    set(M::planned_industrial_land, "400 公顷"), set(M::park_area, "540 公顷");
    complete(facts);
    return facts;
}

std::string value_of(const ParkOutcome& park, const Rulebook& book, const std::string& id) {
    for (const IndicatorOutcome& one : park.indicators)
        if (book.indicators[one.spec].id == id) return one.value ? one.value->decimals(2) : "?";
    return "no such indicator";
}

TEST(Expand, H04UnbuiltUnservicedLandLowersTheRatesAndLeavesTheTaxOnBuiltLand) {
    const Rulebook book = rules();
    const ParkFacts before = park_c09(), after = facts_after(before, Area::hectares(200), {});
    const ParkOutcome was = evaluate(book, before), is = evaluate(book, after);
    EXPECT_EQ(value_of(was, book, "land_development_rate"), "92.16");  // 470 / 510
    EXPECT_EQ(value_of(is, book, "land_development_rate"), "66.20");   // 470 / 710
    EXPECT_EQ(value_of(was, book, "industrial_tax_per_mu"), "13.00");
    EXPECT_EQ(value_of(is, book, "industrial_tax_per_mu"), "13.00");
    const Rational built = exact(ParkDimension::area, *after[M::land_a].amount);
    const Rational open = exact(ParkDimension::area, *after[M::land_total].amount - *after[M::land_c].amount);
    EXPECT_EQ((built * Rational::whole(100)).over(open)->decimals(2), "57.75");
    EXPECT_EQ(*after[M::park_area].amount - *before[M::park_area].amount, Area::hectares(200).quanta());
}

TEST(Expand, H04TheSameThroughAWholeChange) {
    ExpandGround ground = open_ground();
    ground.facts = park_c09();
    const TestedChange change = tested(ground, box(1000, 0, 2000, 1000));
    const auto moved = std::find_if(change.indicators.begin(), change.indicators.end(),
                                    [](const IndicatorChange& one) { return one.id == "land_development_rate"; });
    ASSERT_NE(moved, change.indicators.end());
    EXPECT_EQ(moved->before->decimals(2), "92.16");
    EXPECT_EQ(moved->after->decimals(2), "66.20");
    EXPECT_TRUE(moved->moved);
    EXPECT_GE(change.indicators.size(), rules().indicators.size());  // every one of the evaluation, moved or not
    const auto of = [&](const std::string& id) -> const IndicatorChange& {
        return *std::find_if(change.indicators.begin(), change.indicators.end(),
                             [&](const IndicatorChange& one) { return one.id == id; });
    };
    EXPECT_FALSE(of("industrial_tax_per_mu").moved);
    EXPECT_EQ(of("industrial_tax_per_mu").after->decimals(2), "13.00");
    EXPECT_EQ(of("tax_wan_per_mu_planned").before->decimals(2), "8.45");  // 50 700 / 6 000 亩
    EXPECT_EQ(of("tax_wan_per_mu_planned").after->decimals(2), "5.63");   // over 9 000 亩: per planned area it falls
    EXPECT_FALSE(of("gdp_per_km2").before || of("gdp_per_km2").because.empty());
}

TEST(Expand, H05JustUnderTheKnownGateFails) {
    ExpandGround ground = open_ground();
    ground.facts[M::approved_recent].amount = Area::hectares(400).quanta();
    ground.facts[M::approved_and_supplied].amount = Area::hectares(239.6).quanta();
    const TestedChange change = tested(ground, box(1000, 0, 500, 500));
    EXPECT_EQ(check_of(change, "gate_supply_rate").verdict, Truth::no);
    EXPECT_EQ(change.verdict, Truth::no);
    ground.facts[M::approved_and_supplied].amount = Area::hectares(240).quanta();
    EXPECT_EQ(check_of(tested(ground, box(1000, 0, 500, 500)), "gate_supply_rate").verdict, Truth::yes);
}

TEST(Expand, H06AnEmptyThresholdSaysSoAndIsUndetermined) {
    const Rulebook book = rules({}, "cn-hunan");
    ExpandGround ground = open_ground();
    ground.facts[M::approved_recent].amount = ground.facts[M::approved_and_supplied].amount =
        Area::hectares(400).quanta();
    const TestedChange change = test_change(ground, book, expand_rules(book), {box(1000, 0, 500, 500), {}});
    EXPECT_EQ(check_of(change, "hn_gate_supply_rate").verdict, Truth::undetermined);
    EXPECT_NE(check_of(change, "hn_gate_supply_rate").because.find("门槛未录入"), std::string::npos);
    EXPECT_EQ(check_of(change, "gate_supply_rate").verdict, Truth::yes);
    EXPECT_EQ(change.verdict, Truth::undetermined);
}

TEST(Expand, H07AsMuchInAsOutIsAnAdjustmentAndTheTotalStands) {
    const TestedChange change = tested(open_ground(), box(1000, 0, 1000, 500), box(0, 500, 1000, 500));
    EXPECT_EQ(change.kind, "adjust");
    EXPECT_EQ(change.added, Area::hectares(50));
    EXPECT_EQ(change.removed, Area::hectares(50));
    EXPECT_EQ(change.before, change.after);
}

TEST(Expand, LandThatIsTheParksAlreadyIsNotAddedAndLandOutsideItNotRemoved) {
    const TestedChange change = tested(open_ground(), box(900, 0, 200, 1000), box(-100, 0, 200, 100));
    EXPECT_EQ(change.added, Area::hectares(10));
    EXPECT_EQ(change.within_park, Area::hectares(10));
    EXPECT_EQ(change.removed, Area::hectares(1));
    EXPECT_EQ(change.off_park, Area::hectares(1));
    EXPECT_EQ(change.after, change.before + change.added - change.removed);
    EXPECT_NEAR(change.after.square_metres(), area(change.boundary, 0), 0.01);
    EXPECT_THROW(tested(open_ground(), box(100, 100, 50, 50)), Error);
}

TEST(Expand, LandIsCountedByClassAndCultivatedLandCostsWhatThePackSays) {
    ExpandGround ground = open_ground();
    const auto field = [&](const char* code, double x, double width) {
        add_box(ground.land_use, x, 0, width, 1000);
        ground.land_systems.emplace_back("SD"), ground.land_codes.emplace_back(code);
    };
    field("0101", 1000, 200), field("0301", 1200, 300);
    const std::vector<std::pair<std::string, std::string>> prices{{"cost_expand", "10"}, {"cost_cultivated", "20"}};
    const TestedChange known = tested(ground, box(1000, 0, 500, 1000), {}, prices);
    ASSERT_TRUE(known.cultivated && known.cost);
    EXPECT_EQ(*known.cultivated, Area::hectares(20));
    EXPECT_EQ(known.cost->wan(), 50 * 15 * 10 + 20 * 15 * 20);
    const TestedChange part = tested(ground, box(1000, 0, 600, 1000), {}, prices);  // 10 ha nobody surveyed
    EXPECT_FALSE(part.cultivated);
    EXPECT_FALSE(part.cost);
    EXPECT_EQ(part.cost_items[1].missing, "landuse");
    const TestedChange unpriced = tested(ground, box(1000, 0, 500, 1000));
    EXPECT_EQ(unpriced.cost_items[0].missing, "parameter:cost_expand");
}

TEST(Expand, ABlockAwayFromTheParkMustBeLargeEnoughByItself) {
    const TestedChange near = tested(open_ground(), box(1020, 0, 200, 200));  // across a road of 20 m
    EXPECT_EQ(check_of(near, "contiguity").verdict, Truth::yes);
    const TestedChange far = tested(open_ground(), box(1100, 0, 200, 200));
    EXPECT_EQ(check_of(far, "contiguity").verdict, Truth::undetermined);
    const auto with = [](const char* mu) {
        return check_of(tested(open_ground(), box(1100, 0, 200, 200), {}, {{"expand_min_block", mu}}), "contiguity")
            .verdict;
    };
    EXPECT_EQ(with("60"), Truth::yes);  // 4 ha are exactly 60 亩
    EXPECT_EQ(with("60.01"), Truth::no);
}

TEST(Expand, AnotherParksLandIsRefused) {
    ExpandGround ground = open_ground();
    ground.other_parks = box(1200, 0, 100, 100);
    EXPECT_EQ(check_of(tested(ground, box(1000, 0, 500, 500)), "other_park").verdict, Truth::no);
    EXPECT_EQ(check_of(tested(ground, box(1000, 500, 500, 500)), "other_park").verdict, Truth::yes);
}

TEST(Expand, AMergerAddsLandAndMoneyAndLeavesSharesUnknown) {
    ExpandGround ground = open_ground();
    ground.facts = park_c09();
    ground.facts[M::value_added_growth].amount = 80'000;
    ParkFacts other = park_c09();
    other[M::industrial_tax].amount = Money::wan(20'700).fen();
    const Rulebook book = rules();
    const TestedChange change = test_merge(ground, book, expand_rules(book), box(1000, 0, 1000, 1000), {other});
    EXPECT_EQ(change.kind, "merge");
    EXPECT_EQ(change.after, Area::hectares(200));
    const auto moved = std::find_if(change.indicators.begin(), change.indicators.end(),
                                    [](const IndicatorChange& one) { return one.id == "industrial_tax_per_mu"; });
    ASSERT_NE(moved, change.indicators.end());
    EXPECT_EQ(moved->before->decimals(2), "13.00");
    EXPECT_EQ(moved->after->decimals(2), "9.15");  // (50 700 + 20 700) / (2 × 3 900 亩)
    const ParkFacts whole = merged_facts({ground.facts, other});
    EXPECT_EQ(*whole[M::land_d].amount, Area::hectares(860).quanta());
    EXPECT_FALSE(whole[M::value_added_growth].amount);
    EXPECT_FALSE(whole[M::population].amount);  // unknown in both is not zero
}

TEST(Expand, TheReserveLastsAsLongAsTheParksOwnPaceSays) {
    ExpandGround ground = open_ground();
    ground.facts[M::supplied_recent].amount = Area::hectares(50).quanta();  // in five years
    ground.reserve = {{"unsupplied", Area::hectares(20), 3}, {"idle", Area::hectares(5), 2}, {"low_efficiency", {}, 0}};
    const ReserveYears years = reserve_years(ground, rules({{"new_tax", "10"}}));
    EXPECT_EQ(years.years[0]->decimals(2), "2.00");
    EXPECT_EQ(years.all->decimals(2), "2.50");
    EXPECT_FALSE(years.years[2]);
    EXPECT_EQ(years.tax[0]->wan(), 20 * 15 * 10);
    ground.facts[M::supplied_recent].amount = 0;
    EXPECT_FALSE(reserve_years(ground, rules()).all);  // no supply: no pace, not for ever
}

/// Heights on a grid of 10 m over [west, east] × [-100, 1100]: flat up to x = 1200, then rising by `rise` a metre.
Raster ramp(double west, double east, double rise) {
    Raster heights;
    heights.file = "dem.tif", heights.left = west, heights.top = 1100, heights.step_x = heights.step_y = 10;
    heights.columns = static_cast<std::uint32_t>((east - west) / 10), heights.lines = 120;
    for (std::uint32_t line = 0; line < heights.lines; ++line)
        for (std::uint32_t column = 0; column < heights.columns; ++column)
            heights.values.push_back(static_cast<float>(std::max(0.0, west + 10 * column + 5 - 1200) * rise));
    return heights;
}

Area slope_of(const TestedChange& change, const std::string& id) {
    for (const SlopeShare& share : change.slopes)
        if (share.id == id) return share.area;
    return Area::hectares(-1);
}

TEST(ExpandSlope, HalfOfTheLandOnASteepSlopeIsToldAndMustBeArgued) {
    ExpandGround ground = open_ground();
    ground.heights = ramp(900, 1600, 0.5);  // 26.57 degrees east of 1200 m
    const TestedChange change = tested(ground, box(1000, 0, 400, 1000));
    const ExpandCheck& check = check_of(change, "slope_dem");
    EXPECT_EQ(check.verdict, Truth::no);
    EXPECT_EQ(check.strength, Strength::soft);
    EXPECT_NEAR(slope_of(change, "steep").hectares(), 20, 1);
    Area sum;
    for (const SlopeShare& share : change.slopes) sum += share.area;
    EXPECT_EQ(sum, change.added);
    ground.heights = ramp(900, 1600, 0.3);  // 16.70 degrees: limited, passes with a note
    const TestedChange limited = tested(ground, box(1000, 0, 400, 1000));
    EXPECT_EQ(check_of(limited, "slope_dem").verdict, Truth::yes);
    EXPECT_TRUE(check_of(limited, "slope_dem").noted);
    EXPECT_NEAR(slope_of(limited, "limited").hectares(), 20, 1);
}

TEST(ExpandSlope, LandThatTheHeightsDoNotCoverIsUndeterminedAndNeverFlat) {
    ExpandGround ground = open_ground();
    ground.heights = ramp(900, 1200, 0);
    const TestedChange half = tested(ground, box(1000, 0, 400, 1000));
    EXPECT_EQ(check_of(half, "slope_dem").verdict, Truth::undetermined);
    EXPECT_NEAR(slope_of(half, "unknown").hectares(), 20, 1.5);
    EXPECT_NE(check_of(half, "slope_dem").because.find("没有覆盖"), std::string::npos);
    EXPECT_TRUE(tested(open_ground(), box(1000, 0, 400, 1000)).slopes.empty());  // no heights, no check
}

TEST(ExpandPolicy, EveryWorkedExampleComesOutAndAllKindsHaveARule) {
    for (const char* pack : {"cn", "cn-hunan", "cn-jiangsu"}) {
        std::size_t count = 0;
        for (const FailedExample& failed : check_expand_examples(rules({}, pack), &count))
            ADD_FAILURE() << pack << " " << failed.name << ": " << failed.what << " " << failed.got;
        EXPECT_GT(count, 15U);
    }
    const ExpandRules read = expand_rules(rules());
    for (const std::string_view kind : find_field(Role::constraint, "kind")->codes) {
        const auto found = std::find_if(read.constraints.begin(), read.constraints.end(),
                                        [&](const ConstraintRule& rule) { return rule.kind == kind; });
        EXPECT_NE(found, read.constraints.end()) << kind;
    }
}

TEST(ExpandPolicy, ALaterPackTakesThePlaceOfARule) {
    const Rulebook book = county_pack("[[expand_constraint]]\nkind = \"flood\"\nstrength = \"hard\"\nclause = "
                                      "\"县规定（虚构）\"\nevidence = \"product\"\n");
    for (const ConstraintRule& rule : expand_rules(book).constraints)
        EXPECT_TRUE(rule.kind != "flood" || rule.strength == Strength::hard);
    const auto refused = [](const std::string& section) { EXPECT_THROW(expand_rules(county_pack(section)), Error); };
    refused("[[expand_constraint]]\nkind = \"moon\"\nstrength = \"hard\"\nclause = \"x\"\nevidence = \"product\"\n");
    refused("[[expand_constraint]]\nkind = \"flood\"\nstrength = \"firm\"\nclause = \"x\"\nevidence = \"product\"\n");
    refused("[[expand_cost]]\ntitle = \"x\"\nparameter = \"no_such\"\n");
    refused("[[expand_clock]]\nid = \"x\"\ntitle = \"x\"\nfield = \"park_name\"\nyears = "
            "\"expand_clock_years\"\nclause = \"x\"\nevidence = \"product\"\n");
}

}  // namespace
}  // namespace mutu::test

// The worked cases C (开发区土地集约利用评价) and H05, H06 (gates of an expansion); test names carry the case number.
#include "park.hpp"

#include <set>

namespace mutu {
namespace {

Rational number(std::string_view text) { return Rational::parse(text).value(); }
std::string over(std::string_view a, std::string_view b, int places) {
    return number(a).over(number(b))->decimals(places);
}
std::string growth(std::string_view now, std::string_view before) {
    return ((*number(now).over(number(before)) - Rational::whole(1)) * Rational::whole(100)).decimals(2);
}

/// An indicator of a park as printed; "?" and the reason where there is none.
std::string printed(const ParkOutcome& park, const std::string& id, int places, const Rulebook& book = shipped()) {
    const IndicatorOutcome& one = outcome_of(book, park, id);
    return one.value ? one.value->decimals(places) : "? " + one.because;
}
ParkOutcome c09(const std::map<std::string, std::string>& more = {}) {
    return evaluate(shipped(), facts_of(park_c09(more)));
}

TEST(IntensiveCases, C01TheRatesOf541ZonesMultiplyToThePublishedShare) {
    const ParkOutcome park = evaluate(shipped(), facts_of({{"land_a", "769170.2453 公顷"},  // K = 1 000 000 公顷
                                                           {"land_b1", "0 公顷"},
                                                           {"land_b21", "125429.7547 公顷"},
                                                           {"land_b22", "105400 公顷"},
                                                           {"land_d", "829115.28 公顷"}}));
    EXPECT_EQ(printed(park, "land_development_rate", 2), "89.46");
    EXPECT_EQ(printed(park, "land_supply_rate", 2), "92.68");
    EXPECT_EQ(printed(park, "land_built_rate", 2), "92.77");
    EXPECT_EQ(printed(park, "built_of_developable", 2), "76.92");
    EXPECT_EQ((number("89.46%") * number("92.68%") * number("92.77%") * Rational::whole(100)).decimals(3), "76.917");
}

TEST(IntensiveCases, C02LandThatWaitsGivesTheDevelopableAndTheBuilt) {
    EXPECT_EQ(over("6.70", "0.1384", 2), "48.41");
    const Rational built =
        *number("6.70").over(number("0.1384")) * number("89.46%") * number("92.68%") * number("92.77%");
    EXPECT_EQ(built.decimals(2), "37.24");
}

TEST(IntensiveCases, C03InvestmentAndRevenueOf2009StandOnTheSameLand) {
    EXPECT_EQ(over("336000000", "4812.43", 0), "69819");
    EXPECT_EQ(over("877000000", "12563.33", 0), "69806");
    EXPECT_LT(*number("69819").over(number("69806")), number("1.0002"));
}

TEST(IntensiveCases, C04LandAndInvestmentOf2011) {
    EXPECT_EQ(over("1532000000", "12984.94", 0), "117983");
    const Rational land = *number("1532000000").over(number("12984.94"));
    EXPECT_EQ(number("638000000").over(land)->decimals(1), "5407.6");
}

TEST(IntensiveCases, C05TheOutputIntensityGrewAsPublished) { EXPECT_EQ(growth("12984.94", "12563.33"), "3.36"); }

TEST(IntensiveCases, C05bSoDidThatOfHighTechnology) {
    EXPECT_EQ(growth("26668.11", "22248.39"), "19.87");
    EXPECT_EQ(over("12984.94", "1.2055", 1), "10771.4");
}

TEST(IntensiveCases, C06PerHectareOverFifteenIsPerMu) {
    EXPECT_EQ(over("678.99", "15", 2), "45.27");
    EXPECT_EQ(over("8984.3", "15", 2), "598.95");
    EXPECT_EQ(over("539.96", "15", 2), "36.00");
    const ParkOutcome park = evaluate(shipped(), facts_of({{"land_a2", "1 公顷"}, {"industrial_tax", "678.99 万元"}}));
    EXPECT_EQ(printed(park, "industrial_tax_per_ha", 2), "678.99");
    EXPECT_EQ(printed(park, "industrial_tax_per_mu", 2), "45.27");
}

TEST(IntensiveCases, C07TwoTypesAreAll) {
    EXPECT_EQ(430 + 111, 541);
    std::set<std::string> zones;
    for (const IndicatorStandard& standard : shipped().standards) zones.insert(standard.zone);
    EXPECT_EQ(zones, (std::set<std::string>{"city", "industrial"}));
}

TEST(IntensiveCases, C08TheNationFollowsFromJiangsu) {
    EXPECT_EQ((number("94.38") - number("2.5")).decimals(2), "91.88");
    EXPECT_EQ((number("94.69") - number("1.9")).decimals(2), "92.79");
}

TEST(IntensiveCases, C09ThreeRatesOfAPark) {
    const ParkOutcome park = c09();
    EXPECT_EQ(printed(park, "land_development_rate", 3), "92.157");
    EXPECT_EQ(printed(park, "land_supply_rate", 3), "91.489");
    EXPECT_EQ(printed(park, "land_built_rate", 3), "95.349");
    EXPECT_EQ(printed(park, "built_of_developable", 3), "80.392");
}

TEST(IntensiveCases, C10IsIndustrial) {
    const ParkOutcome park = c09();
    EXPECT_EQ(printed(park, "industrial_land_rate", 3), "63.415");
    EXPECT_EQ(printed(park, "residential_land_rate", 3), "9.756");
    EXPECT_EQ(park.zone, "industrial");
}

const std::map<std::string, std::string> c11{{"floor_area", "390 万m²"},
                                             {"industrial_floor_area", "221 万m²"},
                                             {"industrial_investment", "780000 万元"},
                                             {"industrial_tax", "50700 万元"}};

TEST(IntensiveCases, C11IntensityAndBenefit) {
    const ParkOutcome park = c09(c11);
    EXPECT_EQ(printed(park, "overall_far", 4), "0.9512");
    EXPECT_EQ(printed(park, "industrial_far", 4), "0.8500");
    EXPECT_EQ(printed(park, "industrial_investment_per_ha", 0), "3000");
    EXPECT_EQ(printed(park, "industrial_tax_per_ha", 0), "195");
    EXPECT_EQ(printed(park, "industrial_tax_per_mu", 2), "13.00");
}

TEST(IntensiveCases, C12IdleLandIsScoredDownward) {
    const Rulebook book = with_standard(small_weights, {});
    const ParkOutcome park = evaluate(book, facts_of(park_c09({{"land_g", "8.6 公顷"}})));
    EXPECT_EQ(printed(park, "idle_rate", 2), "2.00");
    EXPECT_EQ(score_of(book, park, "idle_rate"), "98.000");
}

TEST(IntensiveCases, C13StructureAgainstSixtyEight) {
    const Rulebook book = with_standard(small_weights, {{"industrial_land_rate", "68"}});
    const ParkOutcome park = evaluate(book, facts_of(park_c09()));
    EXPECT_EQ(score_of(book, park, "industrial_land_rate"), "93.257");
    EXPECT_EQ(printed(park, "structure_potential", 2, book), "18.80");
}

TEST(IntensiveCases, C14IntensityAgainstOnePointOne) {
    const Rulebook book = with_standard(small_weights, {{"industrial_far", "1.10"}});
    const ParkOutcome park = evaluate(book, facts_of(park_c09(c11)));
    EXPECT_EQ(printed(park, "intensity_potential_far", 2, book), "59.09");
}

TEST(IntensiveCases, C15FourAndAHalfYearsOfSupply) {
    EXPECT_EQ(printed(c09({{"supplied_recent", "90 公顷"}}), "years_of_supply", 2), "4.44");
    EXPECT_EQ(printed(c09({{"supplied_recent", "0 公顷"}}), "years_of_supply", 2),
              "? zero_denominator: supplied_recent");
}

TEST(IntensiveCases, C16AboveTheIdealIsFull) {
    const Rulebook book = with_standard(small_weights, {{"land_built_rate", "95"}});
    EXPECT_EQ(score_of(book, evaluate(book, facts_of(park_c09())), "land_built_rate"), "100.000");
}

TEST(IntensiveCases, C17WeightsOfPointNineEightAreRefusedAtEveryLevel) {
    EXPECT_NO_THROW(check_standards(with_standard(small_weights, {})));
    // One of each level: goals, sub-goals, indicators.
    for (const auto& [id, short_by] : {std::pair{"land_use", "0.58"}, {"development", "0.23"}, {"idle_rate", "0.98"}}) {
        auto weights = small_weights;
        weights[id] = short_by;
        try {
            check_standards(with_standard(weights, {}));
            ADD_FAILURE() << id;
        } catch (const Error& error) {
            EXPECT_NE(std::string{error.what()}.find("0.98"), std::string::npos) << error.what();
        }
    }
}

TEST(IntensiveCases, C18ANewParkIsUndeterminedNotZero) {
    const ParkOutcome park = evaluate(shipped(), facts_of({{"land_a", "0 公顷"},
                                                           {"land_a2", "0 公顷"},
                                                           {"land_b1", "0 公顷"},
                                                           {"land_b21", "40 公顷"},
                                                           {"land_d", "20 公顷"},
                                                           {"floor_area", "0 m²"},
                                                           {"industrial_tax", "0 万元"}}));
    EXPECT_EQ(printed(park, "land_built_rate", 2), "0.00");
    EXPECT_EQ(printed(park, "industrial_land_rate", 2), "? zero_denominator: land_a");
    EXPECT_EQ(printed(park, "overall_far", 2), "? zero_denominator: land_a");
    EXPECT_EQ(printed(park, "industrial_tax_per_ha", 2), "? zero_denominator: land_a2");
}

TEST(IntensiveCases, C19SupplyBeforeTheLandWasReadyIsFlaggedAndScoresFull) {
    auto weights = small_weights;
    weights.erase("land_built_rate"), weights["land_supply_rate"] = "1";
    const Rulebook book = with_standard(weights, {{"land_supply_rate", "100"}, {"industrial_land_rate", "68"}});
    const ParkOutcome park = evaluate(book, facts_of(park_c09({{"land_d", "480 公顷"}})));
    EXPECT_EQ(printed(park, "land_supply_rate", 2, book), "102.13");
    EXPECT_TRUE(outcome_of(book, park, "land_supply_rate").above_ceiling);
    EXPECT_EQ(score_of(book, park, "land_supply_rate"), "100.000");
}

TEST(IntensiveCases, C20ExactlyThirtyPerCentFollowsTheSwitch) {
    const ParkFacts facts = facts_of({{"land_a", "100 公顷"}, {"land_a1", "24.99 公顷"}, {"land_a2", "30 公顷"}});
    EXPECT_EQ(evaluate(shipped(), facts).zone, "industrial");
    Rulebook above = shipped();
    set_parameter(above, "zone_industrial_op", "above");
    EXPECT_EQ(evaluate(above, facts).zone, "city");
}

TEST(IntensiveCases, C22AGrowthWithoutItsTwoYearsIsNotTakenOver) {
    const ParkOutcome park = evaluate(shipped(), facts_of({{"income", "110 亿元"}}));
    EXPECT_EQ(printed(park, "income_growth", 2), "? missing: income_before");
}

/// A park whose approvals of five years were supplied to this share of 1000 公顷.
ParkFacts supplied_to(const std::string& hectares) {
    return facts_of(park_c09({{"approved_recent", "1000 公顷"}, {"approved_and_supplied", hectares + " 公顷"}}));
}

const GoalOutcome& goal_of(const Rulebook& book, const ParkOutcome& park, const std::string& id) {
    for (const GoalOutcome& one : park.goals)
        if (book.goals[one.goal].id == id) return one;
    throw Error{Kind::bug, id};
}

TEST(ExpansionGate, H05FiftyNinePointNineFailsTheOnlyKnownThreshold) {
    const ParkOutcome park = evaluate(shipped(), supplied_to("599"));
    const GoalOutcome& gate = goal_of(shipped(), park, "gate_supply_rate");
    EXPECT_TRUE(shipped().goals[gate.goal].gate);
    EXPECT_EQ(gate.met, Truth::no);
    EXPECT_EQ(gate.value->decimals(2), "59.90");
    EXPECT_EQ(gate.target->decimals(0), "60") << "written as 60% of 1, held against per cent";
    EXPECT_EQ(gate.short_of->decimals(0), "10000") << "m²: one hectare more";
    EXPECT_EQ(goal_of(shipped(), evaluate(shipped(), supplied_to("600")), "gate_supply_rate").met, Truth::yes);
}

TEST(ExpansionGate, H06AnEmptyThresholdIsUndeterminedAndSaysSo) {
    const Rulebook hunan = load_rulebook("cn-hunan", pack_folder);
    const ParkFacts facts = supplied_to("1000");
    const ParkOutcome park = evaluate(hunan, facts);
    int gates = 0;
    for (const GoalOutcome& one : park.goals) {
        const ParkGoal& goal = hunan.goals[one.goal];
        if (!goal.gate || goal.id == "gate_supply_rate") continue;
        ++gates;
        EXPECT_EQ(one.met, Truth::undetermined) << goal.id << ": never passed";
        EXPECT_EQ(one.because, "empty: gate/" + goal.value.parameter);
        const std::string sentence = prove(hunan, facts, park, one, labels()).find("sentence")->text("sentence");
        EXPECT_NE(sentence.find("门槛未录入"), std::string::npos) << sentence;
    }
    EXPECT_EQ(gates, 8);
}

}  // namespace
}  // namespace mutu

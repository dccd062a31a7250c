// What a change is kept as: blocks in and out, land that goes by its codes, the demand beside the reserve.
#include "expand/ground.hpp"
#include "support/pack.hpp"

#include "mutu/text.hpp"
#include "mutu/topology.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

using M = ParkMeasure;

TEST(ExpandDemand, EveryFigureCanBeWorkedOutByHand) {
    ExpandGround ground = open_ground();
    ground.facts[M::supplied_recent].amount = Area::mu(500).quanta();  // in five years: 100 亩 a year
    ground.reserve = {{"unsupplied", Area::mu(450), 3}, {"low_efficiency", {}, 0}};
    ground.waiting = {.count = 3, .unpriced = 1, .investment = Money::wan(70'000)};
    const Demand demand = land_demand(ground, rules({{"admit_investment", "100"}, {"expand_demand_target", "550"}}));
    const auto of = [&](const std::string& basis) {
        for (const DemandRow& row : demand.rows)
            if (row.basis == basis) return row.area ? fixed(row.area->mu(), 2) : "?";
        return std::string{"none"};
    };
    EXPECT_EQ(of("slow"), "400.00");
    EXPECT_EQ(of("recent"), "500.00");
    EXPECT_EQ(of("fast"), "600.00");
    EXPECT_EQ(of("waiting"), "700.00");  // 70 000 万元 over 100 万元/亩
    EXPECT_EQ(of("target"), "550.00");
    EXPECT_EQ(*demand.low, Area::mu(400));
    EXPECT_EQ(*demand.high, Area::mu(700));
    EXPECT_EQ(*demand.lack_low, Area{});  // 450 in reserve
    EXPECT_EQ(*demand.lack_high, Area::mu(250));
    const ReserveYears years = reserve_years(ground, rules());
    EXPECT_EQ(years_with(ground, years, Area::mu(150))->decimals(2), "6.00");
}

TEST(ExpandDemand, WhatIsUnknownIsNoFigure) {
    ExpandGround ground = open_ground();
    ground.waiting = {.count = 2, .unpriced = 0, .investment = Money::wan(100)};
    const Demand demand = land_demand(ground, rules());  // no pace, no standard of investment, no target
    for (const DemandRow& row : demand.rows) {
        EXPECT_FALSE(row.area) << row.basis;
        EXPECT_FALSE(row.because.empty()) << row.basis;
    }
    EXPECT_FALSE(demand.low || demand.lack_high);
}

TEST(ExpandDemand, YearByYearTheReserveRunsOut) {
    ExpandGround ground = open_ground();
    ground.facts[M::supplied_recent].amount = Area::mu(500).quanta();
    ground.reserve = {{"idle", Area::mu(250), 4}};
    const Demand demand = land_demand(ground, rules());
    const auto years = demand_by_year(demand, 2027);
    ASSERT_EQ(years.size(), 5U);
    EXPECT_EQ(years[0].year, 2027);
    EXPECT_EQ(years[0].low, Area::mu(80));
    EXPECT_EQ(years[2].high, Area::mu(360));  // 120 亩 a year
    EXPECT_EQ(*years[2].left_low, -Area::mu(110).quanta());
    EXPECT_EQ(*years[2].left_high, Area::mu(10).quanta());
    EXPECT_EQ(years[4].low, *demand.low);
    EXPECT_EQ(years[4].high, *demand.high);
    EXPECT_TRUE(demand_by_year(land_demand(open_ground(), rules()), 2027).empty());
}

TEST(ExpandDemand, TheReserveComesFirst) {
    ExpandGround ground = open_ground();
    ground.facts[M::supplied_recent].amount = Area::mu(500).quanta();  // asks for 400 to 600
    const auto with = [&](double mu) {
        ground.reserve = {{"idle", Area::mu(mu), 4}};
        return judge_reserve(land_demand(ground, rules()), rules());
    };
    EXPECT_EQ(with(399.99).verdict, Truth::yes);  // even the least is more than it has
    EXPECT_EQ(with(400).verdict, Truth::undetermined);
    EXPECT_EQ(with(599.99).verdict, Truth::undetermined);
    EXPECT_EQ(with(600).verdict, Truth::no);
    EXPECT_NE(with(600).because.find("应先挖潜"), std::string::npos);
    EXPECT_EQ(with(600).strength, Strength::soft);
    ground.reserve = {};
    EXPECT_EQ(judge_reserve(land_demand(ground, rules()), rules()).verdict, Truth::undetermined);
}

/// A published kind of swap, kept as bookkeeping: several blocks out, several in, one total.
TEST(Expand, ASwapOfSeveralBlocksIsKeptToTheSquareMetre) {
    GeometryColumn in = box(1000, 0, 300, 400), out = box(0, 0, 200, 300);
    add_box(in, 1000, 600, 100, 300), add_box(out, 0, 700, 300, 300);
    const TestedChange change = tested(open_ground(), united(in), united(out));
    EXPECT_EQ(change.kind, "adjust");
    EXPECT_EQ(change.blocks.size(), 2U);
    EXPECT_EQ(change.added, Area::hectares(15));
    EXPECT_EQ(change.removed, Area::hectares(15));
    EXPECT_EQ(change.after, change.before);
    ASSERT_EQ(change.removed_blocks.size(), 2U);
    EXPECT_EQ(change.removed_blocks[0].area + change.removed_blocks[1].area, change.removed);
    EXPECT_EQ(change.block_shapes.rows(), 4U);
}

TEST(ExpandAccount, PublishedFiguresComeOut) {
    // 湘自然资建复〔2019〕150号: 140 ha became 636.95 ha.
    const SwapAccount grown = swap_account(Area::hectares(140), {Area::hectares(496.95)}, {}, rules());
    EXPECT_EQ(grown.kind, "expand");
    EXPECT_EQ(grown.after, Area::hectares(636.95));
    EXPECT_EQ(grown.in, Area::mu(7454.25));
    EXPECT_EQ(grown.times->decimals(2), "4.55");
    const SwapAccount swapped = swap_account(Area::hectares(600), {Area::hectares(25), Area::hectares(25)},
                                             {Area::hectares(30.2), Area::hectares(19.8)}, rules());
    EXPECT_EQ(swapped.kind, "adjust");
    EXPECT_EQ(swapped.blocks_in, 2U);
    EXPECT_EQ(swapped.blocks_out, 2U);
    EXPECT_EQ(swapped.after, swapped.before);
    EXPECT_THROW(swap_account(Area::hectares(10), {}, {Area::hectares(10.01)}, rules()), Error);
}

TEST(ExpandLand, WhatIsNotBuiltOnYetAsksForQuota) {
    ExpandGround ground = open_ground();
    const auto field = [&](const char* code, double x, double width) {
        add_box(ground.land_use, x, 0, width, 1000);
        ground.land_systems.emplace_back("SD"), ground.land_codes.emplace_back(code);
    };
    field("0101", 1000, 200), field("0702", 1200, 100);  // a village is construction land already
    const TestedChange known = tested(ground, box(1000, 0, 300, 1000));
    ASSERT_TRUE(known.converted);
    EXPECT_EQ(*known.converted, Area::hectares(20));
    EXPECT_FALSE(tested(ground, box(1000, 0, 400, 1000)).converted);  // 10 ha nobody surveyed
}

TEST(ExpandUnits, TheAdmissionListOfEveryUnitMustBeEntered) {
    ExpandGround ground = open_ground();
    const auto unit = [&](const char* name, double x, double width) {
        add_box(ground.constraints, x, 0, width, 1000);
        ground.constraint_kinds.emplace_back("env_control_unit"), ground.constraint_names.emplace_back(name);
    };
    EXPECT_EQ(check_of(tested(ground, box(1000, 0, 300, 500)), "env_unit_list").verdict, Truth::undetermined);
    unit("重点管控一", 900, 200), unit("一般管控二", 1100, 900);
    const auto with = [&](const char* lists) {
        return check_of(tested(ground, box(1000, 0, 300, 500), {}, {{"env_unit_lists", lists}}), "env_unit_list");
    };
    EXPECT_EQ(with("重点管控一=C26/C25").verdict, Truth::undetermined);
    EXPECT_NE(with("重点管控一=C26/C25").because.find("一般管控二"), std::string::npos);
    const ExpandCheck both = with("重点管控一=C26/C25,一般管控二=C17");
    EXPECT_EQ(both.verdict, Truth::yes);
    EXPECT_TRUE(both.noted);
    EXPECT_NE(both.because.find("C26/C25"), std::string::npos) << both.because;
    EXPECT_EQ(both.strength, Strength::soft);
}

/// A park of 1 km²: its west half built and supplied, its east half open.
ExpandGround coded_ground() {
    ExpandGround ground = open_ground();
    const auto part = [&](double x, const char* built, const char* supply) {
        add_box(ground.land_use, x, 0, 500, 1000);
        ground.land_systems.emplace_back("KFQ"), ground.land_codes.emplace_back(built);
        ground.land_supplies.emplace_back(supply);
    };
    part(0, "A2", "D1"), part(500, "B22", "E22");
    const auto set = [&](M measure, double hectares) {
        ground.facts[measure] = {.amount = Area::hectares(hectares).quanta(), .source = "landuse"};
    };
    set(M::land_a2, 50), set(M::land_a, 50), set(M::land_b22, 50), set(M::land_b, 50), set(M::land_c, 0);
    set(M::land_d1, 50), set(M::land_d, 50), set(M::land_e22, 50), set(M::land_e, 50), set(M::land_f, 0);
    set(M::park_area, 100), set(M::supplied_recent, 20);
    ground.facts[M::gdp] = {.amount = Money::wan(100'000).fen(), .source = "park_year"};
    return ground;
}

const IndicatorChange& indicator(const TestedChange& change, const std::string& id) {
    return *std::find_if(change.indicators.begin(), change.indicators.end(),
                         [&](const IndicatorChange& one) { return one.id == id; });
}

TEST(ExpandReleased, OpenLandGoesOutByItsCodesAndLeavesMoneyAlone) {
    const TestedChange change = tested(coded_ground(), box(1000, 0, 200, 1000), box(800, 0, 200, 1000));
    EXPECT_TRUE(change.released.known);
    EXPECT_EQ(change.released.built.at("B22"), Area::hectares(20));
    // Out and in are the same kind of land: nothing moves, and all of it is known.
    EXPECT_EQ(change.kind, "adjust");
    const IndicatorChange& rate = indicator(change, "land_built_rate");
    EXPECT_TRUE(rate.before && rate.after && *rate.before == *rate.after);
    EXPECT_EQ(*indicator(change, "gdp_per_km2").after, *indicator(change, "gdp_per_km2").before);
    const TestedChange shrunk = tested(coded_ground(), {}, box(800, 0, 200, 1000));
    EXPECT_EQ(shrunk.kind, "shrink");
    EXPECT_EQ(indicator(shrunk, "gdp_per_km2").after->decimals(2), "12.50");  // 10 亿元 over 0.8 km²
}

TEST(ExpandReleased, BuiltLandTakesAnUnknownPartOfTheMoneyWithIt) {
    const TestedChange change = tested(coded_ground(), {}, box(0, 0, 200, 1000));
    EXPECT_TRUE(change.released.known);
    EXPECT_FALSE(indicator(change, "gdp_per_km2").after);
    EXPECT_FALSE(indicator(change, "gdp_per_km2").because.empty());
    const ParkFacts after = facts_after(coded_ground().facts, {}, change.removed, change.released);
    EXPECT_EQ(*after[M::land_a2].amount, Area::hectares(30).quanta());
    EXPECT_EQ(*after[M::land_d1].amount, Area::hectares(30).quanta());
    EXPECT_FALSE(after[M::supplied_recent].amount);
}

TEST(ExpandReleased, LandWithoutCodesLeavesTheMakeUpUnknown) {
    ExpandGround ground = coded_ground();
    ground.land_supplies = {"D1", ""};
    const TestedChange change = tested(ground, {}, box(800, 0, 200, 1000));
    EXPECT_FALSE(change.released.known);
    EXPECT_FALSE(indicator(change, "gdp_per_km2").after);
    const ParkFacts after = facts_after(ground.facts, {}, change.removed, change.released);
    EXPECT_FALSE(after[M::land_b].amount);
    EXPECT_EQ(*after[M::park_area].amount, Area::hectares(80).quanta());
}

}  // namespace
}  // namespace mutu::test

// Redevelopment by hand-sized cases: blocks, money, years, and what is refused.
#include "mutu/adjacency.hpp"
#include "mutu/error.hpp"
#include "mutu/plan.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

GeometryColumn squares(const std::vector<Box>& boxes) {
    GeometryColumn column;
    for (const Box& box : boxes) {
        for (const Xy p :
             {Xy{box.min_x, box.min_y}, Xy{box.max_x, box.min_y}, Xy{box.max_x, box.max_y}, Xy{box.min_x, box.max_y}})
            column.add_point(p);
        column.end_ring(), column.end_part(), column.end_row();
    }
    return column;
}

TEST(Neighbours, FaceEachOtherAlongAnEdgeOrAcrossARoadAndACornerAloneIsNone) {
    // 0 and 1 share an edge, 2 lies across a road of 20 m, 3 touches 1 at a corner, 4 is 31 m away.
    const GeometryColumn plane =
        squares({{0, 0, 100, 100}, {100, 0, 200, 100}, {0, 120, 100, 220}, {200, 100, 300, 200}, {331, 100, 431, 200}});
    const std::vector<std::uint32_t> all{0, 1, 2, 3, 4};
    const auto near = neighbours(plane, all, 30, 5);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const Neighbours& one : near) pairs.emplace_back(one.left, one.right);
    // Within 30 m a corner has land on both sides of it, so 1 and 3 count as near; touching alone they do not.
    EXPECT_NE(std::find(pairs.begin(), pairs.end(), std::pair{0U, 1U}), pairs.end());
    EXPECT_NE(std::find(pairs.begin(), pairs.end(), std::pair{0U, 2U}), pairs.end());
    EXPECT_NE(std::find(pairs.begin(), pairs.end(), std::pair{1U, 3U}), pairs.end());
    EXPECT_EQ(std::find(pairs.begin(), pairs.end(), std::pair{3U, 4U}), pairs.end());
    const auto touching = neighbours(plane, all, 0, 5);
    ASSERT_EQ(touching.size(), 1U);
    EXPECT_EQ(touching[0].left, 0U);
    EXPECT_EQ(touching[0].right, 1U);
    EXPECT_NEAR(touching[0].facing, 100, 0.1);
}

TEST(Neighbours, ThatLieOverEachOtherAreNearAndAParcelWithoutAShapeIsNobodys) {
    GeometryColumn plane = squares({{0, 0, 100, 100}, {60, 0, 160, 100}});
    plane.add_null();
    const std::vector<std::uint32_t> all{0, 1, 2};
    const auto near = neighbours(plane, all, 0, 5);
    ASSERT_EQ(near.size(), 1U);
    EXPECT_EQ(near[0].left, 0U);
    EXPECT_EQ(near[0].right, 1U);
}

Candidate parcel(const std::string& id, double mu, double cost_wan, double uplift_wan) {
    Candidate one{.row = 0, .parcel_id = id, .land_class = "low_efficiency", .inputs = {}, .options = {}};
    one.inputs.land = Area::mu(mu);
    PlanOption option;
    option.action = "RESERVE", option.years = 4;
    option.cost = Money::wan(cost_wan), option.tax_uplift = Money::wan(uplift_wan);
    one.options.push_back(std::move(option));
    return one;
}

TEST(Blocks, OfARowOfFourAreTheRunsWithEnoughLand) {
    const std::vector<Area> land(4, Area::mu(10));
    const std::vector<bool> all(4, true);
    const std::vector<Neighbours> row{{0, 1, 9}, {1, 2, 9}, {2, 3, 9}};
    // 20 亩 and more of up to three parcels: three pairs and two triples.
    EXPECT_EQ(connected_blocks(land, all, row, Area::mu(20), 3, 100).list.size(), 5U);
    const Blocks few = connected_blocks(land, all, row, Area::mu(20), 3, 2);
    EXPECT_EQ(few.list.size(), 2U);
    EXPECT_TRUE(few.capped);
    const std::vector<bool> gap{true, false, true, true};
    EXPECT_EQ(connected_blocks(land, gap, row, Area::mu(20), 3, 100).list.size(), 1U);
}

TEST(Blocks, ThatAreTwoBlocksSideBySideAreNotListed) {
    // Four of 10 亩 in a row, 10 亩 are enough: each by itself, and nothing larger.
    const std::vector<Neighbours> row{{0, 1, 9}, {1, 2, 9}, {2, 3, 9}};
    const std::vector<Area> land(4, Area::mu(10));
    const std::vector<bool> all(4, true);
    EXPECT_EQ(connected_blocks(land, all, row, Area::mu(10), 4, 100).list.size(), 4U);
    // 20 亩: pairs and triples; all four are two pairs.
    EXPECT_EQ(connected_blocks(land, all, row, Area::mu(20), 4, 100).list.size(), 5U);
}

TEST(Blocks, WhereThereAreTooManyEveryParcelKeepsAShare) {
    // Ten separate pairs are ten blocks; there is room for eight.
    std::vector<Neighbours> pairs;
    for (std::uint32_t i = 0; i < 10; ++i) pairs.push_back({2 * i, 2 * i + 1, 9});
    const std::vector<Area> land(20, Area::mu(15));
    const Blocks blocks = connected_blocks(land, std::vector<bool>(20, true), pairs, Area::mu(20), 5, 8);
    EXPECT_TRUE(blocks.capped);
    ASSERT_EQ(blocks.list.size(), 8U);
}

PlanRequest asked(double budget_wan) {
    PlanRequest request;
    request.budget = Money::wan(budget_wan), request.gap = 0;
    return request;
}

TEST(Redevelop, TakesTheBestSumAndNotTheBestShare) {
    // 60 万 at best returns 9 by the two of 30, though the single best share is that of 50.
    const std::vector<Candidate> parcels{parcel("a", 10, 50, 8), parcel("b", 10, 30, 4.5), parcel("c", 10, 30, 4.5)};
    const Plan plan = redevelop(parcels, {}, asked(60));
    EXPECT_EQ(plan.status, PlanStatus::optimal);
    EXPECT_EQ(plan.objective, 9'000'000);
    EXPECT_EQ(plan.spent, Money::wan(60));
    EXPECT_EQ(plan.binding, std::vector<std::string>{"budget"});
    EXPECT_EQ(plan.with_more, 17'000'000);
    ASSERT_EQ(plan.refused.size(), 1U);
    EXPECT_EQ(plan.refused[0].code, "not_worth");
}

TEST(Redevelop, NeedsLandThatHangsTogetherForABlock) {
    const std::vector<Candidate> parcels{parcel("a", 10, 10, 5), parcel("b", 10, 10, 1), parcel("c", 30, 10, 3)};
    PlanRequest request = asked(20);
    request.min_block = Area::mu(20);
    const Plan plan = redevelop(parcels, {{0, 1, 9}}, request);
    EXPECT_EQ(plan.objective, 6'000'000);  // a with b; a with c would be 8 but does not hang together
    ASSERT_EQ(plan.blocks.size(), 1U);
    EXPECT_EQ(plan.blocks[0].land, Area::mu(20));
    EXPECT_EQ(plan.binding, (std::vector<std::string>{"budget", "min_block"}));
}

TEST(Redevelop, DoesTheBestReturnFirstAndCarriesMoneyOver) {
    const std::vector<Candidate> parcels{parcel("a", 10, 60, 6), parcel("b", 10, 20, 4), parcel("c", 10, 20, 3)};
    PlanRequest request = asked(100);
    request.years = 2;
    const Plan plan = redevelop(parcels, {}, request);
    ASSERT_EQ(plan.chosen.size(), 3U);
    // b and c (40 of the first 50), then a with what is left over.
    EXPECT_EQ(parcels[plan.chosen[0].candidate].parcel_id, "b");
    EXPECT_EQ(plan.chosen[1].year, 1);
    EXPECT_EQ(parcels[plan.chosen[2].candidate].parcel_id, "a");
    EXPECT_EQ(plan.chosen[2].year, 2);
    ASSERT_EQ(plan.cash.size(), 6U);  // a is in full production in year 2 + 4
    EXPECT_EQ(plan.cash[0].cost, Money::wan(40));
    EXPECT_EQ(plan.cash[4].uplift, Money::wan(7));
    EXPECT_EQ(plan.cash[5].uplift, Money::wan(13));
    EXPECT_EQ(plan.cash[5].balance, Money::wan(-80).fen());
}

TEST(Redevelop, ProvesThatAForcedParcelCannotBePaid) {
    const std::vector<Candidate> parcels{parcel("a", 10, 50, 8)};
    PlanRequest request = asked(40);
    request.force = {"a"};
    EXPECT_EQ(redevelop(parcels, {}, request).status, PlanStatus::infeasible);
    request.force = {"nobody"};
    EXPECT_EQ(redevelop(parcels, {}, request).status, PlanStatus::infeasible);
}

TEST(Redevelop, SaysWhyAParcelIsNotChosen) {
    Candidate unpriced = parcel("a", 10, 50, 8), unknown = parcel("b", 10, 50, 8), rich = parcel("c", 10, 1, 0);
    unpriced.options[0].cost.reset(), unpriced.options[0].missing = {"parameter:cost_reserve"};
    unknown.options[0].tax_uplift.reset(), unknown.options[0].missing = {"tax_wan"};
    PlanRequest request = asked(1000);
    request.forbid = {"d"};
    const Plan plan = redevelop({unpriced, unknown, rich, parcel("d", 10, 1, 8)}, {}, request);
    ASSERT_EQ(plan.refused.size(), 4U);
    EXPECT_EQ(plan.refused[0].code, "no_price");
    EXPECT_NE(plan.refused[0].because.find("cost_reserve"), std::string::npos);
    EXPECT_EQ(plan.refused[1].code, "no_facts");
    EXPECT_EQ(plan.refused[2].code, "no_gain");
    EXPECT_EQ(plan.refused[3].code, "forbidden");
}

TEST(Redevelop, HasAnAnswerAndABoundHoweverShortTheTime) {
    std::vector<Candidate> parcels;
    for (int i = 0; i < 60; ++i) parcels.push_back(parcel("p" + std::to_string(i), 10, 10 + i % 7, 1 + i % 5));
    std::vector<Neighbours> pairs;
    for (std::uint32_t i = 0; i + 1 < 60; ++i) pairs.push_back({i, i + 1, 9});
    PlanRequest request = asked(300);
    request.min_block = Area::mu(20);
    const Plan best = redevelop(parcels, pairs, request);
    EXPECT_EQ(best.status, PlanStatus::optimal);
    request.seconds = 1e-6;
    const Plan plan = redevelop(parcels, pairs, request);
    EXPECT_GT(plan.objective, 0);
    EXPECT_LE(plan.objective, best.objective);
    EXPECT_GE(plan.bound, best.objective);
    EXPECT_LE(plan.spent, request.budget);
}

/// 50 by 50 parcels of 10 亩, any two side by side are a block: 4900 blocks.
struct Field {
    std::vector<Candidate> parcels;
    std::vector<Neighbours> pairs;
    PlanRequest asked;
    Field() {
        constexpr std::uint32_t side = 50;
        for (std::uint32_t i = 0; i < side * side; ++i) {
            parcels.push_back(parcel("P" + std::to_string(i), 10, 100 + i * 37 % 83, 5 + i * 53 % 29));
            if (i % side + 1 < side) pairs.push_back({i, i + 1, 50});
            if (i + side < side * side) pairs.push_back({i, i + side, 50});
        }
        asked.budget = Money::wan(20'000), asked.min_block = Area::mu(20), asked.block_parcels = 2;
        asked.gap = 0.02, asked.seconds = 60;
    }
};

TEST(Redevelop, KeepsALimitOnAnActionAmongManyBlocks) {
    Field field;
    for (std::size_t i = 0; i < field.parcels.size(); i += 3) {
        PlanOption dearer = field.parcels[i].options[0];
        dearer.action = "FAR_UP", dearer.cost = *dearer.cost + Money::wan(20);
        dearer.tax_uplift = *dearer.tax_uplift + Money::wan(6);
        field.parcels[i].options.push_back(dearer);
    }
    field.asked.limits["FAR_UP"] = 11;
    const Plan plan = redevelop(field.parcels, field.pairs, field.asked);
    EXPECT_EQ(plan.status, PlanStatus::feasible);
    EXPECT_LE(plan.gap(), 0.02);
    EXPECT_LE(plan.spent, field.asked.budget);
    const auto taken = std::count_if(plan.chosen.begin(), plan.chosen.end(), [&](const Chosen& one) {
        return field.parcels[one.candidate].options[one.option].action == "FAR_UP";
    });
    EXPECT_LE(taken, 11);
    EXPECT_GT(taken, 0);
    for (const PlanBlock& block : plan.blocks) EXPECT_EQ(block.members.size(), 2U);
}

TEST(Redevelop, ComesWithinTheGapWhereThereAreMoreBlocksThanTheSolverTakesAtOnce) {
    const Field field;
    const PlanRequest& asked = field.asked;
    const Plan plan = redevelop(field.parcels, field.pairs, asked);
    EXPECT_EQ(plan.status, PlanStatus::feasible);
    EXPECT_LE(plan.gap(), 0.02);
    EXPECT_LE(plan.spent, asked.budget);
    EXPECT_GT(plan.chosen.size(), 100U);
    std::set<std::uint32_t> seen;
    for (const Chosen& one : plan.chosen) EXPECT_TRUE(seen.insert(one.candidate).second);
    for (const PlanBlock& block : plan.blocks) EXPECT_EQ(block.members.size(), 2U);
}

TEST(Redevelop, RefusesARequestThatContradictsItself) {
    PlanRequest request = asked(-1);
    EXPECT_THROW(redevelop({parcel("a", 10, 50, 8)}, {}, request), Error);
    request = asked(1), request.force = request.forbid = {"a"};
    EXPECT_THROW(redevelop({parcel("a", 10, 50, 8)}, {}, request), Error);
}

Rulebook with_terms(const std::map<std::string, std::string>& values) {
    Rulebook rules;
    for (const auto& [name, value] : values) {
        Parameter parameter;
        if (!value.empty()) parameter.value = std::get<Ratio>(fact_value(value, Dimension::ratio));
        rules.parameters.emplace(name, parameter);
    }
    return rules;
}

TEST(Worth, DiscountsWhatIsGainedAndForgoneAndSharesTheUpliftToTheFen) {
    // 100 万 now; 5 万 a year forgone for two years, then 60.5 万 a year until year 4, at 10 %:
    // −100 − 5 − 5/1.1 + 60.5/1.21 + 60.5/1.331 = −100 − 5 − 4.545454… + 50 + 45.454545… = −14.090909…
    std::vector<Candidate> parcels{parcel("a", 10, 100, 60.5)};
    parcels[0].options[0].years = 2, parcels[0].options[0].forgone = Money::wan(5);
    value_options(with_terms({{"discount_rate", "0.1"},
                              {"horizon_years", "4"},
                              {"uplift_share_park", "1/3"},
                              {"uplift_share_firm", "1/3"}}),
                  parcels);
    const PlanOption& option = parcels[0].options[0];
    EXPECT_EQ(option.present_value, Money::fen(-14'090'909));
    EXPECT_EQ(option.to_park, Money::fen(20'166'667));
    EXPECT_EQ(option.to_firm, Money::fen(20'166'667));
    EXPECT_EQ(option.to_government, Money::fen(20'166'666));
    EXPECT_TRUE(option.unvalued.empty());
}

TEST(Worth, StaysOpenWithoutItsParametersAndRefusesThoseThatCannotBe) {
    std::vector<Candidate> parcels{parcel("a", 10, 100, 60)};
    parcels[0].options[0].forgone = Money{};
    value_options(with_terms({{"discount_rate", ""}, {"horizon_years", "20"}, {"uplift_share_park", "0.5"}}), parcels);
    EXPECT_FALSE(parcels[0].options[0].present_value);
    EXPECT_FALSE(parcels[0].options[0].to_park);
    EXPECT_EQ(parcels[0].options[0].unvalued,
              (std::vector<std::string>{"parameter:discount_rate", "parameter:uplift_share_firm"}));
    for (const std::map<std::string, std::string>& wrong :
         {std::map<std::string, std::string>{{"discount_rate", "-1"}},
          {{"horizon_years", "2.5"}},
          {{"horizon_years", "0"}},
          {{"horizon_years", "100"}},
          {{"uplift_share_park", "-0.1"}},
          {{"uplift_share_park", "0.6"}, {"uplift_share_firm", "0.5"}}})
        EXPECT_THROW(value_options(with_terms(wrong), parcels), Error) << wrong.begin()->first;
}

TEST(Redevelop, CountsTheTaxThatTheWorksKeepAway) {
    std::vector<Candidate> parcels{parcel("a", 10, 20, 4)};
    parcels[0].options[0].years = 2, parcels[0].options[0].forgone = Money::wan(1);
    const Plan plan = redevelop(parcels, {}, asked(100));
    ASSERT_EQ(plan.cash.size(), 3U);
    EXPECT_EQ(plan.cash[0].forgone, Money::wan(1));
    EXPECT_EQ(plan.cash[1].balance, Money::wan(-22).fen());
    EXPECT_EQ(plan.cash[2].forgone, Money{});
    EXPECT_EQ(plan.cash[2].balance, Money::wan(-18).fen());
}

}  // namespace
}  // namespace mutu

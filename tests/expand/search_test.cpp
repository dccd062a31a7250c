// The search for land on small fields by hand: enough alternatives, what they keep to, and what is said where land
// fails.
#include "expand/greedy.hpp"

#include "mutu/expand_search.hpp"
#include "mutu/grow.hpp"
#include "mutu/parallel.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

FoundLand found(const ExpandGround& ground, Area area, int blocks = 1, std::uint64_t seed = 1) {
    const Rulebook book = rules();
    return search_land(ground, book, expand_rules(book), {.area = area, .blocks = blocks, .seed = seed});
}

std::size_t parts(const GeometryColumn& shape) { return shape.parts(0).size(); }

TEST(ExpandSearch, GivesThreeDifferentConnectedRegionsOfTheAskedSize) {
    const FoundLand land = found(open_ground(), Area::mu(300));
    ASSERT_GE(land.regions.size(), 3U);
    EXPECT_GE(land.least_apart, 0.3);
    for (const FoundRegion& one : land.regions) {
        EXPECT_EQ(parts(one.land), 1U);
        EXPECT_NEAR(area(one.land, 0), 200'000, 1);  // trimmed to the square metre
        EXPECT_GE(one.apart, land.least_apart);
        EXPECT_TRUE(overlay(one.land, open_ground().park).empty());
    }
    EXPECT_EQ(land.regions[0].front, 1);
}

TEST(ExpandSearch, TakesTheWayRoundForbiddenLand) {
    ExpandGround ground = open_ground();
    forbid(ground, "basic_farmland", 1000.5, -3000, 400, 6000);  // all along the east side
    forbid(ground, "ecological_redline", -3000, 1005, 6000, 7);  // a strip along the north side
    const FoundLand land = found(ground, Area::mu(300));
    ASSERT_GE(land.regions.size(), 3U);
    for (const FoundRegion& one : land.regions) {
        const GeometryColumn wider = grown(one.land, 0.0099);
        for (const Fragment& pair : overlay(wider, ground.constraints))
            EXPECT_EQ(ground.constraint_kinds[pair.right], "urban_boundary");
    }
    std::size_t farmland = 0;
    for (const RefusedPatch& patch : land.refused) farmland += patch.code == "basic_farmland" ? 1U : 0U;
    EXPECT_EQ(farmland, 1U);
    EXPECT_EQ(land.refused.size(), land.refused_shapes.rows());
}

TEST(ExpandSearch, StaysWithinTheUrbanBoundary) {
    ExpandGround ground = open_ground();
    ground.constraints = {}, ground.constraint_kinds.clear(), ground.constraint_names.clear();
    forbid(ground, "urban_boundary", -600, -600, 2200, 2200);
    const FoundLand land = found(ground, Area::mu(300));
    ASSERT_GE(land.regions.size(), 3U);
    for (const FoundRegion& one : land.regions) {
        const Box box = one.land.box(0);
        EXPECT_GE(std::min(box.min_x, box.min_y), -600 + 0.01);
        EXPECT_LE(std::max(box.max_x, box.max_y), 1600 - 0.01);
    }
}

TEST(ExpandSearch, AvoidsCultivatedLandWhereItMay) {
    ExpandGround ground = open_ground();
    const auto field = [&](const char* code, double x, double y, double width, double height) {
        add_box(ground.land_use, x, y, width, height);
        ground.land_systems.emplace_back("SD"), ground.land_codes.emplace_back(code);
    };
    field("0101", 1000, -2000, 2000, 5000), field("0301", -2000, -2000, 2000, 5000);  // fields east, forest west
    const FoundLand land = found(ground, Area::mu(300));
    ASSERT_GE(land.regions.size(), 3U);
    bool spared = false;
    for (const FoundRegion& one : land.regions) {
        double fields = 0;
        for (const Fragment& pair : overlay(one.land, ground.land_use))
            if (ground.land_codes[pair.right] == "0101") fields += pair.area;
        spared = spared || (fields == 0 && one.best_in.find("cultivated") != std::string::npos);
    }
    EXPECT_TRUE(spared);
}

TEST(ExpandSearch, AvoidsSteepGroundWhereItMayAndCountsUncoveredGroundAsSteep) {
    ExpandGround ground = open_ground();
    Raster heights;  // flat west of the park's middle, 45 degrees east of it, nothing known in the far north
    heights.left = -3000, heights.top = 2000, heights.step_x = heights.step_y = 25;
    heights.columns = 280, heights.lines = 200;
    for (std::uint32_t line = 0; line < heights.lines; ++line)
        for (std::uint32_t column = 0; column < heights.columns; ++column)
            heights.values.push_back(static_cast<float>(std::max(0.0, -3000 + 25.0 * column - 500)));
    ground.heights = heights;
    const FoundLand land = found(ground, Area::mu(300));
    ASSERT_GE(land.regions.size(), 3U);
    bool gentle = false;
    for (const FoundRegion& one : land.regions)
        gentle = gentle || (one.steepness == 0 && one.best_in.find("steep") != std::string::npos);
    EXPECT_TRUE(gentle);
}

TEST(ExpandSearch, StopsWhenTheTimeIsUpAndGivesWhatItHas) {
    const Rulebook book = rules();
    const SearchRequest request{.area = Area::mu(300), .seconds = 0.0};
    const FoundLand land = search_land(open_ground(), book, expand_rules(book), request);
    EXPECT_TRUE(land.stopped);
    EXPECT_FALSE(land.regions.empty());
    EXPECT_FALSE(found(open_ground(), Area::mu(300)).stopped);
}

TEST(ExpandSearch, IsNeverWorseThanPlainGreedOnTheSameFieldAndMostlyBetter) {
    const Rulebook book = rules({{"expand_search_cells", "4000"}});
    const SearchRequest request{.area = Area::mu(900)};
    double greed = 0, search = 0;
    for (std::uint64_t field = 1; field <= 4; ++field) {
        const FreeLand land = free_land_of(field_of(field), book, expand_rules(book), request);
        const double plain = burden(greedy(land, request.area.square_metres()));
        const double best = burden(searched(land, request.area.square_metres(), request));
        EXPECT_LT(best, plain) << "field " << field;
        greed += plain, search += best;
    }
    EXPECT_LT(search, 0.9 * greed);
}

TEST(ExpandSearch, BlocksLieApartFromEachOther) {
    const FoundLand land = found(open_ground(), Area::mu(300), 3);
    ASSERT_GE(land.regions.size(), 1U);
    for (const FoundRegion& one : land.regions) EXPECT_EQ(parts(one.land), 3U);
}

TEST(ExpandSearch, WhereNoLandIsLargeEnoughItSaysHowLargeTheLargestIs) {
    ExpandGround ground = open_ground();
    ground.constraints = {}, ground.constraint_kinds.clear(), ground.constraint_names.clear();
    forbid(ground, "urban_boundary", 0, 0, 1100.02, 1000);
    const FoundLand land = found(ground, Area::mu(300));
    EXPECT_TRUE(land.regions.empty());
    EXPECT_NEAR(land.largest.square_metres(), 100 * 1000, 200);
    const auto small = std::find_if(land.refused.begin(), land.refused.end(),
                                    [](const RefusedPatch& patch) { return patch.code == "too_small"; });
    EXPECT_NE(small, land.refused.end());
}

TEST(ExpandSearch, IsTheSameForTheSameSeedAndAnyNumberOfThreads) {
    ExpandGround ground = open_ground();
    forbid(ground, "basic_farmland", 1300, 100, 200, 333.3);
    std::vector<std::string> answers;
    for (const unsigned threads : {1U, 4U}) {
        set_thread_count(threads);
        std::string bytes;
        for (const FoundRegion& one : found(ground, Area::mu(200), 1, 7).regions) bytes += to_wkb(one.land, 0);
        answers.push_back(bytes);
    }
    set_thread_count(0);
    EXPECT_EQ(answers[0], answers[1]);
    EXPECT_FALSE(answers[0].empty());
}

}  // namespace
}  // namespace mutu::test

// Cells from 图斑, what cells are worth, and which land of the park to give up.
#include "expand/greedy.hpp"
#include "road_index.hpp"

#include "mutu/expand_search.hpp"
#include "mutu/grow.hpp"
#include "mutu/parallel.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

void field(ExpandGround& ground, const char* code, double x, double y, double width, double height) {
    add_box(ground.land_use, x, y, width, height);
    ground.land_systems.emplace_back("SD"), ground.land_codes.emplace_back(code);
}

/// Fields of uneven width with a road between every second line of them; `seam` moves the lines of the even columns, so
/// that corners lie on the edges of neighbours.
ExpandGround surveyed(double seam = 0) {
    ExpandGround ground = open_ground();
    for (int column = 0; column < 40; ++column)
        for (int line = 0; line < 40; ++line) {
            const double x = -1500 + 100 * column, y = -1500 + 100 * line + (column % 2 == 0 ? seam : 0);
            const bool road = line % 4 == 0;
            field(ground, (column + line) % 3 == 0 ? "0101" : "0301", x, road ? y + 12 : y, 100, road ? 88 : 100);
            if (road) field(ground, "1003", x, y, 100, 12);
        }
    return ground;
}

FoundLand by_parcels(const ExpandGround& ground, Area area, int blocks = 1, CellKind cells = CellKind::parcels) {
    const Rulebook book = rules();
    return search_land(ground, book, expand_rules(book), {.area = area, .blocks = blocks, .cells = cells});
}

TEST(ExpandParcels, AlternativesFollowTheEdgesOfLandParcels) {
    for (const double seam : {0.0, 37.0}) {
        const ExpandGround ground = surveyed(seam);
        const FoundLand land = by_parcels(ground, Area::mu(450));  // a parcel is a thirtieth of it
        ASSERT_GE(land.regions.size(), 3U) << seam;
        for (const FoundRegion& one : land.regions) {
            EXPECT_EQ(one.land.parts(0).size(), 1U) << seam;
            EXPECT_GE(area(one.land, 0), 0.98 * 300'000);
            EXPECT_LE(area(one.land, 0), 1.05 * 300'000);
            // Every parcel is taken whole or not at all, but for those that the park's line cuts.
            for (const Fragment& pair : overlay(one.land, ground.land_use)) {
                const double whole = area(ground.land_use, pair.right);
                const double own = pair.area / whole;
                const Box box = ground.land_use.box(pair.right);
                const bool at_park = box.meets(ground.park.box(0));
                EXPECT_TRUE(own < 1e-4 || own > 1 - 1e-4 || at_park) << own << " " << box.min_x << " " << box.min_y;
            }
        }
    }
}

TEST(ExpandParcels, BlocksBetweenRoadsAreTakenWhole) {
    // Roads of 12 m every 120 m both ways; between them blocks of four fields each.
    ExpandGround ground = open_ground();
    constexpr double step = 120, road = 12, half = (step - road) / 2;
    for (int column = -14; column < 24; ++column)
        for (int line = -14; line < 24; ++line) {
            const double x = step * column, y = step * line;
            field(ground, "1003", x, y, road, step), field(ground, "1004", x + road, y, step - road, road);
            for (const int right : {0, 1})
                for (const int up : {0, 1})
                    field(ground, (column + right) % 2 == 0 ? "0301" : "0401", x + road + right * half,
                          y + road + up * half, half, half);
        }
    const FoundLand land = by_parcels(ground, Area::mu(450), 1, CellKind::blocks);
    ASSERT_GE(land.regions.size(), 3U);
    // Without the park's line across it a block is in or out; its four fields go together.
    GeometryColumn blocks;
    for (int column = -14; column < 24; ++column)
        for (int line = -14; line < 24; ++line)
            add_box(blocks, step * column + road, step * line + road, 2 * half, 2 * half);
    for (const FoundRegion& one : land.regions) {
        EXPECT_EQ(one.land.parts(0).size(), 1U);
        for (const Fragment& pair : overlay(one.land, blocks)) {
            if (blocks.box(pair.right).meets(ground.park.box(0))) continue;
            EXPECT_NEAR(pair.area, 4 * half * half, 1);
        }
    }
}

TEST(ExpandParcels, LargeParcelsAreCutAndForbiddenLandStaysOut) {
    ExpandGround ground = open_ground();
    field(ground, "0301", -4000, -4000, 9000, 9000);
    forbid(ground, "basic_farmland", 1300, 100, 333.3, 250), forbid(ground, "ecological_redline", -700, 300, 80, 80);
    const FoundLand land = by_parcels(ground, Area::mu(300));
    ASSERT_GE(land.regions.size(), 3U);
    for (const FoundRegion& one : land.regions) {
        EXPECT_EQ(one.land.parts(0).size(), 1U);
        EXPECT_LE(area(one.land, 0), 1.05 * 200'000);
        EXPECT_TRUE(overlay(one.land, ground.park).empty());
        for (const Fragment& pair : overlay(grown(one.land, 0.0099), ground.constraints))
            EXPECT_EQ(ground.constraint_kinds[pair.right], "urban_boundary");
    }
}

TEST(ExpandParcels, LandWithoutAParcelIsNoCellAndIsTold) {
    ExpandGround ground = open_ground();
    for (int line = 0; line < 20; ++line) field(ground, "0301", 1000, -500 + 100 * line, 600, 100);
    const FoundLand land = by_parcels(ground, Area::mu(100));
    ASSERT_FALSE(land.regions.empty());
    for (const FoundRegion& one : land.regions) EXPECT_TRUE(difference(one.land, ground.land_use).null(0));
    const auto bare = std::find_if(land.refused.begin(), land.refused.end(),
                                   [](const RefusedPatch& patch) { return patch.code == "not_surveyed"; });
    ASSERT_NE(bare, land.refused.end());
    EXPECT_GT(bare->area, Area::hectares(100));
    try {
        by_parcels(open_ground(), Area::mu(100));
        FAIL() << "searched by parcels where there is none";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Kind::refused);
        EXPECT_NE(std::string{error.what()}.find("landuse"), std::string::npos);
    }
}

TEST(ExpandParcels, BlocksLieApartAndThreadsDoNotMatter) {
    std::vector<std::string> answers;
    for (const unsigned threads : {1U, 4U}) {
        set_thread_count(threads);
        std::string bytes;
        for (const FoundRegion& one : by_parcels(surveyed(37), Area::mu(300), 2).regions) {
            EXPECT_EQ(one.land.parts(0).size(), 2U);
            bytes += to_wkb(one.land, 0);
        }
        answers.push_back(bytes);
    }
    set_thread_count(0);
    EXPECT_EQ(answers[0], answers[1]);
    EXPECT_FALSE(answers[0].empty());
}

/// The unit of the grid over a place.
const Piece& unit_at(const FreeLand& land, double x, double y) {
    for (std::size_t i = 0; i < land.units.size(); ++i) {
        const Box box = land.shapes.box(i);
        if (box.min_x <= x && x < box.max_x && box.min_y <= y && y < box.max_y) return land.units[i];
    }
    throw std::runtime_error{"no unit there"};
}

FreeLand valued(const ExpandGround& ground, const std::vector<std::pair<std::string, std::string>>& set = {}) {
    const Rulebook book = rules(set);
    return free_land_of(ground, book, expand_rules(book), {.area = Area::mu(300)});
}

TEST(ExpandWorth, RoadsPlanAndLandCountAndAFactorWithoutItsLayerDoesNot) {
    ExpandGround ground = open_ground();
    EXPECT_EQ(valued(ground).factors, std::vector<std::string>{"distance"});
    field(ground, "0101", 1000, -3000, 3000, 3000), field(ground, "0401", 1000, 0, 3000, 3000);
    field(ground, "1003", 1000, 500, 1000, 10);
    ground.plan = box(1000, 0, 500, 500);
    ground.plan_systems = {"YDYH2023"}, ground.plan_codes = {"100102"};
    const FreeLand land = valued(ground);
    EXPECT_EQ(land.factors, (std::vector<std::string>{"land", "distance", "road", "plan"}));
    const Piece &good = unit_at(land, 1100, 400), &field_far = unit_at(land, 1100, -700);
    EXPECT_NEAR(good.road, 500 - good.middle.y, 1e-6);
    EXPECT_EQ(field_far.road, 1000);  // no farther than it matters
    EXPECT_NEAR(good.planned, good.area, 1e-6);
    EXPECT_NEAR(field_far.planned, 0, 1e-9);
    const double away = 1 - good.distance / land.reach, near_road = 1 - good.road / 1000;
    EXPECT_NEAR(good.fit, (1 + away + near_road + 1) / 4, 1e-9);
    EXPECT_NEAR(field_far.fit, (0 + 1 - field_far.distance / land.reach + 0 + 0) / 4, 1e-9);
    // A weight of the pack changes the mean; an empty one takes the factor out.
    const FreeLand other = valued(ground, {{"expand_weight_plan", "3"}, {"expand_weight_distance", ""}});
    EXPECT_EQ(other.factors, (std::vector<std::string>{"land", "road", "plan"}));
    EXPECT_NEAR(unit_at(other, 1100, 400).fit, (1 + near_road + 3) / 5, 1e-9);
}

TEST(ExpandWorth, TheNearestEdgeIsFoundWhereverItLies) {
    GeometryColumn roads;
    std::uint64_t state = 7;
    const auto next = [&](double low, double high) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return low + (high - low) * static_cast<double>(state >> 33U) / 2147483648.0;
    };
    for (int i = 0; i < 60; ++i) add_box(roads, next(-3000, 3000), next(-3000, 3000), next(1, 900), next(1, 20));
    Box frame;
    frame.grow(Xy{-2000, -2000}), frame.grow(Xy{2000, 2000});
    const EdgeIndex index{roads, frame, 1000};
    int far = 0;
    for (int i = 0; i < 2000; ++i) {
        const Xy place{next(-2000, 2000), next(-2000, 2000)};
        double nearest = 1000;
        for (std::size_t row = 0; row < roads.rows(); ++row)
            nearest = std::min(nearest, distance_to(roads, row, place));
        EXPECT_DOUBLE_EQ(index.distance(place), nearest);
        far += nearest > 300 ? 1 : 0;
    }
    EXPECT_GT(far, 20);  // some lie several squares away
}

TEST(ExpandWorth, ACellCostsWhatThePackSaysOfItsLand) {
    ExpandGround ground = open_ground();
    field(ground, "0101", 1000, -3000, 3000, 3000), field(ground, "0301", 1000, 0, 3000, 3000);
    EXPECT_FALSE(valued(ground).priced);
    const FreeLand land = valued(ground, {{"cost_expand", "10"}, {"cost_cultivated", "20"}});
    EXPECT_TRUE(land.priced);
    const Piece &wood = unit_at(land, 1100, 400), &rice = unit_at(land, 1100, -700);
    EXPECT_NEAR(wood.cost, wood.area * 3 / 2000 * 10, 1e-6);
    EXPECT_NEAR(rice.cost, rice.area * 3 / 2000 * 30, 1e-6);
}

TEST(ExpandWorth, OneAlternativeIsTheCheapestAndOneTheMostSuitable) {
    ExpandGround ground = open_ground();
    field(ground, "0101", 1000, -2500, 2000, 6000), field(ground, "0401", -2500, -2500, 2500, 6000);
    const Rulebook book = rules({{"cost_expand", "10"}, {"cost_cultivated", "20"}});
    const FoundLand land = search_land(ground, book, expand_rules(book), {.area = Area::mu(300)});
    ASSERT_GE(land.regions.size(), 3U);
    EXPECT_TRUE(land.priced);
    bool cheap = false, suitable = false;
    for (const FoundRegion& one : land.regions) {
        ASSERT_TRUE(one.suitability);
        cheap = cheap || one.best_in.find("cost") != std::string::npos;
        suitable = suitable || *one.suitability > 0.9;
    }
    EXPECT_TRUE(cheap && suitable);
}

/// A park of 1 km²: parcels over its west, grass in the middle, a field under the redline in the north-east.
ExpandGround unused_ground() {
    ExpandGround ground = open_ground();
    field(ground, "0401", 0, 0, 1000, 700), field(ground, "0101", 0, 700, 1000, 300);
    ground.in_use = box(0, 0, 400, 1000);
    forbid(ground, "ecological_redline", 700, 700, 300, 300);
    return ground;
}

TEST(ExpandAdjust, ThePoorestUnusedLandAtTheRimGoesOut) {
    const ExpandGround ground = unused_ground();
    const Rulebook book = rules();
    const PoorLand poor = search_poor_land(ground, book, expand_rules(book), Area::hectares(8), 1);
    ASSERT_FALSE(poor.land.null(0));
    EXPECT_NEAR(area(poor.land, 0), 80'000, 1);
    EXPECT_TRUE(overlay(poor.land, ground.in_use).empty());
    GeometryColumn redline = box(700, 700, 300, 300);
    EXPECT_NEAR(covered_area(poor.land, redline).area[0], 80'000, 1);  // all of it under the redline
    EXPECT_LT(poor.suitability, 0.01);
    EXPECT_EQ(difference(ground.park, poor.land).parts(0).size(), 1U);
    ASSERT_EQ(poor.under.size(), 1U);
    EXPECT_EQ(poor.under[0].first, "ecological_redline");
    EXPECT_NEAR(poor.under[0].second.square_metres(), 80'000, 1);
}

TEST(ExpandAdjust, LandThatMustNotBeBuiltOnGoesBeforeOtherUnusedLand) {
    ExpandGround ground = open_ground();
    const auto part = [&](const char* code, double y) {
        add_box(ground.land_use, 0, y, 1000, 500);
        ground.land_systems.emplace_back("KFQ"), ground.land_codes.emplace_back(code);
    };
    part("B22", 0), part("C1", 500);
    const Rulebook book = rules();
    const PoorLand poor = search_poor_land(ground, book, expand_rules(book), Area::hectares(10), 3);
    ASSERT_FALSE(poor.land.null(0));
    EXPECT_GE(poor.land.box(0).min_y, 499.9);
    ASSERT_EQ(poor.under.size(), 1U);
    EXPECT_EQ(poor.under[0].first, "barred");
}

TEST(ExpandAdjust, LandThatHoldsTheParkTogetherStays) {
    ExpandGround ground = open_ground();
    GeometryColumn parts = box(0, 0, 400, 400);
    add_box(parts, 400, 150, 200, 100), add_box(parts, 600, 0, 400, 400);  // two halves and a neck
    ground.park = united(parts);
    ground.in_use = box(0, 0, 400, 400);
    add_box(ground.in_use, 600, 0, 400, 400);
    const Rulebook book = rules();
    const PoorLand poor = search_poor_land(ground, book, expand_rules(book), Area::hectares(2), 1);
    EXPECT_TRUE(poor.land.null(0));  // the neck is large enough, and unused
    EXPECT_NEAR(poor.largest.hectares(), 2, 0.05);
}

TEST(ExpandAdjust, WhereTooLittleIsUnusedItSaysHowMuchThereIs) {
    ExpandGround ground = unused_ground();
    ground.in_use = box(0, 0, 900, 1000);
    const Rulebook book = rules();
    const PoorLand poor = search_poor_land(ground, book, expand_rules(book), Area::hectares(20), 1);
    EXPECT_TRUE(poor.land.null(0));
    EXPECT_NEAR(poor.largest.hectares(), 10, 0.3);
}

TEST(ExpandAdjust, LandThatGoesOutDoesNotComeInAgainAndTheTotalStands) {
    const ExpandGround ground = unused_ground();
    const Rulebook book = rules();
    const ExpandRules read = expand_rules(book);
    const PoorLand poor = search_poor_land(ground, book, read, Area::hectares(8), 1);
    ExpandGround rest = ground;
    rest.park = difference(ground.park, poor.land);
    const FoundLand found = search_land(rest, book, read, {.area = Area::hectares(8), .closed = poor.land});
    ASSERT_GE(found.regions.size(), 3U);
    for (const FoundRegion& one : found.regions) {
        EXPECT_TRUE(overlay(one.land, poor.land).empty());
        const TestedChange change = test_change(ground, book, read, {one.land, poor.land});
        EXPECT_EQ(change.kind, "adjust");
        EXPECT_NEAR(change.after.square_metres(), change.before.square_metres(), 80);
    }
}

}  // namespace
}  // namespace mutu::test

// Layer over layer, drawn: shared areas, covered areas, what remains, and equal shapes.
#include "support/ascii_map.hpp"
#include "support/shapes.hpp"

#include "mutu/overlay.hpp"
#include "mutu/parallel.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

/// "0-1:200 …" for every fragment.
std::string told(const std::vector<Fragment>& fragments) {
    std::string text;
    for (const Fragment& f : fragments)
        text += (text.empty() ? "" : " ") + std::to_string(f.left) + "-" + std::to_string(f.right) + ":" +
                std::to_string(static_cast<long>(f.area));
    return text;
}

TEST(Overlay, MeasuresEveryPairThatSharesLand) {
    const auto parcels = ascii_map("AABB",  //
                                   "AABB");
    const auto buildings = ascii_map(".XX.",  //
                                     "Y..Z");
    EXPECT_EQ("0-0:100 0-1:100 1-0:100 1-2:100", told(overlay(parcels, buildings)));
}

TEST(Overlay, ShapesThatOnlyTouchShareNothing) {
    EXPECT_EQ("", told(overlay(ascii_map("AA.."), ascii_map("..BB"))));
    EXPECT_EQ("", told(overlay(ascii_map("A.", ".."), ascii_map("..", ".B"))));
    EXPECT_EQ(
        "", told(overlay(rows_of({"POLYGON((0 0,3 1,3 9,0 9,0 0))"}), rows_of({"POLYGON((0 0,3 1,3 -9,0 -9,0 0))"}))));
}

TEST(Overlay, TouchingEightDigitShapesShareNothing) {
    const auto left = rows_of(
        {"POLYGON((37549627.818 2987728.604,37549727.331 2987751.117,37549700 2987900,37549627.818 2987728.604))"});
    const auto right = rows_of(
        {"POLYGON((37549627.818 2987728.604,37549727.331 2987751.117,37549700 2987600,37549627.818 2987728.604))"});
    EXPECT_EQ("", told(overlay(left, right)));
}

TEST(Overlay, ARealSliverStays) {
    const auto found =
        overlay(rows_of({square(0, 0, 10)}), rows_of({"POLYGON((9.999 0,20 0,20 10,9.999 10,9.999 0))"}));
    ASSERT_EQ(1U, found.size());
    EXPECT_NEAR(0.01, found[0].area, 1e-9);
}

TEST(Overlay, AContainedRowKeepsItsOwnAreaToTheLastBit) {
    const auto building =
        rows_of({"POLYGON((37549630.1 2987730.2,37549641.7 2987731.9,37549640.3 2987742.4,37549630.1 2987730.2))"});
    const auto parcel = rows_of({square(37549600, 2987700, 100)});
    OverlayCounts counts;
    const auto found = overlay(parcel, building, &counts);
    ASSERT_EQ(1U, found.size());
    EXPECT_EQ(area(building, 0), found[0].area);
    EXPECT_EQ(1U, counts.contained);
    EXPECT_EQ(area(building, 0), overlay(building, parcel).at(0).area);
}

TEST(Overlay, EqualShapesShareAllTheirLand) {
    const auto shape = rows_of({"POLYGON((0 0,7 1,9 8,3 5,0 0))"});
    const auto turned = rows_of({"POLYGON((9 8,7 1,0 0,3 5,9 8))"});
    const auto found = overlay(shape, turned);
    ASSERT_EQ(1U, found.size());
    EXPECT_EQ(area(shape, 0), found[0].area);
}

TEST(Overlay, WhatLiesInAHoleSharesNothing) {
    const auto ring = rows_of({"POLYGON((0 0,30 0,30 30,0 30,0 0),(10 10,20 10,20 20,10 20,10 10))"});
    EXPECT_EQ("", told(overlay(ring, rows_of({square(10, 10, 10), square(12, 12, 3)}))));
    EXPECT_EQ(200, overlay(ring, rows_of({"POLYGON((10 0,20 0,20 40,10 40,10 0))"})).at(0).area);
}

TEST(Overlay, ATallStripAcrossALowOneSharesTheCrossing) {
    EXPECT_EQ("0-0:100", told(overlay(rows_of({"POLYGON((0 10,30 10,30 20,0 20,0 10))"}),
                                      rows_of({"POLYGON((10 0,20 0,20 30,10 30,10 0))"}))));
    // The tall one's right side lies beyond the low one: only its left side enters.
    EXPECT_EQ("0-0:200", told(overlay(rows_of({"POLYGON((0 10,30 10,30 20,0 20,0 10))"}),
                                      rows_of({"POLYGON((10 0,50 0,50 30,10 30,10 0))"}))));
}

TEST(Overlay, PartsOfARowAddUp) {
    const auto two = ascii_map("A.A");
    EXPECT_EQ("0-0:200", told(overlay(two, ascii_map("BBB"))));
}

TEST(Overlay, NullRowsShareNothing) {
    const auto rows = rows_of({"EMPTY", square(0, 0, 1), "EMPTY"});
    EXPECT_EQ("1-1:1", told(overlay(rows, rows)));
    EXPECT_EQ("", told(overlay(GeometryColumn{}, rows)));
    EXPECT_EQ("", told(overlay(rows, GeometryColumn{})));
}

TEST(Overlay, ALargeRowIsLookedAtInStrips) {
    // A comb of 100 teeth 1 wide and 10 high on a back 200 long: 402 points.
    GeometryColumn comb;
    comb.add_point({0, 0});
    comb.add_point({200, 0});
    for (int i = 99; i >= 0; --i)
        for (const Xy p : {Xy{2.0 * i + 2, 1}, Xy{2.0 * i + 1, 1}, Xy{2.0 * i + 1, 11}, Xy{2.0 * i, 11}})
            if (!(i == 99 && p.x == 200)) comb.add_point(p);
    comb.end_ring();
    comb.end_part();
    comb.end_row();
    const auto found = overlay(comb, rows_of({"POLYGON((50 5,60 5,60 8,50 8,50 5))", square(50.25, 5, 0.5),
                                              square(51.25, 5, 0.5), "POLYGON((0 1,200 1,200 20,0 20,0 1))"}));
    EXPECT_EQ("0-0:15 0-1:0 0-3:1000", told(found));
    EXPECT_EQ(0.25, found.at(1).area);
}

TEST(Overlay, IsTheSameOnAnyNumberOfThreads) {
    GeometryColumn grid, other;
    for (int i = 0; i < 60; ++i)
        for (int j = 0; j < 60; ++j)
            add_wkt(grid, square(10 * i, 10 * j, 10)), add_wkt(other, square(10 * i + 3, 10 * j + 4, 10));
    set_thread_count(1);
    const auto one = overlay(grid, other);
    set_thread_count(4);
    const auto four = overlay(grid, other);
    set_thread_count(0);
    ASSERT_EQ(one.size(), four.size());
    for (std::size_t i = 0; i < one.size(); ++i)
        EXPECT_TRUE(one[i].left == four[i].left && one[i].right == four[i].right && one[i].area == four[i].area) << i;
}

TEST(Covered, CountsLandUnderTwoBuildingsOnce) {
    const auto covered =
        covered_area(ascii_map("AAAA"), rows_of({square(0, 0, 10), square(5, 0, 10), square(30, 0, 5)}));
    EXPECT_NEAR(150 + 25, covered.area.at(0), 1e-9);
}

TEST(Covered, SumsWhatDoesNotOverlap) {
    EXPECT_EQ((std::vector<double>{200, 100, 0}),
              covered_area(rows_of({"POLYGON((0 0,20 0,20 10,0 10,0 0))", square(20, 0, 10), square(90, 0, 10)}),
                           ascii_map("XYZ"))
                  .area);
}

TEST(Covered, IsNeverMoreThanTheRow) {
    const auto row = rows_of({"POLYGON((0 0,7 1,9 8,3 5,0 0))"});
    EXPECT_EQ(area(row, 0), covered_area(row, rows_of({square(-5, -5, 20), square(-6, -6, 30)})).area.at(0));
}

TEST(Difference, LeavesWhatTheLayerDoesNotCover) {
    const auto rest = difference(ascii_map("AAAA", "AAAA"), ascii_map(".XY.", "...."));
    EXPECT_EQ(600, area(rest, 0));
    EXPECT_EQ(1U, rest.parts(0).size());
}

TEST(Difference, OfACoveredRowIsNull) {
    const auto rest = difference(ascii_map("AABB"), ascii_map("XY.."));
    EXPECT_TRUE(rest.null(0));
    EXPECT_EQ(200, area(rest, 1));
    EXPECT_TRUE(difference(rows_of({"EMPTY"}), ascii_map("X")).null(0));
}

TEST(Difference, DropsPartsThatAreBothSmallAndThin) {
    // Left of the hole 0.1 × 10 remains (area 1, width about 0.1), right of it 5 × 10.
    const auto row = rows_of({"POLYGON((0 0,15.1 0,15.1 10,0 10,0 0))"});
    const auto layer = rows_of({"POLYGON((0.1 -1,10.1 -1,10.1 11,0.1 11,0.1 -1))"});
    std::vector<double> dropped;
    EXPECT_NEAR(50, area(difference(row, layer, {2, 0.5, &dropped}), 0), 1e-9);
    EXPECT_NEAR(1, dropped.at(0), 1e-9);
    EXPECT_NEAR(51, area(difference(row, layer, {2, 0.05, &dropped}), 0), 1e-9);
    EXPECT_EQ(0, dropped.at(0));
    EXPECT_NEAR(51, area(difference(row, layer, {0.5, 0.5}), 0), 1e-9);
}

TEST(Difference, HasTheSameBytesInAnyFeatureOrder) {
    const auto row = rows_of({square(0, 0, 100)});
    const auto layer =
        rows_of({square(3.3, 4.7, 20.1), "POLYGON((15 10,60 20,40 70,15 10))", square(20.2, 11.3, 31.7)});
    const auto turned =
        rows_of({square(20.2, 11.3, 31.7), "POLYGON((15 10,60 20,40 70,15 10))", square(3.3, 4.7, 20.1)});
    EXPECT_EQ(to_wkb(difference(row, layer), 0), to_wkb(difference(row, turned), 0));
}

TEST(United, JoinsNeighboursAndKeepsIslands) {
    const auto whole = united(ascii_map("AB.C"));
    EXPECT_EQ(1U, whole.rows());
    EXPECT_EQ(2U, whole.parts(0).size());
    EXPECT_EQ(300, area(whole, 0));
    EXPECT_TRUE(united(rows_of({"EMPTY"})).null(0));
    EXPECT_TRUE(united(GeometryColumn{}).null(0));
}

TEST(FirstEqual, SeesThroughRingStartAndDirection) {
    const auto rows = rows_of({square(0, 0, 2), "EMPTY", "POLYGON((2 2,2 0,0 0,0 2,2 2))", square(0, 0, 3), "EMPTY",
                               "POLYGON((2 0,2 2,0 2,-0 0,2 0))"});
    EXPECT_EQ((std::vector<std::size_t>{0, 1, 0, 3, 4, 0}), first_equal(rows));
}

}  // namespace
}  // namespace mutu

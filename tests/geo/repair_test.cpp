// Faults of shapes: found with place and reason, mended with the area a person would expect.
#include "support/ascii_map.hpp"
#include "support/shapes.hpp"

#include "mutu/parallel.hpp"
#include "mutu/repair.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace mutu {
namespace {

TEST(Repair, ValidRowsStayBitIdentical) {
    auto rows = rows_of({"POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 4,2 4,2 2))", "EMPTY", square(0, 0, 1),
                         "POLYGON((0 0,0 5,0 9,9 9,9 0,4 0,0 0))"});
    const auto before = rows;
    EXPECT_TRUE(make_valid(rows).empty());
    for (std::size_t row = 0; row < rows.rows(); ++row) EXPECT_EQ(to_wkb(before, row), to_wkb(rows, row));
}

TEST(Repair, ABowTieBecomesItsTwoTriangles) {
    auto rows = rows_of({square(0, 0, 1), "POLYGON((0 0,2 2,2 0,0 2,0 0))"});
    const auto repairs = make_valid(rows);
    ASSERT_EQ(1U, repairs.size());
    EXPECT_EQ(1U, repairs[0].row);
    EXPECT_EQ("Self-intersection", repairs[0].reason);
    EXPECT_EQ((Xy{1, 1}), repairs[0].place);
    EXPECT_EQ(0, repairs[0].area_before);
    EXPECT_EQ(2, repairs[0].area_after);
    EXPECT_EQ(2, area(rows, 1));
    EXPECT_EQ(2U, rows.parts(1).size());
    EXPECT_EQ(2U, rows.rows());
}

TEST(Repair, OverlappingPartsAreMerged) {
    auto rows = rows_of({"MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)),((1 0,3 0,3 2,1 2,1 0)))"});
    const auto repairs = make_valid(rows);
    ASSERT_EQ(1U, repairs.size());
    EXPECT_EQ(8, repairs[0].area_before);
    EXPECT_EQ(6, repairs[0].area_after);
    EXPECT_EQ(1U, rows.parts(0).size());
}

TEST(Repair, PartsThatTouchAlongAnEdgeAreJoined) {
    auto rows = ascii_map("A.", "AA");
    EXPECT_EQ(1U, make_valid(rows).size());
    EXPECT_EQ(1U, rows.parts(0).size());
    EXPECT_EQ(300, area(rows, 0));
}

TEST(Repair, ASpikeIsCutOff) {
    auto rows = rows_of({"POLYGON((0 0,2 0,2 2,2 5,2 2,0 2,0 0))"});
    const auto repairs = make_valid(rows);
    ASSERT_EQ(1U, repairs.size());
    EXPECT_EQ(4, repairs[0].area_after);
    EXPECT_EQ(2, rows.box(0).max_y);
}

TEST(Repair, ARowWithoutAreaBecomesNull) {
    auto rows = rows_of({"POLYGON((0 0,1 1,2 2,0 0))"});
    const auto repairs = make_valid(rows);
    ASSERT_EQ(1U, repairs.size());
    EXPECT_TRUE(repairs[0].emptied);
    EXPECT_TRUE(rows.null(0));
}

TEST(Repair, ACoordinateThatIsNoNumberEmptiesTheRow) {
    GeometryColumn rows;
    for (const Xy p : {Xy{0, 0}, Xy{1, NAN}, Xy{1, 1}, Xy{0, INFINITY}}) rows.add_point(p);
    rows.end_ring();
    rows.end_part();
    rows.end_row();
    const auto repairs = make_valid(rows);
    ASSERT_EQ(1U, repairs.size());
    EXPECT_EQ("not finite", repairs[0].reason);
    EXPECT_EQ(0, repairs[0].area_before);
    EXPECT_TRUE(repairs[0].emptied);
    EXPECT_TRUE(rows.null(0));
}

TEST(Repair, AHoleOutsideItsShellIsLandOfItsOwn) {
    auto rows = rows_of({"POLYGON((0 0,2 0,2 2,0 2,0 0),(5 5,6 5,6 6,5 6,5 5))"});
    EXPECT_EQ(1U, make_valid(rows).size());
    EXPECT_EQ(5, area(rows, 0));
}

TEST(Repair, GivesTheSameBytesOnAnyNumberOfThreads) {
    GeometryColumn drawn;
    for (int i = 0; i < 3000; ++i) {
        const std::string x = std::to_string(i);
        add_wkt(drawn, i % 7 == 0 ? "POLYGON((" + x + " 0,2 2,2 0," + x + " 2," + x + " 0))" : square(i, 0, 1));
    }
    auto one = drawn, four = drawn;
    set_thread_count(1);
    const auto first = make_valid(one);
    set_thread_count(4);
    const auto second = make_valid(four);
    set_thread_count(0);
    EXPECT_EQ(first.size(), second.size());
    for (std::size_t row = 0; row < drawn.rows(); ++row) EXPECT_EQ(to_wkb(one, row), to_wkb(four, row)) << row;
}

/// A ring of so many points about the origin that does not cross itself.
std::vector<Xy> star(std::size_t points, unsigned seed) {
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> reach{50, 150};
    std::vector<Xy> ring;
    for (std::size_t i = 0; i < points; ++i) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(points);
        const double r = reach(random);
        ring.push_back({500'000 + r * std::cos(turn), 3'100'000 + r * std::sin(turn)});
    }
    return ring;
}

std::size_t mended_rows(const std::vector<Xy>& ring) {
    GeometryColumn column;
    for (const Xy p : ring) column.add_point(p);
    column.end_ring(), column.end_part(), column.end_row();
    return make_valid(column).size();
}

TEST(Repair, LongRingsAreToldApartAsShortOnesAre) {
    std::mt19937 random{7};
    for (const std::size_t points : {60U, 66U, 300U, 2000U})
        for (unsigned seed = 0; seed < 20; ++seed) {
            const std::vector<Xy> sound = star(points, seed);
            EXPECT_EQ(mended_rows(sound), 0U) << points;
            const std::size_t a = random() % points, b = (a + points / 3) % points;
            std::vector<Xy> crossed = sound, touching = sound, folded = sound;
            std::swap(crossed[a], crossed[b]);
            EXPECT_EQ(mended_rows(crossed), 1U) << points;
            touching[a] = touching[b];  // two corners in one place
            EXPECT_EQ(mended_rows(touching), 1U) << points;
            folded[(a + 1) % points] = folded[(a + points - 1) % points];  // there and back
            EXPECT_EQ(mended_rows(folded), 1U) << points;
        }
}

TEST(Repair, ALongRingThatFoldsAThousandTimesOverOnePlaceIsStillTold) {
    std::vector<Xy> comb;  // teeth up and down, all over the same x
    constexpr int teeth = 400;
    for (int i = 0; i < teeth; ++i) comb.push_back({0, 2.0 * i}), comb.push_back({1000, 2.0 * i + 1});
    comb.push_back({1001, 2.0 * teeth}), comb.push_back({1001, -1});
    EXPECT_EQ(mended_rows(comb), 0U);
    std::swap(comb[101], comb[301]);
    EXPECT_EQ(mended_rows(comb), 1U);
}

}  // namespace
}  // namespace mutu

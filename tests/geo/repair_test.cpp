// Faults of shapes: found with place and reason, mended with the area a person would expect.
#include "support/ascii_map.hpp"
#include "support/shapes.hpp"

#include "mutu/parallel.hpp"
#include "mutu/repair.hpp"

#include <gtest/gtest.h>

#include <cmath>

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

}  // namespace
}  // namespace mutu

// Unions by shared edges: rings, holes and touching corners come out as drawn, and doubtful input is left to GEOS.
#include "support/ascii_map.hpp"
#include "support/shapes.hpp"

#include "mutu/overlay.hpp"
#include "mutu/repair.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

/// What is left of a frame after the layer, and how its unions were made.
struct Left {
    GeometryColumn rest;
    OverlayCounts counts;
};

Left left_of(const GeometryColumn& frame, const GeometryColumn& layer) {
    Left out;
    out.rest = difference(frame, layer, {}, &out.counts);
    return out;
}

const std::string frame = "POLYGON((-10 -10, 70 -10, 70 70, -10 70, -10 -10))";  // 6 400 m²

TEST(Union, JoinsNeighboursByTheirSharedEdges) {
    const auto left = left_of(rows_of({frame}), ascii_map("AB", "CD"));
    EXPECT_NEAR(6400 - 400, area(left.rest, 0), 1e-6);
    EXPECT_EQ(1U, left.counts.unions);
    EXPECT_EQ(0U, left.counts.robust_unions);
}

TEST(Union, KeepsTheHoleThatARingOfCellsLeaves) {
    auto whole = united(ascii_map("ABC", "D.E", "FGH"));
    EXPECT_NEAR(800, area(whole, 0), 1e-6);
    EXPECT_EQ(1U, whole.parts(0).size());
    EXPECT_EQ(2U, whole.row_rings(0).size());
}

TEST(Union, KeepsCellsThatTouchInACornerApart) {
    auto whole = united(ascii_map("A.C", ".B.", "D.E"));
    EXPECT_NEAR(500, area(whole, 0), 1e-6);
    EXPECT_EQ(5U, whole.parts(0).size());
    EXPECT_TRUE(make_valid(whole).empty());
}

TEST(Union, CutsAHoleThatTouchesTheShellInACorner) {
    auto whole = united(ascii_map("ABC.", "D.EF", ".GHI", "JKLM"));  // the hole at D's right touches the gap below D
    EXPECT_NEAR(1300, area(whole, 0), 1e-6);
    EXPECT_TRUE(make_valid(whole).empty());
}

TEST(Union, LeavesOverlapsAndDuplicatesToGeos) {
    for (const auto& layer :
         {rows_of({square(0, 0, 20), square(10, 10, 20)}), rows_of({square(0, 0, 20), square(0, 0, 20)}),
          rows_of({square(0, 0, 30), square(10, 10, 10)})}) {
        const auto left = left_of(rows_of({frame}), layer);
        EXPECT_EQ(0U, left.counts.unions);
        EXPECT_EQ(1U, left.counts.robust_unions);
        EXPECT_NEAR(6400 - area(united(layer), 0), area(left.rest, 0), 1e-6);
    }
}

TEST(Union, LeavesACornerOnANeighboursEdgeToGeos) {
    // The left cell has no corner where the two right ones meet.
    const auto left = left_of(rows_of({frame}), rows_of({square(0, 0, 20), square(20, 0, 10), square(20, 10, 10)}));
    EXPECT_EQ(1U, left.counts.robust_unions);
    EXPECT_NEAR(6400 - 600, area(left.rest, 0), 1e-6);
}

}  // namespace
}  // namespace mutu

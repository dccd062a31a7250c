// The geometry column: what goes in comes out, and plain measures of a row.
#include "support/ascii_map.hpp"
#include "support/shapes.hpp"

#include "mutu/error.hpp"
#include "mutu/geometry.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <span>

namespace mutu {
namespace {

const std::string with_hole = "POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 4,2 4,2 2))";

TEST(Geometry, AreaIsShellsMinusHolesWhateverTheirDirection) {
    const auto rows = rows_of({with_hole, "POLYGON((0 0,0 10,10 10,10 0,0 0),(2 2,4 2,4 4,2 4,2 2))"});
    EXPECT_EQ(96, area(rows, 0));
    EXPECT_EQ(96, area(rows, 1));
}

TEST(Geometry, SignedAreaIsPositiveCounterClockwise) {
    const auto rows = rows_of({"POLYGON((0 0,1 0,1 1,0 1,0 0))", "POLYGON((0 0,0 1,1 1,1 0,0 0))"});
    EXPECT_EQ(1, signed_area(rows.ring(0)));
    EXPECT_EQ(-1, signed_area(rows.ring(1)));
}

TEST(Geometry, EightDigitCoordinatesKeepTheAreaOfASmallSquare) {
    const auto rows = rows_of({square(37549627.0, 2987728.0, 0.5)});
    EXPECT_EQ(0.25, area(rows, 0));
}

TEST(Geometry, AnOpenRingIsClosed) {
    const auto rows = rows_of({"POLYGON((0 0,1 0,1 1))"});
    EXPECT_EQ(4U, rows.ring(0).size());
    EXPECT_EQ(rows.ring(0).front(), rows.ring(0).back());
}

TEST(Geometry, ARingOfTwoPointsIsDropped) {
    GeometryColumn rows;
    for (const Xy p : {Xy{0, 0}, Xy{1, 0}, Xy{0, 0}, Xy{1, 0}}) rows.add_point(p);
    EXPECT_FALSE(rows.end_ring());
    rows.end_part();
    rows.end_row();
    EXPECT_TRUE(rows.null(0));
    EXPECT_TRUE(rows.points().empty());
}

TEST(Geometry, AHoleInACollapsedShellBoundsNothing) {
    EXPECT_TRUE(rows_of({"POLYGON((0 0,1 1,0 0),(2 2,4 2,4 4,2 2))"}).null(0));
}

TEST(Geometry, NullRowsKeepTheirPlace) {
    const auto rows = rows_of({"EMPTY", with_hole, "MULTIPOLYGON EMPTY"});
    EXPECT_EQ(3U, rows.rows());
    EXPECT_TRUE(rows.null(0));
    EXPECT_FALSE(rows.null(1));
    EXPECT_TRUE(rows.null(2));
    EXPECT_EQ(0, area(rows, 0));
    EXPECT_TRUE(rows.box(0).empty());
}

TEST(Geometry, ARowIsCopiedWithItsHoles) {
    auto rows = rows_of({"EMPTY", with_hole});
    rows.add_row(rows, 1);
    EXPECT_EQ(96, area(rows, 2));
    EXPECT_EQ(to_wkb(rows, 1), to_wkb(rows, 2));
}

TEST(Geometry, BoxesThatTouchMeet) {
    const auto rows = ascii_map("AAB.C");
    EXPECT_TRUE(rows.box(0).meets(rows.box(1)));
    EXPECT_FALSE(rows.box(0).meets(rows.box(2)));
    EXPECT_FALSE(Box{}.meets(Box{}));
    EXPECT_EQ(200, area(rows, 0));
}

TEST(Geometry, TheInnerPointLiesInTheLargestPartAndNotInItsHole) {
    const auto rows =
        rows_of({"MULTIPOLYGON(((100 0,101 0,101 1,100 0)),((0 0,10 0,10 10,0 10,0 0),(1 1,8 1,8 9,1 9,1 1)))"});
    const Xy p = inner_point(rows, 0);
    EXPECT_TRUE(p.x > 8 && p.x < 10) << p.x;
    EXPECT_TRUE(p.y > 0 && p.y < 10) << p.y;
}

TEST(Geometry, TheInnerPointOfAHorseshoeIsInside) {
    const auto rows = rows_of({"POLYGON((0 0,9 0,9 9,8 9,8 1,1 1,1 9,0 9,0 0))"});
    const Xy p = inner_point(rows, 0);
    EXPECT_TRUE((p.x > 0 && p.x < 1) || (p.x > 8 && p.x < 9)) << p.x;
}

std::vector<std::byte> bytes_of(const std::string& text) {
    const auto view = std::as_bytes(std::span{text});
    return {view.begin(), view.end()};
}

std::string hex(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        out += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
    return out;
}

WkbKind read(GeometryColumn& rows, const std::string& wkb) { return add_wkb(rows, bytes_of(wkb)); }

TEST(Wkb, ReadsBackWhatWasWritten) {
    const auto rows = rows_of({"MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,9 5,9 9,5 5),(6 5.5,8 5.5,8 7,6 5.5)))"});
    GeometryColumn back;
    EXPECT_EQ(WkbKind::polygon, read(back, to_wkb(rows, 0)));
    EXPECT_EQ(to_wkb(rows, 0), to_wkb(back, 0));
    EXPECT_EQ(WkbKind::null, read(back, to_wkb(rows_of({"EMPTY"}), 0)));
}

// Triangle (0 0, 1 0, 0 1), written out by hand in each dialect.
const std::string zero = "0000000000000000", one_big = "3FF0000000000000", one_little = "000000000000F03F";

TEST(Wkb, ReadsBigEndianBytes) {
    GeometryColumn rows;
    const std::string ring = zero + zero + one_big + zero + zero + one_big + zero + zero;
    EXPECT_EQ(WkbKind::polygon, read(rows, hex("00"
                                               "00000003"
                                               "00000001"
                                               "00000004" +
                                               ring)));
    EXPECT_EQ(0.5, area(rows, 0));
}

TEST(Wkb, DropsHeightsAndMeasuresInBothDialects) {
    const std::string point_z[] = {zero + zero + one_little, one_little + zero + one_little, zero + one_little + zero};
    const std::string ring_z = point_z[0] + point_z[1] + point_z[2] + point_z[0];
    std::string ring_zm;
    for (const int i : {0, 1, 2, 0}) ring_zm += point_z[i] + one_little;
    const std::string counts = "0100000004000000";
    for (const std::string type : {"EB030000", "D3070000", "03000080", "03000040"}) {
        GeometryColumn rows;
        EXPECT_EQ(WkbKind::polygon, read(rows, hex("01" + type + counts + ring_z))) << type;
        EXPECT_EQ(0.5, area(rows, 0));
    }
    for (const std::string type : {"BB0B0000", "030000C0",
                                   "030000E0"
                                   "8A110000"}) {
        GeometryColumn rows;
        EXPECT_EQ(WkbKind::polygon, read(rows, hex("01" + type + counts + ring_zm))) << type;
        EXPECT_EQ(0.5, area(rows, 0));
    }
}

TEST(Wkb, OtherTypesBecomeNullRows) {
    GeometryColumn rows;
    EXPECT_EQ(WkbKind::other_type, read(rows, hex("01"
                                                  "01000000" +
                                                  zero + zero)));
    EXPECT_EQ(WkbKind::other_type, read(rows, hex("01"
                                                  "0A000000"
                                                  "00000000")));
    EXPECT_EQ(2U, rows.rows());
    EXPECT_TRUE(rows.null(1));
}

TEST(Wkb, ACountThatPromisesMoreThanThereIsIsBroken) {
    GeometryColumn rows;
    EXPECT_EQ(WkbKind::broken, read(rows, hex("01"
                                              "03000000"
                                              "01000000"
                                              "FFFFFFFF")));
    EXPECT_EQ(WkbKind::broken, read(rows, hex("01"
                                              "06000000"
                                              "FFFFFFFF")));
    EXPECT_EQ(WkbKind::broken, read(rows, hex("02"
                                              "03000000"
                                              "00000000")));
    EXPECT_EQ(WkbKind::broken, read(rows, ""));
    EXPECT_TRUE(rows.points().empty());
}

TEST(Wkb, EveryTruncationAndEveryFlippedByteIsSurvived) {
    const std::string whole = to_wkb(rows_of({with_hole}), 0);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        GeometryColumn rows;
        EXPECT_EQ(WkbKind::broken, read(rows, whole.substr(0, length))) << length;
        EXPECT_TRUE(rows.points().empty());
    }
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int flip : {0x01, 0x80, 0xFF}) {
            std::string bad = whole;
            bad[at] = static_cast<char>(bad[at] ^ flip);
            GeometryColumn rows;
            read(rows, bad);
            EXPECT_EQ(1U, rows.rows());
        }
}

TEST(Wkt, SaysWhereItStumbles) {
    for (const std::string bad :
         {"POINT(1 2)", "POLYGON((0 0,1 0,x 1))", "POLYGON((0 0,1 0,1 1)", "POLYGON((0 0,1 0,1 1)) x"}) {
        GeometryColumn rows;
        EXPECT_THROW(add_wkt(rows, bad), Error) << bad;
        EXPECT_EQ(0U, rows.rows());
    }
}

}  // namespace
}  // namespace mutu

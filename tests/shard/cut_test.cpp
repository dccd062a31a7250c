// The cut: neighbours and blocks of one park stay together, everything lies somewhere, the ground lies wherever it is
// met.
#include "mutu/shard.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace mutu {
namespace {

struct Land {
    Holdings holdings;
    std::vector<std::vector<Box>> boxes = std::vector<std::vector<Box>>(role_count);

    std::size_t add(Role role, double x, double y, double size = 0.004) {
        Table& table = holdings[role];
        const std::size_t row = table.add_row({0, static_cast<std::int64_t>(table.rows() + 1)});
        GeometryColumn shapes;
        for (std::size_t i = 0; i < row; ++i) shapes.add_row(table.shapes(), i);
        for (const Xy p : {Xy{x, y}, Xy{x + size, y}, Xy{x + size, y + size}}) shapes.add_point(p);
        shapes.end_ring(), shapes.end_part(), shapes.end_row();
        table.shapes() = std::move(shapes);
        boxes[static_cast<std::size_t>(role)].push_back({x, y, x + size, y + size});
        return row;
    }
    std::size_t add_undrawn(Role role) {
        boxes[static_cast<std::size_t>(role)].emplace_back();
        return holdings[role].add_row({0, static_cast<std::int64_t>(holdings[role].rows() + 1)});
    }
    void set(Role role, std::string_view field, std::size_t row, const std::string& value) {
        holdings[role].writable<std::string>(field)[row] = value;
    }
};

std::vector<std::size_t> pieces_with(const std::vector<ShardPiece>& pieces, Role role, std::size_t row) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& rows = pieces[i].rows[static_cast<std::size_t>(role)];
        EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));
        if (std::binary_search(rows.begin(), rows.end(), row)) found.push_back(i);
    }
    return found;
}

TEST(Cut, NeighboursStayTogetherAndEveryDrawnRowLiesInOnePiece) {
    Land land;
    for (int park = 0; park < 6; ++park) {
        const double x = 112 + 0.1 * park;
        land.add(Role::park, x, 28, 0.05);
        for (int i = 0; i < 5; ++i) land.add(Role::parcel, x + 0.008 * i, 28.01);
        land.add(Role::building, x + 0.05, 28.02, 0.001);  // touches the park's edge from outside
    }
    for (const std::size_t count : {1U, 2U, 3U, 6U, 8U}) {
        const auto pieces = cut(land.holdings, land.boxes, count);
        ASSERT_EQ(pieces.size(), count);
        for (std::size_t park = 0; park < 6; ++park) {
            const auto home = pieces_with(pieces, Role::park, park);
            ASSERT_EQ(home.size(), 1U);
            for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(pieces_with(pieces, Role::parcel, park * 5 + i), home);
            EXPECT_EQ(pieces_with(pieces, Role::building, park), home);
        }
        const auto empty =
            std::count_if(pieces.begin(), pieces.end(), [](const ShardPiece& piece) { return piece.points == 0; });
        EXPECT_EQ(empty, count > 6 ? static_cast<std::ptrdiff_t>(count - 6) : 0);
    }
}

TEST(Cut, BlocksOfOneParkStayTogether) {
    Land land;
    const std::size_t a = land.add(Role::park, 112, 28), b = land.add(Role::park, 113, 28),
                      c = land.add(Role::park, 114, 28);
    land.set(Role::park, "park_id", a, "P1"), land.set(Role::park, "park_id", b, "P2");
    land.set(Role::park, "park_id", c, "P1");
    const auto pieces = cut(land.holdings, land.boxes, 3);
    EXPECT_EQ(pieces_with(pieces, Role::park, a), pieces_with(pieces, Role::park, c));
    EXPECT_NE(pieces_with(pieces, Role::park, a), pieces_with(pieces, Role::park, b));
}

TEST(Cut, TheGroundLiesWhereverItIsMetAndUndrawnSuppliesWithTheParcelsTheyName) {
    Land land;
    for (int i = 0; i < 3; ++i) {
        land.add(Role::parcel, 112 + i, 28);
        land.set(Role::parcel, "parcel_id", static_cast<std::size_t>(i), "D" + std::to_string(i));
    }
    const std::size_t near = land.add(Role::constraint, 113.001, 28.001), far = land.add(Role::constraint, 120, 40),
                      wide = land.add(Role::constraint, 111, 27, 4);
    const std::size_t named = land.add_undrawn(Role::supply), nobody = land.add_undrawn(Role::supply);
    land.set(Role::supply, "parcel_id", named, "D2");
    const auto pieces = cut(land.holdings, land.boxes, 3);
    EXPECT_EQ(pieces_with(pieces, Role::constraint, near), pieces_with(pieces, Role::parcel, 1));
    EXPECT_TRUE(pieces_with(pieces, Role::constraint, far).empty());
    EXPECT_EQ(pieces_with(pieces, Role::constraint, wide).size(), 3U);
    EXPECT_EQ(pieces_with(pieces, Role::supply, named), pieces_with(pieces, Role::parcel, 2));
    EXPECT_TRUE(pieces_with(pieces, Role::supply, nobody).empty());
}

TEST(Cut, WeightsComeOutAlike) {
    Land land;
    for (int i = 0; i < 40; ++i) land.add(Role::parcel, 110 + 0.1 * i, 28, 0.001 * (1 + i % 5));
    const auto pieces = cut(land.holdings, land.boxes, 4);
    for (const ShardPiece& piece : pieces) EXPECT_EQ(piece.points, 40U);
}

}  // namespace
}  // namespace mutu

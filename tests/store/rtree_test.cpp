// The spatial index that is written whole answers as a scan does, and lives on when rows come and go.
#include "support.hpp"

namespace mutu {
namespace {

/// `count` squares of 10 m in a spiral of no order, after the example's two parcels.
Example crowd(std::size_t count) {
    Example made = example();
    Table& parcels = parcels_of(made);
    auto& shapes = parcels.shapes();
    for (std::size_t i = 0; i < count; ++i) {
        parcels.add_rows(std::vector<Origin>{{0, static_cast<std::int64_t>(i) + 3}});
        const double x = 500'000 + static_cast<double>(i * 7919 % 1009) * 11,
                     y = 3'000'000.123 + static_cast<double>(i * 104'729 % 997) * 13;
        for (const Xy p : {Xy{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}}) shapes.add_point(p);
        shapes.end_ring(), shapes.end_part(), shapes.end_row();
        parcels.writable<std::string>("parcel_id").back() = "N" + std::to_string(i);
    }
    return made;
}

TEST(PackedRtree, AnswersAsAScanDoes) {
    for (const std::size_t count : {49U, 50U, 51U, 3000U}) {  // with the example's one: below, at and above one node
        const TempFolder folder;
        const std::string path = folder / "book.gpkg";
        save(path, crowd(count));
        const Outside book{path};
        EXPECT_EQ(book.ask("SELECT rtreecheck('rtree_parcel_geom')"), "ok") << count;
        EXPECT_EQ(book.ask("SELECT count(*) FROM rtree_parcel_geom"), std::to_string(count + 1));
        // The i-th square is named by its row: those that reach into a window, found by index and by arithmetic.
        std::string expected;
        for (std::size_t i = 0; i < count; ++i) {
            const double x = static_cast<double>(i * 7919 % 1009) * 11,
                         y = 0.123 + static_cast<double>(i * 104'729 % 997) * 13;
            if (x < 3000 && x + 10 > 1000 && y < 5000 && y + 10 > 2000)
                expected += (expected.empty() ? "" : "|") + std::to_string(i + 3);
        }
        EXPECT_EQ(book.ask("SELECT id FROM rtree_parcel_geom WHERE minx < 503000 AND maxx > 501000 AND miny < 3005000 "
                           "AND maxy > 3002000 ORDER BY id"),
                  expected)
            << count;
    }
}

TEST(PackedRtree, NeverShrinksABox) {
    const TempFolder folder;
    const std::string path = folder / "book.gpkg";
    save(path, crowd(3000));
    // 3 000 000.123 has no 32-bit float of its own: the index keeps a bound at or below it.
    EXPECT_EQ(Outside{path}.ask("SELECT count(*) FROM rtree_parcel_geom WHERE id > 2 AND miny > 3000000.123 AND miny < "
                                "3000013"),
              "0");
}

TEST(PackedRtree, LivesOnWhenRowsComeAndGo) {
    const TempFolder folder;
    const std::string path = folder / "book.gpkg";
    save(path, crowd(3000));
    const Outside book{path};
    book.exec("DELETE FROM rtree_parcel_geom WHERE id % 3 = 0");
    book.exec("INSERT INTO rtree_parcel_geom SELECT id + 100000, minx, maxx, miny, maxy FROM rtree_parcel_geom");
    EXPECT_EQ(book.ask("SELECT rtreecheck('rtree_parcel_geom')"), "ok");
    EXPECT_EQ(book.ask("SELECT count(*) FROM rtree_parcel_geom"), "4002");  // 3001 − 1000, twice
}

}  // namespace
}  // namespace mutu

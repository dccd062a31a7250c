// A stranger's SQL: everything may be asked, nothing may be changed.
#include "support.hpp"

namespace mutu {
namespace {

class Stranger : public testing::Test {
protected:
    Stranger() { save(path_, example()); }
    Rows ask(const std::string& sql) const { return Book::stranger(path_, sql); }
    std::string one(const std::string& sql) const { return ask(sql).rows.at(0).at(0).value_or("NULL"); }
    std::string denied(const std::string& sql) const {
        return refusal([&] { ask(sql); }, Kind::usage);
    }

    TempFolder folder_;
    std::string path_ = folder_ / "a book #1?.gpkg";
};

TEST_F(Stranger, MeasuresShapesWithSpatiaLite) {
    EXPECT_EQ(one("SELECT ST_Area(geom) FROM parcel_result WHERE parcel_id = 'A'"), "10000");
    EXPECT_EQ(one("SELECT ST_Area(geom) FROM parcel_result WHERE parcel_id = 'B'"), "NULL");
    EXPECT_EQ(one("SELECT count(*) FROM parcel_result p, diagnostic d WHERE ST_Contains(p.geom, d.geom) = 1"), "1");
}

TEST_F(Stranger, TransformsIntoDegrees) {
    // EPSG:4525 has its meridian at 111°E with false easting 37 500 000; the corner lies far west of it, but finite.
    EXPECT_EQ(one("SELECT ST_X(ST_Transform(SetSRID(MakePoint(37500000, 3000000), 4525), 4490)) = 111"), "1");
}

TEST_F(Stranger, UsesTheSpatialIndex) {
    EXPECT_EQ(one("SELECT count(*) FROM rtree_parcel_result_geom WHERE minx < 500050"), "1");
}

TEST_F(Stranger, TellsColumnsAndTypes) {
    const Rows rows = ask("SELECT parcel_id, area_m2, idle_days, action FROM parcel_result ORDER BY parcel_id DESC");
    EXPECT_EQ(rows.columns, (std::vector<std::string>{"parcel_id", "area_m2", "idle_days", "action"}));
    using enum Rows::Type;
    EXPECT_EQ(rows.types, (std::vector<Rows::Type>{text, real, integer, text}));
}

TEST_F(Stranger, ChangesNothing) {
    const std::string before = bytes_of(path_);
    const std::string elsewhere = folder_ / "other.db";
    for (const std::string& sql :
         {std::string{"INSERT INTO run (run_id) VALUES ('x')"}, std::string{"UPDATE parcel SET park_id = 'x'"},
          std::string{"DELETE FROM parcel"}, std::string{"DROP TABLE parcel"}, std::string{"CREATE TABLE x (a)"},
          std::string{"CREATE TEMP TABLE x (a)"}, "ATTACH '" + elsewhere + "' AS other",
          "VACUUM INTO '" + elsewhere + "'", std::string{"DETACH book"}, std::string{"PRAGMA writable_schema = 1"},
          std::string{"PRAGMA user_version = 3"}, std::string{"PRAGMA journal_mode = WAL"}, std::string{"BEGIN"},
          std::string{"SELECT load_extension('x')"},
          std::string{"SELECT BlobToFile(geom, '" + elsewhere + "') FROM parcel_result"},
          std::string{"SELECT ExportSHP('parcel', 'geom', '" + elsewhere + "', 'UTF-8')"},
          std::string{"SELECT eval('DELETE FROM parcel')"}, std::string{"SELECT 1; DELETE FROM parcel"}})
        EXPECT_NE(denied(sql), "") << sql;
    EXPECT_TRUE(bytes_of(path_) == before);
    EXPECT_EQ(folder_.files(), 1U);
}

TEST_F(Stranger, HearsTheWordsOfSqlite) {
    EXPECT_NE(denied("SELECT * FROM nowhere").find("no such table: nowhere"), std::string::npos);
    EXPECT_NE(denied(""), "");
    EXPECT_NE(denied("SELECT 1; SELECT 2"), "");
    EXPECT_EQ(one("SELECT 1; -- that was all\n"), "1");
    EXPECT_EQ(one("PRAGMA user_version"), "0");
}

TEST_F(Stranger, SeesTheNameOfARoleThatIsAWordOfSql) { EXPECT_EQ(one("SELECT count(*) FROM \"constraint\""), "0"); }

TEST(Book, RefusesWhatIsNoBook) {
    const TempFolder folder;
    const std::string text = folder / "notes.txt", foreign = folder / "foreign.gpkg";
    std::ofstream{text} << "not a database, but long enough to look at";
    Outside{foreign}.exec("CREATE TABLE x (a)");
    EXPECT_NE(refusal([&] { Book{text}; }).find("不是亩图成果库"), std::string::npos);
    EXPECT_NE(refusal([&] { Book{foreign}; }).find("不是亩图成果库"), std::string::npos);
    EXPECT_NE(refusal([&] { Book{folder / "missing.gpkg"}; }).find("没有这个成果库"), std::string::npos);
    EXPECT_NE(refusal([&] { Book::stranger(text, "SELECT 1"); }), "");
}

TEST(Versions, AreKnown) {
    EXPECT_EQ(sqlite_version().substr(0, 2), "3.");
    EXPECT_NE(spatialite_version(), "");
}

}  // namespace
}  // namespace mutu

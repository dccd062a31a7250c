// `mutu export BOOK LAYER out.mbtiles`, read back by GDAL's own reader.
#include "app/published.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <set>

namespace mutu::test {
namespace {

Answer tiles(const std::string& book, const std::string& layer, const std::string& out,
             std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"export", book, layer, out});
    return run(more);
}

TEST(TilesFile, GdalReadsEveryParcelWithItsFields) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "out.mbtiles";
    const Answer answer = tiles(book, "parcel_result", out);
    ASSERT_EQ(answer.code, 0) << answer.err;
    GDALAllRegister();
    const GDALDatasetUniquePtr file{GDALDataset::Open(out.c_str(), GDAL_OF_VECTOR)};
    ASSERT_TRUE(file);
    OGRLayer* layer = file->GetLayerByName("parcel_result");
    ASSERT_NE(layer, nullptr);
    std::set<std::string> ids;
    double area = 0;
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()})
        if (ids.insert(feature->GetFieldAsString("parcel_id")).second) area += feature->GetFieldAsDouble("area_m2");
    EXPECT_EQ(static_cast<double>(ids.size()), number(book, "SELECT count(*) FROM parcel_result"));
    EXPECT_NEAR(area, number(book, "SELECT sum(area_m2) FROM parcel_result"), 0.01);
    // Where the land lies: the extent of the deepest tiles is that of the book, to a unit of a tile.
    EXPECT_EQ(ask(out, "SELECT value AS v FROM metadata WHERE name = 'maxzoom'").at(0).at("v"), "16");
    EXPECT_GT(number(out, "SELECT count(*) FROM tiles WHERE zoom_level = 16"), 20);
    EXPECT_EQ(number(out, "SELECT count(*) FROM tiles WHERE substr(tile_data, 1, 2) <> x'1f8b'"), 0);
}

TEST(TilesFile, IsTheSameBytesAgainAndHoldsOnlyWhatWasAskedFor) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    ASSERT_EQ(tiles(book, "park_result", folder / "a.mbtiles").code, 0);
    ASSERT_EQ(tiles(book, "park_result", folder / "b.mbtiles").code, 0);
    EXPECT_EQ(read_file(folder / "a.mbtiles"), read_file(folder / "b.mbtiles"));
    ASSERT_EQ(tiles(book, "parcel_result", folder / "c.mbtiles", {"--park", "P001", "--fields", "parcel_id"}).code, 0);
    const auto json = ask(folder / "c.mbtiles", "SELECT value AS v FROM metadata WHERE name = 'json'").at(0).at("v");
    EXPECT_TRUE(says(json.value(), R"("fields":{"parcel_id":"String"})")) << json.value();
}

TEST(TilesFile, WhatCannotBeDoneIsRefused) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "a.mbtiles";
    EXPECT_EQ(tiles(book, "verdict", out).code, 2);
    EXPECT_EQ(tiles(book, "parcel_result", out, {"--crs", "EPSG:4525"}).code, 2);
    EXPECT_EQ(tiles(book, "parcel_result", out, {"--fields", "no_such"}).code, 2);
    EXPECT_EQ(tiles(book, "parcel_result", out, {"--where", "1 = 0"}).code, 2);
    EXPECT_NE(tiles(book, "parcel_result", out, {"--where", "no such thing"}).code, 0);
    EXPECT_FALSE(fs::exists(out));
    write(out, "mine");
    EXPECT_EQ(tiles(book, "parcel_result", out).code, 2);
    EXPECT_EQ(read_file(out), "mine");
}

}  // namespace
}  // namespace mutu::test

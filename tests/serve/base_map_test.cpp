// Pictures of the ground under the map: where each pixel lies, what the list says, what is refused.
#include "client.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <memory>

namespace mutu::test {
namespace {

/// The demo's land in its own plane: left, bottom, right, top.
std::array<double, 4> ground() {
    const Record box =
        ask(served().book(), "SELECT min(minx) AS a, min(miny) AS b, max(maxx) AS c, max(maxy) AS d FROM "
                             "rtree_parcel_result_geom")
            .at(0);
    return {std::stod(*box.at("a")), std::stod(*box.at("b")), std::stod(*box.at("c")), std::stod(*box.at("d"))};
}

int code_of_book() {
    return static_cast<int>(number(served().book(), "SELECT srs_id FROM gpkg_geometry_columns LIMIT 1"));
}

/// A picture over the demo, red in the west and blue in the east, of 512 by 512 pixels.
std::string picture(const TempFolder& folder, int bands = 3, GDALDataType type = GDT_Byte) {
    GDALAllRegister();
    const std::string path = folder / ("p" + std::to_string(bands) + ".tif");
    constexpr int side = 512;
    const auto [left, bottom, right, top] = ground();
    {
        const GDALDatasetUniquePtr file{
            GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), side, side, bands, type, nullptr)};
        double place[] = {left, (right - left) / side, 0, top, 0, -(top - bottom) / side};
        file->SetGeoTransform(place);
        OGRSpatialReference crs;
        crs.importFromEPSG(code_of_book());
        file->SetSpatialRef(&crs);
        file->SetMetadataItem("TIFFTAG_DATETIME", "2025:06:12 10:00:00");
        std::vector<unsigned char> red(side * side), blue(side * side), none(side * side, 0);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) (x < side / 2 ? red : blue)[static_cast<std::size_t>(y * side + x)] = 255;
        for (int i = 1; i <= bands; ++i) {
            auto& cells = i == 1 ? red : i == 3 ? blue : none;
            EXPECT_EQ(file->GetRasterBand(i)->RasterIO(GF_Write, 0, 0, side, side, cells.data(), side, side, GDT_Byte,
                                                       0, 0, nullptr),
                      CE_None);
        }
    }
    return path;
}

struct Place {
    int z = 0;
    std::uint32_t x = 0, y = 0;
    int column = 0, line = 0;  // in the tile
};

/// Which pixel of which tile a place of the book's plane falls on, as the web's tiles are defined.
Place place_of(double x, double y, int z) {
    OGRSpatialReference own, degrees;
    own.importFromEPSG(code_of_book()), degrees.importFromEPSG(4490);
    own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER), degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> way{OGRCreateCoordinateTransformation(&own, &degrees)};
    EXPECT_TRUE(way->Transform(1, &x, &y));
    const double all = 256.0 * (1 << z), east = (x + 180) / 360 * all;
    const double south = (1 - std::asinh(std::tan(y * M_PI / 180)) / M_PI) / 2 * all;
    const auto px = static_cast<std::uint32_t>(east), py = static_cast<std::uint32_t>(south);
    return {z, px / 256, py / 256, static_cast<int>(px % 256), static_cast<int>(py % 256)};
}

std::string path_of(const Place& at, int map = 0) {
    return "/base/" + std::to_string(map) + "/" + std::to_string(at.z) + "/" + std::to_string(at.x) + "/" +
           std::to_string(at.y);
}

/// Red, green, blue and cover of one pixel of a PNG.
std::array<int, 4> pixel(std::string png, int column, int line) {
    GDALAllRegister();
    VSIFCloseL(VSIFileFromMemBuffer("/vsimem/t.png", reinterpret_cast<GByte*>(png.data()), png.size(), FALSE));
    std::array<int, 4> out{-1, -1, -1, -1};
    const GDALDatasetUniquePtr file{GDALDataset::Open("/vsimem/t.png", GDAL_OF_RASTER)};
    if (!file || file->GetRasterCount() != 4) return out;
    for (int i = 0; i < 4; ++i) {
        unsigned char value = 0;
        EXPECT_EQ(
            file->GetRasterBand(i + 1)->RasterIO(GF_Read, column, line, 1, 1, &value, 1, 1, GDT_Byte, 0, 0, nullptr),
            CE_None);
        out[static_cast<std::size_t>(i)] = value;
    }
    return out;
}

Value only(const Served& server) { return server.get("/api/base-maps").json().find("base_maps")->list("all").at(0); }

TEST(BaseMap, AGeoTiffLiesWhereItsPixelsSayAndTellsItsDate) {
    const TempFolder folder;
    const Served server{served().book(), {"--base-map", picture(folder)}};
    const Value one = only(server);
    EXPECT_EQ(one.find("date")->text("date"), "2025-06-12");
    EXPECT_EQ(one.find("secrecy")->text("mark"), "internal");
    EXPECT_EQ(one.find("title")->text("title"), "p3");
    const auto [left, bottom, right, top] = ground();
    const double middle = (bottom + top) / 2, width = right - left;
    const int z = static_cast<int>(one.find("maxzoom")->real("z"));
    for (const double share : {0.1, 0.3, 0.49, 0.51, 0.7, 0.9}) {
        const Place at = place_of(left + width * share, middle, z);
        const Heard heard = server.get(path_of(at));
        ASSERT_EQ(heard.status, 200) << share << heard.body;
        EXPECT_EQ(heard.header("Content-Type"), "image/png");
        EXPECT_EQ(heard.header("Mutu-Secrecy"), "internal");
        const auto seen = pixel(heard.body, at.column, at.line);
        EXPECT_EQ(seen, (share < 0.5 ? std::array{255, 0, 0, 255} : std::array{0, 0, 255, 255})) << share;
    }
    // Beside it there is nothing; the same tile again is not sent again.
    EXPECT_EQ(server.get(path_of(place_of(left - 20 * width, middle, z))).status, 204);
    const std::string path = path_of(place_of(left + width / 2, middle, z));
    const std::string etag = server.get(path).header("ETag");
    EXPECT_EQ(server.get(path, "If-None-Match: " + etag + "\r\n").status, 304);
    for (const char* wrong : {"/base/1/3/0/0", "/base/0/3/9/0", "/base/0/x/0/0", "/base/", "/base/0/3/0"})
        EXPECT_EQ(server.get(wrong).status, 404) << wrong;
    EXPECT_EQ(server.get("/base/0/0/0/0").status, 204) << "too far out for a file without overviews";
}

TEST(BaseMap, MbtilesAreHandedOutAsTheyAreAndTellTheirDate) {
    const TempFolder folder;
    const std::string path = folder / "ground.mbtiles";
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    // Row 3 from the south is row 4 from the north at zoom 3.
    ASSERT_EQ(
        sqlite3_exec(db,
                     "CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level INTEGER, "
                     "tile_column INTEGER, tile_row INTEGER, tile_data BLOB); INSERT INTO metadata VALUES "
                     "('name', '航片'), ('format', 'jpg'), ('minzoom', '3'), ('maxzoom', '5'), ('date', "
                     "'2024-11-02'), ('bounds', '109,24,114,30'); INSERT INTO tiles VALUES (3, 6, 3, x'FFD8FF01')",
                     nullptr, nullptr, nullptr),
        SQLITE_OK);
    sqlite3_close(db);
    const Served server{served().book(), {"--base-map", path + ",title=二〇二四年航片"}};
    const Value one = only(server);
    EXPECT_EQ(one.find("date")->text("date"), "2024-11-02");
    EXPECT_EQ(one.find("title")->text("title"), "二〇二四年航片");
    const Heard tile = server.get("/base/0/3/6/4");
    EXPECT_EQ(tile.body, "\xFF\xD8\xFF\x01");
    EXPECT_EQ(tile.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(server.get("/base/0/3/6/3").status, 204);
    EXPECT_EQ(server.get("/base/0/2/1/1").status, 204);
}

TEST(BaseMap, AServiceOfTheOwnNetworkIsOffUnlessAskedForAndNamedInThePolicy) {
    EXPECT_TRUE(served().get("/api/base-maps").json().find("base_maps")->list("all").empty());
    const std::string before = served().get("/").header("Content-Security-Policy");
    EXPECT_NE(before.find("img-src 'self' data: blob:;"), std::string::npos);
    const std::string address = "http://10.0.0.5:8080/wmts/{z}/{y}/{x}.png?layers=a,b";
    const Served server{served().book(), {"--base-map", address + ",title=天地图,date=2025-01-01,crs=EPSG:4490"}};
    const Value one = only(server);
    EXPECT_EQ(one.find("url")->text("url"), address);
    EXPECT_EQ(one.find("crs")->text("crs"), "EPSG:4490");
    EXPECT_TRUE(one.find("foreign")->boolean("foreign"));
    const std::string policy = server.get("/").header("Content-Security-Policy");
    EXPECT_NE(policy.find("img-src 'self' data: blob: http://10.0.0.5:8080;"), std::string::npos) << policy;
    EXPECT_EQ(server.get("/base/0/3/1/1").status, 404);
}

TEST(BaseMap, ItsMarkIsCarriedAndASecretOneStaysHere) {
    const TempFolder folder;
    const std::string option = picture(folder) + ",secrecy=secret";
    const Served here{served().book(), {"--base-map", option}};
    EXPECT_EQ(here.get("/api/book").json().find("secrecy")->text("mark"), "secret");
    EXPECT_EQ(here.get("/api/parks").header("Mutu-Secrecy"), "secret");
    EXPECT_EQ(served().get("/api/book").json().find("secrecy")->text("mark"), "internal");
    const Answer refused = run({"serve", served().book(), "--port", "0", "--behind-tls", "--base-map", option});
    EXPECT_EQ(refused.code, 4) << refused.err;
}

TEST(BaseMap, WhatIsNoBaseMapIsRefusedWithAWord) {
    const TempFolder folder;
    const auto started = [&](const std::string& option) {
        return run({"serve", served().book(), "--port", "0", "--base-map", option});
    };
    EXPECT_EQ(started(folder / "none.tif").code, 3);
    EXPECT_EQ(started(write(folder / "text.tif", "no picture")).code, 3);
    EXPECT_TRUE(says(started(picture(folder, 3, GDT_UInt16)).err, "8 位"));
    EXPECT_TRUE(says(started(picture(folder, 5)).err, "波段"));
    EXPECT_TRUE(says(started(write(folder / "x.mbtiles", "no tiles")).err, "MBTiles"));
    const std::string tiles = folder / "v.mbtiles";
    ASSERT_EQ(run({"export", served().book(), "park_result", tiles}).code, 0);
    EXPECT_TRUE(says(started(tiles).err, "pbf"));
    for (const char* option : {"http://10.0.0.5/{z}/{x}.png", "ftp://10.0.0.5/{z}/{x}/{y}.png",
                               "http://a b;c/{z}/{x}/{y}.png", "http://h/{z}/{x}/{y},crs=EPSG:4547"})
        EXPECT_EQ(started(option).code, 2) << option;
    EXPECT_EQ(started(picture(folder) + ",date=今年").code, 2);
    EXPECT_EQ(started(picture(folder) + ",secrecy=top").code, 2);
}

}  // namespace
}  // namespace mutu::test

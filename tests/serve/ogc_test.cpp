// Layers as strangers' programs read them: GDAL's OGC API driver and its tile reader.
#include "client.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <memory>

namespace mutu::test {
namespace {

std::unique_ptr<GDALDataset> opened() {
    GDALAllRegister();
    setenv("no_proxy", "127.0.0.1", 1);  // a proxy of the machine cannot know this server
    const std::string url = "OAPIF:http://" + served().host() + "/ogc";
    const char* const drivers[] = {"OAPIF", nullptr};
    const char* const options[] = {"PAGE_SIZE=50", nullptr};
    return std::unique_ptr<GDALDataset>{GDALDataset::Open(url.c_str(), GDAL_OF_VECTOR, drivers, options)};
}

TEST(Ogc, GdalReadsEveryParcelPageByPage) {
    const auto data = opened();
    ASSERT_TRUE(data) << CPLGetLastErrorMsg();
    OGRLayer* layer = data->GetLayerByName("parcel_result");
    ASSERT_NE(layer, nullptr);
    EXPECT_EQ(layer->GetFeatureCount(), 180);
    std::map<std::string, std::string> read;
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        ASSERT_NE(feature->GetGeometryRef(), nullptr);
        EXPECT_TRUE(feature->GetGeometryRef()->IsValid());
        read[feature->GetFieldAsString("parcel_id")] = feature->GetFieldAsString("land_class");
    }
    EXPECT_EQ(read.size(), 180U);
    for (const Record& row : ask(served().book(), "SELECT parcel_id, land_class FROM parcel_result"))
        EXPECT_EQ(read[*row.at("parcel_id")], *row.at("land_class"));
}

TEST(Ogc, ABoxChoosesWhatItMeets) {
    const auto data = opened();
    ASSERT_TRUE(data);
    OGRLayer* layer = data->GetLayerByName("parcel_result");
    OGREnvelope all;
    ASSERT_EQ(layer->GetExtent(&all), OGRERR_NONE);
    EXPECT_GT(all.MinX, 109);
    EXPECT_LT(all.MaxY, 31);
    layer->SetSpatialFilterRect(0, 0, 1, 1);
    EXPECT_EQ(layer->GetFeatureCount(), 0);
    layer->SetSpatialFilterRect(-180, -90, 180, 90);
    EXPECT_EQ(layer->GetFeatureCount(), 180);
    layer->SetSpatialFilterRect(all.MinX, all.MinY, (all.MinX + all.MaxX) / 2, all.MaxY);
    const GIntBig half = layer->GetFeatureCount();
    EXPECT_GT(half, 0);
    EXPECT_LT(half, 180);
}

TEST(Ogc, PagesLinkToTheNextAndTellHowMany) {
    const Value page = served().get("/ogc/collections/parcel_result/items?limit=100&land_class=ordinary").json();
    const double matched = number(served().book(), "SELECT count(*) FROM parcel_result WHERE land_class = 'ordinary'");
    EXPECT_EQ(page.find("numberMatched")->real("n"), matched);
    EXPECT_EQ(static_cast<double>(page.find("features")->list("f").size()), std::min(100.0, matched));
    const Value first = served().get("/ogc/collections/parcel_result/items?limit=100").json();
    bool next = false;
    for (const Value& link : first.find("links")->list("links")) next = next || link.find("rel")->text("rel") == "next";
    EXPECT_TRUE(next);
    EXPECT_EQ(served().get("/ogc/collections/parcel_result/items?nothing=1").status, 400);
    EXPECT_EQ(served().get("/ogc/collections/verdict/items").status, 404);
    EXPECT_EQ(served().get("/ogc/collections/parcel_result/items/1").status, 200);
    EXPECT_EQ(served().get("/ogc/collections/parcel_result/items/1x").status, 404);
}

/// A browser gets pages, a program JSON, by the same addresses.
TEST(Ogc, EveryReplyIsAPageForPeopleToo) {
    for (const char* path :
         {"/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/parcel_result",
          "/ogc/collections/parcel_result/items?limit=3", "/ogc/collections/parcel_result/items/1"}) {
        const Heard page = served().get(path, "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n");
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8") << path;
        const Heard plain = served().get(path, "Accept: application/geo+json, application/json\r\n");
        EXPECT_TRUE(says(plain.header("Content-Type"), "json")) << path;
        EXPECT_NE(page.header("ETag"), plain.header("ETag")) << path;
        EXPECT_EQ(served().get(path, "If-None-Match: " + plain.header("ETag") + "\r\nAccept: text/html\r\n").status,
                  200);
    }
    const std::string page = served().get("/ogc/collections/parcel_result/items?limit=3&f=html").body;
    EXPECT_TRUE(says(page, "<td>439901001001GB00001</td>")) << page.substr(0, 2000);
    EXPECT_TRUE(says(page, "items?limit=3&amp;offset=3&amp;f=html\">下一页</a>"));
    EXPECT_TRUE(says(served().get("/ogc").header("Content-Type"), "json"));
    EXPECT_EQ(served().get("/ogc?f=xml").status, 400);
    EXPECT_EQ(served().get("/ogc/collections/parcel_result/items?f=xml").status, 400);
}

TEST(Ogc, NoTextOfTheBookBecomesMarkupOfAPage) {
    const TempFolder folder;
    const std::string book = folder / "b.gpkg";
    fs::copy_file(served().book(), book);
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(book.c_str(), &db), SQLITE_OK);
    ASSERT_EQ(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(db,
                           "UPDATE park_result SET park_name = '<img src=x onerror=\"1\">' WHERE fid = 1; UPDATE "
                           "park_result SET park_name = 'javascript:alert(1)' WHERE fid = 2",
                           nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(db);
    const Served server{book};
    for (const char* path : {"/ogc/collections/park_result/items?f=html", "/ogc/collections/park_result/items/1?f=html",
                             "/ogc/collections/park_result/items/2?f=html"}) {
        const std::string page = server.get(path).body;
        EXPECT_FALSE(says(page, "<img")) << path;
        EXPECT_FALSE(says(page, "href=\"javascript")) << path;
    }
    EXPECT_TRUE(says(server.get("/ogc/collections/park_result/items/1?f=html").body,
                     "&lt;img src=x onerror=&quot;1&quot;&gt;"));
}

TEST(Ogc, MuchLandInOnePieceIsSaidWithWhatIsHandedOut) {
    const TempFolder folder;
    // Two parcels of 16 km² each, side by side.
    const std::string wkt =
        "MULTIPOLYGON(((37540000 2980000,37544000 2980000,37544000 2984000,37540000 2984000,37540000 "
        "2980000)),((37544000 2980000,37548000 2980000,37548000 2984000,37544000 2984000,37544000 "
        "2980000)))";
    write(folder / "p.csv", "parcel_id,WKT\nA,\"" + wkt + "\"\n");
    const Answer made = run({"run", "--parcel", (folder / "p.csv") + ",crs=EPSG:4525", "--book", folder / "b.gpkg",
                             "--as-of", "2026-06-30"});
    ASSERT_LE(made.code, 1) << made.err;
    const Served server{folder / "b.gpkg"};
    for (const char* path : {"/ogc/collections/parcel_result", "/ogc/collections/parcel_result/items", "/api/book"}) {
        const Value reply = server.get(path).json();
        ASSERT_NE(reply.find("cover_warning"), nullptr) << path;
        EXPECT_TRUE(says(reply.find("cover_warning")->text("words"), "连续覆盖面积提示")) << path;
    }
    EXPECT_EQ(served().get("/ogc/collections/parcel_result").json().find("cover_warning"), nullptr);
}

TEST(Ogc, GdalReadsTheTileOverAParcel) {
    const Value card = served().get("/api/parcels/439901001001GB00001").json();
    const Value::List& box = card.find("bbox")->list("bbox");
    const double lon = (box[0].real("w") + box[2].real("e")) / 2, lat = (box[1].real("s") + box[3].real("n")) / 2;
    const int z = 15, across = 1 << z;
    const double y = (1 - std::asinh(std::tan(lat * M_PI / 180)) / M_PI) / 2;
    const int column = static_cast<int>((lon + 180) / 360 * across), row = static_cast<int>(y * across);
    std::string bytes = served()
                            .get("/tiles/parcel_result/" + std::to_string(z) + "/" + std::to_string(column) + "/" +
                                 std::to_string(row) + ".mvt")
                            .body;
    ASSERT_FALSE(bytes.empty());
    GDALAllRegister();
    VSIFCloseL(VSIFileFromMemBuffer("/vsimem/t.mvt", reinterpret_cast<GByte*>(bytes.data()), bytes.size(), FALSE));
    const std::unique_ptr<GDALDataset> data{GDALDataset::Open("/vsimem/t.mvt", GDAL_OF_VECTOR)};
    ASSERT_TRUE(data);
    ASSERT_NE(data->GetLayerByName("parcel_result"), nullptr);
    EXPECT_NE(data->GetLayerByName("parcel_result_label"), nullptr);
    bool found = false;
    while (const OGRFeatureUniquePtr feature{data->GetLayerByName("parcel_result")->GetNextFeature()})
        found = found || std::string{feature->GetFieldAsString("parcel_id")} == "439901001001GB00001";
    EXPECT_TRUE(found);
}

}  // namespace
}  // namespace mutu::test

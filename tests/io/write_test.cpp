// Layers written and read back through GDAL.
#include "mutu/error.hpp"
#include "mutu/text.hpp"
#include "mutu/write.hpp"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <filesystem>

using namespace mutu;
namespace fs = std::filesystem;

namespace {

/// A fresh folder for one test.
class Write : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::path{testing::TempDir()} / testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    std::string path(const char* name) const { return (folder_ / name).string(); }

    fs::path folder_;
};

std::vector<WriteColumn> columns() {
    return {{.heading = "权利人名称", .type = FieldType::text, .cells = {"示例公司（虚构）", std::nullopt}},
            {.heading = "ZDMJ", .type = FieldType::area, .cells = {"13333.4", "20000"}},
            {.heading = "QDRQ", .type = FieldType::date, .cells = {"2024-02-29", std::nullopt}}};
}

GeometryColumn square_and_null() {
    GeometryColumn shapes;
    add_wkt(shapes, "POLYGON((37500000 3000000,37500100 3000000,37500100 3000100,37500000 3000100,37500000 3000000))");
    shapes.add_null();
    return shapes;
}

GDALDatasetUniquePtr opened(const std::string& path) {
    return GDALDatasetUniquePtr{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)};
}

WriteLayer shapefile(const std::string& path) {
    return {.path = path,
            .driver = "ESRI Shapefile",
            .layer = "",
            .encoding = "GBK",
            .cpg = false,
            .crs = "EPSG:4525",
            .date = "2026-06-30"};
}

TEST_F(Write, KeepsChineseHeadingsOfAGbkShapefileWithoutCpg) {
    const auto shapes = square_and_null();
    write_layer(shapefile(path("a.shp")), columns(), &shapes);
    EXPECT_FALSE(fs::exists(path("a.cpg")));
    const auto file = opened(path("a.shp"));
    EXPECT_STREQ(file->GetLayer(0)->GetLayerDefn()->GetFieldDefn(0)->GetNameRef(), "权利人名称");
    EXPECT_NE(read_file(path("a.dbf")).find(*from_utf8("示例公司（虚构）", "GBK")), std::string::npos);
}

TEST_F(Write, KeepsCellsShapesAndNulls) {
    const auto shapes = square_and_null();
    write_layer(shapefile(path("a.shp")), columns(), &shapes);
    const auto file = opened(path("a.shp"));
    const OGRFeatureUniquePtr first{file->GetLayer(0)->GetNextFeature()}, second{file->GetLayer(0)->GetNextFeature()};
    EXPECT_STREQ(first->GetFieldAsString("权利人名称"), "示例公司（虚构）");
    EXPECT_DOUBLE_EQ(first->GetFieldAsDouble("ZDMJ"), 13333.4);
    EXPECT_STREQ(first->GetFieldAsString("QDRQ"), "2024/02/29");
    EXPECT_DOUBLE_EQ(first->GetGeometryRef()->toPolygon()->get_Area(), 10000);
    EXPECT_FALSE(second->IsFieldSetAndNotNull(0));
    EXPECT_EQ(second->GetGeometryRef(), nullptr);
}

TEST_F(Write, RefusesAHeadingThatAShapefileWouldCut) {
    auto wide = columns();
    wide[0].heading = "约定开工时间";
    try {
        write_layer(shapefile(path("a.shp")), wide, nullptr);
        FAIL() << "a heading of 12 bytes was written";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Kind::input);
        EXPECT_NE(std::string{error.what()}.find("约定开工时间"), std::string::npos);
    }
}

TEST_F(Write, WritesCsvInGbkWithQuotesWhereNeeded) {
    const std::vector<WriteColumn> table{{.heading = "名称", .cells = {"甲,乙", "说\"好\""}},
                                         {.heading = "数", .cells = {"1", {}}}};
    write_layer({.path = path("a.csv"), .driver = "CSV", .layer = "", .encoding = "GBK", .crs = "", .date = ""}, table,
                nullptr);
    EXPECT_EQ(to_utf8(read_file(path("a.csv")), "GBK"), "名称,数\r\n\"甲,乙\",1\r\n\"说\"\"好\"\"\",\r\n");
}

TEST_F(Write, RefusesACharacterThatGbkLacks) {
    const std::vector<WriteColumn> table{{.heading = "名称", .cells = {"😀"}}};
    EXPECT_THROW(
        write_layer({.path = path("a.csv"), .driver = "CSV", .layer = "", .encoding = "GBK", .crs = "", .date = ""},
                    table, nullptr),
        Error);
}

TEST_F(Write, RefusesANumberThatIsNone) {
    auto bad = columns();
    bad[1].cells[0] = "约三千";
    const auto shapes = square_and_null();
    EXPECT_THROW(write_layer(shapefile(path("a.shp")), bad, &shapes), Error);
}

TEST_F(Write, KeepsLongIdsAsTextInASpreadsheet) {
    const std::vector<WriteColumn> table{{.heading = "电子监管号", .cells = {"439901202100012891"}},
                                         {.heading = "面积", .type = FieldType::area, .cells = {"20000"}}};
    write_layer(
        {.path = path("a.xlsx"), .driver = "XLSX", .layer = "供地", .encoding = "", .crs = "", .date = "2026-06-30"},
        table, nullptr);
    const CPLConfigOptionSetter headings{"OGR_XLSX_HEADERS", "FORCE", false};  // as a stranger's GDAL would read it
    const auto file = opened(path("a.xlsx"));
    const OGRFeatureUniquePtr row{file->GetLayerByName("供地")->GetNextFeature()};
    EXPECT_STREQ(row->GetFieldAsString(0), "439901202100012891");
}

TEST_F(Write, RefusesNamesThatMapInfoWouldGarble) {
    const WriteLayer target{.path = path("a.tab"),
                            .driver = "MapInfo File",
                            .layer = "",
                            .encoding = "GBK",
                            .crs = "EPSG:4525",
                            .date = "",
                            .dataset_options = {"FORMAT=TAB"}};
    const auto shapes = square_and_null();
    EXPECT_THROW(write_layer(target, columns(), &shapes), Error);
}

TEST_F(Write, ReplacesALayerThatIsThere) {
    const auto shapes = square_and_null();
    const WriteLayer target{.path = path("a.gpkg"),
                            .driver = "GPKG",
                            .layer = "x",
                            .encoding = "",
                            .crs = "EPSG:4525",
                            .date = "2026-06-30"};
    write_layer(target, columns(), &shapes);
    write_layer(target, columns(), &shapes);
    const auto file = opened(path("a.gpkg"));
    EXPECT_EQ(file->GetLayerCount(), 1);
    EXPECT_EQ(file->GetLayer(0)->GetFeatureCount(), 2);
}

}  // namespace

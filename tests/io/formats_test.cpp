// Real files of many formats, encodings and faults.
#include "io/support.hpp"

#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <xlsxwriter.h>

namespace mutu::test {
namespace {

struct Layer {
    std::string file, layer;
    std::int64_t rows;
};

/// Layers of formats that are read here, as GDAL counted them; a sheet or a layer of its own name each.
std::vector<Layer> known_layers(const std::string& expected) {
    std::vector<Layer> layers;
    const Value tree = parse_json(read_file(expected), expected);
    for (const auto& [file, answer] : tree.table("the list of files")) {
        const std::string folder = file.substr(0, file.find('/'));
        if (folder == "kml" || folder == "dxf" || folder == "xlsx" || !answer.find("layers")) continue;
        // Its second row holds nothing but commas: an empty row at the end is no record.
        if (file == "csv/testcsvt.csv") continue;
        for (const auto& layer : answer.find("layers")->list("layers"))
            layers.push_back({file, layer.find("name")->text("name"), layer.find("features")->integer("features")});
    }
    return layers;
}

TEST(Formats, ATypesFileBesideACsvSpoilsNoHeading) {
    const fs::path folder = scratch("csvt");
    write(folder / "宗地.csvt", "Integer,Real,String");
    const auto holdings =
        read(Role::parcel, write(folder / "宗地.csv", "宗地代码,登记面积,权利人\n439901001001GB00012,66.67,甲公司\n"));
    const Table& parcels = holdings[Role::parcel];
    ASSERT_EQ(parcels.rows(), 1U);
    EXPECT_EQ(parcels.column<std::string>("parcel_id")[0], "439901001001GB00012");
    EXPECT_EQ(parcels.column<std::string>("holder_name")[0], "甲公司");
}

TEST(Formats, EveryKnownFileHasTheRowsThatWereCountedInIt) {
    const std::string folder = shared("08_ogr_formats/");
    MUTU_NEEDS(folder);
    for (const auto& [file, layer, rows] : known_layers(folder + "expected_by_gdal_3.6.2.json")) {
        auto spec = source(Role::landuse, folder + file);
        spec.layer = layer, spec.crs = "EPSG:4490";
        EXPECT_EQ(read(spec).sources.front().rows, rows) << file << " " << layer;
    }
}

TEST(Formats, TheFirstRowOfASheetIsItsHeadingAndEmptyRowsAtTheEndGo) {
    const std::string folder = shared("08_ogr_formats/xlsx/");
    MUTU_NEEDS(folder);
    EXPECT_EQ(read(Role::enterprise, folder + "datetime.xlsx")[Role::enterprise].rows(), 10U);
    EXPECT_EQ(read(Role::enterprise, folder + "test_empty_last_field.xlsx")[Role::enterprise].rows(), 4U);  // of 254
    auto spec = source(Role::enterprise, folder + "test.xlsx");
    spec.layer = "Feuille7";
    const auto holdings = read(spec);
    ASSERT_EQ(holdings[Role::enterprise].rows(), 2U);
    EXPECT_EQ(holdings[Role::enterprise].passed()[4].values[0], "2012/01/22");
}

TEST(Formats, DrawingsAndKmlAreReadToo) {
    const std::string folder = shared("08_ogr_formats/");
    MUTU_NEEDS(folder);
    auto spec = source(Role::landuse, folder + "dxf/assorted.dxf");
    spec.crs = "EPSG:4490";
    EXPECT_EQ(read(spec)[Role::landuse].rows(), 22U);
    EXPECT_EQ(read(Role::landuse, folder + "kml/geometries.kml")[Role::landuse].rows(), 25U);
    EXPECT_NE(refusal(source(Role::landuse, folder + "dxf/bin_dxf_r12.dxf")).find("bin_dxf_r12.dxf"),
              std::string::npos);
}

TEST(Formats, PolygonAreasAreThoseOfTheFile) {
    const std::string folder = shared("08_ogr_formats/");
    MUTU_NEEDS(folder);
    for (const char* file : {"shp/poly.shp", "gpkg/poly_golden.gpkg", "gpkg/poly.gpkg.zip"}) {
        const auto holdings = read(Role::landuse, folder + file);
        double sum = 0;
        for (std::size_t row = 0; row < 10; ++row) sum += area(holdings[Role::landuse].shapes(), row);
        EXPECT_NEAR(sum, 3894423.328125, 1e-6) << file;
        EXPECT_EQ(holdings.sources.front().crs.code(), 27700) << file;
    }
}

TEST(Formats, SeveralLayersAndNoneNamedIsRefusedWithTheList) {
    const std::string file = shared("08_ogr_formats/xlsx/test.xlsx");
    MUTU_NEEDS(file);
    auto spec = source(Role::enterprise, file);
    EXPECT_NE(refusal(spec).find("Feuille1、Feuille2、Feuille3"), std::string::npos);
    spec.layer = "Feuille9";
    EXPECT_NE(refusal(spec).find("Feuille9"), std::string::npos);
    spec.layer = "Feuille2";
    EXPECT_EQ(refusal(spec), "");
}

TEST(Formats, FaultyGeoJsonGivesAnErrorOrRowsButNeverACrash) {
    const std::string folder = shared("07_geometry/geojsonhint/bad");
    MUTU_NEEDS(folder);
    std::set<std::string> refused, told;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() != ".geojson") continue;
        const auto spec = source(Role::parcel, entry.path().string());
        if (!refusal(spec).empty())
            refused.insert(entry.path().stem().string());
        else if (!read(spec).diagnostics.empty())
            told.insert(entry.path().stem().string());
    }
    for (const char* file : {"bad-json", "rootstring"}) EXPECT_TRUE(refused.contains(file)) << file;
    for (const char* file : {"stringcoord", "point-labeled-as-a-multipolygon", "point-toofew", "nofeaturetype"})
        EXPECT_TRUE(refused.contains(file) || told.contains(file)) << file;
}

TEST(Formats, AMissingFileIsNamed) {
    EXPECT_NE(refusal(source(Role::parcel, "/nowhere/宗地.shp")).find("宗地.shp"), std::string::npos);
}

TEST(Formats, PathsIntoTheNetworkAreRefusedWhereverTheyHide) {
    for (const char* path :
         {"https://example.org/a.geojson", "/vsicurl/http://x/a.shp", "/vsizip//vsicurl/x.zip", "/VSIS3/bucket/a.shp",
          "/vsizip/{/vsigs/b/a.zip}/a.shp", "GeoJSON:HTTP://x/a", "x.shp?url=ftp://y"})
        EXPECT_NE(refusal(source(Role::parcel, path)).find("网络"), std::string::npos) << path;
}

TEST(Formats, NothingIsWrittenBesideTheInputs) {
    const std::string folder = shared("08_ogr_formats/");
    MUTU_NEEDS(folder);
    const fs::path here = scratch("beside");
    for (const char* file : {"shp/poly.shp", "shp/poly.shx", "shp/poly.dbf", "shp/poly.prj", "gpkg/poly_golden.gpkg",
                             "geojson/polygon.geojson", "xlsx/datetime.xlsx", "csv/testnull.csv", "kml/geometries.kml"})
        if (fs::exists(folder + file)) fs::copy(folder + file, here / fs::path{file}.filename());
    const auto before = files_in(here);
    for (const auto& file : before) {
        const bool part = file.ends_with(".shx") || file.ends_with(".dbf") || file.ends_with(".prj");
        if (part) continue;
        EXPECT_EQ(refusal(source(Role::landuse, (here / file).string())), "") << file;
    }
    EXPECT_EQ(files_in(here), before);
}

TEST(Formats, AShapefileWithoutItsIndexIsRefusedAndNotRebuilt) {
    const std::string file = shared("14_encodings/cpg_big5.shp");
    MUTU_NEEDS(file);
    EXPECT_NE(refusal(source(Role::landuse, file)).find(".shx"), std::string::npos);
    EXPECT_FALSE(fs::exists(shared("14_encodings/cpg_big5.shx")));
}

TEST(Formats, ASpreadsheetKeepsEighteenDigitIdsTypedAsText) {
    const std::string path = (scratch("xlsx") / "宗地.xlsx").string();
    lxw_workbook* book = workbook_new(path.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, "宗地");
    workbook_add_worksheet(book, "空表");
    for (const auto& [column, heading] : {std::pair{0, "宗地代码"}, {1, "电子监管号"}, {2, "面积(亩)"}})
        worksheet_write_string(sheet, 1, static_cast<lxw_col_t>(column), heading, nullptr);
    worksheet_write_string(sheet, 2, 0, "430525200001010891", nullptr);
    worksheet_write_number(sheet, 2, 1, 430525200001010891.0, nullptr);
    worksheet_write_number(sheet, 2, 2, 3, nullptr);
    ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
    const auto holdings =
        read(Role::parcel, path);  // the empty sheet is no second layer, the empty first row no heading
    const Table& parcels = holdings[Role::parcel];
    ASSERT_EQ(parcels.rows(), 1U);
    EXPECT_EQ(parcels.column<std::string>("parcel_id")[0], "430525200001010891");
    EXPECT_EQ(parcels.column<Area>("registered_area_m2")[0], Area::mu(3));
    EXPECT_EQ(count(holdings, "id_lost_digits"), 1);  // of the number alone
}

TEST(Formats, AWhereClauseComparesChineseNamesAndValuesInAnyEncoding) {
    const auto gbk = from_utf8("宗地代码,权利人\nG1,甲公司\nG2,乙公司\n", "GBK");
    auto spec = source(Role::parcel, write(scratch("where") / "宗地.csv", *gbk));
    spec.where = "权利人 = '乙公司'";
    const auto holdings = read(spec);
    ASSERT_EQ(holdings[Role::parcel].rows(), 1U);
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("parcel_id")[0], "G2");
    EXPECT_EQ(holdings[Role::parcel].origins()[0].row, 2);
    spec.where = "权利人 === 3";
    EXPECT_NE(refusal(spec).find("where"), std::string::npos);
}

TEST(Inspect, GuessesRoleEncodingAndColumns) {
    const std::string file = shared("04_land_supply_2016/土地供应结果_2016.gb18030.csv");
    MUTU_NEEDS(file);
    const auto guesses = inspect(file, aliases());
    ASSERT_EQ(guesses.size(), 1U);
    EXPECT_EQ(guesses[0].rows, 319);
    EXPECT_EQ(guesses[0].encoding, "GBK");
    EXPECT_FALSE(guesses[0].shaped);
    EXPECT_EQ(guesses[0].roles.front().first, Role::supply);
    EXPECT_GT(guesses[0].roles.front().second, 10);
}

}  // namespace
}  // namespace mutu::test

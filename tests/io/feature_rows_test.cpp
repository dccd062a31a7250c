// The rows of the feature table that reading stands for: formats (1), encodings (4), coordinate systems (5), column
// mapping (11). Rows 2 and 3 are other formats, row 10 is tests/analyze/firm_ties_test.cpp.
#include "io/support.hpp"
#include "support/xls.hpp"

#include "mutu/text.hpp"
#include "mutu/value.hpp"
#include "mutu/write.hpp"

namespace mutu::test {
namespace {

Holdings sheet(const std::string& name, Role role, const std::string& csv) {
    return read(role, write(scratch(name) / "表.csv", csv));
}

// ---- row 1: what bureaus hold opens, with its headings ----

TEST(FeatureRow1, MergedHeadingsUnitsAndCaptionsAreUnderstood) {
    const auto holdings = sheet("merged", Role::enterprise_year,
                                "示例园区企业情况表,,,,\n填报单位：示例局,,,,单位：元\n企业名称,2023年,,2024年,\n,"
                                "税收（万元）,产值,税收（万元）,产值\n"
                                "甲公司,10,200000,11,210000\n乙公司,20,400000,21,410000\n");
    const Table& table = holdings[Role::enterprise_year];
    ASSERT_EQ(table.rows(), 4U) << "two firms, two years";
    EXPECT_EQ(table.column<double>("year")[0], 2023);
    EXPECT_EQ(table.column<Money>("tax_wan")[1], Money::wan(11)) << "the heading's own unit";
    EXPECT_EQ(table.column<Money>("output_wan")[0], Money::wan(20)) << "元 of the caption";
    EXPECT_EQ(table.column<std::string>("name")[2], "乙公司");
}

TEST(FeatureRow1, AUnitRowAndAColumnNumberRowAreNoRecords) {
    const auto holdings = sheet("unit_row", Role::parcel, "ZDDM,面积,备注\n,（亩）,\n甲,1,2\nG1,3,好\n");
    ASSERT_EQ(holdings[Role::parcel].rows(), 1U);
    EXPECT_EQ(holdings[Role::parcel].column<Area>("registered_area_m2")[0], Area::mu(3));
}

TEST(FeatureRow1, AHeadingWithoutMergesStaysOneRow) {
    const auto holdings = sheet("plain", Role::parcel, "ZDDM,权利人,\nG1,甲,乙\nG2,丙,丁\n");
    EXPECT_EQ(holdings[Role::parcel].rows(), 2U);
}

TEST(FeatureRow1, SumsSubtotalsAndSignaturesAreNoRecords) {
    const auto holdings = sheet(
        "sums", Role::parcel, "ZDDM,权利人,面积(亩)\nG1,甲,10\nG2,乙,20\n小计,,30\nG3,丙,5\n合 计,,36\n填表人：某,,\n");
    EXPECT_EQ(holdings[Role::parcel].rows(), 3U);
    EXPECT_EQ(count(holdings, "total_row"), 2);
    EXPECT_EQ(count(holdings, "footer_row"), 1);
    ASSERT_EQ(count(holdings, "total_mismatch"), 1) << "10 + 20 + 5 = 35";
    EXPECT_NE(find(holdings, "total_mismatch")->message.find("35"), std::string::npos);
}

TEST(FeatureRow1, UnitsStandInCellsAsWell) {
    const auto holdings = sheet("in_cells", Role::parcel, "ZDDM,面积(亩),总投资\nG1,1.5公顷,2亿元\nG2,3,5000 万元\n");
    const Table& table = holdings[Role::parcel];
    EXPECT_EQ(table.column<Area>("registered_area_m2")[0], Area::hectares(1.5));
    EXPECT_EQ(table.column<Area>("registered_area_m2")[1], Area::mu(3));
    EXPECT_EQ(table.column<Money>("total_investment_wan")[0], Money::wan(20000));
    EXPECT_EQ(table.column<Money>("total_investment_wan")[1], Money::wan(5000));
}

TEST(FeatureRow1, StatesAreNoNumbers) {
    const auto holdings =
        sheet("states", Role::parcel, "ZDDM,总投资,实际动工时间\nG1,停产,2024-01-02\nG2,—,未动工\nG3,/,停建\n");
    const Table& table = holdings[Role::parcel];
    EXPECT_EQ(table.column<std::string>("operation_state")[0], "stopped");
    EXPECT_EQ(count(holdings, "state_not_value"), 3);
    EXPECT_EQ(count(holdings, "bad_number") + count(holdings, "bad_date"), 0);
    EXPECT_FALSE(table.unreadable("actual_start_date", 1)) << "not started: nothing has happened";
    EXPECT_TRUE(table.unreadable("actual_start_date", 2)) << "stopped: it did start, the day is unknown";
}

TEST(FeatureRow1, ClosedLinesOfADrawingAreParcelsOfTheirLayer) {
    const std::string folder = shared("08_ogr_formats/dxf/");
    MUTU_NEEDS(folder);
    const std::string dxf =
        "0\nSECTION\n2\nENTITIES\n"
        "0\nLWPOLYLINE\n8\nZD\n90\n4\n70\n1\n10\n37500000\n20\n2950000\n10\n37500100\n20\n2950000\n10\n37500100\n20\n29"
        "50100\n10\n37500000\n20\n2950100\n"
        "0\nLWPOLYLINE\n8\nROAD\n90\n2\n70\n0\n10\n37500000\n20\n2950000\n10\n37500100\n20\n2950000\n"
        "0\nENDSEC\n0\nEOF\n";
    auto spec = source(Role::parcel, write(scratch("dxf") / "a.dxf", dxf));
    spec.layer = "ZD";
    const auto holdings = read(spec);
    ASSERT_EQ(holdings[Role::parcel].rows(), 1U) << "the road is another layer";
    EXPECT_DOUBLE_EQ(area(holdings[Role::parcel].shapes(), 0), 10'000);
    EXPECT_EQ(holdings.sources.front().crs.code(), 4525);
    spec.layer = "没有";
    EXPECT_NE(refusal(spec).find("ZD"), std::string::npos) << "the layers of the drawing are listed";
}

TEST(FeatureRow1, TheSameParcelComesOutOfEveryFormat) {
    const fs::path folder = scratch("formats");
    const std::vector<WriteColumn> columns{{.heading = "ZDDM", .cells = {"G1"}},
                                           {.heading = "QLRMC", .cells = {"湘江机械"}}};
    GeometryColumn shapes;
    add_wkt(shapes, "POLYGON((111 26.5,111.001 26.5,111.001 26.501,111 26.501,111 26.5))");
    for (const auto& [file, driver] : {std::pair{"宗地.gpkg", "GPKG"},
                                       {"宗地.fgb", "FlatGeobuf"},
                                       {"宗地.tab", "MapInfo File"},
                                       {"宗地.kml", "LIBKML"},
                                       {"宗地.kmz", "LIBKML"},
                                       {"宗地.geojson", "GeoJSON"},
                                       {"宗地.shp", "ESRI Shapefile"},
                                       {"宗地.ods", "ODS"},
                                       {"宗地.xlsx", "XLSX"}}) {
        const std::string path = (folder / file).string();
        const bool table = std::string_view{driver} == "ODS" || std::string_view{driver} == "XLSX";
        write_layer({.path = path,
                     .driver = driver,
                     .layer = "宗地",
                     .encoding = "",
                     .crs = table ? "" : "EPSG:4490",
                     .date = "2026-06-30"},
                    columns, table ? nullptr : &shapes);
        const auto holdings = read(Role::parcel, path);
        const Table& parcels = holdings[Role::parcel];
        ASSERT_EQ(parcels.rows(), 1U) << file;
        EXPECT_EQ(parcels.column<std::string>("parcel_id")[0], "G1") << file;
        EXPECT_EQ(parcels.column<std::string>("holder_name")[0], "湘江机械") << file;
        if (!table) {
            EXPECT_NEAR(area(parcels.shapes(), 0), 1e-6, 1e-12) << file << ": a thousandth of a degree squared";
            EXPECT_TRUE(holdings.sources.front().crs.geographic()) << file;
        }
    }
}

TEST(FeatureRow1, AnOldXlsIsASheetLikeAnyOther) {
    const std::string path = write(scratch("xls") / "宗地.xls",
                                   xls(u"宗地", {{u"宗地台账（单位：亩）"},
                                                 {u"宗地代码", u"权利人", u"面积", u"电子监管号"},
                                                 {u"G1", u"湘江机械（示例）有限公司", 15.0, 430525202100012345.0}}));
    const auto holdings = read(Role::parcel, path);
    const Table& parcels = holdings[Role::parcel];
    ASSERT_EQ(parcels.rows(), 1U);
    EXPECT_EQ(parcels.column<std::string>("holder_name")[0], "湘江机械（示例）有限公司");
    EXPECT_EQ(parcels.column<Area>("registered_area_m2")[0], Area::mu(15));
    EXPECT_EQ(count(holdings, "id_lost_digits"), 1);
    EXPECT_EQ(holdings.sources.front().layer, "宗地");
}

TEST(FeatureRow1, WhatCannotBeReadSaysAsWhatToSaveIt) {
    const fs::path folder = scratch("unread");
    for (const auto& [name, advice] :
         {std::pair{"网页.xls", ".xlsx"}, {"表.et", ".xlsx"}, {"库.mdb", ".gdb"}, {"图.dwg", "DXF"}}) {
        const std::string message = refusal(source(Role::parcel, write(folder / name, "<html><table></table></html>")));
        EXPECT_NE(message.find(name), std::string::npos) << message;
        EXPECT_NE(message.find(advice), std::string::npos) << message;
    }
}

TEST(FeatureRow1, AColumnOfWktDrawsTheRowsOfACsv) {
    const auto holdings =
        read(Role::parcel,
             write(scratch("wkt") / "宗地.csv",
                   "宗地代码,图形,权利人\n"
                   "G1,\"POLYGON ((37500000 2950000,37500100 2950000,37500100 2950100,37500000 2950000))\",甲\n"
                   "G2,\"POLYGON ((37500000 2950000,\",乙\nG3,,丙\nG4,POINT (37500000 2950000),丁\n"));
    const Table& parcels = holdings[Role::parcel];
    ASSERT_EQ(parcels.rows(), 4U);
    EXPECT_EQ(area(parcels.shapes(), 0), 5000);
    EXPECT_EQ(parcels.column<std::string>("holder_name")[3], "丁");
    EXPECT_EQ(holdings.sources[0].crs.code(), 4525) << "from the zone number, as without any CRS";
    EXPECT_EQ(count(holdings, "bad_wkt"), 1);
    EXPECT_EQ(count(holdings, "no_shape"), 2) << "the broken one and the blank one";
    EXPECT_EQ(count(holdings, "not_polygon"), 1);
    EXPECT_TRUE(parcels.passed().empty()) << "the text is not kept beside the shape";
}

TEST(FeatureRow1, AWktColumnMayNameItsCrs) {
    const auto table = [](const char* first, const char* second) {
        std::string text = "宗地代码,geom\n";
        for (const auto& [id, srid] : {std::pair{"G1", first}, {"G2", second}})
            text += std::string{id} + ",\"SRID=" + srid + ";POLYGON((500000 2950000,500100 2950000,500100 2950100," +
                    "500000 2950000))\"\n";
        return source(Role::parcel, write(scratch("srid") / "宗地.csv", text));
    };
    EXPECT_EQ(read(table("4546", "4546")).sources[0].crs.code(), 4546);
    EXPECT_NE(refusal(table("4546", "4547")).find("crs ="), std::string::npos) << "two numbers say nothing";
}

// ---- row 4: encodings ----

TEST(FeatureRow4, EveryKnownFileGivesItsTextByGuessOrByRefusal) {
    const std::string folder = shared("14_encodings/");
    MUTU_NEEDS(folder);
    const Value tree = parse_json(read_file(folder + "expected.json"), "expected.json");
    for (const auto& [file, answer] : tree.table("files")) {
        const auto spec = source(Role::commitment, folder + file);
        if (!answer.find("opens")->boolean("opens")) {
            EXPECT_NE(refusal(spec).find(file), std::string::npos) << file;
            continue;
        }
        const auto holdings = read(spec);
        ASSERT_EQ(static_cast<std::int64_t>(holdings[Role::commitment].rows()),
                  answer.find("features")->integer("features"))
            << file;
        std::vector<std::string> fields, known;
        for (const ColumnMatch& match : holdings.sources.front().columns) fields.push_back(match.source_column);
        for (const Value& field : answer.find("fields")->list("fields")) known.push_back(field.text("field"));
        EXPECT_EQ(fields, known) << file;
        if (const std::string as = answer.find("read_as")->text("read_as"); as != "detected") {
            const std::string wanted = as == "GB2312" ? "GBK" : as;  // GBK holds every character of GB2312
            EXPECT_EQ(lower_ascii(holdings.sources.front().encoding), lower_ascii(wanted)) << file;
        }
        for (const Value& row : answer.find("first_rows")->list("first_rows"))
            EXPECT_EQ(holdings[Role::commitment].passed().front().values.front(), row.list("row").front().text("cell"))
                << file << " as " << holdings.sources.front().encoding;
    }
}

TEST(FeatureRow4, NamesCutAtTenBytesMeanWhatTheyBeganToSay) {
    // UTF-8 headings of a DBF: three characters and a byte.
    const std::string path = (scratch("cut_utf8") / "宗地.shp").string();
    const std::vector<WriteColumn> columns{{.heading = "约定开", .cells = {"2020-01-15"}},
                                           {.heading = "宗地代", .cells = {"G1"}}};
    GeometryColumn shapes;
    add_wkt(shapes, "POLYGON((37500000 2950000,37500100 2950000,37500100 2950100,37500000 2950000))");
    write_layer({.path = path,
                 .driver = "ESRI Shapefile",
                 .layer = "",
                 .encoding = "UTF-8",
                 .cpg = false,
                 .crs = "EPSG:4525",
                 .date = "2026-06-30"},
                columns, &shapes);
    const auto holdings = read(Role::parcel, path);
    EXPECT_EQ(holdings[Role::parcel].column<Date>("agreed_start_date")[0], Date::civil(2020, 1, 15));
    EXPECT_EQ(matched(holdings, "约定开"), "agreed_start_date; alias, 列名被截断");
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("parcel_id")[0], "G1");
}

// ---- row 5: coordinate systems ----

std::string square_at(double x, double y, double side) {
    const auto at = [](double a, double b) { return "[" + fixed(a, 6) + "," + fixed(b, 6) + "]"; };
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"parcel_id":"G1"},"geometry":)"
           R"({"type":"Polygon","coordinates":[[)" +
           at(x, y) + "," + at(x + side, y) + "," + at(x + side, y + side) + "," + at(x, y + side) + "," + at(x, y) +
           "]]}}]}";
}

TEST(FeatureRow5, ZonesAreGuessedFromTheSizeOfTheNumbers) {
    const fs::path folder = scratch("zones");
    struct Case {
        double x, y;
        int code;
    };
    for (const Case& one : {Case{37'500'000, 2'950'000, 4525}, {19'500'000, 2'950'000, 4497}, {111.5, 26.6, 4326}}) {
        const auto holdings = read(Role::parcel, write(folder / "a.geojson", square_at(one.x, one.y, 0.01)));
        EXPECT_EQ(holdings.sources.front().crs.code(), one.code) << one.x;
        EXPECT_EQ(holdings.sources.front().crs_from, one.x > 200 ? "guessed" : "file") << one.x;
    }
}

TEST(FeatureRow5, EastingsWithoutAZoneTakeThatOfTheirNeighbours) {
    const fs::path folder = scratch("beside");
    auto park = source(Role::park, write(folder / "park.geojson", square_at(111.0, 26.5, 0.05)));
    const auto parcels = source(Role::parcel, write(folder / "p.geojson", square_at(500'000, 2'932'000, 100)));
    const auto holdings = read_holdings({park, parcels}, aliases());
    EXPECT_EQ(holdings.sources[1].crs.code(), 4546) << "central meridian 111°, no zone number";
    EXPECT_EQ(count(holdings, "crs_guessed"), 1);
}

TEST(FeatureRow5, SwappedAxesAreNamed) {
    const auto spec =
        source(Role::parcel, write(scratch("swapped") / "a.geojson", square_at(2'950'000, 37'500'000, 100)));
    EXPECT_NE(refusal(spec).find("写反"), std::string::npos);
}

// ---- row 11: columns and codes ----

std::string parcels_geojson(const std::vector<std::pair<std::string, double>>& typed) {
    std::string text =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4525"}},"features":[)";
    for (std::size_t i = 0; i < typed.size(); ++i) {  // squares of 100 m: 1 公顷, 15 亩, 10 000 m²
        const double x = 37'500'000 + 200 * static_cast<double>(i), y = 2'950'000;
        const auto at = [](double a, double b) { return "[" + fixed(a, 0) + "," + fixed(b, 0) + "]"; };
        text += std::string{i == 0 ? "" : ","} + R"({"type":"Feature","properties":{"ZDDM":"G)" +
                std::to_string(i + 1) + R"(","TDYT":")" + typed[i].first + R"(","MJ":)" + fixed(typed[i].second, 2) +
                R"(},"geometry":{"type":"Polygon","coordinates":[[)" + at(x, y) + "," + at(x + 100, y) + "," +
                at(x + 100, y + 100) + "," + at(x, y + 100) + "," + at(x, y) + "]]}}";
    }
    return text + "]}";
}

TEST(FeatureRow11, AnAreaWithoutUnitIsSettledByWhatIsDrawn) {
    const fs::path folder = scratch("settle");
    struct Case {
        double typed;
        const char* unit;
    };
    for (const Case& one : {Case{10'000, "平方米"}, {15, "亩"}, {1, "公顷"}}) {
        const auto holdings = read(
            Role::parcel, write(folder / "a.geojson", parcels_geojson({{"0601", one.typed}, {"0601", one.typed}})));
        EXPECT_EQ(holdings[Role::parcel].column<Area>("registered_area_m2")[0], Area::square_metres(10'000))
            << one.unit;
        EXPECT_EQ(matched(holdings, "MJ"), std::string{"registered_area_m2; alias, "} + one.unit);
        EXPECT_EQ(count(holdings, "area_unit_settled"), 1) << "said aloud";
    }
}

TEST(FeatureRow11, ARowInAnotherUnitThanTheRestIsToldAndNotUsed) {
    const auto holdings = read(Role::parcel, write(scratch("mixed") / "a.geojson",
                                                   parcels_geojson({{"0601", 15}, {"0601", 15}, {"0601", 10'000}})));
    EXPECT_EQ(holdings[Role::parcel].column<Area>("registered_area_m2")[0], Area::mu(15));
    EXPECT_EQ(holdings[Role::parcel].column<Area>("registered_area_m2")[2], std::nullopt);
    ASSERT_EQ(count(holdings, "area_unit_mixed"), 1);
    EXPECT_EQ(find(holdings, "area_unit_mixed")->subject_id, "G3");
}

/// A supply table of this many 亩, keyed by the ids of parcels of 15 亩 each.
Holdings supplied_beside_parcels(const fs::path& folder, const std::string& rows) {
    return read_holdings(
        {source(Role::supply, write(folder / "供地.csv", "宗地代码,供地面积,合同签订日期\n" + rows)),
         source(Role::parcel, write(folder / "a.geojson", parcels_geojson({{"0601", 15}, {"0601", 15}})))},
        aliases());
}

TEST(FeatureRow11, ATableWithoutShapesTakesItsUnitFromTheParcelsItNames) {
    const fs::path folder = scratch("table_unit");
    for (const auto& [typed, unit] : {std::pair{"15.01", "亩"}, {"1.0004", "公顷"}, {"10003.2", "平方米"}}) {
        const auto holdings = supplied_beside_parcels(folder, std::string{"G1,"} + typed + ",2020-01-01\nG2," + typed +
                                                                  ",2020-01-01\nX9,7,2020-01-01\n");
        const auto area = holdings[Role::supply].column<Area>("area_m2")[0];
        ASSERT_TRUE(area);
        EXPECT_NEAR(area->square_metres(), 10'005, 5) << unit << " of a parcel of one hectare";
        EXPECT_EQ(matched(holdings, "供地面积"), std::string{"area_m2; alias, "} + unit);
        const Diagnostic* told = find(holdings, "area_unit_settled");
        ASSERT_NE(told, nullptr);
        EXPECT_NE(told->message.find("对应宗地的面积"), std::string::npos) << told->message;
    }
}

TEST(FeatureRow11, ATableThatNamesNoKnownParcelHasAnUnknownUnit) {
    const auto holdings = supplied_beside_parcels(scratch("no_unit"), "X1,15,2020-01-01\n");
    EXPECT_EQ(count(holdings, "area_unit_unknown"), 1);
    EXPECT_EQ(count(holdings, "area_unit_settled"), 1) << "of the drawn parcels alone";
}

TEST(FeatureRow11, LandUseInWordsIsCodedAndTheSystemProposed) {
    const auto holdings = read(Role::parcel, write(scratch("words") / "a.geojson",
                                                   parcels_geojson({{"工业用地", 1}, {"0601", 1}, {"仓储用地", 1}})));
    const Table& table = holdings[Role::parcel];
    EXPECT_EQ(table.column<std::string>("land_use_code")[0], "0601");
    EXPECT_EQ(table.column<std::string>("land_use_code")[2], "0604");
    EXPECT_EQ(table.column<std::string>("code_system")[1], "GBT21010-2017");
    EXPECT_EQ(count(holdings, "code_system_guessed"), 1);
    EXPECT_EQ(table.passed().back().values[0], "工业用地") << "the words are kept";
}

TEST(FeatureRow11, ACodeThatMeansTwoThingsIsADoubt) {
    const auto holdings =
        read(Role::parcel, write(scratch("doubt") / "a.geojson", parcels_geojson({{"1001", 1}, {"1001", 1}})));
    EXPECT_EQ(count(holdings, "code_system_doubtful"), 1) << "railway in one standard, industry in another";
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("code_system")[0], std::nullopt);
}

}  // namespace
}  // namespace mutu::test

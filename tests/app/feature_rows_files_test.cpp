// Rows 1–5 and 11 of the feature table through the whole program: formats, survey text, VCT, encodings, coordinate
// systems, columns.
#include "app/layers.hpp"
#include "app/program.hpp"
#include "support/vct.hpp"

#include "mutu/write.hpp"

namespace mutu::test {
namespace {

/// A folder of inputs and one book.
struct Files {
    /// `what` is a parcel file with its options.
    Answer take(const std::string& what, std::vector<std::string> options = {}) const {
        options.insert(options.begin(), {"run", "--parcel", folder / what, "--book", book(), "--overwrite"});
        return run(options);
    }
    std::string book() const { return folder / "b.gpkg"; }
    double drawn() const { return number(book(), "SELECT total(area_planar_m2) FROM parcel_result"); }
    std::string cell(const std::string& sql) const { return ask(book(), sql).at(0).begin()->second.value_or("(null)"); }
    /// One parcel of a hectare as a layer of any format.
    void write_parcel(const std::string& file, const std::string& driver, const std::string& encoding = "") const {
        GeometryColumn shape;
        add_wkt(shape,
                "POLYGON((37500000 2950000,37500100 2950000,37500100 2950100,37500000 2950100,37500000 2950000))");
        const bool sheet = driver == "XLSX";
        const std::vector<WriteColumn> columns{{.heading = "ZDDM", .cells = {"G1"}},
                                               {.heading = "QLRMC", .cells = {"湘江机械有限公司"}}};
        write_layer({.path = folder / file,
                     .driver = driver,
                     .layer = "宗地",
                     .encoding = encoding,
                     .cpg = false,
                     .crs = sheet ? "" : "EPSG:4525",
                     .date = "2026-06-30"},
                    columns, sheet ? nullptr : &shape);
    }

    TempFolder folder;
};

// ---- row 1: SHP/GDB/GPKG/GeoJSON/DXF/TAB/XLSX/CSV, one command, layer roles guessed and shown ----

TEST(FeatureRow1, EveryFormatIsTakenInOneCommandAndItsRoleGuessedAndShown) {
    const Files here;
    write(here.folder / "宗地.csv", "ZDDM,QLRMC\nG1,湘江机械有限公司\n");
    for (const auto& [file, driver] : {std::pair{"宗地.shp", "ESRI Shapefile"},
                                       {"宗地.gdb", "OpenFileGDB"},
                                       {"宗地.gpkg", "GPKG"},
                                       {"宗地.geojson", "GeoJSON"},
                                       {"宗地.tab", "MapInfo File"},
                                       {"宗地.xlsx", "XLSX"},
                                       {"宗地.csv", ""}}) {
        if (*driver != '\0') here.write_parcel(file, driver, std::string_view{driver} == "ESRI Shapefile" ? "GBK" : "");
        const std::string project = here.folder / (std::string{"of_"} + fs::path{file}.extension().string().substr(1));
        const Answer guessed = run({"init", project, here.folder / file});
        ASSERT_EQ(guessed.code, 0) << file << guessed.err;
        EXPECT_TRUE(says(read_file(project + "/PROJECT.toml"), "role = \"parcel\"")) << file;
        const Answer answer = run({"run", project + "/PROJECT.toml", "--book", here.book(), "--overwrite", "-q"});
        ASSERT_EQ(answer.code, 0) << file << answer.err;
        EXPECT_EQ(here.cell("SELECT parcel_id || holder_name FROM parcel"), "G1湘江机械有限公司") << file;
        const bool table = says(file, ".xlsx") || says(file, ".csv");
        EXPECT_NEAR(here.drawn(), table ? 0 : 10'000, 1e-3) << file;
    }
}

TEST(FeatureRow1, ADrawingIsParcelsOfTheLayerThatIsNamed) {
    const Files here;
    write(here.folder / "图.dxf",
          "0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n8\nZD\n90\n4\n70\n1\n10\n37500000\n20\n2950000\n"
          "10\n37500100\n20\n2950000\n10\n37500100\n20\n2950100\n10\n37500000\n20\n2950100\n"
          "0\nLWPOLYLINE\n8\nDL\n90\n2\n70\n0\n10\n37500000\n20\n2950000\n10\n37500100\n20\n2950000\n"
          "0\nENDSEC\n0\nEOF\n");
    const Answer answer = here.take("图.dxf,layer=ZD");
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_NEAR(here.drawn(), 10'000, 1e-3);
    EXPECT_EQ(number(here.book(), "SELECT count(*) FROM parcel_result"), 1);
}

// ---- row 2: 国土TXT read and write, 9 or 12 attributes or none, prefix or none, islands, round trip ----

std::string survey_text(const std::string& header, const std::string& plot, double x0) {
    std::string text = header + plot;
    int label = 0;
    const auto ring = [&](int number, const Corners& corners) {
        for (const auto& [x, y] : corners)
            text += "J" + std::to_string(++label) + "," + std::to_string(number) + "," + fixed(2'987'700 + y, 3) + "," +
                    fixed(x0 + x, 3) + "\n";
    };
    ring(1, {{0, 100}, {100, 100}, {100, 50}, {0, 50}});  // 100 m by 50 m
    ring(2, {{20, 80}, {40, 80}, {40, 60}, {20, 60}});    // an island of 20 m by 20 m
    return text;
}

TEST(FeatureRow2, EveryVariantOfTheTextComesBackTheSameAfterARound) {
    const Files here;
    const std::string header = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n"
                               "带号=37\n精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n";
    struct Variant {
        const char* name;
        std::string bytes, crs;
    };
    const std::string nine = "8,0.4600,DK01,一号地块,面,H49G001,工业用地,0601,@\n";
    for (const Variant& one :
         {Variant{"nine", survey_text(header, nine, 37'549'600), "zone 37"},
          {"nine_gbk", from_utf8(survey_text(header, nine, 37'549'600), "GBK").value(), "zone 37"},
          {"twelve", survey_text(header, "8,0.4600,甲,DK01,一号地块,面,,工业用地,0601,国有,8,2,@\n", 37'549'600),
           "zone 37"},
          {"none", survey_text(header, "@\n", 37'549'600), "zone 37"},
          {"no_prefix", survey_text(header, nine, 549'600), "CM 111E"}}) {
        write(here.folder / "in.txt", one.bytes);
        Answer answer = here.take("in.txt");
        ASSERT_EQ(answer.code, 0) << one.name << answer.err;
        EXPECT_NEAR(here.drawn(), 4600, 1e-6) << one.name << ": 5000 m² without the island of 400 m²";
        EXPECT_TRUE(says(here.cell("SELECT inputs FROM run"), one.crs))
            << one.name << here.cell("SELECT inputs FROM run");
        std::vector<std::string> rounds;
        for (const char* file : {"1.txt", "2.txt"}) {
            answer = run({"export", here.book(), "parcel", here.folder / file, "--overwrite"});
            ASSERT_EQ(answer.code, 0) << one.name << answer.err;
            rounds.push_back(read_file(here.folder / file));
            ASSERT_EQ(here.take(file).code, 0) << one.name;
            EXPECT_NEAR(here.drawn(), 4600, 1e-6) << one.name;
        }
        EXPECT_EQ(rounds[0], rounds[1]) << one.name;
    }
}

// ---- row 3: VCT read ----

TEST(FeatureRow3, ACadastreInVctIsABookAndACutOneIsRefusedBySection) {
    const Files here;
    write(here.folder / "宗地.vct", from_utf8(third_version(), "GBK").value());
    const Answer answer = here.take("宗地.vct");
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_NEAR(here.drawn(), 4900, 1e-6) << "two halves of 2500 m², one with a hole of 100 m²";
    EXPECT_EQ(here.cell("SELECT holder_name FROM parcel WHERE parcel_id = '430525001001GB00002'"), "乙公司（虚构）");
    const std::string whole = third_version();
    write(here.folder / "断.vct", whole.substr(0, whole.find("PolygonEnd")));
    const Answer refused = here.take("断.vct");
    EXPECT_EQ(refused.code, 3);
    EXPECT_TRUE(says(refused.err, "断.vct") && says(refused.err, "PolygonEnd")) << refused.err;
}

// ---- row 4: GBK and UTF-8 with no .cpg or a lying one, found from the bytes and said ----

TEST(FeatureRow4, TheBytesDecideAndTheChoiceIsSaid) {
    const Files here;
    for (const char* encoding : {"GBK", "UTF-8"}) {
        here.write_parcel("宗地.shp", "ESRI Shapefile", encoding);
        fs::remove(here.folder / "宗地.cpg");
        for (const char* cpg : {"", "GBK", "UTF-8", "ISO-8859-1"}) {
            if (*cpg != '\0') write(here.folder / "宗地.cpg", cpg);
            const Answer answer = here.take("宗地.shp");
            ASSERT_EQ(answer.code, 0) << answer.err;
            const std::string place = std::string{encoding} + " as " + cpg;
            EXPECT_EQ(here.cell("SELECT holder_name FROM parcel"), "湘江机械有限公司") << place;
            EXPECT_TRUE(says(here.cell("SELECT inputs FROM run"), std::string{"\"encoding\":\""} + encoding)) << place;
            const bool lies = *cpg != '\0' && std::string_view{cpg} != encoding;
            EXPECT_EQ(findings(here.book(), "lying_cpg"), lies ? 1 : 0) << place;
        }
        for (const char* ending : {"cpg", "shp", "shx", "dbf", "prj"})
            fs::remove(here.folder / ("宗地." + std::string{ending}));
    }
}

// ---- row 5: zones by number, 3° and 6°, axis order (the wrong zone and older datums: reading_test.cpp) ----

TEST(FeatureRow5, OneSquareOnTheMeridianOf111IsTheSameLandInEveryZoneThatHasIt) {
    const Files here;
    struct Zone {
        const char* crs;
        double false_easting;
    };
    std::vector<double> areas;
    for (const Zone& zone :
         {Zone{"EPSG:4525", 37'500'000}, {"EPSG:4546", 500'000}, {"EPSG:4497", 19'500'000}, {"EPSG:4508", 500'000}}) {
        write(here.folder / "p.geojson",
              geojson_at({{R"("ZDDM":"G1")", box(-50, 0, 100, 100)}}, zone.crs, zone.false_easting, 2'950'000));
        const Answer answer = here.take("p.geojson");
        ASSERT_EQ(answer.code, 0) << zone.crs << answer.err;
        areas.push_back(number(here.book(), "SELECT area_ellipsoid_m2 FROM parcel_result"));
        EXPECT_NEAR(areas.back(), 10'000, 0.01) << zone.crs;
        EXPECT_NEAR(areas.back(), areas.front(), 1e-3) << zone.crs;
    }
    // Without a word about the system the zone number in the easting is enough, in three and in six degrees.
    for (const double easting : {37'500'000.0, 19'500'000.0}) {
        write(here.folder / "p.geojson", geojson_at({{R"("ZDDM":"G1")", box(-50, 0, 100, 100)}},
                                                    "urn:ogc:def:crs:OGC:1.3:CRS84", easting, 2'950'000));
        ASSERT_EQ(here.take("p.geojson").code, 0);
        EXPECT_EQ(findings(here.book(), "crs_guessed"), 1);
        EXPECT_NEAR(number(here.book(), "SELECT area_ellipsoid_m2 FROM parcel_result"), areas.front(), 1e-3) << easting;
    }
}

TEST(FeatureRow5, NorthingAndEastingTheOtherWayRoundAreRefusedInWords) {
    const Files here;
    const std::string swapped =
        geojson_at({{R"("ZDDM":"G1")", box(0, 0, 100, 100)}}, "urn:ogc:def:crs:OGC:1.3:CRS84", 2'950'000, 37'500'000);
    write(here.folder / "p.geojson", swapped);
    const Answer answer = here.take("p.geojson");
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "p.geojson") && says(answer.err, "写反")) << answer.err;
}

// ---- row 11: columns are remembered per source, with a report of what matched ----

TEST(FeatureRow11, WhatWasMatchedStandsInTheProjectAndInTheBook) {
    const Files here;
    write(here.folder / "宗地.csv", "ZDDM,QLRMC,地块大小,备注\nG1,甲公司,15,好\n");
    const Answer guessed = run({"init", here.folder / "mine", here.folder / "宗地.csv"});
    ASSERT_EQ(guessed.code, 0) << guessed.err;
    const std::string project = here.folder / "mine/PROJECT.toml";
    std::string toml = read_file(project);
    EXPECT_TRUE(says(toml, "QLRMC → holder_name")) << toml;
    EXPECT_TRUE(says(toml, "地块大小 → （原样保留）")) << "a column that nobody knew: " << toml;
    // A person says once what the column means; every later run of the project knows it, also of next year's file.
    const std::string path = "path = \"../宗地.csv\"\n";
    ASSERT_TRUE(says(toml, path)) << toml;
    toml.replace(toml.find(path), path.size(), path + "columns = { registered_area_m2 = \"地块大小\" }\n");
    write(project, toml);
    write(here.folder / "宗地.csv", "ZDDM,QLRMC,地块大小,备注\nG1,甲公司,9000,好\nG2,乙公司,12000,\n");
    const Answer answer = run({"run", project, "--book", here.book(), "-q"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(number(here.book(), "SELECT sum(area_registered_m2) FROM parcel_result"), 21'000);
    const auto how = [&](const std::string& column) {
        return here.cell("SELECT coalesce(field, '') || ' ' || how FROM source_column WHERE source_column = '" +
                         column + "'");
    };
    EXPECT_EQ(how("地块大小"), "registered_area_m2 given");
    EXPECT_EQ(how("备注"), " passed");
    EXPECT_TRUE(how("ZDDM").starts_with("parcel_id ")) << how("ZDDM");
}

}  // namespace
}  // namespace mutu::test

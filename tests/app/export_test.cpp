// `mutu export` from outside: what offices get, what a second round gives, what is refused.
#include "app/program.hpp"
#include "support/zip.hpp"

#include "mutu/text.hpp"

namespace mutu::test {
namespace {

const std::string survey =
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=37\n精度=0."
    "001\n转换参数=,,,,,,\n[地块坐标]\n"
    // 100 m by 50 m with a hole of 20 m by 20 m, and a second part of 20 m by 20 m: 5 000 m².
    "12,0.5000,DK01,一号地块（一期）,面,H49G001,工业用地,0601,@\n"
    "J1,1,2987800.000,37549600.000\nJ2,1,2987800.000,37549700.000\nJ3,1,2987750.000,37549700.000\nJ4,1,2987750.000,"
    "37549600.000\n"
    "J5,2,2987780.000,37549620.000\nJ6,2,2987780.000,37549640.000\nJ7,2,2987760.000,37549640.000\nJ8,2,2987760.000,"
    "37549620.000\n"
    "J9,3,2987780.000,37549720.000\nJ10,3,2987780.000,37549740.000\nJ11,3,2987760.000,37549740.000\nJ12,3,2987760.000,"
    "37549720.000\n"
    "3,0.2500,DK02,,面,,,,@\n1,1,2987700.1234,37549600\n2,1,2987700.1234,37549700\n3,1,2987650,37549700\n";

class Export : public testing::Test {
protected:
    void SetUp() override { make(write(folder_ / "in.txt", from_utf8(survey, "GBK").value()), "book.gpkg"); }
    void make(const std::string& parcels, const std::string& book) const {
        const Answer answer = run({"run", "--parcel", parcels, "--book", folder_ / book, "--as-of", "2026-06-30"});
        ASSERT_EQ(answer.code, 0) << answer.err;
    }
    Answer hand_over(const std::string& layer, const std::string& file, std::vector<std::string> options = {},
                     const std::string& book = "book.gpkg") const {
        options.insert(options.begin(), {"export", folder_ / book, layer, folder_ / file});
        return run(options);
    }
    /// The exported file read as a source of parcels, and one value asked from its book.
    std::string read_back(const std::string& file, const std::string& sql) const {
        make(folder_ / file, "again_" + file + ".gpkg");
        const Answer answer = run({"sql", folder_ / ("again_" + file + ".gpkg"), sql, "--format", "csv"});
        return answer.out + answer.err;
    }

    TempFolder folder_;
};

TEST_F(Export, ASurveyTextIsWrittenAsTheOfficesHaveIt) {
    const Answer answer = hand_over("parcel", "out.txt");
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string bytes = read_file(folder_ / "out.txt");
    const std::string text = to_utf8(bytes, "GBK").value();
    EXPECT_FALSE(is_utf8(bytes));
    EXPECT_TRUE(text.starts_with("[属性描述]\r\n")) << text;
    EXPECT_TRUE(says(text, "带号=37\r\n") && says(text, "数据产生日期=2026-06-30\r\n"));
    EXPECT_EQ(text.find("日期"), text.rfind("日期"));
    // Five lines for four corners; the outer ring clockwise from its northwest corner, the hole the other way.
    EXPECT_TRUE(says(text, "15,0.5000,DK01,一号地块（一期）,面,H49G001,工业用地,0601,@\r\n"
                           "J1,1,2987800.000,37549600.000\r\nJ2,1,2987800.000,37549700.000\r\n"
                           "J3,1,2987750.000,37549700.000\r\nJ4,1,2987750.000,37549600.000\r\n"
                           "J1,1,2987800.000,37549600.000\r\n"
                           "J5,2,2987780.000,37549620.000\r\nJ6,2,2987760.000,37549620.000\r\n"))
        << text;
    EXPECT_TRUE(says(text, "2987700.123,37549600.000")) << text;
}

TEST_F(Export, TheRingRulesOfASurveyTextAreParameters) {
    ASSERT_EQ(hand_over("parcel", "out.txt",
                        {"--ring", "close=false", "--ring", "restart=true", "--ring", "outer_clockwise=false", "--ring",
                         "point_prefix="})
                  .code,
              0);
    const std::string text = to_utf8(read_file(folder_ / "out.txt"), "GBK").value();
    // Four lines for four corners, against the clock, and numbers that begin anew in the hole.
    EXPECT_TRUE(says(text, "12,0.5000,DK01,一号地块（一期）,面,H49G001,工业用地,0601,@\r\n"
                           "1,1,2987800.000,37549600.000\r\n2,1,2987750.000,37549600.000\r\n"
                           "3,1,2987750.000,37549700.000\r\n4,1,2987800.000,37549700.000\r\n"
                           "1,2,2987780.000,37549620.000\r\n"))
        << text;
    const Answer wrong = hand_over("parcel", "wrong.txt", {"--ring", "closed=no"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_TRUE(says(wrong.err, "close、restart")) << wrong.err;
}

// Feature 2, goal "round-trip test": write → read → write gives the same bytes.
TEST_F(Export, FeatureRow2TheSecondWriteIsTheSameBytes) {
    ASSERT_EQ(hand_over("parcel_result", "first.txt").code, 0);
    make(folder_ / "first.txt", "second.gpkg");
    ASSERT_EQ(hand_over("parcel_result", "second.txt", {}, "second.gpkg").code, 0);
    EXPECT_EQ(read_file(folder_ / "first.txt"), read_file(folder_ / "second.txt"));
    ASSERT_EQ(hand_over("parcel", "plain.txt").code, 0);  // the read layer and its result say the same
    EXPECT_EQ(read_file(folder_ / "first.txt"), read_file(folder_ / "plain.txt"));
}

// Feature 1: SHP, GDB, GPKG, GeoJSON, TAB, XLSX, CSV in one command, and back in.
TEST_F(Export, FeatureRow1EveryFormatComesBackWithIdsNamesAndAreas) {
    for (const char* file : {"a.shp", "a.gpkg", "a.gdb", "a.fgb", "a.tab", "a.geojson"}) {
        const bool latin = says(file, ".tab");  // MapInfo tables take no Chinese field names
        const Answer answer = hand_over("parcel_result", file, {"--profile", latin ? "pinyin" : "cn"});
        ASSERT_EQ(answer.code, 0) << file << answer.err;
        EXPECT_EQ(read_back(file, "SELECT parcel_id, project_name, round(registered_area_m2) AS stated, "
                                  "round(area_planar_m2) AS drawn FROM parcel JOIN parcel_result USING (parcel_id)"),
                  "parcel_id,project_name,stated,drawn\nDK01,一号地块（一期）,5000,5000\nDK02,DK02,2500,2506\n")
            << file;
    }
    for (const char* file : {"a.csv", "a.xlsx"}) {
        ASSERT_EQ(hand_over("parcel_result", file).code, 0) << file;
        EXPECT_EQ(read_back(file, "SELECT parcel_id FROM parcel ORDER BY fid"), "parcel_id\nDK01\nDK02\n") << file;
    }
    ASSERT_EQ(hand_over("parcel_result", "a.kml").code, 0);
    const std::string kml = read_file(folder_ / "a.kml");
    EXPECT_TRUE(says(kml, "<name>DK01</name>") && says(kml, "name=\"parcel_id\">DK01<")) << kml;
    EXPECT_TRUE(says(kml, "name=\"park_id\">-<") && says(kml, "name=\"area_m2\">5000<")) << kml;
    ASSERT_EQ(hand_over("parcel_result", "a.dxf").code, 0);
    EXPECT_TRUE(says(read_file(folder_ / "a.dxf"), "DK02"));
}

TEST_F(Export, AShapefileIsGbkWithItsCpgAndChineseNamesOfTenBytes) {
    ASSERT_EQ(hand_over("parcel_result", "a.shp").code, 0);
    EXPECT_EQ(trimmed(read_file(folder_ / "a.cpg")), "CP936");
    const std::string table = read_file(folder_ / "a.dbf");
    EXPECT_TRUE(says(table, from_utf8("宗地编号", "GBK").value()));
    EXPECT_TRUE(says(table, from_utf8("一号地块（一期）", "GBK").value()));
    EXPECT_TRUE(says(table, " 5000.00"));  // not 5000.0000000001
}

// Trap: a spreadsheet that keeps long ids as numbers changes their last digits; dates as text do not sort.
TEST_F(Export, ASpreadsheetKeepsIdsAsTextAndDatesAsDates) {
    const std::string id = "430525001001GB00001", no = "439901202100012891";
    const std::string table =
        write(folder_ / "in.csv", "宗地代码,合同编号,合同签订日期\r\n" + id + "," + no + ",2024-02-29\r\n");
    make(table, "ids.gpkg");
    ASSERT_EQ(hand_over("parcel", "ids.xlsx", {"--fields", "parcel_id,contract_no,contract_date"}, "ids.gpkg").code, 0);
    auto members = unzip(folder_ / "ids.xlsx");
    const std::string sheet = members["xl/worksheets/sheet1.xml"];
    EXPECT_TRUE(says(members["xl/sharedStrings.xml"], no)) << sheet;
    EXPECT_FALSE(says(sheet, no)) << sheet;
    EXPECT_TRUE(says(sheet, "<v>45351</v>")) << sheet;  // 29 February 2024 as spreadsheets count days
    EXPECT_EQ(read_back("ids.xlsx", "SELECT contract_no, contract_date FROM parcel"),
              "contract_no,contract_date\n" + no + ",2024-02-29\n");
}

TEST_F(Export, TooLongANameIsRefusedAndNothingIsLeft) {
    const Answer answer = hand_over("parcel_result", "long.shp", {"--profile", "none"});
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "area_registered_m2") || says(answer.err, "supply_state")) << answer.err;
    EXPECT_FALSE(fs::exists(folder_ / "long.shp"));
    for (const auto& entry : fs::directory_iterator{folder_.path()})
        EXPECT_FALSE(entry.path().filename().string().starts_with(".mutu")) << entry.path();
}

TEST_F(Export, NothingIsOverwrittenUnasked) {
    write(folder_ / "a.txt", "mine");
    const Answer answer = hand_over("parcel", "a.txt");
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(read_file(folder_ / "a.txt"), "mine");
    EXPECT_EQ(hand_over("parcel", "a.txt", {"--overwrite"}).code, 0);
    EXPECT_NE(read_file(folder_ / "a.txt"), "mine");
    ASSERT_EQ(hand_over("parcel", "a.gdb").code, 0);
    EXPECT_EQ(hand_over("parcel", "a.gdb").code, 2);
    EXPECT_EQ(hand_over("parcel", "a.gdb", {"--overwrite"}).code, 0);
    EXPECT_EQ(hand_over("parcel", "book.gpkg", {"--overwrite"}).code, 2);  // not the book itself
}

TEST_F(Export, WrongWordsAreAnsweredWithTheRightOnes) {
    EXPECT_TRUE(says(hand_over("parcel_reslt", "a.txt").err, "parcel_result"));
    EXPECT_TRUE(says(hand_over("parcel", "a.doc").err, ".txt"));
    EXPECT_TRUE(says(hand_over("parcel", "a.xlsx", {"--profile", "beijing"}).err, "hunan"));
    EXPECT_TRUE(says(hand_over("parcel", "a.csv", {"--fields", "no_such"}).err, "no_such"));
    EXPECT_EQ(hand_over("parcel", "a.doc").code, 2);
    const Answer clause = hand_over("parcel", "a.csv", {"--where", "bogus = 1"});
    EXPECT_EQ(clause.code, 2);
    EXPECT_TRUE(says(clause.err, "bogus")) << clause.err;
    EXPECT_FALSE(fs::exists(folder_ / "a.csv"));
    EXPECT_EQ(hand_over("parcel", "a.txt", {"--where", "parcel_id = 'nobody'"}).code, 2);
    EXPECT_EQ(hand_over("indicator", "a.txt").code, 2);  // a table without shapes is no survey
}

TEST_F(Export, RowsAndFieldsCanBeChosen) {
    ASSERT_EQ(
        hand_over("parcel_result", "one.csv", {"--where", "parcel_id = 'DK02'", "--fields", "parcel_id,area_m2"}).code,
        0);
    EXPECT_EQ(read_file(folder_ / "one.csv"), "\xEF\xBB\xBF"
                                              "parcel_id,area_m2\r\nDK02,2500\r\n");
    ASSERT_EQ(hand_over("parcel_result", "park.csv", {"--park", "-", "--fields", "parcel_id"}).code, 0);
    EXPECT_EQ(read_file(folder_ / "park.csv"), "\xEF\xBB\xBF"
                                               "parcel_id\r\nDK01\r\nDK02\r\n");
}

TEST_F(Export, ProfilesSayMuAndWords) {
    ASSERT_EQ(
        hand_over("parcel_result", "h.csv", {"--profile", "hunan", "--fields", "parcel_id,area_mu,idle_state"}).code,
        0);
    const std::string table = read_file(folder_ / "h.csv");
    EXPECT_TRUE(says(table, "宗地编号,面积亩,闲置状态")) << table;
    EXPECT_TRUE(says(table, "DK01,7.50,")) << table;  // 5 000 m²
    EXPECT_FALSE(says(table, "undetermined")) << table;
}

TEST_F(Export, OneSurveyTextHasOneZone) {
    const std::string east =
        write(folder_ / "east.txt", "[属性描述]\n坐标系=2000国家大地坐标系\n带号=38\n[地块坐标]\n3,,DK03,c,面,,,,@\n"
                                    "1,1,2987800,38340000\n2,1,2987800,38340100\n3,1,2987750,38340100\n");
    const Answer both = run({"run", "--parcel", folder_ / "in.txt", "--parcel", east, "--book", folder_ / "both.gpkg"});
    ASSERT_EQ(both.code, 0) << both.err;
    const Answer answer = hand_over("parcel", "both.txt", {}, "both.gpkg");
    // A book is kept in one zone, so all its land is written in that one: the eastern parcel too, beyond the zone's
    // edge.
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string text = to_utf8(read_file(folder_ / "both.txt"), "GB18030").value();
    EXPECT_EQ(text.find("带号="), text.rfind("带号=")) << text;
    EXPECT_NE(text.find("DK03"), std::string::npos) << text;
    EXPECT_EQ(hand_over("parcel", "again.txt", {"--crs", "EPSG:4525"}, "both.gpkg").code, 0);
}

}  // namespace
}  // namespace mutu::test

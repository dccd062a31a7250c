// Boundary-point text files: every spelling that offices hand around becomes the same layer, every fault has its line.
#include "io/support.hpp"

#include "mutu/crs.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

using namespace test;

const std::string header =
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=37\n"
    "精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n";
// 100 m east by 50 m north in zone 37: 5 000 m², 0.5 公顷, 7.5 亩.
const std::string square = "J1,1,2987800.000,37549600.000\nJ2,1,2987800.000,37549700.000\n"
                           "J3,1,2987750.000,37549700.000\nJ4,1,2987750.000,37549600.000\n";

Holdings survey(const std::string& bytes, Role role = Role::parcel) {
    static int number = 0;
    const auto folder = scratch("survey_" + std::to_string(++number));
    return read(role, write(folder / "勘测.txt", bytes));
}

std::string text(const Holdings& holdings, Role role, const std::string& field, std::size_t row = 0) {
    return holdings[role].column<std::string>(field)[row].value_or("(unknown)");
}

std::string stated_area(const Holdings& holdings, std::size_t row = 0) {
    const auto area = holdings[Role::parcel].column<Area>("registered_area_m2")[row];
    return area ? to_text(*area) : "(unknown)";
}

std::string passed(const Holdings& holdings, Role role, const std::string& name, std::size_t row = 0) {
    for (const auto& column : holdings[role].passed())
        if (column.name == name) return column.values[row].value_or("");
    return "(no column)";
}

double drawn(const Holdings& holdings, std::size_t row = 0) { return area(holdings[Role::parcel].shapes(), row); }

std::string crs(const Holdings& holdings) { return holdings.sources.front().crs.definition(); }

// Feature 2: 国土TXT 报盘 read, local variants.
TEST(FeatureRow2, TheRealFileHasItsAreasAndZoneInBothEncodings) {
    for (const char* file : {"shaanxi_3_plots.utf8.txt", "shaanxi_3_plots.gbk_crlf.txt"}) {
        const std::string path = shared(std::string{"05_survey_txt/"} + file);
        MUTU_NEEDS(path);
        const Holdings plots = read(Role::parcel, path);
        ASSERT_EQ(plots[Role::parcel].rows(), 3u) << file;
        EXPECT_EQ(crs(plots), "EPSG:4524");
        EXPECT_NEAR(drawn(plots, 0), 7492.7009, 1e-4);
        EXPECT_NEAR(drawn(plots, 1), 565.8759, 1e-4);
        EXPECT_NEAR(drawn(plots, 2), 8246.8652, 1e-4);
        EXPECT_EQ(stated_area(plots, 0), "7493");                   // 0.7493 公顷
        EXPECT_EQ(text(plots, Role::parcel, "parcel_id", 2), "1");  // the exporter numbered all plots 1
        EXPECT_EQ(text(plots, Role::parcel, "project_name", 2), "地块3");
        EXPECT_EQ(count(plots, "survey_point_count"), 3);  // 34, 21 and 26 are stated, 5, 5 and 6 lines follow
        EXPECT_EQ(count(plots, "area_disagrees"), 0);
    }
}

TEST(FeatureRow2, OnePlotComesOutTheSameInEverySpelling) {
    const std::string plot = "4,0.5,DK01,一号地块,面,H49G001,工业用地,0601,@\n";
    const auto gbk = from_utf8(header + plot + square, "GBK").value();
    std::string crlf = header + plot + square;
    for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2) crlf.insert(at, "\r");
    const std::string wide_header =
        "【属性描述】\n坐标系：2000国家大地坐标系\n分带＝3度带\n带号=37带\n转换坐标=,,,,,,\n【地块坐标】\n";
    const std::string wide_commas =
        "4，0.5，DK01，一号地块，面，H49G001，工业用地，0601，@\nJ01，1，2987800.000，37549600.000\n"
        "J02，1，2987800.000，37549700.000\nJ03，1，2987750.000，37549700.000\n"
        "J04，1，2987750.000，37549600.000\nJ01，1，2987800.000，37549600.000\n";
    const std::string bare_names =
        "5,0.5公顷,DK01,一号地块,面,H49G001,工业用地,0601,@ \n1,1,2987800,37549600\n"
        "2,1,2987800,37549700\n3,1,2987750,37549700\n4,1,2987750,37549600\n1,1,2987800,37549600\n";
    for (const std::string& bytes : {header + plot + square, "\xEF\xBB\xBF" + header + plot + square, gbk, crlf,
                                     wide_header + plot + square, header + wide_commas, header + bare_names}) {
        const Holdings holdings = survey(bytes);
        ASSERT_EQ(holdings[Role::parcel].rows(), 1u) << bytes;
        EXPECT_DOUBLE_EQ(drawn(holdings), 5000) << bytes;
        EXPECT_EQ(crs(holdings), "EPSG:4525") << bytes;
        EXPECT_EQ(text(holdings, Role::parcel, "parcel_id"), "DK01") << bytes;
        EXPECT_EQ(text(holdings, Role::parcel, "project_name"), "一号地块") << bytes;
        EXPECT_EQ(stated_area(holdings), "5000") << bytes;
        EXPECT_EQ(passed(holdings, Role::parcel, "图幅号"), "H49G001") << bytes;
        EXPECT_EQ(passed(holdings, Role::parcel, "地块用途"), "工业用地") << bytes;
        // 0601 is a code of two standards, so one doubt is right.
        ASSERT_EQ(holdings.diagnostics.size(), 1u) << bytes;
        EXPECT_EQ(holdings.diagnostics.front().code, "code_system_doubtful") << bytes;
    }
}

TEST(FeatureRow2, ThePlaceOfTheAttributesIsFoundWhereverTheyStand) {
    const Holdings longer = survey(header + "4,0.5,430525,石江村,DK02,二号地块,面,,工业用地,0601,@\n" + square);
    EXPECT_EQ(text(longer, Role::parcel, "parcel_id"), "DK02");  // ten commas: region and village come first
    EXPECT_EQ(passed(longer, Role::parcel, "村名"), "石江村");
    const Holdings twelve = survey(header + "4,0.5,甲,DK03,三号地块,面,,工业用地,0601,国有,8,2,@\n" + square);
    EXPECT_EQ(text(twelve, Role::parcel, "parcel_id"), "DK03");  // 面 tells where the rest stands
    EXPECT_EQ(text(twelve, Role::parcel, "land_use_code"), "0601");
    EXPECT_EQ(passed(twelve, Role::parcel, "属性3"), "甲");
    EXPECT_EQ(passed(twelve, Role::parcel, "属性12"), "2");
    const Holdings none = survey(header + "@\n" + square);
    EXPECT_EQ(none[Role::parcel].rows(), 1u);
    EXPECT_DOUBLE_EQ(drawn(none), 5000);
    EXPECT_EQ(stated_area(none), "(unknown)");
    const Holdings no_line = survey(header + square);
    EXPECT_DOUBLE_EQ(drawn(no_line), 5000);
}

TEST(FeatureRow2, DegreesAreReadWithoutAHeaderAndInEitherOrder) {
    for (const char* points : {"J1,1,27.00,111.50\nJ2,1,27.00,111.51\nJ3,1,26.99,111.51\n",
                               "J1,1,111.50,27.00\nJ2,1,111.51,27.00\nJ3,1,111.51,26.99\n",
                               "J1,1,27°00′00″,111°30′00″\nJ2,1,27°00′00″,111°30′36″\nJ3,1,26°59′24″,111°30′36″\n"}) {
        const Holdings holdings = survey(std::string{"[地块坐标]\n3,,1,经纬度地块,面,,,,@\n"} + points);
        EXPECT_EQ(crs(holdings), "EPSG:4490") << points;
        EXPECT_DOUBLE_EQ(holdings[Role::parcel].shapes().points().front().x, 111.5) << points;
        EXPECT_NEAR(drawn(holdings), 0.00005, 1e-12) << points;
    }
}

TEST(FeatureRow2, ServesAsParkBoundary) {
    const Holdings holdings = survey(header + "4,0.5,KFQ1,,面,,,,@\n" + square, Role::park);
    EXPECT_EQ(text(holdings, Role::park, "park_id"), "KFQ1");
    EXPECT_EQ(text(holdings, Role::park, "park_name"), "KFQ1");  // no name: the id
    EXPECT_EQ(to_text(*holdings[Role::park].column<Area>("approved_area_m2")[0]), "5000");
}

TEST(SurveyText, CaseG06ThePrefixWinsOverTheHeader) {
    const std::string file =
        "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=38\n[地块坐标]\n4,,1,a,面,,,,@\n"
        "1,1,3751508.512,39438683.652\n2,1,3751508.512,39438783.652\n3,1,3751408.512,39438683.652\n";
    const Holdings holdings = survey(file);
    EXPECT_EQ(crs(holdings), "EPSG:4527");
    EXPECT_EQ(holdings[Role::parcel].shapes().points().front(), (Xy{39438683.652, 3751508.512}));  // X is northing
    const Diagnostic* zone = find(holdings, "survey_zone");
    ASSERT_TRUE(zone);
    EXPECT_NE(zone->message.find("38"), std::string::npos);
    EXPECT_NE(zone->message.find("39"), std::string::npos);
}

TEST(SurveyText, CaseG07TheSecondRingIsAHoleOrAPartByContainment) {
    const std::string plot = "8,,1,a,面,,,,@\n";
    const std::string inside =
        "J5,2,2987780,37549620\nJ6,2,2987780,37549640\nJ7,2,2987760,37549640\nJ8,2,2987760,37549620\n";
    const std::string beside =
        "J5,2,2987780,37549720\nJ6,2,2987780,37549740\nJ7,2,2987760,37549740\nJ8,2,2987760,37549720\n";
    const Holdings hole = survey(header + plot + square + inside);
    EXPECT_DOUBLE_EQ(drawn(hole), 5000 - 400);
    EXPECT_EQ(hole[Role::parcel].shapes().parts(0).size(), 1u);
    const Holdings parts = survey(header + plot + square + beside);
    EXPECT_DOUBLE_EQ(drawn(parts), 5000 + 400);
    EXPECT_EQ(parts[Role::parcel].shapes().parts(0).size(), 2u);
    const Holdings hole_first = survey(header + plot + inside + square);
    EXPECT_DOUBLE_EQ(drawn(hole_first), 5000 - 400);
    const Holdings island =
        survey(header + plot + square + inside +
               "J9,3,2987775,37549625\nJ10,3,2987775,37549630\nJ11,3,2987770,37549630\nJ12,3,2987770,37549625\n");
    EXPECT_DOUBLE_EQ(drawn(island), 5000 - 400 + 25);  // an island in the hole is land again
}

TEST(SurveyText, CaseG08TheUnitOfTheAreaFollowsFromTheDrawing) {
    // 80 m by 95.69 m: 7 655.2 m².
    const std::string points =
        "1,1,2987800,37549600\n2,1,2987800,37549680\n3,1,2987704.31,37549680\n4,1,2987704.31,37549600\n";
    const auto with_area = [&](const std::string& area) {
        return survey(header + "4," + area + ",1,a,面,,,,@\n" + points);
    };
    const Holdings hectares = with_area("0.7655"), metres = with_area("7655.2"), mu = with_area("11.48");
    EXPECT_EQ(stated_area(hectares), "7655");
    EXPECT_EQ(count(hectares, "area_unit_guessed"), 0);
    EXPECT_EQ(stated_area(metres), "7655.2");
    EXPECT_EQ(count(metres, "area_unit_guessed"), 1);
    EXPECT_EQ(stated_area(mu), to_text(Area::mu(11.48)));
    EXPECT_EQ(count(mu, "area_unit_guessed"), 1);
    EXPECT_EQ(stated_area(with_area("11.48亩")), to_text(Area::mu(11.48)));
    EXPECT_EQ(count(with_area("11.48亩"), "area_unit_guessed"), 0);
}

TEST(SurveyText, StatedAndDrawnAreaMayDifferByHalfAPercentAndNoMore) {
    const auto with_area = [&](const std::string& area) {
        return survey(header + "4," + area + ",1,a,面,,,,@\n" + square);
    };
    EXPECT_EQ(count(with_area("0.5025"), "area_disagrees"), 0);  // 25 m² of 5 000
    const Holdings apart = with_area("0.5026");
    ASSERT_EQ(count(apart, "area_disagrees"), 1);
    EXPECT_NE(find(apart, "area_disagrees")->message.find("26.00"), std::string::npos);
    EXPECT_EQ(find(apart, "area_disagrees")->source_row, 1);
}

TEST(SurveyText, CaseG09TheFirstPointMayBeRepeatedOrNot) {
    const std::string plot = "4,0.5,1,a,面,,,,@\n";
    const Holdings open = survey(header + plot + square);
    const Holdings closed = survey(header + plot + square + "J1,1,2987800.000,37549600.000\n");
    EXPECT_EQ(to_wkb(open[Role::parcel].shapes(), 0), to_wkb(closed[Role::parcel].shapes(), 0));
    // Closed rings under one number are apart even so.
    const Holdings two =
        survey(header + plot + square + "J1,1,2987800.000,37549600.000\n" +
               "J5,1,2987780,37549720\nJ6,1,2987780,37549740\nJ7,1,2987760,37549740\nJ5,1,2987780,37549720\n");
    EXPECT_EQ(two[Role::parcel].shapes().parts(0).size(), 2u);
    EXPECT_DOUBLE_EQ(drawn(two), 5200);
}

TEST(SurveyText, CaseG10EastingsWithoutAPrefixTakeTheHeadersZone) {
    const std::string points = "1,1,2987800,438683.652\n2,1,2987800,438783.652\n3,1,2987700,438683.652\n";
    const std::string plot = "3,0.5,1,a,面,,,,@\n";
    EXPECT_EQ(crs(survey(header + plot + points)), "EPSG:4546");
    const std::string xian = "[属性描述]\n坐标系=80国家大地坐标系\n带号=37\n[地块坐标]\n";
    EXPECT_EQ(crs(survey(xian + plot + points)), "EPSG:2382");  // central meridian 111°
    EXPECT_EQ(crs(survey(xian + plot + square)), "EPSG:2361");  // case G11
    EXPECT_EQ(crs(survey("[属性描述]\n坐标系=1954北京坐标系\n带号=37\n[地块坐标]\n" + plot + square)), "EPSG:2413");
    EXPECT_EQ(crs(survey("[属性描述]\n坐标系=2000国家大地坐标系\n中央子午线=111\n[地块坐标]\n" + plot + points)),
              "EPSG:4546");
    const auto folder = scratch("survey_nowhere");
    const std::string nowhere = write(folder / "a.txt", "[地块坐标]\n" + plot + points);
    EXPECT_NE(refusal(source(Role::parcel, nowhere)).find("crs ="), std::string::npos);
}

TEST(SurveyText, ASixDegreeZoneIsToldByItsNumber) {
    const Holdings holdings =
        survey("[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=19\n[地块坐标]\n3,,1,a,面,,,,@\n"
               "1,1,2987800,19549600\n2,1,2987800,19549700\n3,1,2987750,19549700\n");
    EXPECT_EQ(crs(holdings), "EPSG:4497");
    EXPECT_EQ(count(holdings, "survey_zone"), 1);  // the header says 3 degrees
}

TEST(SurveyText, AxesTheOtherWayRoundAreTurnedAndTold) {
    const Holdings holdings =
        survey(header + "3,0.25,1,a,面,,,,@\n1,1,37549600,2987800\n2,1,37549700,2987800\n3,1,37549700,2987750\n");
    EXPECT_EQ(crs(holdings), "EPSG:4525");
    EXPECT_DOUBLE_EQ(drawn(holdings), 2500);
    EXPECT_EQ(count(holdings, "survey_axes"), 1);
}

TEST(SurveyText, APlotOfTheNextZoneIsBroughtIntoTheOthers) {
    const std::string plot = "4,0.5,1,a,面,,,,@\n", other = "3,,2,b,面,,,,@\n";
    const Holdings holdings = survey(header + plot + square + plot + square + other +
                                     "1,1,2987800,38254600\n2,1,2987800,38254700\n3,1,2987750,38254700\n");
    EXPECT_EQ(crs(holdings), "EPSG:4525");
    const Box box = holdings[Role::parcel].shapes().box(2);
    EXPECT_GT(box.min_x, 37'500'000);
    EXPECT_LT(box.max_x, 38'000'000);
    EXPECT_NEAR(drawn(holdings, 2), 2500, 5);
    EXPECT_EQ(count(holdings, "survey_zone"), 1);
}

TEST(SurveyText, AnUnreadablePointCostsThePlotsShapeAndNamesItsLine) {
    const Holdings holdings =
        survey(header +
               "4,0.5,1,a,面,,,,@\nJ1,1,2987800.000,37549600.000\nJ2,1,298780O.000,37549700.000\n"
               "J3,1,2987750.000,37549700.000\nJ4,1,2987750.000,37549600.000\n4,0.5,2,b,面,,,,@\n" +
               square);
    ASSERT_EQ(holdings[Role::parcel].rows(), 2u);
    EXPECT_TRUE(holdings[Role::parcel].shapes().null(0));  // not a triangle
    EXPECT_DOUBLE_EQ(drawn(holdings, 1), 5000);
    const Diagnostic* fault = find(holdings, "survey_point");
    ASSERT_TRUE(fault);
    EXPECT_NE(fault->message.find("第 12 行"), std::string::npos);
    EXPECT_EQ(fault->subject_id, "1");
    EXPECT_EQ(fault->severity, Severity::error);
}

TEST(SurveyText, ALineOfProseIsSkippedAndTold) {
    const Holdings holdings = survey(header + "4,0.5,1,a,面,,,,@\n以下为界址点\n" + square + "制表：张三 2026年6月\n");
    EXPECT_DOUBLE_EQ(drawn(holdings), 5000);
    EXPECT_EQ(count(holdings, "survey_line"), 2);
}

TEST(SurveyText, ADigitMistypedInTheZoneCostsTheShape) {
    const Holdings holdings = survey(header + "4,0.5,1,a,面,,,,@\n" + square + "J5,1,2987740.000,38549600.000\n");
    EXPECT_TRUE(holdings[Role::parcel].shapes().null(0));
    EXPECT_EQ(find(holdings, "survey_zone")->severity, Severity::error);
}

TEST(SurveyText, ThePrecisionIsRecorded) {
    EXPECT_EQ(passed(survey(header + "4,0.5,1,a,面,,,,@\n" + square), Role::parcel, "精度"), "0.001");
}

TEST(SurveyText, AWordFileIsNoSurvey) {
    const auto folder = scratch("survey_prose");
    const std::string path = write(folder / "说明.txt", "这是一份说明。\n没有坐标。\n");
    EXPECT_NE(refusal(source(Role::parcel, path)), "");
}

TEST(SurveyText, ManyRingsAreALimitThatIsTold) {
    std::string plot = header + "4,0.5,1,a,面,,,,@\n";
    for (int ring = 1; ring <= 1001; ++ring)
        for (const auto& [north, east] : {std::pair{0, 0}, {0, 1}, {1, 0}})
            plot += "1," + std::to_string(ring) + "," + std::to_string(2987800 + 2 * ring + north) + "," +
                    std::to_string(37549600 + east) + "\n";
    const Holdings holdings = survey(plot);
    EXPECT_TRUE(holdings[Role::parcel].shapes().null(0));
    EXPECT_EQ(count(holdings, "survey_ring"), 1);
}

TEST(SurveyText, IsInspectedLikeAnyFile) {
    const auto folder = scratch("survey_inspect");
    const std::string path =
        write(folder / "园区边界.txt", from_utf8(header + "4,0.5,1,a,面,,,,@\n" + square, "GBK").value());
    const auto guesses = inspect(path, aliases());
    ASSERT_EQ(guesses.size(), 1u);
    EXPECT_EQ(guesses.front().encoding, "GBK");
    EXPECT_EQ(guesses.front().crs, "EPSG:4525");
    EXPECT_EQ(guesses.front().roles.front().first, Role::park);
    EXPECT_EQ(guesses.front().rows, 1);
    const std::string plots = write(folder / "a.txt", header + "4,0.5,1,a,面,,,,@\n" + square);
    EXPECT_EQ(inspect(plots, aliases()).front().roles.front().first, Role::parcel);
}

}  // namespace
}  // namespace mutu

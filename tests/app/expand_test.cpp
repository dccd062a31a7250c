// mutu expand on the demo: the answer of the interface, the scenario in the book, and what is refused.
#include "program.hpp"

#include "mutu/value.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

/// A demo of one park, written and run once.
struct ExpandDemo {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg";
    double min_x = 0, min_y = 0, max_x = 0, max_y = 0;
    ExpandDemo() {
        EXPECT_EQ(run({"demo", folder / "d", "--parks", "1"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
        const auto box = ask(book, "SELECT minx, miny, maxx, maxy FROM rtree_park_result_geom").at(0);
        const auto at = [&](const char* name) { return std::stod(*box.at(name)); };
        min_x = at("minx"), min_y = at("miny"), max_x = at("maxx"), max_y = at("maxy");
    }
};

const ExpandDemo& expand_demo() {
    static const ExpandDemo made;
    return made;
}

/// A rectangle in the plane of the demo, as WKT in a CSV that says its CRS on the command line.
std::string land(const TempFolder& folder, const std::string& name, double x, double y, double width, double height) {
    const auto p = [](double px, double py) { return shortest(px) + " " + shortest(py); };
    write(folder / name, "WKT,name\n\"POLYGON((" + p(x, y) + "," + p(x + width, y) + "," + p(x + width, y + height) +
                             "," + p(x, y + height) + "," + p(x, y) + "))\",拟扩\n");
    return folder / name + ",crs=EPSG:4525";
}

Value answered(std::vector<std::string> more) {
    std::vector<std::string> words{"expand", expand_demo().book, "--format", "json", "--dry-run"};
    words.insert(words.end(), more.begin(), more.end());
    const Answer said = run(words);
    EXPECT_EQ(said.code, 0) << said.err;
    return said.code == 0 ? parse_json(said.out, "expand") : Value{};
}

std::string verdict(const Value& answer, const std::string& rule) {
    for (const Value& check : answer.find("alternatives")->list("alternatives")[0].find("checks")->list("checks"))
        if (check.find("rule")->text("rule") == rule) return check.find("verdict")->text("verdict");
    return "no such check";
}

TEST(ExpandRun, TestsADrawnBoundaryAgainstTheLayersOfTheBook) {
    const TempFolder folder;
    const ExpandDemo& demo = expand_demo();
    // West of the park lies basic farmland from 300 m on, in the southern half.
    const Value bad = answered({"--candidate", land(folder, "bad.csv", demo.min_x - 350, demo.min_y, 350, 100)});
    EXPECT_EQ(verdict(bad, "constraint_basic_farmland"), "no");
    EXPECT_EQ(verdict(bad, "constraint_urban_boundary"), "yes");
    EXPECT_EQ(verdict(bad, "constraint_nature_reserve"), "undetermined");
    const Value& one = bad.find("alternatives")->list("alternatives")[0];
    EXPECT_EQ(one.find("verdict")->text("verdict"), "no");
    double shared = 0;
    for (const Value& overlap : one.find("overlaps")->list("overlaps"))
        if (overlap.find("kind")->text("kind") == "basic_farmland") {
            EXPECT_EQ(overlap.find("parts")->list("parts").size(), 1U);
            shared = overlap.find("area_m2")->real("area_m2");
        }
    EXPECT_NEAR(shared, 50 * 100, 600);  // an R-tree keeps bounds to some four metres here
    const Value good = answered({"--candidate", land(folder, "good.csv", demo.min_x - 250, demo.min_y, 250, 100)});
    EXPECT_EQ(verdict(good, "constraint_basic_farmland"), "yes");
}

TEST(ExpandRun, BeforeIsWhatTheBookSaysAndAreaIsConserved) {
    const TempFolder folder;
    const ExpandDemo& demo = expand_demo();
    const Value answer = answered({"--candidate", land(folder, "c.csv", demo.max_x + 5, demo.min_y, 300, 200)});
    const Value& one = answer.find("alternatives")->list("alternatives")[0];
    const auto member = [&](const char* key) { return one.find(key)->real(key); };
    EXPECT_NEAR(member("park_before_m2") + member("area_m2"), member("park_after_m2"), 0.02);
    EXPECT_NEAR(member("park_before_m2"), number(demo.book, "SELECT area_m2 FROM park_result"), 0.02);
    ASSERT_GT(one.find("indicators")->list("indicators").size(), 0U);
    for (const Value& moved : one.find("indicators")->list("indicators"))
        if (!moved.find("before")->is_null()) {
            EXPECT_NEAR(moved.find("before")->real("before"),
                        number(demo.book, "SELECT value FROM indicator WHERE indicator_id = '" +
                                              moved.find("indicator")->text("indicator") + "'"),
                        1e-9);
        }
    // Every indicator of the evaluation is there, whether it moves or not.
    EXPECT_EQ(static_cast<double>(one.find("indicators")->list("indicators").size()),
              number(demo.book, "SELECT count(*) FROM indicator WHERE indicator_id <> 'zone_type'"));
    EXPECT_GT(answer.find("reserve")->find("land")->list("land").size(), 3U);
    EXPECT_GT(answer.find("steps")->list("steps").size(), 5U);
}

TEST(ExpandRun, KeepsEachCallAsAScenarioBesideThePlansAndARunKeepsThem) {
    const TempFolder folder;
    const std::string book = folder / "d/book.gpkg";
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "1"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    ASSERT_EQ(run({"plan", book, "--budget", "1000"}).code, 0);
    const ExpandDemo& demo = expand_demo();
    const std::string added = land(folder, "a.csv", demo.max_x + 5, demo.min_y, 300, 200),
                      removed = land(folder, "r.csv", demo.min_x, demo.min_y, 100, 1000);
    for (const auto& more : std::vector<std::vector<std::string>>{{}, {"--remove", removed}}) {
        std::vector<std::string> words{"expand", book, "--candidate", added};
        words.insert(words.end(), more.begin(), more.end());
        const Answer said = run(words);
        EXPECT_EQ(said.code, 0) << said.err;
        for (const char* word : {"检查与门槛", "压占证明", "先挖潜", "报批程序清单"})
            EXPECT_TRUE(says(said.out, word)) << word;
    }
    const auto rows = ask(book, "SELECT scenario_id, alternative_id, area_m2, removed_m2, kind FROM "
                                "expansion_candidate WHERE geom IS NOT NULL ORDER BY fid");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(*rows[1].at("scenario_id"), "E2");
    EXPECT_EQ(*rows[0].at("kind"), "expand");
    EXPECT_GT(std::stod(*rows[1].at("removed_m2")), 0);
    EXPECT_EQ(ask(book, "SELECT fid FROM expansion_removed").size(), 1U);
    EXPECT_EQ(ask(book, "SELECT fid FROM expansion_boundary").size(), 2U);
    EXPECT_EQ(ask(book, "SELECT fid FROM plan_scenario").size(), 1U);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml", "--set", "idle_a_years=2"}).code, 0);
    EXPECT_EQ(ask(book, "SELECT fid FROM expansion_candidate").size(), 2U);
    EXPECT_EQ(ask(book, "SELECT fid FROM expansion_check WHERE because IS NULL").size(), 0U);
}

TEST(ExpandRun, SaysWhyOneCheckCameOutAndInEnglishToo) {
    const TempFolder folder;
    const ExpandDemo& demo = expand_demo();
    const std::string bad = land(folder, "bad.csv", demo.min_x - 350, demo.min_y, 350, 100);
    const Answer why = run({"expand", demo.book, "--candidate", bad, "--why", "basic_farmland", "--dry-run"});
    EXPECT_EQ(why.code, 0) << why.err;
    EXPECT_TRUE(says(why.out, "永久基本农田：不通过") && says(why.out, "m²，在")) << why.out;
    EXPECT_EQ(run({"expand", demo.book, "--candidate", bad, "--why", "nothing", "--dry-run"}).code, 2);
    const Answer english = run({"expand", demo.book, "--candidate", bad, "--lang", "en", "--dry-run"});
    EXPECT_TRUE(says(english.out, "Checks and gates") && says(english.out, "fail")) << english.out;
}

TEST(ExpandRun, TellsWhatIsWrongWithTheInput) {
    const TempFolder folder;
    const ExpandDemo& demo = expand_demo();
    const auto refused = [&](const std::string& file, int code, const std::string& word) {
        const Answer said = run({"expand", demo.book, "--candidate", file, "--dry-run"});
        EXPECT_EQ(said.code, code) << file << said.err;
        EXPECT_TRUE(says(said.err, word)) << said.err;
    };
    refused(land(folder, "far.csv", demo.max_x + 60'000, demo.min_y, 300, 200), 4, "expand_farthest");
    refused(land(folder, "in.csv", (demo.min_x + demo.max_x) / 2, (demo.min_y + demo.max_y) / 2, 5, 5), 4,
            "全部在园区之内");
    refused(folder / "nothing.geojson", 3, "nothing.geojson");
    write(folder / "line.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
                                   R"("geometry":{"type":"Point","coordinates":[111,27]}}]})");
    refused(folder / "line.geojson", 4, "没有可用的面图形");
    EXPECT_EQ(run({"expand", demo.book}).code, 2);
    EXPECT_EQ(run({"expand", demo.book, "--park", "X", "--candidate", folder / "a.csv"}).code, 2);
    // A bow tie: mended and told; with --strict refused.
    const auto p = [&](double x, double y) { return shortest(demo.max_x + x) + " " + shortest(demo.min_y + y); };
    write(folder / "bow.csv", "WKT,name\n\"POLYGON((" + p(5, 0) + "," + p(205, 200) + "," + p(205, 0) + "," +
                                  p(5, 200) + "," + p(5, 0) + "))\",拟扩\n");
    const std::string bow = folder / "bow.csv,crs=EPSG:4525";
    const Answer mended = run({"expand", demo.book, "--candidate", bow, "--dry-run"});
    EXPECT_EQ(mended.code, 0) << mended.err;
    EXPECT_TRUE(says(mended.err, "拓扑错误")) << mended.err;
    EXPECT_EQ(run({"expand", demo.book, "--candidate", bow, "--dry-run", "--strict"}).code, 4);
}

/// An Arc/Info grid of heights over a box of the demo's plane; GDAL opens it like a GeoTIFF.
std::string heights(const TempFolder& folder, const std::string& name, double x, double y, double size) {
    std::string text = "ncols 40\nnrows 40\nxllcorner " + shortest(x) + "\nyllcorner " + shortest(y) + "\ncellsize " +
                       shortest(size / 40) + "\nNODATA_value -9999\n";
    for (int line = 0; line < 40; ++line) {
        for (int column = 0; column < 40; ++column) text += std::to_string(100 + column) + " ";
        text += "\n";
    }
    write(folder / name, text);
    return folder / name + ",crs=EPSG:4525";
}

TEST(ExpandRun, HeightsGiveSlopesAndWhatTheyDoNotCoverIsTold) {
    const TempFolder folder;
    const ExpandDemo& demo = expand_demo();
    const std::string added = land(folder, "c.csv", demo.max_x + 5, demo.min_y, 300, 200);
    const auto with = [&](const std::string& dem) {
        return run({"expand", demo.book, "--candidate", added, "--dem", dem, "--dry-run", "--format", "json"});
    };
    const Answer whole = with(heights(folder, "whole.asc", demo.max_x - 100, demo.min_y - 100, 800));
    ASSERT_EQ(whole.code, 0) << whole.err;
    const Value answer = parse_json(whole.out, "expand");
    EXPECT_EQ(verdict(answer, "slope_dem"), "yes");  // 1 m in 20 m: 2.9 degrees
    const Answer half = with(heights(folder, "half.asc", demo.max_x - 850, demo.min_y - 100, 1000));
    ASSERT_EQ(half.code, 0) << half.err;
    const Value part = parse_json(half.out, "expand");
    EXPECT_EQ(verdict(part, "slope_dem"), "undetermined");
    EXPECT_TRUE(says(half.err, "没有覆盖其中")) << half.err;
    const Answer none = with(heights(folder, "none.asc", demo.max_x + 5000, demo.min_y, 800));
    EXPECT_EQ(none.code, 4);
    EXPECT_TRUE(says(none.err, "none.asc") && says(none.err, "不覆盖此处")) << none.err;
    const Answer lost = with(folder / "whole.asc");
    EXPECT_EQ(lost.code, 3);
    EXPECT_TRUE(says(lost.err, "没有坐标系")) << lost.err;
    EXPECT_EQ(with(folder / "c.csv").code, 3);
    EXPECT_EQ(with(folder / "nothing.tif").code, 3);
    const Answer found = run({"expand", demo.book, "--area-mu", "300", "--dem",
                              heights(folder, "wide.asc", demo.min_x - 6000, demo.min_y - 6000, 14'000), "--dry-run"});
    EXPECT_EQ(found.code, 0) << found.err;
    EXPECT_TRUE(says(found.out, "陡度") && says(found.out, "坡度（按高程栅格）")) << found.out;
}

TEST(ExpandRun, WhenTheTimeIsUpItGivesTheBestSoFarWithSix) {
    const Answer said = run({"expand", expand_demo().book, "--area-mu", "300", "--seconds", "0", "--dry-run"});
    EXPECT_EQ(said.code, 6) << said.err;
    EXPECT_TRUE(says(said.err, "时限已到")) << said.err;
    EXPECT_TRUE(says(said.out, "A1")) << said.out;
}

TEST(ExpandRun, TheDemandForLandStandsBesideTheReserve) {
    const TempFolder folder;
    const ExpandDemo& demo = expand_demo();
    const Value answer = answered({"--candidate", land(folder, "c.csv", demo.max_x + 5, demo.min_y, 300, 200), "--set",
                                   "expand_demand_target=900"});
    const Value& demand = *answer.find("demand");
    EXPECT_EQ(demand.find("rows")->list("rows").size(), 5U);
    EXPECT_GE(demand.find("high_m2")->real("high"), 600'000 - 0.01);
    const Value& one = answer.find("alternatives")->list("alternatives")[0];
    EXPECT_GT(one.find("supply_years_after")->real("after"), answer.find("reserve")->find("years")->real("years"));
}

TEST(ExpandRun, ACandidateInOtherPlacesAndSystemsIsTold) {
    const TempFolder folder;
    const ExpandDemo& demo = expand_demo();
    // Degrees of a place in another province.
    write(folder / "beijing.csv", "WKT,name\n\"POLYGON((116.3 39.9,116.31 39.9,116.31 39.91,116.3 39.9))\",拟扩\n");
    const Answer away = run({"expand", demo.book, "--candidate", folder / "beijing.csv,crs=EPSG:4490", "--dry-run"});
    EXPECT_EQ(away.code, 4);
    EXPECT_TRUE(says(away.err, "请核对坐标系") && says(away.err, "公里")) << away.err;
    // The same land in the neighbouring zone's numbers is understood, and the change of system is told.
    const Answer xian =
        run({"expand", demo.book, "--candidate",
             land(folder, "x.csv", demo.max_x + 5, demo.min_y, 300, 200).substr(0, (folder / "x.csv").size()) +
                 ",crs=EPSG:2361",
             "--dry-run"});
    EXPECT_NE(xian.code, 0);  // Xi'an 80 needs shift parameters
    EXPECT_TRUE(says(xian.err, "x.csv")) << xian.err;
    // A line folded back on itself has no area.
    const auto p = [&](double x, double y) { return shortest(demo.max_x + x) + " " + shortest(demo.min_y + y); };
    write(folder / "flat.csv",
          "WKT,name\n\"POLYGON((" + p(5, 0) + "," + p(205, 0) + "," + p(105, 0) + "," + p(5, 0) + "))\",拟扩\n");
    const Answer flat = run({"expand", demo.book, "--candidate", folder / "flat.csv,crs=EPSG:4525", "--dry-run"});
    EXPECT_EQ(flat.code, 4) << flat.out;
}

TEST(ExpandSearchRun, GivesAlternativesWithCertificatesAndRefusedLand) {
    const TempFolder folder;
    const std::string book = folder / "d/book.gpkg";
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "1"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    std::vector<std::string> said;
    for (const char* threads : {"1", "4"}) {
        const Answer one =
            run({"expand", book, "--area-mu", "500", "--threads", threads, "--dry-run", "--format", "json"});
        EXPECT_EQ(one.code, 0) << one.err;
        said.push_back(one.out);
    }
    EXPECT_EQ(said[0], said[1]);
    const Value answer = parse_json(said[0], "expand");
    const auto& alternatives = answer.find("alternatives")->list("alternatives");
    ASSERT_GE(alternatives.size(), 3U);
    for (const Value& one : alternatives) {
        EXPECT_NEAR(one.find("area_m2")->real("area_m2"), 500 * 2000 / 3.0, 50);
        EXPECT_TRUE(one.find("cultivated_m2")->is_null());  // the demo surveys no land outside its parks
        for (const Value& overlap : one.find("overlaps")->list("overlaps"))
            EXPECT_EQ(overlap.find("given")->boolean("given") ? overlap.find("area_m2")->real("area_m2") : 0, 0);
    }
    EXPECT_EQ(verdict(answer, "constraint_basic_farmland"), "yes");
    EXPECT_EQ(verdict(answer, "contiguity"), "yes");
    EXPECT_GE(answer.find("refused")->list("refused").size(), 2U);
    const Answer told = run({"expand", book, "--area-mu", "500"});
    EXPECT_EQ(told.code, 0) << told.err;
    for (const char* word : {"方案比较", "压占 = 0", "不能用的地块", "报批程序清单"})
        EXPECT_TRUE(says(told.out, word)) << word;
    EXPECT_EQ(ask(book, "SELECT fid FROM expansion_candidate WHERE geom IS NOT NULL AND front IS NOT NULL").size(),
              alternatives.size());
    EXPECT_GE(ask(book, "SELECT fid FROM expansion_refused WHERE geom IS NOT NULL").size(), 2U);
    // A scenario goes out as boundary points and comes in as a candidate again.
    const Answer out =
        run({"export", book, "expansion_candidate", folder / "a.txt", "--where", "alternative_id = 'A1'"});
    ASSERT_EQ(out.code, 0) << out.err;
    const Answer again = run({"expand", book, "--candidate", folder / "a.txt", "--why", "basic_farmland", "--dry-run"});
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_TRUE(says(again.out, "永久基本农田：通过")) << again.out;
}

TEST(ExpandSearchRun, WhereLandFailsItEndsWithFiveAndKeepsTheEmptyLayer) {
    const TempFolder folder;
    const std::string book = folder / "d/book.gpkg";
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "1"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    const Answer none = run({"expand", book, "--area-mu", "60000"});
    EXPECT_EQ(none.code, 5) << none.err;
    EXPECT_TRUE(says(none.err, "连片的可用土地最大")) << none.err;
    EXPECT_EQ(ask(book, "SELECT fid FROM expansion_candidate").size(), 0U);
    EXPECT_EQ(run({"expand", book, "--area-mu", "0"}).code, 2);
    EXPECT_EQ(run({"expand", book, "--area-mu", "100", "--candidate", "x.shp"}).code, 2);
}

TEST(ExpandRun, ABookWithoutAnyConstraintLayerSaysSo) {
    const TempFolder folder;
    const ExpandDemo& demo = expand_demo();
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "1"}).code, 0);
    std::string project = read_file(folder / "d/PROJECT.toml");
    const std::size_t role = project.find("role = \"constraint\""), begin = project.rfind("[[source]]", role);
    const std::size_t end = project.find("[[source]]", role);
    project.erase(begin, (end == std::string::npos ? project.find("\n[", role) : end) - begin);
    write(folder / "d/PROJECT.toml", project);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    const Answer said = run({"expand", folder / "d/book.gpkg", "--candidate",
                             land(folder, "c.csv", demo.max_x + 5, demo.min_y, 300, 200), "--dry-run"});
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_TRUE(says(said.err, "没有任何管控线图层")) << said.err;
    EXPECT_FALSE(says(said.out, "全部通过"));
}

}  // namespace
}  // namespace mutu::test

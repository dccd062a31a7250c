// mutu map on the demo: a legend that agrees with the book, letters that can be searched, editions, the same bytes
// twice.
#include "paper.hpp"
#include "program.hpp"

#include "mutu/text.hpp"
#include "mutu/units.hpp"

#include <gtest/gtest.h>

#include <array>

namespace mutu::test {
namespace {

Answer draw(const std::string& theme, const std::string& path, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"map", paper_demo().book, "--theme", theme, "-o", path};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
}

std::string first_park() {
    return ask(paper_demo().book, "SELECT park_id FROM park_result ORDER BY fid LIMIT 1")[0]["park_id"].value();
}

/// The line of the legend that begins with this label holds both figures.
bool legend_says(const std::string& text, const std::string& label, const std::string& count, const std::string& mu) {
    for (const std::string& line : split(text, '\n')) {
        const auto at = line.find(label);
        if (at == std::string::npos) continue;
        std::vector<std::string> words;
        for (const std::string& word : split(line.substr(at + label.size()), ' '))
            if (!word.empty()) words.push_back(word);
        if (words.size() >= 2 && words[0] == count && words[1] == mu) return true;
    }
    return false;
}

TEST(Map, LegendAgreesWithTheBookClassByClass) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    const std::string park = first_park();
    ASSERT_EQ(draw("land_class", folder / "m.pdf", {"--park", park}).code, 0);
    const std::string text = text_of(folder / "m.pdf");
    EXPECT_TRUE(says(text, "图例"));
    EXPECT_TRUE(says(text, "内部资料"));
    const std::array<std::pair<const char*, const char*>, 10> labels{{{"idle", "疑似闲置"},
                                                                      {"stalled", "停工（未达闲置条件）"},
                                                                      {"early_warning", "闲置预警"},
                                                                      {"supplied_not_started", "已供未动工（未到期）"},
                                                                      {"under_construction", "在建"},
                                                                      {"low_efficiency", "拟认定低效"},
                                                                      {"ordinary", "正常利用"},
                                                                      {"unsupplied", "批而未供"},
                                                                      {"undetermined", "待核"},
                                                                      {"not_applicable", "不适用"}}};
    for (const auto& [id, label] : labels) {
        const auto row =
            ask(paper_demo().book, "SELECT count(*) AS n, total(area_m2) AS a FROM parcel_result WHERE park_id = '" +
                                       park + "' AND land_class = '" + id + "'")[0];
        const double area = std::stod(row.at("a").value());
        EXPECT_TRUE(legend_says(text, label, row.at("n").value(), fixed(Area::square_metres(area).mu(), 2)))
            << id << "\n"
            << text;
    }
}

TEST(Map, HasEveryParcelInEveryThemeOfParcels) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    for (const char* theme : {"land_class", "tax", "output", "investment", "far", "density", "idle_age", "efficiency",
                              "grade", "land_use"}) {
        const std::string path = folder / (std::string{theme} + ".pdf");
        ASSERT_EQ(draw(theme, path).code, 0) << theme;
        const auto row = ask(paper_demo().book, "SELECT count(*) AS n, total(area_m2) AS a FROM parcel_result")[0];
        EXPECT_TRUE(legend_says(text_of(path), "合计", row.at("n").value(),
                                fixed(Area::square_metres(std::stod(row.at("a").value())).mu(), 2)))
            << theme << "\n"
            << text_of(path);
    }
}

TEST(Map, EmbedsItsFonts) {
    if (!installed("pdffonts")) GTEST_SKIP() << "pdffonts is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(draw("tax", folder / "m.pdf").code, 0);
    const std::string fonts = said_by("pdffonts '" + (folder / "m.pdf") + "'");
    int embedded = 0;
    for (const std::string& line : split(fonts, '\n'))
        if (says(line, "Noto")) {
            EXPECT_TRUE(says(line, "yes yes yes")) << line;
            ++embedded;
        }
    EXPECT_GT(embedded, 0) << fonts;
}

TEST(Map, IsTheSameTwice) {
    const TempFolder folder;
    for (const char* extension : {"pdf", "svg", "png"}) {
        const std::string one = folder / (std::string{"a."} + extension),
                          other = folder / (std::string{"b."} + extension);
        ASSERT_EQ(draw("land_class", one, {"--dpi", "60"}).code, 0);
        ASSERT_EQ(draw("land_class", other, {"--dpi", "60"}).code, 0);
        EXPECT_GT(read_file(one).size(), 10'000U);
        EXPECT_EQ(read_file(one), read_file(other)) << extension;
    }
}

TEST(Map, WritesEveryThemeOfEveryPark) {
    const TempFolder folder;
    const Answer answer =
        run({"map", paper_demo().book, "--all", "-o", folder / "maps", "--format", "pdf,svg", "--paper", "A4"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator{folder / "maps"})
        files += entry.path().extension() == ".pdf" ? 1U : 0U;
    EXPECT_EQ(files, 3U * 11U);  // no scenario in this book
    EXPECT_TRUE(fs::exists(folder / ("maps/" + first_park() + "_tax.svg")));
}

TEST(Map, KeepsThePublicEditionFreeOfFirmsAndCoordinates) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    const std::string park = first_park();
    const std::string holder =
        ask(paper_demo().book, "SELECT p.holder_name AS h FROM parcel p JOIN parcel_result r USING (parcel_id) "
                               "WHERE r.park_id = '" +
                                   park + "' AND p.holder_name <> '' LIMIT 1")[0]["h"]
            .value();
    ASSERT_EQ(draw("land_class", folder / "i.pdf", {"--park", park}).code, 0);
    ASSERT_EQ(draw("land_class", folder / "p.pdf", {"--park", park, "--edition", "public"}).code, 0);
    const std::string open = text_of(folder / "p.pdf");
    EXPECT_TRUE(says(open, "未经审图"));
    EXPECT_FALSE(says(open, "内部资料　不得公开"));
    EXPECT_FALSE(says(open, "图上编号"));
    for (const std::string& character : {holder.substr(0, 12)}) EXPECT_FALSE(says(open, character));
    ASSERT_EQ(draw("tax", folder / "a.pdf", {"--edition", "public", "--map-approval", "湘S(2026)001号"}).code, 0);
    EXPECT_TRUE(says(text_of(folder / "a.pdf"), "审图号：湘S(2026)001号"));
    ASSERT_EQ(draw("tax", folder / "e.pdf", {"--edition", "public", "--exempt", "示意图"}).code, 0);
    EXPECT_TRUE(says(text_of(folder / "e.pdf"), "免送审：示意图"));
}

TEST(Map, SumsTheFiguresOfThePublicEditionOverBlocks) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(draw("tax", folder / "p.pdf", {"--edition", "public", "--park", first_park()}).code, 0);
    const std::string text = text_of(folder / "p.pdf");
    EXPECT_TRUE(says(text, "片数"));
    EXPECT_FALSE(says(text, "37372000"));  // an easting of the grid
    // All land is there, in fewer pieces than there are parcels.
    const std::string mu = fixed(
        Area::square_metres(number(paper_demo().book,
                                   "SELECT total(area_m2) FROM parcel_result WHERE park_id = '" + first_park() + "'"))
            .mu(),
        2);
    EXPECT_TRUE(says(text, mu)) << text;
    EXPECT_FALSE(legend_says(
        text, "合计",
        ask(paper_demo().book, "SELECT count(*) AS n FROM parcel_result WHERE park_id = '" + first_park() + "'")[0]["n"]
            .value(),
        mu));
}

TEST(Map, PutsParksFarApartSideBySide) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(draw("land_class", folder / "m.pdf").code, 0);
    EXPECT_TRUE(says(text_of(folder / "m.pdf"), "并排"));
    ASSERT_EQ(draw("land_class", folder / "o.pdf", {"--park", first_park()}).code, 0);
    EXPECT_FALSE(says(text_of(folder / "o.pdf"), "并排"));
}

TEST(Map, SaysWhatIsWrongWithTheQuestion) {
    const TempFolder folder;
    const auto refused = [&](std::vector<std::string> words, const char* because) {
        words.insert(words.begin(), {"map", paper_demo().book});
        const Answer answer = run(words);
        EXPECT_EQ(answer.code, 2) << answer.err;
        EXPECT_TRUE(says(answer.err, because)) << answer.err;
    };
    refused({"--theme", "landclass", "-o", folder / "a.pdf"}, "land_class");
    refused({"--theme", "tax", "-o", folder / "a.jpg"}, ".pdf、.png 或 .svg");
    refused({"--theme", "tax", "-o", folder / "a.pdf", "--paper", "B5"}, "A4、A3 或 A0");
    refused({"--theme", "tax", "-o", folder / "a.pdf", "--park", "nowhere"}, "没有园区 nowhere");
    refused({"-o", folder / "a.pdf"}, "--theme");
    refused({"--theme", "scenario", "-o", folder / "a.pdf"}, "mutu plan");
    refused({"--theme", "tax", "-o", folder / "a.pdf", "--map-approval", "1"}, "--edition public");
    EXPECT_FALSE(fs::exists(folder / "a.pdf"));
    write(folder / "b.pdf", "mine");
    refused({"--theme", "tax", "-o", folder / "b.pdf"}, "--overwrite");
    EXPECT_EQ(read_file(folder / "b.pdf"), "mine");
}

TEST(Map, IsCutIntoSheetsAtAScaleThatDoesNotFit) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    const std::string park = first_park();
    const Answer cut = draw("land_class", folder / "m.pdf", {"--park", park, "--scale", "2500"});
    ASSERT_EQ(cut.code, 0) << cut.err;
    EXPECT_TRUE(says(cut.err, "1:2500") && says(cut.err, "接图表")) << cut.err;
    const std::string text = text_of(folder / "m.pdf");
    EXPECT_TRUE(says(text, "接图表"));
    EXPECT_TRUE(says(text, "（1/") && says(text, "（2/")) << "each sheet says which it is";
    const auto row =
        ask(paper_demo().book,
            "SELECT count(*) AS n, total(area_m2) AS a FROM parcel_result WHERE park_id = '" + park + "'")[0];
    EXPECT_TRUE(legend_says(text, "合计", row.at("n").value(),
                            fixed(Area::square_metres(std::stod(row.at("a").value())).mu(), 2)));
    for (const char* scale : {"10", "1500.5"}) {
        const Answer answer = draw("land_class", folder / "n.pdf", {"--park", park, "--scale", scale});
        EXPECT_EQ(answer.code, 2) << answer.err;
        EXPECT_TRUE(says(answer.err, "--scale")) << answer.err;
    }
    EXPECT_EQ(draw("land_class", folder / "n.pdf", {"--park", park, "--scale", "100"}).code, 3) << "too many sheets";
}

TEST(Map, OfOneParcelAndOfLongNames) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    std::string name;
    for (int i = 0; i < 12; ++i) name += "极长企业名";  // 60 characters
    write(folder / "宗地.csv", "宗地编号,土地使用权人,WKT\nX1," + name +
                                   ",\"POLYGON((37500000 2900000,37500100 2900000,37500100 2900100,37500000 "
                                   "2900100,37500000 2900000))\"\n");
    const Answer made = run({"run", "--parcel", folder / "宗地.csv,crs=EPSG:4525", "--book", folder / "book.gpkg"});
    ASSERT_EQ(made.code, 0) << made.err;
    const Answer answer = run({"map", folder / "book.gpkg", "--theme", "land_class", "-o", folder / "m.pdf"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_TRUE(says(text_of(folder / "m.pdf"), "极长企业名")) << text_of(folder / "m.pdf");
    EXPECT_TRUE(says(text_of(folder / "m.pdf"), "全部宗地土地利用状况一张图")) << "no park is called -";

    const auto strip = [](int from, int to) {
        const std::string left = std::to_string(37500000 + from), right = std::to_string(37500000 + to);
        return ",\"POLYGON((" + left + " 2900000," + right + " 2900000," + right + " 2900100," + left + " 2900100," +
               left + " 2900000))\"\n";
    };
    write(folder / "宗地.csv", "宗地编号,土地使用权人,WKT\nX1," + name + "甲" + strip(0, 4) + "X2," + name + "乙" +
                                   strip(6, 10) + "X3,丙" + strip(20, 200));
    ASSERT_EQ(run({"run", "--parcel", folder / "宗地.csv,crs=EPSG:4525", "--book", folder / "two.gpkg"}).code, 0);
    ASSERT_EQ(run({"map", folder / "two.gpkg", "--theme", "land_class", "-o", folder / "n.pdf"}).code, 0);
    const std::string listed = text_of(folder / "n.pdf");
    EXPECT_TRUE(says(listed, "名甲") && says(listed, "名乙")) << "cut in the middle they are told apart: " << listed;
}

TEST(Map, SaysWhatIsTooSmallInsteadOfCoveringTheMapWithNumbers) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "1", "--parcels", "4000"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    const auto lines = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"map", folder / "d/book.gpkg", "--theme",    "land_class",
                                       "-o",  folder / "m.pdf",       "--overwrite"};
        words.insert(words.end(), more.begin(), more.end());
        const Answer answer = run(words);
        EXPECT_EQ(answer.code, 0) << answer.err;
        return text_of(folder / "m.pdf");
    };
    const std::string small = lines({});
    EXPECT_TRUE(says(small, "另有 4000 宗在图上过小")) << small.substr(0, 2000);
    EXPECT_FALSE(says(small, "图上编号"));
    const std::string cut = lines({"--scale", "7500", "--paper", "A0"});
    EXPECT_TRUE(says(cut, "示例电子")) << "names stand on sheets of a larger scale";
    EXPECT_FALSE(says(cut, "在图上过小"));
}

TEST(Map, ShowsTheLetterOfAGradeAndKeepsItFromThePublic) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(draw("grade", folder / "g.pdf", {"--park", first_park()}).code, 0);
    std::map<std::string, long long> letters;
    for (std::string line : split(text_of(folder / "g.pdf"), '\n'))
        for (const std::string& word : split(line, ' '))
            if (word == "A" || word == "B" || word == "C" || word == "D") ++letters[word];
    for (const char* grade : {"A", "B", "C", "D"}) {
        const auto at = number(paper_demo().book,
                               "SELECT count(*) FROM parcel_result r WHERE r.park_id = '" + first_park() +
                                   "' AND (SELECT e.grade FROM enterprise_land l JOIN enterprise_result e ON e.uscc = "
                                   "l.uscc WHERE l.parcel_id = r.parcel_id AND e.year = 2025 AND e.grade IS NOT NULL "
                                   "ORDER BY l.land_m2 DESC, l.fid LIMIT 1) = '" +
                                   grade + "'");
        EXPECT_EQ(letters[grade], at) << grade << " stands on each parcel";
    }
    const Answer refused = draw("grade", folder / "p.pdf", {"--edition", "public"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_TRUE(says(refused.err, "档次是逐户的")) << refused.err;
    ASSERT_EQ(run({"map", paper_demo().book, "--all", "-o", folder / "p", "--edition", "public"}).code, 0);
    EXPECT_FALSE(fs::exists(folder / ("p/" + first_park() + "_grade.pdf")));
}

TEST(Map, DrawsAChangeOfTheBoundaryOverItsOwnPark) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d"}).code, 0);
    const std::string book = folder / "d/book.gpkg";
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    ASSERT_EQ(run({"expand", book, "--park", "P002", "--area-mu", "200", "--seconds", "60"}).code, 0);
    ASSERT_EQ(run({"map", book, "--theme", "expansion", "-o", folder / "e.pdf"}).code, 0);
    const std::string text = text_of(folder / "e.pdf");
    EXPECT_TRUE(says(text, "示例二园") && !says(text, "3 个园区")) << text;
    EXPECT_TRUE(says(text, "永久基本农田") && says(text, "200.00亩")) << text;
    const Answer other = run({"map", book, "--theme", "expansion", "--park", "P001", "-o", folder / "o.pdf"});
    EXPECT_EQ(other.code, 2);
    EXPECT_TRUE(says(other.err, "园区 P001")) << other.err;
    ASSERT_EQ(run({"map", book, "--all", "--scenario", "E1", "-o", folder / "all"}).code, 0);
    EXPECT_TRUE(fs::exists(folder / "all/P002_expansion.pdf"));
    EXPECT_FALSE(fs::exists(folder / "all/P001_expansion.pdf"));
}

TEST(Map, NamesTheConstraintThatAChangeOverlapsButNotToThePublic) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d"}).code, 0);
    const std::string book = folder / "d/book.gpkg";
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    write(folder / "c.csv", "name,WKT\nA,\"POLYGON((37371300 2800000,37371860 2800000,37371860 2800700,37371300 "
                            "2800700,37371300 2800000))\"\n");  // 560 m × 700 m, 252 m × 700 m of it basic farmland
    ASSERT_EQ(run({"expand", book, "--park", "P001", "--candidate", folder / "c.csv,crs=EPSG:4525"}).code, 0);
    ASSERT_EQ(run({"map", book, "--theme", "expansion", "-o", folder / "i.pdf"}).code, 0);
    const std::string internal = text_of(folder / "i.pdf");
    EXPECT_TRUE(legend_says(internal, "压占部位", "1",
                            fixed(Area::square_metres(number(book, "SELECT area_m2 FROM expansion_part")).mu(), 2)))
        << internal;
    EXPECT_FALSE(says(internal, "合计")) << "what is added and what it overlaps have no sum";
    ASSERT_EQ(run({"map", book, "--theme", "expansion", "--edition", "public", "-o", folder / "p.pdf"}).code, 0);
    const std::string open = text_of(folder / "p.pdf");
    for (const char* word : {"压占", "永久基本农田", "生态保护红线"}) EXPECT_FALSE(says(open, word)) << word;
    EXPECT_TRUE(says(open, "调入范围"));
}

TEST(Map, NamesTheFontThatIsMissing) {
    const TempFolder folder;
    const std::string bare =
        write(folder / "fonts.conf", "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
                                     "<fontconfig><dir>" +
                                         folder.path() + "</dir></fontconfig>");
    const Answer answer = run(Call{.words = {"map", paper_demo().book, "--theme", "tax", "-o", folder / "m.pdf"},
                                   .environment = {{"FONTCONFIG_FILE", bare}}});
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "fonts-noto-cjk")) << answer.err;
    EXPECT_FALSE(fs::exists(folder / "m.pdf"));

    const std::string latin = "/usr/share/fonts/truetype/dejavu";
    if (!fs::exists(latin)) GTEST_SKIP() << "no font without Chinese on this machine (fonts-dejavu-core)";
    write(bare, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>" + latin +
                    "</dir></fontconfig>");
    const Answer named = run(Call{.words = {"map", paper_demo().book, "--theme", "tax", "-o", folder / "m.pdf"},
                                  .environment = {{"FONTCONFIG_FILE", bare}}});
    EXPECT_EQ(named.code, 3);
    EXPECT_TRUE(says(named.err, "DejaVu") && says(named.err, "都不含中文")) << named.err;
}

TEST(Map, KeepsTheFiguresOfAParkOfTwoFirmsFromThePublic) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "1", "--parcels", "24"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    const std::string book = folder / "d/book.gpkg";
    const auto text = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"map", book, "--theme", "land_class", "-o", folder / "m.pdf", "--overwrite"};
        words.insert(words.end(), more.begin(), more.end());
        EXPECT_EQ(run(words).code, 0);
        return text_of(folder / "m.pdf");
    };
    EXPECT_TRUE(says(text({"--edition", "public"}), "万元/亩")) << "many firms hide each other";
    const auto triggers = ask(book, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'parcel'");
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(book.c_str(), &db), SQLITE_OK);
    for (const auto& one : triggers)  // they call functions that SQLite alone has not
        ASSERT_EQ(sqlite3_exec(db, ("DROP TRIGGER \"" + *one.at("name") + "\"").c_str(), nullptr, nullptr, nullptr),
                  SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(db, "UPDATE parcel SET holder_name = CASE WHEN fid % 2 THEN '甲' ELSE '乙' END", nullptr,
                           nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(db);
    EXPECT_FALSE(says(text({"--edition", "public"}), "万元/亩"));
    EXPECT_TRUE(says(text({}), "万元/亩"));
}

}  // namespace
}  // namespace mutu::test

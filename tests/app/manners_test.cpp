// How the program talks: data on stdout, words on stderr, every format readable, nothing that writes unasked.
#include "app/program.hpp"

#include "mutu/value.hpp"

namespace mutu::test {
namespace {

class Manners : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(run({"demo", folder_ / "d", "--parks", "1", "--parcels", "10"}).code, 0);
        first_ = run({"run", folder_ / "d/PROJECT.toml"});
        ASSERT_EQ(first_.code, 0) << first_.err;
    }
    std::string book() const { return folder_ / "d/book.gpkg"; }
    Answer list(std::vector<std::string> options) const {
        options.insert(options.begin(), {"list", book(), "parcels"});
        return run(options);
    }

    TempFolder folder_;
    Answer first_;
};

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_F(Manners, TheSummaryIsDataAndThePlacesOfTheOutputsAreTalk) {
    EXPECT_TRUE(says(first_.out, "2026-06-30")) << first_.out;
    EXPECT_TRUE(says(first_.out, "疑似不等于认定")) << first_.out;
    EXPECT_FALSE(says(first_.out, "book.gpkg"));
    EXPECT_TRUE(says(first_.err, "book.gpkg") && says(first_.err, "台账.xlsx")) << first_.err;
}

TEST_F(Manners, QuietSaysNothing) {
    const Answer answer = run({"run", folder_ / "d/PROJECT.toml", "--quiet"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_EQ(answer.out + answer.err, "");
}

TEST_F(Manners, ParcelsComeInEveryFormat) {
    const Value json = parse_json(list({"--format", "json"}).out, "list");
    EXPECT_EQ(json.find("rows")->list("rows").size(), 10U);
    EXPECT_GT(json.find("rows")->list("rows")[0].find("area_m2")->real("area_m2"), 0);
    const std::string csv = list({"--format", "csv"}).out, ndjson = list({"--format", "ndjson"}).out;
    EXPECT_EQ(lines(csv), 11U);
    EXPECT_TRUE(csv.starts_with("parcel_id,park_id,area_m2,")) << csv.substr(0, 80);
    EXPECT_EQ(lines(ndjson), 10U);
    for (const std::string& line : split(ndjson, '\n'))
        if (!line.empty()) {
            EXPECT_TRUE(parse_json(line, "ndjson").find("land_class")) << line;
        }
    EXPECT_TRUE(says(list({"--format", "md"}).out, "| ---")) << list({"--format", "md"}).out.substr(0, 300);
}

TEST_F(Manners, FiltersChooseTheRowsThatSqlChooses) {
    const auto count = [&](const std::string& where) {
        return static_cast<std::size_t>(number(book(), "SELECT count(*) FROM parcel_result WHERE " + where));
    };
    EXPECT_EQ(lines(list({"--class", "idle", "--format", "ndjson"}).out), count("land_class = 'idle'"));
    EXPECT_GT(count("land_class = 'idle'"), 0U);
    EXPECT_EQ(lines(list({"--where", "area_m2 > 30000", "--format", "ndjson"}).out), count("area_m2 > 30000"));
    EXPECT_EQ(list({"--class", "idle", "--park", "nowhere", "--format", "ndjson"}).out, "");
}

TEST_F(Manners, AHostileConditionIsRefusedAndChangesNothing) {
    const std::string before = read_file(book());
    const Answer answer = list({"--where", "1); DROP TABLE park_result;--"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.out, "");
    EXPECT_TRUE(read_file(book()) == before);
}

TEST_F(Manners, SqlReadsShapesAndRefusesToWrite) {
    const Answer area = run({"sql", book(), "SELECT ST_Area(geom) AS a, area_planar_m2 AS p FROM parcel_result LIMIT 1",
                             "--format", "ndjson"});
    ASSERT_EQ(area.code, 0) << area.err;
    const Value row = parse_json(area.out, "sql");
    EXPECT_NEAR(row.find("a")->real("a"), row.find("p")->real("p"), 0.01);
    const std::string before = read_file(book());
    for (const char* sql :
         {"DELETE FROM park_result", "ATTACH 'x.db' AS x", "PRAGMA user_version = 3", "SELECT 1; SELECT 2"})
        EXPECT_EQ(run({"sql", book(), sql}).code, 2) << sql;
    EXPECT_TRUE(read_file(book()) == before);
}

TEST(Usage, IsOneTreeInEveryForm) {
    const Answer usage = run({"--json-usage"});
    ASSERT_EQ(usage.code, 0);
    const Value tree = parse_json(usage.out, "usage");
    std::vector<std::string> verbs;
    for (const Value& verb : tree.find("commands")->list("commands")) verbs.push_back(verb.find("name")->text("name"));
    for (const char* verb : {"run", "init", "check", "explain", "list", "policy", "sql", "demo", "doctor"}) {
        EXPECT_NE(std::find(verbs.begin(), verbs.end(), verb), verbs.end()) << verb;
        EXPECT_EQ(run({"help", verb}).code, 0) << verb;
    }
    const Answer help = run({"help", "run"});
    EXPECT_TRUE(says(help.out, "--parcel") && says(help.out, "--enterprise-year")) << help.out;
    EXPECT_TRUE(says(run({"--man-page"}).out, ".TH MUTU 1"));
    EXPECT_TRUE(says(run({"--bash-completion"}).out, "complete -o"));
}

TEST(Usage, AnArgumentMaySpellAVerb) {
    const TempFolder folder;
    EXPECT_EQ(run({.words = {"demo", "demo", "--parks", "1", "--parcels", "5"}, .folder = folder.path()}).code, 0);
    EXPECT_TRUE(fs::exists(folder / "demo/PROJECT.toml"));
}

TEST(Usage, VersionsNameEveryLibraryThatShapesAResult) {
    const Answer answer = run({"--version"});
    EXPECT_EQ(answer.code, 0);
    for (const char* library : {"MuTu ", "GDAL ", "GEOS ", "PROJ ", "SQLite ", "SpatiaLite "})
        EXPECT_TRUE(says(answer.out, library)) << library;
}

TEST(Usage, TheDoctorIsContent) {
    const Answer answer = run({"doctor"});
    EXPECT_EQ(answer.code, 0) << answer.out;
    EXPECT_TRUE(says(answer.out, "一切就绪"));
}

TEST(Usage, PoliciesCanBeListedShownAndChecked) {
    const Answer listed = run({"policy", "list", "--format", "csv"});
    EXPECT_TRUE(says(listed.out, "cn,") && says(listed.out, "cn-hunan,")) << listed.out;
    const Answer shown = run({"policy", "show", "cn", "--format", "csv"});
    EXPECT_EQ(shown.code, 0);
    EXPECT_TRUE(says(shown.out, "parameter,early_warning_days,")) << shown.out.substr(0, 400);
    const Answer checked = run({"policy", "check"});
    EXPECT_EQ(checked.code, 0) << checked.out;
    EXPECT_EQ(run({"policy", "show", "nix"}).code, 3);
}

TEST_F(Manners, TheProjectThatInitWritesCanBeRunAsItIs) {
    std::vector<std::string> words{"init", folder_ / "mine"};
    for (const char* file : {"宗地.shp", "开发情况.csv", "企业年度.csv", "占用.csv", "供地.xlsx", "企业.xlsx",
                             "园区边界.gpkg", "建筑.gpkg", "批文.gpkg", "禁限区.gpkg"})
        words.push_back(folder_ / ("d/" + std::string{file}));
    const Answer guessed = run(words);
    ASSERT_EQ(guessed.code, 0) << guessed.err;
    EXPECT_TRUE(says(guessed.out, "存疑")) << guessed.out;
    const Answer answer = run({"run", folder_ / "mine/PROJECT.toml", "--as-of", "2026-06-30", "-q"});
    EXPECT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(number(folder_ / "mine/book.gpkg", "SELECT count(*) FROM parcel_result"), 10);
    EXPECT_EQ(run(words).code, 2) << "a project file is not overwritten unasked";
}

TEST_F(Manners, TheProjectAndItsBookHaveTheSameFindings) {
    ASSERT_EQ(run({"demo", folder_ / "f", "--parks", "1", "--parcels", "5", "--faults"}).code, 0);
    ASSERT_EQ(run({"run", folder_ / "f/PROJECT.toml", "-q"}).code, 0);
    const Answer project = run({"check", folder_ / "f/PROJECT.toml", "--format", "csv"}),
                 stored = run({"check", folder_ / "f/book.gpkg", "--format", "csv"});
    EXPECT_EQ(project.code, 0);
    EXPECT_EQ(stored.code, 0);
    EXPECT_EQ(project.out, stored.out);
    EXPECT_GT(lines(project.out), 10U);
}

}  // namespace
}  // namespace mutu::test

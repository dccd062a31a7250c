// What init asks a person, and that it asks nobody where there is no terminal.
#include "app/program.hpp"
#include "support/root.hpp"

#include "mutu/app.hpp"

#include <pty.h>

#include <sstream>

namespace mutu::test {
namespace {

/// A user who answers questions that hold certain words, and leaves all others open.
struct Person {
    std::map<std::string, std::vector<std::string>> answers;  // words → what is typed, one after the other
    std::vector<std::string> heard;

    std::string operator()(const std::string& question) {
        heard.push_back(question);
        for (auto& [words, typed] : answers) {
            if (question.find(words) == std::string::npos || typed.empty()) continue;
            const std::string answer = typed.front();
            typed.erase(typed.begin());
            return answer;
        }
        return "";
    }
};

std::string started(const TempFolder& folder, const std::vector<std::string>& files, Person& person) {
    Common common;
    common.data_folder = test::root() + "/geodata", common.overwrite = true;
    std::ostringstream out;
    init(folder.path(), files, common, out, [&](const std::string& question, const auto&) { return person(question); });
    return read_file(folder / "PROJECT.toml");
}

/// Eastings without a zone and nothing beside them: no CRS can be told.
std::string drawn(const TempFolder& folder) {
    return write(
        folder / "宗地.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"序列":"G1","权利人":"甲"},)"
        R"("geometry":{"type":"Polygon","coordinates":[[[500000,2950000],[500100,2950000],[500100,2950100],)"
        R"([500000,2950000]]]}}]})");
}

TEST(Wizard, AnswersStandInTheProjectAndTheProjectRuns) {
    const TempFolder folder;
    Person person{.answers = {{"坐标系是", {"火星", "4546"}}, {"宗地编号", {"序列"}}}, .heard = {}};
    const std::string project = started(folder, {drawn(folder)}, person);
    EXPECT_TRUE(says(project, "\ncrs = \"EPSG:4546\"")) << project;
    EXPECT_TRUE(says(project, "\ncolumns = { parcel_id = \"序列\" }")) << project;
    ASSERT_EQ(person.heard.size(), 3U) << "the wrong CRS is asked again, and nothing else";
    EXPECT_TRUE(says(person.heard[1], "火星"));
    const Answer answer = run({"run", folder / "PROJECT.toml"});
    EXPECT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(number(folder / "book.gpkg", "SELECT count(*) FROM parcel_result WHERE parcel_id = 'G1'"), 1);
}

TEST(Wizard, AUnitThatNothingSettlesIsAsked) {
    const TempFolder folder;
    const std::string table = write(folder / "宗地.csv", "宗地代码,面积,权利人\nG1,15,甲\nG2,30,乙\n");
    Person person{.answers = {{"面积单位", {"2"}}}, .heard = {}};
    const std::string project = started(folder, {table}, person);
    EXPECT_TRUE(says(project, "\nunits = { registered_area_m2 = \"亩\" }")) << project;
    ASSERT_EQ(run({"run", folder / "PROJECT.toml"}).code, 0);
    EXPECT_NEAR(number(folder / "book.gpkg", "SELECT sum(area_registered_m2) FROM parcel_result"), 30'000, 0.01)
        << "45 亩";
}

TEST(Wizard, ARoleThatNothingTellsIsAskedAndSilenceKeepsTheGuess) {
    const TempFolder folder;
    const std::string table = write(folder / "x.csv", "甲列,乙列\n1,2\n");
    Person silent, sure{.answers = {{"哪类资料", {"enterprise"}}}, .heard = {}};
    EXPECT_TRUE(says(started(folder, {table}, silent), "# role = \"parcel\""));
    EXPECT_TRUE(says(started(folder, {table}, sure), "\nrole = \"enterprise\""));
}

TEST(Wizard, WithoutATerminalNobodyIsAsked) {
    const TempFolder folder;
    const Answer answer = run({"init", folder.path(), drawn(folder)});
    EXPECT_EQ(answer.code, 0);
    EXPECT_FALSE(says(answer.err, "？")) << answer.err;
}

/// Everything the program shows on a terminal of its own, on which `typed` is typed.
std::string on_terminal(std::vector<std::string> words, const std::string& typed) {
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        words.insert(words.begin(), MUTU_PROGRAM);
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        execv(MUTU_PROGRAM, arguments.data());
        _exit(127);
    }
    EXPECT_EQ(::write(terminal, typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
    std::string shown;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(terminal, buffer, sizeof buffer)) > 0;)
        shown.append(buffer, static_cast<std::size_t>(got));
    close(terminal);
    waitpid(child, nullptr, 0);
    return shown;
}

TEST(Wizard, OnATerminalItAsksUnlessToldNotTo) {
    const TempFolder folder;
    const std::string file = drawn(folder);
    EXPECT_FALSE(says(on_terminal({"init", folder.path(), file, "--yes"}, ""), "坐标系是"));
    const std::string shown = on_terminal({"init", folder.path(), file, "--overwrite"}, "4546\n序列\n");
    EXPECT_TRUE(says(shown, "坐标系是")) << shown;
    EXPECT_TRUE(says(read_file(folder / "PROJECT.toml"), "\ncrs = \"EPSG:4546\"")) << shown;
}

}  // namespace
}  // namespace mutu::test

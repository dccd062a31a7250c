// The data dictionary against a book: nothing in one that is not in the other, and no code that it does not name.
#include "program.hpp"
#include "support/root.hpp"

#include "mutu/labels.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace mutu::test {
namespace {

struct Demo {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg";
    Demo() {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml", "--quiet"}).code, 0);
    }
};

const Demo& demo() {
    static const Demo made;
    return made;
}

/// The tables of a dictionary as its JSON tells them.
Value tables(std::vector<std::string> words) {
    words.insert(words.begin(), "schema");
    words.insert(words.end(), {"--format", "json"});
    const Answer answer = run(words);
    EXPECT_EQ(answer.code, 0) << answer.err;
    return *parse_json(answer.out, "schema").find("$defs");
}

std::vector<std::string> names(const Value& tables) {
    std::vector<std::string> all;
    for (const auto& [name, table] : tables.table("$defs")) all.push_back(name);
    return all;
}

std::vector<std::string> columns_in_book(const std::string& table) {
    std::vector<std::string> all;
    for (const Record& row : ask(demo().book, "SELECT name FROM pragma_table_info('" + table + "')"))
        if (*row.at("name") != "fid" && *row.at("name") != "geom") all.push_back(*row.at("name"));
    return all;
}

TEST(Schema, NamesTheTablesThatARunWrites) {
    std::vector<std::string> written;
    for (const Record& row : ask(demo().book, "SELECT table_name FROM gpkg_contents ORDER BY rowid"))
        written.push_back(*row.at("table_name"));
    EXPECT_EQ(names(tables({demo().book})), written);
    std::erase(written, "layer_styles");  // a table of QGIS's own
    EXPECT_EQ(names(tables({})), written);
}

TEST(Schema, NamesTheColumnsOfEachTableThatABookHas) {
    const Value whole = tables({demo().book});
    for (const auto& [name, table] : whole.table("$defs")) {
        std::vector<std::string> told;
        for (const auto& [column, about] : table.find("properties")->table("properties")) told.push_back(column);
        EXPECT_EQ(told, columns_in_book(name)) << name;
    }
    EXPECT_EQ(whole.find("parcel_result")->find("x-geometry")->text(""), "MULTIPOLYGON");
    EXPECT_FALSE(whole.find("run")->find("x-geometry"));
}

/// What an office hands through, and indicators of a pack, are columns that only a book knows.
TEST(Schema, WithoutABookNamesNoColumnThatARunDoesNotWrite) {
    const Value whole = tables({});
    for (const auto& [name, table] : whole.table("$defs")) {
        const auto there = columns_in_book(name);
        for (const auto& [column, about] : table.find("properties")->table("properties"))
            EXPECT_NE(std::find(there.begin(), there.end(), column), there.end()) << name << "." << column;
    }
    EXPECT_TRUE(whole.find("parcel_result")->find("properties")->find("land_class"));
}

TEST(Schema, KnowsEveryCodeOfTheResults) {
    const Value whole = tables({demo().book});
    std::size_t coded = 0;
    for (const auto& [name, table] : whole.table("$defs"))
        for (const auto& [column, about] : table.find("properties")->table("properties")) {
            const Value* pattern = about.find("pattern");
            if (!pattern || name.starts_with("history_")) continue;
            const std::regex codes{pattern->text("")};
            std::string sql = "SELECT DISTINCT \"";
            sql += column + "\" AS code FROM \"" + name + "\" WHERE \"" + column + "\" IS NOT NULL";
            for (const Record& row : ask(demo().book, sql)) {
                ++coded;
                EXPECT_TRUE(std::regex_match(*row.at("code"), codes))
                    << name << "." << column << ": " << *row.at("code");
            }
        }
    EXPECT_GT(coded, 60U);
}

TEST(Schema, EveryColumnOfAResultHasAName) {
    const Labels labels = Labels::load(root() + "/geodata/labels");
    const Value whole = tables({});
    for (const auto& [name, table] : whole.table("$defs")) {
        if (labels.has("role", name) || name.starts_with("history_")) continue;
        for (const auto& [column, about] : table.find("properties")->table("properties"))
            EXPECT_TRUE(about.find("title")) << name << "." << column;
    }
}

TEST(Schema, EveryCodedColumnHasAGroupOfLabels) {
    const Labels labels = Labels::load(root() + "/geodata/labels");
    const auto coded = labels.ids("coded");
    EXPECT_GT(coded.size(), 20U);
    for (const std::string& column : coded) EXPECT_FALSE(labels.ids(labels.text("coded", column)).empty()) << column;
}

TEST(Schema, IsReadByPeopleAsMarkdownAndByProgramsAsRows) {
    const Answer people = run({"schema"}), rows = run({"schema", "--format", "csv"});
    EXPECT_TRUE(says(people.out, "## parcel_result 宗地结果")) << people.out.substr(0, 400);
    EXPECT_TRUE(says(people.out, "| parcel_result | tax_wan_per_mu | REAL | 万元/亩 |"));
    EXPECT_TRUE(says(rows.out, "parcel_result,geom,MULTIPOLYGON"));
}

TEST(Schema, AFileThatIsNoBookIsRefused) {
    TempFolder folder;
    const Answer answer = run({"schema", write(folder / "x.gpkg", "no book")});
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "x.gpkg")) << answer.err;
}

}  // namespace
}  // namespace mutu::test

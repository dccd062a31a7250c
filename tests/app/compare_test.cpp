// Two runs of one book whose land changed hands, numbers and policy.
#include "program.hpp"

#include "mutu/value.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

/// A parcel 0.001° high, from `from` to `to` thousandths of a degree east of 112°.
std::string feature(const std::string& id, int from, int to) {
    const auto x = [](int step) { return "112.00" + std::to_string(step); };
    return R"({"type":"Feature","properties":{"parcel_id":")" + id +
           R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + x(from) + ",28.0],[" + x(to) + ",28.0],[" + x(to) +
           ",28.001],[" + x(from) + ",28.001],[" + x(from) + ",28.0]]]}}";
}

std::string layer(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

/// Parcels 1 and 2; later 1 is split, 2 is called 9, and 5 is new.
struct History {
    TempFolder folder;
    std::string book = folder / "book.gpkg", first, second;
    explicit History(const std::vector<std::string>& more = {}) {
        const std::string before = write(folder / "a.geojson", layer(feature("1", 1, 3) + "," + feature("2", 3, 5)));
        const std::string after =
            write(folder / "b.geojson", layer(feature("1-1", 1, 2) + "," + feature("1-2", 2, 3) + "," +
                                              feature("9", 3, 5) + "," + feature("5", 6, 7)));
        std::vector<std::string> call{"run", "--parcel", before, "--as-of", "2026-04-30", "--book", book};
        EXPECT_EQ(run(call).code, 0);
        call[2] = after, call[4] = "2026-06-30";
        call.insert(call.end(), more.begin(), more.end());
        EXPECT_EQ(run(call).code, 0);
        const auto runs = ask(book, "SELECT run_id FROM run ORDER BY fid");
        EXPECT_EQ(runs.size(), 2U);
        first = runs.front().at("run_id").value_or(""), second = runs.back().at("run_id").value_or("");
    }
};

std::vector<std::string> words(const Value& answer, const std::string& list, const std::string& key) {
    std::vector<std::string> found;
    for (const Value& one : answer.find(list)->list(list)) found.push_back(one.find(key)->text(key));
    return found;
}

using Words = std::vector<std::string>;

TEST(Compare, FollowsTheLandThroughTheRunsOfABook) {
    const History history;
    const Answer told = run({"compare", history.book, history.first, history.second, "--format", "json"});
    ASSERT_EQ(told.code, 0) << told.err;
    const Value answer = parse_json(told.out, "compare");
    EXPECT_TRUE(answer.find("same_policy")->boolean("same_policy"));
    EXPECT_EQ(words(answer, "entered", "parcel_id"), (Words{"1-1", "1-2", "9", "5"}));
    EXPECT_EQ(words(answer, "left", "parcel_id"), (Words{"1", "2"}));
    EXPECT_EQ(words(answer, "lineage", "kind"), (Words{"split", "renumbered"}));
}

TEST(Compare, GivesTheOppositeWhenTheRunsChangePlaces) {
    const History history;
    const Answer told = run({"compare", history.book, history.second, history.first, "--format", "json"});
    ASSERT_EQ(told.code, 0) << told.err;
    const Value answer = parse_json(told.out, "compare");
    EXPECT_EQ(words(answer, "entered", "parcel_id"), (Words{"1", "2"}));
    EXPECT_EQ(words(answer, "lineage", "kind"), (Words{"merged", "renumbered"}));
}

TEST(Compare, FindsNothingBetweenARunAndItself) {
    const History history;
    const Answer told = run({"compare", history.book, history.first, history.first, "--format", "json"});
    ASSERT_EQ(told.code, 0) << told.err;
    const Value answer = parse_json(told.out, "compare");
    for (const char* list : {"entered", "left", "changed", "lineage"})
        EXPECT_TRUE(answer.find(list)->list(list).empty());
}

TEST(Compare, TakesTwoBooks) {
    const History history;
    const std::string other = history.folder / "other.gpkg";
    ASSERT_EQ(run({"run", "--parcel", history.folder / "a.geojson", "--as-of", "2026-04-30", "--book", other}).code, 0);
    const Answer told = run({"compare", other, history.book, "--format", "json"});
    ASSERT_EQ(told.code, 0) << told.err;
    const Value answer = parse_json(told.out, "compare");
    EXPECT_EQ(words(answer, "lineage", "kind"), (Words{"split", "renumbered"}));
}

TEST(Compare, NamesTheRunsThereAre) {
    const History history;
    const Answer told = run({"compare", history.book, "nosuchrun", history.second});
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(says(told.err, "nosuchrun") && says(told.err, history.first) && says(told.err, history.second))
        << told.err;
}

TEST(Compare, SaysAnotherPolicyFirstOrRefuses) {
    const History history{{"--set", "early_warning_days=90"}};
    const Answer told = run({"compare", history.book, history.first, history.second});
    EXPECT_EQ(told.code, 0);
    EXPECT_TRUE(told.out.starts_with("两期政策不同")) << told.out;
    EXPECT_TRUE(says(told.out.substr(0, told.out.find('\n')), "early_warning_days")) << told.out;
    EXPECT_EQ(run({"compare", history.book, history.first, history.second, "--strict"}).code, 4);
}

}  // namespace
}  // namespace mutu::test

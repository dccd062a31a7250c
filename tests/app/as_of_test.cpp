// A book that keeps two runs, listed as it stood on a day.
#include "program.hpp"

#include "mutu/value.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

/// Two days of one demo; what the book said after the first is kept aside.
struct TwoDays {
    TempFolder folder;
    std::string project = folder / "d/PROJECT.toml", book = folder / "d/book.gpkg";
    std::string parcels_then, parks_then;

    TwoDays() {
        EXPECT_EQ(run({"demo", folder / "d", "--parks", "1"}).code, 0);
        EXPECT_EQ(run({"run", project, "--quiet", "--as-of", "2024-12-31"}).code, 0);
        parcels_then = listed("parcels", {}), parks_then = listed("parks", {});
        EXPECT_EQ(run({"run", project, "--quiet", "--as-of", "2026-06-30"}).code, 0);
    }
    std::string listed(const std::string& what, const std::vector<std::string>& more) const {
        std::vector<std::string> words{"list", book, what, "--format", "json"};
        words.insert(words.end(), more.begin(), more.end());
        const Answer answer = run(words);
        EXPECT_EQ(answer.code, 0) << answer.err;
        return answer.out;
    }
};

const TwoDays& two_days() {
    static const TwoDays made;
    return made;
}

/// The rows without `run_id`, which only what is kept of earlier runs has.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& json) {
    std::vector<std::map<std::string, std::string>> rows;
    const Value answer = parse_json(json, "list");
    for (const Value& row : answer.find("rows")->list("rows")) {
        auto& one = rows.emplace_back();
        for (const auto& [column, cell] : row.table("a row"))
            if (column != "run_id") one[column] = to_json(cell);
    }
    EXPECT_FALSE(rows.empty());
    return rows;
}

TEST(AsOf, ListsWhatTheBookSaidThen) {
    const TwoDays& days = two_days();
    for (const char* day : {"2024-12-31", "2025-03-01", "2026-06-29"}) {
        EXPECT_EQ(rows_of(days.listed("parcels", {"--as-of", day})), rows_of(days.parcels_then)) << day;
        EXPECT_EQ(rows_of(days.listed("parks", {"--as-of", day})), rows_of(days.parks_then)) << day;
    }
    EXPECT_NE(rows_of(days.listed("parcels", {})), rows_of(days.parcels_then)) << "the two days must differ";
}

TEST(AsOf, ListsTheLatestRunOnItsDayAndLater) {
    const TwoDays& days = two_days();
    for (const char* day : {"2026-06-30", "2030-01-01"})
        EXPECT_EQ(days.listed("parcels", {"--as-of", day}), days.listed("parcels", {})) << day;
}

TEST(AsOf, SaysWhichRunItShows) {
    const Answer told = run({"list", two_days().book, "parks", "--as-of", "2025-01-01", "--format", "table"});
    EXPECT_EQ(told.code, 0);
    EXPECT_TRUE(says(told.out + told.err, "截至 2024-12-31 的分析")) << told.out << told.err;
}

TEST(AsOf, RefusesADayBeforeAllRunsAndNamesThem) {
    const Answer told = run({"list", two_days().book, "parcels", "--as-of", "2020-01-01"});
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(says(told.err, "2024-12-31") && says(told.err, "2026-06-30")) << told.err;
    EXPECT_EQ(told.out, "");
}

TEST(AsOf, RefusesWhatIsNotKeptWithEveryRun) {
    for (const char* what : {"plans", "query-answers"}) {
        const Answer told = run({"list", two_days().book, what, "--as-of", "2025-01-01"});
        EXPECT_EQ(told.code, 2) << what;
        EXPECT_TRUE(says(told.err, "不随每次分析留存")) << told.err;
    }
}

TEST(AsOf, IsNoneOfTheOtherVerbs) {
    for (const auto& words : std::vector<std::vector<std::string>>{{"explain", two_days().book, "P001"},
                                                                   {"what-if", two_days().book},
                                                                   {"list", two_days().book, "deadlines"}}) {
        std::vector<std::string> call = words;
        call.insert(call.end(), {"--as-of", "2025-01-01"});
        const Answer told = run(call);
        EXPECT_EQ(told.code, 2) << words[0];
        EXPECT_TRUE(says(told.err, "--as-of")) << told.err;
    }
}

TEST(AsOf, RefusesWhatIsNoDay) {
    const Answer told = run({"list", two_days().book, "parcels", "--as-of", "2025-02-30"});
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(says(told.err, "2025-02-30")) << told.err;
}

}  // namespace
}  // namespace mutu::test

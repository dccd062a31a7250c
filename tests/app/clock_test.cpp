// The clock on the demo: days of the law from the day that is due, and the same days in a calendar file.
#include "paper.hpp"
#include "program.hpp"
#include "support/ics.hpp"

#include "mutu/date.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> deadlines(const std::string& book, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"list", book, "deadlines", "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    const Answer answer = run(words);
    EXPECT_EQ(answer.code, 0) << answer.err;
    std::vector<Row> rows;
    const Value told = parse_json(answer.out, "deadlines");
    for (const Value& one : told.find("rows")->list("rows")) {
        Row& row = rows.emplace_back();
        for (const auto& [key, value] : one.table("row"))
            if (!value.is_null()) row[key] = value.as<std::string>() ? *value.as<std::string>() : to_json(value);
    }
    return rows;
}

Date day(const std::string& iso) { return std::get<Date>(parse_date(iso)); }

Row only(const std::vector<Row>& rows, const std::string& parcel, const std::string& kind) {
    std::vector<Row> found;
    for (const Row& row : rows)
        if (row.at("parcel_id") == parcel && row.at("deadline") == kind) found.push_back(row);
    EXPECT_EQ(found.size(), 1U) << parcel << ' ' << kind;
    return found.empty() ? Row{} : found[0];
}

TEST(Clock, CountsTheYearsOfTheLawFromTheDayThatIsDue) {
    const auto rows = deadlines(paper_demo().book);
    // Due on 2024-02-29: the anniversary is 28 February where there is no 29th.
    const Row one = only(rows, "439901002001GB00046", "one_year_on"),
              two = only(rows, "439901002001GB00046", "two_years_on");
    EXPECT_EQ(one.at("deadline_date"), "2025-02-28");
    EXPECT_EQ(two.at("deadline_date"), "2026-02-28");
    EXPECT_EQ(two.at("days"), "-122");  // 2026-06-30 is 122 days on: 31 + 30 + 31 + 30
    EXPECT_TRUE(says(two.at("clause"), "第二十六条"));
    EXPECT_EQ(two.at("evidence"), "confirmed");
}

TEST(Clock, AgreesWithTheResultsOfTheRun) {
    const auto rows = deadlines(paper_demo().book);
    std::size_t compared = 0;
    for (const Record& parcel : ask(paper_demo().book, "SELECT parcel_id, start_due, idle_on FROM parcel_result WHERE "
                                                       "idle_state IN ('not_due', 'early_warning', 'idle_a_1y')")) {
        EXPECT_EQ(only(rows, *parcel.at("parcel_id"), "start_due").at("deadline_date"), parcel.at("start_due"));
        EXPECT_EQ(only(rows, *parcel.at("parcel_id"), "one_year_on").at("deadline_date"), parcel.at("idle_on"));
        ++compared;
    }
    EXPECT_GT(compared, 30U);
}

TEST(Clock, StopsAtNobodyWhoHasACauseAndGuessesNoDay) {
    const auto rows = deadlines(paper_demo().book);
    EXPECT_EQ(only(rows, "439901001001GB00032", "two_years_on").at("clock"), "suspended");  // a cause of the government
    const Row open = only(rows, "439901001001GB00030", "start_due");
    EXPECT_FALSE(open.contains("deadline_date"));
    EXPECT_EQ(open.at("clock"), "undetermined");
    EXPECT_TRUE(says(open.at("missing"), "agreed_start_date"));
}

TEST(Clock, ShowsOnlyWhatFallsWithinTheDaysAsked) {
    const auto all = deadlines(paper_demo().book), near = deadlines(paper_demo().book, {"--within", "30"});
    std::size_t expected = 0;
    for (const Row& row : all)
        if (row.contains("days") && std::stoi(row.at("days")) >= 0 && std::stoi(row.at("days")) <= 30) ++expected;
    EXPECT_GT(expected, 5U);
    EXPECT_EQ(near.size(), expected);
    for (const Row& row : deadlines(paper_demo().book, {"--park", "P002", "--class", "early_warning"})) {
        EXPECT_EQ(row.at("park_id"), "P002");
        EXPECT_EQ(row.at("parcel_id"), "439901002001GB00054");
    }
    EXPECT_EQ(run({"list", paper_demo().book, "deadlines", "--where", "1"}).code, 2);
    EXPECT_EQ(run({"list", paper_demo().book, "parcels", "--within", "30"}).code, 2);
}

TEST(Clock, GivesTheSameDaysAsACalendar) {
    const TempFolder folder;
    for (const char* name : {"a.ics", "b.ics"})
        ASSERT_EQ(run({"report", paper_demo().book, "--kind", "calendar", "-o", folder / name}).code, 0);
    const std::string bytes = read_file(folder / "a.ics");
    EXPECT_EQ(bytes, read_file(folder / "b.ics"));
    std::map<std::string, Row> ahead;
    for (const Row& row : deadlines(paper_demo().book))
        if (row.contains("days") && std::stoi(row.at("days")) >= 0)
            ahead[row.at("deadline_date") + " " + row.at("parcel_id")] = row;
    std::set<std::string> uids;
    const IcsComponent calendar = read_ics(bytes);
    for (const IcsComponent& event : calendar.inside) {
        const std::string start = event.raw("DTSTART;VALUE=DATE"), summary = event.text("SUMMARY");
        const std::string iso = start.substr(0, 4) + "-" + start.substr(4, 2) + "-" + start.substr(6, 2);
        const auto found = std::find_if(ahead.begin(), ahead.end(), [&](const auto& one) {
            return one.first.starts_with(iso) && says(summary, one.second.at("parcel_id"));
        });
        EXPECT_NE(found, ahead.end()) << iso << summary;
        EXPECT_EQ(event.raw("DTEND;VALUE=DATE"), [&] {
            std::string next = (day(iso) + 1).iso();
            std::erase(next, '-');
            return next;
        }());
        EXPECT_TRUE(says(event.text("DESCRIPTION"), "不是认定"));
        uids.insert(event.raw("UID"));
    }
    EXPECT_EQ(uids.size(), calendar.inside.size());
    EXPECT_EQ(run({"report", paper_demo().book, "--kind", "calendar", "-o", folder / "a.ics"}).code, 2);
}

TEST(Clock, KeepsTheNameOfADayFromRunToRun) {
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d"}).code, 0);
    std::map<std::string, std::set<std::string>> uids;
    for (const char* as_of : {"2026-06-30", "2026-08-31"}) {
        ASSERT_EQ(run({"run", folder / "d/PROJECT.toml", "--as-of", as_of}).code, 0);
        ASSERT_EQ(run({"report", folder / "d/book.gpkg", "--kind", "calendar", "-o", folder / as_of + ".ics"}).code, 0);
        for (const IcsComponent& event : read_ics(read_file(folder / as_of + ".ics")).inside)
            if (says(event.text("SUMMARY"), "439901001001GB00052") && says(event.text("SUMMARY"), "疑似闲置"))
                uids[as_of].insert(event.raw("UID") + event.raw("DTSTART;VALUE=DATE"));
    }
    EXPECT_EQ(uids["2026-06-30"].size(), 1U);
    EXPECT_EQ(uids["2026-06-30"], uids["2026-08-31"]);
}

}  // namespace
}  // namespace mutu::test

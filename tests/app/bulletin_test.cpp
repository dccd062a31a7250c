// mutu report --kind bulletin: what its text says stands in its annex, and why its figures moved.
#include "paper.hpp"
#include "program.hpp"
#include "support/sheet.hpp"
#include "support/zip.hpp"

#include "mutu/date.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>

namespace mutu::test {
namespace {

/// The demo at the ends of two months, and its bulletin in three forms.
struct Bulletin {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg", first, second;
    Bulletin() {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        for (const char* day : {"2026-06-30", "2026-08-31"})
            EXPECT_EQ(run({"run", folder / "d/PROJECT.toml", "--as-of", day}).code, 0);
        const auto runs = ask(book, "SELECT run_id FROM run ORDER BY fid");
        first = runs.front().at("run_id").value_or(""), second = runs.back().at("run_id").value_or("");
        const Answer told =
            run({"report", book, "--kind", "bulletin", "--from", first, "--to", second, "-o", folder / "o"});
        EXPECT_EQ(told.code, 0) << told.err;
    }
    std::string file(const std::string& form) const { return folder / ("o/bulletin." + form); }
};

const Bulletin& bulletin() {
    static const Bulletin made;
    return made;
}

std::string without(std::string text, const std::string& open, const std::string& close) {
    for (const std::string& part : all_matches(text, open, close)) text.erase(text.find(part), part.size());
    return text;
}

std::string plain(const std::string& markup) {
    return plain_xml(std::regex_replace(markup, std::regex{"<[^>]*>"}, " "));
}

/// What stands before the annex.
std::string body_of(const std::string& html) {
    const std::size_t begin = html.find("<body>"), end = html.find("<h2>附表</h2>");
    EXPECT_NE(end, std::string::npos);
    return html.substr(begin, end - begin);
}

std::set<std::string> numbers_of(const std::string& text) {
    static const std::regex number{R"([0-9]+(\.[0-9]+)?)"};
    std::set<std::string> found;
    for (std::sregex_iterator it{text.begin(), text.end(), number}, end; it != end; ++it) found.insert(it->str());
    return found;
}

/// One list of the workbook: headings, and rows without totals and notes.
struct Listed {
    std::vector<std::string> headings;
    std::vector<std::vector<std::string>> rows;
};

std::string column_name(std::size_t column) { return std::string(1, static_cast<char>('A' + column)); }

Listed listed(const SheetCells& sheet) {
    Listed list;
    while (!sheet.at(column_name(list.headings.size()) + "1").empty())
        list.headings.push_back(sheet.at(column_name(list.headings.size()) + "1"));
    for (int row = 2; !sheet.at("A" + std::to_string(row)).empty() && sheet.at("A" + std::to_string(row)) != "合计";
         ++row) {
        auto& cells = list.rows.emplace_back();
        for (std::size_t column = 0; column < list.headings.size(); ++column)
            cells.push_back(sheet.at(column_name(column) + std::to_string(row)));
    }
    return list;
}

bool is_number(const std::string& cell) {
    return std::regex_match(cell, std::regex{R"(-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?)"});
}

/// A cell as the text may print it: a sum, a count, a share, a day.
std::set<std::string> printings(const std::string& cell) {
    if (!is_number(cell)) return {cell};
    const double value = std::abs(std::strtod(cell.c_str(), nullptr));
    std::set<std::string> forms{cell, fixed(value, 0), fixed(value, 2), fixed(value * 100, 2) + "%"};
    if (value > 40'000 && value < 60'000) forms.insert(Date::from_days(static_cast<int>(value) - 25'569).iso());
    return forms;
}

TEST(Bulletin, TakesEveryNumberOfItsTextFromAList) {
    const Xlsx annex{bulletin().file("xlsx")};
    const Listed quotes = listed(annex.sheet("数字出处"));
    ASSERT_GT(quotes.rows.size(), 30U);
    std::set<std::string> quoted;
    std::string words;  // names, ids, notes of the lists
    for (const auto& row : quotes.rows)
        for (const std::string& one : numbers_of(row[0])) quoted.insert(one);
    for (const std::string& name : annex.names()) {
        if (name == "数字出处") continue;
        words += name + "\n";
        const SheetCells sheet = annex.sheet(name);
        for (const std::string& cell : sheet.text) words += sheet.at(cell) + "\n";
    }
    const std::set<std::string> named = numbers_of(words);
    const std::string text = plain(without(body_of(read_file(bulletin().file("html"))), "<table>", "</table>"));
    const auto said = numbers_of(text);
    EXPECT_GT(said.size(), 40U);
    for (const std::string& number : said)
        EXPECT_TRUE(quoted.contains(number) || named.contains(number)) << number << " stands in no list";
}

TEST(Bulletin, QuotesItsListsRightly) {
    const Xlsx annex{bulletin().file("xlsx")};
    for (const auto& quote : listed(annex.sheet("数字出处")).rows) {
        const Listed list = listed(annex.sheet(quote[1]));
        const auto at = std::find(list.headings.begin(), list.headings.end(), quote[2]);
        ASSERT_NE(at, list.headings.end()) << quote[2];
        const auto column = static_cast<std::size_t>(at - list.headings.begin());
        std::set<std::string> right;
        if (quote[3] == "行数") {
            right = {std::to_string(list.rows.size())};
        } else if (quote[3] == "合计") {
            double sum = 0;
            for (const auto& row : list.rows) sum += std::strtod(row[column].c_str(), nullptr);
            right = printings(shortest(sum));
        } else {
            const auto row = static_cast<std::size_t>(std::atoi(quote[3].substr(quote[3].rfind(' ')).c_str()));
            ASSERT_LE(row, list.rows.size());
            right = printings(list.rows[row - 1][column]);
        }
        const std::string said = quote[0].starts_with('-') ? quote[0].substr(1) : quote[0];
        EXPECT_TRUE(right.contains(said)) << said << " is not " << quote[1] << " " << quote[2] << " " << quote[3];
    }
}

TEST(Bulletin, PrintsItsTablesFromTheLists) {
    const Xlsx annex{bulletin().file("xlsx")};
    std::set<std::string> there{"", "—", "合计"};
    for (const std::string& name : annex.names())
        for (const auto& [reference, cell] : annex.sheet(name).values) there.merge(printings(cell));
    std::size_t cells = 0;
    for (const std::string& table : all_matches(read_file(bulletin().file("html")), "<table>", "</table>"))
        for (const std::string& cell : all_matches(table, "<td", "</td>")) {
            std::string said = plain_xml(cell.substr(cell.find('>') + 1, cell.size() - cell.find('>') - 6));
            if (said.starts_with('-')) said.erase(0, 1);
            ++cells;
            EXPECT_TRUE(there.contains(said)) << said << " stands in no list";
        }
    EXPECT_GT(cells, 300U);
}

TEST(Bulletin, SaysTheSameAsDocx) {
    const std::string docx = unzip(bulletin().file("docx")).at("word/document.xml");
    std::string body = body_of(read_file(bulletin().file("html")));
    for (const std::string& paragraph : all_matches(body, "<p>", "</p>")) {
        const std::string text = plain_xml(paragraph.substr(3, paragraph.size() - 7));
        EXPECT_TRUE(says(plain_xml(docx), text)) << text;
    }
}

TEST(Bulletin, SumsUpTheBook) {
    const Xlsx annex{bulletin().file("xlsx")};
    for (const auto& [list, column] :
         std::map<std::string, std::string>{{"附表2 疑似闲置分园区", "idle_m2"},
                                            {"附表3 批而未供分园区", "unsupplied_m2"},
                                            {"附表4 拟认定低效分园区", "low_efficiency_m2"}}) {
        const Listed parks = listed(annex.sheet(list));
        for (const auto& park : parks.rows)
            if (park[0] != "园区之外") {
                EXPECT_EQ(fixed(std::strtod(park[5].c_str(), nullptr), 2),
                          fixed(number(bulletin().book, "SELECT " + column +
                                                            " * 3 / 2000 FROM park_result WHERE park_name = '" +
                                                            park[0] + "'"),
                                2))
                    << list << " " << park[0];
            }
        EXPECT_GE(parks.rows.size(), 3U);
    }
}

TEST(Bulletin, NamesItsPeriodAndTellsItsTasks) {
    const std::string html = read_file(bulletin().file("html"));
    EXPECT_TRUE(says(html, "<h1>园区土地利用双月通报</h1>"));
    EXPECT_TRUE(says(html, "2026-06-30 至 2026-08-31"));
    EXPECT_TRUE(says(html, "期初存量的比例”0.15，依据：")) << "the task's share stands beside the verdict";
    EXPECT_TRUE(says(html, "存量处置”1.1，依据："));
}

TEST(Bulletin, WritesOneFileWhereItsNameSaysWhich) {
    const TempFolder folder;
    const std::vector<std::string> call{"report", bulletin().book,    "--kind", "bulletin",
                                        "--from", bulletin().first,   "--to",   bulletin().second,
                                        "-o",     folder / "6月.html"};
    EXPECT_EQ(run(call).code, 0);
    EXPECT_EQ(contents(folder.path()).size(), 1U);
    EXPECT_EQ(read_file(folder / "6月.html"), read_file(bulletin().file("html"))) << "the same bytes each time";
    EXPECT_EQ(run(call).code, 2) << "nothing is overwritten unasked";
}

TEST(Bulletin, IsADraftForThePenUntilItIsFinal) {
    const TempFolder folder;
    const auto docx = [&](const std::vector<std::string>& more) {
        std::vector<std::string> call{"report", bulletin().book,   "--kind",     "bulletin",
                                      "--from", bulletin().first,  "--to",       bulletin().second,
                                      "-o",     folder / "b.docx", "--overwrite"};
        call.insert(call.end(), more.begin(), more.end());
        const Answer answer = run(call);
        EXPECT_EQ(answer.code, 0) << answer.err;
        return plain_xml(unzip(folder / "b.docx").at("word/document.xml"));
    };
    const std::string draft = docx({});
    EXPECT_TRUE(says(draft, "（征求意见稿）") && says(draft, "（单位署名）") && says(draft, "    年  月  日"));
    const std::string final_one =
        docx({"--number", "示政函〔2026〕1号", "--issuer", "示例园区管委会", "--issued", "2026-09-05", "--final"});
    EXPECT_FALSE(says(final_one, "征求意见稿"));
    for (const char* words : {"示政函〔2026〕1号", "示例园区管委会", "2026年9月5日"})
        EXPECT_TRUE(says(final_one, words)) << words;
    EXPECT_LT(final_one.find("示政函〔2026〕1号"), final_one.find("园区土地利用双月通报"));
    const Answer refused = run({"report", bulletin().book, "--kind", "bulletin", "--from", bulletin().first, "--to",
                                bulletin().second, "-o", folder / "c.docx", "--issued", "九月五日"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_TRUE(says(refused.err, "--issued 九月五日")) << refused.err;
    EXPECT_FALSE(fs::exists(folder / "c.docx"));
}

TEST(Bulletin, RanksAParkAloneAmongAll) {
    const TempFolder folder;
    const auto park = ask(bulletin().book, "SELECT park_name FROM park_result ORDER BY tax_wan_per_mu LIMIT 1");
    const std::string name = park.front().at("park_name").value_or("");
    ASSERT_EQ(run({"report", bulletin().book, "--kind", "bulletin", "--from", bulletin().first, "--to",
                   bulletin().second, "--park", name, "-o", folder / "a.xlsx"})
                  .code,
              0);
    const Listed ranking = listed(Xlsx{folder / "a.xlsx"}.sheet("附表6 园区排名"));
    ASSERT_EQ(ranking.rows.size(), 1U);
    EXPECT_EQ(ranking.rows[0][0], name);
    EXPECT_EQ(ranking.rows[0][4],
              std::to_string(static_cast<int>(number(bulletin().book, "SELECT count(*) FROM park_result"))));
}

TEST(Bulletin, RefusesRunsThatAreNotThereAndTheWrongWayRound) {
    const TempFolder folder;
    const auto told = [&](const std::string& from, const std::string& to) {
        return run({"report", bulletin().book, "--kind", "bulletin", "--from", from, "--to", to, "-o", folder.path()});
    };
    const Answer unknown = told("nosuchrun", bulletin().second);
    EXPECT_EQ(unknown.code, 2);
    EXPECT_TRUE(says(unknown.err, "nosuchrun") && says(unknown.err, bulletin().first)) << unknown.err;
    EXPECT_EQ(told(bulletin().second, bulletin().first).code, 2);
    EXPECT_EQ(told("", bulletin().first).code, 2);
    EXPECT_TRUE(contents(folder.path()).empty());
}

TEST(Bulletin, OpensInLibreOffice) {
    if (!installed("soffice")) GTEST_SKIP() << "no LibreOffice on this machine";
    const TempFolder folder;
    EXPECT_EQ(std::system(("soffice --headless -env:UserInstallation=file://" + (folder / "profile") +
                           " --convert-to pdf --outdir " + folder.path() + " " + bulletin().file("docx") +
                           " > /dev/null 2>&1")
                              .c_str()),
              0);
    EXPECT_TRUE(says(text_of(folder / "bulletin.pdf"), "园区土地利用双月通报"));
}

// A line of parcels, each 0.001° wide and high; `wide` in thousandths.
struct Plot {
    std::string id;
    int place = 0;
    std::string due, started;
    int wide = 2, from = 0;
};

std::string layer(const std::vector<Plot>& plots) {
    std::string features;
    for (const Plot& one : plots) {
        const auto x = [&](int step) { return fixed(112 + (one.place * 2 + step) * 0.001, 3); };
        features += (features.empty() ? "" : ",") +
                    (R"({"type":"Feature","properties":{"parcel_id":")" + one.id + R"(","contract_no":"C)" + one.id +
                     R"(","holder_name":"<b>某某&公司</b>","agreed_start_date":")" + one.due +
                     R"(","actual_start_date":)" + (one.started.empty() ? "null" : "\"" + one.started + "\"") +
                     R"(},"geometry":{"type":"Polygon","coordinates":[[[)" + x(one.from) + ",28.0],[" +
                     x(one.from + one.wide) + ",28.0],[" + x(one.from + one.wide) + ",28.001],[" + x(one.from) +
                     ",28.001],[" + x(one.from) + ",28.0]]]}}");
    }
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

struct Told {
    TempFolder folder;
    std::string book = folder / "book.gpkg", first, second;
    Told(const std::vector<Plot>& before, const std::vector<Plot>& after, const std::vector<std::string>& more = {}) {
        std::vector<std::string> call{
            "run", "--parcel", write(folder / "a.geojson", layer(before)), "--as-of", "2026-04-30", "--book", book};
        EXPECT_EQ(run(call).code, 0);
        call[2] = write(folder / "b.geojson", layer(after)), call[4] = "2026-06-30";
        call.insert(call.end(), more.begin(), more.end());
        EXPECT_EQ(run(call).code, 0);
        const auto runs = ask(book, "SELECT run_id FROM run ORDER BY fid");
        first = runs.front().at("run_id").value_or(""), second = runs.back().at("run_id").value_or("");
    }
    Value why(const std::string& figure) const {
        const Answer told = run({"compare", book, first, second, "--format", "json"});
        EXPECT_EQ(told.code, 0) << told.err;
        const Value answer = parse_json(told.out, "compare");
        return *answer.find("why")->find(figure);
    }
    double area(const std::string& id, bool earlier = false) const {
        return number(book, "SELECT area_m2 FROM " + std::string{earlier ? "history_parcel_result" : "parcel_result"} +
                                " WHERE parcel_id = '" + id + "'");
    }
};

double amount(const Value& sums, const std::string& key) {
    double storage = 0;
    const double* found = sums.find(key)->number(storage);
    return found ? *found : std::nan("");
}

TEST(Why, TellsDisposalTimeCorrectionAndBoundaryApart) {
    const std::string long_ago = "2020-01-01";
    const Told told{
        {{"1", 0, long_ago, ""}, {"2", 1, long_ago, ""}, {"3", 2, "2025-05-31", ""}, {"4", 3, long_ago, ""}},
        {{"1", 0, long_ago, "2026-05-10"},
         {"2", 1, long_ago, "2024-05-10"},
         {"3", 2, "2025-05-31", ""},
         {"4", 3, long_ago, "", 1}}};
    const Value idle = told.why("idle");
    EXPECT_NEAR(amount(idle, "disposal_m2"), -told.area("1"), 1e-6);
    EXPECT_NEAR(amount(idle, "data_m2"), -told.area("2"), 1e-6);
    EXPECT_NEAR(amount(idle, "period_m2"), told.area("3"), 1e-6);
    EXPECT_NEAR(amount(idle, "boundary_m2"), told.area("4") - told.area("4", true), 0.01);
    EXPECT_DOUBLE_EQ(amount(idle, "policy_m2"), 0);
    EXPECT_DOUBLE_EQ(amount(idle, "unsplit_m2"), 0);
    double sum = 0;
    for (const char* cause : {"disposal_m2", "period_m2", "data_m2", "policy_m2", "boundary_m2", "unsplit_m2"})
        sum += amount(idle, cause);
    EXPECT_NEAR(sum, amount(idle, "change_m2"), 1e-6);
    EXPECT_DOUBLE_EQ(amount(idle, "from_count"), 3);
}

TEST(Why, FindsThePolicyByJudgingOldFactsUnderTheNewPack) {
    const std::vector<Plot> plots{{"1", 0, "2025-01-01", ""}, {"2", 1, "2020-01-01", ""}};
    const Told told{plots, plots, {"--set", "idle_a_years=2"}};
    const Value idle = told.why("idle");
    EXPECT_NEAR(amount(idle, "policy_m2"), -told.area("1"), 1e-6);
    EXPECT_NEAR(amount(idle, "change_m2"), -told.area("1"), 1e-6);
}

TEST(Why, FollowsIdleLandThroughASplit) {
    const std::string long_ago = "2020-01-01";
    const Told told{{{"1", 0, long_ago, ""}}, {{"1-1", 0, long_ago, "", 1}, {"1-2", 0, long_ago, "2026-05-10", 1, 1}}};
    const Value idle = told.why("idle");
    EXPECT_NEAR(amount(idle, "change_m2"), amount(idle, "disposal_m2") + amount(idle, "boundary_m2"), 1e-6);
    EXPECT_LT(amount(idle, "disposal_m2"), 0);
}

TEST(Bulletin, EscapesNamesAndSaysAnotherPolicyFirst) {
    const std::vector<Plot> plots{{"1", 0, "2025-01-01", ""}, {"2", 1, "2020-01-01", ""}};
    const Told told{plots, plots, {"--set", "idle_a_years=2"}};
    const std::vector<std::string> call{"report",   told.book, "--kind",    "bulletin", "--from",
                                        told.first, "--to",    told.second, "-o",       told.folder / "o"};
    ASSERT_EQ(run(call).code, 0);
    const std::string html = read_file(told.folder / "o/bulletin.html");
    EXPECT_FALSE(says(html, "<b>"));
    EXPECT_TRUE(says(html, "&lt;b&gt;某某&amp;公司&lt;/b&gt;"));
    const std::size_t first = html.find("<p>");
    EXPECT_TRUE(html.substr(first).starts_with("<p>两期政策不同")) << html.substr(first, 100);
    EXPECT_TRUE(says(html, "idle_a_years"));
    EXPECT_TRUE(says(html, "存量处置”未录入") && says(html, "无法判定")) << "the ratio is empty in cn";
    std::vector<std::string> strict = call;
    strict.back() = told.folder / "strict", strict.emplace_back("--strict");
    EXPECT_EQ(run(strict).code, 4);
    EXPECT_FALSE(fs::exists(told.folder / "strict"));
}

}  // namespace
}  // namespace mutu::test

// Lists that come back: the city's questions answered, the 待核清单 filled and read again, a paper for each project.
#include "paper.hpp"
#include "program.hpp"
#include "support/sheet.hpp"

#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include <regex>
#include <set>

namespace mutu::test {
namespace {

/// A list with a title, headings in row 2 and rows of text below; blank texts are blank cells with a border.
std::string list_of(const std::string& path, const std::vector<std::vector<std::string>>& rows) {
    lxw_workbook_options fixed{};
    lxw_workbook* book = workbook_new_opt(path.c_str(), &fixed);
    lxw_worksheet* sheet = workbook_add_worksheet(book, "清单");
    lxw_format* cell = workbook_add_format(book);
    format_set_border(cell, LXW_BORDER_THIN);
    worksheet_merge_range(sheet, 0, 0, 0, static_cast<lxw_col_t>(rows.front().size() - 1), "疑似问题核实清单", cell);
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            const auto at = static_cast<lxw_row_t>(row + 1);
            const auto to = static_cast<lxw_col_t>(column);
            if (rows[row][column].empty())
                worksheet_write_blank(sheet, at, to, cell);
            else
                worksheet_write_string(sheet, at, to, rows[row][column].c_str(), cell);
        }
    workbook_close(book);
    return path;
}

std::string parcel_with(const std::string& book, const std::string& condition) {
    return *ask(book, "SELECT min(parcel_id) AS p FROM parcel_result WHERE " + condition).at(0).at("p");
}

TEST(Reply, AnswersEachParcelWithItsEvidenceAndLeavesTheRestAlone) {
    const PaperDemo& demo = paper_demo();
    const TempFolder folder;
    const std::string idle = parcel_with(demo.book, "idle_state = 'idle_a_2y'"),
                      low = parcel_with(demo.book, "efficiency = 'low'"),
                      done = parcel_with(demo.book, "efficiency = 'ordinary'");
    const std::string list = list_of(folder / "清单.xlsx", {{"序号", "宗地编号", "问题", "核实情况", "依据"},
                                                            {"1", idle, "是否闲置", "", ""},
                                                            {"2", "NO-SUCH", "是否低效", "", ""},
                                                            {"3", low, "是否低效", "已另文答复", ""},
                                                            {"4", done, "=1+1", "", ""},
                                                            {"合计", "", "", "", ""}});
    const std::string out = folder / "答复.xlsx";
    const Answer told = run({"report", demo.book, "--kind", "reply", "--answers", list, "-o", out});
    ASSERT_EQ(told.code, 0) << told.err;
    EXPECT_TRUE(says(told.err, "问到 4 行，答复 3 行")) << told.err;
    EXPECT_TRUE(says(told.err, "第 4 行：成果库中没有宗地 NO-SUCH")) << told.err;
    const SheetCells before = Xlsx{list}.sheet("清单"), after = Xlsx{out}.sheet("清单");
    const std::string due =
        *ask(demo.book, "SELECT start_due FROM parcel_result WHERE parcel_id = '" + idle + "'").at(0).at("start_due");
    EXPECT_TRUE(says(after.at("D3"), "疑似闲置") && says(after.at("D3"), due)) << after.at("D3");
    EXPECT_TRUE(says(after.at("D3"), "截至 2026-06-30")) << after.at("D3");
    EXPECT_TRUE(says(after.at("E3"), "闲置土地处置办法")) << after.at("E3");
    EXPECT_TRUE(says(after.at("D6"), "不属闲置") && says(after.at("D6"), "不属低效")) << after.at("D6");
    EXPECT_EQ(after.at("D5"), "已另文答复");  // what somebody wrote stands
    EXPECT_TRUE(says(after.at("E5"), "国土资发〔2016〕147号")) << after.at("E5");
    EXPECT_EQ(after.at("D4"), "");
    EXPECT_EQ(after.at("F2"), "库中没有的宗地");
    EXPECT_EQ(after.at("F4"), "NO-SUCH");
    EXPECT_TRUE(after.text.contains("C6"));  // never a formula
    for (const auto& [cell, value] : before.values) EXPECT_EQ(after.at(cell), value) << cell;
    for (const auto& [cell, style] : before.style)
        if (after.style.contains(cell)) {
            EXPECT_EQ(after.style.at(cell), style) << cell;
        }
}

TEST(Reply, FindsParcelsByTheirContractAndAddsTheColumnsThatAreMissing) {
    const PaperDemo& demo = paper_demo();
    const TempFolder folder;
    const auto parcel =
        ask(demo.book, "SELECT supervision_no AS s FROM parcel WHERE supervision_no IS NOT NULL LIMIT 1");
    const std::string list =
        list_of(folder / "清单.xlsx", {{"电子监管号", "疑点"}, {*parcel.at(0).at("s"), "请核实"}, {"", "无编号"}});
    const std::string out = folder / "答复.xlsx";
    const Answer told = run({"report", demo.book, "--kind", "reply", "--answers", list, "-o", out});
    ASSERT_EQ(told.code, 0) << told.err;
    const SheetCells after = Xlsx{out}.sheet("清单");
    EXPECT_EQ(after.at("C2"), "答复");
    EXPECT_EQ(after.at("D2"), "依据");
    EXPECT_TRUE(after.at("C3").starts_with("宗地 ")) << after.at("C3");
    EXPECT_EQ(after.at("C4"), "");
    EXPECT_EQ(after.at("E2"), "");  // all parcels were found
}

TEST(Reply, RefusesListsItCannotRead) {
    const PaperDemo& demo = paper_demo();
    const TempFolder folder;
    const std::string odd = list_of(folder / "odd.xlsx", {{"甲", "乙"}, {"1", "2"}}), out = folder / "out.xlsx";
    const auto reply = [&](std::vector<std::string> more) {
        std::vector<std::string> call{"report", demo.book, "--kind", "reply"};
        call.insert(call.end(), more.begin(), more.end());
        return run(call);
    };
    EXPECT_EQ(reply({"--answers", odd, "-o", out}).code, 3);
    EXPECT_EQ(reply({"--answers", write(folder / "x.xlsx", "no zip"), "-o", out}).code, 3);
    EXPECT_EQ(reply({"--answers", odd, "-o", odd}).code, 2);
    EXPECT_EQ(reply({"-o", out}).code, 2);
    EXPECT_EQ(run({"report", demo.book, "--kind", "charts", "--answers", odd, "-o", folder / "c"}).code, 2);
    EXPECT_FALSE(fs::exists(out));
}

/// A demo whose runs are of one clock, so that equal books are equal bytes.
struct QueryDemo {
    TempFolder folder;
    std::string project = folder / "d/PROJECT.toml", book = folder / "d/book.gpkg";
    QueryDemo() {
        EXPECT_EQ(run({"demo", folder / "d", "--parcels", "24"}).code, 0);
        EXPECT_EQ(analyze(book, {}).code, 0);
    }
    Answer analyze(const std::string& to, std::vector<std::string> more) const {
        Call call{.words = {"run", project, "--overwrite", "--book", to, "--ledger", folder / "l.xlsx"}};
        call.words.insert(call.words.end(), more.begin(), more.end());
        call.environment = {{"SOURCE_DATE_EPOCH", "1790000000"}};
        return run(call);
    }
    std::string answers(const std::string& rows) const {
        return write(folder / "answers.csv", "宗地编号,字段,填写,依据材料,核实人,核实日期\n" + rows);
    }
    std::string state(const std::string& of, const std::string& parcel, const std::string& column) const {
        return ask(of, "SELECT " + column + " FROM parcel_result WHERE parcel_id = '" + parcel + "'")
            .at(0)
            .at(column)
            .value_or("");
    }
};

TEST(Queries, ASheetInWhichNothingWasFilledChangesNothing) {
    const QueryDemo demo;
    const std::string sheet = demo.folder / "待核.xlsx", again = demo.folder / "again.gpkg";
    const Answer told = run({"report", demo.book, "--kind", "queries", "-o", sheet});
    ASSERT_EQ(told.code, 0) << told.err;
    const SheetCells cells = Xlsx{sheet}.sheet("待核");
    EXPECT_EQ(cells.at("A1"), "宗地编号");
    EXPECT_TRUE(says(cells.xml, "<sheetProtection"));
    // One row for each field that some parcel lacks.
    std::size_t wanted = 0;
    for (const auto& row : ask(demo.book, "SELECT missing FROM parcel_result WHERE missing IS NOT NULL"))
        wanted += split(*row.at("missing"), ';').size();
    EXPECT_GT(wanted, 5U);
    EXPECT_EQ(cells.at("A" + std::to_string(wanted + 1)).empty(), false);
    EXPECT_TRUE(cells.at("A" + std::to_string(wanted + 2)).empty());
    EXPECT_EQ(demo.analyze(again, {"--queries", sheet}).code, 0);
    EXPECT_EQ(read_file(again), read_file(demo.book));
    EXPECT_EQ(run({"report", demo.book, "--kind", "queries", "-o", sheet}).code, 2);  // somebody may have filled it
}

TEST(Queries, OnlyTheYellowCellsCanBeFilled) {
    const QueryDemo demo;
    const std::string sheet = demo.folder / "待核.xlsx";
    ASSERT_EQ(run({"report", demo.book, "--kind", "queries", "-o", sheet}).code, 0);
    const Xlsx file{sheet};
    // Styles without protection: exactly one, and it is that of the columns to fill.
    const std::string styles = file.member("xl/styles.xml");
    std::vector<int> unlocked;
    std::size_t at = styles.find("<cellXfs");
    for (int index = 0; (at = styles.find("<xf ", at)) != std::string::npos; ++index) {
        const std::size_t next = styles.find("<xf ", at + 4);
        if (styles.substr(at, next - at).find("locked=\"0\"") != std::string::npos) unlocked.push_back(index);
        at = next == std::string::npos ? styles.size() : next;
    }
    ASSERT_EQ(unlocked.size(), 1U);
    const std::string xml = file.sheet("待核").xml;
    const std::regex yellow{"<c r=\"([A-Z]+)[0-9]+\" s=\"" + std::to_string(unlocked.front()) + "\"/>"};
    std::set<std::string> columns;
    for (std::sregex_iterator it{xml.begin(), xml.end(), yellow}, end; it != end; ++it) columns.insert((*it)[1]);
    EXPECT_EQ(columns, (std::set<std::string>{"K", "L", "M", "N"}));
}

TEST(Queries, FillWhatIsBlankAndShowConflicts) {
    const QueryDemo demo;
    const std::string again = demo.folder / "again.gpkg";
    const std::string open =
        parcel_with(demo.book, "missing LIKE '%agreed_start_date%' AND idle_state = 'undetermined'");
    const std::string known =
        *ask(demo.book, "SELECT parcel_id AS p FROM parcel WHERE invested_wan IS NOT NULL LIMIT 1").at(0).at("p");
    const std::string sheet = demo.answers(open + ",agreed_start_date,2020-01-15,补充协议第三条,张三,2026-07-02\n" +
                                           known + ",invested_wan,1,,,\n" + "NO-SUCH,invested_wan,5,,,\n" + known +
                                           ",no_such_field,5,,,\n" + open + ",required_area_m2,many,,,\n");
    const Answer told = demo.analyze(again, {"--queries", sheet});
    ASSERT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(demo.state(demo.book, open, "idle_state"), "undetermined");
    EXPECT_EQ(demo.state(again, open, "start_due"), "2020-01-15");
    EXPECT_EQ(demo.state(again, open, "idle_state"), "idle_a_2y");  // 2022-01-15 is past
    EXPECT_EQ(
        ask(again, "SELECT invested_wan FROM parcel WHERE parcel_id = '" + known + "'"),
        ask(demo.book, "SELECT invested_wan FROM parcel WHERE parcel_id = '" + known + "'"));  // the register stands
    EXPECT_EQ(findings(again, "query_conflict"), 1);
    EXPECT_EQ(findings(again, "query_unknown_parcel"), 1);
    EXPECT_EQ(findings(again, "query_unknown_field"), 1);
    const Answer list = run({"list", again, "query-answers"});
    for (const char* words : {"采用", "有冲突，未采用", "不能采用", "补充协议第三条", "张三"})
        EXPECT_TRUE(says(list.out, words)) << words << list.out;
    // No other parcel moved.
    EXPECT_EQ(number(again, "SELECT count(*) FROM parcel_result WHERE land_class = 'undetermined'"),
              number(demo.book, "SELECT count(*) FROM parcel_result WHERE land_class = 'undetermined'") - 1);
    EXPECT_NE(ask(again, "SELECT run_id FROM run").at(0), ask(demo.book, "SELECT run_id FROM run").at(0));
}

TEST(Queries, TwoAnswersForOneCellAreAConflictAndAColumnNobodyHasStaysUnknown) {
    const TempFolder folder;
    const std::string parcels = write(folder / "p.csv", "parcel_id,contract_no,agreed_start_date,registered_area_m2\n"
                                                        "1,c,,100\n2,c,2020-01-01,100\n");
    const auto book_with = [&](const std::string& rows) {
        const std::string sheet = write(folder / "q.csv", "宗地编号,字段,填写,依据材料,核实人,核实日期\n" + rows);
        const std::string book = folder / "b.gpkg";
        const Answer made = run(
            {"run", "--parcel", parcels, "--as-of", "2026-06-30", "--book", book, "--overwrite", "--queries", sheet});
        EXPECT_EQ(made.code, 0) << made.err;
        return book;
    };
    const std::string twice = book_with("1,agreed_start_date,2020-01-01,,,\n1,agreed_start_date,2021-01-01,,,\n");
    EXPECT_EQ(findings(twice, "query_conflict"), 2);
    EXPECT_EQ(number(twice, "SELECT count(*) FROM parcel WHERE agreed_start_date IS NOT NULL"), 1);
    // An answer for parcel 1 must not turn parcel 2's unknown start into one that has not happened.
    const std::string absent = book_with("1,actual_start_date,2021-01-01,,,\n");
    EXPECT_EQ(findings(absent, "query_no_column"), 1);
    for (const auto& row : ask(absent, "SELECT idle_state FROM parcel_result"))
        EXPECT_EQ(row.at("idle_state"), "undetermined");
    EXPECT_EQ(run({"run", "--parcel", parcels, "--book", folder / "n.gpkg", "--queries",
                   write(folder / "no.csv", "甲,乙\n1,2\n")})
                  .code,
              3);
}

TEST(Projects, HaveAPaperEach) {
    const PaperDemo& demo = paper_demo();
    const TempFolder folder;
    const std::string out = folder / "项目";
    const Answer told = run({"report", demo.book, "--kind", "projects", "--park", "P002", "-o", out});
    ASSERT_EQ(told.code, 0) << told.err;
    const auto projects = ask(demo.book, "SELECT r.project_id, r.name, r.signed_date, p.leader, r.parcel_ids FROM "
                                         "project_result r JOIN project p ON p.project_id = r.project_id WHERE "
                                         "r.is_signed = 'yes' AND r.park_id = 'P002'");
    ASSERT_GT(projects.size(), 3U);
    for (const Record& project : projects) {
        const std::string page = read_file(out + "/" + *project.at("project_id") + ".html");
        for (const char* field : {"name", "signed_date", "leader", "parcel_ids"})
            EXPECT_TRUE(says(page, project.at(field).value_or(""))) << field;
        EXPECT_TRUE(fs::exists(out + "/" + *project.at("project_id") + ".docx"));
    }
    const auto files = std::distance(fs::directory_iterator{out}, fs::directory_iterator{});
    EXPECT_EQ(static_cast<std::size_t>(files), 2 * projects.size());
    EXPECT_EQ(run({"report", demo.book, "--kind", "projects", "--park", "P002", "-o", out}).code, 2);
    // Each promise with what came of it.
    const auto met = ask(demo.book, "SELECT r.project_id AS id FROM project_result r JOIN commitment_result c ON "
                                    "c.parcel_id = r.parcel_ids WHERE c.commitment_state = 'met' AND r.park_id = "
                                    "'P002' LIMIT 1");
    ASSERT_FALSE(met.empty());
    EXPECT_TRUE(says(read_file(out + "/" + *met.at(0).at("id") + ".html"), "已兑现"));
}

TEST(Projects, SayThatThereAreNone) {
    const TempFolder folder;
    const std::string parcels = write(folder / "p.csv", "parcel_id,contract_no\n1,c\n");
    ASSERT_EQ(run({"run", "--parcel", parcels, "--as-of", "2026-06-30", "--book", folder / "b.gpkg"}).code, 0);
    const Answer told = run({"report", folder / "b.gpkg", "--kind", "projects", "-o", folder / "x"});
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(says(told.err, "没有签约项目")) << told.err;
}

}  // namespace
}  // namespace mutu::test

// 踏勘: the sheet that goes out, and what comes back held against the book.
#include "paper.hpp"
#include "program.hpp"
#include "support/csv.hpp"
#include "support/sheet.hpp"

#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <gtest/gtest.h>
#include <xlsxwriter.h>

namespace mutu::test {
namespace {

/// A book of four parcels with known field checks.
struct Ground {
    TempFolder folder;
    std::string book = folder / "b.gpkg";
    std::string parcels = folder / "z.csv";
    Ground() {
        const auto row = [](const std::string& cells, int east) {
            const std::string x = std::to_string(400000 + east * 100), right = std::to_string(400090 + east * 100);
            return cells + ",\"POLYGON((" + x + " 2900000," + right + " 2900000," + right + " 2900090," + x +
                   " 2900090," + x + " 2900000))\"\n";
        };
        write(parcels, "parcel_id,contract_no,agreed_start_date,actual_start_date,field_check,field_check_date,wkt\n" +
                           row("A,C1,2025-01-10,,,", 0) + row("B,C2,2025-01-10,,未动工,2026-03-01", 1) +
                           row("C,C3,2025-01-10,2025-02-01,,", 2) + row("D,C4,2025-01-10,,已动工,", 3));
        EXPECT_EQ(run({"run", "--parcel", parcels + ",crs=EPSG:4526", "--as-of", "2026-06-30", "--book", book}).code,
                  0);
    }
    Answer read(const std::string& sheet, std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"field", book, sheet, "--format", "json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    std::string sheet(const std::string& rows) const {
        return write(folder / "r.csv", "宗地编号,现场核查结论,现场核查日期,实际动工日期,核查人\n" + rows);
    }
};

using Told = std::map<std::string, std::map<std::string, std::string>>;  // "A field_check" → cells

Told told(const Answer& answer) {
    Told cells;
    const Value read = parse_json(answer.out, "field");
    for (const Value& row : read.find("rows")->list("rows")) {
        std::map<std::string, std::string> one;
        for (const auto& [key, value] : row.table("row"))
            if (const auto* text = value.as<std::string>()) one[key] = *text;
        cells[one["parcel_id"] + " " + one["field"]] = one;
    }
    return cells;
}

TEST(FieldSheet, GivesAPageAParcelAndASheetToBringBack) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    const Answer answer = run({"report", paper_demo().book, "--kind", "field-sheet", "--parcel", "439901001001GB00035",
                               "--parcel", "439901001001GB00036", "-o", folder / "f"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string text = text_of(folder / "f/踏勘表.pdf");
    EXPECT_TRUE(says(text, "第2页共2页")) << text;  // one page each
    for (const char* words : {"439901001001GB00035", "439901001001GB00036", "□ 未动工", "照片 4", "核查人", "内部资料"})
        EXPECT_TRUE(says(text, words)) << words;
    const std::string sheet = unzip(folder / "f/踏勘结果.xlsx").at("xl/worksheets/sheet1.xml");
    EXPECT_TRUE(says(sheet, "dataValidation")) << sheet;
    EXPECT_EQ(run({"report", paper_demo().book, "--kind", "field-sheet", "-o", folder / "f"}).code, 2);
}

TEST(FieldSheet, BroughtBackEmptyChangesNothing) {
    const Ground ground;
    ASSERT_EQ(run({"report", ground.book, "--kind", "field-sheet", "-o", ground.folder / "f"}).code, 0);
    const std::string before = read_file(ground.book);
    const Answer answer = ground.read(ground.folder / "f/踏勘结果.xlsx");
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_TRUE(told(answer).empty()) << answer.out;
    EXPECT_EQ(read_file(ground.book), before);
}

/// The sheet as it went out with one yellow cell filled in, as an office program saves it: both pages.
std::string brought_back(const std::string& sheet, const std::string& path, const std::string& parcel,
                         const std::string& heading, const std::string& typed) {
    const SheetCells cells = Xlsx{sheet}.sheet("踏勘结果");
    lxw_workbook* book = workbook_new(path.c_str());
    lxw_worksheet* page = workbook_add_worksheet(book, "踏勘结果");
    worksheet_write_string(workbook_add_worksheet(book, "填写说明"), 0, 0, "只填黄色单元格", nullptr);
    for (const auto& [reference, value] : cells.values) {
        const std::size_t digit = reference.find_first_of("0123456789");
        const auto row = static_cast<lxw_row_t>(std::stoi(reference.substr(digit)) - 1);
        worksheet_write_string(page, row, lxw_name_to_col(reference.c_str()), value.c_str(), nullptr);
        if (value != heading) continue;
        for (const auto& [other, id] : cells.values)
            if (id == parcel && other.starts_with("A"))
                worksheet_write_string(page, static_cast<lxw_row_t>(std::stoi(other.substr(1)) - 1),
                                       lxw_name_to_col(reference.c_str()), typed.c_str(), nullptr);
    }
    EXPECT_EQ(workbook_close(book), LXW_NO_ERROR);
    return path;
}

TEST(FieldSheet, IsReadAgainWithTheOneCellThatWasFilledIn) {
    const Ground ground;
    ASSERT_EQ(run({"report", ground.book, "--kind", "field-sheet", "-o", ground.folder / "f"}).code, 0);
    Told cells = told(ground.read(
        brought_back(ground.folder / "f/踏勘结果.xlsx", ground.folder / "back.xlsx", "A", "现场核查结论", "看不清")));
    ASSERT_EQ(cells.size(), 1U);
    EXPECT_EQ(cells["A field_check"]["visit_state"], "new");
    EXPECT_EQ(cells["A field_check"]["typed_value"], "unclear");
}

TEST(FieldResults, AreNewSameNewerConflictingOrRefused) {
    const Ground ground;
    const Answer answer = ground.read(ground.sheet("A,已动工,2026-06-20,,张三\n"
                                                   "B,已建成,2026-06-20,,\n"
                                                   "C,未动工,2026-06-20,2025-03-01,\n"
                                                   "D,已动工,,2026-07-15,\n"
                                                   "E,已动工,2026-06-20,,\n"));
    ASSERT_EQ(answer.code, 0) << answer.err;
    Told cells = told(answer);
    EXPECT_EQ(cells["A field_check"]["visit_state"], "new");
    EXPECT_EQ(cells["A field_check"]["typed_value"], "started");
    EXPECT_EQ(cells["A 核查人"]["visit_state"], "kept");
    EXPECT_EQ(cells["B field_check"]["visit_state"], "newer");  // the book's check is of 2026-03-01
    EXPECT_EQ(cells["B field_check"]["book_value"], "not_started");
    EXPECT_EQ(cells["C field_check"]["visit_state"], "conflict");  // the book has a start
    EXPECT_EQ(cells["C actual_start_date"]["visit_state"], "conflict");
    EXPECT_EQ(cells["C actual_start_date"]["book_value"], "2025-02-01");
    EXPECT_EQ(cells["D field_check"]["visit_state"], "same");
    EXPECT_EQ(cells["D actual_start_date"]["visit_state"], "refused");  // after the as-of day
    EXPECT_EQ(cells["E field_check"]["visit_state"], "refused");
    EXPECT_EQ(ground.read(ground.folder / "r.csv", {"--fail-on", "warning"}).code, 1);
}

TEST(FieldResults, OverwriteNothingInTheBook) {
    const Ground ground;
    const auto parcels = ask(ground.book, "SELECT * FROM parcel ORDER BY fid");
    const auto results = ask(ground.book, "SELECT parcel_id, idle_state FROM parcel_result ORDER BY fid");
    const std::string sheet = ground.sheet("B,已建成,2026-06-20,,\nC,未动工,2026-06-20,2025-03-01,\n");
    ASSERT_EQ(ground.read(sheet).code, 0);
    EXPECT_EQ(ask(ground.book, "SELECT * FROM parcel ORDER BY fid"), parcels);
    EXPECT_EQ(ask(ground.book, "SELECT parcel_id, idle_state FROM parcel_result ORDER BY fid"), results);
    EXPECT_EQ(number(ground.book, "SELECT count(*) FROM field_visit"), 5);
    const Answer again = ground.read(sheet);
    EXPECT_TRUE(says(again.err, "已对照过")) << again.err;
    EXPECT_EQ(number(ground.book, "SELECT count(*) FROM field_visit"), 5);
    EXPECT_EQ(run({"list", ground.book, "visits"}).code, 0);
}

TEST(FieldResults, GoIntoTheNextRunAsASource) {
    const Ground ground;
    ASSERT_EQ(
        ground.read(ground.sheet("A,已动工,2026-06-20,,\nC,未动工,2026-06-20,,\n"), {"-o", ground.folder / "a.csv"})
            .code,
        0);
    EXPECT_TRUE(says(read_file(ground.folder / "a.csv"), "\"A\",\"started\",\"2026-06-20\""));
    EXPECT_FALSE(says(read_file(ground.folder / "a.csv"), "\"C\",\"not_started\""));  // a conflict is left to a person
    const std::string state = "SELECT idle_state FROM parcel_result WHERE parcel_id = 'A'";
    EXPECT_EQ(ask(ground.book, state).at(0).at("idle_state"), "idle_a_1y");
    write(ground.folder / "P.toml",
          "[project]\nas_of = 2026-06-30\n[[source]]\nrole = \"parcel\"\npath = \"z.csv\"\ncrs = \"EPSG:4526\"\n"
          "[[source]]\nrole = \"parcel\"\npath = \"a.csv\"\n[output]\nbook = \"b.gpkg\"\n");
    const Answer next = run({"run", ground.folder / "P.toml"});
    ASSERT_EQ(next.code, 0) << next.err;
    // Seen at work on the ground: no longer idle, and not started on paper either.
    EXPECT_EQ(ask(ground.book, state).at(0).at("idle_state"), "undetermined");
    EXPECT_EQ(number(ground.book, "SELECT count(*) FROM field_visit"), 4);  // kept through the new run
}

TEST(FieldResults, RefuseASheetOfAnotherKindAndARowTwice) {
    const Ground ground;
    const std::string other = write(ground.folder / "o.csv", "姓名,电话\n甲,1\n");
    const Answer answer = ground.read(other);
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "不是踏勘结果表")) << answer.err;
    Told cells = told(ground.read(ground.sheet("A,已动工,2026-06-20,,\nA,未动工,2026-06-21,,\n")));
    EXPECT_EQ(cells["A field_check"]["visit_state"], "conflict");
    EXPECT_TRUE(says(cells["A field_check"]["visit_because"], "第 1 行数据"))
        << cells["A field_check"]["visit_because"];
    Told bad = told(ground.read(ground.sheet("A,差不多,2026年13月1日,,\n")));
    EXPECT_EQ(bad["A field_check"]["visit_state"], "refused");
    EXPECT_TRUE(says(bad["A field_check"]["visit_because"], "可填：未动工"));
    EXPECT_EQ(bad["A field_check_date"]["visit_state"], "refused");
}

}  // namespace
}  // namespace mutu::test

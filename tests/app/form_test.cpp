// mutu report --kind ledger --template: an office's own form, filled without touching anything else.
#include "paper.hpp"
#include "program.hpp"
#include "support/sheet.hpp"
#include "support/zip.hpp"

#include "mutu/text.hpp"
#include "mutu/units.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <xlsxwriter.h>

#include <functional>
#include <regex>

namespace mutu::test {
namespace {

struct Drawn {
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format *cell = nullptr, *head = nullptr, *day = nullptr;
};

/// A form file; `draw` fills its sheet.
std::string form(const std::string& path, const std::function<void(Drawn&)>& draw, const char* sheet = "Sheet1") {
    Drawn drawn;
    lxw_workbook_options fixed{};
    drawn.book = workbook_new_opt(path.c_str(), &fixed);
    drawn.sheet = workbook_add_worksheet(drawn.book, sheet);
    drawn.cell = workbook_add_format(drawn.book);
    format_set_border(drawn.cell, LXW_BORDER_THIN);
    format_set_font_name(drawn.cell, "仿宋_GB2312");
    drawn.head = workbook_add_format(drawn.book);
    format_set_bold(drawn.head), format_set_border(drawn.head, LXW_BORDER_THICK);
    drawn.day = workbook_add_format(drawn.book);
    format_set_num_format(drawn.day, "yyyy\"年\"m\"月\"d\"日\""), format_set_border(drawn.day, LXW_BORDER_THIN);
    draw(drawn);
    workbook_close(drawn.book);
    return path;
}

void say(Drawn& drawn, const char* cell, const char* text) {
    worksheet_write_string(drawn.sheet, lxw_name_to_row(cell), lxw_name_to_col(cell), text, drawn.head);
}
void merge(Drawn& drawn, const char* range, const char* text) {
    worksheet_merge_range(drawn.sheet, RANGE(range), text, drawn.head);
}

/// 闲置台账 with two header rows, a line of column numbers, two blank rows, 合计 and a line of signatures.
void idle_form(Drawn& drawn) {
    merge(drawn, "A1:I1", "闲置土地处置台账");
    say(drawn, "A2", "填报单位："), say(drawn, "H2", "单位：公顷、万元");
    merge(drawn, "A3:A4", "序号"), merge(drawn, "B3:B4", "宗地编号"), merge(drawn, "C3:C4", "土地使用权人");
    merge(drawn, "D3:E3", "面积"), merge(drawn, "F3:G3", "合同约定"), merge(drawn, "H3:H4", "土地价款");
    merge(drawn, "I3:I4", "领导批示");
    say(drawn, "D4", "公顷"), say(drawn, "E4", "亩"), say(drawn, "F4", "动工时间"), say(drawn, "G4", "竣工时间");
    for (lxw_col_t i = 0; i < 9; ++i) worksheet_write_number(drawn.sheet, 4, i, i + 1, drawn.cell);
    for (lxw_row_t row = 5; row < 7; ++row)
        for (lxw_col_t i = 0; i < 9; ++i)
            worksheet_write_blank(drawn.sheet, row, i, i == 5 || i == 6 ? drawn.day : drawn.cell);
    say(drawn, "A8", "合计");
    for (lxw_col_t i = 1; i < 9; ++i) worksheet_write_blank(drawn.sheet, 7, i, drawn.cell);
    merge(drawn, "A9:I9", "填表人：          审核人：          日期：");
    worksheet_print_area(drawn.sheet, RANGE("A1:I9"));
    worksheet_set_column(drawn.sheet, 2, 2, 30, nullptr);
}

/// The sheet as another library reads it: rows of text.
std::vector<std::vector<std::string>> read_back(const std::string& path) {
    GDALAllRegister();
    CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    const std::unique_ptr<GDALDataset> file{
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr)};
    std::vector<std::vector<std::string>> rows;
    if (file == nullptr || file->GetLayerCount() == 0) return rows;
    for (const auto& feature : *file->GetLayer(0)) {
        auto& row = rows.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i) row.emplace_back(feature->GetFieldAsString(i));
    }
    return rows;
}

const std::string& book() { return paper_demo().book; }

Answer fill(const std::string& template_file, const std::string& output, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"report", book(), "--kind", "ledger", "--template", template_file, "-o", output};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
}

const char* const idle_rows = "FROM parcel_result WHERE idle_state IN ('idle_a_1y','idle_a_2y','idle_b','idle_gov')";

TEST(Form, IsFilledByItsHeadingsAndReadsBackWithAnotherLibrary) {
    const TempFolder folder;
    const std::string empty = form(folder / "闲置.xlsx", idle_form);
    const Answer answer = fill(empty, folder / "out.xlsx");
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_TRUE(says(answer.err, "未填：领导批示")) << answer.err;
    const auto wanted = ask(book(), std::string{"SELECT parcel_id, area_m2 "} + idle_rows + " ORDER BY fid");
    const auto rows = read_back(folder / "out.xlsx");
    ASSERT_EQ(rows.size(), 5 + wanted.size() + 2);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        EXPECT_EQ(rows[5 + i][0], std::to_string(i + 1));
        EXPECT_EQ(rows[5 + i][1], *wanted[i].at("parcel_id"));
        const Area area = Area::square_metres(std::stod(*wanted[i].at("area_m2")));
        EXPECT_NEAR(std::stod(rows[5 + i][3]), area.hectares(), 0.0000501);
        EXPECT_NEAR(std::stod(rows[5 + i][4]), area.mu(), 0.00501);
    }
    const double total = number(book(), std::string{"SELECT total(area_m2) "} + idle_rows);
    const auto& sums = rows[5 + wanted.size()];
    EXPECT_EQ(sums[0], "合计");
    EXPECT_NEAR(std::stod(sums[4]), Area::square_metres(total).mu(), 0.00501);
    EXPECT_TRUE(says(rows.back()[0], "审核人"));
}

TEST(Form, KeepsEveryOtherPartByteForByte) {
    const TempFolder folder;
    const std::string empty = form(folder / "闲置.xlsx", idle_form);
    ASSERT_EQ(fill(empty, folder / "out.xlsx").code, 0);
    const auto before = unzip(empty), after = unzip(folder / "out.xlsx");
    ASSERT_EQ(before.size(), after.size());
    for (const auto& [name, bytes] : before) {
        if (name == "xl/worksheets/sheet1.xml" || name == "xl/workbook.xml") continue;
        EXPECT_EQ(after.at(name), bytes) << name;
    }
    const std::string& sheet = after.at("xl/worksheets/sheet1.xml");
    EXPECT_TRUE(says(sheet, "width=\"30.7109375\"")) << "columns keep their widths";
    const auto rows = ask(book(), std::string{"SELECT 1 "} + idle_rows);
    const std::string last = std::to_string(7 + rows.size());
    EXPECT_TRUE(says(sheet, "A" + last + ":I" + last)) << "the line of signatures stays merged, further down";
    EXPECT_TRUE(says(after.at("xl/workbook.xml"), "$A$1:$I$" + last)) << "and is still printed";
    ASSERT_EQ(fill(empty, folder / "again.xlsx").code, 0);
    EXPECT_EQ(read_file(folder / "out.xlsx"), read_file(folder / "again.xlsx"));
}

TEST(Form, TakesOtherLedgersTooAndTellsWhichByTheTitle) {
    const TempFolder folder;
    const auto plain = [](Drawn& drawn) {
        say(drawn, "A1", "批文号"), say(drawn, "B1", "批准日期"), say(drawn, "C1", "未供面积（亩）"),
            say(drawn, "D1", "未供原因");
    };
    const std::string empty = form(folder / "a.xlsx", plain, "批而未供");
    ASSERT_EQ(fill(empty, folder / "out.xlsx").code, 0);
    const auto rows = read_back(folder / "out.xlsx");
    const auto wanted = ask(book(), "SELECT approval_date, area_m2 FROM unsupplied_land ORDER BY fid");
    ASSERT_EQ(rows.size(), 1 + wanted.size());
    EXPECT_EQ(rows[1][1], *wanted[0].at("approval_date"));
    EXPECT_NEAR(std::stod(rows[1][2]), Area::square_metres(std::stod(*wanted[0].at("area_m2"))).mu(), 0.005);

    const std::string unnamed = form(folder / "b.xlsx", [](Drawn& drawn) {
        say(drawn, "A1", "宗地编号"), say(drawn, "B1", "用地单位"), say(drawn, "C1", "面积");
    });
    const Answer which = fill(unnamed, folder / "b_out.xlsx");
    EXPECT_EQ(which.code, 2);
    EXPECT_TRUE(says(which.err, "--what")) << which.err;
    const Answer told = fill(unnamed, folder / "b_out.xlsx", {"--what", "low"});
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_TRUE(says(told.err, "面积（表头")) << "no unit is not guessed: " << told.err;
    EXPECT_EQ(read_back(folder / "b_out.xlsx").size(),
              1 + ask(book(), "SELECT 1 FROM parcel_result WHERE efficiency = 'low'").size());
}

TEST(Form, NeverTurnsTextIntoAFormula) {
    const TempFolder folder;
    write(folder / "宗地.csv", "宗地编号,土地使用权人,项目名称,登记面积\nX1,\"=cmd|' /C calc'!A0\",+1+1,2000\n");
    ASSERT_EQ(run({"run", "--parcel", folder / "宗地.csv", "--book", folder / "book.gpkg"}).code, 0);
    const std::string empty = form(folder / "a.xlsx", [](Drawn& drawn) {
        say(drawn, "A1", "宗地编号"), say(drawn, "B1", "土地使用权人"), say(drawn, "C1", "项目名称");
    });
    ASSERT_EQ(run({"report", folder / "book.gpkg", "--kind", "ledger", "--what", "parcels", "--template", empty, "-o",
                   folder / "out.xlsx"})
                  .code,
              0);
    const std::string sheet = unzip(folder / "out.xlsx").at("xl/worksheets/sheet1.xml");
    EXPECT_FALSE(says(sheet, "<f>"));
    EXPECT_TRUE(says(sheet, "t=\"inlineStr\"><is><t xml:space=\"preserve\">=cmd|")) << sheet.substr(0, 900);
    EXPECT_EQ(read_back(folder / "out.xlsx")[1][1], "=cmd|' /C calc'!A0");
    ASSERT_EQ(
        run({"report", folder / "book.gpkg", "--kind", "ledger", "--what", "parcels", "-o", folder / "own.xlsx"}).code,
        0);
    const Xlsx own{folder / "own.xlsx"};
    const SheetCells cells = own.sheet(own.names().at(0));
    EXPECT_FALSE(says(cells.xml, "<f>"));
    EXPECT_TRUE(cells.says("=cmd|' /C calc'!A0")) << "without a form it stays text as well";
}

TEST(Form, RefusesWhatItCannotFillAndSaysWhy) {
    const TempFolder folder;
    const auto refused = [&](const std::string& path, const char* word) {
        const Answer answer = fill(path, folder / "never.xlsx");
        EXPECT_EQ(answer.code, 3) << path;
        EXPECT_TRUE(says(answer.err, word)) << answer.err;
        EXPECT_TRUE(says(answer.err, fs::path{path}.filename().string())) << answer.err;
        EXPECT_FALSE(fs::exists(folder / "never.xlsx"));
    };
    refused(form(folder / "闲置甲.xlsx", [](Drawn& drawn) { say(drawn, "A1", "姓名"), say(drawn, "B1", "电话"); }),
            "没有认得的表头");
    refused(write(folder / "闲置乙.xlsx", "no zip at all"), "读不出来");
    refused(write(folder / "闲置丙.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old workbook"), ".xlsx");
    refused(folder / "闲置没有.xlsx", "没有这个文件");
    refused(form(folder / "闲置丁.xlsx",
                 [](Drawn& drawn) {
                     say(drawn, "A1", "宗地编号"), say(drawn, "B1", "土地使用权人"), say(drawn, "C1", "项目名称");
                     say(drawn, "A2", "X1"), say(drawn, "B2", "甲公司"), say(drawn, "C2", "项目");
                 }),
            "第 2 行已经填有内容");
    refused(form(folder / "闲置戊.xlsx",
                 [](Drawn& drawn) {
                     say(drawn, "A1", "宗地编号"), say(drawn, "B1", "面积（亩）"), say(drawn, "A3", "合计");
                     worksheet_write_blank(drawn.sheet, 1, 0, drawn.cell);
                     worksheet_write_formula(drawn.sheet, 2, 1, "=SUM(B2:B2)", drawn.cell);
                 }),
            "空行不够");
    const std::string macros = form(folder / "闲置己.xlsx", idle_form);
    fs::create_directories(folder / "xl/externalLinks");
    write(folder / "xl/vbaProject.bin", "macro"),
        write(folder / "xl/externalLinks/externalLink1.xml", "<externalLink/>");
    if (!installed("zip")) GTEST_SKIP() << "zip is not installed";
    const std::string into = "cd " + folder.path() + " && zip -q ";
    ASSERT_EQ(std::system((into + "闲置己.xlsx xl/vbaProject.bin").c_str()), 0);
    refused(macros, "宏");
    const std::string linked = form(folder / "闲置庚.xlsx", idle_form);
    ASSERT_EQ(std::system((into + "闲置庚.xlsx xl/externalLinks/externalLink1.xml").c_str()), 0);
    refused(linked, "外部链接");
}

TEST(Form, WithFormulasAndRoomKeepsTheFormulasAndShowsTheTotal) {
    const TempFolder folder;
    const std::string empty = form(folder / "闲置.xlsx", [](Drawn& drawn) {
        say(drawn, "A1", "宗地编号"), say(drawn, "B1", "面积（亩）"), say(drawn, "A400", "合计");
        for (lxw_row_t row = 1; row < 399; ++row) worksheet_write_blank(drawn.sheet, row, 1, drawn.cell);
        worksheet_write_formula(drawn.sheet, 399, 1, "=SUM(B2:B399)", drawn.cell);
    });
    ASSERT_EQ(fill(empty, folder / "out.xlsx").code, 0);
    const std::string sheet = unzip(folder / "out.xlsx").at("xl/worksheets/sheet1.xml");
    const Area total = Area::square_metres(number(book(), std::string{"SELECT total(area_m2) "} + idle_rows));
    EXPECT_TRUE(says(sheet, "<f>SUM(B2:B399)</f><v>" + fixed(total.mu(), 2) + "</v>"));
}

TEST(Form, SpoiltInAnyPlaceIsFilledOrRefusedAndNeverCrashes) {
    const TempFolder folder;
    const std::string whole = read_file(form(folder / "闲置.xlsx", idle_form));
    const auto tried = [&](const std::string& bytes) {
        const Answer answer = fill(write(folder / "闲置坏.xlsx", bytes), folder / "out.xlsx", {"--overwrite"});
        EXPECT_TRUE(answer.code == 0 || answer.code == 2 || answer.code == 3) << answer.code << " " << answer.err;
    };
    for (std::size_t i = 1; i <= 12; ++i) tried(whole.substr(0, whole.size() * i / 13));
    for (std::size_t i = 0; i < 24; ++i) {
        std::string bytes = whole;
        bytes[(bytes.size() * (2 * i + 1)) / 48] ^= static_cast<char>(1 << (i % 8));
        tried(bytes);
    }
}

TEST(Form, OfOurOwnLayoutReadsBackEqualWithAnotherLibrary) {
    const TempFolder folder;
    ASSERT_EQ(run({"report", book(), "--kind", "ledger", "--what", "idle", "-o", folder / "l.xlsx"}).code, 0);
    const Xlsx file{folder / "l.xlsx"};
    const SheetCells sheet = file.sheet(file.names().at(0));
    const auto rows = read_back(folder / "l.xlsx");
    std::size_t numbers = 0, words = 0;
    for (const auto& [reference, value] : sheet.values) {
        const std::size_t row = lxw_name_to_row(reference.c_str()), column = lxw_name_to_col(reference.c_str());
        ASSERT_LT(row, rows.size()) << reference;
        const std::string& read = rows[row].at(column);
        if (sheet.text.contains(reference)) {
            EXPECT_EQ(read, value) << reference;
            ++words;
        } else if (read.find('/') == std::string::npos) {  // a day, which the other library writes out
            EXPECT_DOUBLE_EQ(std::stod(read), std::stod(value)) << reference;
            ++numbers;
        }
    }
    EXPECT_GT(words, 100U);
    EXPECT_GT(numbers, 100U);
}

TEST(Form, OfOurOwnLayoutHasTitleUnitsTotalsAndSignatures) {
    const TempFolder folder;
    ASSERT_EQ(run({"report", book(), "--kind", "ledger", "--issuer", "某园区管委会", "-o", folder.path()}).code, 0);
    const Xlsx file{folder / "台账.xlsx"};
    ASSERT_GE(file.names().size(), 5U);
    for (const std::string& name : file.names()) {
        const SheetCells sheet = file.sheet(name);
        EXPECT_EQ(sheet.at("A1"), name);
        for (const char* words : {"填报单位：某园区管委会", "单位：公顷、亩、万元", "合计", "填表人：", "审核人：",
                                  "负责人：", "填表日期："})
            EXPECT_TRUE(sheet.says(words)) << name << " " << words;
        EXPECT_TRUE(says(sheet.xml, "paperSize=\"8\"") && says(sheet.xml, "orientation=\"landscape\"")) << name;
        EXPECT_TRUE(says(sheet.xml, "fitToHeight=\"0\"")) << name;
        double width = 0;  // in characters: one page wide, it is printed at most this much smaller
        const std::regex column{"<col min=\"([0-9]+)\" max=\"([0-9]+)\" width=\"([0-9.]+)\""};
        for (std::sregex_iterator it{sheet.xml.begin(), sheet.xml.end(), column}, end; it != end; ++it)
            width += (std::stod((*it)[2]) - std::stod((*it)[1]) + 1) * std::stod((*it)[3]);
        EXPECT_LT(width, 300) << name;
    }
    EXPECT_TRUE(says(file.member("xl/workbook.xml"), "_xlnm.Print_Titles"));
    EXPECT_EQ(run({"report", book(), "--kind", "ledger", "-o", folder.path()}).code, 2)
        << "nothing is overwritten unasked";
}

}  // namespace
}  // namespace mutu::test

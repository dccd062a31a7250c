// The ledger workbook, read back part by part.
#include "example.hpp"
#include "support/sheet.hpp"

#include "mutu/report.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::string target(const std::string& name) { return (fs::path{testing::TempDir()} / name).string(); }

test::Xlsx written(const test::Example& example, const std::string& name) {
    const std::string path = target(name);
    write_ledger(path, example.holdings, example.assessment, test::labels(), example.speaker());
    return test::Xlsx{path};
}

TEST(Ledger, HasItsSheetsInOrder) {
    const auto book = written(test::example(), "sheets.xlsx");
    EXPECT_EQ(book.names(), (std::vector<std::string>{"说明", "汇总", "疑似闲置", "批而未供", "供而未用", "低效",
                                                      "停产半停产停建缓建", "待核"}));
}

TEST(Ledger, FreezesTheHeaderAndFiltersAllRows) {
    const auto sheet = written(test::example(), "panes.xlsx").sheet("疑似闲置");
    EXPECT_NE(sheet.xml.find("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"),
              std::string::npos);
    EXPECT_NE(sheet.xml.find("<autoFilter ref=\"A1:AK4\"/>"), std::string::npos);
}

TEST(Ledger, WritesDatesAsDatesAndIdsAsText) {
    const auto book = written(test::example(), "types.xlsx");
    const auto sheet = book.sheet("疑似闲置");
    const std::string due = sheet.under("约定动工日期", 2);
    EXPECT_EQ(sheet.at(due), "45366");  // 2024-03-15
    EXPECT_FALSE(sheet.text.contains(due));
    EXPECT_NE(book.member("xl/styles.xml").find("yyyy-mm-dd"), std::string::npos);
    const std::string number = sheet.under("电子监管号", 2);
    EXPECT_EQ(sheet.at(number), "430500202400012891");
    EXPECT_TRUE(sheet.text.contains(number));
}

TEST(Ledger, LeavesTheUnknownEmpty) {
    const auto sheet = written(test::example(), "unknown.xlsx").sheet("疑似闲置");
    EXPECT_EQ(sheet.under("土地价款(万元)", 3).empty(), false);
    EXPECT_EQ(sheet.value("土地价款(万元)", 3), "");
    EXPECT_EQ(sheet.value("已缴闲置费(万元)", 2), "");
}

TEST(Ledger, WritesAFormulaOfACellAsText) {
    const auto sheet = written(test::example(), "formula.xlsx").sheet("疑似闲置");
    const std::string holder = sheet.under("使用权人", 2);
    EXPECT_EQ(sheet.at(holder), "=HYPERLINK(\"http://x\")");
    EXPECT_TRUE(sheet.text.contains(holder));
    EXPECT_EQ(sheet.xml.find("<f>"), std::string::npos);
}

TEST(Ledger, ShowsControlCharactersOfACell) {
    EXPECT_EQ(written(test::example(), "escape.xlsx").sheet("疑似闲置").value("项目名称", 2), "一\\x1b[31m号");
}

TEST(Ledger, CountsWholeMonthsAndTheFeeOfTheParameter) {
    const auto sheet = written(test::example(), "fee.xlsx").sheet("疑似闲置");
    EXPECT_EQ(sheet.value("闲置时长(月)", 2), "15");  // 2025-03-15 to 2026-06-30
    EXPECT_EQ(sheet.value("应缴闲置费(测算)(万元)", 2), "246.912");
    EXPECT_EQ(sheet.value("建议措施", 2), "征缴闲置费；催建/约谈");
    EXPECT_EQ(sheet.value("判定说明", 2), "应动工日2024-03-15，满一年未动工。");
}

TEST(Ledger, ProposesNoFeeWithoutTheParameter) {
    auto example = test::example();
    example.assessment.run.parameters = {};
    EXPECT_EQ(written(example, "no_fee.xlsx").sheet("疑似闲置").value("应缴闲置费(测算)(万元)", 2), "");
}

TEST(Ledger, TotalsUnroundedValuesAndSaysWhereRowsDrift) {
    const auto sheet = written(test::example(), "totals.xlsx").sheet("疑似闲置");
    EXPECT_EQ(sheet.at("A5"), "合计");
    EXPECT_EQ(sheet.at("B5"), "3 宗");
    EXPECT_EQ(sheet.value("面积(亩)", 5), "50.008");  // printed 50.01; the rows print 10.00 + 10.00 + 30.00
    EXPECT_TRUE(sheet.says("因四舍五入,分项与合计略有差异"));
}

TEST(Ledger, TotalsSuspicionAndRecognitionApart) {
    const auto sheet = written(test::example(), "apart.xlsx").sheet("疑似闲置");
    EXPECT_EQ(sheet.at("A6"), "其中：疑似");
    EXPECT_EQ(sheet.value("面积(亩)", 6), "20.008");
    EXPECT_EQ(sheet.at("A7"), "其中：已认定");
    EXPECT_EQ(sheet.value("面积(亩)", 7), "30");
}

TEST(Ledger, CountsARepeatedApprovalOnce) {
    const auto sheet = written(test::example(), "approval.xlsx").sheet("批而未供");
    EXPECT_EQ(sheet.value("批准面积(亩)", 2), "100");
    EXPECT_EQ(sheet.value("批准面积(亩)", 3), "100");
    EXPECT_EQ(sheet.value("批准面积(亩)", 4), "100");
    EXPECT_EQ(sheet.value("未供面积(亩)", 4), "31");
    EXPECT_EQ(sheet.value("已供面积(亩)", 4), "69");
    EXPECT_EQ(sheet.value("批文类别", 2), "批次用地");
    EXPECT_EQ(sheet.value("其中已建未供(亩)", 4), "");
}

TEST(Ledger, SaysWhatIsMissingAndWhatStaysOpen) {
    const auto sheet = written(test::example(), "open.xlsx").sheet("待核");
    EXPECT_EQ(sheet.value("宗地编号", 2), "U");
    EXPECT_EQ(sheet.value("缺什么", 2), "实际动工日期、约定动工日期");
    EXPECT_EQ(sheet.value("影响哪些判断", 2), "闲置判定、未动工闲置");
    EXPECT_EQ(sheet.value("判定说明", 2), "缺实际动工日期，无法判定。");
}

TEST(Ledger, KeepsTheOrderOfTheThirtyNineColumns) {
    const auto sheet = written(test::example(), "low.xlsx").sheet("低效");
    EXPECT_EQ(sheet.at("B1"), "调查单元编号");
    EXPECT_EQ(sheet.at("F1"), "面积(亩)");
    EXPECT_EQ(sheet.at("AN1"), "基础设施配套");
}

TEST(Ledger, TellsWhereTheFiguresComeFrom) {
    const auto sheet = written(test::example(), "cover.xlsx").sheet("说明");
    for (const char* words : {"0123456789ab", "2026-06-30", "cn-hunan", "内部资料", "2022核定", "idle_fee_share = 20%",
                              "1 / 4 宗，5.00 亩"})
        EXPECT_TRUE(sheet.says(words)) << words;
}

TEST(Ledger, NamesTheClauseOfEachRuleWithItsEvidence) {
    auto example = test::example();
    example.assessment.rule_texts[1].evidence = "unconfirmed";
    const auto sheet = written(example, "clauses.xlsx").sheet("说明");
    EXPECT_TRUE(sheet.says("中止开发闲置：闲置土地处置办法 第二条第二款［未经证实］"));
}

TEST(Ledger, GivesParksInHectaresAndMu) {
    const auto sheet = written(test::example(), "parks.xlsx").sheet("汇总");
    EXPECT_EQ(sheet.value("面积(公顷)", 2), "100");
    EXPECT_EQ(sheet.value("面积(亩)", 2), "1500");
    EXPECT_EQ(sheet.value("疑似闲置(宗)", 2), "2");
    EXPECT_EQ(sheet.value("已认定闲置(宗)", 2), "1");
    EXPECT_EQ(sheet.value("亩均税收(万元/亩)", 3), "13");  // 468 万元 over 36 亩
}

TEST(Ledger, ReadsAContractFieldFromTheSupplyInForce) {
    auto example = test::example();
    Table& supply = example.holdings[Role::supply];
    for (int i = 0; i < 2; ++i) {
        supply.add_row({0, i + 1});
        supply.writable<std::string>("supply_id").back() = "S" + std::to_string(i);
        supply.writable<std::string>("parcel_id").back() = "A1";
        supply.writable<Date>("supply_date").back() =
            test::day(2022 + 6 * i, 1, 1);  // the second lies after the as-of date
        supply.writable<Date>("agreed_start_date").back() = test::day(2023 + 6 * i, 1, 1);
    }
    const auto sheet = written(example, "supply.xlsx").sheet("疑似闲置");
    EXPECT_EQ(sheet.value("约定动工日期", 2), "44927");  // 2023-01-01
    EXPECT_EQ(sheet.value("合同签订日", 2), "44562");    // 2022-01-01, the supply date
}

TEST(Ledger, IsTheSameTwice) {
    const auto example = test::example();
    written(example, "first.xlsx");
    written(example, "second.xlsx");
    EXPECT_EQ(read_file(target("first.xlsx")), read_file(target("second.xlsx")));
}

TEST(Ledger, CarriesTheTimeOfTheRun) {
    EXPECT_NE(written(test::example(), "time.xlsx").member("docProps/core.xml").find("2026-07-01T08:00:00Z"),
              std::string::npos);
}

TEST(Ledger, RefusesAFolderThatIsNotThere) {
    const auto example = test::example();
    const std::string path = target("absent/ledger.xlsx");
    try {
        write_ledger(path, example.holdings, example.assessment, test::labels(), example.speaker());
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Kind::input);
        EXPECT_NE(std::string{error.what()}.find(path), std::string::npos);
    }
}

TEST(Ledger, LeavesNothingBesideTheFile) {
    written(test::example(), "whole.xlsx");
    EXPECT_FALSE(fs::exists(target("whole.xlsx.part")));
}

TEST(Ledger, HasAWordForEachOfItsHeadings) {
    const auto book = written(test::example(), "words.xlsx");
    for (const auto& name : book.names())
        for (const auto& [reference, value] : book.sheet(name).values)
            if (reference.back() == '1' && reference.find_first_of("0123456789") + 1 == reference.size()) {
                EXPECT_NE(value.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789"), std::string::npos)
                    << name << ' ' << value;
            }
}

}  // namespace
}  // namespace mutu

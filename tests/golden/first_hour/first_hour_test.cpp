// A new user's first hour: four faulty made-up files, init, run, ledger. The inputs stand beside as text and are made
// into what a bureau hands in: GBK shapefiles without .cpg and spreadsheets.
#include "golden/golden.hpp"
#include "support/sheet.hpp"

namespace mutu::test {
namespace {

class FirstHour : public testing::Test {
protected:
    void SetUp() override { make_inputs("first_hour", folder_); }
    Answer init() const {
        return run(
            Call{.words = {"init", ".", "资料/宗地.shp", "资料/供地结果.xlsx", "资料/企业税收.xlsx", "资料/批次.shp"},
                 .folder = folder_.path()});
    }
    Answer run_it(std::vector<std::string> options = {}) const {
        options.insert(options.begin(), {"run", "PROJECT.toml", "--as-of", "2026-06-30"});
        return run(Call{.words = options, .folder = folder_.path()});
    }
    std::string book() const { return folder_ / "book.gpkg"; }
    double count(const std::string& from_where) const { return number(book(), "SELECT count(*) FROM " + from_where); }

    TempFolder folder_;
};

TEST_F(FirstHour, InitGuessesEveryRoleAndListsItsDoubtsByWeight) {
    ASSERT_FALSE(fs::exists(folder_ / "资料/宗地.cpg"));
    const Answer answer = init();
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string project = read_file(folder_ / "PROJECT.toml");
    for (const char* line :
         {"role = \"parcel\"\npath = \"资料/宗地.shp\"", "role = \"supply\"\npath = \"资料/供地结果.xlsx\"",
          "role = \"enterprise_year\"\npath = \"资料/企业税收.xlsx\"", "role = \"approval\"\npath = \"资料/批次.shp\"",
          "# encoding = \"GBK\""})
        EXPECT_TRUE(says(project, line)) << line << "\n" << project;
    std::size_t last = 0;
    for (const char* doubt : {"不会判定闲置", "按亩读", "编码由内容判断", "没有园区范围"}) {
        const std::size_t at = answer.out.find(doubt);
        ASSERT_NE(at, std::string::npos) << doubt << "\n" << answer.out;
        EXPECT_GT(at, last) << doubt << " comes after what weighs more\n" << answer.out;
        last = at;
    }
}

TEST_F(FirstHour, RunReadsNamesWholeAreasInTheirUnitAndNoSumAsAFirm) {
    ASSERT_EQ(init().code, 0);
    const Answer answer = run_it();
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(count("parcel WHERE holder_name = '湘江机械（示例）有限公司'"), 1);
    // 30 + 45 + 60 + 24 + 36 + 15 = 210 亩 = 140 000 m².
    EXPECT_NEAR(number(book(), "SELECT sum(area_registered_m2) FROM parcel_result"), 140'000, 0.01);
    EXPECT_EQ(findings(book(), "area_unit_settled"), 2) << "parcels in 亩, the batch in 公顷";
    EXPECT_EQ(count("parcel WHERE land_use_code = '0601'"), 6) << "words and codes alike";
    EXPECT_EQ(count("enterprise_result WHERE name LIKE '%合计%' OR uscc LIKE '%合计%'"), 0);
    EXPECT_EQ(count("supply WHERE supply_id LIKE '%合计%'"), 0);
    EXPECT_EQ(count("supply"), 5) << "neither the sum nor the signatures are a supply";
    // 300 + 450 + 120 = 870 as written; 330 + 480 + 130 = 940, not 950.
    ASSERT_EQ(findings(book(), "total_mismatch"), 1);
    EXPECT_TRUE(says(
        ask(book(), "SELECT message FROM diagnostic WHERE code = 'total_mismatch'")[0].begin()->second.value(), "940"));
    EXPECT_EQ(findings(book(), "state_not_value"), 2) << "停产 twice; / and — are blanks";
}

TEST_F(FirstHour, RunTiesTheTablesAndTakesTheBatchOnce) {
    ASSERT_EQ(init().code, 0);
    ASSERT_EQ(run_it().code, 0);
    EXPECT_EQ(count("link WHERE from_role = 'supply' AND to_role = 'parcel' AND state = 'matched' AND keys = "
                    "'supervision_no'"),
              5);
    EXPECT_EQ(count("link WHERE from_role = 'enterprise' AND keys = 'name~' AND state = 'matched'"), 2)
        << "有限责任公司, （一期）";
    EXPECT_EQ(number(book(), "SELECT tax_wan FROM parcel_result WHERE parcel_id = '439901001001GB00002'"), 480);
    EXPECT_EQ(findings(book(), "approved_area_repeated"), 1);
    const SheetCells sheet = Xlsx{folder_ / "台账.xlsx"}.sheet("批而未供");
    EXPECT_EQ(sheet.values.at("I4"), "15") << "15 公顷 counts once, not for each part";
}

TEST_F(FirstHour, WithoutAStartColumnNothingIsIdleAndThreeFilesAreAskedFor) {
    ASSERT_EQ(init().code, 0);
    const Answer answer = run_it();
    EXPECT_EQ(count("parcel_result WHERE idle_state LIKE 'idle%'"), 0);
    EXPECT_EQ(count("parcel_result WHERE idle_state = 'undetermined' AND missing LIKE '%actual_start_date%'"), 5);
    for (const char* line : {"已能判定：", "动工与闲置 ", "请先索取：", "  1. 开竣工台账", "  2. ", "  3. "})
        EXPECT_TRUE(says(answer.out, line)) << line << "\n" << answer.out;
    EXPECT_FALSE(says(answer.out, "  4. "));
}

TEST_F(FirstHour, ABuildingContradictsNotStarted) {
    auto supply = input("first_hour", "供地");
    supply[0].emplace_back("");  // the first row says how wide the sheet is
    supply[2].emplace_back("实际动工时间");
    for (std::size_t row = 3; row < 8; ++row) supply[row].emplace_back("未动工");
    write_file(folder_ / "资料/供地结果.xlsx", "XLSX", supply, "");
    write_file(
        folder_ / "资料/建筑.shp", "ESRI Shapefile",
        {{"geom", "层数"},
         {"POLYGON((37500960 2950010,37501100 2950010,37501100 2950090,37500960 2950090,37500960 2950010))", "2"}},
        "EPSG:4525");
    ASSERT_EQ(init().code, 0);
    std::string project = read_file(folder_ / "PROJECT.toml");
    write(folder_ / "PROJECT.toml", project + "\n[[source]]\nrole = \"building\"\npath = \"资料/建筑.shp\"\n");
    const Answer answer = run_it();
    ASSERT_EQ(answer.code, 0) << answer.err;
    const auto state = [&](const char* id) {
        return ask(book(), "SELECT idle_state FROM parcel_result WHERE parcel_id = '439901001001GB0000" +
                               std::string{id} + "'")[0]
            .begin()
            ->second.value_or("");
    };
    EXPECT_EQ(state("4"), "undetermined") << "1.12 of 1.6 公顷 is built over";
    EXPECT_EQ(state("1"), "undetermined") << "its firm produces";
    EXPECT_EQ(state("5"), "idle_a_2y") << "due 2020-11-01, nothing says otherwise";
}

}  // namespace
}  // namespace mutu::test

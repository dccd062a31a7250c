// The office's books through the program: the demo's rates come out, and one XLSX of projects takes two commands.
#include "program.hpp"

#include "mutu/value.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

/// A demo that was written and run once for the tests of this file.
struct OfficeDemo {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg";
    OfficeDemo() {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    }
};

const OfficeDemo& office_demo() {
    static const OfficeDemo made;
    return made;
}

std::string where(const std::map<std::string, std::string>& truth) {
    const std::string& park = truth.at("park_id");
    return " WHERE office_rate = '" + truth.at("office_rate") + "' AND period = '" + truth.at("period") +
           "' AND park_id " + (park.empty() ? "IS NULL" : "= '" + park + "'");
}

TEST(OfficeRun, GivesTheRatesOfTheDemosPlan) {
    const std::string& book = office_demo().book;
    const auto truths = csv_rows(office_demo().folder / "d/office_truth.csv");
    ASSERT_GT(truths.size(), 50U);
    for (const auto& truth : truths) {
        const auto rows = ask(book, "SELECT * FROM office_rate" + where(truth));
        ASSERT_EQ(rows.size(), 1U) << where(truth);
        const double unit = rows[0].at("sum_unit") == "万元" ? 1e6 : 1;
        const auto value = [&](const char* column) { return std::stod(rows[0].at(column).value_or("nan")); };
        EXPECT_NEAR(value("numerator_sum") * unit, std::stod(truth.at("numerator")), 0.5) << where(truth);
        EXPECT_NEAR(value("denominator_sum") * unit, std::stod(truth.at("denominator")), 0.5) << where(truth);
        EXPECT_EQ(value("open_count"), std::stod(truth.at("open"))) << where(truth);
    }
    EXPECT_EQ(number(book, "SELECT count(*) FROM office_rate"), static_cast<double>(truths.size()));
    EXPECT_GT(number(book, "SELECT count(*) FROM commitment_result WHERE commitment_state = 'failed'"), 0);
    EXPECT_GT(number(book, "SELECT count(*) FROM commitment_result WHERE commitment_state = 'met'"), 0);
}

TEST(OfficeRun, EverySumIsThatOfTheRowsItComesFrom) {
    const std::string& book = office_demo().book;
    EXPECT_EQ(number(book, "SELECT numerator_sum FROM office_rate WHERE office_rate = 'arrived' AND period = 'all' AND "
                           "park_id IS NULL"),
              number(book, "SELECT sum(arrived_counted_wan) FROM project_result WHERE is_signed = 'yes'"));
    EXPECT_EQ(number(book, "SELECT count(*) FROM project_result p WHERE parcel_ids NOT IN (SELECT parcel_id FROM "
                           "parcel_result)"),
              0);
}

TEST(OfficeRun, GivesTheRungsAndTheTiesOfTheDemosPlan) {
    const std::string& book = office_demo().book;
    const auto plots = csv_rows(office_demo().folder / "d/turnover_truth.csv");
    ASSERT_EQ(plots.size(), 18U);
    for (const auto& truth : plots) {
        const auto rows = ask(book, "SELECT rung, standard_ready FROM turnover_result WHERE turnover_id = '" +
                                        truth.at("turnover_id") + "'");
        ASSERT_EQ(rows.size(), 1U);
        for (const char* column : {"rung", "standard_ready"})
            EXPECT_EQ(rows[0].at(column), truth.at(column)) << truth.at("turnover_id") << " " << column;
    }
    for (const auto& truth : csv_rows(office_demo().folder / "d/register_truth.csv"))
        EXPECT_EQ(number(book, "SELECT total(key_count) FROM register_summary WHERE leg = 'system_ledger' AND "
                               "register_kind = '" +
                                   truth.at("register_kind") + "' AND tie_cause = '" + truth.at("tie_cause") + "'"),
                  std::stod(truth.at("key_count")))
            << truth.at("register_kind") << " " << truth.at("tie_cause");
    const auto exits = csv_rows(office_demo().folder / "d/exit_truth.csv");
    EXPECT_GT(exits.size(), 5U);
    for (const auto& truth : exits) {
        const auto rows = ask(book, "SELECT exit_rung FROM exit_result WHERE key = '" + truth.at("key") + "'");
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(rows[0].at("exit_rung"), truth.at("exit_rung")) << truth.at("key");
    }
    EXPECT_NEAR(number(book,
                       "SELECT max(abs(gap)) FROM (SELECT sum(CASE tie_cause WHEN 'total' THEN -difference_m2 ELSE "
                       "difference_m2 END) gap FROM register_summary GROUP BY register_kind, leg)"),
                0, 1e-6);
}

TEST(OfficeRun, HandsOnStandardLandForTheTradingPlatform) {
    const TempFolder folder;
    for (const char* name : {"标准地.xlsx", "标准地.geojson"}) {
        const Answer said =
            run({"export", office_demo().book, "turnover_result", folder / name, "--where", "standard_ready = 'yes'"});
        EXPECT_EQ(said.code, 0) << said.err;
    }
    EXPECT_TRUE(says(read_file(folder / "标准地.geojson"), "P001-ZZ5"));
    EXPECT_FALSE(says(read_file(folder / "标准地.geojson"), "P002-ZZ5"));
}

TEST(OfficeRun, ExplainsAPromiseAndARate) {
    const std::string& book = office_demo().book;
    const std::string parcel = ask(book, "SELECT parcel_id FROM commitment_result WHERE commitment_state = 'failed'")
                                   .at(0)
                                   .at("parcel_id")
                                   .value();
    const Answer said = run({"explain", book, parcel});
    EXPECT_EQ(said.code, 0);
    EXPECT_TRUE(says(said.out, "到期未兑现")) << said.out;
    const Answer park = run({"explain", book, "P001"});
    EXPECT_TRUE(says(park.out, "资金到位率为")) << park.out;
    const Value proofs = parse_json(run({"explain", book, "P001", "--format", "json"}).out, "explain");
    EXPECT_GT(proofs.list("proofs").size(), 5U);
}

TEST(OfficeRun, QuestionsAboutOneSubjectReadNoWholeTable) {
    for (const auto& [table, column] :
         std::initializer_list<std::pair<std::string, std::string>>{{"parcel_result", "parcel_id"},
                                                                    {"parcel_control", "parcel_id"},
                                                                    {"commitment_result", "parcel_id"},
                                                                    {"parcel_overlap", "parcel_id"},
                                                                    {"enterprise_land", "parcel_id"},
                                                                    {"enterprise_result", "uscc"},
                                                                    {"other_verdict", "subject_id"},
                                                                    {"parcel", "parcel_id"},
                                                                    {"supply", "supply_id"},
                                                                    {"link", "to_key"}}) {
        const std::string way =
            ask(office_demo().book, "EXPLAIN QUERY PLAN SELECT * FROM " + table + " WHERE " + column + " = 'x'")
                .at(0)
                .at("detail")
                .value();
        EXPECT_TRUE(says(way, "SEARCH") && says(way, "USING INDEX")) << table << ": " << way;
    }
}

TEST(OfficeRun, GivesThePlacesAndListsOfTheDemosPlan) {
    const std::string& book = office_demo().book;
    const auto truths = csv_rows(office_demo().folder / "d/year_end_truth.csv");
    ASSERT_EQ(truths.size(), 3U);
    for (const auto& truth : truths) {
        const std::string park = truth.at("park_id");
        const auto rows = ask(book, "SELECT * FROM park_year_end WHERE park_id = '" + park + "'");
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_NEAR(std::stod(rows[0].at("composite_score").value()), std::stod(truth.at("composite_score")), 1e-9);
        for (const char* column : {"composite_rank", "first_twice", "last_twice"})
            EXPECT_EQ(rows[0].at(column), truth.at(column)) << park << " " << column;
        for (const char* list : {"first_twice", "last_twice", "exit_candidates"})
            EXPECT_EQ(ask(book, std::string{"SELECT on_list FROM list_entry WHERE name_list = '"} + list +
                                    "' AND subject_id = '" + park + "'")
                          .at(0)
                          .at("on_list"),
                      truth.at(list))
                << park << " " << list;
    }
    // Every firm graded A in the data year, and nobody else.
    EXPECT_EQ(number(book, "SELECT count(*) FROM list_entry WHERE name_list = 'quality_firms' AND on_list = 'yes'"),
              number(book, "SELECT count(*) FROM enterprise_result WHERE grade = 'A' AND year = (SELECT max(year) FROM "
                           "park_year_end)"));
    EXPECT_TRUE(says(run({"explain", book, "P001"}).out, "先进园区名单"));
}

TEST(OfficeRun, RefusesWeightsThatDoNotAddUp) {
    const Answer said = run({"run", office_demo().folder / "d/PROJECT.toml", "--set", "year_end_weight_idle=0.1",
                             "--book", office_demo().folder / "other.gpkg"});
    EXPECT_EQ(said.code, 3) << said.out;
    EXPECT_TRUE(says(said.err, "权重合计 1.1，应为 1")) << said.err;
}

TEST(OfficeRun, ListsEachOfItsTables) {
    for (const char* what :
         {"projects", "project-periods", "commitments", "rates", "turnover", "turnover-ladder", "registers",
          "register-keys", "disposals", "survey", "year-end", "year-end-items", "name-lists"}) {
        const Answer said = run({"list", office_demo().book, what});
        EXPECT_EQ(said.code, 0) << said.err;
        EXPECT_GT(said.out.size(), 200U) << what;
    }
    EXPECT_TRUE(says(run({"list", office_demo().book, "rates", "--park", "P001"}).out, "履约率"));
}

TEST(OfficeRun, TakesTwoCommandsFromAnOfficesSheetToTheRates) {
    const TempFolder folder;
    write(folder / "宗地.csv", "宗地代码,权利人,合同编号,面积(平方米)\nG1,甲公司,C1,10000\nG2,乙公司,C2,20000\n");
    write(folder / "项目.csv",
          "项目编号,项目名称,宗地代码,签约日期,签约投资额(万元),到位资金(万元),开工日期,投产日期\n"
          "X1,甲项目,G1,2024-03-01,6000,3000,2024-09-01,2025-12-01\nX2,乙项目,G2,2025-03-01,2000,0,,\n");
    const Answer ran =
        run(Call{.words = {"run", "--parcel", "宗地.csv", "--project", "项目.csv", "--as-of", "2026-06-30"},
                 .folder = folder.path()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const std::string rates = run({"list", folder / "book.gpkg", "rates", "--format", "csv"}).out;
    EXPECT_TRUE(says(rates, "fulfilment,all,50,")) << rates;
    EXPECT_TRUE(says(rates, "arrived,all,37.5,")) << rates;
}

TEST(OfficeRun, TakesTwoCommandsFromAWorkbookToTheSameRatesAsTheDemos) {
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d", "--parcels", "30"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    const Answer ran =
        run(Call{.words = {"run", "--parcel", "d/宗地.shp", "--project", "d/项目.xlsx", "--as-of", "2026-06-30"},
                 .folder = folder.path()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const std::string sums = "SELECT numerator_sum AS above, denominator_sum AS below FROM office_rate WHERE park_id "
                             "IS NULL AND office_rate = "
                             "'fulfilment' AND period = 'all'";
    const auto alone = ask(folder / "book.gpkg", sums), demo = ask(folder / "d/book.gpkg", sums);
    EXPECT_EQ(alone.at(0).at("above"), demo.at(0).at("above"));
    EXPECT_EQ(alone.at(0).at("below"), demo.at(0).at("below"));
    EXPECT_NE(alone.at(0).at("below").value_or("0"), "0");
}

}  // namespace
}  // namespace mutu::test

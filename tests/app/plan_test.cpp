// mutu plan on the demo: the answer of the interface, kept limits, a scenario in the book, and what is refused.
#include "program.hpp"

#include "mutu/value.hpp"

#include <gtest/gtest.h>

#include <set>

namespace mutu::test {
namespace {

/// A demo of three parks that was written and run once for all tests of this file.
struct PlanDemo {
    TempFolder folder;
    std::string book = folder / "d/book.gpkg";
    PlanDemo() {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    }
};

const PlanDemo& plan_demo() {
    static const PlanDemo made;
    return made;
}

double member(const Value& table, const std::string& key) { return table.find(key)->real(key); }

Value planned(std::vector<std::string> more, int code = 0) {
    std::vector<std::string> words{"plan", plan_demo().book, "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    const Answer said = run(words);
    EXPECT_EQ(said.code, code) << said.err;
    return parse_json(said.out, "plan");
}

TEST(PlanRun, ChoosesWithinTheBudgetAndEachParcelOnce) {
    const Value answer = planned({"--budget", "3000", "--years", "3", "--dry-run"});
    std::set<std::string> parcels;
    double cost = 0, uplift = 0;
    for (const Value& one : answer.find("chosen")->list("chosen")) {
        EXPECT_TRUE(parcels.insert(one.find("parcel_id")->text("id")).second);
        cost += member(one, "cost_wan"), uplift += member(one, "uplift_wan");
        EXPECT_LE(one.find("year")->integer("year"), 3);
    }
    EXPECT_GT(parcels.size(), 0U);
    EXPECT_LE(cost, 3000.0 + 1e-6);
    EXPECT_NEAR(cost, member(answer, "spent_wan"), 1e-6);
    EXPECT_NEAR(uplift, member(answer, "objective_wan"), 1e-6);
    EXPECT_GE(member(answer, "bound_wan"), member(answer, "objective_wan"));
    EXPECT_NEAR(member(answer, "gap"),
                (member(answer, "bound_wan") - member(answer, "objective_wan")) / member(answer, "bound_wan"), 1e-9);
    EXPECT_LE(member(answer, "gap"), 0.005);
    for (const Value& one : answer.find("refused")->list("refused"))
        EXPECT_FALSE(parcels.contains(one.find("parcel_id")->text("id")));
}

TEST(PlanRun, MoreMoneyIsNeverWorseAndIdleLandGoesDown) {
    const Value small = planned({"--budget", "1000", "--gap", "0", "--dry-run"}),
                large = planned({"--budget", "5000", "--gap", "0", "--dry-run"});
    EXPECT_GT(member(large, "objective_wan"), member(small, "objective_wan"));
    double before = 0, after = 0;
    for (const Value& park : large.find("parks")->list("parks")) {
        before += member(*park.find("before"), "idle_m2") + member(*park.find("before"), "low_efficiency_m2");
        after += member(*park.find("after"), "idle_m2") + member(*park.find("after"), "low_efficiency_m2");
        EXPECT_GE(member(*park.find("after"), "tax_wan"), member(*park.find("before"), "tax_wan"));
    }
    EXPECT_LT(after, before);
}

TEST(PlanRun, BlocksHangTogetherAndHaveTheLandAskedFor) {
    const Value answer = planned({"--budget", "20000", "--min-block-mu", "30", "--dry-run"});
    std::map<std::string, double> land;
    for (const Value& one : answer.find("chosen")->list("chosen"))
        land[one.find("block_id")->text("block")] += member(one, "area_m2");
    EXPECT_GT(land.size(), 0U);
    for (const auto& [block, m2] : land) EXPECT_GE(m2 * 3 / 2000, 30 - 1e-6) << block;
}

TEST(PlanRun, KeepsEachCallAsAScenarioOfTheBookAndARunKeepsThem) {
    const TempFolder folder;
    const std::string book = folder / "d/book.gpkg";
    ASSERT_EQ(run({"demo", folder / "d"}).code, 0);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml"}).code, 0);
    for (const char* budget : {"1000", "2000"}) {
        const Answer said = run({"plan", book, "--budget", budget});
        EXPECT_EQ(said.code, 0) << said.err;
        EXPECT_NE(said.out.find("方案"), std::string::npos);
    }
    const auto scenarios = ask(book, "SELECT scenario_id, cost_wan FROM plan_scenario ORDER BY fid");
    ASSERT_EQ(scenarios.size(), 2U);
    EXPECT_EQ(*scenarios[1].at("scenario_id"), "P2");
    ASSERT_EQ(run({"plan", book, "--budget", "1000", "--set", "cost_case=3"}).code, 0);
    const auto set = ask(book, "SELECT json_extract(request, '$.set.cost_case') AS set_to, "
                               "json_extract(request, '$.figures.cost_case') AS used FROM plan_scenario ORDER BY fid");
    EXPECT_EQ(*set.at(0).at("used"), "2");  // of the pack
    EXPECT_EQ(*set.at(2).at("set_to"), "3");
    EXPECT_EQ(*set.at(2).at("used"), "3");
    const auto sums =
        ask(book, "SELECT s.scenario_id FROM plan_scenario s WHERE abs(s.cost_wan - (SELECT sum(cost_wan) "
                  "FROM plan_parcel p WHERE p.scenario_id = s.scenario_id)) < 1e-6 AND abs(s.cost_wan - "
                  "(SELECT sum(cost_wan) FROM plan_block b WHERE b.scenario_id = s.scenario_id)) < 1e-6");
    EXPECT_EQ(sums.size(), 3U);
    EXPECT_EQ(
        ask(book, "SELECT table_name FROM gpkg_geometry_columns WHERE table_name LIKE 'plan~_%' ESCAPE '~'").size(),
        2U);
    EXPECT_EQ(ask(book, "SELECT fid FROM plan_parcel WHERE geom IS NULL").size(), 0U);
    ASSERT_EQ(run({"run", folder / "d/PROJECT.toml", "--set", "idle_a_years=2"}).code, 0);
    EXPECT_EQ(ask(book, "SELECT scenario_id FROM plan_scenario").size(), 3U);
}

TEST(PlanSheets, SayWhyWhatAndWhoAndAreTheSameTwice) {
    const TempFolder folder;
    const std::string book = write(folder / "book.gpkg", read_file(plan_demo().book));
    EXPECT_EQ(run({"report", book, "--kind", "plan", "-o", folder / "a"}).code, 2);  // no scenario yet
    ASSERT_EQ(run({"plan", book, "--budget", "1000"}).code, 0);
    for (const char* name : {"a", "b"}) {
        const Answer said = run({"report", book, "--kind", "plan", "-o", folder / name});
        ASSERT_EQ(said.code, 0) << said.err;
    }
    const auto first = contents(folder / "a"), second = contents(folder / "b");
    EXPECT_GT(first.size(), 2U);
    ASSERT_EQ(first.size(), second.size());
    for (auto a = first.begin(), b = second.begin(); a != first.end(); ++a, ++b) EXPECT_EQ(a->second, b->second);
    const auto chosen = ask(book, "SELECT parcel_id, action FROM plan_parcel ORDER BY fid");
    EXPECT_EQ(first.size(), 2 * chosen.size());
    const std::string page = read_file(folder / ("a/" + *chosen[0].at("parcel_id") + ".html"));
    for (const char* word :
         {"一、基本情况", "二、判定与依据", "三、可选措施", "四、选定措施与步骤", "决定机关", "选定"})
        EXPECT_NE(page.find(word), std::string::npos) << word;
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("位置图\" src=\"data:image/svg+xml;base64,"), std::string::npos) << "where it lies";
    EXPECT_NE(page.find("征求意见稿"), std::string::npos);
    ASSERT_EQ(run({"report", book, "--kind", "plan", "--final", "--number", "某自然资〔2026〕5号", "--issuer",
                   "某县自然资源局", "--issued", "2026-07-01", "-o", folder / "f"})
                  .code,
              0);
    const std::string settled = read_file(folder / ("f/" + *chosen[0].at("parcel_id") + ".html"));
    EXPECT_EQ(settled.find("征求意见稿"), std::string::npos);
    for (const char* word : {"某自然资〔2026〕5号", "某县自然资源局<br>2026年7月1日"})
        EXPECT_NE(settled.find(word), std::string::npos) << word;
    EXPECT_EQ(run({"report", book, "--kind", "plan", "--issued", "五月", "-o", folder / "g"}).code, 2);
    EXPECT_EQ(run({"report", book, "--kind", "plan", "--template", "a.xlsx", "-o", folder / "g"}).code, 2);
    EXPECT_EQ(run({"report", book, "--kind", "plan", "-o", folder / "a"}).code, 2);  // nothing is overwritten unasked
}

TEST(PlanRun, AnEmptyPriceIsAParcelShownAndNotChosen) {
    const Value answer = planned({"--budget", "9000", "--set", "cost_case=", "--dry-run"});
    EXPECT_EQ(answer.find("chosen")->list("chosen").size(), 0U);
    ASSERT_GT(answer.find("refused")->list("refused").size(), 0U);
    EXPECT_NE(answer.find("refused")->list("refused")[0].find("because")->text("because").find("cost_case"),
              std::string::npos);
}

TEST(PlanRun, AnActionThatNobodyCanJudgeIsShownWithWhatWouldSettleIt) {
    const TempFolder folder;
    const std::string book = write(folder / "book.gpkg", read_file(plan_demo().book));
    ASSERT_EQ(run({"plan", book, "--budget", "3000"}).code, 0);
    const auto open = ask(book, "SELECT DISTINCT missing, chosen, cost_wan FROM plan_option WHERE action = "
                                "'BOND_RESERVE' AND admitted = 'undetermined'");
    ASSERT_GT(open.size(), 0U);
    for (const auto& row : open) {
        EXPECT_NE(row.at("missing")->find("parameter:bond_land_min"), std::string::npos);
        EXPECT_EQ(row.at("chosen"), "0");
        EXPECT_FALSE(row.at("cost_wan"));
    }
    // Once the threshold is entered there is an answer, and a price lets it be chosen.
    ASSERT_EQ(run({"plan", book, "--budget", "3000", "--set", "bond_land_min=1", "--set", "bond_price=1"}).code, 0);
    EXPECT_GT(ask(book, "SELECT parcel_id FROM plan_option WHERE scenario_id = 'P2' AND action = 'BOND_RESERVE' AND "
                        "admitted = 'yes' AND cost_wan > 0")
                  .size(),
              0U);
    EXPECT_EQ(ask(book, "SELECT parcel_id FROM plan_option WHERE scenario_id = 'P2' AND missing LIKE '%bond_land_min%'")
                  .size(),
              0U);
}

TEST(PlanRun, YearsOfSupplyFollowTheLandThatIsSuppliedForTheFirstTime) {
    const Value none = planned({"--budget", "0", "--years", "2", "--dry-run"});
    EXPECT_EQ(none.find("park_years")->list("park_years").size(), 0U);
    const Value answer = planned({"--budget", "9000", "--years", "2", "--dry-run"});
    std::map<std::string, double> supplied;  // m² of parcels that had not been supplied, by park
    for (const Value& one : answer.find("chosen")->list("chosen")) {
        const std::string id = one.find("parcel_id")->text("id");
        const auto row =
            ask(plan_demo().book, "SELECT park_id, supply_state FROM parcel_result WHERE parcel_id = '" + id + "'");
        if (row.at(0).at("supply_state") == "approved_unsupplied")
            supplied[*row[0].at("park_id")] += member(one, "area_m2");
    }
    EXPECT_GT(supplied.size(), 0U);
    std::size_t checked = 0;
    for (const Value& year : answer.find("park_years")->list("park_years")) {
        const std::string park = year.find("park_id")->text("id");
        const auto today =
            ask(plan_demo().book, "SELECT years_of_supply FROM park_result WHERE park_id = '" + park + "'");
        if (!today.at(0).at("years_of_supply") || year.find("year")->integer("year") != 2) continue;
        const double before = std::stod(*today[0].at("years_of_supply")), after = member(year, "years_of_supply");
        // The indicator is land over pace: what was supplied takes its own share of it away.
        const auto pace = ask(plan_demo().book, "SELECT json_extract(f.value, '$.value') AS v FROM indicator i, "
                                                "json_each(i.proof, '$.facts') f WHERE i.park_id = '" +
                                                    park +
                                                    "' AND i.indicator_id = 'years_of_supply' AND "
                                                    "json_extract(f.value, '$.name') = 'supplied_recent'");
        const double recent = std::stod(*pace.at(0).at("v"));
        EXPECT_NEAR(before - after, std::min(before, supplied[park] * 5 / recent), 1e-6) << park;
        EXPECT_GE(after, 0) << park;
        ++checked;
    }
    EXPECT_GT(checked, 0U);
}

TEST(PlanRun, SwapsSayWhetherThereIsLandOfEqualValue) {
    const Value open = planned({"--budget", "0", "--dry-run"});
    const auto swaps = open.find("swaps")->list("swaps");
    ASSERT_GT(swaps.size(), 0U);
    for (const Value& one : swaps) EXPECT_NE(one.find("state")->text("state"), "paired");
    const Value priced = planned({"--budget", "0", "--dry-run", "--set", "swap_land_price=20", "--set",
                                  "swap_value_tolerance=90%", "--set", "swap_scope=book"});
    std::set<std::string> taken;
    for (const Value& one : priced.find("swaps")->list("swaps")) {
        if (one.find("state")->text("state") != "paired") continue;
        EXPECT_TRUE(taken.insert(one.find("with")->text("with")).second);
        const double value = member(one, "value_wan"), with = member(one, "with_value_wan");
        EXPECT_LE(std::abs(with - value), 0.9 * value + 1e-6);
        const auto uses = ask(plan_demo().book, "SELECT DISTINCT land_use_code FROM parcel WHERE parcel_id IN ('" +
                                                    one.find("parcel_id")->text("id") + "', '" +
                                                    one.find("with")->text("with") + "')");
        EXPECT_EQ(uses.size(), 1U);
    }
    EXPECT_GT(taken.size(), 0U);
}

TEST(PlanRun, ProvesWhatIsNotFeasibleAndRefusesContradictions) {
    const Value all = planned({"--budget", "100000", "--dry-run"});
    const std::string id = all.find("chosen")->list("chosen")[0].find("parcel_id")->text("id");
    const Value none = planned({"--budget", "0.01", "--force", id, "--dry-run"}, 5);
    EXPECT_EQ(none.find("status")->text("status"), "infeasible");
    const auto refused = [&](const std::vector<std::string>& more, int code, const std::string& word) {
        std::vector<std::string> words{"plan", plan_demo().book};
        words.insert(words.end(), more.begin(), more.end());
        const Answer said = run(words);
        EXPECT_EQ(said.code, code) << said.err;
        EXPECT_NE(said.err.find(word), std::string::npos) << said.err;
    };
    refused({"--budget", "10", "--force", id, "--forbid", id}, 2, "--forbid");
    refused({"--budget", "-1"}, 2, "--budget");
    refused({"--budget", "nan"}, 2, "--budget");
    refused({"--budget", "10", "--min-block-mu", "nan"}, 2, "--min-block-mu");
    refused({"--budget", "10", "--seconds", "-3"}, 2, "--seconds");
    refused({"--budget", "10", "--set", "cost_case=9000000000"}, 2, "过大");
    refused({"--budget", "10", "--set", "renew_years=4000"}, 2, "99 年");
    refused({"--budget", "10", "--force", "没有这宗"}, 2, "没有这宗");
    refused({"--budget", "10", "--limit", "RESERVES=1"}, 2, "RESERVE");
}

TEST(PlanRun, TheLastYearOfTheParksIsTheOutcomeAndTheUpliftIsSharedOut) {
    const Value answer = planned({"--budget", "3000", "--years", "3", "--dry-run"});
    std::map<std::string, const Value*> last;
    for (const Value& one : answer.find("park_years")->list("park_years")) last[one.find("park_id")->text("id")] = &one;
    std::size_t compared = 0;
    for (const Value& park : answer.find("parks")->list("parks")) {
        const auto found = last.find(park.find("park_id")->text("id"));
        ASSERT_NE(found, last.end());
        for (const char* key : {"idle_m2", "low_efficiency_m2", "undetermined_m2", "tax_wan"})
            EXPECT_EQ(member(*found->second, key), member(*park.find("after"), key)) << found->first << " " << key;
        ++compared;
    }
    EXPECT_GT(compared, 0U);
    double uplift = 0, shared = 0, forgone = 0, worth = 0;
    for (const Value& one : answer.find("chosen")->list("chosen")) {
        uplift += member(one, "uplift_wan"), forgone += member(one, "forgone_wan");
        shared += member(one, "government_wan") + member(one, "park_wan") + member(one, "firm_wan");
        worth += member(one, "present_value_wan");
    }
    EXPECT_NEAR(shared, uplift, 1e-6);
    EXPECT_NEAR(worth, member(answer, "present_value_wan"), 1e-6);
    const Value& first = answer.find("years")->list("years").front();
    EXPECT_LE(member(first, "forgone_wan"), forgone + 1e-6);
    // Without a rate the value is open, and the choice is the same.
    const Value open = planned({"--budget", "3000", "--years", "3", "--set", "discount_rate=", "--dry-run"});
    EXPECT_TRUE(open.find("present_value_wan")->is_null());
    EXPECT_EQ(member(open, "objective_wan"), member(answer, "objective_wan"));
}

TEST(PlanRun, MakesAScenarioAgainFromWhatTheBookKeeps) {
    const TempFolder folder;
    const std::string book = write(folder / "book.gpkg", read_file(plan_demo().book));
    EXPECT_EQ(run({"plan", book, "--again", "P1"}).code, 2);
    EXPECT_EQ(run({"list", book, "plans"}).code, 2);  // none yet, and said so
    EXPECT_EQ(run({"plan", book}).code, 2);
    ASSERT_EQ(run({"plan", book, "--budget", "1500", "--years", "2", "--min-block-mu", "20", "--limit", "RESERVE=4",
                   "--set", "cost_case=3"})
                  .code,
              0);
    const Answer unknown = run({"plan", book, "--again", "P7"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("P1"), std::string::npos);
    ASSERT_EQ(run({"plan", book, "--again", "P1"}).code, 0);
    EXPECT_EQ(ask(book, "SELECT 1 FROM plan_scenario a JOIN plan_scenario b ON a.request = b.request AND a.objective = "
                        "b.objective WHERE a.scenario_id = 'P1' AND b.scenario_id = 'P2'")
                  .size(),
              1U);
    EXPECT_EQ(ask(book,
                  "SELECT parcel_id, action, year FROM plan_parcel WHERE scenario_id = 'P1' EXCEPT SELECT parcel_id, "
                  "action, year FROM plan_parcel WHERE scenario_id = 'P2'")
                  .size(),
              0U);
    const Answer listed = run({"list", book, "plans"});
    EXPECT_EQ(listed.code, 0) << listed.err;
    EXPECT_NE(listed.out.find("P2"), std::string::npos);
    EXPECT_EQ(run({"list", book, "plan-years"}).code, 0);
    EXPECT_EQ(run({"list", book, "plan-options"}).code, 0);
}

TEST(PlanRun, AParcelWithoutAShapeIsABlockByItselfOrNone) {
    const TempFolder folder;
    write(folder / "宗地.csv", "宗地代码,权利人,合同编号,面积(平方米),合同签订日期,约定动工日期,实际动工日期\n"
                               "G1,甲公司,C1,10000,2019-01-01,2020-01-01,\nG2,乙公司,C2,2000,2019-01-01,2020-01-01,\n");
    ASSERT_EQ(
        run(Call{.words = {"run", "--parcel", "宗地.csv", "--as-of", "2026-06-30"}, .folder = folder.path()}).code, 0);
    const std::string book = folder / "book.gpkg";
    const Answer answer =
        run({"plan", book, "--budget", "1000", "--min-block-mu", "10", "--set", "cost_forfeit=1", "--set",
             "cost_case=1", "--set", "new_tax=15", "--set", "new_output=300", "--format", "json"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    const Value plan = parse_json(answer.out, "plan");
    ASSERT_EQ(plan.find("chosen")->list("chosen").size(), 1U);
    EXPECT_EQ(plan.find("chosen")->list("chosen")[0].find("parcel_id")->text("id"), "G1");  // 15 亩; G2 has 3
    EXPECT_EQ(run({"report", book, "--kind", "plan", "-o", folder / "papers"}).code, 0);
}

TEST(PlanRun, SaysWhatAForcedParcelCosts) {
    const Value all = planned({"--budget", "2000", "--gap", "0", "--dry-run"});
    const std::string id = all.find("chosen")->list("chosen")[0].find("parcel_id")->text("id");
    const Answer said = run({"plan", plan_demo().book, "--budget", "2000", "--gap", "0", "--dry-run", "--why", id});
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_NE(said.out.find("已选入"), std::string::npos);
    const Value without = planned({"--budget", "2000", "--gap", "0", "--dry-run", "--forbid", id});
    const std::string loss = fixed(member(all, "objective_wan") - member(without, "objective_wan"), 2);
    EXPECT_NE(said.out.find("差 " + loss), std::string::npos) << said.out;
}

}  // namespace
}  // namespace mutu::test

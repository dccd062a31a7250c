// Other parameters on the demo's book: the same answer as two full runs, small facts, proofs that stand alone.
#include "program.hpp"
#include "support/root.hpp"

#include "mutu/policy.hpp"
#include "mutu/text.hpp"

#include <gtest/gtest.h>

#include <set>

namespace mutu::test {
namespace {

/// A demo of three parks that was written and run once for all tests of this file.
struct Demo {
    TempFolder folder;
    std::string project = folder / "d/PROJECT.toml", book = folder / "d/book.gpkg";
    Demo() {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        EXPECT_EQ(run({"run", project}).code, 0);
    }
};

const Demo& demo() {
    static const Demo made;
    return made;
}

using Row = std::vector<std::string>;

std::map<std::string, Row> classes(const std::string& book) {
    std::map<std::string, Row> found;
    for (const Record& row : ask(book, "SELECT parcel_id, idle_state, efficiency, land_class FROM parcel_result"))
        found[*row.at("parcel_id")] = {*row.at("idle_state"), *row.at("efficiency"), *row.at("land_class")};
    return found;
}

std::set<Row> differences(const std::string& before, const std::string& after) {
    const auto was = classes(before), is = classes(after);
    const std::vector<std::string> fields{"idle_state", "efficiency", "land_class"};
    std::set<Row> rows;
    for (const auto& [id, words] : was)
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (words[i] != is.at(id)[i]) rows.insert({id, fields[i], words[i], is.at(id)[i]});
    return rows;
}

std::set<Row> told(const Value& answer) {
    std::set<Row> rows;
    for (const Value& one : answer.find("changed")->list("changed"))
        rows.insert({one.find("parcel_id")->text("id"), one.find("field")->text("field"),
                     one.find("from")->text("from"), one.find("to")->text("to")});
    return rows;
}

double member(const Value& table, const std::string& key) { return table.find(key)->real(key); }

void expect_same_as_full_run(const std::vector<std::string>& settings) {
    std::vector<std::string> supposed{"what-if", demo().book, "--format", "json"};
    const TempFolder folder;
    const std::string other = folder / "other.gpkg";
    std::vector<std::string> again{"run", demo().project, "--book", other, "--ledger", folder / "l.xlsx", "--quiet"};
    for (const std::string& setting : settings)
        for (auto* words : {&supposed, &again}) words->insert(words->end(), {"--set", setting});
    ASSERT_EQ(run(again).code, 0);
    const Answer answer = run(supposed);
    ASSERT_EQ(answer.code, 0) << answer.err;
    const Value json = parse_json(answer.out, "what-if");
    EXPECT_EQ(told(json), differences(demo().book, other)) << settings.front();
    const auto parks =
        ask(other, "SELECT park_id, idle_count, idle_m2, low_efficiency_m2, undetermined_m2, supplied_m2 "
                   "FROM park_result ORDER BY fid");
    const auto& rows = json.find("parks")->list("parks");
    ASSERT_EQ(rows.size(), parks.size());
    for (std::size_t park = 0; park < parks.size(); ++park) {
        EXPECT_EQ(rows[park].find("park_id")->text("id"), *parks[park].at("park_id"));
        for (const char* figure : {"idle_count", "idle_m2", "low_efficiency_m2", "undetermined_m2", "supplied_m2"})
            EXPECT_NEAR(member(*rows[park].find("after"), figure), std::stod(*parks[park].at(figure)), 1e-6) << figure;
    }
}

TEST(WhatIf, IsTheDifferenceOfTwoFullRuns) {
    expect_same_as_full_run({"idle_a_years=3", "early_warning_days=30"});
    expect_same_as_full_run({"blank_event=unknown"});
    expect_same_as_full_run({"generic_share=1.2", "low_efficiency_count=2", "ramp_up_months=1"});
    expect_same_as_full_run({"idle_b_area_share=0.9", "branch_b_logic=and", "anniversary=next_day"});
    expect_same_as_full_run({"approved_cover_min=0.01", "low_efficiency_preset=zj_third", "county_tax_per_mu=60"});
}

TEST(WhatIf, ChangesSomethingOnTheDemo) {
    const Answer answer = run({"what-if", demo().book, "--set", "idle_a_years=3", "--format", "json"});
    EXPECT_FALSE(told(parse_json(answer.out, "what-if")).empty());
}

TEST(WhatIf, RefusesWhatOnlyAFullRunCanChangeAndWhatIsNotThere) {
    const Answer reading = run({"what-if", demo().book, "--set", "far_double_storey_m=4"});
    EXPECT_EQ(reading.code, 2);
    EXPECT_NE(reading.err.find("mutu run"), std::string::npos) << reading.err;
    EXPECT_EQ(run({"what-if", demo().book, "--set", "idle_a_yeras=2"}).code, 2);
    EXPECT_EQ(run({"what-if", demo().book}).code, 2);
}

TEST(WhatIf, CountsWhatStandsNearEachThreshold) {
    const Answer answer = run({"what-if", demo().book, "--sensitivity", "--format", "json"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    std::set<std::string> parameters;
    const Value said = parse_json(answer.out, "sensitivity");
    for (const Value& row : said.find("rows")->list("rows"))
        parameters.insert(row.find("parameter")->text("parameter"));
    EXPECT_TRUE(parameters.contains("idle_a_years"));
    EXPECT_TRUE(parameters.contains("generic_share"));
    EXPECT_FALSE(parameters.contains("idle_fee_share")) << "moves no class";
}

TEST(WhatIf, RangesHoldTheFiguresOfTheRun) {
    const Answer answer = run({"list", demo().book, "ranges", "--format", "json"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    std::map<std::string, std::pair<double, double>> idle;
    const Value said = parse_json(answer.out, "ranges");
    for (const Value& row : said.find("rows")->list("rows"))
        if (row.find("figure")->text("figure") == "idle" && row.find("park_id")->as<std::string>())
            idle[row.find("park_id")->text("park")] = {member(row, "low_m2"), member(row, "high_m2")};
    for (const Record& park : ask(demo().book, "SELECT park_id, idle_m2, undetermined_m2 FROM park_result")) {
        const auto& [low, high] = idle.at(*park.at("park_id"));
        // Land that is idle whatever its missing facts are is undetermined in the run and sure in the range.
        EXPECT_LE(low, std::stod(*park.at("idle_m2")) + std::stod(*park.at("undetermined_m2")));
        EXPECT_GE(high, std::stod(*park.at("idle_m2")));
    }
    EXPECT_EQ(run({"list", demo().book, "unknowns"}).code, 0);
}

TEST(StoredProof, TakesAtMostThreeHundredBytesAParcel) {
    const auto rows = ask(demo().book, "SELECT avg(length(CAST(parcel_id AS BLOB)) + length(answers) + "
                                       "length(CAST(facts AS BLOB)) + length(inputs)) AS bytes FROM parcel_fact");
    EXPECT_LT(std::stod(*rows.at(0).at("bytes")), 300);
}

TEST(StoredProof, EveryVerdictOfTheViewIsRecomputableFromItsProofAlone) {
    std::size_t proofs = 0;
    for (const Record& row :
         ask(demo().book, "SELECT subject_id, rule_id, verdict, proof FROM verdict WHERE subject_kind = 'parcel'")) {
        EXPECT_EQ(word(recomputed_stored(parse_json(*row.at("proof"), "proof"))), *row.at("verdict"))
            << *row.at("subject_id") << " " << *row.at("rule_id");
        ++proofs;
    }
    EXPECT_GT(proofs, 1500U);
}

TEST(PolicyDiff, NamesWhatDiffersAndWhomItConcerns) {
    const Answer answer = run({"policy", "diff", "cn", "cn-hunan", "--book", demo().book, "--format", "json"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    const Value json = parse_json(answer.out, "policy-diff");
    EXPECT_FALSE(json.find("differences")->find("rows")->list("rows").empty());
    EXPECT_NE(json.find("changed"), nullptr);
    EXPECT_EQ(run({"policy", "diff", "cn", "cn"}).code, 0);
    EXPECT_NE(run({"policy", "diff", "cn", "nobody"}).code, 0);
}

/// The row of a CSV whose second cell is this id; empty where there is none.
std::string row_of(const std::string& csv, const std::string& id) {
    for (const std::string& line : split(csv, '\n'))
        if (says(line, "," + id + ",")) return line;
    return "";
}

TEST(PolicyShow, TellsWeightsBaselinesIdealsGatesAndPrices) {
    const std::string scores = run({"policy", "show", "zj-huangyan-2022", "--format", "csv"}).out,
                      hunan = run({"policy", "show", "cn-hunan", "--format", "csv"}).out;
    EXPECT_TRUE(says(row_of(scores, "huangyan_above/tax_per_mu"), "30；基准 24.097；下限倍数 0")) << scores;
    EXPECT_TRUE(says(row_of(hunan, "gate_supply_rate"), "不低于 0.6")) << "the only known gate";
    EXPECT_TRUE(says(row_of(hunan, "hn_gate_supply_rate"), "供地率,,,")) << "an empty threshold stays empty";
    EXPECT_TRUE(says(hunan, "\noption,")) << "what actions cost";
}

TEST(PolicyDiff, TellsAWeightABaselineAndAnIdealThatChanged) {
    const TempFolder folder;
    std::string text = read_file(test::root() + "/geodata/policy/zj-huangyan-2022.toml");
    const auto change = [&](const std::string& from, const std::string& to) {
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
    };
    change("weight = 30", "weight = 29"), change("weight = 20", "weight = 21"), change("\"136.16\"", "\"136.17\"");
    write(folder / "own.toml", text);
    const Answer answer = run({"policy", "diff", "zj-huangyan-2022", folder / "own.toml", "--format", "csv"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_TRUE(says(row_of(answer.out, "huangyan_above/tax_per_mu"), "30；基准 24.097")) << answer.out;
    EXPECT_TRUE(says(row_of(answer.out, "huangyan_above/tax_per_mu"), "29；基准 24.097")) << answer.out;
    EXPECT_TRUE(says(row_of(answer.out, "huangyan_above/value_added_per_mu"), "21；基准 136.17")) << answer.out;
    EXPECT_EQ(split(std::string{trimmed(std::string_view{answer.out})}, '\n').size(), 3U) << "a heading and two rows\n"
                                                                                          << answer.out;
}

}  // namespace
}  // namespace mutu::test

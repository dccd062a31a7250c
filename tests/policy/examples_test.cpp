// Every worked example of every shipped pack as a case of its own, and whether the examples leave nothing out.
#include "support/root.hpp"

#include "mutu/analyze.hpp"
#include "mutu/labels.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace mutu {
namespace {

const std::string policy_folder = test::root() + "/geodata/policy";

/// A county's pack over `cn`, as a user would write one: a number changed, and the example that it changes.
constexpr const char* county_pack = R"([pack]
id = "county"
title = "县级示例包（虚构）"
version = "1"
extends = "cn"
[parameter.early_warning_days]
value = 90
clause = "示例"
evidence = "product"
supersedes = true
[[example]]
name = "预警期首日"
supersedes = true
as_of = 2023-12-01
given = { agreed_start_date = 2023-03-01 }
expect = { idle_state = "not_due" }
[[example]]
name = "县级包：满一年前九十日预警"
as_of = 2023-12-02
given = { agreed_start_date = 2023-03-01 }
expect = { idle_state = "early_warning" }
)";

struct CheckedPack {
    Rulebook rules;
    std::vector<FailedExample> failed;
};

CheckedPack checked(Rulebook rules) {
    static const Labels labels = Labels::load(test::root() + "/geodata/labels");
    CheckedPack pack{std::move(rules), {}};
    pack.failed = check_examples(pack.rules, labels);
    return pack;
}

/// Shipped packs and the county's, each checked once however many cases ask.
const std::map<std::string, CheckedPack>& packs() {
    static const std::map<std::string, CheckedPack> all = [] {
        std::map<std::string, CheckedPack> made;
        for (const PackEntry& entry : list_packs(policy_folder))
            made.emplace(entry.id, checked(load_rulebook(entry.id, policy_folder)));
        const auto file = std::filesystem::temp_directory_path() /
                          ("mutu_county_" + std::to_string(static_cast<long long>(getpid())) + ".toml");
        std::ofstream{file} << county_pack;
        made.emplace("county", checked(load_rulebook(file.string(), policy_folder)));
        std::filesystem::remove(file);
        return made;
    }();
    return all;
}

struct Row {
    std::string pack;
    std::size_t index = 0;
    std::string name;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.pack << "：" << row.name; }

std::vector<Row> rows() {
    std::vector<Row> all;
    for (const auto& [id, pack] : packs())
        for (std::size_t i = 0; i < pack.rules.examples.size(); ++i)
            all.push_back({id, i, pack.rules.examples[i].name});
    return all;
}

class PackExample : public testing::TestWithParam<Row> {};

TEST_P(PackExample, ComesOutAsItsPackSays) {
    const CheckedPack& pack = packs().at(GetParam().pack);
    for (const FailedExample& failed : pack.failed)
        if (failed.where == pack.rules.examples[GetParam().index].where)
            ADD_FAILURE() << failed.where << "：" << failed.what << " 应为 " << failed.expected << "，实为 "
                          << failed.got;
}

INSTANTIATE_TEST_SUITE_P(Each, PackExample, testing::ValuesIn(rows()), [](const auto& one) {
    std::string id = one.param.pack;
    std::replace(id.begin(), id.end(), '-', '_');
    return id + "_" + std::to_string(one.param.index + 1);
});

/// Words that the examples of a pack expect of one ladder or rule.
std::set<std::string> expected_of(const Rulebook& rules, const std::string& what) {
    std::set<std::string> words;
    for (const Example& example : rules.examples)
        for (const auto& [name, word] : example.expect)
            if (name == what) words.insert(word);
    return words;
}

TEST(ParkExamples, ComeOutAsTheirPacksSay) {
    for (const auto& [id, pack] : packs())
        for (const FailedParkExample& failed : check_park_examples(pack.rules))
            ADD_FAILURE() << id << " " << failed.where << " " << failed.name << "：" << failed.what << " 应为 "
                          << failed.expected << "，实为 " << failed.got;
}

TEST(ParkExamples, ShowEveryIndicatorAndGoal) {
    for (const auto& [id, pack] : packs()) {
        std::set<std::string> shown;
        for (const ParkExample& example : pack.rules.park_examples)
            for (const auto& [what, expected] : example.expect) shown.insert(what.substr(0, what.find('/')));
        for (const IndicatorSpec& indicator : pack.rules.indicators)
            EXPECT_TRUE(shown.contains(indicator.id)) << id << " " << indicator.id;
        for (const ParkGoal& goal : pack.rules.goals) EXPECT_TRUE(shown.contains(goal.id)) << id << " " << goal.id;
    }
}

TEST(ControlExamples, ComeOutAsTheirPacksSay) {
    for (const auto& [id, pack] : packs())
        for (const FailedControlExample& failed : check_control_examples(pack.rules))
            ADD_FAILURE() << id << " " << failed.where << " " << failed.name << "：" << failed.what << " 应为 "
                          << failed.expected << "，实为 " << failed.got;
}

TEST(ControlExamples, ShowEveryIndex) {
    for (const auto& [id, pack] : packs()) {
        std::set<std::string> shown;
        for (const ControlExample& example : pack.rules.control_examples)
            for (const auto& [what, expected] : example.expect) shown.insert(what.substr(0, what.find('/')));
        for (const ControlIndex& index : pack.rules.control_indices)
            EXPECT_TRUE(shown.contains(index.id)) << id << " " << index.id;
    }
}

TEST(PackExamples, ShowEveryOutcomeOfEveryLadder) {
    for (const auto& [id, pack] : packs())
        for (const Ladder& ladder : pack.rules.ladders) {
            const auto shown = expected_of(pack.rules, ladder.id);
            for (const std::string& outcome : ladder.outcomes)
                EXPECT_TRUE(shown.contains(outcome)) << id << " " << ladder.id << " " << outcome;
        }
}

TEST(PackExamples, ShowEveryListedRuleWithYesAndNo) {
    for (const auto& [id, pack] : packs())
        for (const Rule& rule : pack.rules.rules) {
            if (!rule.listed) continue;
            const auto shown = expected_of(pack.rules, rule.id);
            EXPECT_TRUE(shown.contains("yes") && shown.contains("no")) << id << " " << rule.id;
        }
}

TEST(PackExamples, ShowEveryPresetOnBothSides) {
    for (const auto& [id, pack] : packs())
        for (const std::string& preset : pack.rules.parameters.at("low_efficiency_preset").choices) {
            std::set<std::string> shown;
            for (const Example& example : pack.rules.examples) {
                const Value* chosen = example.set.find("low_efficiency_preset");
                if ((chosen ? chosen->text("preset") : pack.rules.word("low_efficiency_preset")) != preset) continue;
                for (const auto& [what, word] : example.expect)
                    if (what == "efficiency") shown.insert(word);
            }
            EXPECT_TRUE(shown.contains("low") && shown.contains("ordinary")) << id << " " << preset;
        }
}

TEST(PackExamples, ShowEveryAction) {
    for (const auto& [id, pack] : packs())
        for (const Action& action : pack.rules.actions) {
            bool shown = false;
            for (const std::string& codes : expected_of(pack.rules, "action"))
                shown = shown || (";" + codes + ";").find(";" + action.code + ";") != std::string::npos;
            EXPECT_TRUE(shown) << id << " " << action.code;
        }
}

TEST(PackExamples, SayWhichOneIsWrong) {
    Rulebook rules = load_rulebook("cn", policy_folder);
    rules.examples = {rules.examples.front()};
    rules.examples[0].expect = {{"idle_state", "idle_b"}};
    const auto failed = checked(rules).failed;
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed[0].expected, "idle_b");
    EXPECT_EQ(failed[0].got, "early_warning");
}

}  // namespace
}  // namespace mutu

// Published schemes, item by item to their last digit; every worked example of every shipped score as a case.
#include "support/root.hpp"

#include "mutu/policy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace mutu {
namespace {

const std::string policy_folder = test::root() + "/geodata/policy";

struct Row {
    std::string pack;
    std::size_t scheme = 0, example = 0;
    std::string name;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.pack << "：" << row.name; }

std::vector<Row> rows() {
    std::vector<Row> all;
    for (const PackEntry& entry : list_packs(policy_folder)) {
        const Rulebook book = load_rulebook(entry.id, policy_folder);
        for (std::size_t s = 0; s < book.scores.size(); ++s)
            for (std::size_t e = 0; e < book.scores[s].examples.size(); ++e)
                all.push_back({entry.id, s, e, book.scores[s].examples[e].find("name")->text("name")});
    }
    return all;
}

class ScoreExample : public testing::TestWithParam<Row> {};

TEST_P(ScoreExample, ComesOutAsItsPackSays) {
    Rulebook book = load_rulebook(GetParam().pack, policy_folder);
    const Value example = book.scores[GetParam().scheme].examples[GetParam().example];
    for (ScoreScheme& scheme : book.scores) scheme.examples.clear();
    book.scores[GetParam().scheme].examples = {example};
    for (const FailedExample& failed : check_score_examples(book))
        ADD_FAILURE() << failed.where << "：" << failed.what << " 应为 " << failed.expected << "，实为 " << failed.got;
}

INSTANTIATE_TEST_SUITE_P(Each, ScoreExample, testing::ValuesIn(rows()), [](const auto& one) {
    std::string id = one.param.pack;
    std::replace(id.begin(), id.end(), '-', '_');
    return id + "_" + std::to_string(one.param.scheme + 1) + "_" + std::to_string(one.param.example + 1);
});

TEST(ScoreExamples, StandWithEveryListThatIsScored) {
    for (const PackEntry& entry : list_packs(policy_folder))
        for (const ScoreScheme& scheme : load_rulebook(entry.id, policy_folder).scores)
            EXPECT_TRUE(!scheme.unscored.empty() || !scheme.examples.empty()) << entry.id << " " << scheme.id;
}

TEST(ScoreExamples, SayWhichOneIsWrong) {
    Rulebook book = load_rulebook("zj-huangyan-2022", policy_folder);
    book.scores.resize(1);
    Value wrong = book.scores[0].examples[0], expect;
    expect.add("score", "99.9999");
    Value example;
    example.add("name", "错的");
    example.add("given", *wrong.find("given"));
    example.add("expect", expect);
    book.scores[0].examples = {example};
    const auto failed = check_score_examples(book);
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed[0].got, "100.0000");
}

}  // namespace
}  // namespace mutu

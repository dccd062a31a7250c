// Proofs: order of members, margins, sentences, recomputation and tampering.
#include "pack.hpp"
#include "support/root.hpp"

namespace mutu {
namespace {

Value proof_of(const std::string& rule, const Facts& facts, const Rulebook& book = shipped()) {
    const Labels labels;
    const Rule& found = *book.find_rule(rule);
    for (const RuleText& text : rule_texts(book, labels, Date{}))
        if (text.rule_id == rule)
            return full_proof(prove(book, found, facts, labels), text, judge(book, found, facts).verdict);
    return {};
}

std::string changed(const Value& proof, const std::string& from, const std::string& to) {
    std::string text = to_json(proof);
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

TEST(Proof, HasTheMembersOfTheContractInOrder) {
    const Value proof = proof_of("idle_a", waiting(day(2023, 3, 1), day(2024, 3, 1)));
    std::vector<std::string> names;
    for (const auto& [name, value] : proof.table("proof")) names.push_back(name);
    names.resize(10);
    EXPECT_EQ(names, (std::vector<std::string>{"rule", "title", "clause", "evidence", "policy", "verdict", "facts",
                                               "because", "missing", "sentence"}));
    EXPECT_EQ(proof.find("evidence")->text("evidence"), "confirmed");
    EXPECT_EQ(proof.find("policy")->text("policy"), "cn@2026-01");
}

TEST(Proof, SpeaksOfSuspicionOnly) {
    const Value proof = proof_of("idle_a", waiting(day(2023, 3, 1), day(2024, 3, 1)));
    EXPECT_EQ(proof.find("sentence")->text("sentence"),
              "应于 2023-03-01 前动工，至 2024-03-01 已满一年未动工，疑似闲置（满一年）。");
}

TEST(Proof, GivesTheMarginAlsoWhereItWasNotCrossed) {
    const std::string text = to_json(proof_of("idle_a", waiting(day(2023, 3, 1), day(2024, 2, 29))));
    EXPECT_NE(text.find(R"("left":"2024-02-29","op":">=","right":"2024-03-01","margin":"−1 日")"), std::string::npos)
        << text;
}

TEST(Proof, ShowsTheExactSidesOfTheInvestmentTest) {
    const std::string text =
        to_json(proof_of("idle_b", halted(day(2023, 1, 15), day(2024, 1, 15), 30000, 10000, 8000, 1999.99)));
    EXPECT_NE(text.find(R"("left":"10000 m²","op":"<","right":"30000 m² × 1/3","margin":"0 m²")"), std::string::npos)
        << text;
    EXPECT_NE(text.find(R"("left":"1999.99 万元","op":"<","right":"8000 万元 × 0.25","margin":"−0.01 万元")"),
              std::string::npos)
        << text;
}

TEST(Proof, IsWorkedOutAgainFromItsOwnComparisons) {
    const Value proof = proof_of("idle_b", halted(day(2023, 1, 15), day(2024, 1, 15), 30000, 10000, 8000, 1999.99));
    EXPECT_EQ(recomputed(proof), Truth::yes);
    EXPECT_EQ(recomputed(parse_json(to_json(proof), "proof")), Truth::yes);
}

// At 25 % the line no longer holds, and the proof shows no line after it: it supports nothing.
TEST(Proof, TamperingWithAValueShowsAndWithAnAnswerDoesNotHelp) {
    const Value proof = proof_of("idle_b", halted(day(2023, 1, 15), day(2024, 1, 15), 30000, 10000, 8000, 1999.99));
    EXPECT_EQ(recomputed(parse_json(changed(proof, "1999.99 万元", "2000 万元"), "proof")), Truth::undetermined);
    EXPECT_EQ(recomputed(parse_json(changed(proof, "\"holds\":\"yes\"", "\"holds\":\"no\""), "proof")), Truth::yes);
    EXPECT_EQ(recomputed(parse_json(changed(proof, "\"verdict\":\"yes\"", "\"verdict\":\"no\""), "proof")), Truth::yes);
}

TEST(Proof, UnknownFactsStandAsNullAndNameTheField) {
    Facts facts = waiting(day(2023, 3, 1), day(2024, 3, 1));
    facts[Measure::started] = {.value = {}, .source = {}, .missing = {"actual_start_date"}, .assumption = {}};
    const Value proof = proof_of("supplied_unused", facts);
    EXPECT_EQ(to_json(*proof.find("missing")), R"(["actual_start_date"])");
    EXPECT_NE(to_json(proof).find(R"({"name":"started","value":null})"), std::string::npos);
    EXPECT_EQ(recomputed(proof), Truth::undetermined);
}

TEST(Proof, NamesTheAssumptionAndTheBlankItLeansOn) {
    Facts facts = waiting(day(2023, 3, 1), day(2024, 3, 1));
    facts[Measure::finished] = {.value = Truth::no,
                                .source = "actual_finish_date",
                                .missing = {"actual_finish_date"},
                                .assumption = "absent_finish_column"};
    const Value proof = proof_of("idle_a", facts);
    EXPECT_EQ(to_json(*proof.find("missing")), R"(["actual_finish_date"])");
    EXPECT_NE(to_json(proof).find("absent_finish_column"), std::string::npos);
}

TEST(Sentence, WritesLabelsAndUnitsForPeople) {
    const Labels labels = Labels::load(test::root() + "/geodata/labels");
    const Value proof = prove(shipped(), *shipped().find_rule("idle_b"),
                              halted(day(2023, 1, 15), day(2024, 1, 15), 30000, 10000, 8000, 1999.99), labels);
    EXPECT_EQ(proof.find("sentence")->text("sentence"),
              "2023-01-15 起中止开发建设已满一年，已动工面积 10000.00 m²（应动工 30000.00 m²）、已投资 1999.99 "
              "万元（总投资 8000.00 万元），疑似闲置（中止开发）。");
}

}  // namespace
}  // namespace mutu

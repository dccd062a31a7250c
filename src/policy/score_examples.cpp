// Worked examples of scores, run through the same steps as real firms.
#include "score_parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Keys = std::vector<std::string_view>;

std::string typed(const Value& value) {
    double storage = 0;
    if (const double* number = value.number(storage)) return shortest(*number);
    if (const auto* truth = value.as<bool>()) return *truth ? "yes" : "no";
    return value.text("算例的值");
}

ScoreSubject subject_of(const Value& given) {
    ScoreSubject firm;
    firm.own_land = Truth::yes;
    for (const auto& [column, value] : given.table("given")) {
        if (column == "above_designated")
            firm.above_designated = truth_of(value.boolean(column));
        else if (column == "own_land")
            firm.own_land = truth_of(value.boolean(column));
        else if (column == "industry_code")
            firm.industry = value.text(column);
        else if (const std::string text = typed(value); is_blank(text))
            continue;
        else {
            firm.words[column] = text;
            if (const auto number = Rational::parse(text)) firm.numbers[column] = *number;
        }
    }
    return firm;
}

/// A number to as many decimals as the example states; "undetermined" where there is none.
std::string shown(const std::optional<Rational>& number, const std::string& expected) {
    if (!number) return "undetermined";
    const std::size_t point = expected.find('.');
    return number->decimals(point == std::string::npos ? 0 : static_cast<int>(expected.size() - point) - 1);
}

std::string outcome(const Rulebook& book, const Scored& scored, const Value& place, const std::string& what,
                    const std::string& expected) {
    const ScoreScheme* scheme = scored.scheme ? &book.scores[*scored.scheme] : nullptr;
    if (what == "list") return scheme ? scheme->list : scored.because;
    if (what == "score") return shown(scored.score, expected);
    if (what == "grade") return scored.grade.empty() ? "undetermined" : scored.grade;
    if (what == "rank") return scored.rank ? std::to_string(*scored.rank) : "undetermined";
    if (what == "because") return scored.because;
    if (what == "missing") return join(scored.missing, ";");
    if (scheme)
        for (std::size_t i = 0; i < scheme->items.size(); ++i)
            if (scheme->items[i].id == what) return shown(scored.items[i].points, expected);
    place.fail("评分的算例不能预期 “" + what + "”：须为 list、score、grade、rank、because、missing 或该名单的一项");
}

void run(const Rulebook& book, const Value& example, std::vector<FailedExample>& failed) {
    static const Keys allowed{"name", "given", "others", "set", "expect"};
    only_keys(example, allowed, "评分的算例");
    const std::string& name = needed(example, "name", "评分的算例");
    const Value *given = example.find("given"), *expect = example.find("expect");
    if (!given || !expect || expect->table("expect").empty()) example.fail("算例 “" + name + "” 须有 given 与 expect");
    Rulebook rules = book;
    if (const Value* set = example.find("set"))
        for (const auto& [parameter, value] : set->table("set")) set_parameter(rules, parameter, typed(value));
    std::vector<ScoreSubject> firms{subject_of(*given)};
    if (const Value* others = example.find("others"))
        for (const Value& other : others->list("others")) firms.push_back(subject_of(other));
    const Scored scored = score_year(rules, firms).front();
    for (const auto& [what, value] : expect->table("expect")) {
        const std::string expected = typed(value), got = outcome(rules, scored, value, what, expected);
        if (got != expected) failed.push_back({name, example.where(), what, expected, got});
    }
}

}  // namespace

std::vector<FailedExample> check_score_examples(const Rulebook& book) {
    std::vector<FailedExample> failed;
    for (const ScoreScheme& scheme : book.scores)
        for (const Value& example : scheme.examples) run(book, example, failed);
    return failed;
}

}  // namespace mutu

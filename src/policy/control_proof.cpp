// The proof of a control index, in the form of other verdicts: numerator against limit times denominator.
#include "parts.hpp"

#include "mutu/control_index.hpp"
#include "mutu/park_measure.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

ParkDimension dimension_of(ControlMeasure measure) {
    return measure == ControlMeasure::investment ? ParkDimension::money : ParkDimension::area;
}

std::string amount(ControlMeasure measure, const std::optional<std::int64_t>& value) {
    return value ? park_text(dimension_of(measure), *value) : "?";
}

/// "14000 m²" against "20000 m² × 0.7"; "8400 万元 / 20000 m²" against "4200 万元 / 10000 m²".
std::pair<std::string, std::string> sides(const ControlOutcome& outcome) {
    const std::string of = amount(outcome.ratio.of, outcome.of), over = amount(outcome.ratio.over, outcome.over);
    const std::string limit = outcome.limit ? fraction_text(*outcome.limit) : "?";
    const bool open = !outcome.limit || !outcome.over || *outcome.over <= 0;
    if (outcome.ratio.of == ControlMeasure::investment)
        return {outcome.of && !open ? of + " / " + over : "?", open ? "?" : limit + " 万元 / 10000 m²"};
    return {of, open ? "?" : over + " × " + limit};
}

std::string margin(const ControlOutcome& outcome, const std::string& op) {
    if (outcome.short_of) return (op == ">=" ? "−" : "+") + amount(outcome.ratio.of, outcome.short_of);
    return {};
}

std::string percent_or_plain(const ControlIndex& index, const Rational& value) {
    return index.unit == "%"   ? (value * Rational::whole(100)).decimals(2) + " %"
           : index.unit == "1" ? value.decimals(2)
                               : value.decimals(2) + " " + index.unit;
}

std::string reason(const Labels& labels, const std::string& because) {
    const std::size_t colon = because.find(": ");
    std::string name = because.substr(colon == std::string::npos ? 0 : colon + 2);
    if (labels.has("control_measure", name))
        name = labels.text("control_measure", name);
    else if (labels.has("field", name))
        name = labels.text("field", name);
    return labels.text("indicator_reason", because.substr(0, colon)) + "：" + name;
}

std::string sentence(const ControlIndex& index, const ControlOutcome& outcome, const Labels& labels) {
    const auto name = [&](ControlMeasure measure) { return labels.text("control_measure", word(measure)); };
    const std::string formula = name(outcome.ratio.of) + " ÷ " + name(outcome.ratio.over);
    if (outcome.met == Truth::undetermined)
        return index.title + "（" + formula + "）无法判定，" + reason(labels, outcome.because) + "。";
    const auto share = Rational::fraction(*outcome.of, *outcome.over);
    const bool money = outcome.ratio.of == ControlMeasure::investment;
    // fen per 1/300 m² is 3 万元/公顷.
    const Rational value = money ? *share * Rational::whole(3) : *share;
    std::string text = index.title + "（" + formula + "）为 " + percent_or_plain(index, value) + "，" +
                       (index.op == ">=" ? "应不低于 " : "应不高于 ") +
                       percent_or_plain(index, Rational::of(*outcome.limit)) + "，";
    if (outcome.met == Truth::yes) return text + "符合。";
    return text + (index.op == ">=" ? "还差 " : "超出 ") + amount(outcome.ratio.of, outcome.short_of) + "。";
}

}  // namespace

Value prove(const ControlIndex& index, const std::string& policy, const ControlOutcome& outcome, const Labels& labels) {
    Value proof, facts{Value::List{}}, because, missing{Value::List{}};
    for (const auto& [measure, value] :
         {std::pair{outcome.ratio.of, outcome.of}, std::pair{outcome.ratio.over, outcome.over}}) {
        Value fact;
        fact.add("name", word(measure));
        fact.add("value", value ? Value{park_text(dimension_of(measure), *value)} : Value{});
        facts.push(std::move(fact));
    }
    const auto [left, right] = sides(outcome);
    Value node;
    node.add("id", "1");
    node.add("holds", word(outcome.met));
    node.add("left", left);
    node.add("op", index.op);
    node.add("right", right);
    if (const std::string by = margin(outcome, index.op); !by.empty()) node.add("margin", by);
    because.push(std::move(node));
    if (!outcome.because.empty()) missing.push(outcome.because.substr(outcome.because.find(": ") + 2));
    proof.add("rule", index.id);
    proof.add("title", index.title);
    proof.add("clause", index.clause);
    proof.add("evidence", word(index.evidence));
    proof.add("policy", policy);
    proof.add("verdict", word(outcome.met));
    proof.add("facts", std::move(facts));
    proof.add("because", std::move(because));
    proof.add("missing", std::move(missing));
    proof.add("sentence", sentence(index, outcome, labels));
    proof.add("outcome", word(outcome.met));
    return proof;
}

std::vector<FailedControlExample> check_control_examples(const Rulebook& rulebook) {
    std::vector<FailedControlExample> failed;
    for (const ControlExample& example : rulebook.control_examples) {
        Rulebook book = rulebook;
        for (const auto& [name, value] : example.set) set_parameter(book, name, value);
        ControlFacts facts;
        for (const auto& [name, value] : example.given) {
            if (name == "industry_code") facts.industry_code = value;
            if (name == "nic_version") facts.nic_version = value;
            if (const auto measure = control_measure_named(name))
                facts[*measure] = park_amount(dimension_of(*measure), value);
        }
        const auto outcomes = judge_controls(book, facts);
        for (const auto& [key, expected] : example.expect) {
            const std::string id = key.substr(0, key.find('/')), what = key.substr(std::min(key.find('/'), key.size()));
            std::string got = "?";
            for (const ControlOutcome& one : outcomes) {
                const ControlIndex& index = book.control_indices[one.index];
                if (index.id != id) continue;
                const auto value = control_value(index, one);
                got = what == "/value"      ? (value ? fixed(*value, 2) : "undetermined")
                      : what == "/short_of" ? amount(one.ratio.of, one.short_of)
                      : what == "/because"  ? one.because
                                            : std::string{word(one.met)};
            }
            if (got != expected) failed.push_back({example.name, example.where, key, expected, got});
        }
    }
    return failed;
}

}  // namespace mutu

// Full proofs, and the verdict they support by their own comparisons alone.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::string_view factor_mark = " × ";

/// The dimension a value of a proof shows by its form; codes never stand in a comparison.
Dimension dimension_of(std::string_view text) {
    if (text.find("万元/亩") != std::string_view::npos || text.find("万元 / ") != std::string_view::npos)
        return Dimension::yield;
    if (text.ends_with("m²")) return Dimension::area;
    if (text.ends_with("万元")) return Dimension::money;
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') return Dimension::date;
    return Dimension::ratio;
}

}  // namespace

ConditionSide side_of_text(std::string_view text) {
    ConditionSide side;
    const std::size_t mark = text.find(factor_mark);
    const std::string_view value = text.substr(0, mark);
    if (mark != std::string_view::npos) {
        const auto times = exact_fraction(text.substr(mark + factor_mark.size()));
        if (!times) return side;
        side.times = *times;
    }
    if (value == "?") return side;
    try {
        side.value = fact_value(value, dimension_of(value));
    } catch (const std::exception&) {
        side.value = std::monostate{};  // unreadable supports nothing
    }
    return side;
}

namespace {

Truth node_truth(const Value& node);

std::vector<Truth> answers(const Value& nodes) {
    std::vector<Truth> result;
    if (const auto* list = nodes.as<Value::List>())
        for (const Value& node : *list) result.push_back(node_truth(node));
    return result;
}

Truth conjunction(const std::vector<Truth>& truths) {
    Truth answer = Truth::yes;
    for (const Truth truth : truths) answer = both(answer, truth);
    return answer;
}

Truth disjunction(const std::vector<Truth>& truths) {
    Truth answer = Truth::no;
    for (const Truth truth : truths) answer = either(answer, truth);
    return answer;
}

Truth counted(const Value& needed_count, const std::vector<Truth>& truths) {
    const auto* count = needed_count.as<std::int64_t>();
    if (!count) return Truth::undetermined;
    const auto number = [&](Truth wanted) { return std::count(truths.begin(), truths.end(), wanted); };
    if (number(Truth::yes) >= *count) return Truth::yes;
    return number(Truth::yes) + number(Truth::undetermined) < *count ? Truth::no : Truth::undetermined;
}

Truth membership(const std::string& left, const Value& right) {
    const auto* words = right.as<Value::List>();
    if (!words) return Truth::undetermined;
    if (words->empty()) return Truth::no;
    if (left == "?") return Truth::undetermined;
    for (const Value& word : *words)
        if (const auto* text = word.as<std::string>(); text && *text == left) return Truth::yes;
    return Truth::no;
}

Truth leaf_truth(const Value& node) {
    const Value *left = node.find("left"), *op = node.find("op"), *right = node.find("right");
    if (!left || !op || !right || !left->as<std::string>() || !op->as<std::string>()) return Truth::undetermined;
    const std::string &value = *left->as<std::string>(), &relation = *op->as<std::string>();
    if (relation == "in") return membership(value, *right);
    if (!right->as<std::string>()) return Truth::undetermined;
    if (relation == "known") return truth_of((value != "?") == (*right->as<std::string>() == "yes"));
    if (relation == "is") return value == "?" ? Truth::undetermined : truth_of(value == *right->as<std::string>());
    return holds(order_of(side_of_text(value), side_of_text(*right->as<std::string>())), relation);
}

Truth node_truth(const Value& node) {
    if (const Value* nodes = node.find("all")) return conjunction(answers(*nodes));
    if (const Value* nodes = node.find("any")) return disjunction(answers(*nodes));
    if (const Value* inner = node.find("not")) return negate(node_truth(*inner));
    if (const Value* nodes = node.find("of")) {
        const auto truths = answers(*nodes);
        if (const Value* count = node.find("at_least")) return counted(*count, truths);
        return conjunction(truths) == disjunction(truths) ? conjunction(truths) : Truth::undetermined;
    }
    return leaf_truth(node);
}

bool says(const Value* member, std::string_view text) {
    const auto* found = member ? member->as<std::string>() : nullptr;
    return found && *found == text;
}

bool contains(const Value& list, const Value* id) {
    const auto* words = list.as<Value::List>();
    return words && std::any_of(words->begin(), words->end(), [&](const Value& word) {
               return word.as<std::string>() && says(id, *word.as<std::string>());
           });
}

Truth ladder_truth(const Value::List& lines, const Value& yes_lines) {
    for (const Value& line : lines) {
        const Truth answer = node_truth(line);
        if (answer == Truth::yes) {
            if (says(line.find("then"), undetermined_outcome)) return Truth::undetermined;
            return truth_of(contains(yes_lines, line.find("id")));
        }
        const Value* stops = line.find("stops");
        if (answer == Truth::undetermined && stops && stops->as<bool>() && *stops->as<bool>())
            return Truth::undetermined;
    }
    return Truth::undetermined;
}

Value worded(const Value& node, const Value& texts);

/// Children of a node get their texts too; all other members stay as they are.
Value worded_member(const std::string& key, const Value& member, const Value& texts) {
    if (key == "not") return worded(member, texts);
    if (key != "all" && key != "any" && key != "of") return member;
    Value list{Value::List{}};
    if (const auto* nodes = member.as<Value::List>())
        for (const Value& node : *nodes) list.push(worded(node, texts));
    return list;
}

Value worded(const Value& node, const Value& texts) {
    const auto* members = node.as<Value::Table>();
    if (!members) return node;
    const Value* lines = texts.find("lines");
    const std::string* id = nullptr;
    Value result{Value::Table{}};
    for (const auto& [key, member] : *members) {
        result.add(key, worded_member(key, member, texts));
        if (key == "id" && member.as<std::string>()) id = member.as<std::string>();
        if (const Value* text = key == "id" && id ? texts.find(*id) : nullptr) result.add("text", *text);
        // What a rung of a ladder ends in is the same for every parcel, so it stands with the texts.
        const Value* rung = key == "holds" && id && lines ? lines->find(*id) : nullptr;
        for (const char* end : {"then", "stops"})
            if (const Value* found = rung ? rung->find(end) : nullptr) result.add(end, *found);
    }
    return result;
}

Value member_or(const Value& table, std::string_view key, Value otherwise) {
    const Value* found = table.find(key);
    return found ? *found : std::move(otherwise);
}

}  // namespace

Value full_proof(const Value& compact, const RuleText& text, Truth verdict) {
    Value proof;
    proof.add("rule", text.rule_id);
    proof.add("title", text.title);
    proof.add("clause", text.clause);
    proof.add("evidence", text.evidence);
    proof.add("policy", text.policy);
    proof.add("verdict", word(verdict));
    proof.add("facts", member_or(compact, "facts", Value::List{}));
    Value because{Value::List{}};
    if (const Value* nodes = compact.find("because"); nodes && nodes->as<Value::List>())
        for (const Value& node : *nodes->as<Value::List>()) because.push(worded(node, text.texts));
    proof.add("because", std::move(because));
    proof.add("missing", member_or(compact, "missing", Value::List{}));
    proof.add("sentence", member_or(compact, "sentence", ""));
    proof.add("outcome", member_or(compact, "outcome", ""));
    if (const Value* line = compact.find("line")) proof.add("line", *line);
    for (const char* member : {"items", "factor", "bonus", "places", "score"})  // of a score
        if (const Value* found = compact.find(member)) proof.add(member, *found);
    if (const Value* yes_lines = text.texts.find("yes_lines")) proof.add("yes_lines", *yes_lines);
    return proof;
}

Truth recomputed(const Value& full_proof) {
    const Value* because = full_proof.find("because");
    if (!because || !because->as<Value::List>()) return Truth::undetermined;
    if (const Value* yes_lines = full_proof.find("yes_lines"))
        return ladder_truth(*because->as<Value::List>(), *yes_lines);
    return conjunction(answers(*because));
}

}  // namespace mutu

// Conditions with their parameters put in: trees that stand for themselves, quick to evaluate and fit to be stored.
#include "parts.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Node = Condition::Kind;

/// Compares two unknowns: undetermined whatever the facts are.
Condition never_known() {
    Condition condition;
    condition.kind = Node::compare;
    condition.left.of = condition.right.of = FactValue{};
    condition.op = "==";
    return condition;
}

bool is_empty(const Rulebook& book, const std::string& parameter) {
    return std::holds_alternative<std::monostate>(book.parameters.at(parameter).value);
}

Operand settled(const Rulebook& book, const Operand& operand) {
    Operand result = operand;
    const auto* times = std::get_if<std::string>(&operand.times);
    if (times && is_empty(book, *times)) return {FactValue{}, Ratio::whole(1)};
    const ConditionSide side = side_of(book, operand, Facts{});
    result.times = side.times;
    if (std::holds_alternative<std::string>(operand.of)) result.of = side.value;
    return result;
}

Condition settled_join(const Rulebook& book, Condition condition) {
    const std::string choice = book.word(condition.parameter);
    condition.parameter.clear();  // left open: `holds` answers where both readings agree
    if (!choice.empty()) condition.kind = choice == "or" ? Node::any : Node::all;
    return condition;
}

}  // namespace

Condition settled(const Rulebook& book, const Condition& condition) {
    if (condition.kind == Node::rule || condition.kind == Node::rule_from) {
        const Rule* rule = target_of(book, condition);
        return rule && rule->when ? settled(book, *rule->when) : never_known();
    }
    Condition result = condition;
    for (Condition& child : result.children) child = settled(book, child);
    switch (condition.kind) {
    case Node::compare:
        result.left = settled(book, condition.left), result.right = settled(book, condition.right);
        return result;
    case Node::joined: return settled_join(book, std::move(result));
    case Node::at_least: {
        const auto count = count_of(book, condition);
        if (!count) return never_known();
        result.count = *count;
        break;
    }
    case Node::in: {
        const auto* words = words_of(book, condition);
        if (!words) return never_known();
        result.words = *words;
        break;
    }
    case Node::all:
    case Node::any:
    case Node::negate:
    case Node::is:
    case Node::known:
    case Node::rule:
    case Node::rule_from: break;
    }
    result.parameter.clear();
    return result;
}

namespace {

/// Unknown facts may become known: a leaf that asks whether they are is open, too.
Condition opened(Condition condition) {
    for (Condition& child : condition.children) child = opened(std::move(child));
    if (condition.kind != Node::known) return condition;
    Condition either;
    either.kind = Node::any;
    either.children = {std::move(condition), never_known()};
    return either;
}

}  // namespace

bool uses(const Rulebook& book, const Ladder& ladder, const std::string& parameter) {
    Names used;
    for (const Line& line : ladder.lines) add_thresholds(book, line.when, used);
    return std::find(used.begin(), used.end(), parameter) != used.end();
}

Ladder opened(const Rulebook& book, const Ladder& ladder) {
    Ladder result = ladder;
    for (Line& line : result.lines) line.when = opened(settled(book, line.when));
    return result;
}

std::vector<std::string_view> possible_outcomes(const Rulebook& book, const Ladder& opened, const Facts& facts) {
    std::vector<std::string_view> found;
    for (const Line& line : opened.lines) {
        if (line.then == undetermined_outcome) continue;
        const Truth answer = holds(book, line.when, facts);
        if (answer == Truth::no) continue;
        if (std::find(found.begin(), found.end(), line.then) == found.end()) found.push_back(line.then);
        if (answer == Truth::yes) return found;
    }
    if (!found.empty()) return found;
    for (const std::string& outcome : opened.outcomes)
        if (outcome != undetermined_outcome) found.push_back(outcome);
    return found;
}

Names disbelieved(const Rulebook& book, const Ladder& opened, const Facts& facts) {
    Names fields;
    for (const Line& line : opened.lines) {
        const Truth answer = holds(book, line.when, facts);
        if (answer == Truth::no) continue;
        if (line.then == undetermined_outcome)
            fields.insert(fields.end(), line.missing.begin(), line.missing.end());
        else if (answer == Truth::yes)
            break;
    }
    std::sort(fields.begin(), fields.end());
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
    return fields;
}

Ladder settled(const Rulebook& book, const Ladder& ladder) {
    Ladder result = ladder;
    for (Line& line : result.lines) line.when = settled(book, line.when);
    return result;
}

Rule settled(const Rulebook& book, const Rule& rule) {
    Rule result = rule;
    if (result.when) result.when = settled(book, *result.when);
    return result;
}

Action settled(const Rulebook& book, const Action& action) {
    Action result = action;
    result.when = settled(book, action.when);
    return result;
}

}  // namespace mutu

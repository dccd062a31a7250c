// Naming the facts and parameters behind a condition: those that would settle it, and those it leaned on.
#include "parts.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Node = Condition::Kind;

/// The names of a fact; the measure's own id where nobody said which field it is.
void add_names(const Facts& facts, Measure measure, Names& names) {
    const Fact& fact = facts[measure];
    for (const auto name : fact.missing) names.emplace_back(name);
    if (fact.missing.empty()) names.emplace_back(spec(measure).id);
}

void add_if_empty(const Rulebook& book, const std::string& parameter, Names& names) {
    const auto found = book.parameters.find(parameter);
    if (found != book.parameters.end() && std::holds_alternative<std::monostate>(found->second.value))
        names.push_back(std::string{parameter_prefix} + parameter);
}

void add_unknown_side(const Rulebook& book, const Operand& operand, const Facts& facts, Names& names) {
    if (const Measure* measure = std::get_if<Measure>(&operand.of))
        if (is_unknown(facts[*measure])) add_names(facts, *measure, names);
    if (const auto* parameter = std::get_if<std::string>(&operand.of)) add_if_empty(book, *parameter, names);
    if (const auto* parameter = std::get_if<std::string>(&operand.times)) add_if_empty(book, *parameter, names);
}

/// `known` is never undetermined itself, yet the name it asks for may settle the tree around it.
bool asks_whether_known(const Condition& condition) {
    return condition.kind == Node::known ||
           (condition.kind == Node::negate && condition.children.front().kind == Node::known);
}

/// Calls `visit` for every measure of the tree, rules referred to included; with repeats.
template <class Visit>
void each_measure(const Rulebook& book, const Condition& condition, const Visit& visit) {
    for (const Condition& child : condition.children) each_measure(book, child, visit);
    for (const Operand* operand : {&condition.left, &condition.right})
        if (const Measure* measure = std::get_if<Measure>(&operand->of)) visit(*measure, false);
    if (condition.kind == Node::in || condition.kind == Node::is) visit(condition.measure, false);
    if (condition.kind == Node::known) visit(condition.measure, true);
    if (condition.kind == Node::rule || condition.kind == Node::rule_from)
        if (const Rule* rule = target_of(book, condition); rule && rule->when) each_measure(book, *rule->when, visit);
}

}  // namespace

void add_unsettled(const Rulebook& book, const Condition& condition, const Facts& facts, Names& names) {
    for (const Condition& child : condition.children)
        if (asks_whether_known(child) || holds(book, child, facts) == Truth::undetermined)
            add_unsettled(book, child, facts, names);
    switch (condition.kind) {
    case Node::compare:
        add_unknown_side(book, condition.left, facts, names);
        add_unknown_side(book, condition.right, facts, names);
        break;
    case Node::in:
        if (!condition.parameter.empty()) add_if_empty(book, condition.parameter, names);
        [[fallthrough]];
    case Node::is:
    case Node::known:
        if (is_unknown(facts[condition.measure])) add_names(facts, condition.measure, names);
        break;
    case Node::at_least:
    case Node::joined:
    case Node::rule_from: add_if_empty(book, condition.parameter, names); [[fallthrough]];
    case Node::rule:
        if (condition.kind == Node::rule || condition.kind == Node::rule_from)
            if (const Rule* rule = target_of(book, condition); rule && rule->when)
                add_unsettled(book, *rule->when, facts, names);
        break;
    case Node::all:
    case Node::any:
    case Node::negate: break;
    }
}

void add_leaned_on(const Rulebook& book, const Condition& condition, const Facts& facts, Names& names) {
    each_measure(book, condition, [&](Measure measure, bool) {
        const Fact& fact = facts[measure];
        if (!is_unknown(fact) || !fact.assumption.empty())
            for (const auto name : fact.missing) names.emplace_back(name);
    });
}

void add_missing(const Rulebook& book, const Condition& condition, const Facts& facts, Names& names) {
    each_measure(book, condition, [&](Measure measure, bool asked) {
        const Fact& fact = facts[measure];
        if (asked && is_unknown(fact))
            add_names(facts, measure, names);
        else
            for (const auto name : fact.missing) names.emplace_back(name);
    });
}

void add_measures(const Rulebook& book, const Condition& condition, std::vector<Measure>& measures) {
    each_measure(book, condition, [&](Measure measure, bool) {
        if (std::find(measures.begin(), measures.end(), measure) == measures.end()) measures.push_back(measure);
    });
}

void add_thresholds(const Rulebook& book, const Condition& condition, Names& names) {
    for (const Condition& child : condition.children) add_thresholds(book, child, names);
    for (const Operand* operand : {&condition.left, &condition.right}) {
        if (const auto* id = std::get_if<std::string>(&operand->of)) names.push_back(*id);
        if (const auto* id = std::get_if<std::string>(&operand->times)) names.push_back(*id);
    }
    if (!condition.parameter.empty() && condition.kind != Node::in) names.push_back(condition.parameter);
    if (condition.kind == Node::rule || condition.kind == Node::rule_from)
        if (const Rule* rule = target_of(book, condition); rule && rule->when) add_thresholds(book, *rule->when, names);
}

}  // namespace mutu

// The compact proof of a rule on one parcel: facts, every comparison with both sides and margin, what is missing, one
// sentence.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Node = Condition::Kind;

/// What the nodes of one proof need to know.
struct Scene {
    const Rulebook& book;
    const Facts& facts;
};

// Enough decimals that one fen or one quantum times a factor of a clause still shows.
constexpr int area_decimals = 6, money_decimals = 8, ratio_decimals = 6;

std::string without_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string signed_text(double value, int decimals, std::string_view unit) {
    const std::string digits = without_zeros(fixed(value, decimals));
    return (digits.starts_with('-') ? "−" + digits.substr(1) : digits) + std::string{unit};
}

/// Left minus right in the unit of the dimension; empty when either is unknown.
std::string margin_of(const ConditionSide& left, const ConditionSide& right) {
    if (left.value.index() != right.value.index()) return {};
    const double f = left.times.value(), g = right.times.value();
    if (const Date* day = std::get_if<Date>(&left.value))
        return signed_text(*day - std::get<Date>(right.value), 0, " 日");
    if (const Area* area = std::get_if<Area>(&left.value))
        return signed_text(area->square_metres() * f - std::get<Area>(right.value).square_metres() * g, area_decimals,
                           " m²");
    if (const Money* money = std::get_if<Money>(&left.value))
        return signed_text(money->wan() * f - std::get<Money>(right.value).wan() * g, money_decimals, " 万元");
    if (const Ratio* ratio = std::get_if<Ratio>(&left.value))
        return signed_text(ratio->value() * f - std::get<Ratio>(right.value).value() * g, ratio_decimals, "");
    if (const Yield* yield = std::get_if<Yield>(&left.value))
        return signed_text(yield->wan_per_mu() * f - std::get<Yield>(right.value).wan_per_mu() * g, ratio_decimals,
                           " 万元/亩");
    return {};
}

/// "30000 m² × 1/3": the value and its factor, from which the comparison can be worked out exactly.
std::string side_text(const Scene& scene, const Operand& operand, const ConditionSide& side) {
    const auto* parameter = std::get_if<std::string>(&operand.times);
    const bool open = parameter && std::holds_alternative<std::monostate>(scene.book.parameters.at(*parameter).value);
    if (open) return "?";
    const bool plain = !parameter && side.times.numerator() == side.times.denominator();
    return plain ? to_text(side.value) : to_text(side.value) + " × " + fraction_text(side.times);
}

Value truth_member(Truth answer) { return Value{word(answer)}; }

void write_tree(const Scene& scene, const Condition& condition, const std::string& id, Value& node);

Value child_node(const Scene& scene, const Condition& condition, const std::string& id) {
    Value node;
    node.add("id", id);
    node.add("holds", truth_member(holds(scene.book, condition, scene.facts)));
    write_tree(scene, condition, id, node);
    return node;
}

Value child_nodes(const Scene& scene, const Condition& condition, const std::string& id) {
    Value nodes{Value::List{}};
    for (std::size_t i = 0; i < condition.children.size(); ++i)
        nodes.push(child_node(scene, condition.children[i], id + "/" + std::to_string(i + 1)));
    return nodes;
}

void write_comparison(const Scene& scene, const Condition& condition, Value& node) {
    const ConditionSide left = side_of(scene.book, condition.left, scene.facts),
                        right = side_of(scene.book, condition.right, scene.facts);
    node.add("left", side_text(scene, condition.left, left));
    node.add("op", condition.op);
    node.add("right", side_text(scene, condition.right, right));
    if (const std::string margin = margin_of(left, right); !margin.empty()) node.add("margin", margin);
}

std::string fact_text(const Fact& fact) { return is_unknown(fact) ? "?" : to_text(fact.value); }

void write_leaf(const Scene& scene, const Condition& condition, std::string_view op, Value right, Value& node) {
    node.add("left", fact_text(scene.facts[condition.measure]));
    node.add("op", op);
    node.add("right", std::move(right));
}

bool is_plain_leaf(const Condition& condition) { return condition.kind == Node::is || condition.kind == Node::known; }

/// "is" and "known" are leaves whose right side says which answer was asked for.
void write_truth(const Scene& scene, const Condition& leaf, std::string_view wanted, Value& node) {
    write_leaf(scene, leaf, leaf.kind == Node::is ? "is" : "known", Value{wanted}, node);
}

Value words_member(const Scene& scene, const Condition& condition) {
    const auto* words = words_of(scene.book, condition);
    if (!words) return Value{"?"};
    Value list{Value::List{}};
    for (const auto& word : *words) list.push(word);
    return list;
}

/// "or" is an `any`, "and" an `all`; an empty parameter stands as "?".
void write_joined(const Scene& scene, const Condition& condition, const std::string& id, Value& node) {
    const auto* choice = std::get_if<std::string>(&scene.book.parameters.at(condition.parameter).value);
    if (choice) {
        node.add(*choice == "or" ? "any" : "all", child_nodes(scene, condition, id));
        return;
    }
    node.add("join", "?");
    node.add("of", child_nodes(scene, condition, id));
}

void write_tree(const Scene& scene, const Condition& condition, const std::string& id, Value& node) {
    switch (condition.kind) {
    case Node::all: node.add("all", child_nodes(scene, condition, id)); return;
    case Node::any: node.add("any", child_nodes(scene, condition, id)); return;
    case Node::negate:
        if (is_plain_leaf(condition.children.front()))
            write_truth(scene, condition.children.front(), "no", node);
        else
            node.add("not", child_node(scene, condition.children.front(), id + "/1"));
        return;
    case Node::at_least: {
        const auto count = count_of(scene.book, condition);
        node.add("at_least", count ? Value{*count} : Value{"?"});
        node.add("of", child_nodes(scene, condition, id));
        return;
    }
    case Node::joined: write_joined(scene, condition, id, node); return;
    case Node::compare: write_comparison(scene, condition, node); return;
    case Node::in: write_leaf(scene, condition, "in", words_member(scene, condition), node); return;
    case Node::is:
    case Node::known: write_truth(scene, condition, "yes", node); return;
    case Node::rule:
    case Node::rule_from: {
        const Rule* rule = target_of(scene.book, condition);
        node.add("rule", rule ? rule->id : std::string{"?"});
        if (rule && rule->when) write_tree(scene, *rule->when, id, node);
        return;
    }
    }
}

Value fact_member(const Facts& facts, Measure measure) {
    const Fact& fact = facts[measure];
    Value member;
    member.add("name", spec(measure).id);
    if (is_unknown(fact))
        member.add("value", Value{});
    else if (const Truth* truth = std::get_if<Truth>(&fact.value))
        member.add("value", *truth == Truth::yes);
    else
        member.add("value", to_text(fact.value));
    if (!fact.source.empty()) member.add("source", fact.source);
    if (!fact.assumption.empty()) member.add("assumption", fact.assumption);
    return member;
}

/// A line that was passed because not all of it holds shows what does not hold; that alone proves it.
void write_line(const Scene& scene, const Line& line, Truth answer, Value& node) {
    if (line.when.kind != Node::all || answer != Truth::no) return write_tree(scene, line.when, line.id, node);
    Value nodes{Value::List{}};
    for (std::size_t i = 0; i < line.when.children.size(); ++i)
        if (holds(scene.book, line.when.children[i], scene.facts) == Truth::no)
            nodes.push(child_node(scene, line.when.children[i], line.id + "/" + std::to_string(i + 1)));
    node.add("all", std::move(nodes));
}

/// The lines as they were walked, down to the one that ended the walk.
Value walked_lines(const Scene& scene, const Ladder& ladder, std::vector<Measure>& touched) {
    Value nodes{Value::List{}};
    for (const Line& line : ladder.lines) {
        const Truth answer = holds(scene.book, line.when, scene.facts);
        Value node;
        node.add("id", line.id);
        node.add("holds", truth_member(answer));
        write_line(scene, line, answer, node);
        nodes.push(std::move(node));
        add_measures(scene.book, line.when, touched);
        if (answer == Truth::yes || (answer == Truth::undetermined && line.unknown_stops)) break;
    }
    return nodes;
}

/// A rule that asks for several things at once shows each of them.
Value condition_nodes(const Scene& scene, const Condition& condition) {
    if (condition.kind != Node::all) return Value{Value::List{child_node(scene, condition, "1")}};
    Value nodes{Value::List{}};
    for (std::size_t i = 0; i < condition.children.size(); ++i)
        nodes.push(child_node(scene, condition.children[i], std::to_string(i + 1)));
    return nodes;
}

}  // namespace

Value prove(const Rulebook& book, const Rule& rule, const Facts& facts, const Labels& labels) {
    const Scene scene{book, facts};
    const Ladder* ladder = rule.when ? nullptr : &book.ladder(rule.ladder);
    const Judgement walked = ladder ? judge(book, *ladder, facts) : Judgement{};
    const Judgement judgement = ladder ? as_rule(rule, walked) : judge(book, rule, facts);
    std::vector<Measure> touched;
    Value because;
    const std::string outcome = ladder ? walked.outcome : judgement.outcome;
    if (rule.when) {
        because = condition_nodes(scene, *rule.when);
        add_measures(book, *rule.when, touched);
    } else {
        because = walked_lines(scene, *ladder, touched);
    }
    Value proof, facts_member{Value::List{}}, missing{Value::List{}};
    for (const Measure measure : touched) facts_member.push(fact_member(facts, measure));
    for (const auto& name : judgement.missing) missing.push(name);
    proof.add("outcome", outcome);
    if (!judgement.line.empty()) proof.add("line", judgement.line);
    proof.add("facts", std::move(facts_member));
    proof.add("because", std::move(because));
    proof.add("missing", std::move(missing));
    proof.add("sentence", sentence_of(book, rule, judgement, facts, labels));
    return proof;
}

}  // namespace mutu

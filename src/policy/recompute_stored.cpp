// The verdict that a stored proof supports: its short keys read back into facts, its tree into a condition.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Node = Condition::Kind;

FactValue number_fact(Dimension dimension, double number) {
    switch (dimension) {
    case Dimension::truth: return truth_of(number != 0);
    case Dimension::date: {
        const int day = static_cast<int>(number);
        const auto date = Date::civil(day / 10000, day / 100 % 100, day % 100);
        return date ? FactValue{*date} : FactValue{};
    }
    case Dimension::area: return Area::square_metres(number);
    case Dimension::money: return Money::wan(number);
    case Dimension::ratio: return fact_value(shortest(number), Dimension::ratio);
    case Dimension::yield:
    case Dimension::code: break;
    }
    return {};
}

FactValue stored_value(const Value& about, Dimension dimension, const Value& stored) {
    double number = 0;
    if (const Value* words = about.find("words"); words && stored.as<std::int64_t>()) {
        const auto index = static_cast<std::size_t>(stored.integer("fact"));
        const auto& list = words->list("words");
        return index < list.size() ? FactValue{list[index].text("word")} : FactValue{};
    }
    if (const auto* text = stored.as<std::string>()) return fact_value(*text, dimension);
    if (const double* told = stored.number(number)) return number_fact(dimension, *told);
    if (const auto* pair = stored.as<Value::List>(); pair && pair->size() == 2 && dimension == Dimension::yield)
        if (const auto yield =
                Yield::of(Money::wan((*pair)[0].real("money")), Area::square_metres((*pair)[1].real("land"))))
            return *yield;
    return {};
}

Facts facts_of(const Value& proof) {
    Facts facts;
    const Value *stored = proof.find("facts"), *keys = proof.find("keys"), *as_of = proof.find("as_of");
    if (as_of) facts[Measure::as_of].value = fact_value(as_of->text("as_of"), Dimension::date);
    if (!stored || !keys) return facts;
    for (const auto& [key, about] : keys->table("keys")) {
        const Value* value = stored->find(key);
        const auto measure = measure_named(about.find("id") ? about.find("id")->text("id") : "");
        if (value && measure) facts[*measure].value = stored_value(about, spec(*measure).dimension, *value);
    }
    return facts;
}

Measure measure_in(const Value& node, std::string_view member) {
    const Value* found = node.find(member);
    const auto measure = found ? measure_named(found->text(member)) : std::nullopt;
    if (!measure) node.fail("条件里没有可认的度量");
    return *measure;
}

Operand operand_of(const Value& node, std::string_view side) {
    Operand operand;
    const Value* found = node.find(side);
    if (!found) node.fail("比较缺少一边");
    if (found->as<std::string>()) {
        operand.of = measure_in(node, side);
        return operand;
    }
    if (const Value* literal = found->find("value"))
        operand.of = side_of_text(literal->text("value")).value;
    else
        operand.of = measure_in(*found, "measure");
    if (const Value* times = found->find("times"))
        operand.times = exact_fraction(times->text("times")).value_or(Ratio::whole(1));
    return operand;
}

Condition condition_of(const Value& node);

Condition branch(Node kind, const Value& nodes) {
    Condition condition;
    condition.kind = kind;
    for (const Value& node : nodes.list("nodes")) condition.children.push_back(condition_of(node));
    return condition;
}

Condition leaf(const Value& node) {
    Condition condition;
    const Value* op = node.find("op");
    if (!op) node.fail("条件不完整");
    condition.op = op->text("op");
    if (condition.op == "in" || condition.op == "is" || condition.op == "known") {
        condition.kind = condition.op == "in" ? Node::in : condition.op == "is" ? Node::is : Node::known;
        condition.measure = measure_in(node, "left");
        if (condition.kind == Node::in)
            for (const Value& word : node.find("right")->list("right")) condition.words.push_back(word.text("word"));
        return condition;
    }
    condition.kind = Node::compare;
    condition.left = operand_of(node, "left"), condition.right = operand_of(node, "right");
    return condition;
}

Condition condition_of(const Value& node) {
    if (const Value* nodes = node.find("all")) return branch(Node::all, *nodes);
    if (const Value* nodes = node.find("any")) return branch(Node::any, *nodes);
    if (const Value* inner = node.find("not")) return branch(Node::negate, Value{Value::List{*inner}});
    if (const Value* nodes = node.find("of")) {
        const Value* count = node.find("at_least");
        Condition condition = branch(count ? Node::at_least : Node::joined, *nodes);
        if (count) condition.count = count->integer("at_least");
        return condition;
    }
    return leaf(node);
}

Truth walked(const Rulebook& book, const Value::List& lines, const Value& yes_lines, const Facts& facts) {
    for (const Value& line : lines) {
        const Truth answer = holds(book, condition_of(line), facts);
        if (answer == Truth::yes) {
            if (line.find("then")->text("then") == undetermined_outcome) return Truth::undetermined;
            const auto& yes = yes_lines.list("yes_lines");
            return truth_of(std::any_of(yes.begin(), yes.end(), [&](const Value& id) {
                return id.text("line") == line.find("id")->text("id");
            }));
        }
        if (answer == Truth::undetermined && line.find("stops")->boolean("stops")) return Truth::undetermined;
    }
    return Truth::undetermined;
}

}  // namespace

Truth recomputed_stored(const Value& proof) {
    static const Rulebook nothing;  // settled trees ask no rulebook
    const Value* because = proof.find("because");
    if (!because) return Truth::undetermined;
    const Facts facts = facts_of(proof);
    const auto& nodes = because->list("because");
    if (const Value* yes_lines = proof.find("yes_lines")) return walked(nothing, nodes, *yes_lines, facts);
    Truth answer = Truth::yes;
    for (const Value& node : nodes) answer = both(answer, holds(nothing, condition_of(node), facts));
    return answer;
}

}  // namespace mutu

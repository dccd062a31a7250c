// The stored form of proofs: a parcel's known facts once with short keys, and per rule the settled tree they are put
// to. Both together are a proof from which the verdict can be worked out (ADR 0011).
#include "parts.hpp"

#include "mutu/inputs.hpp"
#include "mutu/table.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Node = Condition::Kind;
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// One letter, two past the alphabet; each book says which measure a key stands for.
std::string key_of(Measure measure) {
    const auto index = static_cast<std::size_t>(measure);
    std::string key;
    if (index >= letters.size()) key += letters[index / letters.size() - 1];
    return key += letters[index % letters.size()];
}

/// Words that a fact of this measure is stored by the place of; none: as they are.
std::vector<std::string> words_of(const Rulebook& book, Measure measure) {
    const auto copied = [](auto list) { return std::vector<std::string>(list.begin(), list.end()); };
    if (measure == Measure::holder_kind) return copied(holder_words());
    if (measure == Measure::idle_cause) return copied(cause_words());
    if (measure == Measure::operation_state) return copied(find_field(Role::parcel, "operation_state")->codes);
    for (const Ladder& ladder : book.ladders)
        if (ladder.id == spec(measure).id) return ladder.outcomes;
    return {};
}

std::string_view dimension_word(Dimension dimension) {
    switch (dimension) {
    case Dimension::truth: return "truth";
    case Dimension::date: return "date";
    case Dimension::area: return "m2";
    case Dimension::money: return "wan";
    case Dimension::ratio: return "ratio";
    case Dimension::yield: return "wan/m2";
    case Dimension::code: return "code";
    }
    return "code";
}

struct StoredText {
    const Rulebook& book;
    Measure measure;
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(Truth v) const { return v == Truth::yes ? "1" : "0"; }
    std::string operator()(Date v) const { return std::to_string(v.year() * 10000 + v.month() * 100 + v.day()); }
    std::string operator()(Area v) const { return to_text(v); }
    std::string operator()(Money v) const { return to_text(v); }
    std::string operator()(Ratio v) const {
        const std::string text = fraction_text(v);
        return text.find('/') == std::string::npos ? text : '"' + text + '"';
    }
    std::string operator()(const Yield& v) const { return '[' + to_text(v.money()) + ',' + to_text(v.land()) + ']'; }
    std::string operator()(const std::string& v) const {
        const auto words = words_of(book, measure);
        const auto found = std::find(words.begin(), words.end(), v);
        return found == words.end() ? json_quoted(v) : std::to_string(found - words.begin());
    }
};

Value operand_value(const Operand& operand) {
    const Ratio times = std::get<Ratio>(operand.times);
    const bool plain = times.numerator() == times.denominator();
    Value value;
    if (const Measure* measure = std::get_if<Measure>(&operand.of)) {
        if (plain) return Value{spec(*measure).id};
        value.add("measure", spec(*measure).id);
    } else {
        const auto* literal = std::get_if<FactValue>(&operand.of);
        value.add("value", literal ? to_text(*literal) : "?");
    }
    if (!plain) value.add("times", fraction_text(times));
    return value;
}

void write_node(const Condition& condition, Value& node);

Value child_list(const Condition& condition) {
    Value list{Value::List{}};
    for (const Condition& child : condition.children) {
        Value node;
        write_node(child, node);
        list.push(std::move(node));
    }
    return list;
}

void write_leaf(std::string_view left, std::string_view op, Value right, Value& node) {
    node.add("left", left), node.add("op", op), node.add("right", std::move(right));
}

/// Settled trees only.
void write_node(const Condition& condition, Value& node) {
    const auto words = [&] {
        Value list{Value::List{}};
        for (const std::string& word : condition.words) list.push(word);
        return list;
    };
    switch (condition.kind) {
    case Node::all: return node.add("all", child_list(condition));
    case Node::any: return node.add("any", child_list(condition));
    case Node::negate: {
        Value inner;
        write_node(condition.children.front(), inner);
        return node.add("not", std::move(inner));
    }
    case Node::at_least: node.add("at_least", condition.count); return node.add("of", child_list(condition));
    case Node::joined: node.add("join", "?"); return node.add("of", child_list(condition));
    case Node::compare:
        node.add("left", operand_value(condition.left)), node.add("op", condition.op);
        return node.add("right", operand_value(condition.right));
    case Node::in: return write_leaf(spec(condition.measure).id, "in", words(), node);
    case Node::is: return write_leaf(spec(condition.measure).id, "is", "yes", node);
    case Node::known: return write_leaf(spec(condition.measure).id, "known", "yes", node);
    case Node::rule:
    case Node::rule_from: return;
    }
}

Value key_table(const Rulebook& book, const std::vector<Measure>& used) {
    Value keys{Value::Table{}};
    for (const Measure measure : used) {
        if (measure == Measure::as_of) continue;
        Value about;
        about.add("id", spec(measure).id), about.add("dimension", dimension_word(spec(measure).dimension));
        if (const auto words = words_of(book, measure); !words.empty()) {
            Value list{Value::List{}};
            for (const std::string& word : words) list.push(word);
            about.add("words", std::move(list));
        }
        keys.add(key_of(measure), std::move(about));
    }
    return keys;
}

}  // namespace

std::string stored_facts(const Rulebook& book, const Facts& facts, const Consulted& consulted) {
    std::string json = "{";
    for (const MeasureSpec& one : measures()) {
        const Fact& fact = facts[one.measure];
        if (one.measure == Measure::as_of || !consulted.test(static_cast<std::size_t>(one.measure)) || is_unknown(fact))
            continue;
        json += (json.size() == 1 ? "\"" : ",\"") + key_of(one.measure) + "\":";
        json += std::visit(StoredText{book, one.measure}, fact.value);
    }
    return json + "}";
}

Value stored_conditions(const Rulebook& book, const Rule& rule, Date as_of) {
    Value because{Value::List{}}, result;
    std::vector<Measure> used;
    if (rule.when) {
        Value node;
        write_node(settled(book, *rule.when), node);
        because.push(std::move(node));
        add_measures(book, *rule.when, used);
    } else {
        for (const Line& line : book.ladder(rule.ladder).lines) {
            Value node;
            node.add("id", line.id), node.add("then", line.then), node.add("stops", line.unknown_stops);
            write_node(settled(book, line.when), node);
            because.push(std::move(node));
            add_measures(book, line.when, used);
        }
    }
    result.add("as_of", as_of.iso());
    result.add("keys", key_table(book, used));
    result.add("because", std::move(because));
    if (rule.when) return result;
    Value yes_lines{Value::List{}};
    for (const std::string& line : rule.lines) yes_lines.push(line);
    result.add("yes_lines", std::move(yes_lines));
    return result;
}

}  // namespace mutu

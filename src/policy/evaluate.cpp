// Three-valued evaluation of condition trees over exact quantities.
#include "parts.hpp"

namespace mutu {
namespace {

using Node = Condition::Kind;

constexpr std::int64_t quanta_per_square_metre = 300, quanta_per_mu = 200'000, fen_per_wan = 1'000'000;

/// Half away from zero; parameters have few digits, so the product stays within 64 bits.
std::int64_t scaled(Ratio value, std::int64_t factor) {
    const std::int64_t top = value.numerator() * factor, bottom = value.denominator();
    return (top + (top < 0 ? -bottom : bottom) / 2) / bottom;
}

FactValue quantity(const Parameter& parameter) {
    const Ratio* number = std::get_if<Ratio>(&parameter.value);
    if (!number) return std::monostate{};
    if (parameter.unit == "亩") return Area::quanta(scaled(*number, quanta_per_mu));
    if (parameter.unit == "m2") return Area::quanta(scaled(*number, quanta_per_square_metre));
    if (parameter.unit == "万元") return Money::fen(scaled(*number, fen_per_wan));
    if (parameter.unit == "万元/亩")
        return Yield::of(Money::fen(scaled(*number, fen_per_wan)), Area::quanta(quanta_per_mu)).value();
    return *number;
}

const Fact& looked_up(const Facts& facts, Measure measure, Consulted* consulted) {
    if (consulted) consulted->set(static_cast<std::size_t>(measure));
    return facts[measure];
}

const Parameter& parameter_of(const Rulebook& book, const std::string& id) {
    const auto found = book.parameters.find(id);
    if (found == book.parameters.end()) throw Error{Kind::bug, "规则引用了不存在的参数 “" + id + "”"};
    return found->second;
}

Truth joined(const Rulebook& book, const Condition& condition, const Facts& facts, Consulted* consulted) {
    Truth conjunction = Truth::yes, disjunction = Truth::no;
    for (const Condition& child : condition.children) {
        const Truth answer = holds(book, child, facts, consulted);
        conjunction = both(conjunction, answer);
        disjunction = either(disjunction, answer);
    }
    const auto* word = condition.parameter.empty()  // settled, and open
                           ? nullptr
                           : std::get_if<std::string>(&parameter_of(book, condition.parameter).value);
    if (!word) return conjunction == disjunction ? conjunction : Truth::undetermined;
    return *word == "or" ? disjunction : conjunction;
}

Truth counted(const Rulebook& book, const Condition& condition, const Facts& facts, Consulted* consulted) {
    const auto needed_count = count_of(book, condition);
    if (!needed_count) return Truth::undetermined;
    std::int64_t yes = 0, possible = 0;
    for (const Condition& child : condition.children) {
        const Truth answer = holds(book, child, facts, consulted);
        yes += answer == Truth::yes ? 1 : 0;
        possible += answer == Truth::no ? 0 : 1;
    }
    if (yes >= *needed_count) return Truth::yes;
    return possible < *needed_count ? Truth::no : Truth::undetermined;
}

Truth member(const Rulebook& book, const Condition& condition, const Facts& facts, Consulted* consulted) {
    const auto* words = words_of(book, condition);
    if (!words) return Truth::undetermined;
    if (words->empty()) return Truth::no;
    const auto* value = std::get_if<std::string>(&looked_up(facts, condition.measure, consulted).value);
    if (!value) return Truth::undetermined;
    for (const std::string& word : *words)
        if (word == *value) return Truth::yes;
    return Truth::no;
}

}  // namespace

bool is_unknown(const Fact& fact) {
    const Truth* truth = std::get_if<Truth>(&fact.value);
    return !fact.known() || (truth && *truth == Truth::undetermined);
}

const Rule* target_of(const Rulebook& book, const Condition& condition) {
    if (condition.kind == Node::rule) return book.find_rule(condition.rule);
    const auto* word = std::get_if<std::string>(&parameter_of(book, condition.parameter).value);
    return word ? book.find_rule(*word) : nullptr;
}

const std::vector<std::string>* words_of(const Rulebook& book, const Condition& condition) {
    if (condition.parameter.empty()) return &condition.words;
    return std::get_if<std::vector<std::string>>(&parameter_of(book, condition.parameter).value);
}

std::optional<std::int64_t> count_of(const Rulebook& book, const Condition& condition) {
    if (condition.parameter.empty()) return condition.count;
    const Ratio* number = std::get_if<Ratio>(&parameter_of(book, condition.parameter).value);
    if (!number) return std::nullopt;
    return (number->numerator() + number->denominator() - 1) / number->denominator();
}

ConditionSide side_of(const Rulebook& book, const Operand& operand, const Facts& facts, Consulted* consulted) {
    ConditionSide side;
    if (const Ratio* factor = std::get_if<Ratio>(&operand.times))
        side.times = *factor;
    else if (const Ratio* number = std::get_if<Ratio>(&parameter_of(book, std::get<std::string>(operand.times)).value))
        side.times = *number;
    else
        return side;
    if (const Measure* measure = std::get_if<Measure>(&operand.of))
        side.value = looked_up(facts, *measure, consulted).value;
    else if (const auto* id = std::get_if<std::string>(&operand.of))
        side.value = quantity(parameter_of(book, *id));
    else if (const auto* literal = std::get_if<FactValue>(&operand.of))
        side.value = *literal;
    return side;
}

namespace {

std::optional<std::strong_ordering> order_of(const FactValue& left, Ratio f, const FactValue& right, Ratio g) {
    if (left.index() != right.index()) return std::nullopt;
    if (const Date* day = std::get_if<Date>(&left)) return *day <=> std::get<Date>(right);
    if (const Area* area = std::get_if<Area>(&left)) return compare(*area, f, std::get<Area>(right), g);
    if (const Money* money = std::get_if<Money>(&left)) return compare(*money, f, std::get<Money>(right), g);
    if (const Ratio* ratio = std::get_if<Ratio>(&left)) return compare(*ratio, f, std::get<Ratio>(right), g);
    if (const Yield* yield = std::get_if<Yield>(&left)) return compare(*yield, f, std::get<Yield>(right), g);
    return std::nullopt;
}

/// The value of a settled side where it lies; nullptr where a parameter has to be read.
const FactValue* lying(const Operand& operand, const Facts& facts, Consulted* consulted) {
    if (!std::holds_alternative<Ratio>(operand.times)) return nullptr;
    if (const Measure* measure = std::get_if<Measure>(&operand.of)) return &looked_up(facts, *measure, consulted).value;
    return std::get_if<FactValue>(&operand.of);
}

std::optional<std::strong_ordering> compared(const Rulebook& book, const Condition& condition, const Facts& facts,
                                             Consulted* consulted) {
    const FactValue *left = lying(condition.left, facts, consulted), *right = lying(condition.right, facts, consulted);
    if (left && right)
        return order_of(*left, std::get<Ratio>(condition.left.times), *right, std::get<Ratio>(condition.right.times));
    return order_of(side_of(book, condition.left, facts, consulted), side_of(book, condition.right, facts, consulted));
}

}  // namespace

std::optional<std::strong_ordering> order_of(const ConditionSide& left, const ConditionSide& right) {
    return order_of(left.value, left.times, right.value, right.times);
}

Truth holds(std::optional<std::strong_ordering> order, std::string_view op) {
    if (!order) return Truth::undetermined;
    if (op == "<") return truth_of(*order < 0);
    if (op == "<=") return truth_of(*order <= 0);
    if (op == ">") return truth_of(*order > 0);
    if (op == ">=") return truth_of(*order >= 0);
    if (op == "==") return truth_of(*order == 0);
    return truth_of(*order != 0);
}

Truth holds(const Rulebook& book, const Condition& condition, const Facts& facts, Consulted* consulted) {
    switch (condition.kind) {
    case Node::all: {
        Truth answer = Truth::yes;
        for (const Condition& child : condition.children)
            if ((answer = both(answer, holds(book, child, facts, consulted))) == Truth::no) break;
        return answer;
    }
    case Node::any: {
        Truth answer = Truth::no;
        for (const Condition& child : condition.children)
            if ((answer = either(answer, holds(book, child, facts, consulted))) == Truth::yes) break;
        return answer;
    }
    case Node::negate: return negate(holds(book, condition.children.front(), facts, consulted));
    case Node::at_least: return counted(book, condition, facts, consulted);
    case Node::joined: return joined(book, condition, facts, consulted);
    case Node::compare: return holds(compared(book, condition, facts, consulted), condition.op);
    case Node::in: return member(book, condition, facts, consulted);
    case Node::is: {
        const Truth* value = std::get_if<Truth>(&looked_up(facts, condition.measure, consulted).value);
        return value ? *value : Truth::undetermined;
    }
    case Node::known: return truth_of(!is_unknown(looked_up(facts, condition.measure, consulted)));
    case Node::rule:
    case Node::rule_from: {
        const Rule* rule = target_of(book, condition);
        return rule && rule->when ? holds(book, *rule->when, facts, consulted) : Truth::undetermined;
    }
    }
    return Truth::undetermined;
}

}  // namespace mutu

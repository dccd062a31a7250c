// TOML tables into condition trees; every fault names its place.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

using Node = Condition::Kind;
using Keys = std::vector<std::string_view>;

constexpr std::array<std::string_view, 6> operators{"<", "<=", ">", ">=", "==", "!="};

std::string dimension_word(Dimension dimension) {
    switch (dimension) {
    case Dimension::truth: return "是否";
    case Dimension::date: return "日期";
    case Dimension::area: return "面积";
    case Dimension::money: return "金额";
    case Dimension::ratio: return "比率";
    case Dimension::yield: return "地均（万元/亩）";
    case Dimension::code: return "代码";
    }
    return {};
}

std::vector<Condition> read_children(const Value& value, Draft& draft, std::string_view what) {
    std::vector<Condition> children;
    for (const Value& child : value.list(what)) children.push_back(read_condition(child, draft));
    return children;
}

Measure measure_of(const Value& value, std::initializer_list<Dimension> allowed) {
    const Measure measure = measure_at(value);
    const Dimension dimension = spec(measure).dimension;
    if (allowed.size() != 0 && std::find(allowed.begin(), allowed.end(), dimension) == allowed.end())
        value.fail("度量 “" + value.text("measure") + "” 是" + dimension_word(dimension) + "，不能用在这里");
    return measure;
}

/// A word parameter; Error at `value` when it holds something else.
const Parameter& word_parameter(const Value& value, const Rulebook& book) {
    const Parameter& parameter = parameter_at(value, value.text("参数名"), book);
    if (!parameter.unit.empty()) value.fail("参数 “" + parameter.id + "” 是数，这里要文字");
    return parameter;
}

std::variant<Ratio, std::string> read_times(const Value& value, const Rulebook& book) {
    double storage = 0;
    if (const double* number = value.number(storage))
        if (const auto exact = exact_fraction(shortest(*number))) return *exact;
    const std::string& text = value.text("times");
    if (const auto exact = exact_fraction(text)) return *exact;
    if (parameter_at(value, text, book).unit != "1") value.fail("倍数参数 “" + text + "” 的单位须为 1");
    return text;
}

/// Dimension an operand has by itself; a literal has none until the other side is known.
struct RawOperand {
    Operand operand;
    std::optional<Dimension> dimension;
    const Value* literal = nullptr;
};

RawOperand read_operand(const Value& value, const Rulebook& book) {
    static const Keys allowed{"measure", "param", "value", "times"};
    RawOperand raw;
    const Value* measure = value.as<std::string>() ? &value : value.find("measure");
    if (!value.as<std::string>()) only_keys(value, allowed, "比较的一边");
    if (measure) {
        const Measure found = measure_of(*measure, {});
        raw.operand.of = found;
        raw.dimension = spec(found).dimension;
        if (raw.dimension == Dimension::truth || raw.dimension == Dimension::code)
            measure->fail("度量 “" + measure->text("measure") + "” 不能比较大小；请用 is 或 in");
    } else if (const Value* parameter = value.find("param")) {
        const Parameter& found = parameter_at(*parameter, parameter->text("param"), book);
        raw.operand.of = found.id;
        raw.dimension = dimension_of_unit(found.unit);
        if (!raw.dimension) parameter->fail("参数 “" + found.id + "” 的单位 “" + found.unit + "” 不能用于比较");
    } else {
        raw.literal = value.find("value");
        if (!raw.literal) value.fail("比较的一边须写 measure、param 或 value");
    }
    if (const Value* times = value.find("times")) {
        if (raw.dimension == Dimension::date) times->fail("日期不能乘倍数");
        raw.operand.times = read_times(*times, book);
    }
    return raw;
}

FactValue literal_of(const Value& value, Dimension dimension) {
    double storage = 0;
    if (const Date* day = value.as<Date>(); day && dimension == Dimension::date) return *day;
    const double* number = value.number(storage);
    const std::string text = number ? shortest(*number) : value.text("value");
    const std::string complaint = "“" + text + "” 不是" + dimension_word(dimension) + "的写法";
    if (dimension == Dimension::ratio) {
        if (const auto exact = exact_fraction(text)) return *exact;
        value.fail(complaint);
    }
    try {
        return fact_value(text, dimension);
    } catch (const std::exception&) {
        value.fail(complaint);
    }
}

void read_comparison(const Value& value, Condition& condition, const Rulebook& book) {
    const Value* left_at = value.find("left");
    const Value* right_at = value.find("right");
    if (!left_at || !right_at) value.fail("比较须有 left、op、right");
    condition.kind = Node::compare;
    condition.op = needed(value, "op", "比较");
    if (std::find(operators.begin(), operators.end(), condition.op) == operators.end())
        value.find("op")->fail("不认识的比较符 “" + condition.op + "”；可用 < <= > >= == !=");
    RawOperand left = read_operand(*left_at, book), right = read_operand(*right_at, book);
    if (!left.dimension) left.dimension = right.dimension;
    if (!right.dimension) right.dimension = left.dimension;
    if (!left.dimension) value.fail("两边都是常数，没有可比较的度量");
    if (left.dimension != right.dimension)
        value.fail("两边量纲不同：左边是" + dimension_word(*left.dimension) + "，右边是" +
                   dimension_word(*right.dimension));
    if (left.literal) left.operand.of = literal_of(*left.literal, *left.dimension);
    if (right.literal) right.operand.of = literal_of(*right.literal, *right.dimension);
    condition.left = std::move(left.operand);
    condition.right = std::move(right.operand);
}

void read_membership(const Value& value, Condition& condition, const Rulebook& book) {
    condition.kind = Node::in;
    condition.measure = measure_of(*value.find("in"), {Dimension::code});
    const Value* words = value.find("words");
    const Value* list = value.find("list");
    if ((words == nullptr) == (list == nullptr)) value.fail("in 须写 words 或 list 之一");
    if (words)
        condition.words = text_list(*words, "words");
    else
        condition.parameter = word_parameter(*list, book).id;
}

void read_count(const Value& value, Condition& condition, Draft& draft) {
    condition.kind = Node::at_least;
    const Value& count = *value.find("at_least");
    if (count.as<std::string>()) {
        const Parameter& parameter = parameter_at(count, count.text("at_least"), draft.book);
        if (parameter.unit != "1") count.fail("at_least 的参数 “" + parameter.id + "” 的单位须为 1");
        condition.parameter = parameter.id;
    } else {
        condition.count = count.integer("at_least");
    }
    const Value* of = value.find("of");
    if (!of) value.fail("at_least 须有 of = [ … ]");
    condition.children = read_children(*of, draft, "of");
}

void read_join(const Value& value, Condition& condition, Draft& draft) {
    condition.kind = Node::joined;
    const Parameter& parameter = word_parameter(*value.find("join"), draft.book);
    if (parameter.choices != std::vector<std::string>{"or", "and"})
        value.find("join")->fail("参数 “" + parameter.id + "” 的 choices 须为 [\"or\", \"and\"]");
    condition.parameter = parameter.id;
    const Value* of = value.find("of");
    if (!of) value.fail("join 须有 of = [ … ]");
    condition.children = read_children(*of, draft, "of");
}

void read_rule_use(const Value& value, Condition& condition, Draft& draft) {
    RuleUse use{{}, {}, value.where()};
    if (const Value* rule = value.find("rule")) {
        condition.kind = Node::rule;
        use.rule = condition.rule = rule->text("rule");
        use.where = rule->where();
    } else {
        const Value& from = *value.find("rule_from");
        condition.kind = Node::rule_from;
        use.parameter = condition.parameter = word_parameter(from, draft.book).id;
        use.where = from.where();
    }
    draft.uses.push_back(std::move(use));
}

/// The key that says what a condition is, with the keys that may stand beside it.
struct Form {
    std::string_view key;
    Keys allowed;
};

const Form& form_of(const Value& value) {
    static const std::vector<Form> forms{{"all", {"all", "text"}},
                                         {"any", {"any", "text"}},
                                         {"not", {"not", "text"}},
                                         {"at_least", {"at_least", "of", "text"}},
                                         {"join", {"join", "of", "text"}},
                                         {"left", {"left", "op", "right", "text"}},
                                         {"in", {"in", "words", "list", "text"}},
                                         {"is", {"is", "text"}},
                                         {"known", {"known", "text"}},
                                         {"rule", {"rule", "text"}},
                                         {"rule_from", {"rule_from", "text"}}};
    for (const Form& form : forms)
        if (value.find(form.key)) return form;
    value.fail("不是条件：须有 all、any、not、at_least、join、left、in、is、known、rule、rule_from 之一");
}

}  // namespace

Condition read_condition(const Value& value, Draft& draft) {
    value.table("条件");
    const Form& form = form_of(value);
    only_keys(value, form.allowed, "条件");
    Condition condition;
    condition.text = optional_text(value, "text");
    const Value& main = *value.find(form.key);
    if (form.key == "all" || form.key == "any") {
        condition.kind = form.key == "all" ? Node::all : Node::any;
        condition.children = read_children(main, draft, form.key);
    } else if (form.key == "not") {
        condition.kind = Node::negate;
        condition.children.push_back(read_condition(main, draft));
    } else if (form.key == "at_least")
        read_count(value, condition, draft);
    else if (form.key == "join")
        read_join(value, condition, draft);
    else if (form.key == "left")
        read_comparison(value, condition, draft.book);
    else if (form.key == "in")
        read_membership(value, condition, draft.book);
    else if (form.key == "is") {
        condition.kind = Node::is;
        condition.measure = measure_of(main, {Dimension::truth});
    } else if (form.key == "known") {
        condition.kind = Node::known;
        condition.measure = measure_of(main, {});
    } else
        read_rule_use(value, condition, draft);
    return condition;
}

}  // namespace mutu

// Chinese wording of rules: phrases of conditions, and the sentence of a verdict from its template.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Node = Condition::Kind;
using Parameters = std::map<std::string, Parameter, std::less<>>;

std::string parameter_text(const Parameter& parameter) {
    struct Printer {
        const Parameter& of;
        std::string operator()(std::monostate) const { return "未录入"; }
        std::string operator()(const std::string& word) const { return word; }
        std::string operator()(const std::vector<std::string>& list) const { return join(list, "、"); }
        std::string operator()(Ratio value) const {
            if (of.unit != "1") return fraction_text(value) + " " + of.unit;
            const std::string text = fraction_text(value);
            const auto percent = Ratio::of(value.numerator() * 100, value.denominator());
            return percent && text.starts_with("0.") ? fraction_text(*percent) + "%" : text;
        }
    };
    return std::visit(Printer{parameter}, parameter.value);
}

std::string measure_text(Measure measure, const FactValue& value, const Labels& labels) {
    struct Printer {
        std::string_view id;
        const Labels& labels;
        std::string operator()(std::monostate) const { return "未知"; }
        std::string operator()(Truth v) const { return labels.text("yes_no", word(v)); }
        std::string operator()(Date v) const { return v.iso(); }
        std::string operator()(Area v) const { return fixed(v.square_metres(), 2) + " m²"; }
        std::string operator()(Money v) const { return fixed(v.wan(), 2) + " 万元"; }
        std::string operator()(Ratio v) const {
            return labels.unit("measure", id) == "%" ? fixed(v.value() * 100, 2) + "%" : fixed(v.value(), 2);
        }
        std::string operator()(const Yield& v) const { return fixed(v.wan_per_mu(), 2) + " 万元/亩"; }
        std::string operator()(const std::string& v) const { return labels.text(id, v); }
    };
    return std::visit(Printer{spec(measure).id, labels}, value);
}

std::string missing_text(const Rulebook& book, const std::vector<std::string>& names, const Labels& labels) {
    std::vector<std::string> words;
    for (const auto& name : names) {
        const auto parameter = name.starts_with(parameter_prefix)
                                   ? book.parameters.find(name.substr(parameter_prefix.size()))
                                   : book.parameters.end();
        if (parameter != book.parameters.end())
            words.push_back("参数“" + (parameter->second.title.empty() ? parameter->first : parameter->second.title) +
                            "”");
        else
            words.push_back(labels.text(labels.has("field", name) ? "field" : "measure", name));
    }
    return words.empty() ? "有关资料" : join(words, "、");
}

std::string operand_text(const Rulebook& book, const Operand& operand, const Labels& labels) {
    std::string text;
    if (const Measure* measure = std::get_if<Measure>(&operand.of))
        text = labels.text("measure", spec(*measure).id);
    else if (const auto* id = std::get_if<std::string>(&operand.of)) {
        const Parameter& parameter = book.parameters.at(*id);
        text = (parameter.title.empty() ? parameter.id : parameter.title) + "（" + parameter_text(parameter) + "）";
    } else if (const auto* literal = std::get_if<FactValue>(&operand.of))
        text = to_text(*literal);
    if (const auto* id = std::get_if<std::string>(&operand.times))
        return text + "的 " + parameter_text(book.parameters.at(*id));
    const Ratio factor = std::get<Ratio>(operand.times);
    return factor.numerator() == factor.denominator() ? text : text + "的 " + fraction_text(factor);
}

bool is_date(const Operand& operand) {
    const Measure* measure = std::get_if<Measure>(&operand.of);
    return measure && spec(*measure).dimension == Dimension::date;
}

/// Label of a comparison: "date_<" where days are compared, "<" elsewhere.
std::string relation(const Condition& condition, const Labels& labels) {
    return labels.text("condition", (is_date(condition.left) ? "date_" : "number_") + condition.op);
}

std::string words_text(const Rulebook& book, const Condition& condition, const Labels& labels) {
    const auto* words = words_of(book, condition);
    if (!words) return "未录入";
    std::vector<std::string> named;
    for (const auto& word : *words) named.push_back(labels.text(spec(condition.measure).id, word));
    return named.empty() ? "（空）" : join(named, "、");
}

std::string phrase(const Rulebook& book, const Condition& condition, const Labels& labels) {
    if (!condition.text.empty()) return condition.text;
    const auto name = [&] { return labels.text("measure", spec(condition.measure).id); };
    const auto worded = [&](std::string_view id) { return labels.text("condition", id); };
    switch (condition.kind) {
    case Node::all: return worded(condition.children.empty() ? "always" : "all");
    case Node::any: return worded("any");
    case Node::negate: return worded("not") + phrase(book, condition.children.front(), labels);
    case Node::at_least: {
        const auto count = count_of(book, condition);
        return worded("at_least") + " " + (count ? std::to_string(*count) : "?") + " " + worded("items");
    }
    case Node::joined: {
        const std::string choice = book.word(condition.parameter);
        return worded(choice == "and" ? "all" : choice == "or" ? "any" : "join_open");
    }
    case Node::compare:
        return operand_text(book, condition.left, labels) + relation(condition, labels) +
               operand_text(book, condition.right, labels);
    case Node::in: return name() + worded("in") + words_text(book, condition, labels);
    case Node::is: return name();
    case Node::known: return name() + worded("known");
    case Node::rule:
    case Node::rule_from: {
        const Rule* rule = target_of(book, condition);
        return rule ? rule->title : worded("rule_open");
    }
    }
    return {};
}

void add_texts(const Rulebook& book, const Condition& condition, const std::string& id, const Labels& labels,
               Value& texts) {
    texts.add(id, phrase(book, condition, labels));
    const Condition* tree = &condition;
    while (tree->kind == Node::rule ||
           tree->kind == Node::rule_from) {  // a referred rule's tree stands under the same id
        const Rule* rule = target_of(book, *tree);
        if (!rule || !rule->when) return;
        tree = &*rule->when;
    }
    for (std::size_t i = 0; i < tree->children.size(); ++i)
        add_texts(book, tree->children[i], id + "/" + std::to_string(i + 1), labels, texts);
}

Value texts_of(const Rulebook& book, const Rule& rule, const Labels& labels) {
    Value texts{Value::Table{}};
    if (!rule.when) {
        Value yes_lines{Value::List{}}, lines{Value::Table{}};
        for (const Line& line : book.ladder(rule.ladder).lines) {
            add_texts(book, line.when, line.id, labels, texts);
            Value ends;
            ends.add("then", line.then);
            ends.add("stops", line.unknown_stops);
            lines.add(line.id, std::move(ends));
        }
        for (const auto& id : rule.lines) yes_lines.push(id);
        texts.add("yes_lines", std::move(yes_lines));
        texts.add("lines", std::move(lines));
    } else if (rule.when->kind == Node::all) {
        for (std::size_t i = 0; i < rule.when->children.size(); ++i)
            add_texts(book, rule.when->children[i], std::to_string(i + 1), labels, texts);
    } else {
        add_texts(book, *rule.when, "1", labels, texts);
    }
    return texts;
}

/// The weakest mark among the rule, the thresholds its lines or condition compare with, and the rules they refer to.
/// Lists of words only sort causes and sectors; they are no thresholds.
Evidence weakest(const Rulebook& book, const Rule& rule) {
    Evidence mark = rule.evidence;
    const auto through = [&](const Condition& condition) {
        Names used;
        add_thresholds(book, condition, used);
        for (const auto& id : used) mark = std::max(mark, book.parameters.at(id).evidence);
        if (condition.kind == Node::rule || condition.kind == Node::rule_from)
            if (const Rule* target = target_of(book, condition)) mark = std::max(mark, target->evidence);
    };
    if (rule.when)
        through(*rule.when);
    else
        for (const Line& line : book.ladder(rule.ladder).lines)
            if (std::find(rule.lines.begin(), rule.lines.end(), line.id) != rule.lines.end()) through(line.when);
    return mark;
}

const Line* deciding_line(const Rulebook& book, const Rule& rule, const Judgement& judgement) {
    if (rule.when || judgement.line.empty()) return nullptr;
    for (const Line& line : book.ladder(rule.ladder).lines)
        if (line.id == judgement.line) return &line;
    return nullptr;
}

std::string template_of(const Rulebook& book, const Rule& rule, const Judgement& judgement) {
    const Line* line = deciding_line(book, rule, judgement);
    // A line that ended undetermined because something is unknown has not said its own sentence.
    const bool spoke = line && (judgement.verdict != Truth::undetermined || line->then == undetermined_outcome);
    if (spoke && !line->sentence.empty()) return line->sentence;
    switch (judgement.verdict) {
    case Truth::yes: return rule.sentence_yes.empty() ? "{title}：是。" : rule.sentence_yes;
    case Truth::no: return rule.sentence_no.empty() ? "{title}：否。" : rule.sentence_no;
    case Truth::undetermined: break;
    }
    return rule.sentence_undetermined.empty() ? "资料不足，无法判定“{title}”；请补充：{missing}。"
                                              : rule.sentence_undetermined;
}

std::string placeholder(const Rulebook& book, const Rule& rule, const Judgement& judgement, const Facts& facts,
                        const Labels& labels, const std::string& name) {
    if (name == "missing") return missing_text(book, judgement.missing, labels);
    if (name == "title") return rule.title;
    if (const auto measure = measure_named(name)) return measure_text(*measure, facts[*measure].value, labels);
    const auto parameter = book.parameters.find(name);
    return parameter == book.parameters.end() ? "{" + name + "}" : parameter_text(parameter->second);
}

}  // namespace

std::string sentence_of(const Rulebook& book, const Rule& rule, const Judgement& judgement, const Facts& facts,
                        const Labels& labels) {
    const std::string text = template_of(book, rule, judgement);
    std::string sentence;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find('{', at);
        const std::size_t close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) return sentence + text.substr(at);
        sentence += text.substr(at, open - at);
        sentence += placeholder(book, rule, judgement, facts, labels, text.substr(open + 1, close - open - 1));
        at = close + 1;
    }
    return sentence;
}

std::string sentence(const Rulebook& book, const Rule& rule, const Facts& facts, const Labels& labels) {
    return sentence_of(book, rule, judge(book, rule, facts), facts, labels);
}

RuleText rule_text(const Rulebook& book, const Rule& rule, const Labels& labels, Date as_of) {
    RuleText text;
    text.rule_id = rule.id;
    text.title = rule.title;
    text.clause = rule.clause;
    text.evidence = word(weakest(book, rule));
    text.policy = book.id + "@" + book.version;
    text.texts = texts_of(book, rule, labels);
    text.conditions = stored_conditions(book, rule, as_of);
    return text;
}

std::vector<RuleText> rule_texts(const Rulebook& book, const Labels& labels, Date as_of) {
    std::vector<RuleText> texts;
    for (const Rule& rule : book.rules)
        if (rule.listed) texts.push_back(rule_text(book, rule, labels, as_of));
    return texts;
}

}  // namespace mutu

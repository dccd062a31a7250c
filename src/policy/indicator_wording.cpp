// The one Chinese sentence of an indicator, group score or goal, and why one of them has no answer.
#include "indicator_parts.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

std::string name_of(const Labels& labels, ParkMeasure measure) { return labels.text("park_measure", spec(measure).id); }

/// As people read it: 公顷, 万元, 人, %.
std::string amount_for_people(ParkDimension dimension, std::int64_t amount) {
    const Rational value = exact(dimension, amount);
    switch (dimension) {
    case ParkDimension::area: return (*value.over(Rational::whole(10'000))).decimals(4) + " 公顷";
    case ParkDimension::money: return value.decimals(2) + " 万元";
    case ParkDimension::people: return value.decimals(0) + " 人";
    case ParkDimension::share: return (value * Rational::whole(100)).decimals(2) + " %";
    }
    return {};
}

std::string terms_for_people(const Labels& labels, const ParkFacts& facts, const std::vector<ParkTerm>& terms) {
    std::string text;
    for (const ParkTerm& term : terms) {
        const ParkFact& fact = facts[term.measure];
        if (!text.empty()) text += term.minus ? " − " : " + ";
        text += name_of(labels, term.measure);
        if (fact.amount) text += " " + amount_for_people(spec(term.measure).dimension, *fact.amount);
    }
    return terms.size() > 1 ? "（" + text + "）" : text;
}

std::string formula_for_people(const Rulebook& book, const ParkFacts& facts, const Formula& formula,
                               const IndicatorSpec& indicator, const Labels& labels) {
    const std::string of = terms_for_people(labels, facts, indicator.of);
    const std::string times = formula.times == Rational::whole(1) ? "" : " × " + formula.times.text();
    switch (indicator.form) {
    case IndicatorForm::sum: return of + times;
    case IndicatorForm::ratio: return of + " ÷ " + terms_for_people(labels, facts, indicator.over) + times;
    case IndicatorForm::growth: return of + " ÷ " + terms_for_people(labels, facts, indicator.over) + " − 1";
    case IndicatorForm::gap:
    case IndicatorForm::shortfall: break;
    }
    const auto other = indicator_index(book, indicator.against);
    const std::string title = other ? book.indicators[*other].title : indicator.against;
    const auto figure = [&](const std::optional<Rational>& value) {
        return value ? " " + value->decimals(2) + (formula.against_unit == "1" ? "" : " " + formula.against_unit) : "";
    };
    return of + " × （理想值" + figure(formula.against_ideal) + " − " + title + figure(formula.against_value) + "）" +
           (indicator.form == IndicatorForm::shortfall ? " ÷ 理想值" : "");
}

/// A name of a reason: a park measure, a field with or without its role, a role, an indicator.
std::string named(const Rulebook& book, const Labels& labels, const std::string& id) {
    if (labels.has("park_measure", id)) return labels.text("park_measure", id);
    if (const std::size_t dot = id.find('.'); dot != std::string::npos)
        return labels.text("role", id.substr(0, dot)) + "的" + labels.text("field", id.substr(dot + 1));
    for (const std::string_view group : {"field", "role", "measure"})
        if (labels.has(group, id)) return labels.text(group, id);
    const std::size_t slash = id.find('/');
    const std::string own = slash == std::string::npos ? id : id.substr(slash + 1);
    const std::string bare = own.starts_with("score_") ? own.substr(6) : own;
    if (const auto index = indicator_index(book, bare)) return book.indicators[*index].title;
    for (const IndicatorGroup& group : book.groups)
        if (group.id == bare) return group.title;
    return own;
}

}  // namespace

std::string figure_for_people(const Rational& value, const std::string& unit) {
    const int decimals = unit == "公顷" ? 4 : 2;
    return value.decimals(decimals) + (unit == "1" ? "" : " " + unit);
}

std::string because_for_people(const Rulebook& book, const Labels& labels, const std::string& because) {
    const std::size_t colon = because.find(": ");
    const std::string reason = because.substr(0, colon);
    if (colon == std::string::npos) return labels.text("indicator_reason", reason);
    std::vector<std::string> names;
    for (const auto& id : split(because.substr(colon + 2), ';')) names.push_back(named(book, labels, std::string{id}));
    std::string kind = reason;
    for (const std::string_view what : {"ideal", "weight", "target", "gate"})
        if (because.find(": " + std::string{what} + "/") != std::string::npos) kind = "empty_" + std::string{what};
    return labels.text("indicator_reason", kind) + "：" + join(names, "、");
}

std::string sentence_of(const Rulebook& book, const ParkFacts& facts, const ParkOutcome& park,
                        const IndicatorOutcome& outcome, const Labels& labels) {
    const IndicatorSpec& indicator = book.indicators[outcome.spec];
    const std::string formula = formula_for_people(book, facts, formula_of(book, park, indicator), indicator, labels);
    std::string text = indicator.title + " = " + formula;
    if (!outcome.value) return text + "，无法计算：" + because_for_people(book, labels, outcome.because) + "。";
    text += " = " + figure_for_people(*outcome.value, indicator.unit);
    if (outcome.coverage)
        text += "（按有数据的用地计，覆盖率 " + (*outcome.coverage * Rational::whole(100)).decimals(2) + " %）";
    if (outcome.above_ceiling) text += "，超过上限，请核对口径";
    if (outcome.weighted && outcome.ideal) text += "；理想值 " + figure_for_people(*outcome.ideal, indicator.unit);
    if (outcome.score) text += "，得分 " + outcome.score->decimals(2);
    if (outcome.weighted && !outcome.score)
        text += "；不计分：" + because_for_people(book, labels, outcome.score_because);
    return text + "。";
}

std::string sentence_of(const Rulebook& book, const GroupOutcome& outcome, const Labels& labels) {
    if (!outcome.score) return outcome.title + "无法计算：" + because_for_people(book, labels, outcome.because) + "。";
    return outcome.title + " " + outcome.score->decimals(2) + " 分，由所列各项得分按权重相加。";
}

std::string sentence_of(const Rulebook& book, const GoalOutcome& outcome, const Labels& labels) {
    const ParkGoal& goal = book.goals[outcome.goal];
    const auto index = indicator_index(book, goal.indicator);
    const std::string unit = index ? book.indicators[*index].unit : "分";
    if (!outcome.value || !outcome.target)
        return goal.title + "：无法对照，" + because_for_people(book, labels, outcome.because) + "。";
    std::string text = goal.title + "：现状 " + figure_for_people(*outcome.value, unit) +
                       (goal.gate ? "，门槛" : "，目标") + labels.text("op", goal.op) + " " +
                       figure_for_people(*outcome.target, unit) + "，";
    if (outcome.met == Truth::yes) return text + (goal.gate ? "已过。" : "已达到。");
    text += "差 " + figure_for_people(Rational{} - *outcome.gap, unit);
    if (outcome.short_of && index) {
        const ParkTerm& above = book.indicators[*index].of.front();
        const bool money = spec(above.measure).dimension == ParkDimension::money;
        text += "；用地不变时还需" + name_of(labels, above.measure) + " " +
                (money ? outcome.short_of->decimals(2) + " 万元"
                       : (*outcome.short_of->over(Rational::whole(10'000))).decimals(4) + " 公顷");
    }
    return text + "。";
}

}  // namespace mutu

// 集约度分值: weighted sums level by level, and the goals of policy documents with what is short of them.
#include "indicator_parts.hpp"

namespace mutu {
namespace {

std::optional<Rational> score_of(const Rulebook& book, const ParkOutcome& park, const std::string& member,
                                 std::string& because) {
    for (const GroupOutcome& group : park.groups)
        if (group.id == "score_" + member) {
            if (!group.score) because = "missing: " + group.id;
            return group.score;
        }
    const auto index = indicator_index(book, member);
    if (!index) {
        because = "missing: score_" + member;
        return std::nullopt;
    }
    const IndicatorOutcome& outcome = park.indicators[*index];
    if (!outcome.score) because = "missing: " + member;
    return outcome.score;
}

GroupOutcome weighed(const Rulebook& book, const ParkOutcome& park, std::string_view group) {
    GroupOutcome outcome;
    if (!park.standard) {
        outcome.because = park.zone.empty() ? "zone_undetermined" : "no_standard";
        return outcome;
    }
    Rational sum;
    bool whole = true;
    for (const auto& [member, weight] : members_of(book, *park.standard, group)) {
        const auto factor = value_of(book, weight);
        std::string because;
        const auto score = score_of(book, park, member, because);
        if (factor) outcome.weights.emplace_back(member, *factor);
        if (factor && score) {
            sum += *factor * *score;
            continue;
        }
        whole = false;
        if (outcome.because.empty()) outcome.because = factor ? because : "empty: weight/" + member;
    }
    if (outcome.weights.empty() && outcome.because.empty()) outcome.because = "empty: weight";
    if (whole && !outcome.weights.empty()) outcome.score = sum;
    return outcome;
}

/// How much more of the numerator would reach the target, in m² or 万元.
std::optional<Rational> still_needed(const Rulebook& book, const ParkFacts& facts, const ParkOutcome& park,
                                     const IndicatorSpec& spec, const Rational& target) {
    if (spec.form != IndicatorForm::ratio) return std::nullopt;
    const Formula formula = formula_of(book, park, spec);
    const Worked worked = work(formula, facts);
    const auto per_unit = Rational::whole(1).over(formula.times * indicator_unit(spec.unit)->factor());
    if (!worked.over || !worked.of || !per_unit) return std::nullopt;
    return target * *worked.over * *per_unit - *worked.of;
}

}  // namespace

std::vector<std::pair<std::string, Figure>> members_of(const Rulebook& book, const IndicatorStandard& standard,
                                                       std::string_view group) {
    std::vector<std::pair<std::string, Figure>> members;
    const auto add = [&](const std::string& id) {
        if (const auto found = standard.weights.find(id); found != standard.weights.end()) members.push_back(*found);
    };
    for (const IndicatorGroup& one : book.groups)
        if (one.parent == group) add(one.id);
    for (const IndicatorSpec& one : book.indicators)
        if (!group.empty() && one.group == group) add(one.id);
    return members;
}

void score_groups(const Rulebook& book, ParkOutcome& park) {
    // Sub-goals stand before goals, so that a goal finds what it adds up.
    for (const bool goals : {false, true})
        for (const IndicatorGroup& group : book.groups) {
            if (group.parent.empty() != goals) continue;
            if (park.standard && !park.standard->weights.contains(group.id)) continue;  // of the other zone type
            GroupOutcome outcome = weighed(book, park, group.id);
            outcome.id = "score_" + group.id, outcome.title = group.title, outcome.clause = group.clause;
            park.groups.push_back(std::move(outcome));
        }
    if (book.groups.empty()) return;
    GroupOutcome whole = weighed(book, park, "");
    whole.id = "intensive_score", whole.title = "土地集约利用评价得分";
    whole.clause = park.standard ? park.standard->clause : book.groups.front().clause;
    park.groups.push_back(std::move(whole));
}

Truth meets(const Rational& value, std::string_view op, const Rational& target) {
    if (op == ">=") return truth_of(value >= target);
    if (op == ">") return truth_of(value > target);
    if (op == "<=") return truth_of(value <= target);
    if (op == "<") return truth_of(value < target);
    return Truth::undetermined;
}

/// The target in the unit of what it is held against: a parameter may say "60%" for an indicator in per cent.
std::optional<Rational> target_of(const Rulebook& book, const ParkGoal& goal, std::string_view unit) {
    auto target = value_of(book, goal.value);
    const auto named = book.parameters.find(goal.value.parameter);
    if (target && unit == "%" && named != book.parameters.end() && named->second.unit == "1")
        *target *= indicator_unit(unit)->factor();
    return target;
}

void judge_goals(const Rulebook& book, const ParkFacts& facts, ParkOutcome& park) {
    for (std::size_t i = 0; i < book.goals.size(); ++i) {
        const ParkGoal& goal = book.goals[i];
        GoalOutcome outcome{
            .goal = i, .met = Truth::undetermined, .value = {}, .target = {}, .gap = {}, .short_of = {}, .because = {}};
        const auto index = indicator_index(book, goal.indicator);
        outcome.target = target_of(book, goal, index ? std::string_view{book.indicators[*index].unit} : "");
        if (index) {
            outcome.value = park.indicators[*index].value, outcome.because = park.indicators[*index].because;
        } else {
            for (const GroupOutcome& group : park.groups)
                if (group.id == goal.indicator) outcome.value = group.score, outcome.because = group.because;
        }
        if (!outcome.target) outcome.because = (goal.gate ? "empty: gate/" : "empty: target/") + goal.value.parameter;
        if (outcome.value && outcome.target) {
            outcome.met = meets(*outcome.value, goal.op, *outcome.target);
            outcome.gap = *outcome.value - *outcome.target;
            if (outcome.met == Truth::no && index && goal.op.starts_with('>'))
                outcome.short_of = still_needed(book, facts, park, book.indicators[*index], *outcome.target);
        }
        park.goals.push_back(std::move(outcome));
    }
}

}  // namespace mutu

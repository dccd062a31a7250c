// The park before and after: indicators that move, gates it must pass first, clocks that run, land it has in reserve.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

using M = ParkMeasure;

/// Where land that is unbuilt, unserviced and open to building counts.
constexpr std::array grows{M::land_b,   M::land_b22,          M::land_total, M::land_e,
                           M::land_e22, M::land_supply_total, M::park_area};
/// Land whose codes a removal would have to be known by.
bool of_land(M measure) { return spec(measure).id.starts_with("land_"); }

void test_gates(const Rulebook& book, const ParkOutcome& now, TestedChange& out) {
    for (const GoalOutcome& outcome : now.goals) {
        const ParkGoal& goal = book.goals[outcome.goal];
        if (!goal.gate) continue;
        ExpandCheck check;
        check.rule = goal.id, check.title = goal.title, check.clause = goal.clause;
        check.verdict = outcome.met, check.evidence = goal.evidence;
        if (outcome.target)
            check.because = (outcome.value ? "现为 " + outcome.value->decimals(2) : std::string{"现值未知"}) +
                            "，要求 " + goal.op + " " + outcome.target->decimals(2);
        if (outcome.because.starts_with("empty: gate/"))
            check.because = "门槛未录入（参数 " + goal.value.parameter + "）";
        else if (!outcome.because.empty())
            check.because += (check.because.empty() ? "" : "；") + outcome.because;
        out.checks.push_back(std::move(check));
    }
}

void compare_indicators(const Rulebook& book, const ParkOutcome& before, const ParkOutcome& after, TestedChange& out) {
    for (std::size_t i = 0; i < before.indicators.size() && i < after.indicators.size(); ++i) {
        const IndicatorOutcome &was = before.indicators[i], &is = after.indicators[i];
        if (!was.value || (is.value && *was.value == *is.value)) continue;
        const IndicatorSpec& spec = book.indicators[was.spec];
        out.indicators.push_back({spec.id, spec.title, spec.unit, was.value, is.value, is.because});
    }
}

}  // namespace

ParkFacts facts_after(const ParkFacts& before, Area added, Area removed) {
    ParkFacts after = before;
    for (const M measure : grows)
        if (after[measure].amount) *after[measure].amount += added.quanta();
    if (removed == Area{}) return after;
    for (const ParkMeasureSpec& entry : park_measures()) {
        ParkFact& fact = after[entry.measure];
        if (entry.measure == M::park_area || entry.measure == M::land_total || entry.measure == M::land_supply_total) {
            if (fact.amount) *fact.amount -= removed.quanta();
        } else if (of_land(entry.measure)) {
            fact.amount.reset(), fact.missing = "landuse";
        }
    }
    return after;
}

ExpandCheck judge_clock(const ClockRule& rule, std::optional<Date> date, Date as_of, const Rulebook& book) {
    ExpandCheck check;
    check.rule = "clock_" + rule.id, check.title = rule.title, check.clause = rule.clause;
    check.strength = Strength::soft, check.evidence = rule.evidence;
    const auto years = book.count(rule.years);
    if (!years) {
        check.because = "参数 " + rule.years + " 未录入";
        return check;
    }
    if (!date) {
        check.because = "缺少园区的 " + rule.field;
        return check;
    }
    const Date due = add_years(*date, *years);
    check.verdict = truth_of(as_of < due);
    check.because = date->iso() + " 起满 " + std::to_string(*years) + " 年为 " + due.iso() +
                    (as_of < due ? "，尚未到期" : "，已到期，须先做跟踪评价");
    return check;
}

ParkFacts merged_facts(const std::vector<ParkFacts>& members) {
    ParkFacts whole;
    for (const ParkMeasureSpec& entry : park_measures()) {
        ParkFact sum{.amount = 0, .source = "merge"};
        for (const ParkFacts& one : members) {
            const ParkFact& fact = one[entry.measure];
            if (!fact.amount || fact.known_over || entry.dimension == ParkDimension::share) {
                sum = {.amount = {}, .source = {}, .known_over = {}, .missing = std::string{entry.id}};
                break;
            }
            *sum.amount += *fact.amount;
        }
        whole[entry.measure] = sum;
    }
    return whole;
}

void test_park(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, TestedChange& out) {
    ParkFacts before = ground.facts;
    complete(before);
    test_facts(ground, book, rules, facts_after(before, out.added, out.removed), false, out);
}

void test_facts(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, const ParkFacts& after,
                bool gates_after, TestedChange& out) {
    ParkFacts before = ground.facts;
    complete(before);
    const ParkOutcome was = evaluate(book, before), is = evaluate(book, after);
    test_gates(book, gates_after ? is : was, out);
    for (const ClockRule& clock : rules.clocks) {
        const auto date = ground.dates.find(clock.field);
        out.checks.push_back(
            judge_clock(clock, date == ground.dates.end() ? std::nullopt : date->second, ground.as_of, book));
    }
    compare_indicators(book, was, is, out);
}

ReserveYears reserve_years(const ExpandGround& ground, const Rulebook& book) {
    ReserveYears result;
    const auto years = book.ratio("years_of_supply_window");
    const auto& recent = ground.facts[M::supplied_recent].amount;
    if (recent && years && years->numerator() > 0)
        result.a_year_m2 = exact(ParkDimension::area, *recent).over(Rational::of(*years));
    const auto tax = book.ratio("new_tax");
    Rational sum;
    bool any = false;
    for (const ReserveRow& row : ground.reserve) {
        auto& last = result.years.emplace_back();
        auto& yields = result.tax.emplace_back();
        if (!row.area) continue;
        const Rational land = exact(ParkDimension::area, row.area->quanta());
        sum += land, any = true;
        if (result.a_year_m2) last = land.over(*result.a_year_m2);
        if (tax)
            yields = Money::fen(
                std::stoll((Rational::mu(*row.area) * Rational::of(*tax) * Rational::whole(1'000'000)).decimals(0)));
    }
    if (any && result.a_year_m2) result.all = sum.over(*result.a_year_m2);
    return result;
}

}  // namespace mutu

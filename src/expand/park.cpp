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
/// "land_b21" → "B21"; empty for what no code of land stands behind.
std::string code_of(M measure) {
    constexpr std::string_view prefix = "land_";
    std::string code{spec(measure).id};
    if (!code.starts_with(prefix)) return {};
    code.erase(0, prefix.size());
    for (char& c : code) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return code;
}

bool of_boundary(M measure) {
    return measure == M::park_area || measure == M::land_total || measure == M::land_supply_total;
}

/// Yearly figures of the whole park that its boundary does not alter: what was asked for and given as quota.
bool of_quota(M measure) { return measure == M::quota_new || measure == M::quota_park; }

/// What supply and approval are counted by: it stands only where no supplied land goes.
bool of_supply(M measure) {
    switch (measure) {
    case M::supplied_recent:
    case M::supplied_largest:
    case M::industrial_supplied_recent:
    case M::industrial_supplied_largest:
    case M::expired:
    case M::expired_disposed:
    case M::paid_due:
    case M::paid_supplied:
    case M::market_due:
    case M::market_supplied:
    case M::parcel_land_built:
    case M::parcel_land_supplied:
    case M::parcel_land_industrial: return true;
    default: return false;
    }
}

void forget(ParkFact& fact, const char* missing) {
    fact = {.amount = {}, .source = {}, .known_over = {}, .missing = missing};
}

/// Land under one code less what goes of it; 闲置 and 高新 are marked on supplied land and are lost where any goes.
void release(ParkFact& fact, const std::string& code, const ReleasedLand& released) {
    if (!fact.amount) return;
    if (code == "G" || code == "H") {
        if (released.under('D') > Area{}) forget(fact, "landuse");
        return;
    }
    if (fact.known_over) {
        forget(fact, "landuse");
        return;
    }
    for (const auto* side : {&released.built, &released.supply})
        for (const auto& [own, area] : *side)
            if (own.starts_with(code)) *fact.amount -= area.quanta();
    *fact.amount = std::max<std::int64_t>(0, *fact.amount);  // sums of rounded parts may differ by a quantum
}

void remove_land(Area removed, const ReleasedLand& released, ParkFacts& after) {
    const bool nothing_built = released.known && released.under('A') == Area{};
    const bool nothing_supplied = released.known && released.under('D') == Area{};
    for (const ParkMeasureSpec& entry : park_measures()) {
        ParkFact& fact = after[entry.measure];
        const std::string code = code_of(entry.measure);
        if (of_boundary(entry.measure)) {
            if (fact.amount) *fact.amount -= removed.quanta();
        } else if (!code.empty()) {
            if (released.known)
                release(fact, code, released);
            else
                forget(fact, "landuse");
        } else if (of_quota(entry.measure)) {
            continue;
        } else if (of_supply(entry.measure)) {
            if (!nothing_supplied) forget(fact, "supply");
        } else if (entry.measure == M::planned_industrial_land) {
            forget(fact, "plan");
        } else if (entry.measure == M::approved_recent || entry.measure == M::approved_and_supplied) {
            forget(fact, "approval");
        } else if (!nothing_built) {
            forget(fact, "enterprise");
        }
    }
}

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

void compare(IndicatorChange one, const std::string& because, TestedChange& out) {
    one.moved =
        one.before.has_value() != one.after.has_value() || (one.before && one.after && *one.before != *one.after);
    if (one.because.empty()) one.because = because;
    out.indicators.push_back(std::move(one));
}

/// Every indicator, then every score up to the whole; a score that one side lacks, as another type of zone has other
/// groups, is unknown there.
void compare_indicators(const Rulebook& book, const ParkOutcome& before, const ParkOutcome& after, TestedChange& out) {
    for (std::size_t i = 0; i < before.indicators.size() && i < after.indicators.size(); ++i) {
        const IndicatorOutcome &was = before.indicators[i], &is = after.indicators[i];
        const IndicatorSpec& spec = book.indicators[was.spec];
        compare({spec.id, spec.title, spec.unit, was.value, is.value, is.because}, was.because, out);
    }
    for (const GroupOutcome& was : before.groups) {
        const auto is = std::find_if(after.groups.begin(), after.groups.end(),
                                     [&](const GroupOutcome& one) { return one.id == was.id; });
        if (is != after.groups.end())
            compare({was.id, was.title, "分", was.score, is->score, is->because}, was.because, out);
        else
            compare({was.id, was.title, "分", was.score, {}, after.zone_because}, was.because, out);
    }
    std::stable_sort(
        out.indicators.begin(), out.indicators.end(), [](const IndicatorChange& a, const IndicatorChange& b) {
            const auto rank = [](const IndicatorChange& one) { return one.moved ? 0 : one.before ? 1 : 2; };
            return rank(a) < rank(b);
        });
}

}  // namespace

ParkFacts facts_after(const ParkFacts& before, Area added, Area removed, const ReleasedLand& released, Area planned) {
    ParkFacts after = before;
    if (removed > Area{}) remove_land(removed, released, after);
    for (const M measure : grows)
        if (after[measure].amount) *after[measure].amount += added.quanta();
    if (ParkFact& industry = after[M::planned_industrial_land]; industry.amount) *industry.amount += planned.quanta();
    return after;
}

namespace {

Area planned_of(Area added, const std::optional<Ratio>& share) {
    if (!share) return {};
    return Area::quanta(std::stoll((Rational::whole(added.quanta()) * Rational::of(*share)).decimals(0)));
}

}  // namespace

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
    const auto share = book.ratio("expand_industrial_share");
    ParkFacts after = facts_after(before, out.added, out.removed, out.released, planned_of(out.added, share));
    if (!share && out.added > Area{}) forget(after[M::planned_industrial_land], "expand_industrial_share");
    test_facts(ground, book, rules, after, false, out);
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

// Park indicators worked out: sums over sums with their coverage, gaps to an ideal, the zone type, and the whole park.
#include "indicator_parts.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

using enum ParkDimension;

constexpr std::array<IndicatorUnit, 13> units{{{"%", share, {}, true, 100, 1},
                                               {"1", share, {}, true, 1, 1},
                                               {"年", share, {}, true, 1, 1},
                                               {"公顷", area, {}, false, 1, 10'000},
                                               {"亩", area, {}, false, 3, 2'000},
                                               {"m2", area},
                                               {"万元", money},
                                               {"亿元", money, {}, false, 1, 10'000},
                                               {"人", people},
                                               {"万元/公顷", money, area, false, 10'000, 1},
                                               {"万元/亩", money, area, false, 2'000, 3},
                                               {"亿元/平方公里", money, area, false, 100, 1},
                                               {"人/公顷", people, area, false, 10'000, 1}}};

/// Σ of terms, with the land a partial figure is known over.
struct Sum {
    std::optional<Rational> value;
    std::optional<ParkMeasure> base;
    std::optional<std::int64_t> known_over;
    std::optional<Rational> coverage;  // the least of its partial terms
    std::string because;
};

void cover_at_most(std::optional<Rational>& coverage, const ParkFact& fact, const ParkFacts& facts,
                   const std::optional<ParkMeasure>& base) {
    if (!base || !facts[*base].amount) return;
    auto part = Rational::fraction(*fact.known_over, *facts[*base].amount);
    if (part) coverage = std::min({coverage.value_or(Rational::whole(1)), *part, Rational::whole(1)});
}

Sum sum_of(const std::vector<ParkTerm>& terms, const ParkFacts& facts) {
    Sum sum{.value = Rational{}, .base = {}, .known_over = {}, .coverage = {}, .because = {}};
    for (const ParkTerm& term : terms) {
        const ParkFact& fact = facts[term.measure];
        const ParkMeasureSpec& measure = spec(term.measure);
        if (!fact.amount) {
            sum.value.reset();
            sum.because = "missing: " + (fact.missing.empty() ? std::string{measure.id} : fact.missing);
            return sum;
        }
        const Rational amount = exact(measure.dimension, *fact.amount);
        *sum.value += term.minus ? Rational{} - amount : amount;
        if (!fact.known_over) continue;
        cover_at_most(sum.coverage, fact, facts, measure.base);
        sum.base = measure.base, sum.known_over = fact.known_over;
    }
    return sum;
}

std::string names_of(const std::vector<ParkTerm>& terms) {
    std::string names;
    for (const ParkTerm& term : terms) names += (names.empty() ? "" : ";") + std::string{spec(term.measure).id};
    return names;
}

/// Where the numerator is known over part of the denominator's land, that part is the denominator.
void cut_to_known(const Formula& formula, const Sum& above, Sum& below, Worked& worked) {
    if (!above.known_over) return;
    const bool over_base =
        formula.of.size() == 1 && formula.over.size() == 1 && formula.over.front().measure == above.base;
    if (!over_base) {
        worked.because = "partial: " + names_of(formula.of);
        return;
    }
    const Rational known = exact(area, *above.known_over);
    if (const auto part = known.over(*below.value)) worked.coverage = std::min(*part, Rational::whole(1));
    below.value = known;
}

Worked divided(const Formula& formula, const ParkFacts& facts) {
    Worked worked;
    const Sum above = sum_of(formula.of, facts);
    Sum below = sum_of(formula.over, facts);
    if (!above.value || !below.value) {
        worked.because = !above.value ? above.because : below.because;
        return worked;
    }
    cut_to_known(formula, above, below, worked);
    if (!worked.because.empty()) return worked;
    worked.of = above.value, worked.over = below.value;
    const auto quotient = above.value->over(*below.value);
    if (!quotient || *below.value < Rational{}) {
        worked.because = "zero_denominator: " + names_of(formula.over);
        return worked;
    }
    worked.value = formula.form == IndicatorForm::growth ? *quotient - Rational::whole(1) : *quotient * formula.times;
    return worked;
}

/// Land times what is short of the ideal: of the whole for a structure, of the ideal for an intensity.
Worked short_of_ideal(const Formula& formula, const ParkFacts& facts) {
    Worked worked;
    const Sum land = sum_of(formula.of, facts);
    if (!land.value)
        worked.because = land.because;
    else if (!formula.against_value)
        worked.because = "missing: value";
    else if (!formula.against_ideal)
        worked.because = "empty: ideal";
    else if (formula.against_ideal->is_zero())
        worked.because = "zero_ideal";
    if (!worked.because.empty()) return worked;
    Rational lack = *formula.against_ideal - *formula.against_value;
    if (formula.form == IndicatorForm::shortfall)
        lack = *lack.over(*formula.against_ideal);
    else
        lack = *lack.over(indicator_unit(formula.against_unit)->factor());
    worked.of = land.value;
    worked.value = std::max(*land.value * lack, Rational{});
    return worked;
}

}  // namespace

std::span<const IndicatorUnit> indicator_units() { return units; }

const IndicatorUnit* indicator_unit(std::string_view name) {
    const auto found = std::find_if(units.begin(), units.end(), [&](const auto& unit) { return unit.name == name; });
    return found == units.end() ? nullptr : &*found;
}

Worked work(const Formula& formula, const ParkFacts& facts) {
    Worked worked;
    switch (formula.form) {
    case IndicatorForm::ratio:
    case IndicatorForm::growth: worked = divided(formula, facts); break;
    case IndicatorForm::sum: {
        const Sum sum = sum_of(formula.of, facts);
        worked.of = worked.value = sum.value, worked.coverage = sum.coverage, worked.because = sum.because;
        if (sum.value) *worked.value *= formula.times;
        break;
    }
    case IndicatorForm::gap:
    case IndicatorForm::shortfall: worked = short_of_ideal(formula, facts); break;
    }
    if (worked.value) *worked.value *= indicator_unit(formula.unit)->factor();
    return worked;
}

Formula formula_of(const Rulebook& book, const ParkOutcome& park, const IndicatorSpec& spec) {
    Formula formula{.form = spec.form,
                    .unit = spec.unit,
                    .of = spec.of,
                    .over = spec.over,
                    .times = {},
                    .against_unit = {},
                    .against_value = {},
                    .against_ideal = {}};
    if (const auto index = indicator_index(book, spec.against)) {
        formula.against_unit = book.indicators[*index].unit;
        formula.against_value = park.indicators[*index].value, formula.against_ideal = park.indicators[*index].ideal;
    }
    if (const auto times = value_of(book, spec.times)) formula.times = *times;
    return formula;
}

std::optional<std::size_t> indicator_index(const Rulebook& book, std::string_view id) {
    for (std::size_t i = 0; i < book.indicators.size(); ++i)
        if (book.indicators[i].id == id) return i;
    return std::nullopt;
}

namespace {

/// Ideal and score of an indicator under the park's standard.
void score_indicator(const Rulebook& book, const ParkOutcome& park, const IndicatorSpec& spec,
                     IndicatorOutcome& outcome) {
    const IndicatorStandard* standard = park.standard;
    if (!standard) {
        if (!spec.group.empty()) outcome.score_because = park.zone.empty() ? "zone_undetermined" : "no_standard";
        return;
    }
    outcome.weighted = standard->weights.contains(spec.id);
    const auto listed = standard->ideals.find(spec.id);
    if (listed != standard->ideals.end()) outcome.ideal = value_of(book, listed->second);
    if (!outcome.weighted || !outcome.value) return;
    if (spec.direction == IndicatorDirection::higher && !outcome.ideal)
        outcome.score_because = "empty: ideal/" + spec.id;
    else if (spec.direction == IndicatorDirection::higher && outcome.ideal->is_zero())
        outcome.score_because = "zero_ideal: " + spec.id;
    else
        outcome.score = standard_score(spec.direction, spec.unit, *outcome.value, outcome.ideal);
}

void name_the_other(const IndicatorSpec& spec, std::string& because) {
    for (const std::string_view open : {"missing: value", "empty: ideal", "zero_ideal"})
        if (because == open)
            because = open == "zero_ideal" ? "zero_ideal: " + spec.against
                                           : because.substr(0, because.find(' ') + 1) +
                                                 (open == "empty: ideal" ? "ideal/" : "") + spec.against;
}

}  // namespace

std::optional<Rational> standard_score(IndicatorDirection direction, std::string_view unit, const Rational& value,
                                       const std::optional<Rational>& ideal) {
    const Rational full = Rational::whole(100);
    std::optional<Rational> score;
    if (direction == IndicatorDirection::lower) {
        const auto share_of_one = value.over(indicator_unit(unit)->factor());
        score = (Rational::whole(1) - *share_of_one) * full;
    } else if (direction == IndicatorDirection::higher && ideal) {
        if (const auto reached = value.over(*ideal)) score = *reached * full;
    }
    if (score) score = std::clamp(*score, Rational{}, full);
    return score;
}

ParkOutcome evaluate(const Rulebook& book, const ParkFacts& facts) {
    ParkOutcome park;
    park.zone = zone_type(book, facts, park.zone_because);
    for (const IndicatorStandard& standard : book.standards)
        if (standard.zone == park.zone) park.standard = &standard;
    park.indicators.resize(book.indicators.size());
    for (std::size_t i = 0; i < book.indicators.size(); ++i) {
        const IndicatorSpec& spec = book.indicators[i];
        IndicatorOutcome& outcome = park.indicators[i];
        outcome.spec = i;
        const Worked worked = value_of(book, spec.times)
                                  ? work(formula_of(book, park, spec), facts)
                                  : Worked{.value = {},
                                           .of = {},
                                           .over = {},
                                           .coverage = {},
                                           .because = "empty: parameter:" + spec.times.parameter};
        outcome.value = worked.value, outcome.coverage = worked.coverage, outcome.because = worked.because;
        name_the_other(spec, outcome.because);
        const auto ceiling = spec.ceiling ? value_of(book, *spec.ceiling) : std::nullopt;
        outcome.above_ceiling = ceiling && outcome.value && *outcome.value > *ceiling;
        score_indicator(book, park, spec, outcome);
    }
    score_groups(book, park);
    judge_goals(book, facts, park);
    return park;
}

}  // namespace mutu

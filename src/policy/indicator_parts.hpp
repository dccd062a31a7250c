// What the files of park indicators share: units, and a formula with everything it needs to be worked out.
#pragma once

#include "mutu/indicator.hpp"
#include "mutu/policy.hpp"

#include <span>
#include <string_view>

namespace mutu {

/// A unit an indicator is given in: of which dimensions, and what one m², 万元, person or share is in it.
struct IndicatorUnit {
    std::string_view name;
    ParkDimension of = ParkDimension::area;
    std::optional<ParkDimension> over = {};
    bool pure = false;  // same dimension above and below: %, 1, 年
    std::int64_t numerator = 1, denominator = 1;
    Rational factor() const { return *Rational::fraction(numerator, denominator); }
};
const IndicatorUnit* indicator_unit(std::string_view name);
std::span<const IndicatorUnit> indicator_units();

std::string_view word(IndicatorForm form);
std::optional<IndicatorForm> indicator_form(std::string_view word);
std::string_view word(IndicatorDirection direction);
std::optional<IndicatorDirection> indicator_direction(std::string_view word);
std::string term_text(const ParkTerm& term);  // "land_d", "-land_d"
std::optional<ParkTerm> park_term(std::string_view text);

/// A formula without a rulebook: what a proof holds is enough to make one.
struct Formula {
    IndicatorForm form = IndicatorForm::ratio;
    std::string unit;
    std::vector<ParkTerm> of, over;
    Rational times = Rational::whole(1);
    // gap, shortfall: the other indicator's value and ideal, in its unit
    std::string against_unit;
    std::optional<Rational> against_value, against_ideal;
};

struct Worked {
    std::optional<Rational> value;     // in the unit
    std::optional<Rational> of, over;  // as they were divided, in m², 万元, persons
    std::optional<Rational> coverage;  // where less than all of the base is known
    std::string because;               // without a value
};
Worked work(const Formula& formula, const ParkFacts& facts);

/// 理想值比例推算法. Absent without an ideal (direction higher) or for no direction.
std::optional<Rational> standard_score(IndicatorDirection direction, std::string_view unit, const Rational& value,
                                       const std::optional<Rational>& ideal);
Truth meets(const Rational& value, std::string_view op, const Rational& target);

Formula formula_of(const Rulebook& book, const ParkOutcome& park, const IndicatorSpec& spec);
std::optional<std::size_t> indicator_index(const Rulebook& book, std::string_view id);
/// Weights of what stands right under a group ("" for the whole) in this standard.
std::vector<std::pair<std::string, Figure>> members_of(const Rulebook& book, const IndicatorStandard& standard,
                                                       std::string_view group);
std::string figure_for_people(const Rational& value, const std::string& unit);
std::string because_for_people(const Rulebook& book, const Labels& labels, const std::string& because);
std::string sentence_of(const Rulebook& book, const ParkFacts& facts, const ParkOutcome& park,
                        const IndicatorOutcome& outcome, const Labels& labels);
std::string sentence_of(const Rulebook& book, const GroupOutcome& outcome, const Labels& labels);
std::string sentence_of(const Rulebook& book, const GoalOutcome& outcome, const Labels& labels);
void score_groups(const Rulebook& book, ParkOutcome& park);
void judge_goals(const Rulebook& book, const ParkFacts& facts, ParkOutcome& park);

}  // namespace mutu

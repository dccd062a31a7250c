// 园区指标 as data: formulas over park measures, ideal values and weights of an evaluation, goals of policy documents.
#pragma once

#include "mutu/figure.hpp"
#include "mutu/labels.hpp"
#include "mutu/park_measure.hpp"
#include "mutu/value.hpp"
#include "mutu/verdict.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// One measure of a sum, added or taken off.
struct ParkTerm {
    ParkMeasure measure = ParkMeasure::land_a;
    bool minus = false;
};

enum class IndicatorForm : std::uint8_t {
    ratio,     // times · Σ of / Σ over
    sum,       // Σ of
    growth,    // Σ of / Σ over − 1
    gap,       // Σ of · (ideal − value of `against`), not below 0: land that the ideal structure would add
    shortfall  // Σ of · (ideal − value of `against`) / ideal, not below 0: land that the ideal intensity would spare
};

/// Where better lies. `lower` is scored (1 − value) · 100, `higher` value / ideal · 100, at most 100.
enum class IndicatorDirection : std::uint8_t { none, higher, lower };

struct IndicatorSpec {
    std::string id, code, title, unit, clause, where;
    Evidence evidence = Evidence::product;
    std::string group;  // of the evaluation, empty: not part of it
    IndicatorForm form = IndicatorForm::ratio;
    std::vector<ParkTerm> of, over;
    Figure times{Rational::whole(1), {}, {}};
    std::string against;  // gap, shortfall: id of the indicator
    IndicatorDirection direction = IndicatorDirection::none;
    std::optional<Figure> ceiling;  // beyond it a value is told: it can only come from data that do not fit together
    bool ranked = false;            // places among the parks of one level
};

/// 目标、子目标: the indicators and groups that stand under a group are weighted against each other.
struct IndicatorGroup {
    std::string id, title, parent, clause, where;  // no parent: a goal right under the score
};

/// 评价标准 for one type of zone. A weight or ideal that is listed and empty is a gap; what is not listed is not
/// scored.
struct IndicatorStandard {
    std::string id, title, zone, clause, where;  // zone: industrial, city
    Evidence evidence = Evidence::product;
    std::map<std::string, Figure> weights;  // of groups and indicators
    std::map<std::string, Figure> ideals;   // of indicators, in their unit
};

/// A target that a policy document sets for an indicator, or a gate (门槛) that it must pass before an expansion.
struct ParkGoal {
    std::string id, title, indicator, op, clause, where;
    Evidence evidence = Evidence::product;
    Figure value;
    std::string period;  // "2025": the year it is set for; empty: none
    bool gate = false;
};

/// Worked example: what is given of a park, and what its indicators, goals and zone type come out as.
struct ParkExample {
    std::string name, where, clause;
    std::map<std::string, std::string> given;                 // park measure → value with unit
    std::map<std::string, std::string> set;                   // parameters changed for this example
    std::vector<std::pair<std::string, std::string>> expect;  // "land_built_rate" → "95.349", "…/score", "goal_id", …
};

struct Rulebook;

/// One indicator of one park. Values are exact and in the indicator's unit.
struct IndicatorOutcome {
    std::size_t spec = 0;  // into Rulebook::indicators
    std::optional<Rational> value, ideal, score;
    std::optional<Rational> coverage;  // share of the base that the figures are known for; absent: all of it
    bool above_ceiling = false;
    std::string because;        // no value: "missing: …", "zero_denominator: …", "empty: …"
    std::string score_because;  // value, weight, no score: "empty: …", "zero_ideal: …"
    bool weighted = false;      // stands in the standard of the park's zone type
};

struct GroupOutcome {
    std::string id, title, clause;  // id: "score_…"; the whole: "intensive_score"
    std::optional<Rational> score;
    std::string because;
    std::vector<std::pair<std::string, Rational>> weights;  // member → weight; empty where a weight is a gap
};

struct GoalOutcome {
    std::size_t goal = 0;  // into Rulebook::goals
    Truth met = Truth::undetermined;
    // In the indicator's unit, also where the pack writes the target as a share of 1; gap: value − target.
    std::optional<Rational> value, target, gap;
    std::optional<Rational> short_of;  // how much more of the numerator would meet it, m² or 万元; none where met
    std::string because;
};

struct ParkOutcome {
    std::string zone;  // industrial, city; empty: undetermined
    std::string zone_because;
    const IndicatorStandard* standard = nullptr;
    std::vector<IndicatorOutcome> indicators;  // as the rulebook lists them
    std::vector<GroupOutcome> groups;          // groups in order, the whole last
    std::vector<GoalOutcome> goals;
};

/// Sums that follow from others (A from A1…A6, the totals) filled in where they are unknown.
void complete(ParkFacts& facts);
/// 工业主导型 where industry has at least, and housing less than, a share of the built land (contract: parameters
/// zone_industrial_min, zone_residential_max, zone_industrial_op).
std::string zone_type(const Rulebook& book, const ParkFacts& facts, std::string& because);
/// Everything the rulebook's indicators, standards and goals say of one park. Exact; unknown is never zero.
ParkOutcome evaluate(const Rulebook& book, const ParkFacts& facts);

/// The proof of one indicator, group or goal: facts, formula, value, ideal and score, from which it can be worked out
/// again; see README of geodata/policy.
Value prove(const Rulebook& book, const ParkFacts& facts, const ParkOutcome& park, const IndicatorOutcome& outcome,
            const Labels& labels);
Value prove(const Rulebook& book, const ParkOutcome& park, const GroupOutcome& outcome, const Labels& labels);
Value prove(const Rulebook& book, const ParkFacts& facts, const ParkOutcome& park, const GoalOutcome& outcome,
            const Labels& labels);

/// What a proof supports, worked out from its own facts: value, score and verdict as its members write them.
struct Recomputed {
    std::optional<Rational> value, score;
    Truth verdict = Truth::undetermined;
};
Recomputed recomputed_indicator(const Value& proof);

struct FailedParkExample {
    std::string name, where, what, expected, got;
};
std::vector<FailedParkExample> check_park_examples(const Rulebook& rulebook);
/// Weights that are all given must add up to 1 at every level. Error{Kind::input} at the standard otherwise; also after
/// parameters were set.
void check_standards(const Rulebook& book);

}  // namespace mutu

// What the files of this module share: reading a pack, evaluating a condition, and naming what would settle it.
#pragma once

#include "mutu/policy.hpp"

#include <compare>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

inline constexpr std::string_view undetermined_outcome = "undetermined";
/// Prefix of a `missing` entry that names an empty parameter instead of a field.
inline constexpr std::string_view parameter_prefix = "parameter:";

// ---- reading packs (fraction.cpp, parameter.cpp, condition.cpp, rulebook.cpp, soundness.cpp)

/// "1/3", "25%", "0.0625" or "12" as an exact fraction; absent when it is none of these.
std::optional<Ratio> exact_fraction(std::string_view text);
/// Exact short text of a fraction, as in proofs.
std::string fraction_text(Ratio value);

/// A use of a rule by id, or by the word a parameter holds, with its place for messages.
struct RuleUse {
    std::string rule, parameter, where;
};

/// A rulebook being read, with the places that later checks need.
struct Draft {
    Rulebook book;
    std::map<std::string, std::string, std::less<>> places;  // "rule/ID", "ladder/ID", "parameter/ID", "line/LADDER/ID"
    std::vector<RuleUse> uses;
};

/// Error at `table` naming a key that is not allowed here, with the nearest one that is.
void only_keys(const Value& table, std::span<const std::string_view> allowed, std::string_view what);
/// Text member that must be there and say something.
const std::string& needed(const Value& table, std::string_view key, std::string_view what);
/// Text member, empty when absent.
std::string optional_text(const Value& table, std::string_view key);
std::vector<std::string> text_list(const Value& value, std::string_view what);
Evidence evidence_of(const Value& table, std::string_view what);
/// "；是否指 “x”？" or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);
Measure measure_at(const Value& value);

void read_parameters(const Value& pack, const std::string& pack_id, Draft& draft);
/// Error at `value` unless the parameter exists.
const Parameter& parameter_at(const Value& value, const std::string& id, const Rulebook& book);
/// The dimension a parameter of this unit is compared in; absent for counts, lengths and words.
std::optional<Dimension> dimension_of_unit(std::string_view unit);

/// A number, a fraction as text, `{ param = "…" }`, or "" for a gap.
Figure read_figure(const Value& value, std::string_view what, const Rulebook& book);

Condition read_condition(const Value& value, Draft& draft);
void read_score(const Value& table, Draft& draft);
void read_chain(const Value& table, Draft& draft);
/// Weights that do not add up, a baseline of 0, cuts out of order: Error at the scheme. Gaps are no fault.
void check_scheme(const Rulebook& book, const ScoreScheme& scheme);
void read_indicator(const Value& table, Draft& draft);
void read_indicator_group(const Value& table, Draft& draft);
void read_standard(const Value& table, Draft& draft);
void read_goal(const Value& table, Draft& draft);
void read_industry_table(const Value& table, Draft& draft);
void read_concordance(const Value& table, Draft& draft);
void read_control_index(const Value& table, Draft& draft);
void read_control_example(const Value& table, Draft& draft);
void read_option(const Value& table, Draft& draft);
void read_exit_step(const Value& table, Draft& draft);
void read_park_example(const Value& table, Draft& draft);
/// What can only be said when everything is read: required ladders, rules named and not there, circles, outcomes.
void check_soundness(const Draft& draft);

// ---- evaluating (evaluate.cpp, missing.cpp)

/// A side of a comparison on one parcel; monostate: unknown.
struct ConditionSide {
    FactValue value;
    Ratio times = Ratio::whole(1);
};
ConditionSide side_of(const Rulebook& book, const Operand& operand, const Facts& facts, Consulted* consulted = nullptr);
/// The order of both sides; absent when one is unknown or they are of different kinds.
std::optional<std::strong_ordering> order_of(const ConditionSide& left, const ConditionSide& right);
Truth holds(std::optional<std::strong_ordering> order, std::string_view op);
Truth holds(const Rulebook& book, const Condition& condition, const Facts& facts, Consulted* consulted = nullptr);
bool is_unknown(const Fact& fact);
/// The rule a `rule` or `rule_from` leaf stands for; nullptr when its parameter is empty.
const Rule* target_of(const Rulebook& book, const Condition& condition);
/// The words an `in` compares with; nullptr when its parameter is empty.
const std::vector<std::string>* words_of(const Rulebook& book, const Condition& condition);
/// k of an `at_least`; absent when its parameter is empty.
std::optional<std::int64_t> count_of(const Rulebook& book, const Condition& condition);

/// Parameters put in, rules referred to written out; what an empty parameter leaves open stays undetermined.
Condition settled(const Rulebook& book, const Condition& condition);

using Names = std::vector<std::string>;
/// Names that would settle an undetermined condition: those of its undetermined branches.
void add_unsettled(const Rulebook& book, const Condition& condition, const Facts& facts, Names& names);
/// Names behind readings that the condition leaned on: `missing` of known facts, and of unknown ones read by an
/// assumption.
void add_leaned_on(const Rulebook& book, const Condition& condition, const Facts& facts, Names& names);
/// Names of every fact the condition looked at that has something missing.
void add_missing(const Rulebook& book, const Condition& condition, const Facts& facts, Names& names);
/// All measures of the tree, rules referred to included; each once, in order of first mention.
void add_measures(const Rulebook& book, const Condition& condition, std::vector<Measure>& measures);
/// All parameters of the tree but lists of words, rules referred to included; with repeats.
void add_thresholds(const Rulebook& book, const Condition& condition, Names& names);

/// "8000 万元 × 1/3" as a side; unknown where it cannot be read.
ConditionSide side_of_text(std::string_view text);

// ---- wording (wording.cpp)

/// The sentence of a rule on one parcel, from its template.
std::string sentence_of(const Rulebook& book, const Rule& rule, const Judgement& judgement, const Facts& facts,
                        const Labels& labels);

}  // namespace mutu

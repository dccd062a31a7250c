// Policy packs: parameters with evidence, ladders and rules as condition trees, and the judge that writes down why.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/control_index.hpp"
#include "mutu/figure.hpp"
#include "mutu/indicator.hpp"
#include "mutu/labels.hpp"
#include "mutu/measure.hpp"
#include "mutu/option.hpp"
#include "mutu/score.hpp"
#include "mutu/value.hpp"

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mutu {

/// Empty (a gap nobody could fill), a number with its unit, a word, or a list of words.
using ParameterValue = std::variant<std::monostate, Ratio, std::string, std::vector<std::string>>;

struct Parameter {
    std::string id, title;
    ParameterValue value;
    std::string unit;                  // "1", "年", "月", "日", "亩", "万元", "万元/亩", "" for words
    std::vector<std::string> choices;  // allowed words; empty: any
    std::string clause;
    Evidence evidence = Evidence::product;
    std::string pack;         // id of the pack that set it last
    bool overridden = false;  // by --set or [project.set]
};

/// One side of a comparison: a measure, a parameter or a literal, times an exact factor (a number or a parameter).
struct Operand {
    std::variant<std::monostate, Measure, std::string /*parameter*/, FactValue> of;
    std::variant<Ratio, std::string /*parameter*/> times = Ratio::whole(1);
};

/// A closed tree; see geodata/policy/README.md for its TOML form.
struct Condition {
    enum class Kind : std::uint8_t {
        all,
        any,
        negate,
        at_least,
        joined,  // over children; at_least: count operand; joined: parameter "or" | "and"
        compare,
        in,
        is,
        known,  // leaves
        rule,
        rule_from  // another rule by id, or by the word a parameter holds
    };
    Kind kind = Kind::all;
    std::string text;  // one Chinese phrase; made from labels when the pack gives none
    std::vector<Condition> children;
    Operand left, right;
    std::string op;                    // < <= > >= == !=
    Measure measure = Measure::as_of;  // is, known, in
    std::vector<std::string> words;    // in: literal list
    std::string parameter;             // in (list parameter), joined, rule_from, at_least (count)
    std::string rule;                  // rule
    std::int64_t count = 0;            // at_least with a literal count
};

/// One rung: the first whose condition says yes decides. Unknown: `unknown_stops` ends undetermined, else the rung is
/// passed.
struct Line {
    std::string id;
    Condition when;
    std::string then;  // the outcome
    bool unknown_stops = true;
    std::string reason;              // for outcome "undetermined": stable reason id, e.g. start_contradicted
    std::string clause, diagnostic;  // diagnostic: code to raise when this line decides
    std::string sentence;            // template: {measure} is replaced by its value
    Evidence evidence = Evidence::product;
    std::vector<std::string> missing;  // field names that would settle it when this line ends undetermined
};

struct Ladder {
    std::string id, title, clause;
    std::vector<std::string> outcomes;
    std::vector<Line> lines;
};

/// A named verdict: a condition of its own, or "yes" when a ladder was decided by one of these lines.
struct Rule {
    std::string id, title, clause;
    Evidence evidence = Evidence::product;
    bool listed = true;  // gets a row in `verdict`; presets and parts of others do not
    std::optional<Condition> when;
    std::string ladder;
    std::vector<std::string> lines;  // line ids of the ladder that mean yes
    std::string sentence_yes, sentence_no, sentence_undetermined;
};

struct Action {
    std::string code, title, clause;
    Evidence evidence = Evidence::product;
    Condition when;
};

/// Worked example: parcel fields and measures as a person would write them, and the outcome of a ladder, rule or
/// "action".
struct Example {
    std::string name, where;
    Value given;  // table: canonical parcel field or measure id → value; as_of
    Value set;    // table: parameters changed for this example
    std::vector<std::pair<std::string, std::string>> expect;  // ladder, rule or result column → word
};

/// 产业链: firms whose industry code begins with one of these; chains may overlap.
struct IndustryChain {
    std::string id, title, clause;
    Evidence evidence = Evidence::product;
    std::vector<std::string> codes;
};

struct Rulebook {
    std::string id, title, version, region, sha256;  // sha256 over all packs in the chain, root first
    std::vector<std::string> chain;                  // pack ids, root first
    std::map<std::string, Parameter, std::less<>> parameters;
    std::vector<Ladder> ladders;
    std::vector<Rule> rules;
    std::vector<Action> actions;
    std::vector<OptionSpec> options;   // how actions redevelop, in pack order
    std::vector<ExitStep> exit_steps;  // in the order they are climbed
    std::vector<Example> examples;
    std::vector<PackSource> sources;  // the chain as it was read, root first
    std::vector<ScoreScheme> scores;  // lists of firms, the first that takes a firm has it
    std::vector<IndustryChain> chains;
    std::vector<IndicatorSpec> indicators;  // an indicator stands after those it refers to
    std::vector<IndicatorGroup> groups;
    std::vector<IndicatorStandard> standards;
    std::vector<ParkGoal> goals;
    std::vector<ParkExample> park_examples;
    std::vector<ControlIndex> control_indices;
    std::vector<IndustryTable> industry_tables;
    std::vector<Concordance> concordances;
    std::vector<ControlExample> control_examples;

    const Ladder& ladder(std::string_view id) const;  // Error{Kind::bug} when absent: load checks presence
    const Rule* find_rule(std::string_view id) const;
    /// Typed reads for measures. Absent when the parameter is empty; Error{Kind::bug} when the pack does not have it.
    std::optional<Ratio> ratio(std::string_view id) const;
    std::optional<int> count(std::string_view id) const;  // whole number: years, months, days
    std::string word(std::string_view id) const;          // "" when empty
    std::vector<std::string> words(std::string_view id) const;
};

struct PackEntry {
    std::string id, title, version, path;
};

/// All packs of the folder (geodata/policy), by id.
std::vector<PackEntry> list_packs(const std::string& folder);

/// Loads a pack (by id from `folder`, or by path) with everything it extends. Every fault is an Error{Kind::input} with
/// file, line and column: unknown measure or parameter, comparison of different dimensions, a rule without clause, a
/// missing ladder.
Rulebook load_rulebook(const std::string& id_or_path, const std::string& folder);
/// The same from packs that were kept: root first, as in Rulebook::sources.
Rulebook load_rulebook(const std::vector<PackSource>& chain);

/// `--set name=value`. Error{Kind::usage} naming the nearest parameter when unknown, the choices or unit when unfit.
void set_parameter(Rulebook& book, const std::string& name, const std::string& value);

/// How a ladder or rule came out on one subject.
struct Judgement {
    Truth verdict = Truth::undetermined;
    std::string outcome;  // ladder: word of outcomes; rule: yes/no/undetermined
    std::string line;     // ladder: id of the deciding line, empty when none
    std::string reason;   // stable id when undetermined
    std::string diagnostic;
    std::vector<std::string> missing;  // field names, sorted, unique
};

/// The measures that were looked at until the answer stood.
using Consulted = std::bitset<measure_count>;

/// Quick answers without writing a proof.
Judgement judge(const Rulebook& book, const Ladder& ladder, const Facts& facts, Consulted* consulted = nullptr);
Judgement judge(const Rulebook& book, const Rule& rule, const Facts& facts, Consulted* consulted = nullptr);
/// What the walk down its ladder means to a rule that stands on some of its lines.
Judgement as_rule(const Rule& rule, Judgement walked);
/// The outcome alone; the word lives in the ladder or is static.
std::string_view outcome_of(const Rulebook& book, const Ladder& ladder, const Facts& facts);
/// Codes of all actions whose condition says yes, in pack order.
std::vector<std::string> propose(const Rulebook& book, std::span<const Action> actions, const Facts& facts);
/// Whether the action fits as a rule, so that it is judged and proven like any other; its id is the action's code.
Rule fitting(const Action& action);

/// A line of the ladder, or a rule it refers to, compares with the parameter.
bool uses(const Rulebook& book, const Ladder& ladder, const std::string& parameter);
/// A settled ladder in which also the question whether a fact is known is open: it may become so.
Ladder opened(const Rulebook& book, const Ladder& ladder);
/// What an opened ladder may say once every unknown fact is known; never "undetermined", all outcomes where no line can
/// tell.
std::vector<std::string_view> possible_outcomes(const Rulebook& book, const Ladder& opened, const Facts& facts);

/// The fields that lines of an opened ladder ask for where they may answer "undetermined" outright, though a value is
/// there: it is not believed. Sorted, unique.
std::vector<std::string> disbelieved(const Rulebook& book, const Ladder& opened, const Facts& facts);

/// The same with all parameters put in and rules referred to written out: quick to judge by, the same answers.
Ladder settled(const Rulebook& book, const Ladder& ladder);
Rule settled(const Rulebook& book, const Rule& rule);
Action settled(const Rulebook& book, const Action& action);

/// The known facts among those consulted as a JSON object with short keys; see ADR 0011.
std::string stored_facts(const Rulebook& book, const Facts& facts, const Consulted& consulted);
/// What every stored proof of this rule has in common, as a JSON object: as-of, keys of the facts, the settled tree.
Value stored_conditions(const Rulebook& book, const Rule& rule, Date as_of);
/// The verdict that a stored proof (facts and conditions in one object) supports; nothing else is consulted.
Truth recomputed_stored(const Value& stored_proof);

/// The compact proof of a rule: facts with sources, each comparison with both sides, answer and margin, what is
/// missing, and one Chinese sentence. JSON members: facts, because, missing, sentence, outcome (see README of
/// geodata/policy).
Value prove(const Rulebook& book, const Rule& rule, const Facts& facts, const Labels& labels);
/// Wording and stored conditions of all listed rules, in their order; `prove` refers to it by id.
std::vector<RuleText> rule_texts(const Rulebook& book, const Labels& labels, Date as_of);
RuleText rule_text(const Rulebook& book, const Rule& rule, const Labels& labels, Date as_of);
/// The sentence of a rule on one parcel, as in its proof.
std::string sentence(const Rulebook& book, const Rule& rule, const Facts& facts, const Labels& labels);
/// Compact proof + wording = the proof of contract.md §6.
Value full_proof(const Value& compact, const RuleText& text, Truth verdict);
/// The verdict that a full proof supports, worked out from its own comparisons; nothing else is consulted.
Truth recomputed(const Value& full_proof);

/// One worked example that did not come out as its pack says.
struct FailedExample {
    std::string name, where, what, expected, got;
};
/// Runs the examples of every score.
std::vector<FailedExample> check_score_examples(const Rulebook& book);

/// The compact proof of a firm's grade: facts, points of each item with what they were worked out from, the cuts, what
/// is missing, one Chinese sentence. Its rule text is `score_texts(book)[*scored.scheme]`.
Value prove_score(const Rulebook& book, const ScoreSubject& firm, const Scored& scored, std::string_view name,
                  int year);
/// One text per scheme, rule id `score_<id>`.
std::vector<RuleText> score_texts(const Rulebook& book);
/// The score that a full proof supports, worked out from its own items; absent where it supports none.
std::optional<Rational> recomputed_score(const Value& full_proof);

}  // namespace mutu

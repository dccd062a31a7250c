// What was concluded: results per parcel, park, approval and enterprise, verdicts with proofs, ties, findings. Pure
// data.
#pragma once

#include "mutu/crs.hpp"
#include "mutu/error.hpp"
#include "mutu/geometry.hpp"
#include "mutu/overlay.hpp"
#include "mutu/units.hpp"
#include "mutu/value.hpp"
#include "mutu/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// Row i belongs to parcel row i of the holdings. Members carry the names of contract.md §5.
struct ParcelResult {
    std::string parcel_id;
    std::optional<std::string> park_id;
    std::optional<Area> area, area_registered, area_ellipsoid, area_planar, area_in_park;
    std::string supply_state, idle_state, recognition, efficiency, land_class;
    std::string action;  // codes joined by ';', the proposed one first; empty: none
    std::optional<Date> start_due, idle_on;
    std::optional<std::int64_t> idle_days;
    std::optional<Money> tax, output, revenue, investment;
    std::optional<Yield> tax_per_mu, output_per_mu, investment_per_mu;
    std::optional<Area> footprint, gross_floor_area, far_floor_area;
    std::optional<double> far, building_density;
    std::optional<int> data_year;
    std::vector<std::string> missing;  // what would settle an undetermined verdict, without repeats, sorted
};

/// A piece of an approval that nobody was supplied with.
struct UnsuppliedLand {
    std::string approval_id;
    std::optional<Date> approval_date;
    std::optional<std::string> park_id;
    Area area;
    std::optional<Area> built;  // unknown without a building source
    std::optional<double> years_since_approval;
};

/// One valid approval with a shape: its land, without what an older one has, and what is left of it.
struct ApprovalResult {
    std::string approval_id;
    std::optional<std::string> approval_no, park_id;
    Area area, unsupplied;
};

/// Land that one parcel shares with the features of one layer.
struct Overlap {
    std::string parcel_id;
    std::string_view role;  // "approval", "building", "constraint"; static storage
    std::string kind;       // of constraints; empty for the others
    std::int64_t features = 0;
    Area shared;   // Σ over features
    Area covered;  // land under several features once
};

struct UnapprovedBuildingLand {
    std::optional<std::string> park_id;
    Area area;
};

/// Σ numerator over Σ denominator, never the mean of ratios; coverage says for how much land both were known.
struct ParkResult {
    std::string park_id, park_name;
    std::optional<Area> area, approved, supplied, unsupplied;
    std::optional<double> supply_rate, supply_rate_5y;  // shares of 1
    Area idle, low_efficiency, undetermined;            // idle: suspected and recognised together
    std::int64_t idle_count = 0, low_efficiency_count = 0, undetermined_count = 0;
    Area recognised_idle;
    std::int64_t recognised_idle_count = 0, parcel_count = 0;
    std::optional<Area> industrial;
    std::optional<Money> tax, output;
    std::optional<Yield> tax_per_mu, output_per_mu, investment_per_mu;
    std::optional<double> tax_coverage, far;
};

/// An indicator, group score or the zone type of one park. `value` and `ideal` are in `unit`.
struct Indicator {
    std::string park_id, indicator_id;
    std::optional<double> value;
    std::string unit;
    std::optional<double> score, ideal;
    std::string clause, undetermined_because;
    std::string code, title, evidence;
    std::string word;                // zone type: industrial, city
    std::optional<double> coverage;  // share of the land the figures are known for; unknown: all of it
    std::optional<int> rank;         // among the parks of one level, 1 the best
    std::string flags;               // above_ceiling
    std::string proof;               // JSON of policy/indicator.hpp
};

/// A target of a policy document and how far one park is from it.
struct GoalResult {
    std::string park_id, goal_id, title, indicator_id;
    std::optional<double> value;
    std::string op;
    std::optional<double> target;
    std::string unit;
    std::optional<double> gap;  // value − target, in `unit`
    Truth met = Truth::undetermined;
    std::optional<double> short_of;  // how much more of the numerator would meet it
    std::string short_unit;          // m2, 万元
    std::string clause, evidence, undetermined_because, proof;
};

/// One control index on one parcel; amounts in 1/300 m² or fen, `short_of` in m² or 万元.
struct ControlRow {
    std::uint32_t parcel = 0;  // row of Assessment::parcels
    std::uint32_t index = 0;   // into Assessment::control_texts
    std::string numerator, denominator;
    std::optional<std::int64_t> numerator_amount, denominator_amount;
    std::optional<double> value, limit_value, short_of;  // value and limit in the unit of the index
    std::string limit;                                   // exact
    Truth met = Truth::undetermined;
    std::string undetermined_because;
};

/// Wording that stands once per control index.
struct ControlText {
    std::string index_id, title, op, unit, clause, evidence, policy;
};

/// The areas of one parcel side by side. `difference` = registered − planar, a missing one counting as 0, so that the
/// differences of all classes add up to that of the totals.
struct AreaRow {
    std::string parcel_id;
    std::optional<std::string> park_id;
    std::optional<Area> registered, contract, planar, ellipsoid;
    Area difference;
    // equal, within, beyond, projection, unit_slip, register_only, shape_only, no_register, no_shape, not_classed
    std::string area_class;
};

struct EnterpriseResult {
    std::string uscc;  // the firm's key: code, else name
    std::string name;
    int year = 0;
    std::optional<Area> land;
    std::optional<Money> tax, output, revenue;
    std::optional<Yield> tax_per_mu, output_per_mu;
    std::optional<double> score;
    std::optional<std::string> grade, list_id;
    std::optional<int> rank;                              // competition ranking within the list: 1, 2, 2, 4
    std::optional<std::string> park_id, industry_code;    // the park with most of its land
    std::optional<Area> own_land, rented_in, rented_out;  // land = own + rented in − rented out
    std::optional<int> ranked;                            // firms of the list that have a score
    std::optional<double> tax_growth;                     // on the year before, of 1
    std::optional<int> rank_change;                       // places won in the same list since the year before
    std::optional<std::string> grade_before;              // of the year before
    std::optional<Yield> tax_per_mu_3y;                   // Σ tax of three years over three times the land
    std::string measures;                                 // what the grade brings, joined by '；'
    std::string unscored_because;                         // why there is no score or grade; empty where there is
};

/// One firm on one parcel: how much of its land counts for the firm, on what ground, and the money that falls on it.
struct EnterpriseLand {
    std::string uscc, parcel_id, tenure;  // own, rent
    std::optional<std::string> park_id;
    std::optional<Area> stated, floor, land, rented_out;
    std::string how;                   // whole, stated, floor_share, remainder, not_assessed, excluded, unknown
    std::optional<Money> tax, output;  // of the data year
};

/// Firms of one industry in one park (or outside every park) in the data year. Groups (kind "division") add up to the
/// park; chains overlap and do not.
struct IndustryResult {
    std::optional<std::string> park_id;
    std::string kind, industry_id, title;
    int year = 0;
    std::int64_t firms = 0;
    std::optional<Area> land;
    std::optional<Money> tax, output;
    std::optional<Yield> tax_per_mu, output_per_mu;  // of the land whose money is known
    std::optional<double> tax_coverage;
    std::string grades;  // "A 3；B 5；D 1"
};

/// What the verdicts of one parcel rest on; their proofs are made of it on demand (ADR 0011).
struct ParcelFacts {
    std::string inputs;   // bytes of inputs.hpp: what it is judged again from
    std::string facts;    // JSON: the known facts that were consulted, by the short keys of the rules
    std::string answers;  // one letter for each of its kind's rule texts: y, n, u
    Truth answer(std::size_t rule) const {
        return answers[rule] == 'y' ? Truth::yes : answers[rule] == 'n' ? Truth::no : Truth::undetermined;
    }
};

/// One rule on a subject that keeps a proof of its own: a park's indicator, a firm's grade. `proof` is JSON text.
struct VerdictRow {
    std::string subject_kind;  // "park", "enterprise"
    std::string subject_id;
    std::uint32_t rule = 0;  // index into Assessment::rule_texts
    Truth verdict = Truth::undetermined;
    std::string proof;
};

/// Wording that stands once per rule.
struct RuleText {
    std::string rule_id, title, clause, evidence, policy;
    Value texts;                          // line and condition texts, by id; see policy.hpp
    Value conditions = {};                // what all its stored proofs have in common; see policy.hpp
    std::string subject_kind = "parcel";  // parcel rules come first: `ParcelFacts::answers` counts them
};

/// A policy pack as it was read; the chain makes the rulebook again where the file has changed since.
struct PackSource {
    std::string pack_id, name, text;  // name: of the file
};

struct Link {
    std::string from_role, from_key, to_role, to_key;
    std::string keys;        // the fields that tied them: "supervision_no"
    double score = 0;        // 0..1
    std::string state;       // matched, doubtful, unmatched
    std::string decided_by;  // "rule" or a person's name
};

/// A shape that was mended before anything was measured; its original is kept, so that every change can be undone.
struct RepairedShape {
    std::string layer, source_file;  // layer: the role
    std::int64_t source_row = 0;
    std::string subject_id;
    std::string reason;  // why: GEOS's words, as in repair.hpp
    Area area_before, area_after;
    bool emptied = false;  // nothing with area was left
};

struct Run {
    std::string run_id;
    Date as_of;
    std::string policy_id, policy_sha256;
    Value inputs;                      // [{path, sha256, rows, role, …}]
    Value parameters;                  // name → value, as set for this run
    Value versions;                    // library → version
    std::string area_basis;            // legal, ellipsoid, planar
    std::string secrecy = "internal";  // the highest mark of the sources
    OverlayCounts overlays;            // what the overlays of this run took
    std::string started, finished;     // ISO with Z; both from SOURCE_DATE_EPOCH where set
};

struct Assessment {
    Run run;
    Crs crs;  // of all shapes of the book
    std::vector<ParcelResult> parcels;
    std::vector<UnsuppliedLand> unsupplied;
    GeometryColumn unsupplied_shapes;  // row i of `unsupplied`
    std::vector<ApprovalResult> approvals;
    std::vector<Overlap> overlaps;  // by role and kind, then parcel row
    std::vector<UnapprovedBuildingLand> unapproved;
    GeometryColumn unapproved_shapes;
    std::vector<ParkResult> parks;      // parcels outside every park count in none; without boundaries all form "-"
    GeometryColumn park_shapes;         // dissolved by park_id; null where unknown
    std::vector<Indicator> indicators;  // by park, then as the pack lists them
    std::vector<GoalResult> goals;      // by park, then as the pack lists them
    std::vector<ControlRow> controls;   // by parcel, then as the pack lists them
    std::vector<ControlText> control_texts;
    std::vector<AreaRow> areas;                   // row i belongs to parcel row i
    std::vector<EnterpriseResult> enterprises;    // by firm, then year
    std::vector<EnterpriseLand> enterprise_land;  // by firm, then parcel
    std::vector<IndustryResult> industries;       // by kind, industry, park
    std::vector<RuleText> rule_texts;
    std::vector<ParcelFacts> facts;    // row i of `parcels`
    std::vector<VerdictRow> verdicts;  // of other subjects, in a fixed order
    std::vector<PackSource> packs;     // root first
    std::vector<Link> links;
    std::vector<RepairedShape> repairs;
    GeometryColumn repair_originals;  // row i of `repairs` as it was drawn
    Diagnostics diagnostics;          // of reading and of analysis, in a fixed order
};

}  // namespace mutu

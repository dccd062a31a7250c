// What a park's office keeps beside the map: projects, commitments and the rates made of them, tied to parcels. Every
// figure is a sum over rows that stand beside it.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/policy.hpp"
#include "mutu/result_table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// One signed project as it stands at as-of (role `project`); row i belongs to row i of the source.
struct ProjectResult {
    std::string project_id, name, uscc;
    std::optional<std::string> park_id;   // of its land, else the declared one where it is known
    std::vector<std::string> parcel_ids;  // sure ties alone, in the order of the parcels
    std::optional<Area> land;
    std::string stage;  // unsigned, signed, started, finished, produced, undetermined: the furthest one sure
    std::optional<Date> signed_on, started_on, finished_on, produced_on;  // up to as-of
    std::optional<Money> signed_amount, arrived;
    std::optional<Money> counted;  // of `arrived` for 资金到位率: parameter arrived_over_signed
    Truth is_signed = Truth::undetermined, started = Truth::undetermined, finished = Truth::undetermined,
          produced = Truth::undetermined;
    Truth large = Truth::undetermined;      // signed for parameter large_project and more
    Truth in_park = Truth::undetermined;    // parameter in_park_by
    Truth fulfilled = Truth::undetermined;  // parameter project_fulfilled_by
    bool in_grace = false;                  // signed less than project_grace_months ago: in no rate but 入园率
    std::vector<std::string> missing;       // field names, sorted
};

/// What happened to projects in one period. Total over parks where `park_id` is absent.
struct ProjectPeriod {
    struct Event {
        std::int64_t count = 0, large = 0, size_unknown = 0;
        Money amount;  // Σ signed investment of those that have it
    };
    std::optional<std::string> park_id;
    std::string kind, period;  // year "2026"; month, bimonth, quarter, half by parameter office_period
    Event signings, starts, finishes, productions;
};

/// One promise of a supervision agreement (role `commitment`) held against what was reached.
struct CommitmentResult {
    std::string parcel_id;
    std::optional<std::string> park_id;
    std::string item, op, unit;
    std::string stage;  // start, finish, production, full_production, yearly, else as written; empty: none
    std::optional<double> value, actual;  // in `unit`
    std::string actual_from;              // recorded, measured; empty: unknown
    std::optional<Date> due;
    Truth met = Truth::undetermined;
    std::string state;               // not_due, met, failed, undated, undetermined, unmatched
    std::optional<double> short_of;  // in `unit`, where not met
    std::vector<std::string> missing;
    std::string proof;  // contract.md §6
};

/// A rate of one park (or of all where `park_id` is absent) over all periods or one year.
struct OfficeRate {
    std::optional<std::string> park_id;
    std::string rate_id;  // fulfilment, arrived, production, full_production, in_park, commitment
    std::string period;   // "all", or the year of signing or of the due date
    std::string unit;     // of numerator and denominator: 项, 万元, 宗, 条
    std::int64_t numerator = 0, denominator = 0, open = 0;  // fen where 万元; open: rows that nobody can decide
    std::optional<double> value, target, gap;               // per cent
    Truth met = Truth::undetermined;
    std::optional<std::int64_t> short_of;  // how much more of the numerator would meet the target
    std::string clause, evidence, undetermined_because, proof;
};

/// One plot of turnover land (role `turnover`) on the way from approval to supply.
struct TurnoverResult {
    std::string turnover_id;
    std::optional<std::string> park_id;
    std::optional<Area> area, quota, drawn;  // area: the quota, else what is drawn
    std::string approval_no;
    std::optional<Date> approved_on;
    std::string rung, next;     // planned, approved, acquired, cleared, ready, supplied; next: what is still to be done
    std::optional<Date> since;  // on this rung
    std::optional<double> years;
    std::string reserved_for;
    std::optional<Date> need;
    std::optional<int> place;              // in the queue of its park, by the day it is needed
    bool late = false;                     // that day is there and the plot is not supplied
    Truth standard = Truth::undetermined;  // 标准地: ready, inside every assessment the pack asks for
    std::vector<std::string> lacking;      // items of the pack that do not cover it
    std::vector<std::string> missing;
};

/// Plots of one park (all where `park_id` is absent) on one rung, or on all of them with the balance.
struct LadderRow {
    std::optional<std::string> park_id;
    std::string rung;  // a rung, or "all"
    std::int64_t count = 0, area_unknown = 0;
    Area area, dated;             // dated: of plots whose day on the rung is known
    std::optional<double> years;  // mean over `dated`, by area
    Area supplied, balance;       // of "all": supplied of it, and what is left
};

/// One key of a base list or of our own list, in exactly one cause.
struct RegisterTie {
    std::string kind, key, subject_id;
    std::optional<std::string> park_id;
    bool in_system = false, in_ledger = false, dealt_with = false;
    std::optional<Area> system, ledger, map;
    std::optional<Date> base_date;
    std::string cause;      // between 系统 and 台账
    std::string map_cause;  // between 台账 and 图
};

/// A cause added up. Promise: `to` − `from` over all causes of a leg is that of its row "total".
struct RegisterSum {
    std::string kind, leg, cause;         // leg: system_ledger, ledger_map
    std::int64_t count = 0, unknown = 0;  // unknown: an area of the pair is, and counts as 0
    Area from, to;
};

/// A row of the low-efficiency base list on its way out (退出机制), by the steps of the pack.
struct ExitResult {
    std::string key, parcel_id;  // parcel_id: empty where the key is tied to none
    std::optional<std::string> park_id;
    std::string rung, rung_title;  // the furthest step with nothing open below it, or "removed"; empty: none yet
    std::optional<Date> since;
    std::string next, decider, document;  // the step that is open, who decides it, by which document
    std::optional<Date> due;
    Truth overdue = Truth::undetermined;
    std::string review, removed_reason;   // passed, failed
    std::string decided_by, document_no;  // as the list says of the last step
    std::vector<std::string> missing;
};

struct DisposalRate {
    std::string kind, source;  // register, own
    std::int64_t base_count = 0, disposed_count = 0, unknown = 0;
    Area base, disposed;
};

/// A parcel or firm to look at on the spot (停产摸底). What is suggested is decided by nobody.
struct SurveyRow {
    std::string kind;  // stopped, half_stopped, bankrupt, building_stopped, building_late, half_stopped_suggested
    std::string subject_kind, subject_id;
    std::optional<std::string> park_id;
    std::optional<Date> since;          // building_late: the agreed finish
    std::optional<double> power_share;  // of the firm's own mean of earlier years
};

struct Office {
    std::vector<ProjectResult> projects;
    std::vector<ProjectPeriod> project_periods;  // by kind, period, then parks in order, the total last
    std::vector<CommitmentResult> commitments;
    std::vector<OfficeRate> rates;         // parks in order, the total last; then by rate and period
    std::vector<TurnoverResult> turnover;  // row i belongs to row i of the source
    GeometryColumn turnover_shapes;
    std::vector<LadderRow> ladder;  // parks in order, the total last; rungs in order, then "all" of each
    std::vector<RegisterTie> ties;
    std::vector<RegisterSum> register_sums;
    std::vector<DisposalRate> disposals;
    std::vector<ExitResult> exits;  // in the order of the source
    std::vector<SurveyRow> survey;  // parcels in order, then firms
    std::vector<Link> links;
    Diagnostics findings;
};

/// Works on what `analyze` left: ids unique, shapes in the book's CRS. Pure; linear in the rows.
Office keep_office(const Holdings& holdings, const Assessment& assessment, const Rulebook& rules, const Labels& labels,
                   Date as_of);

/// The tables of the book: project_result, project_period, commitment_result, office_rate, turnover_result,
/// turnover_ladder, register_tie, register_summary, disposal_rate, exit_result, production_survey.
std::vector<ResultTable> tables_of(const Office& office);

}  // namespace mutu

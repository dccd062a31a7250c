// The office's results as tables of the book.
#include "table_writer.hpp"

namespace mutu {
namespace {

using enum ResultTable::Type;
using office::cell;

using P = ProjectResult;
constexpr office::TableColumn<P> project_columns[] = {
    {"project_id", text, [](const P& r) { return cell(r.project_id); }},
    {"name", text, [](const P& r) { return cell(r.name); }},
    {"uscc", text, [](const P& r) { return cell(r.uscc); }},
    {"park_id", text, [](const P& r) { return cell(r.park_id); }},
    {"parcel_ids", text, [](const P& r) { return cell(r.parcel_ids); }},
    {"land_m2", real, [](const P& r) { return cell(r.land); }},
    {"project_stage", text, [](const P& r) { return cell(r.stage); }},
    {"signed_date", date, [](const P& r) { return cell(r.signed_on); }},
    {"start_date", date, [](const P& r) { return cell(r.started_on); }},
    {"finish_date", date, [](const P& r) { return cell(r.finished_on); }},
    {"production_date", date, [](const P& r) { return cell(r.produced_on); }},
    {"signed_investment_wan", real, [](const P& r) { return cell(r.signed_amount); }},
    {"arrived_wan", real, [](const P& r) { return cell(r.arrived); }},
    {"arrived_counted_wan", real, [](const P& r) { return cell(r.counted); }},
    {"is_signed", text, [](const P& r) { return cell(r.is_signed); }},
    {"is_large", text, [](const P& r) { return cell(r.large); }},
    {"in_park", text, [](const P& r) { return cell(r.in_park); }},
    {"fulfilled", text, [](const P& r) { return cell(r.fulfilled); }},
    {"produced", text, [](const P& r) { return cell(r.produced); }},
    {"in_grace", integer, [](const P& r) { return cell(std::int64_t{r.in_grace}); }},
    {"missing", text, [](const P& r) { return cell(r.missing); }}};

using N = ProjectPeriod;
constexpr office::TableColumn<N> period_columns[] = {
    {"park_id", text, [](const N& r) { return cell(r.park_id); }},
    {"period_kind", text, [](const N& r) { return cell(r.kind); }},
    {"period", text, [](const N& r) { return cell(r.period); }},
    {"signed_count", integer, [](const N& r) { return cell(r.signings.count); }},
    {"signed_wan", real, [](const N& r) { return cell(r.signings.amount); }},
    {"signed_large_count", integer, [](const N& r) { return cell(r.signings.large); }},
    {"started_count", integer, [](const N& r) { return cell(r.starts.count); }},
    {"started_wan", real, [](const N& r) { return cell(r.starts.amount); }},
    {"started_large_count", integer, [](const N& r) { return cell(r.starts.large); }},
    {"finished_count", integer, [](const N& r) { return cell(r.finishes.count); }},
    {"finished_wan", real, [](const N& r) { return cell(r.finishes.amount); }},
    {"finished_large_count", integer, [](const N& r) { return cell(r.finishes.large); }},
    {"produced_count", integer, [](const N& r) { return cell(r.productions.count); }},
    {"produced_wan", real, [](const N& r) { return cell(r.productions.amount); }},
    {"produced_large_count", integer, [](const N& r) { return cell(r.productions.large); }},
    {"size_unknown_count", integer, [](const N& r) {
         return cell(r.signings.size_unknown + r.starts.size_unknown + r.finishes.size_unknown +
                     r.productions.size_unknown);
     }}};

using C = CommitmentResult;
constexpr office::TableColumn<C> commitment_columns[] = {
    {"parcel_id", text, [](const C& r) { return cell(r.parcel_id); }},
    {"park_id", text, [](const C& r) { return cell(r.park_id); }},
    {"item", text, [](const C& r) { return cell(r.item); }},
    {"stage", text, [](const C& r) { return cell(r.stage); }},
    {"due_date", date, [](const C& r) { return cell(r.due); }},
    {"op", text, [](const C& r) { return cell(r.op); }},
    {"promised", real, [](const C& r) { return cell(r.value); }},
    {"actual", real, [](const C& r) { return cell(r.actual); }},
    {"unit", text, [](const C& r) { return cell(r.unit); }},
    {"actual_from", text, [](const C& r) { return cell(r.actual_from); }},
    {"met", text, [](const C& r) { return cell(r.met); }},
    {"commitment_state", text, [](const C& r) { return cell(r.state); }},
    {"short_of", real, [](const C& r) { return cell(r.short_of); }},
    {"missing", text, [](const C& r) { return cell(r.missing); }},
    {"proof", text, [](const C& r) { return cell(r.proof); }}};

/// Fen as 万元, everything else as counted.
ResultCell counted(const OfficeRate& rate, std::int64_t amount) {
    return rate.unit == "万元" ? ResultCell{Money::fen(amount).wan()} : ResultCell{static_cast<double>(amount)};
}

using R = OfficeRate;
constexpr office::TableColumn<R> rate_columns[] = {
    {"park_id", text, [](const R& r) { return cell(r.park_id); }},
    {"office_rate", text, [](const R& r) { return cell(r.rate_id); }},
    {"period", text, [](const R& r) { return cell(r.period); }},
    {"value", real, [](const R& r) { return cell(r.value); }},
    {"numerator_sum", real, [](const R& r) { return counted(r, r.numerator); }},
    {"denominator_sum", real, [](const R& r) { return counted(r, r.denominator); }},
    {"sum_unit", text, [](const R& r) { return cell(r.unit); }},
    {"open_count", integer, [](const R& r) { return cell(r.open); }},
    {"target", real, [](const R& r) { return cell(r.target); }},
    {"gap", real, [](const R& r) { return cell(r.gap); }},
    {"met", text, [](const R& r) { return cell(r.met); }},
    {"short_of", real, [](const R& r) { return r.short_of ? counted(r, *r.short_of) : ResultCell{}; }},
    {"undetermined_because", text, [](const R& r) { return cell(r.undetermined_because); }},
    {"clause", text, [](const R& r) { return cell(r.clause); }},
    {"evidence", text, [](const R& r) { return cell(r.evidence); }},
    {"proof", text, [](const R& r) { return cell(r.proof); }}};

using T = TurnoverResult;
constexpr office::TableColumn<T> turnover_columns[] = {
    {"turnover_id", text, [](const T& r) { return cell(r.turnover_id); }},
    {"park_id", text, [](const T& r) { return cell(r.park_id); }},
    {"area_m2", real, [](const T& r) { return cell(r.area); }},
    {"quota_m2", real, [](const T& r) { return cell(r.quota); }},
    {"drawn_m2", real, [](const T& r) { return cell(r.drawn); }},
    {"approval_no", text, [](const T& r) { return cell(r.approval_no); }},
    {"approval_date", date, [](const T& r) { return cell(r.approved_on); }},
    {"rung", text, [](const T& r) { return cell(r.rung); }},
    {"rung_since", date, [](const T& r) { return cell(r.since); }},
    {"years_on_rung", real, [](const T& r) { return cell(r.years); }},
    {"next_rung", text, [](const T& r) { return cell(r.next); }},
    {"reserved_for", text, [](const T& r) { return cell(r.reserved_for); }},
    {"need_date", date, [](const T& r) { return cell(r.need); }},
    {"queue_place", integer, [](const T& r) { return r.place ? cell(std::int64_t{*r.place}) : ResultCell{}; }},
    {"late", text, [](const T& r) { return cell(truth_of(r.late)); }},
    {"standard_ready", text, [](const T& r) { return cell(r.standard); }},
    {"standard_lacking", text, [](const T& r) { return cell(r.lacking); }},
    {"missing", text, [](const T& r) { return cell(r.missing); }}};

using L = LadderRow;
constexpr office::TableColumn<L> ladder_columns[] = {
    {"park_id", text, [](const L& r) { return cell(r.park_id); }},
    {"rung", text, [](const L& r) { return cell(r.rung); }},
    {"plot_count", integer, [](const L& r) { return cell(r.count); }},
    {"area_m2", real, [](const L& r) { return cell(r.area); }},
    {"area_unknown_count", integer, [](const L& r) { return cell(r.area_unknown); }},
    {"years_on_rung", real, [](const L& r) { return cell(r.years); }},
    {"dated_m2", real, [](const L& r) { return cell(r.dated); }},
    {"supplied_m2", real, [](const L& r) { return r.rung == "all" ? cell(r.supplied) : ResultCell{}; }},
    {"balance_m2", real, [](const L& r) { return r.rung == "all" ? cell(r.balance) : ResultCell{}; }}};

using E = RegisterTie;
constexpr office::TableColumn<E> tie_columns[] = {
    {"register_kind", text, [](const E& r) { return cell(r.kind); }},
    {"key", text, [](const E& r) { return cell(r.key); }},
    {"subject_id", text, [](const E& r) { return cell(r.subject_id); }},
    {"park_id", text, [](const E& r) { return cell(r.park_id); }},
    {"system_m2", real, [](const E& r) { return cell(r.system); }},
    {"ledger_m2", real, [](const E& r) { return cell(r.ledger); }},
    {"map_m2", real, [](const E& r) { return cell(r.map); }},
    {"tie_cause", text, [](const E& r) { return cell(r.cause); }},
    {"map_cause", text, [](const E& r) { return cell(r.map_cause); }},
    {"dealt_with", text, [](const E& r) { return cell(truth_of(r.dealt_with)); }},
    {"base_date", date, [](const E& r) { return cell(r.base_date); }}};

using S = RegisterSum;
constexpr office::TableColumn<S> sum_columns[] = {
    {"register_kind", text, [](const S& r) { return cell(r.kind); }},
    {"leg", text, [](const S& r) { return cell(r.leg); }},
    {"tie_cause", text, [](const S& r) { return cell(r.cause); }},
    {"key_count", integer, [](const S& r) { return cell(r.count); }},
    {"from_m2", real, [](const S& r) { return cell(r.from); }},
    {"to_m2", real, [](const S& r) { return cell(r.to); }},
    {"difference_m2", real, [](const S& r) { return cell(r.to - r.from); }},
    {"area_unknown_count", integer, [](const S& r) { return cell(r.unknown); }}};

using D = DisposalRate;
constexpr office::TableColumn<D> disposal_columns[] = {
    {"register_kind", text, [](const D& r) { return cell(r.kind); }},
    {"base_from", text, [](const D& r) { return cell(r.source); }},
    {"base_count", integer, [](const D& r) { return cell(r.base_count); }},
    {"disposed_count", integer, [](const D& r) { return cell(r.disposed_count); }},
    {"base_m2", real, [](const D& r) { return cell(r.base); }},
    {"disposed_m2", real, [](const D& r) { return cell(r.disposed); }},
    {"disposal_rate", real,
     [](const D& r) {
         return r.base > Area{} ? cell(r.disposed.square_metres() / r.base.square_metres()) : ResultCell{};
     }},
    {"area_unknown_count", integer, [](const D& r) { return cell(r.unknown); }}};

using X = ExitResult;
constexpr office::TableColumn<X> exit_columns[] = {
    {"key", text, [](const X& r) { return cell(r.key); }},
    {"parcel_id", text, [](const X& r) { return cell(r.parcel_id); }},
    {"park_id", text, [](const X& r) { return cell(r.park_id); }},
    {"exit_rung", text, [](const X& r) { return cell(r.rung); }},
    {"exit_rung_title", text, [](const X& r) { return cell(r.rung_title); }},
    {"rung_since", date, [](const X& r) { return cell(r.since); }},
    {"next_step", text, [](const X& r) { return cell(r.next); }},
    {"due_date", date, [](const X& r) { return cell(r.due); }},
    {"overdue", text, [](const X& r) { return cell(r.overdue); }},
    {"decider", text, [](const X& r) { return cell(r.decider); }},
    {"document", text, [](const X& r) { return cell(r.document); }},
    {"review_result", text, [](const X& r) { return cell(r.review); }},
    {"removed_reason", text, [](const X& r) { return cell(r.removed_reason); }},
    {"decided_by", text, [](const X& r) { return cell(r.decided_by); }},
    {"document_no", text, [](const X& r) { return cell(r.document_no); }},
    {"missing", text, [](const X& r) { return cell(r.missing); }}};

using V = SurveyRow;
constexpr office::TableColumn<V> survey_columns[] = {
    {"survey_kind", text, [](const V& r) { return cell(r.kind); }},
    {"subject_kind", text, [](const V& r) { return cell(r.subject_kind); }},
    {"subject_id", text, [](const V& r) { return cell(r.subject_id); }},
    {"park_id", text, [](const V& r) { return cell(r.park_id); }},
    {"since_date", date, [](const V& r) { return cell(r.since); }},
    {"power_coverage", real, [](const V& r) { return cell(r.power_share); }}};

}  // namespace

std::vector<ResultTable> tables_of(const Office& all) {
    ResultTable turnover = office::table_of<T>("turnover_result", turnover_columns, all.turnover);
    turnover.shapes = all.turnover_shapes;
    return {office::table_of<P>("project_result", project_columns, all.projects),
            office::table_of<N>("project_period", period_columns, all.project_periods),
            office::table_of<C>("commitment_result", commitment_columns, all.commitments),
            office::table_of<R>("office_rate", rate_columns, all.rates),
            std::move(turnover),
            office::table_of<L>("turnover_ladder", ladder_columns, all.ladder),
            office::table_of<E>("register_tie", tie_columns, all.ties),
            office::table_of<S>("register_summary", sum_columns, all.register_sums),
            office::table_of<D>("disposal_rate", disposal_columns, all.disposals),
            office::table_of<X>("exit_result", exit_columns, all.exits),
            office::table_of<V>("production_survey", survey_columns, all.survey)};
}

}  // namespace mutu

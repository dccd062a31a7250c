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

}  // namespace

std::vector<ResultTable> tables_of(const Office& all) {
    return {office::table_of<P>("project_result", project_columns, all.projects),
            office::table_of<N>("project_period", period_columns, all.project_periods),
            office::table_of<C>("commitment_result", commitment_columns, all.commitments),
            office::table_of<R>("office_rate", rate_columns, all.rates)};
}

}  // namespace mutu

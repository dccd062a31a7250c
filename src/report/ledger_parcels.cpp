// The parcel sheets of the ledger: 疑似闲置, 供而未用, 停产半停产停建缓建, 待核, each a list of columns and a choice of
// parcels.
#include "ledger_sheets.hpp"
#include "parcel_cells.hpp"

#include <functional>

namespace mutu {
namespace {

using enum Form;

constexpr ParcelColumn idle_columns[] = {{"region", text, cells::region},
                                         {"park", text, cells::park},
                                         {"parcel_id", text, cells::parcel_id},
                                         {"supervision_no", text, cells::contract},
                                         {"project_name", text, cells::own},
                                         {"holder_name", text, cells::own},
                                         {"location", text, cells::own},
                                         {"area_ha", hectares, cells::area, true},
                                         {"area_mu", mu, cells::area, true},
                                         {"land_use_code", text, cells::own},
                                         {"supply_mode", text, cells::contract},
                                         {"contract_date", date, cells::contract_date},
                                         {"agreed_delivery_date", date, cells::contract},
                                         {"actual_delivery_date", date, cells::contract},
                                         {"agreed_start_date", date, cells::contract},
                                         {"extended_start_date", date, cells::contract},
                                         {"agreed_finish_date", date, cells::contract},
                                         {"land_price_wan", wan, cells::land_price, true},
                                         {"paid_price", wan, cells::unknown},
                                         {"idle_state", text, cells::idle_state},
                                         {"recognition", text, cells::recognition},
                                         {"idle_on", date, cells::idle_on},
                                         {"idle_months", count, cells::idle_months},
                                         {"idle_cause", text, cells::own},
                                         {"notice_no", text, cells::own},
                                         {"notice_served_date", date, cells::own},
                                         {"recognition_no", text, cells::own},
                                         {"recognition_date", date, cells::own},
                                         {"disposal_mode", text, cells::own},
                                         {"disposal_approval_no", text, cells::own},
                                         {"idle_fee", wan, cells::idle_fee, true},
                                         {"paid_fee", wan, cells::unknown},
                                         {"disposed_date", date, cells::own},
                                         {"actions", text, cells::actions},
                                         {"sentence", text, cells::idle_sentence},
                                         {"remark", text, cells::unknown}};

constexpr ParcelColumn unused_columns[] = {{"region", text, cells::region},
                                           {"park", text, cells::park},
                                           {"parcel_id", text, cells::parcel_id},
                                           {"supervision_no", text, cells::contract},
                                           {"project_name", text, cells::own},
                                           {"holder_name", text, cells::own},
                                           {"location", text, cells::own},
                                           {"area_ha", hectares, cells::area, true},
                                           {"area_mu", mu, cells::area, true},
                                           {"land_use_code", text, cells::own},
                                           {"supply_mode", text, cells::contract},
                                           {"contract_date", date, cells::contract_date},
                                           {"agreed_delivery_date", date, cells::contract},
                                           {"actual_delivery_date", date, cells::contract},
                                           {"agreed_start_date", date, cells::contract},
                                           {"extended_start_date", date, cells::contract},
                                           {"agreed_finish_date", date, cells::contract},
                                           {"land_price_wan", wan, cells::land_price, true},
                                           {"paid_price", wan, cells::unknown},
                                           {"start_due", date, cells::start_due},
                                           {"is_due", text, cells::is_due},
                                           {"idle_state", text, cells::idle_state},
                                           {"recognition", text, cells::recognition},
                                           {"idle_on", date, cells::idle_on},
                                           {"idle_months", count, cells::idle_months},
                                           {"idle_cause", text, cells::own},
                                           {"field_check", text, cells::own},
                                           {"field_check_date", date, cells::own},
                                           {"field_place", text, cells::unknown},
                                           {"actions", text, cells::actions},
                                           {"sentence", text, cells::idle_sentence},
                                           {"remark", text, cells::unknown}};

constexpr ParcelColumn stopped_columns[] = {{"region", text, cells::region},
                                            {"park", text, cells::park},
                                            {"parcel_id", text, cells::parcel_id},
                                            {"project_name", text, cells::own},
                                            {"holder_name", text, cells::own},
                                            {"location", text, cells::own},
                                            {"area_ha", hectares, cells::area, true},
                                            {"area_mu", mu, cells::area, true},
                                            {"operation_state", text, cells::own},
                                            {"production_stop_date", date, cells::own},
                                            {"idle_state", text, cells::idle_state},
                                            {"stop_date", date, cells::own},
                                            {"resume_date", date, cells::own},
                                            {"required_area_m2", square_metres, cells::own},
                                            {"developed_area_m2", square_metres, cells::own},
                                            {"total_investment_wan", wan, cells::own},
                                            {"invested_wan", wan, cells::own},
                                            {"recognition", text, cells::recognition},
                                            {"idle_on", date, cells::idle_on},
                                            {"actions", text, cells::actions},
                                            {"sentence", text, cells::idle_sentence},
                                            {"remark", text, cells::unknown}};

constexpr ParcelColumn open_columns[] = {{"region", text, cells::region},
                                         {"park", text, cells::park},
                                         {"parcel_id", text, cells::parcel_id},
                                         {"project_name", text, cells::own},
                                         {"holder_name", text, cells::own},
                                         {"location", text, cells::own},
                                         {"area_ha", hectares, cells::area, true},
                                         {"area_mu", mu, cells::area, true},
                                         {"land_class", text, cells::land_class},
                                         {"missing", text, cells::missing},
                                         {"open_questions", text, cells::open_questions},
                                         {"open_sentences", text, cells::open_sentences},
                                         {"remark", text, cells::unknown}};

/// 低效/存量台账 in the order of its 39 columns (policy.md §12), then what MuTu adds.
constexpr ParcelColumn low_columns[] = {{"survey_unit", text, cells::unknown},
                                        {"town", text, cells::unknown},
                                        {"survey_area", text, cells::unknown},
                                        {"parcels_within", text, cells::parcel_id},
                                        {"area_mu", mu, cells::area, true},
                                        {"use_state", text, cells::own},
                                        {"legacy_area", mu, cells::unknown},
                                        {"village_renewal", text, cells::unknown},
                                        {"intended_renewal", text, cells::actions},
                                        {"progress", text, cells::unknown},
                                        {"planned_use", text, cells::unknown},
                                        {"is_low", text, cells::low_mark},
                                        {"three_kinds", text, cells::unknown},
                                        {"after_demolition", text, cells::unknown},
                                        {"title_holder", text, cells::own},
                                        {"title_no", text, cells::unknown},
                                        {"title_date", date, cells::unknown},
                                        {"registered_area", mu, cells::registered_area, true},
                                        {"right_kind", text, cells::unknown},
                                        {"registered_use", text, cells::own},
                                        {"land_user", text, cells::contract},
                                        {"approval_doc_no", text, cells::unknown},
                                        {"approval_doc_date", date, cells::unknown},
                                        {"approval_doc_area", mu, cells::unknown},
                                        {"approval_doc_use", text, cells::unknown},
                                        {"approval_right_kind", text, cells::contract},
                                        {"present_user", text, cells::occupants},
                                        {"use_since", date, cells::unknown},
                                        {"penalty_no", text, cells::unknown},
                                        {"present_category", text, cells::unknown},
                                        {"ownership", text, cells::unknown},
                                        {"present_use", text, cells::unknown},
                                        {"industry", text, cells::own},
                                        {"far", ratio, cells::far},
                                        {"building_density", share, cells::building_density},
                                        {"investment_per_mu", wan_per_mu, cells::investment_per_mu},
                                        {"tax_per_mu", wan_per_mu, cells::tax_per_mu},
                                        {"environment", text, cells::unknown},
                                        {"infrastructure", text, cells::unknown},
                                        {"park", text, cells::park},
                                        {"area_ha", hectares, cells::area, true},
                                        {"sentence", text, cells::low_sentence}};

/// The field behind a column of the 39 that carries another heading.
std::string_view field_behind(std::string_view id) {
    if (id == "use_state") return "operation_state";
    if (id == "title_holder" || id == "land_user") return "holder_name";
    if (id == "registered_use") return "land_use_code";
    if (id == "approval_right_kind") return "supply_mode";
    if (id == "industry") return "industry_code";
    return id;
}

struct ParcelSheet {
    std::string_view id;
    std::span<const ParcelColumn> columns;
    std::function<bool(const ParcelRow&)> chosen;
    bool by_recognition = false;  // 疑似 and 已认定 are totalled apart
};

std::string recognition_group(const LedgerSource& source, const ParcelResult& result) {
    const std::string_view id = is_recognised(result)              ? "of_recognised"
                                : result.recognition == "disposed" ? "of_disposed"
                                                                   : "of_suspected";
    return source.labels.text("ledger", id);
}

void write_parcels(Workbook& book, const LedgerSource& source, const ParcelSheet& spec) {
    std::vector<SheetColumn> columns{{source.labels.text("ledger", "number"), Form::count}};
    for (const ParcelColumn& column : spec.columns)
        columns.push_back({heading(source.labels, column.id), column.form, column.summed});
    Sheet sheet{book, source.labels.text("ledger_sheet", spec.id), std::move(columns), sheet_words(source, "parcels")};
    std::int64_t number = 0;
    for (std::size_t row = 0; row < source.assessment.parcels.size(); ++row) {
        const ParcelRow parcel{source, row};
        if (!spec.chosen(parcel)) continue;
        std::vector<Cell> line{{++number}};
        for (const ParcelColumn& column : spec.columns) line.push_back({column.value(parcel, field_behind(column.id))});
        sheet.add(line, spec.by_recognition ? recognition_group(source, parcel.result()) : std::string{});
    }
    sheet.finish();
}

/// A suspension lies behind this idleness, so the parcel was started.
bool suspended(const ParcelRow& parcel) {
    const auto stop = parcel.source.holdings[Role::parcel].column<Date>("stop_date")[parcel.row];
    return stop && *stop <= parcel.source.assessment.run.as_of;
}

bool unused(const ParcelRow& parcel) {
    const ParcelResult& result = parcel.result();
    const std::string& state = result.idle_state;
    if (result.supply_state != "supplied") return false;
    if (state == "idle_gov") return !suspended(parcel);
    return state == "not_due" || state == "early_warning" || state == "idle_a_1y" || state == "idle_a_2y";
}

bool stopped(const ParcelRow& parcel) {
    const auto state = parcel.source.holdings[Role::parcel].column<std::string>("operation_state")[parcel.row];
    const std::string& idle = parcel.result().idle_state;
    return idle == "stalled" || idle == "idle_b" ||
           (state && (*state == "half_stopped" || *state == "stopped" || *state == "bankrupt"));
}

bool open(const ParcelRow& parcel) {
    const ParcelResult& result = parcel.result();
    for (const std::string* state : {&result.land_class, &result.supply_state, &result.idle_state, &result.efficiency})
        if (*state == "undetermined") return true;
    return false;
}

}  // namespace

void write_idle(Workbook& book, const LedgerSource& source) {
    write_parcels(book, source, {"idle", idle_columns, [](const ParcelRow& p) { return is_idle(p.result()); }, true});
}

void write_unused(Workbook& book, const LedgerSource& source) {
    write_parcels(book, source, {"unused", unused_columns, unused});
}

void write_low(Workbook& book, const LedgerSource& source) {
    write_parcels(book, source,
                  {"low", low_columns, [](const ParcelRow& p) { return p.result().efficiency == "low"; }});
}

void write_stopped(Workbook& book, const LedgerSource& source) {
    write_parcels(book, source, {"stopped", stopped_columns, stopped});
}

void write_open(Workbook& book, const LedgerSource& source) {
    write_parcels(book, source, {"open", open_columns, open});
}

}  // namespace mutu

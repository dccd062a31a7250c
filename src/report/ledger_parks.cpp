// The 汇总 sheet: one row per park, 疑似 and 已认定 apart, the undetermined beside the determined.
#include "ledger_sheets.hpp"

namespace mutu {
namespace {

using enum Form;

struct ParkColumn {
    std::string_view id;
    Form form = text;
    Quantity (*value)(const ParkResult&) = nullptr;
    bool summed = false;
};

constexpr ParkColumn park_columns[] = {
    {"park_id", text, [](const ParkResult& p) { return Quantity{p.park_id}; }},
    {"park", text, [](const ParkResult& p) { return p.park_name.empty() ? Quantity{} : Quantity{p.park_name}; }},
    {"area_ha", hectares, [](const ParkResult& p) { return quantity(p.area); }, true},
    {"area_mu", mu, [](const ParkResult& p) { return quantity(p.area); }, true},
    {"parcel_count", count, [](const ParkResult& p) { return Quantity{p.parcel_count}; }, true},
    {"approved_ha", hectares, [](const ParkResult& p) { return quantity(p.approved); }, true},
    {"approved_mu", mu, [](const ParkResult& p) { return quantity(p.approved); }, true},
    {"supplied_ha_plain", hectares, [](const ParkResult& p) { return quantity(p.supplied); }, true},
    {"supplied_mu_plain", mu, [](const ParkResult& p) { return quantity(p.supplied); }, true},
    {"unsupplied_ha", hectares, [](const ParkResult& p) { return quantity(p.unsupplied); }, true},
    {"unsupplied_mu", mu, [](const ParkResult& p) { return quantity(p.unsupplied); }, true},
    {"supply_rate", share, [](const ParkResult& p) { return quantity(p.supply_rate); }},
    {"supply_rate_5y", share, [](const ParkResult& p) { return quantity(p.supply_rate_5y); }},
    {"idle_count", count, [](const ParkResult& p) { return Quantity{p.idle_count - p.recognised_idle_count}; }, true},
    {"idle_ha", hectares, [](const ParkResult& p) { return Quantity{p.idle - p.recognised_idle}; }, true},
    {"idle_mu", mu, [](const ParkResult& p) { return Quantity{p.idle - p.recognised_idle}; }, true},
    {"recognised_count", count, [](const ParkResult& p) { return Quantity{p.recognised_idle_count}; }, true},
    {"recognised_ha", hectares, [](const ParkResult& p) { return Quantity{p.recognised_idle}; }, true},
    {"recognised_mu", mu, [](const ParkResult& p) { return Quantity{p.recognised_idle}; }, true},
    {"low_count", count, [](const ParkResult& p) { return Quantity{p.low_efficiency_count}; }, true},
    {"low_ha", hectares, [](const ParkResult& p) { return Quantity{p.low_efficiency}; }, true},
    {"low_mu", mu, [](const ParkResult& p) { return Quantity{p.low_efficiency}; }, true},
    {"open_count", count, [](const ParkResult& p) { return Quantity{p.undetermined_count}; }, true},
    {"open_ha", hectares, [](const ParkResult& p) { return Quantity{p.undetermined}; }, true},
    {"open_mu", mu, [](const ParkResult& p) { return Quantity{p.undetermined}; }, true},
    {"industrial_ha", hectares, [](const ParkResult& p) { return quantity(p.industrial); }, true},
    {"industrial_mu", mu, [](const ParkResult& p) { return quantity(p.industrial); }, true},
    {"tax_wan", wan, [](const ParkResult& p) { return quantity(p.tax); }, true},
    {"output_wan", wan, [](const ParkResult& p) { return quantity(p.output); }, true},
    {"tax_per_mu_short", wan_per_mu, [](const ParkResult& p) { return quantity(p.tax_per_mu); }, true},
    {"tax_coverage", share, [](const ParkResult& p) { return quantity(p.tax_coverage); }},
    {"output_per_mu", wan_per_mu, [](const ParkResult& p) { return quantity(p.output_per_mu); }, true},
    {"investment_per_mu_short", wan_per_mu, [](const ParkResult& p) { return quantity(p.investment_per_mu); }, true},
    {"far", ratio, [](const ParkResult& p) { return quantity(p.far); }}};

}  // namespace

void write_parks(Workbook& book, const LedgerSource& source) {
    std::vector<SheetColumn> columns{{source.labels.text("ledger", "number"), Form::count}};
    for (const ParkColumn& column : park_columns)
        columns.push_back({heading(source.labels, column.id), column.form, column.summed});
    Sheet sheet{book, source.labels.text("ledger_sheet", "parks"), std::move(columns), sheet_words(source, "parks")};
    std::int64_t number = 0;
    for (const ParkResult& park : source.assessment.parks) {
        std::vector<Cell> line{{++number}};
        for (const ParkColumn& column : park_columns) line.push_back({column.value(park)});
        sheet.add(line);
    }
    const std::string notes[] = {source.labels.text("ledger", "suspicion_note"),
                                 source.labels.text("ledger", "coverage_note")};
    sheet.finish(notes);
}

}  // namespace mutu

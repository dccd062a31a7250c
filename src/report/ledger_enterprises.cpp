// The 亩均英雄榜 sheet: firms of the data year by list and rank, with grade, growth and what the grade brings.
#include "ledger_sheets.hpp"

#include <algorithm>
#include <tuple>

namespace mutu {
namespace {

using enum Form;

struct FirmColumn {
    std::string_view id;
    Form form = text;
    Quantity (*value)(const EnterpriseResult&) = nullptr;
    bool summed = false;
};

Quantity words(const std::string& text) { return text.empty() ? Quantity{} : Quantity{text}; }

Quantity places(const std::optional<int>& count) {
    return count ? Quantity{static_cast<std::int64_t>(*count)} : Quantity{};
}

constexpr FirmColumn firm_columns[] = {
    {"score_list", text, [](const EnterpriseResult& r) { return quantity(r.list_id); }},
    {"score_rank", count, [](const EnterpriseResult& r) { return places(r.rank); }},
    {"score_grade", text, [](const EnterpriseResult& r) { return quantity(r.grade); }},
    {"firm", text, [](const EnterpriseResult& r) { return words(r.name); }},
    {"uscc", text, [](const EnterpriseResult& r) { return Quantity{r.uscc}; }},
    {"park_id", text, [](const EnterpriseResult& r) { return quantity(r.park_id); }},
    {"firm_land_mu", mu, [](const EnterpriseResult& r) { return quantity(r.land); }, true},
    {"own_land_mu", mu, [](const EnterpriseResult& r) { return quantity(r.own_land); }, true},
    {"rented_in_mu", mu, [](const EnterpriseResult& r) { return quantity(r.rented_in); }, true},
    {"rented_out_mu", mu, [](const EnterpriseResult& r) { return quantity(r.rented_out); }, true},
    {"tax_wan", wan, [](const EnterpriseResult& r) { return quantity(r.tax); }, true},
    {"tax_per_mu_short", wan_per_mu, [](const EnterpriseResult& r) { return quantity(r.tax_per_mu); }, true},
    {"tax_per_mu_3y", wan_per_mu, [](const EnterpriseResult& r) { return quantity(r.tax_per_mu_3y); }},
    {"tax_growth", share, [](const EnterpriseResult& r) { return quantity(r.tax_growth); }},
    {"output_per_mu", wan_per_mu, [](const EnterpriseResult& r) { return quantity(r.output_per_mu); }, true},
    {"firm_score", ratio, [](const EnterpriseResult& r) { return quantity(r.score); }},
    {"rank_change", count, [](const EnterpriseResult& r) { return places(r.rank_change); }},
    {"grade_before", text, [](const EnterpriseResult& r) { return quantity(r.grade_before); }},
    {"grade_measures", text, [](const EnterpriseResult& r) { return words(r.measures); }},
    {"unscored_because", text, [](const EnterpriseResult& r) { return words(r.unscored_because); }}};

/// By list, then rank; what has no rank stands last, by code.
std::vector<const EnterpriseResult*> ranked(const Assessment& assessment) {
    std::vector<const EnterpriseResult*> firms;
    const std::optional<int> year = assessment.parcels.empty() ? std::nullopt : assessment.parcels.front().data_year;
    for (const EnterpriseResult& result : assessment.enterprises)
        if (result.year == year) firms.push_back(&result);
    const auto key = [](const EnterpriseResult* r) {
        return std::tuple{!r->list_id, r->list_id.value_or(""), !r->rank, r->rank.value_or(0), r->uscc};
    };
    std::sort(firms.begin(), firms.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
    return firms;
}

}  // namespace

void write_enterprises(Workbook& book, const LedgerSource& source) {
    const auto firms = ranked(source.assessment);
    if (firms.empty()) return;
    std::vector<SheetColumn> columns{{source.labels.text("ledger", "number"), Form::count}};
    for (const FirmColumn& column : firm_columns)
        columns.push_back({heading(source.labels, column.id), column.form, column.summed});
    Sheet sheet{book, source.labels.text("ledger_sheet", "enterprises"), std::move(columns),
                sheet_words(source, "firms")};
    std::int64_t number = 0;
    for (const EnterpriseResult* firm : firms) {
        std::vector<Cell> line{{++number}};
        for (const FirmColumn& column : firm_columns) line.push_back({column.value(*firm)});
        sheet.add(line);
    }
    std::vector<std::string> notes{source.labels.text("ledger", "score_note")};
    const bool ranked =
        std::any_of(firms.begin(), firms.end(), [](const auto* firm) { return firm->rank.has_value(); });
    if (ranked) notes.push_back(source.labels.text("ledger", "draft_note"));
    sheet.finish(notes);
}

}  // namespace mutu

// The 批而未供 sheet: one row per approval remnant, joined to its approval.
#include "ledger_sheets.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace mutu {
namespace {

using enum Form;

/// What belongs to an approval number as a whole and stands on each of its remnants.
struct ApprovalSum {
    std::map<Area, bool> seen;  // different approved areas of its parts: a repeated one counts once
    bool known = true;          // every part says how much was approved
    Area approved, exempt, unsupplied;
    bool counted = false;  // its figures are in the totals already
};

struct Approvals {
    explicit Approvals(const LedgerSource& ledger);
    std::string number(std::size_t row) const;

    const LedgerSource& source;
    const Table& table;
    std::unordered_map<std::string, std::size_t> rows;  // approval id → row
    std::unordered_map<std::string, ApprovalSum> sums;  // approval number → sums
};

Approvals::Approvals(const LedgerSource& ledger) : source{ledger}, table{ledger.holdings[Role::approval]} {
    const auto ids = table.column<std::string>("approval_id");
    const auto approved = table.column<Area>("approved_area_m2"), exempt = table.column<Area>("exempt_m2");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (ids[row]) rows.emplace(*ids[row], row);
        ApprovalSum& sum = sums[number(row)];
        if (!approved[row])
            sum.known = false;
        else if (sum.seen.emplace(*approved[row], true).second) {
            sum.approved += *approved[row];
            if (exempt[row]) sum.exempt += *exempt[row];
        }
    }
    for (const UnsuppliedLand& land : source.assessment.unsupplied)
        if (const auto found = rows.find(land.approval_id); found != rows.end())
            sums[number(found->second)].unsupplied += land.area;
}

/// Parts without a number stand for themselves.
std::string Approvals::number(std::size_t row) const {
    const auto& no = table.column<std::string>("approval_no")[row];
    const auto& id = table.column<std::string>("approval_id")[row];
    return no ? *no : id ? *id : "#" + std::to_string(row);
}

std::vector<SheetColumn> columns(const Labels& labels) {
    struct Spec {
        std::string_view id;
        Form form = text;
        bool summed = false;
    };
    static constexpr Spec specs[] = {{"number", count},
                                     {"park"},
                                     {"approval_no"},
                                     {"approval_id"},
                                     {"approval_date", date},
                                     {"batch_name"},
                                     {"approval_kind"},
                                     {"approval_status"},
                                     {"approved_ha", hectares, true},
                                     {"approved_mu", mu, true},
                                     {"new_construction_ha", hectares, true},
                                     {"acquired_ha", hectares, true},
                                     {"cultivated_ha", hectares, true},
                                     {"exempt_ha", hectares, true},
                                     {"supplied_ha", hectares, true},
                                     {"supplied_mu", mu, true},
                                     {"unsupplied_ha", hectares, true},
                                     {"unsupplied_mu", mu, true},
                                     {"built_unsupplied_ha", hectares, true},
                                     {"built_unsupplied_mu", mu, true},
                                     {"years_since_approval", years},
                                     {"unsupplied_cause"},
                                     {"measure"},
                                     {"responsible_unit"},
                                     {"plan_finish_date", date},
                                     {"progress"}};
    std::vector<SheetColumn> result;
    for (const Spec& spec : specs) result.push_back({heading(labels, spec.id), spec.form, spec.summed});
    return result;
}

/// What was approved less what nobody was supplied with; unknown where the registers and the shapes contradict.
Quantity supplied(const ApprovalSum& sum) {
    const Area rest = sum.approved - sum.exempt - sum.unsupplied;
    return sum.known && rest >= Area{} ? Quantity{rest} : Quantity{};
}

std::vector<Cell> cells(const LedgerSource& source, Approvals& approvals, const UnsuppliedLand& land,
                        std::int64_t number) {
    const auto found = approvals.rows.find(land.approval_id);
    const bool joined = found != approvals.rows.end();
    const auto field = [&](std::string_view id) {
        return joined ? field_value(approvals.table, id, found->second, source.labels) : Quantity{};
    };
    ApprovalSum none;
    none.known = false;
    ApprovalSum& sum = joined ? approvals.sums[approvals.number(found->second)] : none;
    const bool counted = !sum.counted;
    sum.counted = true;
    const auto once = [counted](Quantity value) { return Cell{std::move(value), counted}; };
    const Quantity approved = sum.known ? Quantity{sum.approved} : Quantity{};
    return {{number},
            {park_name(source, land.park_id)},
            {field("approval_no")},
            {land.approval_id},
            {quantity(land.approval_date)},
            {field("batch_name")},
            {field("approval_kind")},
            {field("approval_status")},
            once(approved),
            once(approved),
            once(field("new_construction_m2")),
            once(field("acquired_m2")),
            once(field("cultivated_m2")),
            once(field("exempt_m2")),
            once(supplied(sum)),
            once(supplied(sum)),
            {land.area},
            {land.area},
            {quantity(land.built)},
            {quantity(land.built)},
            {quantity(land.years_since_approval)},
            {field("unsupplied_cause")},
            {field("measure")},
            {field("responsible_unit")},
            {field("plan_finish_date")},
            {}};
}

}  // namespace

void write_unsupplied(Workbook& book, const LedgerSource& source) {
    Sheet sheet{book, source.labels.text("ledger_sheet", "unsupplied"), columns(source.labels),
                sheet_words(source, "pieces")};
    Approvals approvals{source};
    std::int64_t number = 0;
    for (const UnsuppliedLand& land : source.assessment.unsupplied) sheet.add(cells(source, approvals, land, ++number));
    const std::string notes[] = {source.labels.text("ledger", "approval_once_note")};
    sheet.finish(notes);
}

}  // namespace mutu

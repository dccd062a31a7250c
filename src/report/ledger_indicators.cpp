// The 园区指标 and 目标对照 sheets: every indicator and goal of every park, with why the open ones are open.
#include "ledger_sheets.hpp"

#include "mutu/report.hpp"

namespace mutu {
namespace {

using enum Form;

Quantity words(const std::string& text) { return text.empty() ? Quantity{} : Quantity{text}; }

std::vector<SheetColumn> columns_of(const LedgerSource& source, std::span<const std::pair<const char*, Form>> columns) {
    std::vector<SheetColumn> all{{source.labels.text("ledger", "number"), count}};
    for (const auto& [id, form] : columns) all.push_back({source.labels.text("column", id), form, false});
    return all;
}

}  // namespace

void write_indicators(Workbook& book, const LedgerSource& source) {
    static constexpr std::pair<const char*, Form> columns[] = {{"park_name", text},    {"indicator_code", text},
                                                               {"indicator_id", text}, {"value", ratio},
                                                               {"unit", text},         {"ideal", ratio},
                                                               {"score", ratio},       {"rank", count},
                                                               {"coverage", share},    {"undetermined_because", text},
                                                               {"clause", text},       {"evidence", text}};
    Sheet sheet{book, source.labels.text("ledger_sheet", "indicators"), columns_of(source, columns),
                sheet_words(source, "rows")};
    std::int64_t number = 0;
    for (const Indicator& one : source.assessment.indicators) {
        const std::string value = one.word.empty() ? "" : source.labels.text("zone_type", one.word);
        const std::string why =
            one.undetermined_because.empty() ? "" : reason_text(one.undetermined_because, source.labels, Language::zh);
        sheet.add(std::vector<Cell>{{++number},
                                    {words(park_name(source, one.park_id))},
                                    {words(one.code)},
                                    {words(one.title)},
                                    {value.empty() ? quantity(one.value) : Quantity{value}},
                                    {words(one.unit == "1" ? "" : one.unit)},
                                    {quantity(one.ideal)},
                                    {quantity(one.score)},
                                    {one.rank ? Quantity{std::int64_t{*one.rank}} : Quantity{}},
                                    {quantity(one.coverage)},
                                    {words(why)},
                                    {words(one.clause)},
                                    {words(source.labels.text("evidence", one.evidence))}});
    }
    const std::string notes[] = {source.labels.text("ledger", "indicator_note")};
    sheet.finish(notes);
}

void write_goals(Workbook& book, const LedgerSource& source) {
    static constexpr std::pair<const char*, Form> columns[] = {{"park_name", text},
                                                               {"goal_id", text},
                                                               {"value", ratio},
                                                               {"op", text},
                                                               {"target", ratio},
                                                               {"unit", text},
                                                               {"gap", ratio},
                                                               {"met", text},
                                                               {"short_of", ratio},
                                                               {"short_unit", text},
                                                               {"undetermined_because", text},
                                                               {"clause", text},
                                                               {"evidence", text}};
    Sheet sheet{book, source.labels.text("ledger_sheet", "goals"), columns_of(source, columns),
                sheet_words(source, "rows")};
    std::int64_t number = 0;
    for (const GoalResult& one : source.assessment.goals) {
        const std::string why =
            one.undetermined_because.empty() ? "" : reason_text(one.undetermined_because, source.labels, Language::zh);
        sheet.add(std::vector<Cell>{{++number},
                                    {words(park_name(source, one.park_id))},
                                    {words(one.title)},
                                    {quantity(one.value)},
                                    {words(source.labels.text("op", one.op))},
                                    {quantity(one.target)},
                                    {words(one.unit == "1" ? "" : one.unit)},
                                    {quantity(one.gap)},
                                    {words(source.labels.text("met", word(one.met)))},
                                    {quantity(one.short_of)},
                                    {words(one.short_unit)},
                                    {words(why)},
                                    {words(one.clause)},
                                    {words(source.labels.text("evidence", one.evidence))}});
    }
    sheet.finish({});
}

}  // namespace mutu

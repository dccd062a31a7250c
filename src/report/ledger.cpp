// The ledger workbook: which sheets it has and what they are called.
#include "ledger_sheets.hpp"

#include "mutu/date.hpp"
#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>

namespace mutu {
namespace {

/// "2026-06-30T08:00:00Z" in seconds since 1970; the as-of day where the run has no time. Never 0, which means "now" to
/// the writer.
std::int64_t created_at(const Run& run) {
    constexpr std::int64_t day = 86'400;
    const auto parsed = parse_date(run.finished);
    const Date* date = std::get_if<Date>(&parsed);
    if (date == nullptr || run.finished.size() < 19) return std::max<std::int64_t>(run.as_of.days() * day, 1);
    const auto part = [&run](std::size_t at) {
        int value = 0;
        std::from_chars(run.finished.data() + at, run.finished.data() + at + 2, value);
        return value;
    };
    return std::max<std::int64_t>(date->days() * day + part(11) * 3600 + part(14) * 60 + part(17), 1);
}

}  // namespace

std::string heading(const Labels& labels, std::string_view id) {
    if (labels.has("ledger", id)) return labels.text("ledger", id);
    const std::string unit = labels.unit("field", id);
    return labels.text("field", id) + (unit.empty() ? "" : "(" + unit + ")");
}

SheetWords sheet_words(const LedgerSource& source, std::string_view counter) {
    const auto word = [&](std::string_view id) { return source.labels.text("ledger", id); };
    return {word("total"), word(counter), word("rounding_note"), word("unknown_note"),
            source.labels.text("secrecy", source.assessment.run.secrecy)};
}

void write_ledger(const std::string& path, const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                  const SentenceOf& sentence, const std::vector<ResultTable>& more) {
    const LedgerSource source{holdings, assessment, labels, sentence};
    Workbook book{path, created_at(assessment.run), labels.text("ledger", "title")};
    write_cover(book, source);
    write_parks(book, source);
    if (!assessment.indicators.empty()) write_indicators(book, source);
    if (!assessment.goals.empty()) write_goals(book, source);
    if (!assessment.areas.empty()) write_areas(book, source);
    write_idle(book, source);
    write_unsupplied(book, source);
    write_unused(book, source);
    write_low(book, source);
    write_stopped(book, source);
    write_open(book, source);
    write_enterprises(book, source);
    for (const ResultTable& table : more)
        if (!table.rows.empty() && labels.has("ledger_sheet", table.name)) write_table(book, source, table);
    book.finish();
}

}  // namespace mutu

// mutu list BOOK deadlines.
#include "dossier/clock.hpp"
#include "list_words.hpp"

#include "mutu/text.hpp"

#include <ostream>

namespace mutu {
namespace {

std::string days_text(const Deadline& one, Date as_of) { return std::to_string(*one.day - as_of); }

TextTable table_of(const std::vector<Deadline>& found, Date as_of) {
    TextTable table;
    table.keys = {"deadline_date", "days",    "deadline", "clock",  "park_id",  "parcel_id",
                  "holder_name",   "area_m2", "source",   "clause", "evidence", "missing"};
    table.numeric = {false, true, false, false, false, false, false, true, false, false, false, false};
    const auto filled = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; };
    for (const Deadline& one : found)
        table.rows.push_back({one.day ? std::optional{one.day->iso()} : std::nullopt,
                              one.day ? std::optional{days_text(one, as_of)} : std::nullopt, one.kind, word(one.clock),
                              filled(one.park_id), one.parcel_id, filled(one.holder),
                              one.land ? std::optional{shortest(one.land->square_metres())} : std::nullopt,
                              filled(one.source), filled(one.clause), filled(one.evidence),
                              filled(join(one.missing, ";"))});
    return table;
}

}  // namespace

int list_deadlines(const ListQuery& query, const Common& common, std::ostream& out) {
    if (!query.where.empty())
        throw Error{Kind::usage, "list deadlines 的时限是当场推算的，没有 --where；可用 --within、--park、--class"};
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const BookRun run = run_of(book, query.book);
    const auto found = deadlines_of(book, run, labels, {query.park, query.land_class, {}, query.within});
    TextTable table = table_of(found, run.as_of);
    for (const std::string& key : table.keys) {
        const char* group = labels.has("deadline_column", key) ? "deadline_column" : "column";
        const std::string unit = labels.unit(group, key);
        table.headings.push_back(labels.text(group, key, common.language) + (unit.empty() ? "" : "(" + unit + ")"));
    }
    const Format format = format_or_table(common);
    if (format == Format::table || format == Format::md) {
        for (auto& row : table.rows)
            if (row[8]) row[8] = labels.text("field", *row[8], common.language);
        for_people(table, labels, common.language);
    }
    out << render(table, format, query.what);
    return 0;
}

}  // namespace mutu

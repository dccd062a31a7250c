// mutu compare: parcels of two runs out of their books, held against each other by id and by land.
#include "mutu/compare.hpp"

#include "bulletin/why.hpp"

#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <array>
#include <map>
#include <optional>
#include <ostream>
#include <variant>

namespace mutu {
namespace {

struct Moved {
    std::string parcel_id, was_id, field;
    std::optional<std::string> from, to;
    std::optional<Area> area;
};

void add_moves(const Kept& before, std::size_t was, const Kept& after, std::size_t is, std::vector<Moved>& moves) {
    for (std::size_t field = 0; field < kept_fields.size(); ++field)
        if (before.parcels[was].states[field] != after.parcels[is].states[field])
            moves.push_back({after.land.ids[is], before.land.ids[was], kept_fields[field],
                             before.parcels[was].states[field], after.parcels[is].states[field],
                             after.parcels[is].area});
}

/// By id; where one piece of land stands under another id, by land.
std::vector<Moved> moves_of(const Kept& before, const Kept& after, const std::vector<Lineage>& families) {
    std::map<std::size_t, std::size_t> renumbered;  // row after → row before
    for (const Lineage& one : families)
        if (one.kind == Descent::renumbered) renumbered[one.after.front()] = one.before.front();
    std::vector<Moved> moves;
    for (std::size_t is = 0; is < after.land.ids.size(); ++is) {
        const auto by_land = renumbered.find(is);
        const auto by_id = before.row_of.find(after.land.ids[is]);
        if (by_land != renumbered.end())
            add_moves(before, by_land->second, after, is, moves);
        else if (by_id != before.row_of.end())
            add_moves(before, by_id->second, after, is, moves);
    }
    return moves;
}

std::vector<std::size_t> only_in(const Kept& here, const Kept& there) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < here.land.ids.size(); ++row)
        if (!there.row_of.contains(here.land.ids[row])) rows.push_back(row);
    return rows;
}

std::vector<std::string> ids_of(const std::vector<std::uint32_t>& rows, const Kept& kept) {
    std::vector<std::string> ids;
    ids.reserve(rows.size());
    for (const std::uint32_t row : rows) ids.push_back(kept.land.ids[row]);
    return ids;
}

Value list_of(const std::vector<std::string>& words) {
    Value list{Value::List{}};
    for (const std::string& one : words) list.push(one);
    return list;
}

Value or_null(const std::optional<std::string>& text) { return text ? Value{*text} : Value{}; }
Value or_null(std::optional<Area> area) { return area ? Value{area->square_metres()} : Value{}; }

Value run_value(const Kept& kept) {
    Value value;
    value.add("run_id", kept.run_id), value.add("as_of", kept.as_of), value.add("policy_id", kept.policy);
    value.add("policy_sha256", kept.policy_sha256);
    return value;
}

Value rows_value(const std::vector<std::size_t>& rows, const Kept& kept) {
    Value list{Value::List{}};
    for (const std::size_t row : rows) {
        Value one;
        one.add("parcel_id", kept.land.ids[row]),
            one.add("land_class", or_null(kept.parcels[row].of(KeptField::land_class)));
        one.add("area_m2", or_null(kept.parcels[row].area));
        list.push(std::move(one));
    }
    return list;
}

Value answer_of(const Compared& runs, const std::vector<Moved>& moves, const Accounts& accounts) {
    const Kept &before = runs.before, &after = runs.after;
    Value answer, changed{Value::List{}}, descent{Value::List{}};
    answer.add("same_policy", same_policy(before, after));
    answer.add("from", run_value(before)), answer.add("to", run_value(after));
    answer.add("entered", rows_value(only_in(after, before), after));
    answer.add("left", rows_value(only_in(before, after), before));
    for (const Moved& one : moves) {
        Value row;
        row.add("parcel_id", one.parcel_id), row.add("was_id", one.was_id), row.add("field", one.field);
        row.add("from", or_null(one.from)), row.add("to", or_null(one.to)), row.add("area_m2", or_null(one.area));
        changed.push(std::move(row));
    }
    for (const Lineage& one : runs.families) {
        Value row;
        row.add("kind", word(one.kind)), row.add("from", list_of(ids_of(one.before, before)));
        row.add("to", list_of(ids_of(one.after, after)));
        row.add("area_before_m2", one.area_before), row.add("area_after_m2", one.area_after);
        row.add("shared_m2", one.shared);
        descent.push(std::move(row));
    }
    answer.add("changed", std::move(changed)), answer.add("lineage", std::move(descent));
    answer.add("why", why_value(accounts)), answer.add("classes", class_matrix_value(runs));
    return answer;
}

std::optional<std::string> mu(std::optional<Area> area) {
    return area ? std::optional{fixed(area->mu(), 2)} : std::nullopt;
}

/// Every fact is a row: what happened, to which parcel, out of what, into what, 亩.
TextTable table_of(const Compared& runs, const std::vector<Moved>& moves, const Labels& labels, Language language) {
    const Kept &before = runs.before, &after = runs.after;
    TextTable table{{"what", "parcel_id", "from", "to", "area_mu"}, {}, {false, false, false, false, true}, {}};
    for (const auto& key : table.keys) table.headings.push_back(labels.text("compare", key, language));
    const auto what = [&](std::string_view word) { return labels.text("compare", word, language); };
    const auto state = [&](const std::string& field, const std::optional<std::string>& code) {
        return !code || field == "park_id" ? code : std::optional{labels.text(field, *code, language)};
    };
    for (const std::size_t row : only_in(after, before))
        table.rows.push_back({what("entered"), after.land.ids[row], "",
                              state("land_class", after.parcels[row].of(KeptField::land_class)),
                              mu(after.parcels[row].area)});
    for (const std::size_t row : only_in(before, after))
        table.rows.push_back({what("left"), before.land.ids[row],
                              state("land_class", before.parcels[row].of(KeptField::land_class)), "",
                              mu(before.parcels[row].area)});
    for (const Moved& one : moves)
        table.rows.push_back(
            {what(one.field), one.parcel_id, state(one.field, one.from), state(one.field, one.to), mu(one.area)});
    for (const Lineage& one : runs.families)
        table.rows.push_back({what(word(one.kind)), "", join(ids_of(one.before, before), " "),
                              join(ids_of(one.after, after), " "), mu(Area::square_metres(one.shared))});
    return table;
}

/// Facts, then why the figures moved, then land from class to class.
void write_words(const Compared& runs, const std::vector<Moved>& moves, const Accounts& accounts, const Labels& labels,
                 const Common& common, std::ostream& out) {
    const Format format = format_or_table(common);
    const auto words = [&](const char* id) { return labels.text("compare", id, common.language); };
    const bool zh = common.language == Language::zh;
    const auto run = [&](const Kept& one) {
        return one.run_id + (zh ? "（" : " (") + one.as_of.iso() + (zh ? "）" : ")");
    };
    out << run(runs.before) << (zh ? "→ " : " → ") << run(runs.after) << "\n\n"
        << render(table_of(runs, moves, labels, common.language), format, "compare") << "\n"
        << words("section_why") << "\n"
        << render(why_table(accounts, labels, common.language), format, "compare");
    for (const std::string& note : accounts.notes) out << words(note.c_str()) << "\n";
    out << "\n"
        << words("section_matrix") << "\n"
        << render(class_matrix(runs, labels, common.language), format, "compare");
}

}  // namespace

int compare_runs(const CompareQuery& query, const Common& common, std::ostream& out) {
    set_thread_count(common.threads);
    const bool one_book = !query.to.empty();
    Kept earlier = kept_run(query.book, one_book ? query.from : ""),
         later = kept_run(one_book ? query.book : query.from, query.to);
    const bool same = same_policy(earlier, later);
    if (!same && common.strict) throw Error{Kind::refused, policies_of(earlier, later) + "；去掉 --strict 仍可比较"};
    const Compared runs = compared(std::move(earlier), std::move(later));
    const Labels labels = labels_of(common);
    const std::vector<Moved> moves = moves_of(runs.before, runs.after, runs.families);
    const Format format = format_or_table(common);
    if (format == Format::csv || format == Format::ndjson) {
        out << render(table_of(runs, moves, labels, common.language), format, "compare");
        return 0;
    }
    const Accounts accounts = accounts_of(runs, labels);
    if (format == Format::json) {
        out << to_json(answer_of(runs, moves, accounts)) << "\n";
        return 0;
    }
    if (!same) out << policies_of(runs.before, runs.after, common.language) << "\n\n";
    write_words(runs, moves, accounts, labels, common, out);
    return 0;
}

}  // namespace mutu

// mutu compare: parcels of two runs out of their books, held against each other by id and by land.
#include "mutu/compare.hpp"

#include "session.hpp"

#include "mutu/lineage.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <array>
#include <map>
#include <optional>
#include <ostream>
#include <variant>

namespace mutu {
namespace {

constexpr std::array<const char*, 6> fields{"land_class",  "supply_state", "idle_state",
                                            "recognition", "efficiency",   "park_id"};

/// One run as it stands in its book.
struct Kept {
    std::string run_id, as_of, policy, policy_sha256, projection;
    std::map<std::string, std::string> settings;  // parameters of the pack, as the run used them
    Crs crs;
    LandState land;
    std::vector<std::array<std::optional<std::string>, fields.size()>> states;
    std::vector<std::optional<Area>> areas;
    std::map<std::string, std::size_t> row_of;
};

void read_run(const Book& book, const std::string& path, const std::string& run_id, Kept& kept) {
    const Rows runs = book.query("SELECT run_id, as_of, policy_id, policy_sha256, parameters FROM run ORDER BY fid");
    std::vector<std::string> known;
    for (const auto& row : runs.rows) {
        known.push_back(row[0].value_or(""));
        if (known.back() != run_id && !(run_id.empty() && known.size() == runs.rows.size())) continue;
        kept.run_id = known.back(), kept.as_of = row[1].value_or("");
        kept.policy = row[2].value_or(""), kept.policy_sha256 = row[3].value_or("");
        const Value stored = parse_json(row[4].value_or("{}"), path + " run.parameters");
        for (const auto& [name, about] : stored.table("parameters"))
            if (const Value* value = about.find("value")) kept.settings[name] = to_json(*value);
    }
    if (kept.run_id.empty())
        throw Error{Kind::usage,
                    path + " 中没有分析 " + run_id + "；有：" + join(known, "、") + "（mutu list " + path + " runs）"};
}

std::string columns() {
    std::string names = "parcel_id, area_m2";
    for (const char* field : fields) names += std::string{", "} + field;
    return names + ", hex(substr(geom, 5, 4))";
}

std::optional<Area> area_of(const std::optional<std::string>& cell) {
    if (!cell) return std::nullopt;
    const auto parsed = parse_number(*cell);
    const double* square_metres = std::get_if<double>(&parsed);
    return square_metres ? std::optional{Area::square_metres(*square_metres)} : std::nullopt;
}

void read_parcels(const Book& book, Kept& kept) {
    const std::string latest =
        book.query("SELECT run_id FROM run ORDER BY fid DESC LIMIT 1").rows.front().front().value_or("");
    const bool earlier = kept.run_id != latest;
    const std::string table = earlier ? "history_parcel_result" : "parcel_result";
    const GeometryColumn shapes = book.shapes(table);
    const Rows rows =
        book.query("SELECT " + columns() + (earlier ? ", run_id" : ", ''") + " FROM " + table + " ORDER BY fid");
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const auto& row = rows.rows[i];
        if (earlier && row.back() != kept.run_id) continue;
        kept.row_of.emplace(row[0].value_or(""), kept.land.ids.size());
        kept.land.ids.push_back(row[0].value_or(""));
        kept.land.shapes.add_row(shapes, i);
        kept.areas.push_back(area_of(row[1]));
        auto& states = kept.states.emplace_back();
        for (std::size_t field = 0; field < fields.size(); ++field) states[field] = row[2 + field];
        if (const auto& mark = row[2 + fields.size()]; mark && !mark->empty()) kept.projection = *mark;
    }
}

Kept kept_run(const std::string& path, const std::string& run_id) {
    const Book book{path};
    Kept kept;
    kept.crs = book.crs();
    read_run(book, path, run_id, kept);
    read_parcels(book, kept);
    return kept;
}

/// Both on one plane in metres. The shapes of an earlier run keep the mark of the CRS they were written in.
void share_plane(Kept& before, Kept& after, bool one_book) {
    if (one_book && before.projection != after.projection && !before.projection.empty() && !after.projection.empty())
        throw Error{Kind::refused, "两次分析的坐标系不同（" + before.run_id + "、" + after.run_id +
                                       "），宗地的来历无法叠加；请用同一坐标系重新分析，或分成两个成果库比较"};
    if (!before.crs.known() || !after.crs.known()) return;
    Crs plane = before.crs;
    if (plane.geographic()) {
        Box all;
        for (std::size_t row = 0; row < before.land.shapes.rows(); ++row)
            if (!before.land.shapes.null(row)) all.grow(before.land.shapes.box(row));
        if (all.empty()) return;
        plane = plane_at((all.min_x + all.max_x) / 2);
    }
    for (Kept* one : {&before, &after}) one->land.shapes = transformed(one->land.shapes, one->crs, plane);
}

struct Moved {
    std::string parcel_id, was_id, field;
    std::optional<std::string> from, to;
    std::optional<Area> area;
};

void add_moves(const Kept& before, std::size_t was, const Kept& after, std::size_t is, std::vector<Moved>& moves) {
    for (std::size_t field = 0; field < fields.size(); ++field)
        if (before.states[was][field] != after.states[is][field])
            moves.push_back({after.land.ids[is], before.land.ids[was], fields[field], before.states[was][field],
                             after.states[is][field], after.areas[is]});
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

bool same_policy(const Kept& a, const Kept& b) {
    return a.policy_sha256 == b.policy_sha256 && a.settings == b.settings;
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
        one.add("parcel_id", kept.land.ids[row]), one.add("land_class", or_null(kept.states[row][0]));
        one.add("area_m2", or_null(kept.areas[row]));
        list.push(std::move(one));
    }
    return list;
}

Value answer_of(const Kept& before, const Kept& after, const std::vector<Lineage>& families,
                const std::vector<Moved>& moves) {
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
    for (const Lineage& one : families) {
        Value row;
        row.add("kind", word(one.kind)), row.add("from", list_of(ids_of(one.before, before)));
        row.add("to", list_of(ids_of(one.after, after)));
        row.add("area_before_m2", one.area_before), row.add("area_after_m2", one.area_after);
        row.add("shared_m2", one.shared);
        descent.push(std::move(row));
    }
    answer.add("changed", std::move(changed)), answer.add("lineage", std::move(descent));
    return answer;
}

std::optional<std::string> mu(std::optional<Area> area) {
    return area ? std::optional{fixed(area->mu(), 2)} : std::nullopt;
}

/// Every fact is a row: what happened, to which parcel, out of what, into what, 亩.
TextTable table_of(const Kept& before, const Kept& after, const std::vector<Lineage>& families,
                   const std::vector<Moved>& moves, const Labels& labels, Language language) {
    TextTable table{{"what", "parcel_id", "from", "to", "area_mu"}, {}, {false, false, false, false, true}, {}};
    for (const auto& key : table.keys) table.headings.push_back(labels.text("compare", key, language));
    const auto what = [&](std::string_view word) { return labels.text("compare", word, language); };
    const auto state = [&](const std::string& field, const std::optional<std::string>& code) {
        return !code || field == "park_id" ? code : std::optional{labels.text(field, *code, language)};
    };
    for (const std::size_t row : only_in(after, before))
        table.rows.push_back({what("entered"), after.land.ids[row], "", state("land_class", after.states[row][0]),
                              mu(after.areas[row])});
    for (const std::size_t row : only_in(before, after))
        table.rows.push_back({what("left"), before.land.ids[row], state("land_class", before.states[row][0]), "",
                              mu(before.areas[row])});
    for (const Moved& one : moves)
        table.rows.push_back(
            {what(one.field), one.parcel_id, state(one.field, one.from), state(one.field, one.to), mu(one.area)});
    for (const Lineage& one : families)
        table.rows.push_back({what(word(one.kind)), "", join(ids_of(one.before, before), " "),
                              join(ids_of(one.after, after), " "), mu(Area::square_metres(one.shared))});
    return table;
}

std::string policies_of(const Kept& before, const Kept& after) {
    std::vector<std::string> apart;
    for (const auto& [name, value] : after.settings) {
        const auto was = before.settings.find(name);
        if (was == before.settings.end())
            apart.push_back(name + "（原无）→ " + value);
        else if (was->second != value)
            apart.push_back(name + " " + was->second + " → " + value);
    }
    const auto pack = [](const Kept& one) {
        return one.run_id + " 用 " + one.policy + "（" + one.policy_sha256.substr(0, 12) + "）";
    };
    return "两期政策不同：" + pack(before) + "，" + pack(after) +
           (apart.empty() ? "" : "；参数：" + join(apart, "、")) + "。以下变化含政策的影响";
}

}  // namespace

int compare_runs(const CompareQuery& query, const Common& common, std::ostream& out) {
    set_thread_count(common.threads);
    const bool one_book = !query.to.empty();
    Kept before = kept_run(query.book, one_book ? query.from : ""),
         after = kept_run(one_book ? query.book : query.from, query.to);
    const bool same = same_policy(before, after);
    if (!same && common.strict) throw Error{Kind::refused, policies_of(before, after) + "；去掉 --strict 仍可比较"};
    share_plane(before, after, one_book);
    const std::vector<Lineage> families = lineage(before.land, after.land);
    const std::vector<Moved> moves = moves_of(before, after, families);
    const Format format = format_or_table(common);
    if (format == Format::json) {
        out << to_json(answer_of(before, after, families, moves)) << "\n";
        return 0;
    }
    if (!same && (format == Format::table || format == Format::md)) out << policies_of(before, after) << "\n\n";
    const bool words = format == Format::table || format == Format::md;
    if (words)
        out << before.run_id << "（" << before.as_of << "）→ " << after.run_id << "（" << after.as_of << "）\n\n";
    out << render(table_of(before, after, families, moves, labels_of(common), common.language), format, "compare");
    return 0;
}

}  // namespace mutu

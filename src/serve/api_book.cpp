// The book and its parks: figures with their labels, goals and indicators.
#include "place.hpp"
#include "routes.hpp"
#include "words.hpp"

#include "mutu/notify.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

/// Columns of the park table on the page, in its order.
constexpr const char* park_columns = "park_id, park_name, parcel_count, area_m2, approved_m2, supplied_m2, "
                                     "unsupplied_m2, supply_rate, idle_count, idle_m2, "
                                     "low_efficiency_count, low_efficiency_m2, undetermined_count, undetermined_m2, "
                                     "industrial_m2, tax_wan, tax_wan_per_mu, "
                                     "output_wan_per_mu, investment_wan_per_mu, tax_coverage, far";

Box park_box(const Site& site, const std::string& park_id) {
    const Features found =
        site.book.features({.layer = "park_result", .columns = {}, .where = "park_id = ?1", .arguments = {park_id}});
    const GeometryColumn degrees = in_degrees(found.shapes, site.snapshot.crs);
    Box box;
    for (std::size_t row = 0; row < degrees.rows(); ++row)
        if (!degrees.null(row)) box.grow(degrees.box(row));
    return box;
}

/// Rows and land of a layer in each class of its theme of numbers.
Value layer_classes(const Site& site, const Theme& theme) {
    Value list{Value::List{}};
    for (const ThemeClass& one : theme.classes) {
        std::string where = one.from || one.to ? "1" : theme.column + " IS NULL";
        if (one.from) where += " AND " + theme.column + " >= " + shortest(*one.from);
        if (one.to) where += " AND " + theme.column + " < " + shortest(*one.to);
        const Rows sums =
            site.book.query("SELECT count(*), total(area_m2) FROM \"" + theme.layer + "\" WHERE " + where);
        Value value;
        if (one.from) value.add("from", *one.from);
        if (one.to) value.add("to", *one.to);
        value.add("label", class_text(theme, one, site.snapshot.labels, site.snapshot.common.language));
        value.add("color", one.color), value.add("outline", one.outline), value.add("hatched", one.hatched);
        value.add("count", cell_value(sums, 0, 0)), value.add("area_m2", cell_value(sums, 0, 1));
        list.push(std::move(value));
    }
    return list;
}

/// How the page draws a layer: one look, or the classes of a column.
void add_look(const Site& site, const BookLayer& layer, Value& one) {
    const auto look = site.snapshot.looks.find(layer.name);
    if (look == site.snapshot.looks.end()) return;
    Value shown;
    shown.add("color", look->second.color), shown.add("outline", look->second.outline);
    shown.add("hatched", look->second.hatched), shown.add("label", "");
    one.add("look", std::move(shown));
    for (const Theme& theme : site.snapshot.scenario_themes) {
        if (theme.layer != layer.name || theme.words) continue;
        one.add("column", theme.column);
        one.add("legend", site.snapshot.labels.text("theme", theme.id, site.snapshot.common.language));
        one.add("classes", layer_classes(site, theme));
    }
}

Value layer_list(const Site& site) {
    Value list{Value::List{}};
    for (const BookLayer& layer : site.snapshot.layers) {
        Value one;
        one.add("id", layer.name);
        one.add("title", site.snapshot.labels.text("layer", layer.name, site.snapshot.common.language));
        const Rows counted = site.book.query("SELECT count(*) FROM \"" + layer.name + "\"");
        one.add("count", cell_value(counted, 0, 0));
        add_look(site, layer, one);
        list.push(std::move(one));
    }
    return list;
}

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

Value query_value(const Site& site, const std::string& sql, const std::string& argument) {
    return rows_value(site.book.query(sql, {argument}));
}

}  // namespace

Reply book_reply(const Site& site) {
    const Rows run =
        site.book.query("SELECT run_id, as_of, policy_id, area_basis, finished FROM run ORDER BY fid DESC LIMIT 1");
    Value value = run.rows.empty() ? Value{Value::Table{}} : row_value(run, 0);
    const Rows parcels =
        site.book.query("SELECT count(*) AS parcel_count, total(area_m2) AS area_m2 FROM parcel_result");
    const Value counts = row_value(parcels, 0);
    for (const auto& [key, member] : counts.table("counts")) value.add(key, member);
    value.add("secrecy", text_or_null(site.snapshot.secrecy));
    value.add("crs", site.snapshot.crs.name());
    value.add("version", site.snapshot.version);
    value.add("bbox", bounds_value(site.snapshot.extent));
    value.add("language", site.snapshot.common.language == Language::zh ? "zh" : "en");
    value.add("notice", notice_mark(site.book, site.snapshot.labels, site.snapshot.common.language));
    value.add("cover_warning", text_or_null(site.snapshot.cover_warning));
    value.add("layers", layer_list(site));
    return json_reply(value);
}

Reply parks_reply(const Site& site) {
    const Features found = site.book.features({.layer = "park_result", .columns = {"park_id"}});
    const GeometryColumn degrees = in_degrees(found.shapes, site.snapshot.crs);
    const Rows rows = site.book.query("SELECT " + std::string{park_columns} + " FROM park_result ORDER BY fid");
    Value list{Value::List{}}, columns{Value::List{}};
    for (const std::string& column : rows.columns) {
        Value one;
        one.add("key", column), one.add("label", column_label(site.snapshot, column));
        columns.push(std::move(one));
    }
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        Value one = row_value(rows, row);
        one.add("bbox", row < degrees.rows() && !degrees.null(row) ? bounds_value(degrees.box(row)) : Value{});
        one.add("items", items(site.snapshot, rows, row, false));
        list.push(std::move(one));
    }
    Value value;
    value.add("columns", std::move(columns)), value.add("parks", std::move(list));
    return json_reply(value);
}

Reply park_reply(const Site& site, const std::string& park_id) {
    const Rows rows =
        site.book.query("SELECT " + std::string{park_columns} + " FROM park_result WHERE park_id = ?1", {park_id});
    if (rows.rows.empty()) throw Refusal{404, "没有园区 " + park_id};
    Value value;
    value.add("park_id", park_id), value.add("park_name", cell_value(rows, 0, 1));
    value.add("bbox", bounds_value(park_box(site, park_id)));
    value.add("items", items(site.snapshot, rows, 0, false));
    value.add("classes",
              query_value(site,
                          "SELECT land_class, count(*) AS count, total(area_m2) AS area_m2 FROM parcel_result "
                          "WHERE park_id = ?1 GROUP BY land_class ORDER BY area_m2 DESC",
                          park_id));
    value.add("goals", query_value(site,
                                   "SELECT title, value, op, target, unit, gap, met, short_of, short_unit, clause, "
                                   "undetermined_because FROM park_goal WHERE park_id = ?1 ORDER BY fid",
                                   park_id));
    value.add("indicators", query_value(site,
                                        "SELECT indicator_id, indicator_code, title, value, unit, ideal, score, rank, "
                                        "coverage, undetermined_because FROM indicator WHERE park_id = ?1 ORDER BY fid",
                                        park_id));
    return json_reply(value);
}

}  // namespace mutu

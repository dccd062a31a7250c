// 一地一档: all that the book knows of one parcel.
#include "place.hpp"
#include "routes.hpp"
#include "veil.hpp"
#include "words.hpp"

#include "mutu/app.hpp"
#include "mutu/date.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <sstream>
#include <tuple>

namespace mutu {
namespace {

/// Days in a parcel's life; "agreed" ones may lie ahead, "due" ones are worked out.
struct EventKind {
    const char* column;
    const char* kind;
};
constexpr EventKind stored_events[] = {{"contract_date", "happened"},        {"agreed_delivery_date", "agreed"},
                                       {"actual_delivery_date", "happened"}, {"agreed_start_date", "agreed"},
                                       {"extended_start_date", "agreed"},    {"permit_date", "happened"},
                                       {"actual_start_date", "happened"},    {"stop_date", "happened"},
                                       {"resume_date", "happened"},          {"agreed_finish_date", "agreed"},
                                       {"actual_finish_date", "happened"},   {"recognition_date", "happened"},
                                       {"disposed_date", "happened"},        {"production_stop_date", "happened"},
                                       {"term_end_date", "agreed"},          {"lease_end_date", "agreed"}};
constexpr EventKind derived_events[] = {{"start_due", "due"}, {"idle_on", "due"}};

std::optional<Date> date_in(const Rows& rows, std::size_t row, const std::string& column) {
    const auto at = std::find(rows.columns.begin(), rows.columns.end(), column);
    if (at == rows.columns.end() || row >= rows.rows.size()) return {};
    const auto& cell = rows.rows[row][static_cast<std::size_t>(at - rows.columns.begin())];
    if (!cell) return {};
    const auto parsed = parse_date(*cell);
    const Date* date = std::get_if<Date>(&parsed);
    return date ? std::optional{*date} : std::nullopt;
}

/// Every row of a table that belongs to the parcel, without the shape.
Rows table_rows(const Site& site, const std::string& table, const std::string& condition,
                const std::string& parcel_id) {
    std::vector<std::string> columns;
    for (const auto& row :
         site.book.query("SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('fid', 'geom')", {table}).rows) {
        std::string quoted = "\"";
        for (const char c : row[0].value_or("")) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
        columns.push_back(quoted + "\"");
    }
    return site.book.query("SELECT " + join(columns, ", ") + " FROM " + table + " WHERE " + condition + " ORDER BY fid",
                           {parcel_id});
}

constexpr const char* of_parcel = "parcel_id = ?1";
constexpr const char* of_supply = "supply_id IN (SELECT from_key FROM link WHERE from_role = 'supply' AND to_role = "
                                  "'parcel' AND to_key = ?1 AND state "
                                  "= 'matched')";

/// Day, column, kind and source, in the order of days.
using Events = std::set<std::tuple<Date, std::string, std::string, std::string>>;

void add_events(const Rows& rows, std::span<const EventKind> kinds, const std::string& source, Events& events) {
    for (std::size_t row = 0; row < rows.rows.size(); ++row)
        for (const EventKind& kind : kinds)
            if (const auto date = date_in(rows, row, kind.column))
                events.emplace(*date, kind.column, kind.kind, source);
}

Value timeline(const Site& site, const Rows& result, const Rows& parcel, const Rows& supply, Date as_of) {
    Events events;
    const auto& labels = site.snapshot.labels;
    const Language language = site.snapshot.common.language;
    add_events(result, derived_events, "parcel_result", events);
    add_events(parcel, stored_events, "parcel", events);
    add_events(supply, stored_events, "supply", events);
    Value list{Value::List{}};
    for (const auto& [date, column, kind, source] : events) {
        Value one;
        one.add("date", date.iso()), one.add("key", column);
        one.add("label", labels.text("event", column, language));
        one.add("kind", kind), one.add("days", std::int64_t{date - as_of});
        one.add("source", labels.text("layer", source, language));
        list.push(std::move(one));
    }
    return list;
}

/// The proofs that `mutu explain` gives.
Value proofs(const Site& site, const std::string& parcel_id) {
    Common common = site.snapshot.common;
    common.format = Format::json;
    std::ostringstream out;
    explain(site.snapshot.path, parcel_id, common, out);
    return parse_json(out.str(), "explain");
}

Value row_items(const Site& site, const Rows& rows) {
    Value list{Value::List{}};
    for (std::size_t row = 0; row < rows.rows.size(); ++row) list.push(items(site.snapshot, rows, row, true));
    return list;
}

/// A figure beside those of the parcel's park: rank from above among the known, and the middle value.
Value standing(const Site& site, const std::string& column, const std::string& parcel_id) {
    const Rows rows = site.book.query(
        "WITH me AS (SELECT park_id, \"" + column +
            "\" AS v FROM parcel_result WHERE parcel_id = ?1), known AS (SELECT r.\"" + column +
            "\" AS v FROM parcel_result r, me WHERE r.park_id IS me.park_id AND r.\"" + column +
            "\" IS NOT NULL) SELECT (SELECT v FROM me) AS value, (SELECT count(*) FROM known) AS known, (SELECT 1 + "
            "count(*) FROM known, me WHERE known.v > me.v) AS rank, (SELECT v FROM known ORDER BY v LIMIT 1 OFFSET "
            "(SELECT "
            "count(*) FROM known) / 2) AS median",
        {parcel_id});
    Value value = row_value(rows, 0);
    value.add("key", column), value.add("label", column_label(site.snapshot, column));
    const auto text = [&](std::size_t at) {
        return rows.rows[0][at] ? shown(site.snapshot, column, *rows.rows[0][at]) : std::string{"—"};
    };
    value.add("text", text(0)), value.add("median_text", text(3));
    return value;
}

Value place_of(const Site& site, const std::string& parcel_id) {
    const Features found =
        site.book.features({.layer = "parcel_result", .columns = {}, .where = of_parcel, .arguments = {parcel_id}});
    const GeometryColumn degrees = in_degrees(found.shapes, site.snapshot.crs);
    Value value;
    const bool drawn = degrees.rows() > 0 && !degrees.null(0);
    value.add("bbox", drawn ? bounds_value(degrees.box(0)) : Value{});
    value.add("geometry", drawn ? geojson(degrees, 0) : Value{});
    return value;
}

}  // namespace

Reply parcel_reply(const Site& site, const std::string& parcel_id) {
    const Rows result = table_rows(site, "parcel_result", of_parcel, parcel_id);
    if (result.rows.empty()) throw Refusal{404, "没有宗地 " + parcel_id};
    const Rows parcel = table_rows(site, "parcel", of_parcel, parcel_id);
    const Rows supply = table_rows(site, "supply", of_supply, parcel_id);
    const Rows run = site.book.query("SELECT as_of FROM run ORDER BY fid DESC LIMIT 1");
    const Date as_of = date_in(run, 0, "as_of").value_or(Date{});
    const Rows key = site.book.query("SELECT fid FROM parcel_result WHERE parcel_id = ?1", {parcel_id});
    Value value;
    value.add("parcel_id", parcel_id), value.add("fid", cell_value(key, 0, 0)), value.add("as_of", as_of.iso());
    const Value place = place_of(site, parcel_id);
    for (const auto& [name, member] : place.table("place")) value.add(name, member);
    value.add("result", items(site.snapshot, result, 0, false));
    value.add("parcel", row_items(site, parcel)), value.add("supply", row_items(site, supply));
    value.add("timeline", timeline(site, result, parcel, supply, as_of));
    Value figures{Value::List{}};
    for (const char* column :
         {"tax_wan_per_mu", "output_wan_per_mu", "investment_wan_per_mu", "far", "building_density"})
        if (!site.snapshot.veiled || field_class(site.snapshot.classes, "parcel_result", column) == FieldClass::open)
            figures.push(standing(site, column, parcel_id));
    value.add("standing", std::move(figures));
    value.add("firms",
              row_items(site, site.book.query("SELECT (SELECT max(r.name) FROM enterprise_result r WHERE r.uscc = "
                                              "e.uscc) AS name, uscc, tenure, land_m2, tax_wan, output_wan FROM "
                                              "enterprise_land e WHERE parcel_id = ?1 ORDER BY fid",
                                              {parcel_id})));
    value.add("overlaps", row_items(site, site.book.query("SELECT role, kind, feature_count, covered_m2 FROM "
                                                          "parcel_overlap WHERE parcel_id = ?1 ORDER BY fid",
                                                          {parcel_id})));
    // Proofs repeat the figures they rest on.
    value.add("proofs", site.snapshot.veiled ? Value{Value::List{}} : proofs(site, parcel_id));
    return json_reply(value);
}

}  // namespace mutu

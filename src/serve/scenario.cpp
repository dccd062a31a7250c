// Words, figures and land of a scenario.
#include "scenario.hpp"

#include "place.hpp"
#include "words.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

/// A member of a request in words; empty where nothing was asked for.
std::string asked_text(const Site& site, const std::string& key, const Value& member) {
    const Labels& labels = site.snapshot.labels;
    const Language language = site.snapshot.common.language;
    std::vector<std::string> words;
    if (member.as<Value::List>()) {
        for (const Value& one : member.list(key)) words.push_back(one.text(key));
    } else if (member.as<Value::Table>()) {
        const bool actions = key == "limits";
        for (const auto& [name, value] : member.table(key)) {
            const auto* text = value.as<std::string>();
            words.push_back((actions ? labels.text("action", name, language) : name) + " = " +
                            (text ? *text : to_json(value)));
        }
    } else if (const auto* text = member.as<std::string>()) {
        words.push_back(key == "objective" ? labels.text("plan", *text, language) : *text);
    } else {
        const std::string unit = labels.unit("scenario_request", key);
        words.push_back(to_json(member) + (unit.empty() ? "" : " " + unit));
    }
    std::erase(words, std::string{});
    return join(words, "、");
}

}  // namespace

Rows scenario_rows(const Site& site, const std::string& table, const std::string& id) {
    if (!site.book.has(table)) return {};
    const std::string all = "SELECT * FROM \"" + table + "\"";
    return id.empty() ? site.book.query(all + " ORDER BY fid") : site.book.query(all + " WHERE scenario_id = ?1", {id});
}

bool is_stale(const Site& site, const Rows& rows, std::size_t row) {
    const Rows latest = site.book.query("SELECT run_id FROM run ORDER BY fid DESC LIMIT 1");
    return latest.rows.empty() || cell_of(latest, 0, "run_id") != cell_of(rows, row, "run_id");
}

std::optional<std::string> cell_of(const Rows& rows, std::size_t row, std::string_view column) {
    const auto found = std::find(rows.columns.begin(), rows.columns.end(), column);
    if (found == rows.columns.end()) return {};
    return rows.rows[row][static_cast<std::size_t>(found - rows.columns.begin())];
}

std::string scenario_text(const Site& site, const std::optional<std::string>& cell, const std::string& printed_as) {
    return cell ? shown(site.snapshot, printed_as, *cell) : "—";
}

Value scenario_item(const Site& site, const std::string& key, const std::optional<std::string>& cell,
                    const std::string& printed_as) {
    const Labels& labels = site.snapshot.labels;
    Value item;
    item.add("key", key);
    item.add("label", labels.has("scenario_column", key)
                          ? labels.text("scenario_column", key, site.snapshot.common.language)
                          : column_label(site.snapshot, key));
    item.add("value", cell ? Value{*cell} : Value{});
    item.add("text", scenario_text(site, cell, printed_as.empty() ? key : printed_as));
    return item;
}

Value request_items(const Site& site, const std::string& json) {
    const Value request = parse_json(json, "request");
    Value list{Value::List{}};
    for (const auto& [key, member] : request.table("request")) {
        if (!site.snapshot.labels.has("scenario_request", key)) continue;
        std::string text = asked_text(site, key, member);
        if (text.empty()) continue;
        Value item;
        item.add("key", key);
        item.add("label", site.snapshot.labels.text("scenario_request", key, site.snapshot.common.language));
        item.add("text", std::move(text));
        list.push(std::move(item));
    }
    return list;
}

Value before_after(const std::string& key, const std::string& label, const std::string& before,
                   const std::string& after) {
    Value figure;
    figure.add("key", key), figure.add("label", label), figure.add("before", before), figure.add("after", after);
    return figure;
}

void ScenarioLand::add_class(const Value& known, const Features& found, const std::vector<std::size_t>& rows) {
    if (rows.empty()) return;
    const GeometryColumn shapes = in_degrees(found.shapes, site_.snapshot.crs);
    double area = 0;
    for (const std::size_t row : rows) {
        Value feature, properties = row_value(found.rows, row);
        if (const Value* one = properties.find("area_m2"); one && !one->is_null()) area += one->real("area_m2");
        properties.add("class", next_);
        if (!shapes.null(row)) box_.grow(shapes.box(row));
        feature.add("type", "Feature"), feature.add("geometry", geojson(shapes, row));
        feature.add("properties", std::move(properties));
        features_.push(std::move(feature));
    }
    Value entry = known;
    entry.add("class", next_++), entry.add("count", static_cast<std::int64_t>(rows.size())), entry.add("area_m2", area);
    legend_.push(std::move(entry));
}

void ScenarioLand::add(const FeatureQuery& query, const Theme& theme, const std::string& column) {
    const Features found = site_.book.features(query);
    std::map<std::size_t, std::vector<std::size_t>> rows;
    for (std::size_t row = 0; row < found.rows.rows.size(); ++row) {
        auto index = theme.class_of(std::string_view{cell_of(found.rows, row, column).value_or("")});
        rows[index.value_or(theme.classes.size() - 1)].push_back(row);
    }
    for (const auto& [index, members] : rows) {
        const ThemeClass& look = theme.classes[index];
        Value known;
        known.add("label", class_text(theme, look, site_.snapshot.labels, site_.snapshot.common.language));
        known.add("color", look.color), known.add("outline", look.outline);
        known.add("hatched", look.hatched || look.pattern != Pattern::none), known.add("hollow", look.hollow);
        add_class(known, found, members);
    }
}

void ScenarioLand::add(const FeatureQuery& query, const ThemeClass& look) {
    const Features found = site_.book.features(query);
    std::vector<std::size_t> rows(found.rows.rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
    Value known;
    known.add("label", site_.snapshot.labels.text("layer", query.layer, site_.snapshot.common.language));
    known.add("color", look.color), known.add("outline", look.outline);
    known.add("hatched", look.hatched || look.pattern != Pattern::none), known.add("hollow", look.hollow);
    add_class(known, found, rows);
}

void ScenarioLand::write(Value& reply) {
    Value land;
    land.add("type", "FeatureCollection"), land.add("features", std::move(features_));
    reply.add("bbox", bounds_value(box_)), reply.add("legend", std::move(legend_)), reply.add("land", std::move(land));
}

}  // namespace mutu

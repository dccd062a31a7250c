// /api/scenarios, /api/plans/{id}, /api/expansions/{id}: what `plan` and `expand` left in the book, for the map and its
// panel.
#include "params.hpp"
#include "scenario.hpp"
#include "words.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

std::string park_name(const Site& site, const std::string& park_id) {
    const Rows rows = site.book.query("SELECT park_name FROM park_result WHERE park_id = ?1", {park_id});
    return rows.rows.empty() ? park_id : rows.rows[0][0].value_or(park_id);
}

Value park_value(const Site& site, const std::string& park_id, Value figures, Value years) {
    Value park;
    park.add("park_id", park_id), park.add("park_name", park_name(site, park_id));
    park.add("figures", std::move(figures)), park.add("years", std::move(years));
    return park;
}

/// Land in 亩 alone, since two columns stand side by side.
std::string figure_text(const Site& site, const std::optional<std::string>& cell, const std::string& printed_as) {
    if (!cell || printed_as != "area_m2") return scenario_text(site, cell, printed_as);
    return fixed(std::stod(*cell) * 3 / 2000, 2) + " 亩";  // 1 亩 = 2000/3 m²
}

std::string figure_label(const Site& site, const char* key) {
    return site.snapshot.labels.text("scenario_figure", key, site.snapshot.common.language);
}

/// An item whose text is a word of a group of labels.
Value word_item(const Site& site, const std::string& key, const char* group, const std::optional<std::string>& code,
                const std::string& prefix = {}) {
    const Value plain = scenario_item(site, key, code);
    Value item;
    for (const auto& [name, member] : plain.table("item"))
        item.add(name, name == "text" && code
                           ? Value{site.snapshot.labels.text(group, prefix + *code, site.snapshot.common.language)}
                           : member);
    return item;
}

/// Objective and bound with the unit that the scenario says.
Value valued_item(const Site& site, const Rows& rows, const char* key) {
    const auto cell = cell_of(rows, 0, key);
    const Value plain = scenario_item(site, key, cell, "cost_wan");
    Value item;
    for (const auto& [name, member] : plain.table("item"))
        if (name != "text") item.add(name, member);
    std::string text = scenario_text(site, cell, "far");
    if (cell) text += " " + cell_of(rows, 0, "unit").value_or("");
    item.add("text", std::move(text));
    return item;
}

Value plan_items(const Site& site, const Rows& rows) {
    Value items{Value::List{}};
    items.push(word_item(site, "status", "plan", cell_of(rows, 0, "status")));
    items.push(valued_item(site, rows, "objective")), items.push(valued_item(site, rows, "bound"));
    for (const char* key : {"cost_wan", "uplift_wan", "present_value_wan", "parcel_count", "area_m2"})
        items.push(scenario_item(site, key, cell_of(rows, 0, key)));
    return items;
}

/// A park at the end of each year of the plan; none in a book of an earlier version.
Value plan_years(const Site& site, const Rows& rows, const std::string& park_id) {
    struct Column {
        const char *key, *column, *printed_as;
    };
    constexpr Column columns[] = {{"idle", "idle_m2", "area_m2"},
                                  {"low_efficiency", "low_efficiency_m2", "area_m2"},
                                  {"tax", "tax_wan", "tax_wan"},
                                  {"tax_per_mu", "tax_wan_per_mu", "tax_wan_per_mu"},
                                  {"years_of_supply", "years_of_supply", "far"}};
    Value years{Value::List{}};
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        if (cell_of(rows, row, "park_id") != park_id) continue;
        Value figures{Value::List{}};
        for (const Column& one : columns) {
            Value figure;
            figure.add("key", one.key), figure.add("label", figure_label(site, one.key));
            figure.add("text", figure_text(site, cell_of(rows, row, one.column), one.printed_as));
            figures.push(std::move(figure));
        }
        Value one;
        one.add("year", static_cast<std::int64_t>(std::stoll(cell_of(rows, row, "year").value_or("0"))));
        one.add("figures", std::move(figures));
        years.push(std::move(one));
    }
    return years;
}

Value plan_parks(const Site& site, const std::string& id) {
    struct Pair {
        const char *key, *before, *after, *printed_as;
    };
    constexpr Pair pairs[] = {
        {"idle", "idle_before_m2", "idle_after_m2", "area_m2"},
        {"low_efficiency", "low_efficiency_before_m2", "low_efficiency_after_m2", "area_m2"},
        {"undetermined", "undetermined_before_m2", "undetermined_after_m2", "area_m2"},
        {"tax", "tax_before_wan", "tax_after_wan", "tax_wan"},
    };
    const Rows rows = scenario_rows(site, "plan_park", id), years = scenario_rows(site, "plan_park_year", id);
    Value parks{Value::List{}};
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        Value figures{Value::List{}};
        for (const Pair& pair : pairs)
            figures.push(before_after(pair.key, figure_label(site, pair.key),
                                      figure_text(site, cell_of(rows, row, pair.before), pair.printed_as),
                                      figure_text(site, cell_of(rows, row, pair.after), pair.printed_as)));
        const std::string park = cell_of(rows, row, "park_id").value_or("");
        parks.push(park_value(site, park, std::move(figures), plan_years(site, years, park)));
    }
    return parks;
}

const Theme& scenario_theme(const Site& site, std::string_view id) {
    const auto& all = site.snapshot.scenario_themes;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Theme& theme) { return theme.id == id; });
    if (found == all.end()) throw Error{Kind::input, "geodata/style/theme.toml: no theme " + std::string{id}};
    return *found;
}

FeatureQuery rows_of(const std::string& layer, std::vector<std::string> columns, const std::string& where,
                     std::vector<std::string> arguments) {
    return {
        .layer = layer, .columns = std::move(columns), .box = {}, .where = where, .arguments = std::move(arguments)};
}

/// The chosen alternative of a change, the first unless the request names one.
std::size_t alternative_row(const Rows& rows, const std::string& id, const std::string& wanted) {
    for (std::size_t row = 0; row < rows.rows.size(); ++row)
        if (wanted.empty() || cell_of(rows, row, "alternative_id") == wanted) return row;
    throw Refusal{404, "方案 " + id + " 没有备选 " + wanted};
}

Value alternative_items(const Site& site, const Rows& scenario, const Rows& rows, std::size_t row) {
    Value items{Value::List{}};
    items.push(word_item(site, "kind", "expand", cell_of(rows, row, "kind")));
    items.push(word_item(site, "verdict", "expand", cell_of(rows, row, "verdict"), "conclusion_"));
    items.push(scenario_item(site, "added_m2", cell_of(rows, row, "area_m2")));
    items.push(scenario_item(site, "removed_m2", cell_of(rows, row, "removed_m2")));
    items.push(scenario_item(site, "expansion_cost_wan", cell_of(rows, row, "cost_wan"), "cost_wan"));
    items.push(scenario_item(site, "cultivated_m2", cell_of(rows, row, "cultivated_m2")));
    items.push(scenario_item(site, "compactness", cell_of(rows, row, "compactness"), "far"));
    items.push(scenario_item(site, "reserve_years", cell_of(scenario, 0, "reserve_years"), "far"));
    return items;
}

Value expansion_figures(const Site& site, const Rows& rows, std::size_t row, const std::string& id,
                        const std::string& alternative) {
    Value figures{Value::List{}};
    figures.push(before_after("park_area", figure_label(site, "park_area"),
                              figure_text(site, cell_of(rows, row, "park_before_m2"), "area_m2"),
                              figure_text(site, cell_of(rows, row, "park_after_m2"), "area_m2")));
    if (!site.book.has("expansion_indicator")) return figures;
    const Rows changed = site.book.query(
        "SELECT indicator_id, unit, value_before, value_after, (SELECT title FROM indicator i WHERE i.indicator_id = "
        "e.indicator_id LIMIT 1) AS title FROM expansion_indicator e WHERE scenario_id = ?1 AND alternative_id = ?2 "
        "AND "
        "value_before IS NOT value_after ORDER BY fid",
        {id, alternative});
    for (std::size_t one = 0; one < changed.rows.size(); ++one) {
        const std::string indicator = cell_of(changed, one, "indicator_id").value_or("");
        const auto text = [&](const char* column) {
            const auto cell = cell_of(changed, one, column);
            return scenario_text(site, cell, "far") +
                   (cell ? " " + cell_of(changed, one, "unit").value_or("") : std::string{});
        };
        figures.push(before_after(indicator, cell_of(changed, one, "title").value_or(indicator), text("value_before"),
                                  text("value_after")));
    }
    return figures;
}

Value alternative_list(const Rows& rows) {
    Value list{Value::List{}};
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        Value one;
        one.add("id", cell_of(rows, row, "alternative_id").value_or(""));
        const auto area = std::find(rows.columns.begin(), rows.columns.end(), "area_m2") - rows.columns.begin();
        one.add("area_m2", cell_value(rows, row, static_cast<std::size_t>(area)));
        list.push(std::move(one));
    }
    return list;
}

/// Constraints and the product's own checks by their labels, gates by the park's goal of that name, else the clause.
std::string check_label(const Site& site, const Rows& rows, std::size_t row) {
    constexpr std::string_view constraint = "constraint_";
    const Labels& labels = site.snapshot.labels;
    const Language language = site.snapshot.common.language;
    const std::string rule = cell_of(rows, row, "rule_id").value_or("");
    if (labels.has("expand", rule)) return labels.text("expand", rule, language);
    if (rule.starts_with(constraint)) return labels.text("constraint_kind", rule.substr(constraint.size()), language);
    return cell_of(rows, row, "title").value_or(cell_of(rows, row, "clause").value_or(rule));
}

/// What keeps an alternative from passing: checks that fail or stay open, failed ones first.
Value open_checks(const Site& site, const std::string& id, const std::string& alternative) {
    Value list{Value::List{}};
    if (!site.book.has("expansion_check")) return list;
    const Rows rows = site.book.query(
        "SELECT rule_id, verdict, because, clause, (SELECT title FROM park_goal WHERE goal_id = rule_id LIMIT 1) AS "
        "title FROM expansion_check WHERE scenario_id = ?1 AND alternative_id = ?2 AND strength = 'hard' AND verdict "
        "<> "
        "'yes' ORDER BY verdict <> 'no', fid",
        {id, alternative});
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        const std::string verdict = cell_of(rows, row, "verdict").value_or("");
        Value one;
        one.add("rule", cell_value(rows, row, 0)), one.add("label", check_label(site, rows, row));
        one.add("verdict", verdict);
        one.add("text", site.snapshot.labels.text("expand", verdict, site.snapshot.common.language));
        one.add("because", cell_value(rows, row, 2));
        list.push(std::move(one));
    }
    return list;
}

Rows candidates(const Site& site, const std::string& id) {
    return site.book.query("SELECT alternative_id, area_m2, kind, verdict, removed_m2, park_before_m2, park_after_m2, "
                           "cost_wan, cultivated_m2, compactness FROM expansion_candidate WHERE scenario_id = ?1 "
                           "ORDER BY fid",
                           {id});
}

/// What stands at the head of either kind.
Value scenario_head(const Site& site, const char* kind, const Rows& rows, std::size_t row) {
    Value value;
    value.add("kind", kind), value.add("id", cell_of(rows, row, "scenario_id").value_or(""));
    value.add("stale", is_stale(site, rows, row));
    value.add("request", request_items(site, cell_of(rows, row, "request").value_or("{}")));
    return value;
}

}  // namespace

Reply scenarios_reply(const Site& site) {
    Value list{Value::List{}};
    const Rows plans = scenario_rows(site, "plan_scenario");
    for (std::size_t row = 0; row < plans.rows.size(); ++row) {
        Value one = scenario_head(site, "plan", plans, row);
        one.add("title", scenario_text(site, cell_of(plans, row, "uplift_wan"), "uplift_wan"));
        one.add("alternatives", Value{Value::List{}});
        list.push(std::move(one));
    }
    const Rows changes = scenario_rows(site, "expansion_scenario");
    for (std::size_t row = 0; row < changes.rows.size(); ++row) {
        Value one = scenario_head(site, "expansion", changes, row);
        one.add("title", park_name(site, cell_of(changes, row, "park_id").value_or("")));
        one.add("alternatives", alternative_list(candidates(site, cell_of(changes, row, "scenario_id").value_or(""))));
        list.push(std::move(one));
    }
    Value value;
    value.add("scenarios", std::move(list));
    return json_reply(value);
}

Reply plan_reply(const Site& site, const std::string& id) {
    const Rows rows = scenario_rows(site, "plan_scenario", id);
    if (rows.rows.empty()) throw Refusal{404, "没有方案 " + id + "；/api/scenarios 列出全部方案"};
    Value value = scenario_head(site, "plan", rows, 0);
    value.add("alternative", ""), value.add("alternatives", Value{Value::List{}});
    value.add("items", plan_items(site, rows)), value.add("parks", plan_parks(site, id));
    value.add("checks", Value{Value::List{}});
    ScenarioLand land{site};
    land.add(rows_of("plan_parcel", {"parcel_id", "block_id", "action", "year", "area_m2", "cost_wan", "uplift_wan"},
                     "scenario_id = ?1", {id}),
             scenario_theme(site, "scenario"), "year");
    land.add(rows_of("plan_block", {"block_id", "year", "parcel_count", "area_m2", "cost_wan", "uplift_wan"},
                     "scenario_id = ?1", {id}),
             site.snapshot.block_look);
    land.write(value);
    return json_reply(value);
}

Reply expansion_reply(const Site& site, const Request& request, const std::string& id) {
    const Rows scenario = scenario_rows(site, "expansion_scenario", id);
    if (scenario.rows.empty()) throw Refusal{404, "没有方案 " + id + "；/api/scenarios 列出全部方案"};
    const Rows rows = candidates(site, id);
    const std::size_t row = alternative_row(rows, id, text_of(request, "alternative"));
    const std::string alternative = cell_of(rows, row, "alternative_id").value_or("");
    const std::string park_id = cell_of(scenario, 0, "park_id").value_or("");
    Value value = scenario_head(site, "expansion", scenario, 0), parks{Value::List{}};
    value.add("alternative", alternative), value.add("alternatives", alternative_list(rows));
    value.add("items", alternative_items(site, scenario, rows, row));
    parks.push(park_value(site, park_id, expansion_figures(site, rows, row, id, alternative), Value{Value::List{}}));
    value.add("parks", std::move(parks)), value.add("checks", open_checks(site, id, alternative));
    ScenarioLand land{site};
    const Theme& theme = scenario_theme(site, "expansion");
    for (const char* layer : {"expansion_candidate", "expansion_removed", "expansion_part", "expansion_boundary"}) {
        if (!site.snapshot.layer(layer)) continue;
        const FeatureQuery query =
            rows_of(layer, {"alternative_id", "area_m2"},
                    "scenario_id = ?1 AND alternative_id = ?2 AND geom IS NOT NULL", {id, alternative});
        const auto index = theme.class_of(std::string_view{layer});
        land.add(query, index ? theme.classes[*index] : site.snapshot.boundary_look);
    }
    land.write(value);
    return json_reply(value);
}

}  // namespace mutu

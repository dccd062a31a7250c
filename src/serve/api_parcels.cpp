// Parcels as a table, as keys of the map, as a file, and the legend that counts them.
#include "filter.hpp"
#include "params.hpp"
#include "routes.hpp"
#include "veil.hpp"
#include "words.hpp"

#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::int64_t page_limit = 1000, csv_limit = 200'000;

const std::vector<std::string>& table_columns() {
    static const std::vector<std::string> all{"parcel_id",
                                              "park_id",
                                              "holder_name",
                                              "area_m2",
                                              "land_class",
                                              "supply_state",
                                              "idle_state",
                                              "start_due",
                                              "idle_on",
                                              "efficiency",
                                              "action",
                                              "tax_wan_per_mu",
                                              "far",
                                              "missing",
                                              "output_wan_per_mu",
                                              "investment_wan_per_mu",
                                              "building_density"};
    return all;
}

/// parcel_result with the holder's name beside it; for a viewer bands in words in the place of figures.
std::string selection(const Site& site, const Filter& filter, const std::string& order, std::int64_t limit,
                      std::int64_t offset) {
    std::vector<std::string> columns;
    for (const std::string& column : table_columns()) {
        const bool band = site.snapshot.veiled && band_theme(site.snapshot, "parcel_result", column);
        if (column == "holder_name")
            columns.emplace_back(
                "(SELECT p.holder_name FROM parcel p WHERE p.parcel_id = parcel_result.parcel_id LIMIT 1) "
                "AS holder_name");
        else
            columns.push_back("\"" + (band ? band_column(column) : column) + "\" AS \"" + column + "\"");
    }
    return "SELECT " + join(columns, ", ") + " FROM parcel_result WHERE " + filter.where + " ORDER BY " + order +
           " LIMIT " + std::to_string(limit) + " OFFSET " + std::to_string(offset);
}

/// "far" or "-far" (falling); unknown values come last either way.
std::string order_of(const Request& request) {
    std::string column = text_of(request, "sort");
    if (column.empty()) return "fid";
    const bool falling = column.starts_with('-');
    if (falling) column.erase(0, 1);
    const auto& known = table_columns();
    if (std::find(known.begin(), known.end(), column) == known.end())
        throw Refusal{400, "参数 sort = " + column + " 不能用：可用 " + join(known, " ")};
    // By the figure, not by the words that may stand in its place.
    const std::string by = column == "holder_name" ? "holder_name" : "parcel_result.\"" + column + "\"";
    return by + " IS NULL, " + by + (falling ? " DESC" : "") + ", fid";
}

constexpr const char* sums_sql =
    "count(*) AS count, total(area_m2) AS area_m2, total(tax_wan) AS tax_wan, count(tax_wan) "
    "AS tax_known";

Rows totals(const Site& site, const Filter& filter) {
    return site.book.query(std::string{"SELECT "} + sums_sql + " FROM parcel_result WHERE " + filter.where,
                           filter.arguments);
}

Value class_value(const Snapshot& snapshot, const Theme& theme, const ThemeClass& one) {
    Value value;
    if (theme.words) value.add("value", one.value);
    if (one.from) value.add("from", *one.from);
    if (one.to) value.add("to", *one.to);
    value.add("label", class_text(theme, one, snapshot.labels, snapshot.common.language));
    value.add("color", one.color), value.add("outline", one.outline), value.add("hatched", one.hatched);
    return value;
}

/// Parcels of the filter in a class of a theme of numbers.
Filter narrowed(Filter filter, const Theme& theme, const ThemeClass& one) {
    const std::string column = "\"" + theme.column + "\"";
    if (!one.from && !one.to) filter.also(column + " IS NULL");
    if (one.from) filter.also(column + " >= " + shortest(*one.from));
    if (one.to) filter.also(column + " < " + shortest(*one.to));
    return filter;
}

/// Sums of each class, in the theme's order. Words are counted in one scan, since some are worked out for every parcel.
std::vector<Value> sums_of(const Site& site, const Filter& filter, const Theme& theme) {
    std::vector<Value> sums;
    if (!theme.words) {
        for (const ThemeClass& one : theme.classes)
            sums.push_back(row_value(totals(site, narrowed(filter, theme, one)), 0));
        return sums;
    }
    const Rows rows = site.book.query("SELECT " + std::string{sums_sql} + ", \"" + theme.column +
                                          "\" AS word FROM parcel_result WHERE " + filter.where + " GROUP BY word",
                                      filter.arguments);
    for (const ThemeClass& one : theme.classes) {
        const auto found =
            std::find_if(rows.rows.begin(), rows.rows.end(), [&](const auto& row) { return row.back() == one.value; });
        Value value;
        for (std::size_t column = 0; column + 1 < rows.columns.size(); ++column)
            value.add(rows.columns[column],
                      found == rows.rows.end()
                          ? Value{0}
                          : cell_value(rows, static_cast<std::size_t>(found - rows.rows.begin()), column));
        sums.push_back(std::move(value));
    }
    return sums;
}

Value theme_value(const Snapshot& snapshot, const Theme& theme) {
    Value value, classes{Value::List{}};
    value.add("id", theme.id), value.add("column", theme.column);
    value.add("label", snapshot.labels.text("theme", theme.id, snapshot.common.language));
    value.add("unit", snapshot.labels.unit("column", theme.column));
    value.add("words", theme.words);
    for (const ThemeClass& one : theme.classes) classes.push(class_value(snapshot, theme, one));
    value.add("classes", std::move(classes));
    return value;
}

}  // namespace

Reply parcels_reply(const Site& site, const Request& request) {
    const Filter filter = filter_of(site.snapshot, request);
    const std::int64_t limit = whole_of(request, "limit", 100, 1, page_limit);
    const std::int64_t offset = whole_of(request, "offset", 0, 0, 1'000'000'000);
    const Rows rows = site.book.query(selection(site, filter, order_of(request), limit, offset), filter.arguments);
    Value value = row_value(totals(site, filter), 0), columns{Value::List{}}, list{Value::List{}};
    for (const std::string& column : rows.columns) {
        Value one;
        one.add("key", column), one.add("label", column_label(site.snapshot, column));
        columns.push(std::move(one));
    }
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        Value one = row_value(rows, row), texts{Value::Table{}};
        for (std::size_t column = 0; column < rows.columns.size(); ++column)
            if (const auto& cell = rows.rows[row][column])
                texts.add(rows.columns[column], shown(site.snapshot, rows.columns[column], *cell));
        one.add("text", std::move(texts));
        list.push(std::move(one));
    }
    value.add("offset", offset), value.add("columns", std::move(columns)), value.add("parcels", std::move(list));
    return json_reply(value);
}

Reply parcel_fids_reply(const Site& site, const Request& request) {
    const Filter filter = filter_of(site.snapshot, request);
    const Rows rows =
        site.book.query("SELECT fid FROM parcel_result WHERE " + filter.where + " ORDER BY fid", filter.arguments);
    std::string body = "[";
    for (const auto& row : rows.rows) body += (body.size() > 1 ? "," : "") + row[0].value_or("0");
    return text_reply(200, "application/json; charset=utf-8", body + "]");
}

Reply parcels_csv_reply(const Site& site, const Request& request) {
    const Filter filter = filter_of(site.snapshot, request);
    const Rows rows = site.book.query(selection(site, filter, order_of(request), csv_limit, 0), filter.arguments);
    TextTable table{.keys = rows.columns, .headings = {}, .numeric = {}, .rows = {}};
    for (std::size_t column = 0; column < rows.columns.size(); ++column) {
        table.headings.push_back(rows.columns[column]);
        table.numeric.push_back(rows.types[column] != Rows::Type::text);
    }
    table.rows = rows.rows;
    // A spreadsheet would run a cell that begins like a formula.
    for (auto& row : table.rows)
        for (std::size_t column = 0; column < row.size(); ++column)
            if (auto& cell = row[column]; cell && !table.numeric[column] && !cell->empty() &&
                                          std::string_view{"=+-@\t\r"}.find((*cell)[0]) != std::string_view::npos)
                cell->insert(0, "'");
    Reply reply = text_reply(200, "text/csv; charset=utf-8", "\xEF\xBB\xBF" + render(table, Format::csv, "parcels"));
    // A table of plain rows has no place for the mark of its sources but its name.
    const std::string& mark = site.snapshot.secrecy;
    const std::string name =
        mark.empty()
            ? "parcels.csv"
            : "parcels（" + site.snapshot.labels.text("secrecy", mark, site.snapshot.common.language) + "）.csv";
    reply.headers.emplace_back("Content-Disposition",
                               "attachment; filename=\"parcels.csv\"; filename*=UTF-8''" + url_escaped(name));
    return reply;
}

Reply themes_reply(const Site& site) {
    Value list{Value::List{}};
    for (const Theme& theme : site.snapshot.themes) list.push(theme_value(site.snapshot, theme));
    return json_reply(list);
}

Reply legend_reply(const Site& site, const Request& request) {
    const std::string id = text_of(request, "theme");
    const Theme* theme = site.snapshot.theme(id.empty() ? "land_class" : id);
    if (!theme) throw Refusal{400, "没有专题 " + id + "；/api/themes 列出全部专题"};
    const Filter filter = filter_of(site.snapshot, request);
    const Value value = theme_value(site.snapshot, *theme);
    Value classes{Value::List{}};
    const std::vector<Value> sums = sums_of(site, filter, *theme);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        Value counted = class_value(site.snapshot, *theme, theme->classes[i]);
        for (const auto& [key, member] : sums[i].table("sums")) counted.add(key, member);
        classes.push(std::move(counted));
    }
    Value legend{Value::Table{}};
    for (const auto& [key, member] : value.table("theme"))
        if (key != "classes") legend.add(key, member);
    legend.add("classes", std::move(classes));
    legend.add("total", row_value(totals(site, filter), 0));
    return json_reply(legend);
}

}  // namespace mutu

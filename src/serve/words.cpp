// One cell, two readers.
#include "words.hpp"

#include "veil.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>

namespace mutu {
namespace {

std::optional<double> real(const std::string& text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

bool rate(std::string_view column) {
    return column.ends_with("_growth") || column == "supply_rate" || column == "supply_rate_5y" ||
           column == "tax_coverage" || column == "building_density" || column == "foundation_progress";
}

/// Several codes joined by ';' in words.
std::string listed(const Labels& labels, std::string_view group, const std::string& codes, Language language) {
    std::vector<std::string> words;
    for (const std::string& code : split(codes, ';'))
        if (!code.empty()) words.push_back(labels.text(group, code, language));
    return join(words, "、");
}

std::string unit_of(const Labels& labels, std::string_view column) {
    return labels.has("column", column) ? labels.unit("column", column) : labels.unit("field", column);
}

}  // namespace

Value cell_value(const Rows& rows, std::size_t row, std::size_t column) {
    const auto& cell = rows.rows[row][column];
    if (!cell) return {};
    if (rows.types[column] == Rows::Type::text) return *cell;
    std::int64_t whole = 0;
    const auto [end, fault] = std::from_chars(cell->data(), cell->data() + cell->size(), whole);
    if (fault == std::errc{} && end == cell->data() + cell->size()) return whole;
    const auto number = real(*cell);
    return number ? Value{*number} : Value{*cell};
}

Value row_value(const Rows& rows, std::size_t row) {
    Value value{Value::Table{}};
    for (std::size_t column = 0; column < rows.columns.size(); ++column)
        value.add(rows.columns[column], cell_value(rows, row, column));
    return value;
}

Value rows_value(const Rows& rows) {
    Value list{Value::List{}};
    for (std::size_t row = 0; row < rows.rows.size(); ++row) list.push(row_value(rows, row));
    return list;
}

std::string column_label(const Snapshot& snapshot, std::string_view column) {
    const Labels& labels = snapshot.labels;
    return labels.text(labels.has("column", column) ? "column" : "field", column, snapshot.common.language);
}

std::string shown(const Snapshot& snapshot, const std::string& column, const std::string& cell) {
    const Labels& labels = snapshot.labels;
    const Language language = snapshot.common.language;
    if (column == "action") return listed(labels, "action", cell, language);
    if (column == "missing") return listed(labels, "field", cell, language);
    if (labels.has(column, cell)) return labels.text(column, cell, language);
    const auto number = real(cell);
    if (!number) return cell;
    if (column.ends_with("_m2"))
        return fixed(*number, 2) + " m²（" + fixed(*number * 3 / 2000, 2) + " 亩）";  // 1 亩 = 2000/3 m²
    if (rate(column)) return fixed(*number * 100, 2) + " %";
    const std::string unit = unit_of(labels, column);
    const bool decimals = column.ends_with("_wan") || column.ends_with("_per_mu") || column.ends_with("far");
    return (decimals ? fixed(*number, 2) : cell) + (unit.empty() ? "" : " " + unit);
}

Value item(const Snapshot& snapshot, const Rows& rows, std::size_t row, std::size_t column) {
    Value value;
    const std::string& name = rows.columns[column];
    const auto& cell = rows.rows[row][column];
    value.add("key", name), value.add("label", column_label(snapshot, name));
    value.add("value", cell_value(rows, row, column));
    value.add("text", cell ? shown(snapshot, name, *cell) : std::string{"—"});
    return value;
}

Value items(const Snapshot& snapshot, const Rows& rows, std::size_t row, bool known_only) {
    Value list{Value::List{}};
    // A viewer's figures are bands: the words behind them tell all, and what is closed is not even named.
    const auto told = [&](std::size_t column) {
        if ((known_only || snapshot.veiled) && !rows.rows[row][column]) return false;
        return !snapshot.veiled || std::find(rows.columns.begin(), rows.columns.end(),
                                             band_column(rows.columns[column])) == rows.columns.end();
    };
    for (std::size_t column = 0; column < rows.columns.size(); ++column)
        if (told(column)) list.push(item(snapshot, rows, row, column));
    return list;
}

}  // namespace mutu

// Views of one connection in front of the tables.
#include "veil.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

std::string name_of(std::string_view column) { return sql_quoted(column, '"'); }

/// The lower end of a band; for the lowest a number that lies in it and in none other.
double stands_for(const ThemeClass& band) {
    if (band.from) return *band.from;
    return *band.to > 0 ? 0 : *band.to - 1;
}

std::string range_of(const ThemeClass& band, const std::string& column) {
    std::string sql = column + " IS NOT NULL";
    if (band.from) sql += " AND " + column + " >= " + shortest(*band.from);
    if (band.to) sql += " AND " + column + " < " + shortest(*band.to);
    return sql;
}

std::string band_sql(const Snapshot& snapshot, const Theme& theme, const std::string& column) {
    const std::string unit = snapshot.labels.unit("column", theme.column);
    std::string number = "CASE", words = "CASE";
    for (const ThemeClass& band : theme.classes) {
        if (!band.from && !band.to) continue;
        const std::string when = " WHEN " + range_of(band, name_of(column)) + " THEN ";
        const std::string text = class_text(theme, band, snapshot.labels, snapshot.common.language);
        number += when + "CAST(" + shortest(stands_for(band)) + " AS REAL)";
        words += when + sql_quoted(unit.empty() ? text : text + " " + unit, '\'');
    }
    return number + " END AS " + name_of(column) + ", " + words + " END AS " + name_of(band_column(column));
}

/// One column of the view of a table.
std::string seen(const Snapshot& snapshot, const std::string& table, const std::string& column, bool of_parcels) {
    std::string named = name_of(column);
    switch (field_class(snapshot.classes, table, column)) {
    case FieldClass::open: return named;
    case FieldClass::tax:
        if (const Theme* theme = band_theme(snapshot, table, column)) return band_sql(snapshot, *theme, column);
        break;
    case FieldClass::person:
        if (of_parcels) return masked_holder_sql(snapshot.classes, column) + " AS " + named;
        break;
    case FieldClass::internal: break;
    }
    return (column == "fid" ? "" : "NULL AS ") + named;
}

}  // namespace

const Theme* band_theme(const Snapshot& snapshot, const std::string& table, const std::string& column) {
    if (field_class(snapshot.classes, table, column) != FieldClass::tax) return nullptr;
    const auto found = std::find_if(snapshot.themes.begin(), snapshot.themes.end(), [&](const Theme& theme) {
        return theme.layer == table && theme.column == column && !theme.words;
    });
    return found == snapshot.themes.end() ? nullptr : &*found;
}

std::string band_column(const std::string& column) { return column + "_band"; }

bool shows_layer(const Snapshot& snapshot, const std::string& layer) {
    return field_class(snapshot.classes, layer, "geom") == FieldClass::open;
}

bool shows_column(const Snapshot& snapshot, const std::string& table, const std::string& column) {
    return field_class(snapshot.classes, table, column) == FieldClass::open || band_theme(snapshot, table, column);
}

std::vector<std::string> veiled_columns(const Snapshot& snapshot, const BookLayer& layer) {
    std::vector<std::string> columns;
    for (const std::string& column : layer.columns) {
        const FieldClass one = field_class(snapshot.classes, layer.name, column);
        const bool parcels = std::find(layer.columns.begin(), layer.columns.end(), "parcel_id") != layer.columns.end();
        if (one == FieldClass::open || (one == FieldClass::person && parcels)) columns.push_back(column);
        if (band_theme(snapshot, layer.name, column)) columns.push_back(band_column(column));
    }
    return columns;
}

void hang_veil(const Book& book, const Snapshot& snapshot) {
    const Rows tables =
        book.query("SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE "
                   "'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'rtree!_%' ESCAPE '!' AND name NOT LIKE "
                   "'gpkg!_%' ESCAPE '!'");
    for (const auto& row : tables.rows) {
        const std::string& table = row[0].value_or("");
        const Rows columns = book.query("SELECT name FROM pragma_table_info(?1, 'main')", {table});
        const bool of_parcels = std::any_of(columns.rows.begin(), columns.rows.end(),
                                            [](const auto& one) { return one[0] == "parcel_id"; });
        std::vector<std::string> parts;
        bool any = false;
        for (const auto& column : columns.rows) {
            any = any || field_class(snapshot.classes, table, *column[0]) == FieldClass::open;
            parts.push_back(seen(snapshot, table, *column[0], of_parcels));
        }
        book.query("CREATE TEMP VIEW " + name_of(table) + " AS SELECT " + join(parts, ", ") + " FROM main." +
                   name_of(table) + " t" + (any ? "" : " WHERE 0"));
    }
}

}  // namespace mutu

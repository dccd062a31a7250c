// Earlier runs of a book: results that were the latest once, with the run they belong to.
#include "tables.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

// Earlier shapes are kept where a comparison of runs needs to draw them; they are plain blobs there, no layers.
bool keeps_shape(const std::string& table) { return table == "parcel_result" || table == "unsupplied_land"; }

std::string older_name(const std::string& table) { return quoted_name(older) + '.' + quoted_name(table); }

bool listed(const std::vector<ColumnSpec>& columns, const std::string& name) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const auto& column) { return lower_ascii(column.name) == lower_ascii(name); });
}

void add_columns(std::vector<ColumnSpec>& columns, const std::vector<ColumnSpec>& more) {
    for (const auto& column : more)
        if (!listed(columns, column.name)) columns.push_back(column);
}

std::vector<ColumnSpec> older_columns(const Database& db, const std::string& table, bool attached) {
    return attached && db.has_table(table, older) ? columns_of(db, table, older) : std::vector<ColumnSpec>{};
}

std::string names_of(const std::vector<ColumnSpec>& columns) {
    std::vector<std::string> names;
    for (const auto& column : columns) names.push_back(quoted_name(column.name));
    return join(names, ", ");
}

// Indicators come and go between runs, so a history table has every column that any of its runs had.
TableSpec history_spec(const Database& db, const TableSpec& result, bool attached) {
    TableSpec spec{"history_" + result.name, {}, {{"run_id", sql::text}}, Shape::none};
    add_columns(spec.columns, result.columns);
    add_columns(spec.columns, older_columns(db, result.name, attached));
    add_columns(spec.columns, older_columns(db, "history_" + result.name, attached));
    if (keeps_shape(result.name) && !listed(spec.columns, "geom")) spec.columns.push_back({"geom", sql::blob});
    return spec;
}

// History that stands already: geom is an ordinary column there.
void take_earlier(const Database& db, const TableSpec& spec, const std::string& run_id) {
    if (!db.has_table(spec.name, older)) return;
    auto columns = columns_of(db, spec.name, older);
    if (listed(spec.columns, "geom")) columns.push_back({"geom", sql::blob});
    Statement copy =
        db.prepare("INSERT INTO main." + quoted_name(spec.name) + " (" + names_of(columns) + ") SELECT " +
                   names_of(columns) + " FROM " + older_name(spec.name) + " WHERE run_id <> ?1 ORDER BY fid");
    copy.bind(1, run_id);
    copy.run();
}

void take_latest(const Database& db, const TableSpec& spec, const std::string& result, const std::string& latest) {
    if (!db.has_table(result, older)) return;
    auto columns = columns_of(db, result, older);
    if (keeps_shape(result)) columns.push_back({"geom", sql::blob});
    Statement copy = db.prepare("INSERT INTO main." + quoted_name(spec.name) + " (run_id, " + names_of(columns) +
                                ") SELECT ?1, " + names_of(columns) + " FROM " + older_name(result) + " ORDER BY fid");
    copy.bind(1, latest);
    copy.run();
}

}  // namespace

std::vector<ColumnSpec> columns_of(const Database& db, const std::string& table, std::string_view schema) {
    static constexpr std::array known{sql::text, sql::real, sql::integer, sql::date, sql::boolean, sql::blob};
    Statement info = db.prepare("SELECT name, upper(type) FROM pragma_table_info(?1, ?2)");
    info.bind(1, table);
    info.bind(2, schema);
    std::vector<ColumnSpec> columns;
    while (info.step()) {
        const std::string name = info.text(0), type = info.text(1);
        if (name == "fid" || name == "geom") continue;
        const auto found = std::find(known.begin(), known.end(), std::string_view{type});
        columns.push_back({name, found == known.end() ? sql::text : *found});
    }
    return columns;
}

void write_history(const GeoPackage& package, const std::vector<TableSpec>& results, const std::string& run_id,
                   bool attached) {
    const Database& db = package.db();
    const std::string latest = attached ? db.text("SELECT run_id FROM older.run ORDER BY fid DESC LIMIT 1") : "";
    for (const TableSpec& result : results) {
        TableWriter writer{package, history_spec(db, result, attached)};
        if (attached) {
            take_earlier(db, writer.spec(), run_id);
            if (!latest.empty() && latest != run_id) take_latest(db, writer.spec(), result.name, latest);
        }
        writer.finish();
    }
}

void take_over_runs(const Database& db, const std::string& run_id) {
    auto columns = columns_of(db, "run", older);
    const auto known = columns_of(db, "run", "main");
    std::erase_if(columns, [&](const auto& column) { return !listed(known, column.name); });
    Statement copy = db.prepare("INSERT INTO main.run (" + names_of(columns) + ") SELECT " + names_of(columns) +
                                " FROM older.run WHERE run_id <> ?1 ORDER BY fid");
    copy.bind(1, run_id);
    copy.run();
}

}  // namespace mutu

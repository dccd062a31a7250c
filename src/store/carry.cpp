// Tables that an analysis does not write – cases, scenarios, a person's own layers, styles and projects – taken along
// into the new file of the same book.
#include "tables.hpp"

#include <array>

namespace mutu {
namespace {

struct Item {
    std::string name, table, sql;
};

std::vector<Item> items(const Database& db, const char* where) {
    Statement list =
        db.prepare(std::string{"SELECT name, tbl_name, sql FROM older.sqlite_master WHERE sql IS NOT NULL AND "} +
                   where + " ORDER BY rowid");
    std::vector<Item> found;
    while (list.step()) found.push_back({list.text(0), list.text(1), list.text(2)});
    return found;
}

// An R-tree's own tables come into being with it; GDAL's feature counts would be wrong for what this run has written.
constexpr const char* ordinary_tables =
    R"sql(type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
    AND NOT (name LIKE 'rtree~_%~_node' ESCAPE '~' OR name LIKE 'rtree~_%~_rowid' ESCAPE '~' OR name LIKE 'rtree~_%~_parent' ESCAPE '~')
    AND lower(name) NOT IN ('gpkg_ogr_contents', 'layer_styles'))sql";
constexpr const char* indexes_of_layers =
    "type = 'table' AND sql LIKE 'CREATE VIRTUAL%rtree%' AND name LIKE 'rtree~_%' ESCAPE '~'";

void copy_rows(const Database& db, const std::string& table) {
    db.exec("INSERT INTO main." + quoted_name(table) + " SELECT * FROM older." + quoted_name(table));
}

std::vector<std::string> copy_tables(const Database& db, const char* which) {
    std::vector<std::string> taken;
    for (const Item& item : items(db, which)) {
        if (db.has_table(item.name)) continue;
        db.exec(item.sql);
        copy_rows(db, item.name);
        taken.push_back(item.name);
    }
    return taken;
}

void copy_registrations(const Database& db, const std::string& table) {
    for (const char* registry : {"gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions"}) {
        Statement copy = db.prepare("INSERT OR IGNORE INTO main." + quoted_name(registry) + " SELECT * FROM older." +
                                    quoted_name(registry) + " WHERE lower(table_name) = lower(?1)");
        copy.bind(1, table);
        copy.run();
    }
}

// Indexes and triggers of carried tables, and views; a trigger into tables that were not carried would break every
// edit.
void copy_rest(const Database& db, const std::string& table) {
    for (const Item& item : items(db, "type IN ('index', 'trigger') AND sql NOT LIKE '%gpkg_ogr_contents%'"))
        if (item.table == table) db.exec(item.sql);
}

void copy_views(const Database& db) {
    for (const Item& item : items(db, "type = 'view'"))
        if (!db.has_table(item.name)) {
            db.exec(item.sql);
            copy_registrations(db, item.name);
        }
}

}  // namespace

void carry_over(const Database& db) {
    db.exec("INSERT OR IGNORE INTO main.gpkg_spatial_ref_sys SELECT * FROM older.gpkg_spatial_ref_sys");
    const auto tables = copy_tables(db, ordinary_tables);
    copy_tables(db, indexes_of_layers);
    for (const auto& table : tables) {
        copy_registrations(db, table);
        copy_rest(db, table);
    }
    copy_views(db);
}

}  // namespace mutu

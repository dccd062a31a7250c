// Rows that later commands add to a book that stands: scenarios and the like.
#include "book.hpp"
#include "place.hpp"
#include "tables.hpp"

#include "mutu/store.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace mutu {
namespace {

std::string_view sql_type(Rows::Type type) {
    switch (type) {
    case Rows::Type::integer: return sql::integer;
    case Rows::Type::real: return sql::real;
    case Rows::Type::text: return sql::text;
    }
    return sql::text;
}

TableSpec spec_of(const AddedTable& table, const Labels& labels) {
    TableSpec spec{table.name, table_title(labels, table.name), {}, table.shapes ? Shape::multipolygon : Shape::none};
    for (const auto& [name, type] : table.columns) spec.columns.push_back({name, sql_type(type)});
    return spec;
}

BookCell cell_of(const Statement& row, int column) {
    switch (row.type(column)) {
    case SQLITE_NULL: return std::monostate{};
    case SQLITE_INTEGER: return row.integer(column);
    case SQLITE_FLOAT: return row.real(column);
    default: return row.text(column);
    }
}

/// An earlier version lacked columns: their cells are unknown. A column that this version does not know would be lost.
std::set<std::string> columns_there(const Database& db, const TableSpec& spec) {
    std::set<std::string> there;
    for (const auto& column : columns_of(db, spec.name, "main")) there.insert(column.name);
    for (const std::string& name : there)
        if (std::none_of(spec.columns.begin(), spec.columns.end(), [&](const auto& own) { return own.name == name; }))
            throw Error{Kind::input,
                        db.path() + ": 表 " + spec.name + " 有本版本不认识的列 " + name +
                            "，可能是更新的版本写的；请换用那个版本，或用 mutu run --overwrite 重建成果库"};
    return there;
}

/// Rows that stand in the book, with their shapes.
AddedTable standing(const Database& db, const TableSpec& spec) {
    AddedTable old;
    if (spec.shape != Shape::none) old.shapes.emplace();
    const auto there = columns_there(db, spec);
    std::string names;
    for (const auto& column : spec.columns)
        names += (there.contains(column.name) ? quoted_name(column.name) : "NULL") + ", ";
    Statement rows = db.prepare("SELECT " + names + (old.shapes ? "geom" : "fid") + " FROM main." +
                                quoted_name(spec.name) + " ORDER BY fid");
    const auto count = static_cast<int>(spec.columns.size());
    while (rows.step()) {
        auto& row = old.rows.emplace_back();
        for (int column = 0; column < count; ++column) row.push_back(cell_of(rows, column));
        if (!old.shapes) continue;
        const std::string blob = rows.blob(count);
        add_wkb(*old.shapes, std::as_bytes(std::span{wkb_of_blob(blob)}));
    }
    return old;
}

void drop(const Database& db, const TableSpec& spec) {
    if (spec.shape != Shape::none) db.exec("DROP TABLE IF EXISTS " + quoted_name("rtree_" + spec.name + "_geom"));
    db.exec("DROP TABLE " + quoted_name(spec.name));
    for (const char* registry : {"gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents", "gpkg_ogr_contents"}) {
        if (!db.has_table(registry)) continue;
        Statement entry = db.prepare(std::string{"DELETE FROM "} + registry + " WHERE table_name = ?1");
        entry.bind(1, spec.name);
        entry.run();
    }
}

}  // namespace

void add_rows(const std::string& path, const std::vector<AddedTable>& tables, const Labels& labels) {
    const std::string target = real_target(path);
    const FileLock lock{target + ".lock"};
    settle(target);
    const Database db{target, Database::Mode::write};
    Transaction transaction{db};
    const GeoPackage package =
        GeoPackage::opened(db, db.text("SELECT last_change FROM gpkg_contents WHERE table_name = 'parcel_result'"));
    for (const AddedTable& table : tables) {
        const TableSpec spec = spec_of(table, labels);
        AddedTable old;
        if (db.has_table(spec.name)) {
            old = standing(db, spec);
            drop(db, spec);
        }
        TableWriter writer{package, spec};
        put_cells(writer, old.rows, old.shapes);
        put_cells(writer, table.rows, table.shapes);
        writer.finish();
    }
    transaction.commit();
}

}  // namespace mutu

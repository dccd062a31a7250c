// Bundles: written under a lock, sealed while they are written, and the seal read back.
#include "mutu/bundle.hpp"

#include "anew.hpp"
#include "book.hpp"
#include "book_parts.hpp"
#include "tables.hpp"

#include "mutu/hash.hpp"
#include "mutu/store.hpp"
#include "mutu/text.hpp"

#include <filesystem>

namespace mutu {
namespace {

constexpr const char* seal_table = "seal";

/// Styles, extents and indexes may be made anew by whoever opens the file; what is said there is no result.
bool is_sealed(const std::string& table) {
    if (table == "gpkg_spatial_ref_sys" || table == "gpkg_geometry_columns") return true;
    for (const char* outside : {"gpkg_", "rtree_", "sqlite_"})
        if (table.starts_with(outside)) return false;
    return table != seal_table && table != "layer_styles";
}

/// Every cell with its type and length before it, so that no two contents are spelled alike.
void spell(std::string& out, const Statement& row, int column) {
    switch (row.type(column)) {
    case SQLITE_NULL: out += 'N'; return;
    case SQLITE_INTEGER: out += 'I' + std::to_string(row.integer(column)) + ';'; return;
    case SQLITE_FLOAT: out += 'R' + shortest(row.real(column)) + ';'; return;
    default: break;
    }
    const std::string_view bytes = row.view(column);
    out += (row.type(column) == SQLITE_BLOB ? 'B' : 'T') + std::to_string(bytes.size()) + ':';
    out += bytes;
}

std::string digest_of(const Database& db, const std::string& table) {
    std::string spelled;
    Statement rows = db.prepare("SELECT * FROM main." + quoted_name(table) + " ORDER BY 1");
    const int columns = rows.columns();
    for (int column = 0; column < columns; ++column) {
        const std::string name = rows.column_name(column);
        spelled += std::to_string(name.size()) + ':' + name;
    }
    while (rows.step()) {
        spelled += '\n';
        for (int column = 0; column < columns; ++column) spell(spelled, rows, column);
    }
    return sha256(spelled);
}

std::string content_of(const Database& db) {
    std::string all;
    Statement names = db.prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name");
    while (names.step())
        if (const std::string table = names.text(0); is_sealed(table))
            all += std::to_string(table.size()) + ':' + table + ' ' + digest_of(db, table) + '\n';
    return sha256(all);
}

ResultCell cell_of(const Statement& row, int column) {
    switch (row.type(column)) {
    case SQLITE_NULL: return std::monostate{};
    case SQLITE_INTEGER: return row.integer(column);
    case SQLITE_FLOAT: return row.real(column);
    default: return row.text(column);
    }
}

ResultTable::Type type_of(std::string_view declared) {
    if (declared == sql::real) return ResultTable::Type::real;
    if (declared == sql::integer || declared == sql::boolean) return ResultTable::Type::integer;
    return declared == sql::date ? ResultTable::Type::date : ResultTable::Type::text;
}

}  // namespace

std::string save_bundle(const std::string& path, const Bundle& bundle, const Labels& labels,
                        const std::string& style_folder) {
    std::string seal;
    write_anew(path, [&](const Database& db) {
        const GeoPackage package{db, bundle.crs, bundle.day.iso() + "T00:00:00.000Z"};
        const auto tables = write_tables(package, bundle.tables, labels);
        seal = content_of(db);
        write_tables(package, {{seal_table, {{"content_sha256", ResultTable::Type::text}}, {{seal}}}}, labels);
        write_styles(package, tables, style_folder, labels, false);
    });
    return seal;
}

Seal seal_of(const std::string& path) {
    if (!std::filesystem::is_regular_file(path)) throw Error{Kind::input, path + "：没有这个文件"};
    if (!is_sqlite(path)) throw Error{Kind::input, path + "：不是报送文件（不是 GeoPackage）；请用 mutu submit 生成"};
    const Database db{path, Database::Mode::read};
    if (!db.has_table(seal_table))
        throw Error{Kind::input, path + "：不是报送文件（没有封签表 seal）；请用 mutu submit 生成"};
    return {db.text("SELECT content_sha256 FROM seal"), content_of(db)};
}

ResultTable Book::table(const std::string& name, const std::vector<std::string>& columns, bool shaped) const {
    ResultTable taken{.name = name, .columns = {}, .rows = {}};
    if (!has(name)) return taken;
    std::string names;
    const auto there = columns_of(impl_->db, name, "main");
    for (const std::string& wanted : columns)
        for (const ColumnSpec& column : there)
            if (column.name == wanted) {
                names += quoted_name(wanted) + ", ";
                taken.columns.emplace_back(wanted, type_of(column.type));
            }
    Statement rows = impl_->db.prepare("SELECT " + names + "fid FROM main." + quoted_name(name) + " ORDER BY fid");
    while (rows.step()) {
        auto& row = taken.rows.emplace_back();
        for (int column = 0; column + 1 < rows.columns(); ++column) row.push_back(cell_of(rows, column));
    }
    if (shaped) taken.shapes = shapes(name);
    return taken;
}

}  // namespace mutu

// Pieces of a project as files.
#include "mutu/shard_file.hpp"

#include "anew.hpp"
#include "book.hpp"
#include "tables.hpp"

#include <filesystem>

namespace mutu {
namespace {

void put_cell(TableWriter& writer, const AnyColumn& column, std::size_t row) {
    std::visit([&](const auto& values) { writer.put(values[row]); }, column);
}

void write_layer(const GeoPackage& package, const ShardLayer& layer, const Labels& labels) {
    TableSpec spec{layer.name,
                   table_title(labels, std::string{name(layer.rows.role())}) + "（密级：" +
                       labels.text("secrecy", layer.secrecy) + "）",
                   {},
                   Shape::multipolygon};
    std::vector<const AnyColumn*> columns;
    for (const Field& field : fields_of(layer.rows.role()))
        if (const AnyColumn* column = layer.rows.any(field.name)) {
            columns.push_back(column);
            spec.columns.push_back({std::string{field.name}, sql_type(field.type)});
        }
    TableWriter writer{package, std::move(spec)};
    for (std::size_t row = 0; row < layer.rows.rows(); ++row) {
        for (const AnyColumn* column : columns) put_cell(writer, *column, row);
        writer.end_row(layer.rows.shapes(), row);
    }
    writer.finish();
}

}  // namespace

void save_shard(const std::string& path, const std::vector<ShardLayer>& layers, const std::vector<ResultTable>& tables,
                const std::string& stamp, const Labels& labels) {
    write_anew(path, [&](const Database& db) {
        const GeoPackage package{db, Crs{}, stamp};
        for (const ShardLayer& layer : layers) write_layer(package.in_crs(layer.crs), layer, labels);
        write_tables(package, tables, labels);
    });
}

std::vector<std::vector<ResultCell>> shard_rows(const std::string& path, const std::string& table,
                                                const std::vector<std::string>& columns) {
    if (!std::filesystem::is_regular_file(path)) throw Error{Kind::input, path + "：没有这个文件"};
    if (!is_sqlite(path)) throw Error{Kind::input, path + "：不是分片（不是 GeoPackage）；请用 mutu shard 切分"};
    const Database db{path, Database::Mode::read};
    if (!db.has_table(table))
        throw Error{Kind::input, path + "：不是分片（没有表 " + table + "）；请用 mutu shard 切分"};
    std::string names;
    for (const std::string& column : columns) names += (names.empty() ? "" : ", ") + quoted_name(column);
    Statement rows = db.prepare("SELECT " + names + " FROM main." + quoted_name(table) + " ORDER BY fid");
    std::vector<std::vector<ResultCell>> all;
    while (rows.step()) {
        auto& cells = all.emplace_back();
        for (int column = 0; column < rows.columns(); ++column) switch (rows.type(column)) {
            case SQLITE_NULL: cells.emplace_back(); break;
            case SQLITE_INTEGER: cells.emplace_back(rows.integer(column)); break;
            case SQLITE_FLOAT: cells.emplace_back(rows.real(column)); break;
            default: cells.emplace_back(rows.text(column));
            }
    }
    return all;
}

}  // namespace mutu

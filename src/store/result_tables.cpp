// Tables that a module hands over whole, beside the results whose columns the store knows.
#include "tables.hpp"

namespace mutu {
namespace {

std::string_view sql_type(ResultTable::Type type) {
    switch (type) {
    case ResultTable::Type::integer: return sql::integer;
    case ResultTable::Type::real: return sql::real;
    case ResultTable::Type::text: return sql::text;
    case ResultTable::Type::date: return sql::date;
    }
    return sql::text;
}

}  // namespace

void put_cells(TableWriter& writer, const std::vector<std::vector<ResultCell>>& rows,
               const std::optional<GeometryColumn>& shapes) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const ResultCell& cell : rows[row])
            std::visit(
                [&](const auto& value) {
                    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
                        writer.put_null();
                    else
                        writer.put(value);
                },
                cell);
        if (shapes)
            writer.end_row(*shapes, row);
        else
            writer.end_row();
    }
}

std::vector<TableSpec> write_tables(const GeoPackage& package, const std::vector<ResultTable>& tables,
                                    const Labels& labels) {
    std::vector<TableSpec> written;
    for (const ResultTable& table : tables) {
        TableSpec spec{
            table.name, table_title(labels, table.name), {}, table.shapes ? Shape::multipolygon : Shape::none};
        for (const auto& [name, type] : table.columns) spec.columns.push_back({name, sql_type(type)});
        TableWriter writer{package, std::move(spec)};
        put_cells(writer, table.rows, table.shapes);
        writer.finish();
        written.push_back(writer.spec());
    }
    return written;
}

}  // namespace mutu

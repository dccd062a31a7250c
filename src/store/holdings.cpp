// What was read, role by role, with the places it came from and the columns that were handed through.
#include "tables.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mutu {
namespace {

/// Names already in use in one table, compared as SQLite compares them: ASCII letters of either case are the same.
class Names {
public:
    /// The name itself, else name_2, name_3 …
    std::string claim(const std::string& wanted) {
        const std::string base = wanted.substr(0, wanted.find('\0'));
        std::string name = base.empty() ? "column" : base;
        for (int n = 2; !used_.insert(lower_ascii(name)).second; ++n)
            name = (base.empty() ? "column" : base) + '_' + std::to_string(n);
        return name;
    }

private:
    std::set<std::string> used_;
};

/// The book's name of each passed column of a role.
using PassedNames = std::map<std::string, std::string>;

struct Layout {
    TableSpec spec;
    PassedNames passed;
};

Layout layout_of(const Table& table, const Labels& labels) {
    const std::string name{mutu::name(table.role())};
    Layout layout{{name, table_title(labels, name), {}, has_shape(table.role()) ? Shape::multipolygon : Shape::none},
                  {}};
    Names names;
    for (const char* reserved : {"fid", "geom", "source_file", "source_row"}) names.claim(reserved);
    for (const Field& field : fields_of(table.role()))
        layout.spec.columns.push_back({names.claim(std::string{field.name}), sql_type(field.type)});
    for (const auto& column : table.passed()) {
        const std::string& claimed = layout.passed[column.name] = names.claim(column.name);
        layout.spec.columns.push_back({claimed, sql::text});
    }
    layout.spec.columns.push_back({"source_file", sql::text});
    layout.spec.columns.push_back({"source_row", sql::integer});
    return layout;
}

void put_cell(TableWriter& writer, const AnyColumn* column, std::size_t row) {
    if (!column) return writer.put_null();
    std::visit(
        [&](const auto& values) {
            if constexpr (std::is_same_v<std::decay_t<decltype(values)>, Column<std::string>>)
                values[row] ? writer.put_exactly(*values[row]) : writer.put_null();
            // A plain bool: vector<optional<bool>> holds real optionals, so nothing is lost on the way.
            else
                writer.put(values[row]);
        },
        *column);
}

void put_origin(TableWriter& writer, const Origin& origin, const std::vector<Source>& sources) {
    origin.source < sources.size() ? writer.put(sources[origin.source].path) : writer.put_null();
    writer.put(origin.row);
}

void write_table(TableWriter& writer, const Table& table, const std::vector<Source>& sources) {
    std::vector<const AnyColumn*> columns;
    for (const Field& field : fields_of(table.role())) columns.push_back(table.any(field.name));
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (const AnyColumn* column : columns) put_cell(writer, column, row);
        for (const auto& column : table.passed())
            column.values[row] ? writer.put_exactly(*column.values[row]) : writer.put_null();
        put_origin(writer, table.origins()[row], sources);
        has_shape(table.role()) ? writer.end_row(table.shapes(), row) : writer.end_row();
    }
    writer.finish();
}

TableSpec write_source_columns(const GeoPackage& package, const Holdings& holdings, const Labels& labels,
                               const std::map<Role, PassedNames>& passed) {
    TableSpec spec{"source_column", table_title(labels, "source_column"), {}, Shape::none};
    for (const char* column : {"source_file", "layer", "role", "source_column", "field", "book_column", "how"})
        spec.columns.push_back({column, sql::text});
    TableWriter writer{package, std::move(spec)};
    for (const Source& source : holdings.sources)
        for (const ColumnMatch& match : source.columns) {
            writer.put(source.path);
            writer.put(source.layer);
            writer.put(name(source.role));
            writer.put_exactly(match.source_column);
            writer.put(match.field);
            const PassedNames& names = passed.at(source.role);
            const auto found = names.find(match.source_column);
            if (!match.field.empty())
                writer.put(match.field);
            else
                found == names.end() ? writer.put_null() : writer.put(found->second);
            writer.put(match.how);
            writer.end_row();
        }
    writer.finish();
    return writer.spec();
}

}  // namespace

std::string_view sql_type(FieldType type) {
    switch (type) {
    case FieldType::text:
    case FieldType::code: return sql::text;
    case FieldType::date: return sql::date;
    case FieldType::area:
    case FieldType::money:
    case FieldType::number: return sql::real;
    case FieldType::yes_no: return sql::boolean;
    }
    return sql::text;
}

std::vector<TableSpec> write_holdings(const GeoPackage& package, const Holdings& holdings, const Labels& labels) {
    std::vector<TableSpec> written;
    std::map<Role, PassedNames> passed;
    for (const Table& table : holdings.tables) {
        Layout layout = layout_of(table, labels);
        passed[table.role()] = std::move(layout.passed);
        TableWriter writer{package, std::move(layout.spec)};
        write_table(writer, table, holdings.sources);
        written.push_back(writer.spec());
    }
    written.push_back(write_source_columns(package, holdings, labels, passed));
    return written;
}

}  // namespace mutu

// One shape of table for every chain: CaseEdit's columns.
#include "chain_table.hpp"

#include <cstdlib>

namespace mutu {
namespace {

/// The columns as SQL has them: fid and act are numbers.
std::string columns_sql() {
    std::string sql = "fid INTEGER PRIMARY KEY NOT NULL";
    for (const std::string_view column : case_columns)
        sql += ", " + quoted_name(column) + (column == "act" ? " INTEGER" : " TEXT") +
               (column == "old_value" || column == "new_value" ? "" : " NOT NULL");
    return sql;
}

/// Each column with its storage class before it.
std::string select_sql(const std::string& table) {
    std::string sql = "SELECT typeof(fid), fid";
    for (const std::string_view column : case_columns) {
        const std::string name = quoted_name(column);
        sql += ", typeof(" + name + "), " + name;
    }
    return sql + " FROM " + quoted_name(table) + " ORDER BY fid";
}

}  // namespace

std::vector<ChainRow> chain_rows(const Book& book, const std::string& table) {
    std::vector<ChainRow> rows;
    if (!book.has(table)) return rows;
    for (const auto& cells : book.query(select_sql(table)).rows) {
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i + 1 < cells.size(); i += 2)
            row.push_back({cells[i].value_or("null").front(), cells[i + 1].value_or("")});
    }
    return rows;
}

void create_chain(const GeoPackage& package, const std::string& table, const Labels& labels) {
    const Database& db = package.db();
    db.exec("CREATE TABLE main." + table + " (" + columns_sql() + ")");
    // A slip of the hand in QGIS is stopped here; who means it is found by the chain.
    for (const char* change : {"UPDATE", "DELETE"})
        db.exec("CREATE TRIGGER main." + table + "_stays_on_" + change + " BEFORE " + change + " ON " + table +
                " BEGIN SELECT RAISE(ABORT, '处置记录只能往后加，不能改也不能删'); END");
    package.register_table({table, table_title(labels, table), {}, Shape::none}, {});
}

void insert_row(const Database& db, const std::string& table, const ChainRow& row) {
    std::string marks = "?";
    for (std::size_t i = 1; i < row.size(); ++i) marks += ", ?";
    Statement statement = db.prepare("INSERT INTO main." + quoted_name(table) + " VALUES (" + marks + ")");
    int index = 1;
    for (const ChainCell& cell : row) {
        if (cell.type == 'n')
            statement.bind_null(index);
        else if (cell.type == 'i')
            statement.bind(index, std::int64_t{std::strtoll(cell.bytes.c_str(), nullptr, 10)});
        else
            statement.bind(index, std::string_view{cell.bytes});
        ++index;
    }
    statement.run();
}

/// The hash of the last row of a chain that holds.
std::string sound_head(const std::string& path, const std::vector<ChainRow>& rows) {
    const ChainReport report = verify_chain(rows);
    if (!report.faults.empty())
        throw Error{Kind::refused, path + "：处置记录第 " + std::to_string(report.faults.front().fid) +
                                       " 条与校验链不符，不能再往后加；mutu audit verify 说明哪一条被改过"};
    return report.head;
}

}  // namespace mutu

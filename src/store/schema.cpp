// The tables of a book as a reader finds them.
#include "book.hpp"
#include "tables.hpp"

#include "mutu/store.hpp"

namespace mutu {
namespace {

/// In the order in which they were written; gpkg_contents names every one, the view `verdict` too.
std::vector<BookTable> found_in(const Database& db) {
    std::vector<BookTable> tables;
    Statement listed =
        db.prepare("SELECT c.table_name, coalesce(c.description, ''), coalesce(g.geometry_type_name, '') "
                   "FROM main.gpkg_contents c LEFT JOIN main.gpkg_geometry_columns g "
                   "ON g.table_name = c.table_name ORDER BY c.rowid");
    while (listed.step()) {
        BookTable table{.name = listed.text(0), .title = listed.text(1), .geometry = listed.text(2), .columns = {}};
        for (const ColumnSpec& column : columns_of(db, table.name, "main"))
            table.columns.push_back({column.name, std::string{column.type}});
        tables.push_back(std::move(table));
    }
    return tables;
}

}  // namespace

std::vector<BookTable> tables_of_book(const std::string& path) { return found_in(open_book(path)); }

std::vector<BookTable> tables_of_new_book(const std::vector<ResultTable>& tables, const Labels& labels) {
    const Database db{":memory:", Database::Mode::create};
    write_run(db, Holdings{}, Assessment{}, labels, tables, false);
    return found_in(db);
}

}  // namespace mutu

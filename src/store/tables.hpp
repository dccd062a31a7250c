// The parts of a book in the order they are written. Private to the store.
#pragma once

#include "geopackage.hpp"

#include "mutu/assessment.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/result_table.hpp"

#include <string>
#include <vector>

namespace mutu {

/// Name under which an older book is attached while its runs are taken over.
inline constexpr std::string_view older = "older";

/// All tables of a run and its history into an empty database: everything of a book but its styles.
struct Written {
    GeoPackage package;
    std::vector<TableSpec> tables;  // of results
};
Written write_run(const Database& db, const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                  const std::vector<ResultTable>& tables, bool attached);

/// SQL's type for a canonical field.
std::string_view sql_type(FieldType type);
/// One table per role and `source_column`; gives back their specs.
std::vector<TableSpec> write_holdings(const GeoPackage& package, const Holdings& holdings, const Labels& labels);

/// The tables of the latest run.
std::vector<TableSpec> write_results(const GeoPackage& package, const Holdings& holdings, const Assessment& assessment,
                                     const Labels& labels);
/// Tables handed over whole, in their order; and rows of one into a table that was begun.
std::vector<TableSpec> write_tables(const GeoPackage& package, const std::vector<ResultTable>& tables,
                                    const Labels& labels);
void put_cells(TableWriter& writer, const std::vector<std::vector<ResultCell>>& rows,
               const std::optional<GeometryColumn>& shapes);
/// `diagnostic` and `diagnostic_shape` alone.
std::vector<TableSpec> write_findings(const GeoPackage& package, const Diagnostics& findings, const Labels& labels);
/// Indexes of the tables that are there, for questions about one parcel, firm or row.
void create_indexes(const GeoPackage& package);
/// The view `verdict` over the facts and wording of this run.
void create_verdicts(const GeoPackage& package, const Labels& labels);
/// `history_verdict`, the same over earlier runs.
void create_verdict_history(const GeoPackage& package);
/// `run`: the runs of the older book (when attached) and this one, which comes last.
void write_runs(const GeoPackage& package, const Run& run, const Labels& labels, bool attached);
/// Rows of `run` of the older book but the one with `run_id`, in their order.
void take_over_runs(const Database& db, const std::string& run_id);

/// history_* tables over these result tables; filled from the older book where one is attached. The run with `run_id`
/// is left out: it is written anew.
void write_history(const GeoPackage& package, const std::vector<TableSpec>& results, const std::string& run_id,
                   bool attached);
/// Whatever else people and later commands keep in the older book (cases, scenarios, projects, own styles and layers).
void carry_over(const Database& db);

/// `layer_styles`: one default style for each result layer, beside those that people kept in the older book.
void write_styles(const GeoPackage& package, const std::vector<TableSpec>& tables, const std::string& style_folder,
                  const Labels& labels, bool attached);

/// Description of a table for people: its label, or nothing.
std::string table_title(const Labels& labels, const std::string& table);

/// Columns of a table of a schema, without fid and geom.
std::vector<ColumnSpec> columns_of(const Database& db, const std::string& table, std::string_view schema);

}  // namespace mutu

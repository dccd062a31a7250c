// The book: one GeoPackage with what was read, what was concluded and why. Written whole or not at all.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/result_table.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mutu {

struct SaveOptions {
    bool overwrite = false;  // start anew instead of adding a run
    bool drop_cases = false;
    std::string style_folder;              // geodata/style
    std::vector<ResultTable> tables = {};  // of this run, beside those of the assessment
};

/// The version of a book's tables, kept with every run (`run.book_schema`). To be raised with each change that an older
/// program would misread; a book of a higher one is refused wherever it is opened.
inline constexpr int book_schema = 2;

/// Writes the tables of contract.md §5 beside `path` and renames. An existing book's results go to history_* tables;
/// where it is of an older version, the old file is kept and its new name returned, else nothing is. Locks `path`.lock.
/// Errors: Kind::input where the book is open elsewhere or no book of ours, the disk is full or the folder cannot be
/// written; Kind::refused where a newer program wrote it; the old file is then untouched.
std::string save(const std::string& path, const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                 const SaveOptions& options);

/// Findings as a GeoPackage of their own, styled like those of a book: `diagnostic` (points) and `diagnostic_shape`
/// (land). Replaces the file. `stamp` is the only time in it.
void save_findings(const std::string& path, const Diagnostics& findings, const Crs& crs, const std::string& stamp,
                   const Labels& labels, const std::string& style_folder);

/// Rows of a read-only query, all values as text or absent; for list, explain, sql.
struct Rows {
    enum class Type : std::uint8_t { integer, real, text };
    std::vector<std::string> columns;
    std::vector<Type> types;                                    // of the first value that is not NULL
    std::vector<std::vector<std::optional<std::string>>> rows;  // numbers as shortest text
};

/// A table that a later command adds to a book (scenarios, cases): every row has as many cells as there are columns.
using BookCell = ResultCell;
struct AddedTable {
    std::string name;
    std::vector<std::pair<std::string, Rows::Type>> columns;
    std::vector<std::vector<BookCell>> rows;
    std::optional<GeometryColumn> shapes;  // in the book's CRS, row i of `rows`; absent: no layer
};
/// Adds the rows behind those that the tables have; makes the tables where the book lacks them. All or nothing, under
/// the lock of the book. Other columns than the book's table has: Error{Kind::input}. What stood is written once more,
/// so a call costs as much as its tables are long.
void add_rows(const std::string& path, const std::vector<AddedTable>& tables, const Labels& labels);

/// A layer of the book that has shapes.
struct BookLayer {
    std::string name, title;
    bool points = false;               // else multipolygons
    Box box;                           // of all its shapes, in the book's CRS; empty where nothing is drawn
    std::vector<std::string> columns;  // without fid and geom
};

/// Which rows of a layer are wanted. Names and conditions are the program's own; what a stranger typed is bound.
struct FeatureQuery {
    std::string layer;
    std::vector<std::string> columns;    // after fid, which always comes
    std::optional<Box> box;              // rows whose bounds meet it, by the R-tree
    std::string where;                   // SQL over the layer's columns
    std::vector<std::string> arguments;  // ?1, ?2 … of `where`
    std::int64_t limit = -1, offset = 0;
};

/// Rows by fid with their shapes: polygons in `shapes`, points in `spots`; row i of each belongs to row i of `rows`.
struct Features {
    Rows rows;
    GeometryColumn shapes;
    std::vector<std::optional<Spot>> spots;
};

/// A table or view of a book without fid and geom; `type` is SQL's: TEXT, REAL, INTEGER, DATE, BOOLEAN, BLOB.
struct BookTable {
    struct Column {
        std::string name, type;
    };
    std::string name, title;
    std::string geometry;  // POINT, MULTIPOLYGON or nothing
    std::vector<Column> columns;
};
/// What stands in a book, in its order. Error{Kind::input} when the file is no book.
std::vector<BookTable> tables_of_book(const std::string& path);
/// What a run writes: the tables of a book made of nothing but `tables`, those of the office, in memory.
std::vector<BookTable> tables_of_new_book(const std::vector<ResultTable>& tables, const Labels& labels);

struct ExactRow;

/// Read-only book. Error{Kind::input} when the file is no book.
class Book {
public:
    explicit Book(const std::string& path);
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    Book(Book&&) = delete;
    Book& operator=(Book&&) = delete;

    /// `sql` with ?1, ?2 … bound from `arguments`.
    Rows query(const std::string& sql, const std::vector<std::string>& arguments = {}) const;
    /// A table or view of this name is there: books of earlier versions lack some, others come with a later command.
    bool has(const std::string& table) const;
    /// These columns of a table or layer as they stand, in the book's order of rows; those it lacks are left out. With
    /// `shaped`, its shapes too.
    ResultTable table(const std::string& name, const std::vector<std::string>& columns, bool shaped) const;
    /// Number of parcels in the latest run, and the row of one of them (from 1); absent when there is none.
    std::int64_t parcels() const;
    std::optional<std::int64_t> parcel_row(const std::string& parcel_id) const;
    /// Calls `body` with the raw inputs (inputs.hpp) of the parcels of rows first to last, in order. No shape is read.
    void each_parcel(std::int64_t first, std::int64_t last,
                     const std::function<void(std::string_view parcel_id, std::string_view inputs)>& body) const;

    /// A stranger's SQL: SpatiaLite functions, the book attached read-only as the main names, everything that writes
    /// denied. One statement. Error{Kind::usage} with SQLite's words, Error{Kind::stopped} when a stop was asked for.
    static Rows stranger(const std::string& path, const std::string& sql);
    /// Shapes of a layer in the order of its rows.
    GeometryColumn shapes(const std::string& layer) const;
    /// The findings of the latest run with their places and shapes, in the order they were told.
    Diagnostics findings() const;
    /// The CRS of the book's layers.
    Crs crs() const;
    /// Layers with shapes, in the book's order; earlier runs are left out.
    std::vector<BookLayer> layers() const;
    Features features(const FeatureQuery& query) const;
    /// How many rows the query means, its limit and offset left aside.
    std::int64_t count(const FeatureQuery& query) const;
    /// The rows of these fids exactly as they are stored (exact_copy.hpp), in the order of the fids; a fid that the
    /// table lacks is left out.
    void each_exact_row(const BookTable& table, std::span<const std::int64_t> fids,
                        const std::function<void(const ExactRow&)>& body) const;
    /// From here on the book is read as it stands now, whatever is written to it meanwhile.
    void hold_still() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

std::string sqlite_version();
/// Empty when the extension cannot be loaded.
std::string spatialite_version();

}  // namespace mutu

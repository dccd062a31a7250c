// A new GeoPackage 1.3: its required tables, and a writer per table that keeps contents, extent and R-tree in step.
#pragma once

#include "sqlite.hpp"

#include "mutu/crs.hpp"
#include "mutu/date.hpp"
#include "mutu/units.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutu {

enum class Shape : std::uint8_t { none, multipolygon, point };

/// SQL types as GeoPackage knows them.
namespace sql {
inline constexpr std::string_view text = "TEXT", real = "REAL", integer = "INTEGER", date = "DATE", boolean = "BOOLEAN",
                                  blob = "BLOB";
}

struct ColumnSpec {
    std::string name;
    std::string_view type;
};

/// The key `fid` comes first and `geom` (nullable) last; neither is listed.
struct TableSpec {
    std::string name, description;
    std::vector<ColumnSpec> columns;
    Shape shape = Shape::none;
};

/// Promise: the database has all tables that GeoPackage requires, and the one CRS of the book.
class GeoPackage {
public:
    /// `stamp` is the time of all entries: one clock for the whole file, so that same input gives same bytes.
    GeoPackage(const Database& db, const Crs& crs, std::string stamp);
    /// A book that stands already, its layers' CRS and all.
    static GeoPackage opened(const Database& db, std::string stamp);

    /// The same package for layers of another CRS.
    GeoPackage in_crs(const Crs& crs) const;

    const Database& db() const { return db_; }
    int srs_id() const { return srs_id_; }
    const std::string& stamp() const { return stamp_; }
    /// gpkg_contents and gpkg_geometry_columns; no extent where the box is empty.
    void register_table(const TableSpec& spec, const Box& extent) const;

private:
    GeoPackage(const Database& db, std::string stamp, int srs_id)
        : db_{db}, stamp_{std::move(stamp)}, srs_id_{srs_id} {}

    const Database& db_;
    std::string stamp_;
    int srs_id_ = -1;
};

/// Rows of one new table, cell by cell in column order. `finish` must be called after the last row.
class TableWriter {
public:
    TableWriter(const GeoPackage& package, TableSpec spec);

    const TableSpec& spec() const { return spec_; }
    void put_null() { statement_.bind_null(next_++); }
    void put(std::int64_t value) { statement_.bind(next_++, value); }
    void put(int value) { put(std::int64_t{value}); }
    void put(double value) { statement_.bind(next_++, value); }
    void put(bool value) { put(std::int64_t{value}); }
    /// Empty text is unknown: NULL. The text lives until end_row.
    void put(const std::string& text) { text.empty() ? put_null() : statement_.bind(next_++, text); }
    // A text that dies at once: SQLite copies it. NOLINTNEXTLINE(cppcoreguidelines-rvalue-reference-param-not-moved)
    void put(std::string&& text) { text.empty() ? put_null() : statement_.bind(next_++, text, true); }
    void put(std::string_view word) { statement_.bind(next_++, word); }
    void put(const char* word) { put(std::string_view{word}); }
    void put(const std::vector<std::string>& words);  // joined by ';'
    void put(Area area) { put(area.square_metres()); }
    void put(Money money) { put(money.wan()); }
    void put(Yield yield) { put(yield.wan_per_mu()); }
    void put(Date date) { put(date.iso()); }
    template <class T>
    void put(const std::optional<T>& value) {
        value ? put(*value) : put_null();
    }
    /// Text of a source: an empty one stays an empty one.
    void put_exactly(const std::string& text) { statement_.bind(next_++, std::string_view{text}); }

    /// Bytes that live until end_row.
    void put_bytes(std::string_view bytes) { statement_.bind_blob(next_++, bytes); }
    /// The fid of the row that comes; it lies behind those before.
    void next_is(std::int64_t fid) { fid_ = fid - 1; }

    /// Ends a row of a table without shapes.
    void end_row();
    /// Ends a row with its shape, NULL for a null row.
    void end_row(const GeometryColumn& shapes, std::size_t row);
    void end_row(const std::optional<Spot>& spot);
    /// Goes on after rows that came into the table by another way.
    void resume();
    void finish();

private:
    void store(std::string_view blob, const Box& box);

    const GeoPackage& package_;
    TableSpec spec_;
    Statement statement_;
    int next_ = 2;  // parameter 1 is fid
    std::int64_t fid_ = 0;
    std::vector<std::pair<std::int64_t, Box>> boxes_;
};

/// Makes rtree_<table>_geom over these boxes with the standard's triggers and its entry among the extensions.
void write_rtree(const Database& db, const std::string& table, const std::vector<std::pair<std::int64_t, Box>>& boxes);

/// Header with envelope and little-endian WKB.
std::string geopackage_blob(const GeometryColumn& shapes, std::size_t row, const Box& box, int srs_id);
std::string geopackage_blob(Spot spot, int srs_id);
/// The WKB of a blob that anybody may have written; empty where it is none or cut off.
std::string_view wkb_of_blob(std::string_view blob);
/// The place in a blob of one little-endian point; none where it is anything else.
std::optional<Spot> spot_of_blob(std::string_view blob);
std::optional<Spot> spot_of_wkb(std::string_view wkb);

}  // namespace mutu

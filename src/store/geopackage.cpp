// The required tables of a GeoPackage and the writer that fills a layer.
#include "geopackage.hpp"

#include "mutu/hash.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <bit>
#include <cmath>
#include <cstring>

namespace mutu {
namespace {

constexpr const char* required_tables = R"sql(
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian');
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic');
)sql";

void insert_crs(const Database& db, const Crs& crs, int srs_id) {
    Statement insert = db.prepare("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?2, ?4, NULL)");
    insert.bind(1, crs.name().empty() ? std::string_view{"unnamed"} : std::string_view{crs.name()});
    insert.bind(2, std::int64_t{srs_id});
    insert.bind(3, std::string_view{crs.code() ? "EPSG" : "NONE"});
    insert.bind(4, crs.wkt(), true);
    insert.run();
}

// A CRS without a code gets a number of its definition: two books with the same CRS agree, and an older run's shapes in
// the same book never fall under a newer run's CRS. 100000 and above is free of EPSG.
int srs_id_of(const Crs& crs) {
    if (crs.code()) return *crs.code();
    return 100'000 + std::stoi(sha256(crs.definition()).substr(0, 6), nullptr, 16);
}

template <class T>
void append(std::string& out, T value) {
    static_assert(std::endian::native == std::endian::little, "GeoPackage blobs are written little-endian");
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof value);
}

std::string insert_sql(const TableSpec& spec) {
    std::string names = "fid", marks = "?";
    for (const auto& column : spec.columns) names += ", " + quoted_name(column.name), marks += ",?";
    if (spec.shape != Shape::none) names += ", geom", marks += ",?";
    return "INSERT INTO main." + quoted_name(spec.name) + " (" + names + ") VALUES (" + marks + ")";
}

// Without AUTOINCREMENT, which the standard shows but does not ask for: it reads and writes a counter for every row.
const TableSpec& created(const Database& db, const TableSpec& spec) {
    std::string sql = "CREATE TABLE main." + quoted_name(spec.name) + " (fid INTEGER PRIMARY KEY NOT NULL";
    for (const auto& column : spec.columns) sql += ", " + quoted_name(column.name) + ' ' + std::string{column.type};
    if (spec.shape != Shape::none) sql += spec.shape == Shape::point ? ", geom POINT" : ", geom MULTIPOLYGON";
    db.exec(sql + ")");
    return spec;
}

}  // namespace

std::string geopackage_blob(const GeometryColumn& shapes, std::size_t row, const Box& box, int srs_id) {
    std::string out{"GP\0\x03", 4};  // version 0; little-endian, envelope of four numbers
    append(out, std::int32_t{srs_id});
    for (const double bound : {box.min_x, box.max_x, box.min_y, box.max_y}) append(out, bound);
    return out += to_wkb(shapes, row);
}

std::string geopackage_blob(Spot spot, int srs_id) {
    std::string out{"GP\0\x01", 4};  // little-endian, no envelope
    append(out, std::int32_t{srs_id});
    append(out, std::uint8_t{1});
    append(out, std::uint32_t{1});
    append(out, spot.x);
    append(out, spot.y);
    return out;
}

std::string_view wkb_of_blob(std::string_view blob) {
    constexpr std::size_t fixed_part = 8;
    constexpr std::size_t envelopes[] = {0, 32, 48, 48, 64};  // bytes by kind
    if (blob.size() < fixed_part || !blob.starts_with("GP")) return {};
    const auto kind = static_cast<std::size_t>(static_cast<unsigned char>(blob[3]) >> 1 & 7U);
    if (kind >= std::size(envelopes) || blob.size() < fixed_part + envelopes[kind]) return {};
    return blob.substr(fixed_part + envelopes[kind]);
}

std::optional<Spot> spot_of_blob(std::string_view blob) { return spot_of_wkb(wkb_of_blob(blob)); }

std::optional<Spot> spot_of_wkb(std::string_view wkb) {
    constexpr std::string_view head{"\x01\x01\0\0\0", 5};  // little-endian, point
    if (wkb.size() != head.size() + 2 * sizeof(double) || !wkb.starts_with(head)) return {};
    Spot spot;
    std::memcpy(&spot.x, wkb.data() + head.size(), sizeof(double));
    std::memcpy(&spot.y, wkb.data() + head.size() + sizeof(double), sizeof(double));
    if (!std::isfinite(spot.x) || !std::isfinite(spot.y)) return {};
    return spot;
}

GeoPackage::GeoPackage(const Database& db, const Crs& crs, std::string stamp) : db_{db}, stamp_{std::move(stamp)} {
    db_.exec(required_tables);
    insert_crs(db_, Crs::epsg(4326), 4326);
    if (!crs.known()) return;
    srs_id_ = srs_id_of(crs);
    insert_crs(db_, crs, srs_id_);
}

GeoPackage GeoPackage::in_crs(const Crs& crs) const {
    if (!crs.known()) return {db_, stamp_, -1};
    insert_crs(db_, crs, srs_id_of(crs));
    return {db_, stamp_, srs_id_of(crs)};
}

GeoPackage GeoPackage::opened(const Database& db, std::string stamp) {
    const auto srs_id = db.integer("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'parcel_result'", -1);
    return {db, std::move(stamp), static_cast<int>(srs_id)};
}

void GeoPackage::register_table(const TableSpec& spec, const Box& extent) const {
    const bool shaped = spec.shape != Shape::none;
    Statement contents = db_.prepare("INSERT INTO main.gpkg_contents VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    contents.bind(1, spec.name);
    contents.bind(2, std::string_view{shaped ? "features" : "attributes"});
    contents.bind(3, spec.description);
    contents.bind(4, stamp_);
    if (!extent.empty()) {
        int index = 5;
        for (const double bound : {extent.min_x, extent.min_y, extent.max_x, extent.max_y})
            contents.bind(index++, bound);
    }
    contents.bind(9, std::int64_t{shaped ? srs_id_ : 0});
    contents.run();
    if (!shaped) return;
    Statement geometry = db_.prepare("INSERT INTO main.gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)");
    geometry.bind(1, spec.name);
    geometry.bind(2, std::string_view{spec.shape == Shape::point ? "POINT" : "MULTIPOLYGON"});
    geometry.bind(3, std::int64_t{srs_id_});
    geometry.run();
}

TableWriter::TableWriter(const GeoPackage& package, TableSpec spec)
    : package_{package}, spec_{std::move(spec)},
      statement_{package.db().prepare(insert_sql(created(package.db(), spec_)))} {}

void TableWriter::put(const std::vector<std::string>& words) { put(join(words, ";")); }

void TableWriter::end_row() {
    if (next_ != static_cast<int>(spec_.columns.size()) + (spec_.shape == Shape::none ? 2 : 3))
        throw Error{Kind::bug, "table " + spec_.name + ": a row with " + std::to_string(next_ - 2) + " cells"};
    statement_.bind(1, ++fid_);
    statement_.run();
    next_ = 2;
    if (fid_ % 4096 == 0) throw_if_stopped();
}

void TableWriter::store(std::string_view blob, const Box& box) {
    if (blob.empty())
        put_null();
    else {
        statement_.bind_blob(next_++, blob);
        boxes_.emplace_back(fid_ + 1, box);
    }
    end_row();
}

void TableWriter::end_row(const GeometryColumn& shapes, std::size_t row) {
    // A column may be shorter than its rows where no source carried shapes.
    if (row >= shapes.rows() || shapes.null(row)) return store({}, {});
    const Box box = shapes.box(row);
    store(geopackage_blob(shapes, row, box, package_.srs_id()), box);
}

void TableWriter::end_row(const std::optional<Spot>& spot) {
    if (!spot) return store({}, {});
    store(geopackage_blob(*spot, package_.srs_id()), Box{spot->x, spot->y, spot->x, spot->y});
}

void TableWriter::resume() { fid_ = package_.db().integer("SELECT max(fid) FROM main." + quoted_name(spec_.name)); }

void TableWriter::finish() {
    Box extent;
    for (const auto& [fid, box] : boxes_) extent.grow(box);
    package_.register_table(spec_, extent);
    if (spec_.shape != Shape::none) write_rtree(package_.db(), spec_.name, boxes_);
}

}  // namespace mutu

// Layers of a book with their shapes, by the R-tree: what maps and feature services are made from.
#include "book.hpp"
#include "book_parts.hpp"
#include "geopackage.hpp"
#include "rows.hpp"

#include "mutu/text.hpp"

#include <span>

namespace mutu {

namespace {

std::string tree_of(const std::string& layer) { return quoted_name("rtree_" + layer + "_geom"); }

Box extent_of(const Database& db, const std::string& layer) {
    Box box;
    if (!db.has_table("rtree_" + layer + "_geom")) return box;
    Statement bounds = db.prepare("SELECT min(minx), min(miny), max(maxx), max(maxy) FROM " + tree_of(layer));
    if (bounds.step() && bounds.type(0) != SQLITE_NULL) {
        box.grow(Xy{bounds.real(0), bounds.real(1)});
        box.grow(Xy{bounds.real(2), bounds.real(3)});
    }
    return box;
}

std::vector<std::string> columns_of(const Database& db, const std::string& layer) {
    std::vector<std::string> names;
    Statement columns = db.prepare("SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('fid', 'geom')");
    columns.bind(1, std::string_view{layer});
    while (columns.step()) names.push_back(columns.text(0));
    return names;
}

std::string rows_meant(const FeatureQuery& query) {
    std::string sql = " FROM " + quoted_name(query.layer) + " WHERE 1";
    if (query.box)
        sql += " AND fid IN (SELECT id FROM " + tree_of(query.layer) + " WHERE maxx >= " + shortest(query.box->min_x) +
               " AND minx <= " + shortest(query.box->max_x) + " AND maxy >= " + shortest(query.box->min_y) +
               " AND miny <= " + shortest(query.box->max_y) + ")";
    if (!query.where.empty()) sql += " AND (" + query.where + ")";
    return sql;
}

std::string question(const FeatureQuery& query) {
    std::string sql = "SELECT geom, fid";
    for (const std::string& column : query.columns) sql += ", " + quoted_name(column);
    return sql + rows_meant(query) + " ORDER BY fid LIMIT " + std::to_string(query.limit) + " OFFSET " +
           std::to_string(query.offset);
}

Statement bound(const Database& db, const std::string& sql, const std::vector<std::string>& arguments) {
    Statement statement = db.prepare(sql);
    int index = 1;
    for (const auto& argument : arguments) statement.bind(index++, argument);
    return statement;
}

}  // namespace

std::vector<BookLayer> Book::layers() const {
    std::vector<BookLayer> all;
    Statement found =
        impl_->db.prepare("SELECT c.table_name, c.description, g.geometry_type_name FROM gpkg_contents c JOIN "
                          "gpkg_geometry_columns g ON g.table_name = c.table_name WHERE c.data_type = 'features' "
                          "AND c.table_name NOT LIKE 'history!_%' ESCAPE '!' ORDER BY c.rowid");
    while (found.step()) {
        BookLayer layer{.name = found.text(0), .title = found.text(1), .points = found.text(2) == "POINT"};
        layer.box = extent_of(impl_->db, layer.name);
        layer.columns = columns_of(impl_->db, layer.name);
        all.push_back(std::move(layer));
    }
    return all;
}

Features Book::features(const FeatureQuery& query) const {
    Statement statement = bound(impl_->db, question(query), query.arguments);
    Features found;
    found.rows = rows_of(statement, 1, [&found](std::string_view blob) {
        const std::string_view wkb = wkb_of_blob(blob);
        found.spots.push_back(spot_of_blob(blob));
        add_wkb(found.shapes, std::as_bytes(std::span{wkb}));
    });
    return found;
}

std::int64_t Book::count(const FeatureQuery& query) const {
    Statement statement = bound(impl_->db, "SELECT count(*)" + rows_meant(query), query.arguments);
    return statement.step() ? statement.integer(0) : 0;
}

}  // namespace mutu

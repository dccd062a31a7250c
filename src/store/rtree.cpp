// The spatial index of a layer as the GeoPackage extension gpkg_rtree_index wants it.
#include "geopackage.hpp"
#include "rtree_pack.hpp"

namespace mutu {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// The triggers of GeoPackage 1.3, annex F.3: @r is the index, @t the layer, @n a trigger of the layer. The key stays
// fid.
constexpr const char* triggers = R"sql(
CREATE TRIGGER @n_insert" AFTER INSERT ON @t WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN INSERT OR REPLACE INTO @r VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER @n_update1" AFTER UPDATE OF geom ON @t
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN INSERT OR REPLACE INTO @r VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER @n_update2" AFTER UPDATE OF geom ON @t WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM @r WHERE id = OLD.fid; END;
CREATE TRIGGER @n_update3" AFTER UPDATE ON @t WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM @r WHERE id = OLD.fid;
INSERT OR REPLACE INTO @r VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER @n_update4" AFTER UPDATE ON @t WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM @r WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER @n_delete" AFTER DELETE ON @t WHEN OLD.geom NOT NULL
BEGIN DELETE FROM @r WHERE id = OLD.fid; END;
)sql";

/// Writes the tables behind the index: a row at a time through the index itself costs twenty times as much.
void fill(const Database& db, const std::string& index, const std::vector<std::pair<std::int64_t, Box>>& boxes) {
    const auto table = [&](const char* part) { return "main." + quoted_name(index + part); };
    const std::int64_t node_size = db.integer("SELECT length(data) FROM " + table("_node") + " WHERE nodeno = 1");
    const PackedRtree tree = pack_rtree(boxes, static_cast<std::size_t>(node_size));
    Statement node = db.prepare("INSERT OR REPLACE INTO " + table("_node") + " VALUES (?1, ?2)");
    Statement parent = db.prepare("INSERT INTO " + table("_parent") + " VALUES (?1, ?2)");
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const auto number = static_cast<std::int64_t>(i) + 1;
        node.bind(1, number);
        node.bind_blob(2, tree.nodes[i]);
        node.run();
        if (number == 1) continue;  // the root has no parent
        parent.bind(1, number);
        parent.bind(2, tree.node_parent[i]);
        parent.run();
    }
    Statement row = db.prepare("INSERT INTO " + table("_rowid") + " VALUES (?1, ?2)");
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        row.bind(1, boxes[i].first);
        row.bind(2, tree.row_nodes[i]);
        row.run();
    }
}

}  // namespace

void write_rtree(const Database& db, const std::string& table, const std::vector<std::pair<std::int64_t, Box>>& boxes) {
    const std::string name = "rtree_" + table + "_geom", index = quoted_name(name);
    db.exec("CREATE VIRTUAL TABLE main." + index + " USING rtree(id, minx, maxx, miny, maxy)");
    if (!boxes.empty()) fill(db, name, boxes);
    std::string sql = triggers;
    replace_all(sql, "@n", index.substr(0, index.size() - 1));
    replace_all(sql, "@t", quoted_name(table));
    replace_all(sql, "@r", index);
    db.exec(sql);
    Statement extension = db.prepare("INSERT INTO main.gpkg_extensions VALUES (?1, 'geom', 'gpkg_rtree_index', "
                                     "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')");
    extension.bind(1, table);
    extension.run();
}

}  // namespace mutu

// Tables of the store as a book brings them: columns, keys, indexes, partitions, comments.
#include "store_parts.hpp"

#include <array>
#include <map>

namespace mutu {
namespace {

/// By which rows are looked up.
constexpr std::array keys{"parcel_id", "park_id", "subject_id", "uscc", "approval_id", "project_id"};

/// The type of shapes, wherever the extension lies.
std::string shape_type(const StoreState& store, const SharedTable& table, int srid) {
    return postgis_schema(store) + ".geometry(" + (table.table.geometry == "POINT" ? "Point" : "MultiPolygon") + "," +
           std::to_string(srid) + ")";
}

void comment(const StoreState& store, const SharedTable& table, const std::string& column, const std::string& text) {
    if (text.empty()) return;
    const std::string on = column.empty() ? "TABLE " + store.in(table.table.name)
                                          : "COLUMN " + store.in(table.table.name) + "." + store.db.name(column);
    store.db.run("COMMENT ON " + on + " IS " + store.db.literal(text));
}

std::string label_of(const BookTable::Column& column, const Labels& labels) {
    if (!labels.has("column", column.name)) return store_name(column.name) == column.name ? "" : column.name;
    const std::string unit = labels.unit("column", column.name);
    return labels.text("column", column.name) + (unit.empty() ? "" : "（" + unit + "）");
}

void create(const StoreState& store, const SharedTable& table, int srid, const Labels& labels) {
    const Connection& db = store.db;
    const std::string name = store.in(table.table.name);
    std::string sql = "CREATE TABLE " + name + " (mutu_park text NOT NULL, mutu_run text NOT NULL, fid bigint NOT NULL";
    for (const auto& column : table.table.columns)
        sql += ", " + db.name(store_name(column.name)) + " " + store_type(column.type);
    if (!table.table.geometry.empty()) sql += ", geom " + shape_type(store, table, srid);
    db.run(sql + ", PRIMARY KEY (mutu_park, mutu_run, fid))" +
           (is_partitioned(table) ? " PARTITION BY LIST (mutu_park)" : ""));
    if (!table.table.geometry.empty()) db.run("CREATE INDEX ON " + name + " USING gist (geom)");
    for (const char* key : keys)
        for (const auto& column : table.table.columns)
            if (column.name == key) db.run("CREATE INDEX ON " + name + " (" + db.name(key) + ")");
    make_policies(store, table);
    comment(store, table, "", table.table.title);
    comment(store, table, "mutu_park", "所在园区；空：不属于哪个园区");
    comment(store, table, "mutu_run", "没有园区的行属于哪一次分析；有园区的行见 published_run");
    for (const auto& column : table.table.columns)
        comment(store, table, store_name(column.name), label_of(column, labels));
}

std::map<std::string, std::string> types_in(const StoreState& store, const std::string& table) {
    std::map<std::string, std::string> types;
    for (const auto& row : store.db.ask("SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a "
                                        "WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped",
                                        {store.in(table)}))
        types.emplace(row[0].value_or(""), row[1].value_or(""));
    return types;
}

std::string without_schema(const std::string& type) {
    const auto dot = type.find(".geometry(");
    return dot == std::string::npos ? type : type.substr(dot + 1);
}

void extend(const StoreState& store, const SharedTable& table, int srid, const Labels& labels) {
    const auto there = types_in(store, table.table.name);
    for (const auto& column : table.table.columns) {
        const std::string name = store_name(column.name), type = store_type(column.type);
        const auto found = there.find(name);
        if (found == there.end()) {
            store.db.run("ALTER TABLE " + store.in(table.table.name) + " ADD COLUMN " + store.db.name(name) + " " +
                         type);
            comment(store, table, name, label_of(column, labels));
        } else if (found->second != type)
            throw Error{Kind::refused, store.db.shown() + "：表 " + table.table.name + " 的列 " + column.name +
                                           " 在共享库中是 " + found->second + "，在成果库中是 " + type +
                                           "；请用 --schema 另建一个模式"};
    }
    if (table.table.geometry.empty()) return;
    const auto shape = there.find("geom");
    const std::string wanted = without_schema(shape_type(store, table, srid));
    if (shape == there.end() || without_schema(shape->second) != wanted)
        throw Error{Kind::refused, store.db.shown() + "：模式 " + store.schema + " 的图层 " + table.table.name +
                                       " 是 " +
                                       (shape == there.end() ? "没有图形的表" : without_schema(shape->second)) +
                                       "，成果库是 " + wanted + "；一个模式只用一个坐标系，请用 --schema 另建一个模式"};
}

}  // namespace

std::string relation(const StoreState& store, const std::string& schema, const std::string& name) {
    const auto found = store.db.ask("SELECT c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                                    "WHERE n.nspname = $1 AND c.relname = $2",
                                    {schema, name});
    return found.empty() ? std::string{} : found[0][0].value_or("");
}

void make_table(const StoreState& store, const SharedTable& table, int srid, const Labels& labels) {
    const std::string kind = relation(store, store.schema, table.table.name);
    if (kind.empty()) {
        create(store, table, srid, labels);
        return;
    }
    if (kind != (is_partitioned(table) ? "p" : "r"))
        throw Error{Kind::refused, store.db.shown() + "：模式 " + store.schema + " 中已有另一个 " + table.table.name +
                                       "，不是亩图的表；请用 --schema 另建一个模式"};
    extend(store, table, srid, labels);
}

void make_partitions(StoreState& store, const SharedPart& part, const SharedRun& run,
                     const std::vector<SharedRows>& rows) {
    std::vector<const SharedTable*> missing;
    for (const SharedRows& one : rows) {
        const SharedTable& table = run.layout.tables[one.table];
        if (one.count > 0 && is_partitioned(table) &&
            !store.partitions.contains(partition_name(table.table.name, part.park_id)))
            missing.push_back(&table);
    }
    if (missing.empty()) return;
    StoreTransaction transaction{store.db};
    lock_preparation(store);
    for (const SharedTable* table : missing) {
        const std::string name = partition_name(table->table.name, part.park_id);
        store.partitions.insert(name);
        if (!relation(store, store.schema + "_part", name).empty()) continue;
        // Not CREATE … PARTITION OF: that would wait for everybody who reads or writes any park.
        store.db.run("CREATE TABLE " + store.in_parts(name) + " (LIKE " + store.in(table->table.name) +
                     " INCLUDING ALL)");
        store.db.run("ALTER TABLE " + store.in(table->table.name) + " ATTACH PARTITION " + store.in_parts(name) +
                     " FOR VALUES IN (" + store.db.literal(part.park_id) + ")");
    }
    transaction.commit();
}

}  // namespace mutu

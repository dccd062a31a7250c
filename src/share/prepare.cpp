// A store made ready for a run: what is there already is left alone, so that a second publisher needs few rights.
#include "store_parts.hpp"

#include "mutu/hash.hpp"

#include <algorithm>

namespace mutu {
namespace {

bool has_table(const SharedLayout& layout, std::string_view name) {
    return std::ranges::any_of(layout.tables, [&](const SharedTable& one) { return one.table.name == name; });
}

// The verdicts as the book's own view shows them (ADR 0011). The reader's rights hold below it.
constexpr const char* verdicts = R"sql( WITH (security_invoker = true) AS
SELECT p.mutu_park, p.mutu_run, p.fid * 1000 + t.position AS fid, 'parcel'::text AS subject_kind,
    p.parcel_id AS subject_id, t.rule_id, CASE substr(f.answers, t.position::integer, 1) WHEN 'y' THEN 'yes' WHEN 'n' THEN 'no'
    ELSE 'undetermined' END AS verdict, '{"facts":' || f.facts || ',' || substr(t.conditions, 2) AS proof
FROM @parcel_result p JOIN @parcel_fact f USING (mutu_park, mutu_run, fid)
LEFT JOIN @published_run u ON u.part = 'park' AND u.park_id = p.mutu_park
JOIN @policy_text t ON t.subject_kind = 'parcel' AND t.mutu_run = coalesce(u.run_id, p.mutu_run)
UNION ALL SELECT mutu_park, mutu_run, fid * 1000 + 999, subject_kind, subject_id, rule_id, verdict, proof FROM @other_verdict)sql";

}  // namespace

SharedStore::SharedStore(const std::string& address, const std::string& schema)
    : state_{std::make_unique<StoreState>(StoreState{.db = Connection{address}, .schema = schema})} {}
SharedStore::~SharedStore() = default;

const std::string& SharedStore::shown() const { return state_->db.shown(); }

void lock_preparation(const StoreState& store) {
    store.db.ask("SELECT pg_advisory_xact_lock($1::bigint)", {lock_number(store.schema, "prepare")});
}

void make_extension(const StoreState& store) {
    if (store.db.yes("SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'postgis')")) return;
    if (!store.db.yes("SELECT EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'postgis')"))
        throw Error{Kind::input, store.db.shown() + "：服务器上没有安装 PostGIS；请管理员安装（Debian："
                                                    "postgresql-15-postgis-3）"};
    try {
        store.db.run("CREATE EXTENSION postgis");
    } catch (const Error& error) {
        throw Error{error.kind(), store.db.shown() +
                                      "：这个库还没有 PostGIS 扩展，当前用户又无权创建；请管理员在库中执行 "
                                      "CREATE EXTENSION postgis（" +
                                      error.what() + "）"};
    }
}

std::string postgis_schema(const StoreState& store) {
    const auto place = store.db.ask("SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = "
                                    "e.extnamespace WHERE e.extname = 'postgis'");
    return store.db.name(place.at(0)[0].value_or("public"));
}

void make_srid(const StoreState& store, const Crs& crs) {
    const std::string known = postgis_schema(store) + ".spatial_ref_sys";
    const std::string srid = std::to_string(srid_of(crs));
    if (store.db.yes("SELECT EXISTS (SELECT 1 FROM " + known + " WHERE srid = $1::integer)", {srid})) return;
    store.db.ask("INSERT INTO " + known +
                     " (srid, auth_name, auth_srid, srtext) VALUES ($1::integer, $2, $1::integer, $3)",
                 {srid, crs.code() ? "EPSG" : "MUTU", crs.wkt()});
}

void make_verdicts(const StoreState& store, const SharedLayout& layout, const Labels& labels) {
    for (const char* table : {"parcel_result", "parcel_fact", "policy_text", "other_verdict"})
        if (!has_table(layout, table)) return;
    if (!relation(store, store.schema, "verdict").empty()) return;
    std::string sql = verdicts;
    for (auto at = sql.find('@'); at != std::string::npos; at = sql.find('@', at))
        sql.replace(at, 1, store.db.name(store.schema) + ".");
    store.db.run("CREATE VIEW " + store.in("verdict") + sql);
    store.db.run("GRANT SELECT ON " + store.in("verdict") + " TO PUBLIC");
    if (labels.has("layer", "verdict"))
        store.db.run("COMMENT ON VIEW " + store.in("verdict") + " IS " +
                     store.db.literal(labels.text("layer", "verdict")));
}

void SharedStore::prepare(const SharedRun& run, const std::vector<SharedStyle>& styles, const Labels& labels) {
    const Crs crs = Crs::parse(run.layout.crs);
    StoreTransaction transaction{state_->db};
    lock_preparation(*state_);
    make_extension(*state_);
    make_schema(*state_);
    make_srid(*state_, crs);
    for (const SharedTable& table : run.layout.tables) make_table(*state_, table, srid_of(crs), labels);
    make_verdicts(*state_, run.layout, labels);
    make_styles(*state_, styles);
    const std::string layout = layout_text(run.layout);
    state_->db.ask("INSERT INTO " + state_->in("layout") + " VALUES ($1, $2) ON CONFLICT DO NOTHING",
                   {sha256(layout), layout});
    transaction.commit();
    // Nobody tidies away a run while somebody publishes it.
    state_->db.ask("SELECT pg_advisory_lock_shared($1::bigint)", {lock_number(state_->schema, "tidy:" + run.run_id)});
    for (const auto& row :
         state_->db.ask("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                        "WHERE n.nspname = $1 AND c.relkind = 'r'",
                        {state_->schema + "_part"}))
        state_->partitions.insert(row[0].value_or(""));
}

}  // namespace mutu

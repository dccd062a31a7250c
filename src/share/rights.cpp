// Who sees what: a role sees the parks that park_right gives it, and of their runs what no park owns.
#include "store_parts.hpp"

namespace mutu {
namespace {

void replace_all(std::string& text, std::string_view from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// @ is the schema with its dot. Rows are hidden unless a right shows them, so everybody may ask.
constexpr const char* own_tables = R"sql(
CREATE TABLE @store (version integer NOT NULL);
INSERT INTO @store VALUES (@v);
CREATE TABLE @layout (sha256 text PRIMARY KEY, layout text NOT NULL);
CREATE TABLE @published_run (key text PRIMARY KEY, part text NOT NULL, park_id text NOT NULL, park_name text NOT NULL,
    run_id text NOT NULL, as_of date NOT NULL, policy_id text NOT NULL, policy_sha256 text NOT NULL,
    program_version text NOT NULL, schema_version integer NOT NULL, secrecy text NOT NULL, row_count bigint NOT NULL,
    content_sha256 text NOT NULL, layout_sha256 text NOT NULL, published_at timestamptz NOT NULL DEFAULT now(),
    published_by text NOT NULL DEFAULT session_user);
CREATE TABLE @park_right (role_name text NOT NULL, park_id text NOT NULL CHECK (park_id <> ''), PRIMARY KEY (role_name, park_id));
CREATE FUNCTION @my_parks() RETURNS text[] LANGUAGE sql STABLE AS
    $f$ SELECT coalesce(array_agg(park_id), '{}') FROM @park_right $f$;
CREATE FUNCTION @sees_all() RETURNS boolean LANGUAGE sql STABLE AS
    $f$ SELECT EXISTS (SELECT 1 FROM @park_right WHERE park_id = '*') $f$;
CREATE FUNCTION @runs_of(parks text[]) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
    $f$ SELECT coalesce(array_agg(DISTINCT run_id), '{}') FROM @published_run WHERE part = 'park' AND park_id = ANY (parks) $f$;
ALTER TABLE @park_right ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rights ON @park_right FOR SELECT USING (role_name IN
    (SELECT rolname FROM pg_catalog.pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')));
ALTER TABLE @published_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_parks ON @published_run FOR SELECT USING ((SELECT @sees_all())
    OR part = 'park' AND park_id = ANY ((SELECT @my_parks())::text[])
    OR part = 'run' AND run_id = ANY ((SELECT @runs_of(@my_parks()))::text[]));
GRANT SELECT ON @store, @layout, @published_run, @park_right TO PUBLIC;
COMMENT ON TABLE @published_run IS '已发布的园区和分析：哪一次分析、口径、内容校验值、何时由谁发布';
COMMENT ON TABLE @park_right IS '哪个角色看得到哪个园区；* 是全部';
COMMENT ON TABLE @layout IS '成果库的表和列，供取回时还原';
COMMENT ON TABLE @store IS '共享库的版本';
)sql";

}  // namespace

bool StoreState::made() const {
    if (relation(*this, schema, "store").empty()) return false;
    const auto told = db.ask("SELECT max(version) FROM " + in("store"));
    if (const int version = std::stoi(told.at(0)[0].value_or("0")); version > store_version)
        throw Error{Kind::refused, db.shown() + "：模式 " + schema + " 是共享库第 " + std::to_string(version) +
                                       " 版，本程序只认到第 " + std::to_string(store_version) +
                                       " 版；请升级亩图，或用 --schema 另建一个模式"};
    return true;
}

void make_schema(const StoreState& store) {
    for (const std::string& schema : {store.schema, store.schema + "_part"})
        if (!store.db.yes("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = $1)", {schema}))
            store.db.run("CREATE SCHEMA " + store.db.name(schema));
    if (store.made()) return;
    std::string sql = own_tables;
    replace_all(sql, "@v", std::to_string(store_version));
    replace_all(sql, "@", store.db.name(store.schema) + ".");
    store.db.run(sql);
    store.db.run("GRANT USAGE ON SCHEMA " + store.db.name(store.schema) + " TO PUBLIC");
}

void make_policies(const StoreState& store, const SharedTable& table) {
    const std::string name = store.in(table.table.name), schema = store.db.name(store.schema) + ".";
    const std::string own = table.kind == SharedKind::run
                                ? "mutu_run = ANY ((SELECT " + schema + "runs_of(" + schema + "my_parks()))::text[])"
                                : "mutu_park = ANY ((SELECT " + schema + "my_parks())::text[])";
    store.db.run("ALTER TABLE " + name + " ENABLE ROW LEVEL SECURITY");
    store.db.run("CREATE POLICY own_parks ON " + name + " FOR SELECT USING ((SELECT " + schema + "sees_all()) OR " +
                 own + ")");
    store.db.run("GRANT SELECT ON " + name + " TO PUBLIC");
}

void SharedStore::grant(const std::string& role, const std::string& park_id) {
    if (!state_->db.yes("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1)", {role}))
        throw Error{Kind::usage, shown() + "：没有角色 " + role + "；请管理员先 CREATE ROLE"};
    state_->db.ask("INSERT INTO " + state_->in("park_right") + " VALUES ($1, $2) ON CONFLICT DO NOTHING",
                   {role, park_id});
}

}  // namespace mutu

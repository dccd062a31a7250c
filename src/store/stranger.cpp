// SQL of a stranger: SpatiaLite functions over a book that is attached read-only, and nothing that writes or opens
// files.
#include "book.hpp"
#include "rows.hpp"

#include "mutu/parallel.hpp"
#include "mutu/store.hpp"
#include "mutu/text.hpp"

#include <spatialite.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

namespace mutu {
namespace {

struct CleanSpatialite {
    void operator()(void* cache) const noexcept { spatialite_cleanup_ex(cache); }
};
using SpatialiteCache = std::unique_ptr<void, CleanSpatialite>;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// SpatiaLite has functions that read and write files where its environment allows; here none does, whatever that says.
bool opens_files(const std::string& function) {
    for (const char* prefix : {"import", "export", "blobtofile", "blobfromfile", "xb_load", "xb_store", "xb_import"})
        if (function.starts_with(prefix)) return true;
    return one_of(function, {"load_extension", "eval", "readfile", "writefile", "edit", "fts3_tokenizer",
                             "proj_setdatabasepath", "sqlproc_execute", "sqlproc_execloop", "storedproc_execute",
                             "storedproc_execloop", "setlogfile", "sqlproc_setlogfile"});
}

bool reads_only(const std::string& pragma, const char* argument) {
    if (one_of(pragma, {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
                        "foreign_key_list", "database_list", "function_list", "integrity_check", "quick_check"}))
        return true;
    return !argument && one_of(pragma, {"user_version", "application_id", "journal_mode", "encoding", "page_count",
                                        "page_size", "schema_version", "compile_options"});
}

int authorize(void*, int action, const char* first, const char* second, const char*, const char*) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return opens_files(lower_ascii(second ? second : "")) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA: return reads_only(lower_ascii(first ? first : ""), second) ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

int asked_to_stop(void*) { return stop_requested() ? 1 : 0; }

// ST_Transform looks its systems up in SpatiaLite's own table: those of the book and those that maps of China use.
void fill_reference_systems(const Database& db) {
    db.exec("SELECT InitSpatialMetaData(1, 'NONE')");
    std::vector<std::int64_t> codes{4326, 4490, 3857};
    for (std::int64_t zone = 4513; zone <= 4533; ++zone) codes.push_back(zone);
    Statement used = db.prepare("SELECT srs_id FROM book.gpkg_spatial_ref_sys WHERE srs_id > 0 AND srs_id < 100000");
    while (used.step()) codes.push_back(used.integer(0));
    Statement insert =
        db.prepare("SELECT InsertEpsgSrid(?1) WHERE NOT EXISTS (SELECT 1 FROM spatial_ref_sys WHERE srid = ?1)");
    for (const std::int64_t code : codes) {
        insert.bind(1, code);
        insert.run();
    }
}

// An R-tree prepares its writing statements when it is first touched; under the authorizer it could then not even be
// read.
void touch_indexes(const Database& db) {
    Statement list =
        db.prepare("SELECT name FROM book.sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'");
    while (list.step()) {
        const std::string name = list.text(0);
        if (name.starts_with("rtree_"))
            db.integer("SELECT count(*) FROM (SELECT 1 FROM book." + quoted_name(name) + " LIMIT 1)");
    }
}

void confine(const Database& db) {
    sqlite3_db_config(db.raw(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db.raw(), SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(db.raw(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(db.raw(), SQLITE_LIMIT_ATTACHED, 1);
    sqlite3_set_authorizer(db.raw(), authorize, nullptr);
    constexpr int operations = 10'000;
    sqlite3_progress_handler(db.raw(), operations, asked_to_stop, nullptr);
}

Error refused(sqlite3* db, const std::string& sql) {
    const std::string words = sqlite3_errmsg(db);
    if (sqlite3_errcode(db) == SQLITE_AUTH)
        return {Kind::usage, "此处只能查询（SELECT），不能改写成果库或打开别的文件：" + sql + "（" + words + "）"};
    return {Kind::usage, "查询有误：" + words + "：" + sql};
}

// The first statement must be the only one; comments and blanks may follow it.
void require_single(sqlite3* db, const std::string& sql) {
    const char* rest = sql.c_str();
    int statements = 0;
    while (*rest != '\0') {
        sqlite3_stmt* made = nullptr;
        const int code = sqlite3_prepare_v2(db, rest, -1, &made, &rest);
        const std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement{made};
        if (code != SQLITE_OK) throw refused(db, sql);
        if (statement) ++statements;
    }
    if (statements != 1)
        throw Error{Kind::usage, "一次执行一条查询，这里有 " + std::to_string(statements) + " 条：" + sql};
}

}  // namespace

Rows Book::stranger(const std::string& path, const std::string& sql) {
    static_cast<void>(open_book(path));
    if (sql.find('\0') != std::string::npos) throw Error{Kind::usage, "查询中有空字符（NUL）：" + sql};
    // Declared first, so that it outlives the connection whose functions use it.
    const SpatialiteCache cache{spatialite_alloc_connection()};
    const Database db{":memory:", Database::Mode::create};
    spatialite_init_ex(db.raw(), cache.get(), 0);
    Statement attach = db.prepare("ATTACH ?1 AS book");
    attach.bind(1, read_only_uri(path), true);
    attach.run();
    fill_reference_systems(db);
    db.exec("SELECT EnableGpkgAmphibiousMode()");
    touch_indexes(db);
    confine(db);
    require_single(db.raw(), sql);
    try {
        Statement statement = db.prepare(sql);
        return rows_of(statement);
    } catch (const Error& fault) {
        if (fault.kind() == Kind::stopped || stop_requested()) throw Error{Kind::stopped, "查询已按要求停止"};
        throw refused(db.raw(), sql);
    }
}

std::string spatialite_version() { return ::spatialite_version(); }

}  // namespace mutu

// A book from beginning to end: lock, settle, write beside, take earlier runs along, publish.
#include "book.hpp"
#include "place.hpp"
#include "tables.hpp"

#include "mutu/mark_store.hpp"
#include "mutu/parallel.hpp"
#include "mutu/store.hpp"

#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;

bool has_rows(const Database& db, const char* table) {
    return db.has_table(table) && db.integer("SELECT EXISTS (SELECT 1 FROM " + quoted_name(table) + ")") != 0;
}

// Cases and scenarios are people's work: a new start must not take them away unasked.
void refuse_to_lose_cases(const Database& db, const SaveOptions& options) {
    if (options.drop_cases) return;
    for (const char* table : {"cases", "plan_scenario", "expansion_scenario", "mark_edit"})
        if (has_rows(db, table))
            throw Error{Kind::input, db.path() + ": 表 " + table +
                                         " 中有处置记录、方案或降密记录，--overwrite 会丢失；确要丢弃请加 " +
                                         "--drop-cases，否则去掉 --overwrite（本次结果会加为新的一次分析）"};
}

/// The file that stands at the path: whether it has runs to keep, and in tables of an older version.
struct Standing {
    bool runs = false, older = false;
};

/// Whoever lowers a mark says so (mark_store.hpp); a source that is marked lower than last time does not.
void refuse_lower_mark(const Database& db, const std::string& mark, const Labels& labels) {
    // A book of the first versions, or of another hand, may have none.
    if (db.integer("SELECT count(*) FROM pragma_table_info('run') WHERE name = 'secrecy'") == 0) return;
    const std::string before = db.text("SELECT secrecy FROM run ORDER BY fid DESC LIMIT 1");
    if (before.empty()) return;
    if (mark_rank(mark) >= mark_rank(before)) return;
    throw Error{Kind::refused,
                db.path() + "：成果库的密级是“" + labels.text("secrecy", before) + "”，本次资料标为“" +
                    labels.text("secrecy", mark) +
                    "”，密级不能这样降低。请改正来源的 secrecy，或先记录降密：mutu audit lower 成果库 --to " + mark +
                    " --by 经办人 --reason 理由 --document 文号"};
}

/// What may not be replaced is refused here.
Standing standing(const std::string& path, const std::string& mark, const Labels& labels, const SaveOptions& options) {
    if (!fs::exists(path)) return {};
    if (!fs::is_regular_file(path)) throw Error{Kind::input, path + ": 不是文件，不能作为成果库"};
    if (options.overwrite && (fs::file_size(path) == 0 || !is_sqlite(path))) return {};
    settle(path);
    const Database db = open_book(path);
    refuse_lower_mark(db, mark, labels);
    if (!options.overwrite) return {.runs = true, .older = is_older(db)};
    refuse_to_lose_cases(db, options);
    return {};
}

/// One file, one transaction. The journal is off because a failed file is thrown away whole. Pages twice SQLite's usual
/// ones: half as many calls into the system for a large book, some 700 KB more for the smallest.
void write_book(const std::string& path, const std::string& earlier, const Holdings& holdings,
                const Assessment& assessment, const Labels& labels, const SaveOptions& options) {
    const Database db{path, Database::Mode::create};
    db.exec("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA main.locking_mode = "
            "EXCLUSIVE; "
            "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -64000; PRAGMA foreign_keys = OFF");
    const bool attached = !earlier.empty();
    if (attached) {
        Statement attach = db.prepare("ATTACH ?1 AS older");
        attach.bind(1, read_only_uri(earlier), true);
        attach.run();
    }
    Transaction transaction{db};
    const auto results = write_run(db, holdings, assessment, labels, options.tables, attached);
    write_styles(results.package, results.tables, options.style_folder, labels, attached);
    if (attached) carry_over(db);
    throw_if_stopped();
    transaction.commit();
}

}  // namespace

Written write_run(const Database& db, const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                  const std::vector<ResultTable>& tables, bool attached) {
    const GeoPackage package{db, assessment.crs, assessment.run.finished};
    write_holdings(package, holdings, labels);
    auto results = write_results(package, holdings, assessment, labels);
    for (TableSpec& table : write_tables(package, tables, labels)) results.push_back(std::move(table));
    write_runs(package, assessment.run, labels, attached);
    create_indexes(package);
    create_verdicts(package, labels);
    write_history(package, results, assessment.run.run_id, attached);
    create_verdict_history(package);
    return {package, std::move(results)};
}

std::string save(const std::string& path, const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                 const SaveOptions& options) {
    const std::string target = real_target(path);
    const FileLock lock{target + ".lock"};
    const Standing before = standing(target, assessment.run.secrecy, labels, options);
    TemporaryFile temporary{target};
    write_book(temporary.path(), before.runs ? target : std::string{}, holdings, assessment, labels, options);
    std::string kept = before.older ? keep_older(target) : std::string{};
    temporary.publish();
    return kept;
}

}  // namespace mutu

// case_edit: rows with the hash of the row before, and `cases`, the view of how they leave each case.
#include "book.hpp"
#include "chain_table.hpp"
#include "place.hpp"
#include "tables.hpp"

#include "mutu/case_store.hpp"
#include "mutu/text.hpp"

#include <cstdlib>

namespace mutu {
namespace {

constexpr const char* table = chain_tables[0];
constexpr int patience = 5000;        // ms: readers finish first
constexpr int short_patience = 1000;  // ms: to leave the old mode

/// The last value of a field of the case at hand.
std::string last(const char* field, const char* what = "new_value") {
    return std::string{"(SELECT "} + what + " FROM case_edit l WHERE l.case_id = e.case_id AND l.case_field = '" +
           field + "' ORDER BY l.fid DESC LIMIT 1)";
}

std::string view_sql() {
    return "CREATE VIEW main.cases AS SELECT min(e.fid) AS fid, e.case_id AS case_id, e.parcel_id AS parcel_id, " +
           last("state") + " AS case_state, " + last("state", "substr(edited_at, 1, 10)") + " AS entered_on, " +
           last("draft.step") + " AS pending, " + last("recognise.document") + " AS recognition_no, " +
           last("recognise.document_date") + " AS recognition_date FROM case_edit e GROUP BY e.case_id, e.parcel_id";
}

void create(const Database& db, const Labels& labels) {
    const GeoPackage package =
        GeoPackage::opened(db, db.text("SELECT last_change FROM gpkg_contents WHERE table_name = 'parcel_result'"));
    create_chain(package, table, labels);
    db.exec("CREATE INDEX main.case_edit_case ON case_edit (case_id, case_field)");
    db.exec(view_sql());
    package.register_table({"cases", table_title(labels, "cases"), {}, Shape::none}, {});
}

CaseEdit edit_of(const ChainRow& row) {
    const auto text = [&row](std::size_t column) { return row.at(column).bytes; };
    const auto value = [&row](std::size_t column) {
        return row.at(column).type == 'n' ? std::nullopt : std::optional{row.at(column).bytes};
    };
    return {std::strtoll(text(1).c_str(), nullptr, 10),
            text(2),
            text(3),
            text(4),
            text(5),
            value(6),
            value(7),
            text(8),
            text(9),
            text(10),
            text(11)};
}

std::vector<CaseEdit> edits_of(const std::vector<ChainRow>& rows) {
    std::vector<CaseEdit> edits;
    edits.reserve(rows.size());
    for (const ChainRow& row : rows) edits.push_back(edit_of(row));
    return edits;
}

/// Where somebody reads in the old mode for long, or the folder takes no log, the edit is made in the old mode.
void go_ahead(const Database& db) {
    sqlite3_busy_timeout(db.raw(), short_patience);
    sqlite3_exec(db.raw(), "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
}

/// As far as readers allow, without waiting for them: a log that lies beside a book is lost where somebody moves the
/// book alone.
void empty_log(const Database& db) {
    sqlite3_busy_timeout(db.raw(), 0);
    sqlite3_exec(db.raw(), "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr);
}

}  // namespace

std::vector<ChainRow> case_chain(const Book& book) { return chain_rows(book, table); }

std::vector<CaseEdit> case_edits(const Book& book) { return edits_of(case_chain(book)); }

std::string add_case_edits(const std::string& path, const CaseAct& act, const Labels& labels, Journal journal) {
    const std::string target = real_target(path);
    const FileLock lock{target + ".lock"};
    if (journal == Journal::at_rest) settle(target);
    const Book book{target};
    const auto rows = case_chain(book);
    std::string head = sound_head(path, rows);
    const std::vector<CaseEdit> added = act(book, edits_of(rows));
    const Database db{target, Database::Mode::write};
    if (journal == Journal::ahead) go_ahead(db);
    sqlite3_busy_timeout(db.raw(), patience);
    Transaction transaction{db};
    if (!db.has_table(table)) create(db, labels);
    auto fid = static_cast<std::int64_t>(rows.size());
    for (const CaseEdit& edit : added) {
        const ChainRow row = chain_row(++fid, edit, head);
        insert_row(db, table, row);
        head = row.back().bytes;
    }
    transaction.commit();
    if (journal == Journal::ahead) empty_log(db);
    return head;
}

}  // namespace mutu

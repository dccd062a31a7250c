// Rows of a book as tables: list and sql.
#include "as_of.hpp"
#include "dossier/clock.hpp"
#include "list_words.hpp"
#include "listings.hpp"
#include "office/notice.hpp"
#include "session.hpp"
#include "submit/submission.hpp"
#include "unknowns.hpp"

#include "mutu/app.hpp"
#include "mutu/store.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

std::string literal(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string{"''"} : std::string{c};
    return quoted + "'";
}

std::vector<std::string> columns_of(const Book& book, const std::string& table) {
    std::vector<std::string> names;
    for (const auto& row : book.query("SELECT name FROM pragma_table_info(?1)", {table}).rows)
        if (row[0] && *row[0] != "fid" && *row[0] != "geom") names.push_back(*row[0]);
    return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> shown_of(const Listing& listing) {
    std::vector<std::string> columns;
    for (const auto& column : split(listing.shown, ' ')) columns.emplace_back(column);
    return columns;
}

std::string question(const ListQuery& query, const Listing& listing, const std::vector<std::string>& all,
                     const std::vector<std::string>& chosen, const std::string& from) {
    std::string sql = "SELECT ";
    for (std::size_t i = 0; i < chosen.size(); ++i) sql += (i == 0 ? "\"" : ", \"") + chosen[i] + "\"";
    sql += " FROM " + from + " WHERE 1";
    const auto filter = [&](const std::string& column, const std::string& wanted, const char* option) {
        if (wanted.empty()) return;
        if (!has(all, column))
            throw Error{Kind::usage, std::string{option} + " 不能用于 list " + std::string{listing.what}};
        sql += " AND \"" + column + "\" = " + literal(wanted);
    };
    filter("park_id", query.park, "--park");
    filter("land_class", query.land_class, "--class");
    if (!query.where.empty()) sql += " AND (" + query.where + ")";
    return sql + " ORDER BY " + std::string{listing.order};
}

/// What the unknown leaves open, worked out from the book's inputs.
int list_unknowns(const ListQuery& query, const Common& common, std::ostream& out) {
    if (!query.park.empty() || !query.land_class.empty() || !query.where.empty())
        throw Error{Kind::usage, "list " + query.what + " 没有 --park、--class、--where"};
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const BookRun run = run_of(book, query.book);
    const Unknowns unknowns = unknowns_of(book, query.book, Judge{run.rules, labels, run.as_of});
    const BookParks parks = parks_of(book);
    const Format format = format_or_table(common);
    TextTable table = query.what == "ranges"
                          ? range_table(unknowns, parks, labels.text("what_if", "total", common.language))
                          : unknown_table(unknowns, parks);
    const bool people = format == Format::table || format == Format::md;
    if (people) words_for_people(table, labels, common.language);
    out << render(table, format, query.what);
    return 0;
}

/// What to do where a book has no such table.
std::string why_absent(const std::string& table) {
    if (table.starts_with("plan_")) return "还没有做过方案，先用 mutu plan";
    if (table.starts_with("expansion_")) return "还没有做过方案，先用 mutu expand";
    if (has({"submission", "submission_park", "city_sum"}, table))
        return "不是报送或汇总的成果，先用 mutu submit、mutu merge";
    if (table == "query_answer") return "没有读回填过的待核清单，先用 mutu report --kind queries 写出";
    if (table == "submission_gap") return "汇总时没有给园区名单，请用 mutu merge --parks 名单";
    if (table == "field_visit") return "还没有读回踏勘结果，先用 mutu field";
    if (has({"objection", "rank_change", "notice"}, table)) return "还没有公示，先用 mutu notice";
    return "可能是旧版本生成的，请用 mutu run 重新分析";
}

/// Places and lists, which stay a draft until their notice is final.
bool is_published(const Book& book, const std::string& what) {
    if (what == "enterprises")
        return !book.query("SELECT 1 FROM enterprise_result WHERE rank IS NOT NULL LIMIT 1").rows.empty();
    return has({"year-end", "year-end-items", "name-lists", "objections", "rank-changes"}, what);
}

const Listing& listing_named(const std::string& what) {
    const auto found =
        std::find_if(listings().begin(), listings().end(), [&](const Listing& one) { return what == one.what; });
    if (found != listings().end()) return *found;
    std::vector<std::string> known;
    for (const Listing& one : listings()) known.emplace_back(one.what);
    known.insert(known.end(), {"ranges", "unknowns", "deadlines"});
    const auto meant = nearest(what, known);
    throw Error{Kind::usage,
                "list 不认识 " + what + (meant ? "，是否要写 " + *meant + "？" : "；可用：" + join(known, " "))};
}

[[noreturn]] void refuse_absent(const ListQuery& query, const std::string& table, const Labels& labels,
                                Language language) {
    throw Error{Kind::usage, query.book + " 中没有" + labels.text("layer", table, language) + "（表 " + table + "）：" +
                                 why_absent(table)};
}

}  // namespace

int list(const ListQuery& query, const Common& common, std::ostream& out) {
    if (query.within && query.what != "deadlines") throw Error{Kind::usage, "--within 只用于 list deadlines"};
    if (query.as_of && has({"ranges", "unknowns", "deadlines", "runs"}, query.what))
        throw Error{Kind::usage, "list " + query.what + " 不用 --as-of"};
    if (query.what == "ranges" || query.what == "unknowns") return list_unknowns(query, common, out);
    if (query.what == "deadlines") return list_deadlines(query, common, out);
    const Listing& found = listing_named(query.what);
    const Book book{query.book};
    const std::string table_name{found.table};
    const auto run = query.as_of ? std::optional{run_at(book, query.book, *query.as_of)} : std::nullopt;
    const bool kept = run && !run->latest;
    auto all = columns_of(book, kept ? "history_" + table_name : table_name);
    const Labels labels = labels_of(common);
    if (all.empty() && !kept) refuse_absent(query, table_name, labels, common.language);
    if (held_back(book, table_name))
        throw Error{Kind::usage, query.book + "：报送方案没有要" + labels.text("layer", table_name, common.language) +
                                     "（表 " + table_name + "），请向报送单位要"};
    const Format format = format_or_table(common);
    const bool people = format == Format::table || format == Format::md;
    auto shown = shown_of(found);
    std::erase_if(shown, [&](const std::string& column) { return !has(all, column); });  // an earlier version's table
    if (!kept)
        for (const std::string& ruled : ruled_columns(book, table_name)) all.push_back(ruled), shown.push_back(ruled);
    const std::string from = kept ? kept_rows(book, table_name, *run) : with_rulings(book, table_name);
    const std::string sql = question(query, found, all, people ? shown : all, from);
    const Rows rows = query.where.empty() ? book.query(sql) : Book::stranger(query.book, sql);
    TextTable table = table_of(rows, labels, common.language);
    if (people) for_people(table, labels, common.language);
    const std::string mark =
        people && !kept && is_published(book, query.what) ? notice_mark(book, labels, common.language) : std::string{};
    if (!mark.empty()) out << mark << "\n";
    if (people && run) out << "截至 " << run->as_of << " 的分析 " << run->run_id << "\n";
    out << render(table, format, query.what);
    return 0;
}

int sql(const std::string& book, const std::string& query, const Common& common, std::ostream& out) {
    TextTable table = table_of(Book::stranger(book, query), labels_of(common), common.language);
    table.headings = table.keys;
    out << render(table, format_or_table(common), "sql");
    return 0;
}

}  // namespace mutu

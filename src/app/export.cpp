// One layer of a book to one file, and a few words on what was and was not written.
#include "export_tiles.hpp"
#include "session.hpp"

#include "mutu/app.hpp"
#include "mutu/cover.hpp"
#include "mutu/handover.hpp"
#include "mutu/notify.hpp"
#include "mutu/store.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

std::vector<std::string> names(const Book& book, const std::string& sql, const std::string& argument = "") {
    std::vector<std::string> found;
    for (const auto& row : book.query(sql, argument.empty() ? std::vector<std::string>{} : std::vector{argument}).rows)
        found.push_back(row[0].value_or(""));
    return found;
}

void check_layer(const Book& book, const ExportQuery& query) {
    const auto layers = names(book, "SELECT table_name FROM gpkg_contents ORDER BY table_name");
    if (std::find(layers.begin(), layers.end(), query.layer) == layers.end()) {
        const auto meant = nearest(query.layer, layers);
        throw Error{Kind::usage, query.book + "：没有图层 " + query.layer +
                                     (meant ? "，是否要写 " + *meant + "？" : "；现有：" + join(layers, " "))};
    }
    if (query.park.empty()) return;
    const auto columns = names(book, "SELECT name FROM pragma_table_info(?1)", query.layer);
    if (std::find(columns.begin(), columns.end(), "park_id") == columns.end())
        throw Error{Kind::usage, "图层 " + query.layer + " 没有 park_id，不能用 --park"};
}

std::string filter(const ExportQuery& query) {
    std::string where = query.where.empty() ? "" : "(" + query.where + ")";
    if (query.park.empty()) return where;
    std::string quoted = "'";
    for (const char c : query.park) quoted += c == '\'' ? std::string{"''"} : std::string{c};
    return where + (where.empty() ? "" : " AND ") + "park_id = " + quoted + "'";
}

/// Codes as words: by their own column first, then as the name of a field (column `missing`).
CodeWord words_of(const Labels& labels) {
    return [&labels](const std::string& column, const std::string& code) {
        const char* const group = column == "missing" ? "field" : column.c_str();
        return labels.has(group, code) ? labels.text(group, code) : code;
    };
}

/// Tables with places and lists, which are a draft until they were made public.
bool is_made_public(const std::string& layer) {
    constexpr std::string_view published[] = {"park_year_end", "list_entry", "enterprise_result", "rank_change",
                                              "list_change"};
    return std::find(std::begin(published), std::end(published), layer) != std::end(published);
}

void tell(const Exported& done, const ExportQuery& query, const std::string& secrecy, const std::string& mark,
          const Labels& labels, std::ostream& talk) {
    talk << "已导出 " << done.rows << " 条、" << done.fields << " 个字段  " << query.path << "\n";
    if (!done.crs.empty()) talk << "坐标系  " << done.crs << "\n";
    if (!done.profile.empty()) talk << "字段方案  " << done.profile << "\n";
    talk << "密级  " << labels.text("secrecy", secrecy)
         << (done.mark_beside.empty() ? std::string{"（写在文件里"} : "（写在旁边的 " + done.mark_beside)
         << "，请按规定标注）\n";
    if (!mark.empty()) talk << mark << "（文件本身不带这一标记，转发时请注明）\n";
    for (const auto& remark : done.remarks) talk << "注意：" << remark << "\n";
}

bool is_table(const std::string& path) {
    const std::string low = lower_ascii(path);
    return low.ends_with(".csv") || low.ends_with(".xlsx");
}

}  // namespace

void warn_of_cover(const std::string& warning, std::ostream& talk) {
    if (!warning.empty()) talk << "警告：" << warning << "\n";
}

int export_book(const ExportQuery& query, const Common& common, std::ostream& talk) {
    const Labels labels = labels_of(common);
    ExportRules rules =
        ExportRules::load(common.data_folder + "/export", ColumnAliases::load(common.data_folder + "/columns"));
    for (const std::string& assignment : query.rings) set_ring_rule(rules.survey, assignment);
    ExportRequest request;
    std::string secrecy, mark;
    {
        const Book book{query.book};
        check_layer(book, query);
        const auto run = book.query("SELECT as_of, secrecy FROM run ORDER BY rowid DESC LIMIT 1").rows;
        if (is_made_public(query.layer)) mark = notice_mark(book, labels, common.language);
        if (!run.empty()) request.date = run[0][0].value_or(""), secrecy = run[0][1].value_or("");
    }
    request.secrecy = mark_of(secrecy, labels);
    request.book = query.book, request.layer = query.layer, request.path = query.path, request.where = filter(query);
    request.profile = query.profile, request.crs = query.crs, request.encoding = query.encoding;
    request.fields = query.fields, request.overwrite = common.overwrite;
    if (common.dry_run) {
        if (!common.quiet) talk << "将写出 " << query.path << "\n";
        return 0;
    }
    if (lower_ascii(query.path).ends_with(".mbtiles"))
        export_tiles(query, request.where, request.secrecy, common, talk);
    else {
        const Exported done = export_layer(request, rules, words_of(labels));
        if (!common.quiet) tell(done, query, secrecy, mark, labels, talk);
    }
    // Only where shapes went out; --quiet silences no warning.
    if (!is_table(query.path))
        warn_of_cover(cover_warning(Book{query.book}, {query.layer}, request.where, common.data_folder), talk);
    return 0;
}

}  // namespace mutu

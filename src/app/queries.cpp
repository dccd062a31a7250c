// mutu report --kind queries: what is missing, parcel by parcel, as a sheet to fill in and read back with `queries`.
#include "mutu/queries.hpp"

#include "output.hpp"
#include "papers.hpp"

#include "mutu/query_sheet.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <ostream>
#include <set>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t day_in_seconds = 86'400;

std::string park_of(const Book& book, const std::string& wanted) {
    if (wanted.empty()) return {};
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows)
        if (row[0] == wanted || row[1] == wanted) return row[0].value_or("");
    throw Error{Kind::usage, "没有园区 " + wanted + "；mutu list 成果库 parks 列出全部园区"};
}

std::string wanted_of(const Field& field, const Labels& labels) {
    switch (field.type) {
    case FieldType::date: return "日期，如 2026-06-30";
    case FieldType::area: return "平方米";
    case FieldType::money: return "万元";
    case FieldType::number: return field.name.ends_with("_per_mu") ? "万元/亩" : "数";
    case FieldType::yes_no: return "是 或 否";
    case FieldType::text: return "文字";
    case FieldType::code: break;
    }
    std::vector<std::string> words;
    for (const std::string_view code : field.codes) words.push_back(labels.text(field.name, code));
    return words.empty() ? "代码" : join(words, " / ");
}

/// How a field is answered; `open` where this sheet is the place for it.
struct Asking {
    std::string how;
    bool open = false;
};
Asking asking_for(const std::string& name, const std::set<std::string>& columns, const Labels& labels) {
    if (name.starts_with("parameter:")) return {"政策包的参数没有定，不是资料"};
    if (name == "geom") return {"补测图形"};
    const Field* field = find_field(Role::parcel, name);
    if (field == nullptr) return {"不在本表填：补入相应的资料（企业年度数据等）"};
    if (field->kind == FieldKind::event && !columns.contains(name))
        return {"各份资料都没有这一列，请在台账中加列后读入"};
    return {wanted_of(*field, labels), true};
}

QuerySheet sheet_of(const Book& book, const std::string& park, const Labels& labels) {
    QuerySheet sheet{.title = "待核清单",
                     .sheet = QueryHeadings::sheet,
                     .notes_sheet = "说明",
                     .told = {QueryHeadings::parcel, "园区", "项目名称", "使用权人", "位置", "面积（亩）", "当前分类",
                              "待核事项", QueryHeadings::field, "怎么填"},
                     .asked = {QueryHeadings::answer, QueryHeadings::basis, QueryHeadings::who, QueryHeadings::on}};
    std::set<std::string> columns;
    for (const auto& row :
         book.query("SELECT field FROM source_column WHERE role = 'parcel' AND field IS NOT NULL").rows)
        columns.insert(row[0].value_or(""));
    for (const auto& row :
         book.query(
                 "SELECT r.parcel_id, coalesce(nullif(k.park_name, ''), r.park_id), p.project_name, p.holder_name, "
                 "p.location, r.area_m2, r.land_class, r.missing FROM parcel_result r JOIN parcel p ON p.fid = r.fid "
                 "LEFT JOIN park_result k ON k.park_id = r.park_id WHERE r.missing IS NOT NULL AND (?1 = '' OR "
                 "r.park_id = ?1) ORDER BY r.fid",
                 {park})
             .rows) {
        const auto text = [&](std::size_t i) { return row[i].value_or(""); };
        const std::string area = row[5] ? fixed(Area::square_metres(std::stod(*row[5])).mu(), 2) : std::string{};
        for (const std::string& field : split(text(7), ';')) {
            const Asking asking = asking_for(field, columns, labels);
            sheet.rows.push_back({{text(0), text(1), text(2), text(3), text(4), area,
                                   labels.text("land_class", text(6)), labels.text("field", field), field, asking.how},
                                  asking.open});
        }
    }
    return sheet;
}

void add_notes(QuerySheet& sheet, const Book& book, const Labels& labels) {
    const auto rows = book.query("SELECT run_id, as_of, policy_id, secrecy FROM run ORDER BY fid DESC LIMIT 1").rows;
    const auto run = [&](std::size_t i) { return rows.at(0)[i].value_or(""); };
    const auto day = parse_date(run(1));
    if (const Date* as_of = std::get_if<Date>(&day)) sheet.created = as_of->days() * day_in_seconds;
    sheet.secrecy = labels.text("secrecy", run(3));
    sheet.notes = {
        "待核清单：截至 " + run(1) + "，政策包 " + run(2) + "，分析 " + run(0) + "。",
        "只填黄色的格；其余各格已锁定，不要改动。灰色的格不在本表填，“怎么填”一列说明补到哪里。",
        "没有查到的留空。写“无”“-”“/”与留空相同。",
        "填好后在 PROJECT.toml 的 [project] 中写 queries = \"待核清单.xlsx\"（或 mutu run … --queries），重新运行。",
        "资料中已有的值不会被覆盖：与所填不同的列为问题 query_conflict，以资料为准。一格没填的清单不改变任何结果。",
        "填了什么、谁填的，见 mutu list 成果库 query-answers。"};
}

}  // namespace

int report_queries(const ReportQuery& query, const Common& common, std::ostream& talk) {
    const bool file = lower_ascii(query.folder).ends_with(".xlsx");
    const std::string output = file ? query.folder : (fs::path{query.folder} / "待核清单.xlsx").string();
    if (!common.overwrite && fs::exists(output))
        throw Error{Kind::usage, output + " 已经有了，可能有人填过；要覆盖请加 --overwrite"};
    const Book book{query.book};
    if (book.has("submission")) throw Error{Kind::usage, query.book + "：待核清单要从报送单位的成果库出"};
    const Labels labels = labels_of(common);
    QuerySheet sheet = sheet_of(book, park_of(book, query.park), labels);
    add_notes(sheet, book, labels);
    if (!common.dry_run) {
        if (const fs::path folder = fs::path{output}.parent_path(); !folder.empty()) make_folder(folder.string());
        write_queries(output, sheet);
    }
    std::size_t open = 0;
    for (const QueryRow& row : sheet.rows) open += row.open ? 1 : 0;
    if (!common.quiet)
        talk << output << "：" << (common.dry_run ? "将写 " : "") << sheet.rows.size() << " 项待核，" << open
             << " 项可在表中填写\n";
    return 0;
}

}  // namespace mutu

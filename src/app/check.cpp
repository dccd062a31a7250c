// 质检 alone: the findings of a project or a book, as text, as a styled layer, as a workbook; and the catalogue of
// rules.
#include "manifest.hpp"
#include "session.hpp"

#include "mutu/store.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <map>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

struct Checked {
    Diagnostics findings;
    Crs crs;
    Date as_of;
};

Checked from_book(const std::string& path, const CheckQuery& query, const Catalogue& catalogue) {
    const Book book{path};
    Checked checked{book.findings(), book.crs(), {}};
    const auto parsed =
        parse_date(book.query("SELECT as_of FROM run ORDER BY rowid DESC LIMIT 1").rows.at(0).at(0).value_or(""));
    if (const Date* day = std::get_if<Date>(&parsed)) checked.as_of = *day;
    if (!query.earlier.empty()) throw Error{Kind::usage, "--earlier 只能用于项目文件：成果库里的问题已经查过"};
    if (!query.waivers.empty())
        apply_waivers(checked.findings, read_waivers(query.waivers, catalogue), catalogue, checked.as_of);
    return checked;
}

Checked from_project(const CheckQuery& query, const Common& common, const Labels& labels, std::ostream& talk) {
    Project project = read_project(query.project_or_book);
    if (!query.waivers.empty()) project.waivers = query.waivers;
    if (!query.earlier.empty()) project.earlier = query.earlier;
    Assessment assessment = analyzed(project, common, labels, talk).assessment;
    return {std::move(assessment.diagnostics), assessment.crs, assessment.run.as_of};
}

/// Told before anything is read, so that nobody waits for a refusal.
void allow(const std::string& path, const Common& common) {
    const std::string kind = fs::path{path}.extension().string();
    if (kind != ".gpkg" && kind != ".xlsx")
        throw Error{Kind::usage, "--output 只能是 .gpkg（带样式的图层）或 .xlsx（清单），不能是 " + path};
    if (fs::exists(path) && !common.overwrite)
        throw Error{Kind::usage, path + " 已存在；要覆盖请加 --overwrite，或换一个文件名"};
}

void write(const std::string& path, const Checked& checked, const Catalogue& catalogue, const Common& common,
           const Labels& labels) {
    std::map<std::string, std::string> names;
    for (const CheckRule& rule : catalogue.rules) names[rule.code] = rule.name;
    if (path.ends_with(".xlsx"))
        write_findings(path, checked.findings, names, checked.as_of, labels);
    else
        save_findings(path, checked.findings, checked.crs, now_utc(), labels, common.data_folder + "/style");
}

/// Every rule, then every tolerance, one row each.
void print_rules(const Catalogue& catalogue, const Labels& labels, const Common& common, std::ostream& out) {
    TextTable rules{{"number", "code", "severity", "name", "says", "fix", "clause", "evidence"}, {}, {}, {}};
    const bool zh = common.language == Language::zh;
    for (const CheckRule& rule : catalogue.rules)
        rules.rows.push_back({std::to_string(rule.number), rule.code, word(rule.severity), zh ? rule.name : rule.en,
                              rule.says, rule.fix, rule.clause, rule.evidence});
    TextTable limits{{"tolerance", "value", "unit", "title", "clause", "evidence"}, {}, {}, {}};
    for (const auto& [id, one] : catalogue.tolerances)
        limits.rows.push_back({id, shortest(one.value), one.unit, one.title, one.clause, one.evidence});
    const Format format = format_or_table(common);
    for (TextTable* table : {&rules, &limits}) {
        for (const std::string& key : table->keys)
            table->headings.push_back(labels.text("column", key, common.language));
        table->numeric.assign(table->keys.size(), false);
    }
    rules.numeric[0] = limits.numeric[1] = true;
    out << render(rules, format, "check_rules");
    if (format == Format::table || format == Format::md) out << "\n" << render(limits, format, "check_tolerances");
}

}  // namespace

int check(const CheckQuery& query, const Common& common, std::ostream& out, std::ostream& talk) {
    const Labels labels = labels_of(common);
    const Catalogue catalogue = catalogue_of({}, common);
    if (query.rules) {
        print_rules(catalogue, labels, common, out);
        return 0;
    }
    if (query.project_or_book.empty())
        throw Error{Kind::usage, "要检查什么？mutu check PROJECT.toml 或成果库；mutu check --rules 列出全部规则"};
    for (const std::string& path : query.outputs) allow(path, common);
    const Checked checked = query.project_or_book.ends_with(".gpkg")
                                ? from_book(query.project_or_book, query, catalogue)
                                : from_project(query, common, labels, talk);
    for (const std::string& path : query.outputs) {
        if (!common.dry_run) write(path, checked, catalogue, common, labels);
        if (!common.quiet) talk << (common.dry_run ? "将写出 " : "已写出 ") << path << "\n";
    }
    out << render(diagnostic_table(checked.findings, labels, common.language), format_or_table(common), "diagnostics");
    if (common.strict && reaches(checked.findings, "warning")) return exit_code(Kind::refused);
    return reaches(checked.findings, common.fail_on) ? 1 : 0;
}

}  // namespace mutu

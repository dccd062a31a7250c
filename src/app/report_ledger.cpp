// mutu report --kind ledger: an office's own form filled from the book.
#include "ledger_rows.hpp"
#include "office/notice.hpp"
#include "output.hpp"
#include "papers.hpp"

#include "mutu/app.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <sstream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::string park_of(const Book& book, const std::string& wanted) {
    if (wanted.empty()) return {};
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows)
        if (row[0] == wanted || row[1] == wanted) return row[0].value_or("");
    throw Error{Kind::usage, "没有园区 " + wanted + "；mutu list 成果库 parks 列出全部园区"};
}

/// A folder gets a file of the form's name.
std::string output_of(const ReportQuery& query) {
    if (query.form.empty() && !lower_ascii(query.folder).ends_with(".xlsx"))
        return (fs::path{query.folder} / "台账.xlsx").string();
    if (lower_ascii(query.folder).ends_with(".xlsx")) return query.folder;
    return (fs::path{query.folder} / fs::path{query.form}.filename().replace_extension(".xlsx")).string();
}

void tell(const FilledSheet& sheet, const Labels& labels, std::ostream& talk) {
    talk << "工作表“" << sheet.sheet << "”：" << labels.text("ledger_kind", sheet.table) << " " << sheet.rows
         << " 行，填了 " << sheet.filled.size() << " 列\n";
    for (const LeftBlank& left : sheet.left) talk << "  未填：" << left.heading << "（" << left.because << "）\n";
}

/// The ledgers asked for in our own layout; without --what those that have rows.
void write_own(const Book& book, const ReportQuery& query, const std::vector<FormTable>& tables,
               const std::string& output, const Labels& labels, std::ostream& talk) {
    std::vector<FormTable> chosen;
    for (const FormTable& table : tables)
        if (query.what.empty() ? !table.table.rows.empty() : table.table.name == query.what) chosen.push_back(table);
    if (chosen.empty()) throw Error{Kind::usage, query.book + "：各种台账都没有一行；要空表请用 --what 指明哪一种"};
    const auto runs = book.query("SELECT as_of, policy_id, run_id, secrecy FROM run ORDER BY fid DESC LIMIT 1").rows;
    const auto run = [&](std::size_t i) { return runs.at(0)[i].value_or(""); };
    const bool published = std::any_of(chosen.begin(), chosen.end(), [](const FormTable& one) {
        return one.table.name == "year_end" || one.table.name == "name_lists";
    });
    const std::string mark = published ? notice_mark(book, labels, Language::zh) : "";
    const LedgerHead head{query.issuer, query.issued, run(0), labels.text("secrecy", run(3)),
                          (mark.empty() ? "" : labels.text("ledger_form", "draft") + mark + "。") +
                              labels.text("ledger_form", "basis") + run(1) + " · " + run(2)};
    const auto heading = [&](const std::string& id) {
        for (const char* group : {"ledger_column", "ledger", "field", "column"})
            if (labels.has(group, id)) return labels.text(group, id);
        return id;
    };
    write_ledgers(
        output, chosen, head, heading, [&](const std::string& name) { return labels.text("ledger_kind", name); },
        labels);
    talk << output << "\n";
    for (const FormTable& table : chosen)
        talk << "  " << labels.text("ledger_kind", table.table.name) << " " << table.table.rows.size() << " 行\n";
}

}  // namespace

int report_ledger(const ReportQuery& query, const Common& common, std::ostream& talk) {
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const auto tables = ledger_tables(book, park_of(book, query.park), labels, common.data_folder);
    const std::string output = output_of(query);
    std::error_code ignored;
    if (!query.form.empty() && fs::equivalent(query.form, output, ignored))
        throw Error{Kind::usage, output + " 就是表样本身；请写到另一个文件"};
    if (!common.overwrite && fs::exists(output)) throw Error{Kind::usage, output + " 已经有了；要覆盖请加 --overwrite"};
    if (common.dry_run) return 0;
    if (const fs::path folder = fs::path{output}.parent_path(); !folder.empty()) make_folder(folder.string());
    std::ostringstream said;
    if (query.form.empty()) {
        write_own(book, query, tables, output, labels, said);
    } else {
        const auto done = fill_form(query.form, output, tables, query.what);
        said << output << "\n";
        for (const FilledSheet& sheet : done) tell(sheet, labels, said);
    }
    if (!common.quiet) talk << said.str();
    return 0;
}

}  // namespace mutu

// mutu report --kind bulletin: two runs of a book as DOCX, HTML and XLSX.
#include "bulletin/bulletin.hpp"
#include "output.hpp"
#include "papers.hpp"

#include "mutu/app.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t day_in_seconds = 86'400;

/// One file where its name says which form, else all three into the folder.
std::vector<std::string> outputs_of(const std::string& output) {
    const std::string lower = lower_ascii(output);
    for (const char* form : {".docx", ".html", ".xlsx"})
        if (lower.ends_with(form)) return {output};
    std::vector<std::string> all;
    for (const char* name : {"bulletin.docx", "bulletin.html", "bulletin.xlsx"})
        all.push_back((fs::path{output.empty() ? "." : output} / name).string());
    return all;
}

AnnexWords words_of(const Document& document, const Kept& run, const Labels& labels) {
    return {document.title,
            labels.text("ledger", "total"),
            labels.text("ledger", "parcels"),
            labels.text("ledger", "rounding_note"),
            labels.text("ledger", "unknown_note"),
            labels.text("secrecy", run.secrecy),
            "数字出处",
            "文中数字",
            "附表",
            "列",
            "位置",
            "合计",
            "行数",
            "第几行：第 "};
}

std::string park_of(const BulletinSource& source, const std::string& wanted) {
    if (wanted.empty()) return {};
    for (const auto& [id, name] : source.park_names)
        if (id == wanted || name == wanted) return id;
    throw Error{Kind::usage, "没有园区 " + wanted + "；mutu list 成果库 parks 列出全部园区"};
}

void refuse(const ReportQuery& query, const std::vector<std::string>& outputs, const Common& common) {
    if (query.from.empty() || query.to.empty())
        throw Error{Kind::usage,
                    "bulletin 要 --from 和 --to 两次分析的编号；mutu list " + query.book + " runs 列出全部"};
    for (const std::string& path : outputs)
        if (!common.overwrite && fs::exists(path)) throw Error{Kind::usage, path + " 已经有了；要覆盖请加 --overwrite"};
}

}  // namespace

int report_bulletin(const ReportQuery& query, const Common& common, std::ostream& talk) {
    set_thread_count(common.threads);
    const auto outputs = outputs_of(query.folder);
    refuse(query, outputs, common);
    Kept earlier = kept_run(query.book, query.from), later = kept_run(query.book, query.to);
    if (later.as_of < earlier.as_of)
        throw Error{Kind::usage, "--from " + query.from + "（" + earlier.as_of.iso() + "）晚于 --to " + query.to +
                                     "（" + later.as_of.iso() + "）；请对调"};
    if (!same_policy(earlier, later) && common.strict)
        throw Error{Kind::refused, policies_of(earlier, later) + "；去掉 --strict 仍可出通报，首行会写明"};
    const Labels labels = labels_of(common);
    const Compared runs = compared(std::move(earlier), std::move(later));
    const Accounts accounts = accounts_of(runs, labels);
    BulletinSource source = bulletin_source(runs, accounts, labels, "");
    source.park = park_of(source, query.park);
    Annex annex{annex_lists(source), {}};
    Document document = bulletin_document(source, annex);
    document.number = query.number;
    if (!query.settled) document.subtitle += "（征求意见稿）";
    document.signature = signed_by(query);
    if (!common.dry_run)
        for (const std::string& path : outputs) {
            throw_if_stopped();
            if (const fs::path folder = fs::path{path}.parent_path(); !folder.empty()) make_folder(folder.string());
            if (const std::string form = lower_ascii(path); form.ends_with(".html"))
                write_whole(path, to_html(document));
            else if (form.ends_with(".docx"))
                write_docx(path, document);
            else
                write_annex(path, annex, runs.after.as_of.days() * day_in_seconds,
                            words_of(document, runs.after, labels));
        }
    if (!common.quiet)
        talk << document.title << "（" << runs.before.as_of.iso() << " 至 " << runs.after.as_of.iso() << "）"
             << (common.dry_run ? "将写：" : "：") << join(outputs, "、") << "\n";
    return 0;
}

}  // namespace mutu

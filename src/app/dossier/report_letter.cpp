// mutu report --kind letter: drafts of letters about parcels as DOCX, from our templates or an office's own.
#include "dossier/letter.hpp"
#include "output.hpp"
#include "papers.hpp"

#include "mutu/fill_docx.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr const char* to_fill_in = "【待填】";

std::map<std::string, std::string> typed_values(const std::vector<std::string>& fill) {
    std::map<std::string, std::string> values;
    for (const std::string& one : fill) {
        const auto at = one.find('=');
        if (at == std::string::npos || at == 0) throw Error{Kind::usage, "--fill " + one + "：写作 --fill 名称=内容"};
        values[std::string{trimmed(one.substr(0, at))}] = one.substr(at + 1);
    }
    return values;
}

/// The draft of a shipped letter, its placeholders still in it.
Document draft_of(const LetterSpec& spec, const ReportQuery& query) {
    Document paper{
        .title = spec.title, .subtitle = "（草稿，未经审核，不得送达）", .passages = {}, .number = query.number};
    for (const std::string& text : spec.body) paper.passages.emplace_back(Paragraph{text});
    paper.signature = signed_by(query);
    return paper;
}

std::vector<std::string> names_in(const LetterSpec& spec) {
    std::vector<std::string> names;
    for (const std::string& text : spec.body)
        for (std::string& name : placeholders_of_text(text))
            if (!listed(names, name)) names.push_back(std::move(name));
    return names;
}

/// Names that neither a book nor --fill knows are a slip of the pen in the template.
void refuse_unknown(const std::vector<std::string>& names, const std::map<std::string, std::string>& typed,
                    const std::string& where) {
    const auto known = letter_names();
    for (const std::string& name : names) {
        if (listed(known, name) || typed.contains(name)) continue;
        const auto meant = nearest(name, known);
        throw Error{Kind::input, where + "：不认识占位符 {{" + name + "}}" +
                                     (meant ? "，是否要写 {{" + *meant + "}}？" : "") + "可用：" + join(known, "、") +
                                     "；别的内容用 --fill " + name + "=… 给出"};
    }
}

/// Who gets a letter: the parcels named, each of which must be fit, or all that are.
std::vector<std::size_t> recipients(const LetterSpec& spec, const RecognisedInCases& cases, const ParcelFiles& files,
                                    const ReportQuery& query, const Labels& labels, std::size_t& left_out) {
    std::vector<std::size_t> rows;
    if (query.parcels.empty()) {
        for (std::size_t row = 0; row < files.size(); ++row) {
            if (!listed(spec.batch_states, files.text(row, "idle_state"))) continue;
            if (letter_refusal(spec, cases, files, row, labels).empty())
                rows.push_back(row);
            else
                ++left_out;
        }
        return rows;
    }
    std::vector<std::string> ids;
    ids.reserve(files.size());
    for (std::size_t row = 0; row < files.size(); ++row) ids.push_back(files.text(row, "parcel_id"));
    for (const std::string& wanted : query.parcels) {
        const auto found = std::find(ids.begin(), ids.end(), wanted);
        if (found == ids.end()) {
            const auto meant = nearest(wanted, ids);
            throw Error{Kind::usage,
                        query.book + " 中没有宗地 " + wanted + (meant ? "，是否要写 " + *meant + "？" : "")};
        }
        const auto row = static_cast<std::size_t>(found - ids.begin());
        if (const std::string why = letter_refusal(spec, cases, files, row, labels); !why.empty())
            throw Error{Kind::refused, "宗地 " + wanted + " 不能出《" + spec.name + "》：" + why};
        rows.push_back(row);
    }
    return rows;
}

/// One file where the name says so and there is one letter, else one each in the folder.
std::vector<std::string> paths_of(const LetterSpec& spec, const ParcelFiles& files,
                                  const std::vector<std::size_t>& rows, const std::string& output) {
    if (lower_ascii(output).ends_with(".docx")) {
        if (rows.size() == 1) return {output};
        throw Error{Kind::usage, "有 " + std::to_string(rows.size()) + " 份《" + spec.name + "》，-o 要写目录"};
    }
    std::vector<std::string> paths;
    std::set<std::string> taken;
    for (const std::size_t row : rows) {
        const std::string stem = spec.name + "_" + file_word(files.text(row, "parcel_id"));
        std::string name = stem;
        for (int n = 2; !taken.insert(name).second; ++n) name = stem + "_" + std::to_string(n);
        paths.push_back((fs::path{output} / (name + ".docx")).string());
    }
    return paths;
}

void refuse_overwriting(const std::vector<std::string>& paths, const ReportQuery& query, const Common& common) {
    std::error_code ignored;
    for (const std::string& path : paths)
        if (!query.form.empty() && fs::equivalent(query.form, path, ignored))
            throw Error{Kind::usage, path + " 就是模板本身；请写到另一个文件"};
    for (const std::string& path : paths)
        if (!common.overwrite && fs::exists(path)) throw Error{Kind::usage, path + " 已经有了；要覆盖请加 --overwrite"};
}

/// The shipped letter as a DOCX with its placeholders, to be edited and handed back with --template.
int write_blank(const LetterSpec& spec, const ReportQuery& query, const Common& common, std::ostream& talk) {
    const std::string path = lower_ascii(query.folder).ends_with(".docx")
                                 ? query.folder
                                 : (fs::path{query.folder} / (spec.name + "_模板.docx")).string();
    refuse_overwriting({path}, query, common);
    if (!common.dry_run) {
        if (const fs::path folder = fs::path{path}.parent_path(); !folder.empty()) make_folder(folder.string());
        write_docx(path, draft_of(spec, query));
    }
    if (!common.quiet)
        talk << path << "：《" << spec.name << "》的模板；改好后用 --template 交回。可用的占位符："
             << join(letter_names(), "、") << "\n";
    return 0;
}

/// The office's file, or our draft written beside the output and filled in place.
void write_letter(const LetterSpec& spec, const ReportQuery& query, const std::string& path,
                  const std::map<std::string, std::string>& values) {
    if (!query.form.empty()) {
        fill_docx(query.form, path, values);
        return;
    }
    const std::string draft = path + ".draft";
    write_docx(draft, draft_of(spec, query));
    try {
        fill_docx(draft, path, values);
    } catch (const Error&) {
        fs::remove(draft);
        throw;
    }
    fs::remove(draft);
}

void tell(const LetterSpec& spec, std::size_t letters, std::size_t left_out,
          const std::map<std::string, std::size_t>& blanks, std::ostream& talk) {
    talk << "《" << spec.name << "》草稿 " << letters << " 份"
         << (left_out > 0 ? "；另有 " + std::to_string(left_out) + " 宗状态相符而不合条件（认定情况或建议措施），没有出"
                          : "")
         << "\n";
    std::vector<std::string> said;
    said.reserve(blanks.size());
    for (const auto& [name, count] : blanks)
        said.push_back(name + (letters > 1 ? "（" + std::to_string(count) + " 份）" : ""));
    if (!said.empty()) talk << to_fill_in << "：" << join(said, "、") << "\n";
}

}  // namespace

int report_letter(const ReportQuery& query, const Common& common, std::ostream& talk) {
    const auto specs = letter_specs(common.data_folder);
    const LetterSpec& spec = letter_named(specs, query.letter);
    if (query.blank) return write_blank(spec, query, common, talk);
    const auto typed = typed_values(query.fill);
    const auto names = query.form.empty() ? names_in(spec) : placeholders_of_docx(query.form);
    refuse_unknown(names, typed, query.form.empty() ? "letters/" + spec.id + ".toml" : query.form);
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const ParcelFiles files{book, letter_fields(), "?1 = '' OR r.park_id = ?1", {park_id_named(book, query.park)}};
    std::size_t left_out = 0;
    const auto cases = recognitions_in_cases(book, case_workflow(common));
    const auto rows = recipients(spec, cases, files, query, labels, left_out);
    if (rows.size() > 1 && !query.number.empty())
        throw Error{Kind::usage,
                    "--number 是一份文书的文号；现有 " + std::to_string(rows.size()) + " 份，请逐宗用 --parcel 出"};
    const auto paths = paths_of(spec, files, rows, query.folder);
    refuse_overwriting(paths, query, common);
    const ParcelProofs proofs{book, query.book, labels};
    LetterSource source{book, {}, proofs, files, cases, labels, query};
    ClockQuery scope;
    scope.park = query.park;
    if (rows.size() == 1) scope.parcel = files.text(rows[0], "parcel_id");
    for (Deadline& one : deadlines_of(book, proofs.run(), labels, scope))
        source.deadlines[one.parcel_id].push_back(std::move(one));
    constexpr std::size_t few = 5;              // files that are named one by one
    std::map<std::string, std::size_t> blanks;  // placeholder → letters
    for (std::size_t i = 0; i < rows.size(); ++i) {
        throw_if_stopped();
        auto values = letter_facts(source, rows[i]);
        std::vector<std::string> open;
        for (const std::string& name : names) {
            const auto said = typed.find(name);
            if (said != typed.end() && values.contains(name))
                throw Error{Kind::usage,
                            "--fill " + name + "：成果库里已有，是“" + values[name] + "”；要改请改资料后重新分析"};
            if (said != typed.end()) values[name] = said->second;
            if (values.emplace(name, to_fill_in).second) open.push_back(name);
        }
        if (!common.dry_run) {
            if (const fs::path folder = fs::path{paths[i]}.parent_path(); !folder.empty()) make_folder(folder.string());
            write_letter(spec, query, paths[i], values);
        }
        for (const std::string& name : open) ++blanks[name];
        if (!common.quiet && rows.size() <= few) talk << paths[i] << (common.dry_run ? "：将写草稿\n" : "：草稿\n");
    }
    if (!common.quiet) tell(spec, rows.size(), left_out, blanks, talk);
    return 0;
}

}  // namespace mutu

// mutu report: papers of a kind into a folder, each as HTML and DOCX; ledgers as XLSX; a bulletin as all three.
#include "bulletin/bulletin.hpp"
#include "charts.hpp"
#include "dossier/clock.hpp"
#include "dossier/dossier.hpp"
#include "dossier/letter.hpp"
#include "output.hpp"
#include "papers.hpp"

#include "mutu/app.hpp"
#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>

namespace mutu {
namespace {

namespace fs = std::filesystem;

/// An id as the name of a file: what a file system or a shell would read otherwise becomes "_".
std::string file_name(const std::string& id, std::set<std::string>& taken) {
    std::string name;
    constexpr std::string_view unfit = "/\\:*?\"<>|";
    for (const char c : id)
        name += static_cast<unsigned char>(c) < 0x20 || unfit.find(c) != std::string_view::npos ? '_' : c;
    if (name.empty() || name.starts_with('.')) name.insert(0, 1, '_');
    while (name.size() > 200 || !is_utf8(name)) name.pop_back();  // most file systems end at 255 bytes
    std::string free = name;
    for (int n = 2; !taken.insert(free).second; ++n) free = name + "_" + std::to_string(n);
    return free;
}

void refuse_overwriting(const std::string& folder, const std::vector<std::string>& names, const Common& common) {
    if (common.overwrite) return;
    for (const std::string& name : names)
        for (const char* extension : {".html", ".docx"})
            if (fs::exists(fs::path{folder} / (name + extension)))
                throw Error{Kind::usage,
                            (fs::path{folder} / (name + extension)).string() + " 已经有了；要覆盖请加 --overwrite"};
}

/// Options that say nothing of this kind would be left aside in silence.
void hold_options_to_kind(const ReportQuery& query) {
    const auto hold = [&](bool given, const char* options, std::initializer_list<std::string_view> kinds) {
        if (!given || std::find(kinds.begin(), kinds.end(), query.kind) != kinds.end()) return;
        std::vector<std::string> words{kinds.begin(), kinds.end()};
        throw Error{Kind::usage, std::string{options} + " 只用于 --kind " + join(words, "、")};
    };
    hold(!query.form.empty(), "--template", {"ledger", "letter"});
    hold(!query.what.empty(), "--what", {"ledger"});
    hold(query.settled, "--final", {"plan", "bulletin", "projects"});
    hold(!query.number.empty(), "--number", {"plan", "bulletin", "letter", "projects"});
    hold(!query.answers.empty(), "--answers", {"reply"});
    hold(!(query.from.empty() && query.to.empty()), "--from、--to", {"bulletin"});
    hold(query.within.has_value(), "--within", {"calendar"});
    hold(!query.letter.empty() || query.blank || !query.fill.empty(), "--letter、--blank、--fill", {"letter"});
    hold(!query.parcels.empty(), "--parcel", {"letter", "dossier", "field-sheet"});
}

}  // namespace

int report(const ReportQuery& query, const Common& common, std::ostream& talk) {
    hold_options_to_kind(query);
    if (query.kind == "bulletin") return report_bulletin(query, common, talk);
    if (query.kind == "calendar") return report_calendar(query, common, talk);
    if (query.folder.empty()) throw Error{Kind::usage, "要用 -o 说明写到哪个目录"};
    if (query.kind == "reply") return report_reply(query, common, talk);
    if (query.kind == "queries") return report_queries(query, common, talk);
    if (query.kind == "dossier") return report_dossier(query, common, talk);
    if (query.kind == "field-sheet") return report_field_sheet(query, common, talk);
    if (query.kind == "letter") return report_letter(query, common, talk);
    if (query.kind == "charts") return report_charts(query, common, talk);
    if (query.kind == "ledger") return report_ledger(query, common, talk);
    if (query.kind == "directory") return report_directory(query, common, talk);
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const bool projects = query.kind == "projects";
    const std::vector<Paper> papers = projects ? project_papers(book, query, labels) : plan_papers(book, query, labels);
    std::set<std::string> taken;
    std::vector<std::string> names;
    names.reserve(papers.size());
    for (const Paper& paper : papers) names.push_back(file_name(paper.name, taken));
    if (!common.dry_run) {
        make_folder(query.folder);
        refuse_overwriting(query.folder, names, common);
        for (std::size_t i = 0; i < papers.size(); ++i) {
            throw_if_stopped();
            const std::string path = (fs::path{query.folder} / names[i]).string();
            write_whole(path + ".html", to_html(papers[i].document));
            write_docx(path + ".docx", papers[i].document);
        }
    }
    if (!common.quiet)
        talk << query.folder << "：" << (common.dry_run ? "将写 " : "写了 ") << papers.size()
             << (projects ? " 份项目台账" : " 份再开发方案") << "，各一份 HTML、一份 DOCX\n";
    return 0;
}

}  // namespace mutu

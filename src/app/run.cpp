// The main job: read → check → analyze → store → write.
#include "session.hpp"
#include "unknowns.hpp"

#include "mutu/app.hpp"
#include "mutu/rejudge.hpp"
#include "mutu/store.hpp"

#include <filesystem>
#include <memory>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

/// What a parcel's verdicts say, worked out when a sheet asks for it.
SentenceOf speaker(const Done& done, const Judge& judge, const Labels& labels) {
    struct Heard {
        std::optional<std::size_t> parcel;
        Facts facts;
    };
    return [&, heard = std::make_shared<Heard>()](std::size_t parcel, std::size_t rule) {
        if (heard->parcel != parcel) {
            heard->facts = judged_facts(judge, decoded(done.assessment.facts[parcel].inputs));
            heard->parcel = parcel;
        }
        return sentence(done.rules, *done.rules.find_rule(done.assessment.rule_texts[rule].rule_id), heard->facts,
                        labels);
    };
}

/// An existing ledger may have been worked on by hand: without --overwrite a new one is written beside it.
std::string free_ledger(const std::string& wanted, const std::string& run_id, bool overwrite) {
    if (overwrite || !fs::exists(wanted)) return wanted;
    const fs::path path{wanted};
    return (path.parent_path() / (path.stem().string() + "_" + run_id + path.extension().string())).string();
}

}  // namespace

void check_outputs(const Project& project) {
    for (const std::string& path : {project.book, project.ledger}) {
        if (path.empty()) continue;
        const fs::path folder = fs::path{path}.parent_path();
        if (!folder.empty() && !fs::is_directory(folder))
            throw Error{Kind::input, "输出目录不存在：" + folder.string()};
        if (fs::is_directory(path)) throw Error{Kind::usage, "输出路径是一个目录：" + path};
        for (const SourceSpec& source : project.sources) {
            std::error_code ignored;
            if (fs::exists(path) && fs::equivalent(path, source.path, ignored))
                throw Error{Kind::usage, "输出文件与输入文件相同，会毁掉输入：" + path};
        }
    }
}

int run(const Project& project, const Common& common, std::ostream& out, std::ostream& talk) {
    check_outputs(project);
    const Labels labels = labels_of(common);
    return handed_over(analyzed(project, common, labels, talk), project, common, labels, out, talk);
}

int handed_over(const Done& done, const Project& project, const Common& common, const Labels& labels, std::ostream& out,
                std::ostream& talk) {
    const bool zh = common.language == Language::zh;
    const Diagnostics& found = done.assessment.diagnostics;
    if (common.strict && reaches(found, "warning")) {
        out << render(diagnostic_table(found, labels, common.language), format_or_table(common), "diagnostics");
        talk << (zh ? "--strict：有问题记录，未写出任何文件\n" : "--strict: there are findings; nothing was written\n");
        return exit_code(Kind::refused);
    }
    const std::string ledger =
        project.ledger.empty() ? "" : free_ledger(project.ledger, done.assessment.run.run_id, common.overwrite);
    if (common.dry_run) {
        out << (zh ? "将写出 " : "would write ") << project.book << " (parcel_result " << done.assessment.parcels.size()
            << ", park_result " << done.assessment.parks.size() << ", unsupplied_land "
            << done.assessment.unsupplied.size() << ", diagnostic " << found.size() << ")\n";
        if (!ledger.empty()) out << (zh ? "将写出 " : "would write ") << ledger << "\n";
        return 0;
    }
    const std::string kept = save(project.book, done.holdings, done.assessment, labels,
                                  {.overwrite = common.overwrite,
                                   .drop_cases = common.drop_cases,
                                   .style_folder = common.data_folder + "/style",
                                   .tables = done.office});
    const Judge judge{done.rules, labels, done.assessment.run.as_of};
    if (!ledger.empty())
        write_ledger(ledger, done.holdings, done.assessment, labels, speaker(done, judge, labels), done.office);
    if (common.format)
        out << render(diagnostic_table(found, labels, common.language), *common.format, "diagnostics");
    else if (!common.quiet)
        out << summary(done.holdings, done.assessment, labels, common.language)
            << unknown_line(done.assessment, judge, labels, common.language);
    if (!common.quiet) {
        talk << (zh ? "成果库  " : "book    ") << project.book << "\n";
        if (!kept.empty())
            talk << (zh ? "（原库是旧版式，留作 " : "(the old book is of an older version and kept as ") << kept
                 << (zh ? "）\n" : ")\n");
        if (!ledger.empty()) talk << (zh ? "台账    " : "ledger  ") << ledger << "\n";
        if (ledger != project.ledger)
            talk << (zh ? "（原台账未改动；--overwrite 可覆盖）\n"
                        : "(the old ledger stands; --overwrite replaces it)\n");
    }
    return reaches(found, common.fail_on) ? 1 : 0;
}

}  // namespace mutu

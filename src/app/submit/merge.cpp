// mutu merge: submissions of counties as one book of the city.
#include "submit/merged.hpp"

#include "mutu/hash.hpp"
#include "mutu/parallel.hpp"
#include "mutu/submit.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

void refuse_target(const MergeQuery& query, const Common& common) {
    if (query.output.empty()) throw Error{Kind::usage, "要用 -o 写明汇总库，如 -o 全市.gpkg"};
    std::error_code ignored;
    for (const std::string& file : query.files)
        if (fs::equivalent(file, query.output, ignored))
            throw Error{Kind::usage, query.output + " 就是要汇总的文件；请写到另一个文件"};
    if (!common.overwrite && fs::exists(query.output))
        throw Error{Kind::usage, query.output + " 已经有了；要覆盖请加 --overwrite"};
}

/// What is no reason to refuse a compilation, but to say so, or to refuse it where `strict`.
void tell(const std::vector<std::string>& doubts, const Common& common, std::ostream& talk) {
    if (doubts.empty()) return;
    if (common.strict) throw Error{Kind::refused, join(doubts, "；") + "；去掉 --strict 仍可汇总"};
    for (const std::string& one : doubts) talk << "注意：" << one << "\n";
}

std::string names_of(const std::vector<MissingPark>& gaps) {
    std::vector<std::string> names;
    names.reserve(gaps.size());
    for (const MissingPark& gap : gaps) names.push_back(gap.name.empty() ? gap.id : gap.id + " " + gap.name);
    return join(names, "、");
}

}  // namespace

int merge(const MergeQuery& query, const Common& common, std::ostream& out, std::ostream& talk) {
    refuse_target(query, common);
    const Labels labels = labels_of(common);
    std::vector<Handed> files;
    files.reserve(query.files.size());
    for (const std::string& file : query.files) {
        throw_if_stopped();
        files.push_back(handed_in(file, labels));
    }
    refuse_mixture(files);
    Merged merged = merged_of(std::move(files));
    std::vector<std::string> doubts = doubts_of(merged);
    if (!query.parks.empty()) {
        const ParkCall call = called(query.parks, common.data_folder, merged);
        merged.bundle.tables.push_back(gap_table(call.missing));
        if (!call.missing.empty())
            doubts.push_back("还缺 " + std::to_string(call.missing.size()) + " 个园区：" + names_of(call.missing) +
                             "；合计不含这些园区");
        if (!call.unlisted.empty()) doubts.push_back("名单之外的园区：" + names_of(call.unlisted));
    }
    tell(doubts, common, talk);
    const std::string counts = std::to_string(merged.submissions.size()) + " 份报送、" +
                               std::to_string(merged.parks.size()) + " 个园区、" + std::to_string(merged.parcels) +
                               " 宗地";
    if (common.dry_run) {
        out << "将写出 " << query.output << "（" << counts << "）\n";
        return 0;
    }
    out << save_bundle(query.output, merged.bundle, labels, common.data_folder + "/style") << "  " << query.output
        << "\n";
    if (!common.quiet)
        talk << merged.submissions.front().period << "，" << counts << "；mutu list " << query.output
             << " city 列出全市合计\n";
    return 0;
}

}  // namespace mutu

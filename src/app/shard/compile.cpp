// mutu merge of shards: the project's own run, its shapes answered from the pieces.
#include "begun.hpp"
#include "shard/pieces.hpp"

#include "mutu/hash.hpp"
#include "mutu/parallel.hpp"
#include "mutu/shard_run.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

Project project_of(const CutRun& cut, const std::string& folder, const std::string& book) {
    const std::string path = (fs::path{folder} / cut.project).lexically_normal().string();
    if (!fs::is_regular_file(path))
        throw Error{Kind::refused, folder + "：切分的项目 " + path + " 不在了；汇总要读它的资料，请放回原处或重新切分"};
    Project project = read_project(path);
    project.as_of = cut.as_of;
    if (!cut.policy.empty()) project.policy = cut.policy;
    if (!cut.area.empty()) project.area = cut.area;
    project.set.insert(project.set.end(), cut.set.begin(), cut.set.end());
    if (!book.empty()) project.book = book;
    return project;
}

std::vector<Measured> read_pieces(const CutList& list, const std::string& folder) {
    std::vector<Measured> pieces;
    for (const ShardNote& note : list.shards) {
        throw_if_stopped();
        const std::string shard = (fs::path{folder} / note.file).string();
        if (!fs::is_regular_file(shard))
            throw Error{Kind::refused, folder + "：缺少分片 " + note.file + "；请放回，或重新切分"};
        if (sha256_file(shard) != note.sha256)
            throw Error{Kind::refused, shard + "：与 " + cut_list + " 记录的哈希不符，文件被改动或损坏；请重新切分"};
        pieces.push_back({held_rows(shard), read_measured(shard, note, list.cut)});
    }
    return pieces;
}

/// Why this is not the run that was cut, in the first thing that differs.
[[noreturn]] void refuse_other(const Begun& whole, const CutRun& cut, const std::string& folder) {
    std::string why = "参数或处置记录";
    if (whole.rules.sha256 != cut.policy_sha256) why = "政策包";
    const auto& sources = whole.holdings.sources;
    for (std::size_t i = 0; i < std::max(sources.size(), cut.sources.size()); ++i)
        if (i >= sources.size() || i >= cut.sources.size() ||
            std::pair{sources[i].path, sources[i].sha256} != cut.sources[i]) {
            why = "资料 " + (i < cut.sources.size() ? cut.sources[i].first : sources[i].path);
            break;
        }
    throw Error{Kind::refused, folder + "：" + why + " 与切分时不同；请重新切分、逐片测算后再汇总"};
}

std::array<std::size_t, role_count> sizes_of(const Holdings& holdings) {
    std::array<std::size_t, role_count> sizes{};
    for (const Role role : all_roles()) sizes[static_cast<std::size_t>(role)] = holdings[role].rows();
    return sizes;
}

void tell(const Compiled::Tally& tally, std::ostream& talk) {
    std::size_t measured = 0;
    std::vector<std::string> questions;
    for (const auto& [question, rows] : tally.measured) measured += rows, questions.push_back(question);
    talk << "分片    采用 " << tally.answered << " 行测算，在此重新测算 " << measured << " 行";
    if (measured > 0) talk << "（" << join(questions, "、") << "）";
    talk << "\n";
}

}  // namespace

int compile_shards(const std::string& folder, const std::string& book, const Common& common, std::ostream& out,
                   std::ostream& talk) {
    const CutList list = read_cut(folder);
    if (list.cut.version != program_text())
        throw Error{Kind::refused, folder + "：由 " + list.cut.version + " 切分，这里是 " + program_text() +
                                       "；切分、测算与汇总须用同一版本"};
    const Project project = project_of(list.cut, folder, book);
    check_outputs(project);
    const Labels labels = labels_of(common);
    std::vector<Measured> pieces = read_pieces(list, folder);
    const auto whole = begun(project, common, talk);
    if (whole->run.run_id != list.cut.id) refuse_other(*whole, list.cut, folder);
    Compiled compiled{std::move(pieces), sizes_of(whole->holdings)};
    whole->options.survey = &compiled;
    const Done done = concluded(*whole, project, common, labels);
    const int code = handed_over(done, project, common, labels, out, talk);
    if (!common.quiet) tell(compiled.tally(), talk);
    return code;
}

}  // namespace mutu

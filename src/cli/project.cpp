// Flags laid over a project file, and where the program's data lies.
#include "command_line.hpp"

#include "mutu/text.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;

}  // namespace

SourceSpec source_of_flag(Role role, const std::string& flag) {
    SourceSpec spec{.role = role};
    constexpr std::array<std::string_view, 5> keys{"layer", "crs", "encoding", "where", "secrecy"};
    const std::array<std::string*, 5> places{&spec.layer, &spec.crs, &spec.encoding, &spec.where, &spec.secrecy};
    // A comma starts an option only when a known key and "=" follow, so that paths may hold commas.
    std::size_t end = flag.size();
    for (bool found = true; found;) {
        found = false;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const std::string mark = "," + std::string{keys[i]} + "=";
            const std::size_t at = end == 0 ? std::string::npos : flag.rfind(mark, end - 1);
            if (at == std::string::npos || flag.find(',', at + 1) < end) continue;
            *places[i] = flag.substr(at + mark.size(), end - at - mark.size());
            end = at;
            found = true;
        }
    }
    spec.path = spec.shown_path = flag.substr(0, end);
    return spec;
}

void refuse_settings(const Typed& typed, const std::string& why) {
    const auto refuse = [&](const std::string& option) {
        throw Error{Kind::usage, why + "，不用 " + option + "；要换请改后重新切分"};
    };
    const std::pair<const char*, const std::string*> options[] = {
        {"--as-of", &typed.as_of}, {"--policy", &typed.policy}, {"--area", &typed.area},
        {"--book", &typed.book},   {"--ledger", &typed.ledger}, {"--queries", &typed.queries}};
    for (const auto& [option, value] : options)
        if (!value->empty()) refuse(option);
    if (!typed.set.empty()) refuse("--set");
    for (const auto& [role, files] : typed.flagged)
        if (!files.empty()) refuse("--" + std::string{name(role)});
}

Project project_of(const Typed& typed) {
    Project project;
    if (!typed.project_file.empty()) {
        if (!fs::is_regular_file(typed.project_file)) throw Error{Kind::input, "找不到项目文件：" + typed.project_file};
        project = read_project(typed.project_file);
    } else {
        project.folder = ".";
        project.book = "book.gpkg";
    }
    for (const auto& [role, flags] : typed.flagged)
        for (const auto& flag : flags) project.sources.push_back(source_of_flag(role, flag));
    if (const auto day = day_of(typed)) project.as_of = *day;
    if (!typed.policy.empty()) {
        const bool path = typed.policy.ends_with(".toml") || typed.policy.find('/') != std::string::npos;
        project.policy = path ? fs::absolute(typed.policy).string() : typed.policy;
    }
    if (!typed.area.empty()) project.area = typed.area;
    if (!typed.book.empty()) project.book = typed.book;
    if (!typed.ledger.empty()) project.ledger = typed.ledger;
    if (!typed.queries.empty()) project.queries = project.queries_shown = typed.queries;
    for (auto& setting : settings_of(typed)) project.set.push_back(std::move(setting));
    return project;
}

}  // namespace mutu

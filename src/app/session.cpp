// Labels, rulebook and options of a command.
#include "session.hpp"

#include "mutu/text.hpp"
#include "mutu/year_end.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <ostream>

namespace mutu {
namespace {

/// "[======    ] 60 % judge, 2 s left" on one line of a terminal, shown only for what takes over a second.
std::function<void(std::string_view, double)> bar(std::ostream& talk, Language language) {
    const auto begun = std::chrono::steady_clock::now();
    const auto shown = std::make_shared<bool>(false);
    return [&talk, language, begun, shown](std::string_view step, double share) {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        if (share >= 1) {
            if (*shown) talk << "\r\033[K" << std::flush;
            return;
        }
        if (seconds < 1) return;
        *shown = true;
        const auto filled = static_cast<std::size_t>(share * 30);
        const double left = share > 0 ? seconds * (1 - share) / share : 0;
        talk << "\r\033[K[" << std::string(filled, '=') << std::string(30 - filled, ' ') << "] "
             << fixed(share * 100, 0) << " % " << step << (language == Language::zh ? "，约剩 " : ", about ")
             << fixed(left, 0) << (language == Language::zh ? " 秒" : " s left") << std::flush;
    };
}

Error no_such_parameter(const Rulebook& rules, const std::string& parameter) {
    std::vector<std::string> known;
    known.reserve(rules.parameters.size());
    for (const auto& [id, one] : rules.parameters) known.push_back(id);
    const auto meant = nearest(parameter, known);
    return {Kind::usage, "政策包 " + rules.id + " 没有参数 " + parameter +
                             (meant ? "，是否要写 " + *meant + "？" : "；mutu policy show 列出全部参数")};
}

}  // namespace

Labels labels_of(const Common& common) { return Labels::load(common.data_folder + "/labels"); }

Rulebook rulebook_of(const Project& project, const Common& common) {
    std::string pack = project.policy.empty() ? "cn" : project.policy;
    const bool path = pack.ends_with(".toml") || pack.find('/') != std::string::npos;
    if (path && !std::filesystem::path{pack}.is_absolute())
        pack = (std::filesystem::path{project.folder} / pack).string();
    Rulebook rules = load_rulebook(pack, common.data_folder + "/policy");
    for (const auto& [parameter, value] : project.set) {
        if (!rules.parameters.contains(parameter)) throw no_such_parameter(rules, parameter);
        set_parameter(rules, parameter, value);
    }
    check_standards(rules);
    year_end_rules(rules);  // weights that do not add up
    return rules;
}

Catalogue catalogue_of(const Project& project, const Common& common) {
    return load_catalogue(common.data_folder + "/check", project.check_set);
}

AnalyzeOptions options_of(const Project& project, const Common& common, std::ostream& talk) {
    AnalyzeOptions options;
    options.as_of = project.as_of ? *project.as_of : Date::today();
    options.book_crs = project.crs;
    options.stop = common.stop;
    if (project.area == "ellipsoid")
        options.basis = AreaBasis::ellipsoid;
    else if (project.area == "planar")
        options.basis = AreaBasis::planar;
    else if (!project.area.empty() && project.area != "legal")
        throw Error{Kind::usage, "area 只能是 legal、ellipsoid 或 planar，不能是 " + project.area};
    if (common.progress == "json")
        options.progress = [&talk](std::string_view step, double share) {
            talk << "{\"step\":" << json_quoted(step) << ",\"share\":" << shortest(share) << "}\n" << std::flush;
        };
    else if (common.progress == "bar")
        options.progress = bar(talk, common.language);
    return options;
}

bool reaches(const Diagnostics& found, const std::string& fail_on) {
    if (fail_on == "none") return false;
    const Severity least = fail_on == "info"      ? Severity::info
                           : fail_on == "warning" ? Severity::warning
                                                  : Severity::error;
    return std::any_of(found.begin(), found.end(), [&](const Diagnostic& one) { return one.severity >= least; });
}

TextTable diagnostic_table(const Diagnostics& found, const Labels& labels, Language language) {
    TextTable table;
    table.keys = {"severity",   "number",     "code",     "layer",   "source_file",
                  "source_row", "subject_id", "other_id", "message", "fix"};
    for (const auto& key : table.keys) table.headings.push_back(labels.text("column", key, language));
    table.numeric = {false, true, false, false, false, true, false, false, false, false};
    for (const Diagnostic& one : found) {
        const auto row = one.source_row > 0 ? std::optional{std::to_string(one.source_row)} : std::nullopt;
        const auto number = one.number > 0 ? std::optional{std::to_string(one.number)} : std::nullopt;
        table.rows.push_back({word(one.severity), number, one.code, one.layer, one.source_file, row, one.subject_id,
                              one.other_id, one.message, one.fix});
    }
    return table;
}

std::string parameter_text(const ParameterValue& value) {
    if (const auto* number = std::get_if<Ratio>(&value)) return to_text(FactValue{*number});
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) return join(*words, " ");
    return "";
}

Format format_or_table(const Common& common) { return common.format.value_or(Format::table); }

}  // namespace mutu

// Policy packs from the outside: list, show, check.
#include "pack_rows.hpp"
#include "session.hpp"

#include "mutu/app.hpp"
#include "mutu/expand.hpp"
#include "mutu/redact.hpp"
#include "mutu/text.hpp"
#include "mutu/year_end.hpp"

#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

/// A long list is cut for a screen: its first words and how many there are; machine formats carry all of it.
std::string for_a_screen(const ParameterValue& value) {
    constexpr std::size_t first = 3;
    const auto* words = std::get_if<std::vector<std::string>>(&value);
    if (!words || words->size() <= first) return parameter_text(value);
    return join({words->begin(), words->begin() + first}, " ") + " …（共 " + std::to_string(words->size()) + " 项）";
}

/// Packs for publishing are held to their examples too.
bool check_redaction_packs(const std::string& folder, std::ostream& out) {
    bool sound = true;
    for (const std::string& id : toml_names(folder)) {
        const RedactionPack pack = read_redaction_pack(id, folder);
        const auto failed = failed_examples(pack);
        out << pack.id << "@" << pack.version << "：脱敏方案，" << pack.examples.size() << " 个算例，不符 "
            << failed.size() << "\n";
        for (const std::string& one : failed) out << "  " << one << "\n";
        sound = sound && failed.empty();
    }
    return sound;
}

}  // namespace

int policy_list(const Common& common, std::ostream& out) {
    TextTable table{.keys = {"id", "title", "version", "path"},
                    .headings = {"编号", "名称", "版本", "文件"},
                    .numeric = {false, false, false, false},
                    .rows = {}};
    for (const PackEntry& pack : list_packs(common.data_folder + "/policy")) {
        table.rows.push_back({pack.id, pack.title, pack.version, std::filesystem::path{pack.path}.filename().string()});
    }
    out << render(table, format_or_table(common), "policy");
    return 0;
}

int policy_show(const std::string& pack, const Common& common, std::ostream& out) {
    const Rulebook rules = load_rulebook(pack, common.data_folder + "/policy");
    const Labels labels = labels_of(common);
    TextTable table{.keys = {"kind", "id", "title", "value", "unit", "evidence", "clause", "pack"},
                    .headings = {"类别", "编号", "名称", "取值", "单位", "依据", "条款", "来自"},
                    .numeric = std::vector<bool>(8, false),
                    .rows = {}};
    const auto evidence = [&](Evidence mark) { return labels.text("evidence", word(mark), common.language); };
    const Format format = format_or_table(common);
    const bool people = format == Format::table || format == Format::md;
    for (const auto& [id, parameter] : rules.parameters)
        table.rows.push_back(
            {"parameter", id, parameter.title,
             std::holds_alternative<std::monostate>(parameter.value)
                 ? std::nullopt
                 : std::optional{people ? for_a_screen(parameter.value) : parameter_text(parameter.value)},
             parameter.unit, evidence(parameter.evidence), parameter.clause, parameter.pack});
    for (const Ladder& ladder : rules.ladders)
        for (const Line& line : ladder.lines)
            table.rows.push_back({"ladder", ladder.id + "/" + line.id,
                                  labels.text(ladder.id, line.then, common.language), line.then, "",
                                  evidence(line.evidence), line.clause, std::nullopt});
    for (const Rule& rule : rules.rules)
        table.rows.push_back(
            {"rule", rule.id, rule.title, std::nullopt, "", evidence(rule.evidence), rule.clause, std::nullopt});
    for (PackRow& row : evaluation_rows(rules, labels, common.language))
        table.rows.push_back({row.kind, row.id, row.title, row.value, row.unit,
                              row.evidence ? evidence(*row.evidence) : "", row.clause, std::nullopt});
    for (const Action& action : rules.actions)
        table.rows.push_back({"action", action.code, action.title, std::nullopt, "", evidence(action.evidence),
                              action.clause, std::nullopt});
    if (people)
        for (auto& row : table.rows) row[0] = labels.text("policy_diff", *row[0], common.language);
    out << render(table, format, "policy");
    return 0;
}

int policy_check(const std::vector<std::string>& packs, const Common& common, std::ostream& out) {
    std::vector<std::string> wanted = packs;
    if (wanted.empty())
        for (const PackEntry& pack : list_packs(common.data_folder + "/policy")) wanted.push_back(pack.id);
    const Labels labels = labels_of(common);
    bool sound = true;
    for (const std::string& pack : wanted) {
        const Rulebook rules = load_rulebook(pack, common.data_folder + "/policy");
        year_end_rules(rules);  // refuses weights that do not add up
        auto failed = check_examples(rules, labels);
        std::size_t expansions = 0;
        for (FailedExample& one : check_expand_examples(rules, &expansions)) failed.push_back(std::move(one));
        const auto failed_parks = check_park_examples(rules);
        const auto failed_controls = check_control_examples(rules);
        std::size_t empty = 0, unconfirmed = 0;
        for (const auto& [id, parameter] : rules.parameters) {
            if (std::holds_alternative<std::monostate>(parameter.value)) ++empty;
            if (parameter.evidence == Evidence::unconfirmed) ++unconfirmed;
        }
        std::size_t examples = rules.examples.size() + expansions;
        for (const ScoreScheme& scheme : rules.scores) examples += scheme.examples.size();
        out << rules.id << "@" << rules.version << ": " << rules.parameters.size() << " 个参数（空 " << empty
            << "，未经证实 " << unconfirmed << "），" << rules.rules.size() << " 条规则，" << rules.scores.size()
            << " 个评分名单，" << examples << " 个算例，" << rules.indicators.size() << " 项园区指标，"
            << rules.park_examples.size() << " 个园区算例，不符 "
            << failed.size() + failed_parks.size() + failed_controls.size() << "\n";
        for (const FailedParkExample& one : failed_parks)
            out << "  " << one.where << " " << one.name << "：" << one.what << " 应为 " << one.expected << "，得到 "
                << one.got << "\n";
        for (const FailedExample& one : failed)
            out << "  " << one.where << " " << one.name << "：" << one.what << " 应为 " << one.expected << "，得到 "
                << one.got << "\n";
        for (const FailedControlExample& one : failed_controls)
            out << "  " << one.where << " " << one.name << "：" << one.what << " 应为 " << one.expected << "，得到 "
                << one.got << "\n";
        sound = sound && failed.empty() && failed_parks.empty() && failed_controls.empty();
    }
    if (packs.empty()) sound = check_redaction_packs(common.data_folder + "/redact", out) && sound;
    return sound ? 0 : 1;
}

}  // namespace mutu

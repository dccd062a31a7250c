// A first PROJECT.toml from a folder of files: roles, columns, units, encoding and CRS as guessed, doubts said aloud,
// the gravest first.
#include "guessed_project.hpp"

#include "mutu/app.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& text) { return json_quoted(text); }

/// Findings of a trial read that a user should settle, by what hangs on them.
const std::map<std::string, int, std::less<>>& weights() {
    static const std::map<std::string, int, std::less<>> table{
        {"lying_cpg", 5},         {"crs_guessed", 3},      {"area_unit_doubtful", 3},   {"area_unit_settled", 4},
        {"area_unit_mixed", 4},   {"total_mismatch", 4},   {"code_system_doubtful", 4}, {"code_system_guessed", 6},
        {"area_unit_unknown", 3}, {"repeated_heading", 7}, {"column_not_used", 7},      {"id_lost_digits", 3}};
    return table;
}

constexpr std::size_t most_of_a_kind = 3;  // findings of one code and file that are spelled out

std::vector<Doubt> doubts_of(const GuessedLayer& one) {
    std::vector<Doubt> found;
    const auto say = [&](int weight, std::string text) { found.push_back({weight, one.place(), std::move(text)}); };
    const auto& guess = one.guess;
    if (one.left_out) return found;
    if (!one.known()) say(1, "看不出是哪类资料，请填写 role");
    if (role_in_doubt(one)) say(2, "也可能是 " + std::string{name(guess.roles[1].first)});
    if (guess.shaped && guess.crs_from == "none") say(2, "文件没有坐标系，也无法从坐标判断，请填写 crs");
    if (one.known() && one.role() == Role::parcel && !fills(one, "parcel_id")) say(2, "没有认出宗地编号列");
    if (one.known() && one.role() == Role::supply && !fills(one, "supply_date") && !fills(one, "contract_date"))
        say(3, "没有认出供应日期或合同签订日期");
    if (guess.encoding_from == "detected" && guess.encoding != "UTF-8") say(5, "编码由内容判断为 " + guess.encoding);
    return found;
}

/// Beside drawn parcels a table without their ids that could be of either kind is the register of supplies.
void take_tables_for_supplies(std::vector<GuessedLayer>& all, const ColumnAliases& aliases) {
    const bool drawn = std::any_of(all.begin(), all.end(), [](const GuessedLayer& one) {
        return one.known() && one.role() == Role::parcel && one.guess.shaped;
    });
    for (GuessedLayer& one : all) {
        if (!drawn || !one.known() || one.role() != Role::parcel || one.guess.shaped || fills(one, "parcel_id"))
            continue;
        const auto& roles = one.guess.roles;
        const bool could =
            std::any_of(roles.begin(), roles.end(), [](const auto& r) { return r.first == Role::supply; });
        if (could) one.guess = understood_as(Role::supply, one.guess, aliases);
    }
}

SourceSpec spec_of(const GuessedLayer& one) {
    SourceSpec spec;
    spec.role = one.role(), spec.path = one.guess.path, spec.shown_path = one.path, spec.layer = one.guess.layer;
    spec.crs = one.crs, spec.encoding = one.encoding, spec.columns = one.columns, spec.units = one.units;
    return spec;
}

/// Area columns that were read without knowing their unit.
std::map<std::string, std::string> unsettled_areas(const Holdings& trial, const GuessedLayer& one) {
    std::map<std::string, std::string> found;
    for (const Source& source : trial.sources)
        for (const ColumnMatch& column : source.columns) {
            const Field* field = find_field(one.role(), column.field);
            const bool here = source.path == one.path && source.layer == one.guess.layer && source.role == one.role();
            const bool unsaid = column.how == "alias" || column.how == "given";
            if (here && unsaid && field && field->type == FieldType::area) found[column.field] = column.source_column;
        }
    return found;
}

/// Reads everything once as the project would be read, and takes over what the reading doubts.
void try_reading(std::vector<GuessedLayer>& all, const ColumnAliases& aliases, std::vector<Doubt>& general) {
    std::vector<SourceSpec> specs;
    for (const GuessedLayer& one : all)
        if (one.known() && !(one.guess.shaped && one.guess.crs_from == "none")) specs.push_back(spec_of(one));
    try {
        const Holdings trial = read_holdings(specs, aliases);
        std::map<std::pair<std::string, std::string>, std::size_t> told;
        for (const Diagnostic& finding : trial.diagnostics) {
            const auto weight = weights().find(finding.code);
            if (weight == weights().end() || ++told[{finding.source_file, finding.code}] > most_of_a_kind) continue;
            for (GuessedLayer& one : all) {
                if (one.path != finding.source_file || !one.known() || name(one.role()) != finding.layer) continue;
                one.doubts.push_back({weight->second, one.place(), finding.message + "；" + finding.fix});
                if (finding.code == "area_unit_doubtful" || finding.code == "area_unit_unknown")
                    one.unsettled = unsettled_areas(trial, one);
            }
        }
    } catch (const Error& error) {
        general.push_back({1, "", std::string{"试读没有成功："} + error.what()});
    }
}

void doubt_the_whole(const std::vector<GuessedLayer>& all, std::vector<Doubt>& general) {
    const auto any = [&](Role role) {
        return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.known() && one.role() == role; });
    };
    const auto filled = [&](std::string_view field) {
        return std::any_of(all.begin(), all.end(), [&](const auto& one) { return fills(one, field); });
    };
    if (!any(Role::parcel)) general.push_back({0, "", "没有认出宗地资料（parcel），run 需要至少一份"});
    if (any(Role::parcel) && !filled("actual_start_date"))
        general.push_back({3, "", "没有一份资料有实际动工（开工）日期，run 不会判定闲置，只列待核"});
    if (!any(Role::park)) general.push_back({6, "", "没有园区范围（park），全部宗地作为一个园区汇总"});
}

/// Headings may hold line ends, comments may not.
std::string one_line(std::string_view heading) {
    std::string text = half_width(heading);
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
    return text;
}

/// What the user answered, as one line of the source.
std::string answered(const char* key, const std::map<std::string, std::string>& answers) {
    std::string pairs;
    for (const auto& [field, answer] : answers) pairs += (pairs.empty() ? "" : ", ") + field + " = " + quoted(answer);
    return pairs.empty() ? "" : std::string{key} + " = { " + pairs + " }   # 已核定\n";
}

std::string source_text(const GuessedLayer& one) {
    const GuessedSource& source = one.guess;
    std::string text = one.left_out ? "# [[source]]   # 不用\n" : "[[source]]\n";
    const std::string off = one.known() ? "" : "# ";
    for (const Doubt& doubt : one.doubts) text += "# 存疑：" + one_line(doubt.text) + "\n";
    text += off + "role = \"" + (one.known() ? std::string{name(one.role())} : "parcel") + "\"\n";
    text += off + "path = " + quoted(one.path) + "\n";
    text += off + "layer = " + quoted(source.layer) + "\n";
    if (!one.encoding.empty())
        text += off + "encoding = " + quoted(one.encoding) + "   # 已核定\n";
    else if (!source.encoding.empty())
        text += "# encoding = " + quoted(source.encoding) + "   # 来自 " + source.encoding_from + "\n";
    if (!one.crs.empty())
        text += "crs = " + quoted(one.crs) + "   # 已核定\n";
    else if (source.shaped)
        text += "# crs = " + quoted(source.crs) + "   # 来自 " + source.crs_from + "\n";
    text += answered("columns", one.columns) + answered("units", one.units);
    text += "# " + std::to_string(source.rows) + " 行；各列：\n";
    for (const GuessedColumn& column : source.columns)
        text += "#   " + one_line(column.source_column) + " → " +
                (column.field.empty() ? "（原样保留）" : column.field) +
                (column.sample.empty() ? "" : "   例：" + json_quoted(column.sample)) + "\n";
    return text + "\n";
}

}  // namespace

std::vector<GuessedLayer> guessed_layers(const std::string& folder, const std::vector<std::string>& files,
                                         const ColumnAliases& aliases) {
    std::vector<GuessedLayer> all;
    for (const std::string& file : files) {
        const bool database = file.starts_with("PG:");
        const std::string path =
            database ? file : fs::proximate(fs::absolute(file), fs::absolute(folder)).generic_string();
        for (GuessedSource& guess : inspect(file, aliases)) {
            GuessedLayer& one = all.emplace_back();
            one.guess = std::move(guess), one.path = path;
        }
    }
    take_tables_for_supplies(all, aliases);
    return all;
}

std::vector<Doubt> doubts_about(std::vector<GuessedLayer>& all, const ColumnAliases& aliases) {
    for (GuessedLayer& one : all) one.doubts = doubts_of(one), one.unsettled.clear();
    std::vector<Doubt> general;
    doubt_the_whole(all, general);
    try_reading(all, aliases, general);
    return general;
}

std::string project_text(const ProjectHead& head, std::vector<GuessedLayer>& all) {
    std::string text =
        "# 由 mutu init 生成。以 # 存疑 开头的行请先核对。\n[project]\nname = " + quoted(head.name) + "\n";
    text += head.as_of.empty() ? "# as_of = 2026-06-30     # 缺省为运行当天\n" : "as_of = " + head.as_of + "\n";
    text += "policy = " + quoted(head.policy) + "\n\n";
    for (GuessedLayer& one : all) {
        std::stable_sort(one.doubts.begin(), one.doubts.end(), [](auto& a, auto& b) { return a.weight < b.weight; });
        text += source_text(one);
    }
    return text + "[output]\nbook = \"book.gpkg\"\nledger = \"台账.xlsx\"\n";
}

int init(const std::string& folder, const std::vector<std::string>& files, const Common& common, std::ostream& out,
         const Ask& ask) {
    const fs::path target = fs::path{folder} / "PROJECT.toml";
    const bool shown_only = common.dry_run || common.format == Format::json;
    if (!shown_only && fs::exists(target) && !common.overwrite)
        throw Error{Kind::usage, target.string() + " 已存在；加 --overwrite 覆盖"};
    const ColumnAliases aliases = ColumnAliases::load(common.data_folder + "/columns");
    std::vector<GuessedLayer> all = guessed_layers(folder, files, aliases);
    if (ask) ask_about_layers(all, ask, aliases, Labels::load(common.data_folder + "/labels"));
    std::vector<Doubt> asked = doubts_about(all, aliases);
    if (ask) {
        ask_about_units(all, ask);
        asked = doubts_about(all, aliases);
    }
    const ProjectHead head{.name = fs::absolute(folder).filename().string()};
    if (common.format == Format::json) {
        out << to_json(form_of(head, all, asked, common)) << "\n";
        return 0;
    }
    const std::string text = project_text(head, all);
    if (common.dry_run) {
        out << text;
        return 0;
    }
    for (const GuessedLayer& one : all) asked.insert(asked.end(), one.doubts.begin(), one.doubts.end());
    std::stable_sort(asked.begin(), asked.end(), [](const auto& a, const auto& b) { return a.weight < b.weight; });
    fs::create_directories(folder);
    std::ofstream file{target, std::ios::binary};
    if (!(file << text) || !file.flush()) throw Error{Kind::input, "无法写入 " + target.string()};
    out << target.string() << "\n";
    for (const Doubt& doubt : asked)
        out << "存疑：" << (doubt.where.empty() ? "" : doubt.where + "：") << doubt.text << "\n";
    return 0;
}

}  // namespace mutu

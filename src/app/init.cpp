// A first PROJECT.toml from a folder of files: roles, columns, units, encoding and CRS as guessed, doubts said aloud,
// the gravest first.
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

/// One thing to look at before trusting the guess; the smaller the weight, the more hangs on it.
struct Doubt {
    int weight = 0;
    std::string where, text;  // where: file and layer, empty for the whole project
};

/// Findings of a trial read that a user should settle, by what hangs on them.
const std::map<std::string, int, std::less<>>& weights() {
    static const std::map<std::string, int, std::less<>> table{
        {"lying_cpg", 5},        {"crs_guessed", 3},     {"area_unit_doubtful", 3},   {"area_unit_settled", 4},
        {"area_unit_mixed", 4},  {"total_mismatch", 4},  {"code_system_doubtful", 4}, {"code_system_guessed", 6},
        {"repeated_heading", 7}, {"column_not_used", 7}, {"id_lost_digits", 3}};
    return table;
}

constexpr std::size_t most_of_a_kind = 3;  // findings of one code and file that are spelled out

/// A guessed layer as it goes into the project.
struct Candidate {
    GuessedSource guess;
    std::string path;  // as the project spells it
    std::vector<Doubt> doubts;
    bool known() const { return !guess.roles.empty(); }
    Role role() const { return guess.roles.front().first; }
    std::string place() const { return path + (guess.layer.empty() ? "" : " / " + guess.layer); }
};

bool fills(const Candidate& one, std::string_view field) {
    return std::any_of(one.guess.columns.begin(), one.guess.columns.end(), [&](const GuessedColumn& column) {
        return column.field.substr(0, column.field.find(',')) == field;
    });
}

std::vector<Doubt> doubts_of(const Candidate& one) {
    std::vector<Doubt> found;
    const auto say = [&](int weight, std::string text) { found.push_back({weight, one.place(), std::move(text)}); };
    const auto& guess = one.guess;
    if (!one.known()) say(1, "看不出是哪类资料，请填写 role");
    if (guess.roles.size() > 1 && guess.roles[0].second == guess.roles[1].second && !guess.named)
        say(2, "也可能是 " + std::string{name(guess.roles[1].first)});
    if (guess.shaped && guess.crs_from == "none") say(2, "文件没有坐标系，也无法从坐标判断，请填写 crs");
    if (one.known() && one.role() == Role::parcel && !fills(one, "parcel_id")) say(2, "没有认出宗地编号列");
    if (one.known() && one.role() == Role::supply && !fills(one, "supply_date") && !fills(one, "contract_date"))
        say(3, "没有认出供应日期或合同签订日期");
    if (guess.encoding_from == "detected" && guess.encoding != "UTF-8") say(5, "编码由内容判断为 " + guess.encoding);
    return found;
}

/// Beside drawn parcels a table without their ids that could be of either kind is the register of supplies.
void take_tables_for_supplies(std::vector<Candidate>& all, const ColumnAliases& aliases) {
    const bool drawn = std::any_of(all.begin(), all.end(), [](const Candidate& one) {
        return one.known() && one.role() == Role::parcel && one.guess.shaped;
    });
    for (Candidate& one : all) {
        if (!drawn || !one.known() || one.role() != Role::parcel || one.guess.shaped || fills(one, "parcel_id"))
            continue;
        const auto& roles = one.guess.roles;
        const bool could =
            std::any_of(roles.begin(), roles.end(), [](const auto& r) { return r.first == Role::supply; });
        if (could) one.guess = understood_as(Role::supply, one.guess, aliases);
    }
}

SourceSpec spec_of(const Candidate& one) {
    SourceSpec spec;
    spec.role = one.role(), spec.path = one.guess.path, spec.shown_path = one.path, spec.layer = one.guess.layer;
    return spec;
}

/// Reads everything once as the project would be read, and takes over what the reading doubts.
void try_reading(std::vector<Candidate>& all, const ColumnAliases& aliases, std::vector<Doubt>& general) {
    std::vector<SourceSpec> specs;
    for (const Candidate& one : all)
        if (one.known() && !(one.guess.shaped && one.guess.crs_from == "none")) specs.push_back(spec_of(one));
    try {
        const Holdings trial = read_holdings(specs, aliases);
        std::map<std::pair<std::string, std::string>, std::size_t> told;
        for (const Diagnostic& finding : trial.diagnostics) {
            const auto weight = weights().find(finding.code);
            if (weight == weights().end() || ++told[{finding.source_file, finding.code}] > most_of_a_kind) continue;
            for (Candidate& one : all)
                if (one.path == finding.source_file && one.known() && name(one.role()) == finding.layer)
                    one.doubts.push_back({weight->second, one.place(), finding.message + "；" + finding.fix});
        }
    } catch (const Error& error) {
        general.push_back({1, "", std::string{"试读没有成功："} + error.what()});
    }
}

void doubt_the_whole(const std::vector<Candidate>& all, std::vector<Doubt>& general) {
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

std::string source_text(const Candidate& one) {
    const GuessedSource& source = one.guess;
    std::string text = "[[source]]\n";
    const std::string off = one.known() ? "" : "# ";
    for (const Doubt& doubt : one.doubts) text += "# 存疑：" + one_line(doubt.text) + "\n";
    text += off + "role = \"" + (one.known() ? std::string{name(one.role())} : "parcel") + "\"\n";
    text += off + "path = " + quoted(one.path) + "\n";
    text += off + "layer = " + quoted(source.layer) + "\n";
    if (!source.encoding.empty())
        text += "# encoding = " + quoted(source.encoding) + "   # 来自 " + source.encoding_from + "\n";
    if (source.shaped) text += "# crs = " + quoted(source.crs) + "   # 来自 " + source.crs_from + "\n";
    text += "# " + std::to_string(source.rows) + " 行；各列：\n";
    for (const GuessedColumn& column : source.columns)
        text += "#   " + one_line(column.source_column) + " → " +
                (column.field.empty() ? "（原样保留）" : column.field) +
                (column.sample.empty() ? "" : "   例：" + json_quoted(column.sample)) + "\n";
    return text + "\n";
}

}  // namespace

int init(const std::string& folder, const std::vector<std::string>& files, const Common& common, std::ostream& out) {
    const fs::path target = fs::path{folder} / "PROJECT.toml";
    if (fs::exists(target) && !common.overwrite)
        throw Error{Kind::usage, target.string() + " 已存在；加 --overwrite 覆盖"};
    const ColumnAliases aliases = ColumnAliases::load(common.data_folder + "/columns");
    std::vector<Candidate> all;
    for (const std::string& file : files) {
        const std::string path = fs::proximate(fs::absolute(file), fs::absolute(folder)).generic_string();
        for (GuessedSource& guess : inspect(file, aliases)) {
            all.push_back({std::move(guess), path, {}});
        }
    }
    take_tables_for_supplies(all, aliases);
    for (Candidate& one : all) one.doubts = doubts_of(one);
    std::vector<Doubt> asked;
    doubt_the_whole(all, asked);
    try_reading(all, aliases, asked);

    std::string text = "# 由 mutu init 生成。以 # 存疑 开头的行请先核对。\n[project]\nname = " +
                       quoted(fs::absolute(folder).filename().string()) +
                       "\n# as_of = 2026-06-30     # 缺省为运行当天\npolicy = \"cn-hunan\"\n\n";
    for (Candidate& one : all) {
        std::stable_sort(one.doubts.begin(), one.doubts.end(), [](auto& a, auto& b) { return a.weight < b.weight; });
        text += source_text(one);
        asked.insert(asked.end(), one.doubts.begin(), one.doubts.end());
    }
    text += "[output]\nbook = \"book.gpkg\"\nledger = \"台账.xlsx\"\n";
    std::stable_sort(asked.begin(), asked.end(), [](const auto& a, const auto& b) { return a.weight < b.weight; });
    if (common.dry_run) {
        out << text;
        return 0;
    }
    fs::create_directories(folder);
    std::ofstream file{target, std::ios::binary};
    if (!(file << text) || !file.flush()) throw Error{Kind::input, "无法写入 " + target.string()};
    out << target.string() << "\n";
    for (const Doubt& doubt : asked)
        out << "存疑：" << (doubt.where.empty() ? "" : doubt.where + "：") << doubt.text << "\n";
    return 0;
}

}  // namespace mutu

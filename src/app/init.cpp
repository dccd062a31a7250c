// A first PROJECT.toml from a folder of files: roles, columns, encoding and CRS as guessed, doubts said aloud.
#include "mutu/app.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <fstream>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& text) { return json_quoted(text); }

/// What the user should look at before trusting the guess.
std::vector<std::string> doubts(const GuessedSource& source) {
    std::vector<std::string> found;
    if (source.roles.empty()) found.push_back("看不出是哪类资料，请填写 role");
    if (source.roles.size() > 1 && source.roles[0].second == source.roles[1].second)
        found.push_back("也可能是 " + std::string{name(source.roles[1].first)});
    if (source.shaped && (source.crs_from == "guessed" || source.crs_from == "none"))
        found.push_back("文件没有坐标系信息，请核对 crs");
    if (source.encoding_from == "detected") found.push_back("编码由内容判断为 " + source.encoding);
    return found;
}

std::string source_text(const GuessedSource& source, const std::string& path) {
    std::string text = "[[source]]\n";
    const bool known = !source.roles.empty();
    for (const auto& doubt : doubts(source)) text += "# 存疑：" + doubt + "\n";
    text += std::string{known ? "" : "# "} + "role = \"" +
            (known ? std::string{name(source.roles[0].first)} : "parcel") + "\"\n";
    text += std::string{known ? "" : "# "} + "path = " + quoted(path) + "\n";
    text += std::string{known ? "" : "# "} + "layer = " + quoted(source.layer) + "\n";
    if (!source.encoding.empty())
        text += "# encoding = " + quoted(source.encoding) + "   # 来自 " + source.encoding_from + "\n";
    if (source.shaped) text += "# crs = " + quoted(source.crs) + "   # 来自 " + source.crs_from + "\n";
    text += "# " + std::to_string(source.rows) + " 行；各列：\n";
    for (const GuessedColumn& column : source.columns)
        text += "#   " + half_width(column.source_column) + " → " +
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
    std::string text = "# 由 mutu init 生成。以 # 存疑 开头的行请先核对。\n[project]\nname = " +
                       quoted(fs::absolute(folder).filename().string()) +
                       "\n# as_of = 2026-06-30     # 缺省为运行当天\npolicy = \"cn-hunan\"\n\n";
    std::vector<std::string> asked;
    bool parcels = false;
    for (const std::string& file : files) {
        const std::string path = fs::proximate(fs::absolute(file), fs::absolute(folder)).generic_string();
        for (const GuessedSource& source : inspect(file, aliases)) {
            text += source_text(source, path);
            parcels = parcels || (!source.roles.empty() && source.roles[0].first == Role::parcel);
            for (const auto& doubt : doubts(source)) asked.push_back(path + " / " + source.layer + "：" + doubt);
        }
    }
    if (!parcels) asked.insert(asked.begin(), "没有认出宗地资料（parcel），run 需要至少一份");
    text += "[output]\nbook = \"book.gpkg\"\nledger = \"台账.xlsx\"\n";
    if (common.dry_run) {
        out << text;
        return 0;
    }
    fs::create_directories(folder);
    std::ofstream file{target, std::ios::binary};
    if (!(file << text) || !file.flush()) throw Error{Kind::input, "无法写入 " + target.string()};
    out << target.string() << "\n";
    for (const auto& doubt : asked) out << "存疑：" << doubt << "\n";
    return 0;
}

}  // namespace mutu

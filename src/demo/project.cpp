// The project file and the made-up pack, as a person would write them.
#include "registers.hpp"

namespace mutu::demo {
namespace {

/// A basic TOML string; the demo's texts hold neither quotes nor backslashes.
std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string source_text(const Sheet& sheet) {
    std::string text = "\n[[source]]\nrole = " + quoted(sheet.role) + "\npath = " + quoted(sheet.target.path) + '\n';
    if (sheet.target.encoding == "GBK") text += "encoding = \"GBK\"\n";
    if (!sheet.join.empty()) text += "join = " + sheet.join + '\n';
    std::string columns, constants;
    for (const Heading& heading : sheet.headings)
        if (!heading.field.empty())
            columns += (columns.empty() ? "" : ", ") + heading.field + " = " + quoted(heading.heading);
    for (const auto& [field, value] : sheet.constants)
        constants += (constants.empty() ? "" : ", ") + field + " = " + quoted(value);
    text += "columns = { " + columns + " }\n";
    if (!constants.empty()) text += "constant = { " + constants + " }\n";
    return text;
}

struct Cost {
    const char* name;
    const char* value;
    const char* unit;
    const char* title;
};

constexpr Cost costs[] = {
    {"cost_reserve", "42", "万元/亩", "收储单价（虚构）"},
    {"cost_demolish", "9", "万元/亩", "拆除平整单价（虚构）"},
    {"cost_forfeit", "1.5", "万元/亩", "无偿收回的办理费用（虚构）"},
    {"cost_far_up", "65", "万元/亩", "增容技改投入（虚构）"},
    {"cost_invest_up", "30", "万元/亩", "追加投资的扶持（虚构）"},
    {"cost_sublet", "6", "万元/亩", "转租引进的整理费用（虚构）"},
    {"cost_split", "4", "万元/亩", "分割转让的办理费用（虚构）"},
    {"cost_merge", "8", "万元/亩", "兼并重组的扶持（虚构）"},
    {"cost_expand", "38", "万元/亩", "新增园区用地的取得成本（虚构）"},
    {"cost_case", "2", "万元", "每宗处置的固定费用（虚构）"},
};

}  // namespace

std::string project_text(const Registers& all, const DemoSpec& spec) {
    std::string text =
        "# 示例项目：园区、企业、数据均为虚构，由 mutu demo 生成（parks = " + std::to_string(spec.parks) +
        "，parcels = " + std::to_string(spec.parcels) + "，seed = " + std::to_string(spec.seed) +
        "）。\n# 每宗地应有的结论见 truth.csv，园区合计见 park_truth.csv，批文余量见 approval_truth.csv，企业评价见 "
        "firm_truth.csv。\n"
        "[project]\nname = \"示例园区（虚构）\"\nas_of = " +
        as_of().iso() + "\npolicy = \"demo-policy.toml\"\n";
    for (const Sheet* sheet : all.sources()) text += source_text(*sheet);
    return text + "\n[output]\nbook = \"book.gpkg\"\nledger = \"台账.xlsx\"\n";
}

std::string policy_text() {
    std::string text =
        "# 示例政策包：只给出虚构的单价和企业评分办法，其余沿用 cn-hunan。不含任何法定数值。\n"
        "[pack]\nid = \"demo\"\ntitle = \"示例政策包（虚构）\"\nversion = \"2026-06\"\nregion = \"虚构\"\n"
        "extends = \"cn-hunan\"\n";
    for (const Cost& cost : costs)
        text += std::string{"\n[parameter."} + cost.name + "]\nvalue = " + cost.value +
                "\nunit = " + quoted(cost.unit) +
                "\nclause = \"虚构单价，无出处\"\nevidence = \"product\"\ntitle = " + quoted(cost.title) + '\n';
    return text + score_text();
}

}  // namespace mutu::demo

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
    bool national = true;  // the national pack has it, empty
};

constexpr Cost costs[] = {
    {"cost_reserve", "42", "万元/亩", "收储单价（虚构）"},
    {"cost_demolish", "9", "万元/亩", "拆除平整单价（虚构）"},
    {"cost_closure", "0.02", "1", "停产停业损失补偿占年产值的份额（虚构）"},
    {"cost_forfeit", "1.5", "万元/亩", "无偿收回的办理费用（虚构）"},
    {"cost_far_up", "65", "万元/亩", "增容技改投入（虚构）"},
    {"cost_invest_up", "30", "万元/亩", "追加投资的扶持（虚构）"},
    {"cost_sublet", "6", "万元/亩", "转租引进的整理费用（虚构）"},
    {"cost_split", "4", "万元/亩", "分割转让的办理费用（虚构）", false},
    {"cost_merge", "8", "万元/亩", "兼并重组的扶持（虚构）", false},
    {"cost_expand", "38", "万元/亩", "新增园区用地的取得成本（虚构）"},
    {"cost_cultivated", "12", "万元/亩", "耕地占补平衡费用（虚构）"},
    {"cost_case", "2", "万元", "每宗处置的固定费用（虚构）"},
    {"discount_rate", "0.05", "1", "折现率（虚构）"},
    {"uplift_share_park", "0.3", "1", "税收增量中返还园区的份额（虚构）"},
    {"uplift_share_firm", "0.1", "1", "税收增量中奖补企业的份额（虚构）"},
    {"new_tax", "15", "万元/亩", "标准地亩均税收（虚构）"},
    {"new_output", "300", "万元/亩", "标准地亩均产值（虚构）"},
    {"improve_share", "0.4", "1", "改造能补上的差距（虚构）"},
};

/// Weights and ideals that nobody set: with them the demo's parks have a score.
constexpr const char* made_up_standards = R"(
# 评价标准的权重和理想值也是虚构的，只为让示例有得分；正式评价请录入本省当年实施方案的数值。
[[standard]]
id = "industrial"
supersedes = true
title = "工业主导型评价标准（虚构）"
zone = "industrial"
clause = "虚构权重与理想值，无出处"
evidence = "product"
weights = { land_use = 0.5, benefit = 0.3, management = 0.2, development = 0.3, structure = 0.2, intensity = 0.5, input_output = 1, supervision = 1, land_supply_rate = 0.5, land_built_rate = 0.5, industrial_land_rate = 1, overall_far = 0.25, overall_density = 0.25, industrial_far = 0.25, industrial_coefficient = 0.25, industrial_investment_per_ha = 0.4, industrial_tax_per_ha = 0.6, idle_rate = 1 }
ideals = { land_supply_rate = 100, land_built_rate = 95, industrial_land_rate = 70, overall_far = 1, overall_density = 50, industrial_far = 1.2, industrial_coefficient = 60, industrial_investment_per_ha = 3000, industrial_tax_per_ha = 225 }

[[standard]]
id = "city"
supersedes = true
title = "产城融合型评价标准（虚构）"
zone = "city"
clause = "虚构权重与理想值，无出处"
evidence = "product"
weights = { land_use = 0.5, benefit = 0.3, management = 0.1, social = 0.1, development = 0.4, intensity = 0.6, input_output = 1, supervision = 1, carrying = 1, land_supply_rate = 0.5, land_built_rate = 0.5, overall_far = 0.5, overall_density = 0.5, overall_tax_per_ha = 1, idle_rate = 1, population_density = 1 }
ideals = { land_supply_rate = 100, land_built_rate = 95, overall_far = 1, overall_density = 50, overall_tax_per_ha = 200, population_density = 50 }

[[park_example]]
name = "没有理想值，潜力不算"
supersedes = true
given = { land_a = "410 公顷", land_a1 = "40 公顷", land_a2 = "260 公顷", industrial_floor_area = "221 万m²" }
expect = { structure_potential = "27.00", intensity_potential_far = "75.83" }
)";

/// Half of the year's end hangs on what other offices enter, half on growth of income.
constexpr std::pair<const char*, const char*> weights[] = {
    {"tax_per_mu", "0"}, {"gdp_per_km2", "0"},       {"income_growth", "0.5"},
    {"tax_growth", "0"}, {"industrial_growth", "0"}, {"leading_share", "0"},
    {"intensive", "0"},  {"supply_rate", "0"},       {"idle", "0"},
    {"entered", "0.5"}};

std::string weight_text() {
    std::string text = "\n# 年度综合评价的权重也是虚构的；正式考核请录入当年办法的权重，各项合计为 1。\n";
    for (const auto& [item, value] : weights)
        text += std::string{"[parameter.year_end_weight_"} + item + "]\nvalue = " + value +
                "\nclause = \"虚构权重，无出处\"\nevidence = \"product\"\nsupersedes = true\n";
    return text;
}

}  // namespace

std::string project_text(const Registers& all, const DemoSpec& spec) {
    std::string text =
        "# 示例项目：园区、企业、数据均为虚构，由 mutu demo 生成（parks = " + std::to_string(spec.parks) +
        "，parcels = " + std::to_string(spec.parcels) + "，seed = " + std::to_string(spec.seed) +
        "）。\n# 每宗地应有的结论见 truth.csv，园区合计见 park_truth.csv，批文余量见 approval_truth.csv，企业评价见 "
        "firm_truth.csv，\n# 园区指标见 indicator_truth.csv。\n"
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
                "\nclause = \"虚构单价，无出处\"\nevidence = \"product\"\ntitle = " + quoted(cost.title) + '\n' +
                (cost.national ? "supersedes = true\n" : "");
    return text + weight_text() + score_text() + made_up_standards;
}

}  // namespace mutu::demo

// The project file of `mutu admit`: what an investor proposes, every fault with its place.
#include "mutu/admit.hpp"
#include "mutu/text.hpp"

#include <array>
#include <cmath>

namespace mutu {
namespace {

constexpr std::array<std::string_view, 15> members{
    "name",    "park",           "industry_code",  "nic_version", "env_unit",
    "land_mu", "investment_wan", "tax_wan",        "output_wan",  "floor_area_m2",
    "far",     "footprint_m2",   "office_land_m2", "green_m2",    "note"};

void only_known(const Value& table) {
    for (const auto& [key, value] : table.table("[intended]")) {
        bool known = false;
        for (const std::string_view member : members) known = known || key == member;
        if (known) continue;
        const std::vector<std::string> all(members.begin(), members.end());
        const auto meant = nearest(key, all);
        value.fail("[intended] 不认识 " + key + (meant ? "，是否要写 " + *meant + "？" : "；可用：" + join(all, " ")));
    }
}

std::string text_of(const Value& table, const char* member) {
    const Value* found = table.find(member);
    if (!found) return {};
    double storage = 0;
    if (const double* number = found->number(storage)) return shortest(*number);  // 3511 as well as "3511"
    return found->text(member);
}

/// Up to this much every fen and every 1/300 m² is exact.
constexpr double largest = 1e9;

std::optional<double> figure_of(const Value& table, const char* member) {
    const Value* found = table.find(member);
    if (!found) return std::nullopt;
    if (const auto* text = found->as<std::string>(); text && is_blank(*text)) return std::nullopt;
    const double value = found->real(member);
    if (!std::isfinite(value) || value < 0 || value > largest)
        found->fail(std::string{member} + " 须是 0 到 10 亿之间的数，得到 " + shortest(value));
    return value;
}

std::optional<Area> square_metres(const Value& table, const char* member) {
    const auto value = figure_of(table, member);
    return value ? std::optional{Area::square_metres(*value)} : std::nullopt;
}

std::optional<Money> wan(const Value& table, const char* member) {
    const auto value = figure_of(table, member);
    return value ? std::optional{Money::wan(*value)} : std::nullopt;
}

}  // namespace

Intended read_intended(const Value& file) {
    const Value* table = file.find("intended");
    if (!table) file.fail("缺少 [intended]：拟入园项目的用地、投资、税收、产值、容积率与行业");
    only_known(*table);
    Intended project;
    project.name = text_of(*table, "name"), project.park_id = text_of(*table, "park");
    project.industry_code = text_of(*table, "industry_code"), project.nic_version = text_of(*table, "nic_version");
    project.env_unit = text_of(*table, "env_unit");
    if (const auto land = figure_of(*table, "land_mu")) project.land = Area::mu(*land);
    if (project.land && project.land->quanta() == 0) table->find("land_mu")->fail("land_mu 不能为 0");
    project.investment = wan(*table, "investment_wan"), project.tax = wan(*table, "tax_wan");
    project.output = wan(*table, "output_wan");
    project.floor_area = square_metres(*table, "floor_area_m2");
    project.footprint = square_metres(*table, "footprint_m2");
    project.office_land = square_metres(*table, "office_land_m2"), project.green = square_metres(*table, "green_m2");
    const auto far = figure_of(*table, "far");
    if (!far) return project;
    if (project.floor_area) table->find("far")->fail("far 与 floor_area_m2 只写一个：容积率 = 建筑面积 ÷ 用地面积");
    if (!project.land) table->find("far")->fail("写了 far 还要写 land_mu，建筑面积由两者得出");
    project.floor_area = Area::square_metres(*far * project.land->square_metres());
    return project;
}

}  // namespace mutu

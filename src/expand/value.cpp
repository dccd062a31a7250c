// What each unit of free land is worth: the land on it, how steep it is, how it lies to park, roads and plan.
#include "free_land.hpp"
#include "road_index.hpp"

#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace mutu {
namespace {

double metres_of(const Rulebook& book, const char* parameter, double otherwise) {
    const auto found = book.ratio(parameter);
    return found && found->value() > 0 ? found->value() : otherwise;
}

/// How steep each unit is at its middle; land that the heights do not cover counts as the steepest.
void value_slopes(const ExpandGround& ground, const Rulebook& book, FreeLand& land) {
    if (!ground.heights) return;
    std::vector<Xy> middles;
    middles.reserve(land.units.size());
    for (const Piece& unit : land.units) middles.push_back(unit.middle);
    const std::vector<double> slopes = slopes_at(*ground.heights, ground.plane, middles);
    constexpr int steepest = 3;
    for (std::size_t i = 0; i < slopes.size(); ++i)
        land.units[i].steep = land.units[i].area * slope_class(slopes[i], book).value_or(steepest) / double{steepest};
}

/// Prices of a 亩, by the class of land they are for; empty: of all land. False where one is not entered.
bool prices_of(const Rulebook& book, const ExpandRules& rules, std::map<std::string, double>& prices) {
    for (const CostRule& rule : rules.costs) {
        const auto price = book.ratio(rule.parameter);
        if (!price) return false;
        prices[rule.land] += price->value();
    }
    return !rules.costs.empty();
}

/// Land use of each unit: cultivated, built, its price; and m² weighted by how good the class is to build on.
std::vector<double> value_land(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                               FreeLand& land) {
    constexpr double a_mu = 2000.0 / 3;
    std::map<std::string, double> prices;
    land.priced = prices_of(book, rules, prices);
    std::vector<double> good(land.units.size(), 0);
    if (land.priced)
        for (Piece& unit : land.units) unit.cost = prices[""] * unit.area / a_mu;
    for (const Fragment& pair : overlay(land.shapes, ground.land_use)) {
        const LandClassRule* rule = land_class(rules, ground.land_systems[pair.right], ground.land_codes[pair.right]);
        if (!rule) continue;
        Piece& unit = land.units[pair.left];
        if (rule->cultivated) unit.cultivated += pair.area;
        if (rule->id == "construction") unit.built += pair.area;
        if (rule->fit) good[pair.left] += pair.area * *rule->fit;
        if (land.priced && prices.contains(rule->id)) unit.cost += prices[rule->id] * pair.area / a_mu;
    }
    double cost = 0, area = 0;
    for (const Piece& unit : land.units) cost += unit.cost, area += unit.area;
    land.cost_scale = cost > 0 ? area / cost : 0;
    return good;
}

void value_soft(const ExpandGround& ground, const ExpandRules& rules, FreeLand& land) {
    GeometryColumn soft;
    for (const ConstraintRule& rule : rules.constraints)
        for (std::uint32_t row = 0; rule.strength == Strength::soft && row < ground.constraints.rows(); ++row)
            if (ground.constraint_kinds[row] == rule.kind && !ground.constraints.null(row))
                soft.add_row(ground.constraints, row);
    const auto under = covered_area(land.shapes, soft).area;
    for (std::size_t i = 0; i < land.units.size(); ++i) land.units[i].soft = under[i];
}

void value_plan(const ExpandGround& ground, const Rulebook& book, FreeLand& land) {
    if (ground.plan.rows() == 0) return;
    auto codes = book.words("industrial_land_codes");
    for (const std::string& also : book.words("expand_plan_codes")) codes.push_back(also);
    GeometryColumn industry;
    for (std::size_t row = 0; row < ground.plan.rows(); ++row)
        if (under_any(codes, ground.plan_systems[row], ground.plan_codes[row])) industry.add_row(ground.plan, row);
    const auto under = covered_area(land.shapes, industry).area;
    for (std::size_t i = 0; i < land.units.size(); ++i) land.units[i].planned = under[i];
}

void value_roads(const ExpandGround& ground, const Rulebook& book, FreeLand& land) {
    const auto codes = book.words("expand_road_codes");
    const double reach = metres_of(book, "expand_road_reach", 1000);
    GeometryColumn roads;
    for (std::size_t row = 0; row < ground.land_use.rows(); ++row)
        if (under_any(codes, ground.land_systems[row], ground.land_codes[row])) roads.add_row(ground.land_use, row);
    land.roads = roads.rows() > 0;
    if (!land.roads) return;
    const EdgeIndex index{roads, land.frame, reach};
    parallel_for(land.units.size(), [&](std::size_t i) { land.units[i].road = index.distance(land.units[i].middle); });
}

/// One factor of suitability: its weight, and from 0 to 1 how good a unit is by it.
struct Factor {
    const char *id, *weight;
    bool known;
    std::function<double(std::size_t)> of;
};

/// Means over the factors whose layer is there; a unit that a layer does not cover counts as poor by it.
void value_fit(const ExpandGround& ground, const Rulebook& book, const std::vector<double>& good, FreeLand& land) {
    const double reach = std::max(1.0, land.reach), road_reach = metres_of(book, "expand_road_reach", 1000);
    const auto& units = land.units;
    const std::array<Factor, 5> factors{{{"land", "expand_weight_land", ground.land_use.rows() > 0,
                                          [&](std::size_t i) { return good[i] / units[i].area; }},
                                         {"slope", "expand_weight_slope", ground.heights.has_value(),
                                          [&](std::size_t i) { return 1 - units[i].steep / units[i].area; }},
                                         {"distance", "expand_weight_distance", true,
                                          [&](std::size_t i) { return 1 - std::min(1.0, units[i].distance / reach); }},
                                         {"road", "expand_weight_road", land.roads,
                                          [&](std::size_t i) { return 1 - std::min(1.0, units[i].road / road_reach); }},
                                         {"plan", "expand_weight_plan", ground.plan.rows() > 0,
                                          [&](std::size_t i) { return units[i].planned / units[i].area; }}}};
    double sum = 0;
    for (const Factor& factor : factors) {
        const auto weight = book.ratio(factor.weight);
        if (!factor.known || !weight || weight->value() <= 0) continue;
        sum += weight->value();
        land.factors.emplace_back(factor.id);
        for (std::size_t i = 0; i < units.size(); ++i)
            land.units[i].fit += weight->value() * std::clamp(factor.of(i), 0.0, 1.0);
    }
    for (Piece& unit : land.units) unit.fit = sum > 0 ? unit.fit / sum : 0;
}

}  // namespace

bool under_any(const std::vector<std::string>& beginnings, const std::string& system, const std::string& code) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& begin) {
        return (system + ":" + code).starts_with(begin) || ("*:" + code).starts_with(begin);
    });
}

void value_units(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, FreeLand& land) {
    const std::vector<double> good = value_land(ground, book, rules, land);
    value_soft(ground, rules, land);
    const auto width = book.ratio("expand_adjacent_width");
    const double beside = width ? width->value() : 0;
    parallel_for(land.units.size(), [&](std::size_t i) {
        Piece& unit = land.units[i];
        unit.distance = distance_to(ground.park, 0, unit.middle);
        if (land.sources.rows() == 0) {
            unit.near = unit.distance <= land.cell * 0.7071 + beside;
            return;
        }
        if (distance(land.shapes.box(i), ground.park.box(0)) > beside) return;
        const Range rings = land.shapes.row_rings(i);
        for (std::size_t ring = rings.begin; ring < rings.end && !unit.near; ++ring)
            for (const Xy p : land.shapes.ring(ring))
                if (distance_to(ground.park, 0, p) <= beside) {
                    unit.near = true;
                    break;
                }
    });
    value_slopes(ground, book, land);
    value_plan(ground, book, land);
    value_roads(ground, book, land);
    value_fit(ground, book, good, land);
}

}  // namespace mutu

// 调区: which of the park's own land to give up, the poorest that no parcel uses.
#include "free_land.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

GeometryColumn of_kind(const ExpandGround& ground, const std::string& kind) {
    GeometryColumn own;
    for (std::uint32_t row = 0; row < ground.constraints.rows(); ++row)
        if (ground.constraint_kinds[row] == kind && !ground.constraints.null(row)) own.add_row(ground.constraints, row);
    return own;
}

/// 不可建设土地 by the codes of the evaluation.
GeometryColumn unbuildable(const ExpandGround& ground) {
    GeometryColumn own;
    for (std::uint32_t row = 0; row < ground.land_use.rows(); ++row)
        if (ground.land_systems[row] == "KFQ" && ground.land_codes[row].starts_with('C') && !ground.land_use.null(row))
            own.add_row(ground.land_use, row);
    return own;
}

/// m² of each unit that the park may not build on at all: under hard layers, or beyond those that must contain it.
std::vector<double> barred(const ExpandGround& ground, const ExpandRules& rules, const FreeLand& land) {
    std::vector<double> sum = covered_area(land.shapes, unbuildable(ground)).area;
    for (const ConstraintRule& rule : rules.constraints) {
        if (rule.strength != Strength::hard) continue;
        const GeometryColumn own = of_kind(ground, rule.kind);
        if (own.rows() == 0) continue;
        const auto under = covered_area(land.shapes, own).area;
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += rule.inside ? land.units[i].area - under[i] : under[i];
    }
    return sum;
}

/// What lies over the land that goes, by kind; nothing that covers less than a square metre.
std::vector<std::pair<std::string, Area>> reasons(const ExpandGround& ground, const ExpandRules& rules,
                                                  const GeometryColumn& land) {
    std::vector<std::pair<std::string, Area>> found;
    const auto add = [&](const std::string& kind, const GeometryColumn& own, bool inside) {
        if (own.rows() == 0) return;
        const GeometryColumn beyond = difference(land, own);
        const Area area = measured(ground, inside ? beyond : difference(land, beyond))[0];
        if (area >= Area::square_metres(1)) found.emplace_back(kind, area);
    };
    for (const ConstraintRule& rule : rules.constraints)
        if (rule.strength != Strength::information) add(rule.kind, of_kind(ground, rule.kind), rule.inside);
    add("barred", unbuildable(ground), false);
    return found;
}

Area largest_piece(const FreeLand& land) {
    const std::vector<std::uint32_t> piece = pieces_of(land);
    std::map<std::uint32_t, double> areas;
    double most = 0;
    for (std::size_t unit = 0; unit < piece.size(); ++unit)
        most = std::max(most, areas[piece[unit]] += land.units[unit].area);
    return Area::square_metres(most);
}

}  // namespace

FreeLand poor_land_of(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, Area area) {
    FreeLand land;
    land.reach = 1e9;  // nowhere in the park is far from it
    const auto most = book.ratio("expand_search_cells");
    Box frame = ground.park.box(0);
    frame.min_x -= 1, frame.min_y -= 1, frame.max_x += 1, frame.max_y += 1;
    lay_grid(frame, std::sqrt(area.square_metres() / 400), most ? most->value() : 50'000, land);
    frame = land.frame;
    frame.min_x -= 1, frame.min_y -= 1, frame.max_x += 1, frame.max_y += 1;
    land.blocked = difference(box_shape(frame), ground.park);
    for (std::size_t row = 0; row < ground.in_use.rows(); ++row) land.blocked.add_row(ground.in_use, row);
    cut_cells(land);
    link_units(land);
    value_units(ground, book, rules, land);
    const std::vector<double> hard = barred(ground, rules, land);
    for (std::size_t i = 0; i < land.units.size(); ++i) {
        Piece& unit = land.units[i];
        unit.fit = 1 - unit.fit * std::clamp(1 - (hard[i] + unit.soft) / unit.area, 0.0, 1.0);  // the poorer the better
        unit.cultivated = unit.soft = unit.built = unit.steep = unit.cost = 0;
    }
    land.cost_scale = 0;
    return land;
}

PoorLand search_poor_land(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, Area area,
                          std::uint64_t seed) {
    PoorLand found;
    found.land.add_null();
    const FreeLand land = poor_land_of(ground, book, rules, area);
    found.largest = largest_piece(land);
    const SearchRequest request{.area = area, .seed = seed};
    const double scale = mutu::area(ground.park, 0) / std::max(1.0, measured(ground, ground.park)[0].square_metres());
    bool stopped = false;
    std::vector<Region> regions = grow_regions(land, area.square_metres() * scale, request, stopped);
    std::stable_sort(regions.begin(), regions.end(), [](const Region& a, const Region& b) {
        return std::pair{-a.fit, -a.compactness} < std::pair{-b.fit, -b.compactness};
    });
    const std::size_t pieces = ground.park.parts(0).size();
    for (const Region& region : regions) {
        const GeometryColumn out = land_of(land, region, ground, request);
        if (out.null(0)) continue;
        const GeometryColumn rest = difference(ground.park, out);
        if (rest.null(0) || rest.parts(0).size() > pieces) continue;  // it would cut the park in two
        found.land = out, found.suitability = 1 - region.fit, found.under = reasons(ground, rules, out);
        break;
    }
    return found;
}

}  // namespace mutu

// The search from end to end: free land, regions, those that differ, and what was refused.
#include "free_land.hpp"

#include "mutu/text.hpp"
#include "mutu/topology.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

/// By front, then by the mean rank in everything that counts: a fixed order, the most rounded answer first.
std::vector<std::size_t> in_order(const std::vector<Region>& regions, const std::vector<int>& fronts) {
    std::vector<double> ranks(regions.size(), 0);
    const auto rank_by = [&](auto value) {
        for (std::size_t i = 0; i < regions.size(); ++i)
            for (std::size_t j = 0; j < regions.size(); ++j) ranks[i] += value(regions[j]) < value(regions[i]) ? 1 : 0;
    };
    rank_by([](const Region& one) { return one.cultivated; });
    rank_by([](const Region& one) { return one.soft; });
    rank_by([](const Region& one) { return one.steep; });
    rank_by([](const Region& one) { return -one.compactness; });
    rank_by([](const Region& one) { return one.distance; });
    rank_by([](const Region& one) { return one.cost; });
    rank_by([](const Region& one) { return -one.fit; });
    std::vector<std::size_t> order(regions.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair{fronts[a], ranks[a]} < std::pair{fronts[b], ranks[b]};
    });
    return order;
}

/// In what no other of the chosen is better, where the regions differ in it at all.
std::string best_in(const std::vector<Region>& regions, const std::vector<std::size_t>& chosen, const Region& own) {
    std::vector<std::string> words;
    const auto least = [&](const char* name, auto value) {
        bool best = true, differ = false;
        for (const std::size_t other : chosen) best = best && value(regions[other]) >= value(own);
        for (const Region& other : regions) differ = differ || value(other) > value(own);
        if (best && differ) words.emplace_back(name);
    };
    least("cultivated", [](const Region& one) { return one.cultivated; });
    least("soft", [](const Region& one) { return one.soft; });
    least("steep", [](const Region& one) { return one.steep; });
    least("compactness", [](const Region& one) { return -one.compactness; });
    least("distance", [](const Region& one) { return one.distance; });
    least("cost", [](const Region& one) { return one.cost; });
    least("suitability", [](const Region& one) { return -one.fit; });
    return join(words, ";");
}

constexpr std::size_t enough = 3;  // alternatives that a search owes

/// Regions that differ by at least so much, first come first; outlines are made only of those.
void choose(const FreeLand& land, const ExpandGround& ground, const SearchRequest& request,
            const std::vector<Region>& regions, FoundLand& out) {
    const std::vector<int> fronts = fronts_of(regions);
    const auto order = in_order(regions, fronts);
    std::vector<std::optional<GeometryColumn>> made(regions.size());
    for (const double least : {0.5, 0.3, 0.2, 0.1, 0.05}) {
        std::vector<std::size_t> chosen;
        for (const std::size_t i : order) {
            if (chosen.size() == request.most) break;
            if (std::any_of(chosen.begin(), chosen.end(),
                            [&](std::size_t j) { return apart(land, regions[i], regions[j]) < least; }))
                continue;
            if (!made[i]) made[i] = land_of(land, regions[i], ground, request);
            if (!made[i]->null(0)) chosen.push_back(i);
        }
        if (chosen.size() < enough && least > 0.05) continue;
        out.least_apart = least;
        for (const std::size_t i : chosen) {
            FoundRegion found{.land = *made[i], .front = fronts[i], .best_in = best_in(regions, chosen, regions[i])};
            found.soft_m2 = regions[i].soft, found.distance_m = regions[i].distance;
            found.steepness = regions[i].steep / regions[i].area;
            if (!land.factors.empty()) found.suitability = regions[i].fit;
            if (land.roads) found.road_m = regions[i].road;
            for (const std::size_t j : chosen)
                if (j != i) found.apart = std::min(found.apart, apart(land, regions[i], regions[j]));
            out.regions.push_back(std::move(found));
        }
        return;
    }
}

void refuse(const ExpandGround& ground, const std::string& code, const std::string& name, const std::string& because,
            const GeometryColumn& shape, FoundLand& out) {
    const Area size = measured(ground, shape)[0];
    if (size == Area{}) return;
    out.refused.push_back({code, name, because, size});
    out.refused_shapes.add_row(shape, 0);
}

/// What every hard shape takes of the land that was looked at, the park's own left aside.
void refuse_constraints(const FreeLand& land, const ExpandGround& ground, const ExpandRules& rules,
                        const GeometryColumn& closed, FoundLand& out) {
    const GeometryColumn frame = difference(box_shape(land.frame), ground.park);
    const auto within = [&](const GeometryColumn& column, std::size_t row) {
        GeometryColumn both = frame;
        both.add_row(column, row);
        return shared_land(both, {{0, 1, 0}});
    };
    for (const ConstraintRule& rule : rules.constraints) {
        if (rule.strength != Strength::hard) continue;
        GeometryColumn own;
        for (std::uint32_t row = 0; row < ground.constraints.rows(); ++row) {
            if (ground.constraint_kinds[row] != rule.kind || ground.constraints.null(row)) continue;
            own.add_row(ground.constraints, row);
            if (!rule.inside && ground.constraints.box(row).meets(land.frame))
                refuse(ground, rule.kind, ground.constraint_names[row], "硬性管控要素，不得压占",
                       within(ground.constraints, row), out);
        }
        if (rule.inside && own.rows() > 0) refuse(ground, rule.kind, "", "在范围以外", difference(frame, own), out);
    }
    for (std::size_t row = 0; row < ground.other_parks.rows(); ++row)
        if (ground.other_parks.box(row).meets(land.frame))
            refuse(ground, "other_park", "", "属于其他园区", within(ground.other_parks, row), out);
    for (std::size_t row = 0; row < closed.rows(); ++row)
        if (!closed.null(row)) refuse(ground, "closed", "", "本次调出的土地", within(closed, row), out);
}

/// Land on which no 图斑 is drawn is no cell.
void refuse_unsurveyed(const FreeLand& land, const ExpandGround& ground, FoundLand& out) {
    const GeometryColumn bare = difference(difference(box_shape(land.frame), ground.land_use), land.blocked);
    if (!bare.null(0)) refuse(ground, "not_surveyed", "", "没有地类图斑", bare, out);
}

/// Connected free land that cannot hold one block, or that no growing reaches because it lies apart from the park.
void refuse_pieces(const FreeLand& land, const ExpandGround& ground, const SearchRequest& request, FoundLand& out) {
    const std::vector<std::uint32_t> piece = pieces_of(land);
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t unit = 0; unit < piece.size(); ++unit) members[piece[unit]].push_back(unit);
    const Area block = Area::quanta(request.area.quanta() / request.blocks);
    for (const auto& [first, units] : members) {
        double flat = 0;
        bool near = false;
        for (const std::uint32_t unit : units) flat += land.units[unit].area, near = near || land.units[unit].near;
        const bool small = flat < 0.98 * block.square_metres();
        if (!small && near && flat <= out.largest.square_metres()) continue;
        const GeometryColumn shape = united(rows_of(land.shapes, units));
        const Area size = measured(ground, shape)[0];
        out.largest = std::max(out.largest, size);
        if (small)
            refuse(ground, "too_small", "", "连片面积不足一个区块的 " + fixed(block.mu(), 2) + " 亩", shape, out);
        else if (!near)
            refuse(ground, "apart", "", "不与园区相邻", shape, out);
    }
}

void keep_cells(const FreeLand& land, const ExpandGround& ground, FoundLand& out) {
    for (const Piece& unit : land.units) {
        FoundCell cell{.area_m2 = unit.area, .suitability = unit.fit, .cultivated_m2 = unit.cultivated};
        cell.soft_m2 = unit.soft, cell.distance_m = unit.distance;
        if (land.priced) cell.cost_wan = unit.cost;
        if (ground.heights) cell.steepness = unit.steep / unit.area;
        if (land.roads) cell.road_m = unit.road;
        if (ground.plan.rows() > 0) cell.planned_m2 = unit.planned;
        out.cell_list.push_back(cell);
    }
    out.cell_shapes = land.shapes;
}

}  // namespace

FoundLand search_land(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                      const SearchRequest& request) {
    FoundLand out;
    if (request.cells != CellKind::grid && ground.land_use.rows() == 0)
        throw Error{Kind::refused,
                    "此处没有地类图斑（role = \"landuse\"），不能以图斑为单元选址；请加入图层，或改用格网"};
    const FreeLand land = free_land_of(ground, book, rules, request);
    out.factors = land.factors, out.priced = land.priced;
    if (request.keep_cells) keep_cells(land, ground, out);
    out.cell = land.cell, out.reach = land.reach;
    out.cells = std::size_t{land.columns} * land.lines, out.units = land.units.size();
    refuse_constraints(land, ground, rules, request.closed, out);
    if (request.cells != CellKind::grid) refuse_unsurveyed(land, ground, out);
    refuse_pieces(land, ground, request, out);
    // Growing counts on the plane; a square metre of it is a little more or less on the ellipsoid.
    const double scale = area(ground.park, 0) / std::max(1.0, measured(ground, ground.park)[0].square_metres());
    const std::vector<Region> regions = grow_regions(land, request.area.square_metres() * scale, request, out.stopped);
    out.grown = regions.size();
    choose(land, ground, request, regions, out);
    return out;
}

}  // namespace mutu

// A region of cells as land with an outline: cells together, forbidden land out, trimmed to the asked area.
#include "free_land.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr double too_little = 0.98;  // of the asked area: what falls below is no answer

void add_box(GeometryColumn& column, const Box& box) {
    for (const Xy p :
         {Xy{box.min_x, box.min_y}, Xy{box.max_x, box.min_y}, Xy{box.max_x, box.max_y}, Xy{box.min_x, box.max_y}})
        column.add_point(p);
    column.end_ring(), column.end_part(), column.end_row();
}

/// Only the largest pieces, so many of them; they are what was grown, the rest are scraps of cut cells.
GeometryColumn largest(const GeometryColumn& shape, std::size_t count) {
    const GeometryColumn pieces = exploded(shape, 0);
    std::vector<std::uint32_t> order(pieces.rows());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return area(pieces, a) > area(pieces, b); });
    order.resize(std::min(order.size(), count));
    return united_or_null(rows_of(pieces, order));
}

using Trims = std::map<std::uint32_t, Box>;  // cell → what is kept of it

/// A whole cell that lies at the rim on one side and leans on the region on the opposite one.
struct Rim {
    std::uint32_t unit = 0;
    CellSide side = west;
};

constexpr CellSide opposite(CellSide side) {
    switch (side) {
    case west: return east;
    case east: return west;
    case south: return north;
    case north: return south;
    }
    return west;
}

/// The rim cell farthest from the park: what is trimmed there is missed least.
std::optional<Rim> rim_of(const FreeLand& land, const Region& region, const Trims& trims) {
    std::optional<Rim> best;
    for (const std::uint32_t unit : region.units) {
        const Piece& own = land.units[unit];
        if (!own.whole || trims.contains(own.cell)) continue;
        std::array<bool, 4> leans{};
        for (const PieceLink& link : land.links[unit])
            leans[link.side] =
                leans[link.side] || std::binary_search(region.units.begin(), region.units.end(), link.to);
        for (const CellSide side : {west, east, south, north})
            if (!leans[side] && leans[opposite(side)] && (!best || own.distance > land.units[best->unit].distance))
                best = Rim{unit, side};
    }
    return best;
}

Box trimmed(Box box, CellSide side, double by) {
    switch (side) {
    case west: box.min_x += by; break;
    case east: box.max_x -= by; break;
    case south: box.min_y += by; break;
    case north: box.max_y -= by; break;
    }
    return box;
}

GeometryColumn outline(const FreeLand& land, const Region& region, std::size_t pieces, const Trims& trims) {
    GeometryColumn boxes;
    auto last = static_cast<std::uint32_t>(-1);
    for (const std::uint32_t unit : region.units) {
        const std::uint32_t cell = land.units[unit].cell;
        if (cell == last) continue;  // two pieces of one cell; units are in the order of cells
        last = cell;
        const auto trim = trims.find(cell);
        add_box(boxes, trim == trims.end() ? land.box_of(cell) : trim->second);
    }
    return largest(difference(united(boxes), land.blocked), pieces);
}

/// Land without holes that are only crumbs left lying between 图斑; those with forbidden land come back afterwards.
GeometryColumn without_crumbs(const GeometryColumn& shape, double least) {
    GeometryColumn whole;
    const Range parts = shape.parts(0);
    for (std::size_t part = parts.begin; part < parts.end; ++part) {
        const Range rings = shape.rings(part);
        for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
            GeometryColumn alone;
            for (const Xy p : shape.ring(ring)) alone.add_point(p);
            alone.end_ring(), alone.end_part(), alone.end_row();
            if (ring > rings.begin && area(alone, 0) < least) continue;
            for (const Xy p : shape.ring(ring)) whole.add_point(p);
            whole.end_ring();
        }
        whole.end_part();
    }
    whole.end_row();
    return whole;
}

/// 图斑 are taken whole: nothing is trimmed off them but forbidden land.
GeometryColumn outline_of_parcels(const FreeLand& land, const Region& region, std::size_t pieces) {
    std::vector<std::uint32_t> sources;
    for (const std::uint32_t unit : region.units)
        if (sources.empty() || sources.back() != land.units[unit].cell) sources.push_back(land.units[unit].cell);
    const GeometryColumn whole = united_or_null(rows_of(land.sources, sources));
    const double crumb = least_piece * land.cell * land.cell;
    return largest(difference(without_crumbs(whole, crumb), land.blocked), pieces);
}

/// Strips off the rim, each a good part of a cell at most, until so much is gone.
Trims trims_of(const FreeLand& land, const Region& region, double surplus) {
    constexpr double most = 0.9;  // of a cell
    Trims trims;
    while (surplus > 0) {
        const auto rim = rim_of(land, region, trims);
        if (!rim) break;
        const std::uint32_t cell = land.units[rim->unit].cell;
        const double strip = std::min(surplus / land.cell, most * land.cell);
        trims[cell] = trimmed(land.box_of(cell), rim->side, strip);
        surplus -= strip * land.cell;
    }
    return trims;
}

}  // namespace

GeometryColumn land_of(const FreeLand& land, const Region& region, const ExpandGround& ground,
                       const SearchRequest& request) {
    const auto pieces = static_cast<std::size_t>(request.blocks);
    const bool by_parcels = land.sources.rows() > 0;
    GeometryColumn shape = by_parcels ? outline_of_parcels(land, region, pieces) : outline(land, region, pieces, {});
    const double asked = request.area.square_metres(), flat = area(shape, 0);
    const double held = measured(ground, shape)[0].square_metres();
    GeometryColumn none;
    none.add_null();
    if (held < too_little * asked || shape.parts(0).size() != pieces) return none;
    const double surplus = held > 0 ? (held - asked) * flat / held : 0;  // on the plane
    if (surplus <= 0 || by_parcels) return shape;
    const GeometryColumn smaller = outline(land, region, pieces, trims_of(land, region, surplus));
    return smaller.parts(0).size() == pieces ? smaller : shape;
}

}  // namespace mutu

// The grid, what is taken out of it, and how its pieces hang together.
#include "free_land.hpp"

#include "mutu/grow.hpp"
#include "mutu/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace mutu {
namespace {

constexpr double cells_of_a_region = 400;   // so many cells make up the asked land: its edge is then as fine as 0.25 %
constexpr double parcels_of_a_region = 25;  // no 图斑 is taken whole that would overshoot the asked land by more
constexpr double on_line = 1e-6;            // metres within which a cut edge lies on the grid's line

Box wider_by(Box box, double metres) {
    box.min_x -= metres, box.min_y -= metres, box.max_x += metres, box.max_y += metres;
    return box;
}

/// Hard layers with a margin, what lies beyond those that must contain the land, and the parks themselves.
void block(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, FreeLand& land) {
    const auto margin = book.ratio("expand_clearance");
    const Box wider = wider_by(land.frame, 1);
    GeometryColumn forbidden;
    for (const ConstraintRule& rule : rules.constraints) {
        if (rule.strength != Strength::hard) continue;
        GeometryColumn own;
        for (std::uint32_t row = 0; row < ground.constraints.rows(); ++row)
            if (ground.constraint_kinds[row] == rule.kind && !ground.constraints.null(row) &&
                (rule.inside || ground.constraints.box(row).meets(wider)))
                own.add_row(ground.constraints, row);
        if (own.rows() == 0) continue;  // a missing layer blocks nothing; the test says that it is missing
        if (rule.inside) own = difference(box_shape(wider), own);
        for (std::size_t row = 0; row < own.rows(); ++row) forbidden.add_row(own, row);
    }
    land.blocked = grown(forbidden, margin ? margin->value() : 0);
    land.blocked.add_row(ground.park, 0);
    for (std::size_t row = 0; row < ground.other_parks.rows(); ++row)
        if (ground.other_parks.box(row).meets(wider)) land.blocked.add_row(ground.other_parks, row);
}

using Stretches = std::vector<std::pair<double, double>>;

/// Where a unit's outline runs along one side of its cell.
Stretches along(const FreeLand& land, std::uint32_t unit, CellSide side) {
    const Box box = land.box_of(land.units[unit].cell);
    const bool upright = side == west || side == east;
    const double line = side == west ? box.min_x : side == east ? box.max_x : side == south ? box.min_y : box.max_y;
    Stretches found;
    const Range rings = land.shapes.row_rings(unit);
    for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
        const auto points = land.shapes.ring(ring);
        for (std::size_t i = 1; i < points.size(); ++i) {
            const double a = upright ? points[i - 1].x : points[i - 1].y, b = upright ? points[i].x : points[i].y;
            if (std::fabs(a - line) > on_line || std::fabs(b - line) > on_line) continue;
            const double from = upright ? points[i - 1].y : points[i - 1].x, to = upright ? points[i].y : points[i].x;
            found.emplace_back(std::min(from, to), std::max(from, to));
        }
    }
    return found;
}

double shared_length(const Stretches& a, const Stretches& b) {
    double length = 0;
    for (const auto& [from, to] : a)
        for (const auto& [begin, end] : b) length += std::max(0.0, std::min(to, end) - std::max(from, begin));
    return length;
}

}  // namespace

GeometryColumn box_shape(const Box& box) {
    GeometryColumn column;
    for (const Xy p :
         {Xy{box.min_x, box.min_y}, Xy{box.max_x, box.min_y}, Xy{box.max_x, box.max_y}, Xy{box.min_x, box.max_y}})
        column.add_point(p);
    column.end_ring(), column.end_part(), column.end_row();
    return column;
}

void lay_grid(const Box& frame, double fine, double most_cells, FreeLand& land) {
    const double wide = frame.max_x - frame.min_x, high = frame.max_y - frame.min_y;
    const double coarse = std::sqrt(wide * high / most_cells);
    land.cell = std::max(1.0, std::ceil(std::max(fine, coarse)));  // whole metres: grid lines are exact
    land.frame.min_x = std::floor(frame.min_x), land.frame.min_y = std::floor(frame.min_y);
    land.columns = static_cast<std::uint32_t>(std::ceil(wide / land.cell));
    land.lines = static_cast<std::uint32_t>(std::ceil(high / land.cell));
    land.frame.max_x = land.frame.min_x + land.columns * land.cell;
    land.frame.max_y = land.frame.min_y + land.lines * land.cell;
}

void add_unit(FreeLand& land, std::uint32_t cell, const GeometryColumn& shapes, std::size_t row, bool whole) {
    Piece unit{.cell = cell, .whole = whole};
    unit.area = area(shapes, row), unit.outline = perimeter(shapes, row), unit.side = land.cell;
    const Box box = shapes.box(row);
    unit.middle = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    land.units.push_back(unit);
    land.shapes.add_row(shapes, row);
}

void cut_cells(FreeLand& land) {
    GeometryColumn cells;
    const std::uint32_t count = land.columns * land.lines;
    for (std::uint32_t cell = 0; cell < count; ++cell) cells.add_row(box_shape(land.box_of(cell)), 0);
    const Covered covered = covered_area(cells, land.blocked);
    const double full = land.cell * land.cell;
    std::vector<std::uint32_t> cut;
    for (std::uint32_t cell = 0; cell < count; ++cell)
        if (covered.area[cell] > 0 && full - covered.area[cell] >= least_piece * full) cut.push_back(cell);
    const GeometryColumn left = difference(rows_of(cells, cut), land.blocked);
    std::size_t next = 0;
    for (std::uint32_t cell = 0; cell < count; ++cell) {
        if (covered.area[cell] == 0) add_unit(land, cell, cells, cell, true);
        if (next == cut.size() || cut[next] != cell) continue;
        const GeometryColumn pieces = exploded(left, next++);
        for (std::size_t piece = 0; piece < pieces.rows(); ++piece)
            if (area(pieces, piece) >= least_piece * full) add_unit(land, cell, pieces, piece, false);
    }
}

void link_units(FreeLand& land) {
    land.links.resize(land.units.size());
    std::vector<std::vector<std::uint32_t>> of_cell(std::size_t{land.columns} * land.lines);
    for (std::uint32_t unit = 0; unit < land.units.size(); ++unit) of_cell[land.units[unit].cell].push_back(unit);
    const double least = std::min(least_link, land.cell / 2);
    const auto link = [&](std::uint32_t cell, std::uint32_t beside, CellSide side, CellSide back) {
        for (const std::uint32_t a : of_cell[cell])
            for (const std::uint32_t b : of_cell[beside]) {
                const bool both = land.units[a].whole && land.units[b].whole;
                const double length = both ? land.cell : shared_length(along(land, a, side), along(land, b, back));
                if (length < least) continue;
                land.links[a].push_back({b, length, side}), land.links[b].push_back({a, length, back});
            }
    };
    for (std::uint32_t line = 0; line < land.lines; ++line)
        for (std::uint32_t column = 0; column < land.columns; ++column) {
            const std::uint32_t cell = line * land.columns + column;
            if (column + 1 < land.columns) link(cell, cell + 1, east, west);
            if (line + 1 < land.lines) link(cell, cell + land.columns, north, south);
        }
}

Box FreeLand::box_of(std::uint32_t cell_index) const {
    const std::uint32_t column = cell_index % columns, line = cell_index / columns;
    const double x = frame.min_x + cell * column, y = frame.min_y + cell * line;
    return {x, y, x + cell, y + cell};
}

double search_reach(const Rulebook& book, const SearchRequest& request) {
    const auto most = book.ratio("expand_search_reach");
    const double wanted = std::max(500.0, 2 * std::sqrt(request.area.square_metres()));
    return most ? std::min(wanted, most->value()) : wanted;
}

FreeLand free_land_of(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                      const SearchRequest& request) {
    const bool by_parcels = request.cells != CellKind::grid;
    FreeLand land;
    land.reach = search_reach(book, request);
    const double asked = request.area.square_metres();
    const auto most = book.ratio("expand_search_cells");
    const double cells = by_parcels ? parcels_of_a_region : cells_of_a_region;
    lay_grid(wider_by(ground.park.box(0), land.reach),
             std::sqrt(asked / std::max(cells, (by_parcels ? 10.0 : 150.0) * request.blocks)),
             most ? most->value() : 50'000, land);
    block(ground, book, rules, land);
    if (request.closed.rows() > 0) land.blocked.add_row(request.closed, 0);
    if (by_parcels) {
        cut_parcels(ground, book, request.cells == CellKind::blocks, land);
    } else {
        cut_cells(land);
        link_units(land);
    }
    value_units(ground, book, rules, land);
    return land;
}

}  // namespace mutu

// The grid, what is taken out of it, and how its pieces hang together.
#include "free_land.hpp"

#include "mutu/grow.hpp"
#include "mutu/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace mutu {
namespace {

constexpr double cells_of_a_region = 400;  // so many cells make up the asked land: its edge is then as fine as 0.25 %
constexpr double least_piece = 0.05;       // of a cell; smaller pieces are left lying
constexpr double on_line = 1e-6;           // metres within which a cut edge lies on the grid's line
constexpr double least_link = 5;           // metres: land that hangs together by less is not connected

GeometryColumn box_shape(const Box& box) {
    GeometryColumn column;
    for (const Xy p :
         {Xy{box.min_x, box.min_y}, Xy{box.max_x, box.min_y}, Xy{box.max_x, box.max_y}, Xy{box.min_x, box.max_y}})
        column.add_point(p);
    column.end_ring(), column.end_part(), column.end_row();
    return column;
}

void lay_grid(const Box& park, const Rulebook& book, const SearchRequest& request, FreeLand& land) {
    const double asked = request.area.square_metres();
    const auto most = book.ratio("expand_search_cells");
    land.reach = search_reach(book, request);
    Box frame = park;
    frame.min_x -= land.reach, frame.min_y -= land.reach, frame.max_x += land.reach, frame.max_y += land.reach;
    const double wide = frame.max_x - frame.min_x, high = frame.max_y - frame.min_y;
    const double fine = std::sqrt(asked / std::max(cells_of_a_region, 150.0 * request.blocks));
    const double coarse = std::sqrt(wide * high / (most ? most->value() : 50'000));
    land.cell = std::max(1.0, std::ceil(std::max(fine, coarse)));  // whole metres: grid lines are exact
    land.frame.min_x = std::floor(frame.min_x), land.frame.min_y = std::floor(frame.min_y);
    land.columns = static_cast<std::uint32_t>(std::ceil(wide / land.cell));
    land.lines = static_cast<std::uint32_t>(std::ceil(high / land.cell));
    land.frame.max_x = land.frame.min_x + land.columns * land.cell;
    land.frame.max_y = land.frame.min_y + land.lines * land.cell;
}

/// Hard layers with a margin, what lies beyond those that must contain the land, and the parks themselves.
void block(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, FreeLand& land) {
    const auto margin = book.ratio("expand_clearance");
    Box wider = land.frame;
    wider.min_x -= 1, wider.min_y -= 1, wider.max_x += 1, wider.max_y += 1;
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

void add_unit(FreeLand& land, std::uint32_t cell, const GeometryColumn& shapes, std::size_t row, bool whole) {
    Piece unit{.cell = cell, .whole = whole};
    unit.area = area(shapes, row), unit.outline = perimeter(shapes, row);
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

using Stretches = std::vector<std::pair<double, double>>;

/// Where a unit's outline runs along one side of its cell.
Stretches along(const FreeLand& land, std::uint32_t unit, Side side) {
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

void link_units(FreeLand& land) {
    land.links.resize(land.units.size());
    std::vector<std::vector<std::uint32_t>> of_cell(std::size_t{land.columns} * land.lines);
    for (std::uint32_t unit = 0; unit < land.units.size(); ++unit) of_cell[land.units[unit].cell].push_back(unit);
    const double least = std::min(least_link, land.cell / 2);
    const auto link = [&](std::uint32_t cell, std::uint32_t beside, Side side, Side back) {
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

double distance_to(const GeometryColumn& shape, Xy p) {
    double best = std::numeric_limits<double>::infinity();
    const Range rings = shape.row_rings(0);
    for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
        const auto points = shape.ring(ring);
        for (std::size_t i = 1; i < points.size(); ++i) {
            const Xy a = points[i - 1], d{points[i].x - a.x, points[i].y - a.y};
            const double square = d.x * d.x + d.y * d.y;
            const double t = square > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / square, 0.0, 1.0) : 0.0;
            best = std::min(best, std::hypot(p.x - a.x - t * d.x, p.y - a.y - t * d.y));
        }
    }
    return best;
}

/// How steep each unit is at its middle; land that the heights do not cover counts as the steepest.
void value_slopes(const ExpandGround& ground, const Rulebook& book, FreeLand& land) {
    if (!ground.heights) return;
    std::vector<Xy> middles;
    for (const Piece& unit : land.units) middles.push_back(unit.middle);
    const std::vector<double> slopes = slopes_at(*ground.heights, ground.plane, middles);
    constexpr int steepest = 3;
    for (std::size_t i = 0; i < slopes.size(); ++i)
        land.units[i].steep = land.units[i].area * slope_class(slopes[i], book).value_or(steepest) / double{steepest};
}

/// Figures of each unit: land use, soft constraints, how it lies to the park.
void value_units(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, FreeLand& land) {
    for (const Fragment& pair : overlay(land.shapes, ground.land_use)) {
        const LandClassRule* rule = land_class(rules, ground.land_systems[pair.right], ground.land_codes[pair.right]);
        if (rule && rule->cultivated) land.units[pair.left].cultivated += pair.area;
        if (rule && rule->id == "construction") land.units[pair.left].built += pair.area;
    }
    GeometryColumn soft;
    for (const ConstraintRule& rule : rules.constraints)
        for (std::uint32_t row = 0; rule.strength == Strength::soft && row < ground.constraints.rows(); ++row)
            if (ground.constraint_kinds[row] == rule.kind && !ground.constraints.null(row))
                soft.add_row(ground.constraints, row);
    const auto under = covered_area(land.shapes, soft).area;
    const auto width = book.ratio("expand_adjacent_width");
    parallel_for(land.units.size(), [&](std::size_t i) {
        Piece& unit = land.units[i];
        unit.soft = under[i];
        unit.distance = distance_to(ground.park, unit.middle);
        unit.near = unit.distance <= land.cell * 0.7071 + (width ? width->value() : 0);
    });
    value_slopes(ground, book, land);
}

}  // namespace

Box FreeLand::box_of(std::uint32_t cell_index) const {
    const double x = frame.min_x + cell * (cell_index % columns), y = frame.min_y + cell * (cell_index / columns);
    return {x, y, x + cell, y + cell};
}

double search_reach(const Rulebook& book, const SearchRequest& request) {
    const auto most = book.ratio("expand_search_reach");
    const double wanted = std::max(500.0, 2 * std::sqrt(request.area.square_metres()));
    return most ? std::min(wanted, most->value()) : wanted;
}

FreeLand free_land_of(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                      const SearchRequest& request) {
    FreeLand land;
    lay_grid(ground.park.box(0), book, request, land);
    block(ground, book, rules, land);
    cut_cells(land);
    link_units(land);
    value_units(ground, book, rules, land);
    return land;
}

}  // namespace mutu

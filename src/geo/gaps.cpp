// Uncovered land between the rows of a layer. Open edges, run backwards, go around it: loops to the left are pockets,
// loops to the right are outlines. A crack that opens to the outside lies in no pocket; it is what closing two outlines
// by the width of a gap would fill.
#include "loops.hpp"

#include "mutu/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace mutu {
namespace {

void add_loop(GeometryColumn& column, const Loop& loop, const EdgeMatch& match) {
    for (const GridPoint p : loop.points) column.add_point(match.at(p));
    column.end_ring();
    column.end_part();
    column.end_row();
}

/// Each part of a row as a row.
void split(const GeometryColumn& column, std::size_t row, GeometryColumn& into) {
    const Range parts = column.parts(row);
    for (std::size_t p = parts.begin; p < parts.end; ++p) {
        const Range rings = column.rings(p);
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            for (const Xy point : column.ring(r)) into.add_point(point);
            into.end_ring();
        }
        into.end_part();
        into.end_row();
    }
}

struct Found {
    std::vector<Gap>& gaps;
    GeometryColumn& shapes;

    void add(const GeometryColumn& from, std::size_t row, std::size_t left, std::size_t right, bool hole) {
        gaps.push_back(
            {.row = left, .other = right, .area = area(from, row), .width = mean_width(from, row), .hole = hole});
        shapes.add_row(from, row);
    }
};

/// Pockets without the land of rows inside them, part by part.
void enclosed(const Layer& layer, const EdgeMatch& match, const std::vector<Loop>& loops, const TopologyLimits& limits,
              Found found) {
    GeometryColumn pockets;
    std::vector<const Loop*> of;
    for (const Loop& loop : loops)
        if (loop.area >= limits.gap_area) add_loop(pockets, loop, match), of.push_back(&loop);
    std::vector<double> covered(of.size(), 0);
    for (const Fragment& shared : fragments(Layer{pockets}, layer, nullptr)) covered[shared.left] += shared.area;
    GeometryColumn thin;  // the others are wide whatever lies in them
    std::vector<const Loop*> of_thin;
    for (std::size_t i = 0; i < of.size(); ++i) {
        const bool one_row = of[i]->rows.size() == 1;
        // Rows inside take land away and add their outlines, so only the wholly empty pocket can be judged at once.
        if (covered[i] < limits.gap_area && !one_row && mean_width(pockets, i) >= limits.gap_width) continue;
        if (of[i]->area - covered[i] < limits.gap_area) continue;
        thin.add_row(pockets, i), of_thin.push_back(of[i]);
    }
    const GeometryColumn rest = difference(thin, layer.column);
    for (std::size_t i = 0; i < of_thin.size(); ++i) {
        const std::set<std::uint32_t>& rows = of_thin[i]->rows;
        GeometryColumn parts;
        split(rest, i, parts);
        for (std::size_t part = 0; part < parts.rows(); ++part) {
            const bool hole = rows.size() == 1 && mean_width(parts, part) >= limits.gap_width;
            if (area(parts, part) < limits.gap_area || (!hole && mean_width(parts, part) >= limits.gap_width)) continue;
            found.add(parts, part, *rows.begin(), rows.size() == 1 ? *rows.begin() : *std::next(rows.begin()), hole);
        }
    }
}

/// Two rows that come nearer than a gap is wide along open edges of theirs.
using Nearby = std::set<std::pair<std::uint32_t, std::uint32_t>>;

/// Edges that face each other: nearly parallel, running opposite ways, closer than the width.
bool face(const EdgeMatch& match, const GridEdge& e, const GridEdge& f, double width) {
    const GridVector u = from_to(e.a, e.b), v = from_to(f.a, f.b);
    const auto length = [](GridVector w) { return std::hypot(static_cast<double>(w.x), static_cast<double>(w.y)); };
    const double along = static_cast<double>(dot(u, v)) / (length(u) * length(v));
    if (along > -0.9) return false;
    const double off = static_cast<double>(cross(u, from_to(e.a, f.a))) / length(u) * match.grid,
                 off_end = static_cast<double>(cross(u, from_to(e.a, f.b))) / length(u) * match.grid;
    // Land lies left of an edge, so what faces it lies right: at negative offsets.
    return std::max(off, off_end) <= 0 && std::max(-off, -off_end) < 3 * width && std::min(-off, -off_end) < width;
}

Nearby nearby(const EdgeMatch& match, const std::vector<GridEdge>& edges, double width) {
    std::vector<Box> boxes(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i)
        boxes[i].grow(match.at(edges[i].a)), boxes[i].grow(match.at(edges[i].b));
    for (Box& box : boxes)
        box.min_x -= width / 2, box.min_y -= width / 2, box.max_x += width / 2, box.max_y += width / 2;
    const BoxIndex index{boxes};
    constexpr std::size_t grain = 4096;
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> chunks((edges.size() + grain - 1) / grain);
    parallel_chunks(edges.size(), grain, [&](std::size_t begin, std::size_t end) {
        std::vector<std::uint32_t> near;
        for (std::size_t i = begin; i < end; ++i) {
            index.query(boxes[i], near);
            for (const std::uint32_t j : near)
                if (edges[i].row < edges[j].row && face(match, edges[i], edges[j], width))
                    chunks[begin / grain].emplace_back(edges[i].row, edges[j].row);
        }
    });
    Nearby pairs;
    for (const auto& chunk : chunks) pairs.insert(chunk.begin(), chunk.end());
    return pairs;
}

Shape buffered(const GEOSGeometry* shape, double width) {
    constexpr int joined = GEOSBUF_JOIN_MITRE, ended = GEOSBUF_CAP_FLAT, quarter_steps = 1;
    constexpr double mitre_limit = 5;
    return Shape{GEOSBufferWithStyle_r(geos(), shape, width, quarter_steps, ended, joined, mitre_limit)};
}

/// What closing both rows by the width of a gap adds to them, as one row; nothing where GEOS gives up.
GeometryColumn closed_over(const Layer& layer, std::uint32_t left, std::uint32_t right, double width) {
    GeometryColumn added;
    OverlayCounts untold;
    const Shape both = union_of(layer.column, {left, right}, untold);
    const Shape wide = buffered(both.get(), width / 2);
    const Shape closed = wide ? buffered(wide.get(), -width / 2) : Shape{};
    if (closed)
        add_geos(added, difference_of(closed.get(), both.get()).get());
    else
        added.add_null();
    return added;
}

/// A filling that touches both rows is a crack; one in the corner of a single row is its own affair.
bool touches(const GEOSGeometry* part, const Layer& layer, std::uint32_t row) {
    double apart = 1;
    GEOSDistance_r(geos(), part, to_geos(layer.column, row).get(), &apart);
    return apart < 1e-6;
}

void cracks(const Layer& layer, const EdgeMatch& match, const std::vector<GridEdge>& edges,
            const TopologyLimits& limits, Found found) {
    const Nearby near = nearby(match, edges, limits.gap_width);
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs(near.begin(), near.end());
    std::vector<GeometryColumn> parts(pairs.size());
    parallel_for(pairs.size(), [&](std::size_t i) {
        const auto [left, right] = pairs[i];
        const GeometryColumn added = closed_over(layer, left, right, limits.gap_width);
        GeometryColumn pieces;
        split(added, 0, pieces);
        for (std::size_t row = 0; row < pieces.rows(); ++row) {
            const Shape piece = to_geos(pieces, row);
            if (area(pieces, row) >= limits.gap_area && touches(piece.get(), layer, left) &&
                touches(piece.get(), layer, right))
                parts[i].add_row(pieces, row);
        }
    });
    // Rows or gaps that are there already take their land out of it.
    GeometryColumn all;
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        for (std::size_t row = 0; row < parts[i].rows(); ++row) all.add_row(parts[i], row), of.push_back(i);
    const GeometryColumn free = difference(difference(all, layer.column), found.shapes);
    for (std::size_t i = 0; i < all.rows(); ++i) {
        GeometryColumn pieces;
        split(free, i, pieces);
        for (std::size_t row = 0; row < pieces.rows(); ++row)
            if (area(pieces, row) >= limits.gap_area && mean_width(pieces, row) < limits.gap_width)
                found.add(pieces, row, pairs[of[i]].first, pairs[of[i]].second, false);
    }
}

}  // namespace

std::vector<Gap> find_gaps(const Layer& layer, const EdgeMatch& match, const TopologyLimits& limits,
                           GeometryColumn& shapes) {
    std::vector<Gap> gaps;
    if (!match.usable) return gaps;
    const std::vector<Loop> loops = loops_of(match);
    enclosed(layer, match, loops, limits, {gaps, shapes});
    // Edges along which rows meet but for an extra vertex lie in loops without land and are no rim.
    std::set<std::tuple<GridPoint, GridPoint>> rim;
    for (const Loop& loop : loops)
        for (std::size_t i = 0; i < loop.points.size() && std::abs(loop.area) >= limits.gap_area; ++i)
            rim.emplace(loop.points[(i + 1) % loop.points.size()], loop.points[i]);
    std::vector<GridEdge> edges;
    for (const GridEdge& e : match.open)
        if (rim.contains({e.a, e.b})) edges.push_back(e);
    cracks(layer, match, edges, limits, {gaps, shapes});
    return gaps;
}

}  // namespace mutu

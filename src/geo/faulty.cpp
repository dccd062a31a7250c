// Rows by themselves: spikes, crowded points, slivers; and the shapes of shared land.
#include "overlay_parts.hpp"

#include "mutu/parallel.hpp"
#include "mutu/topology.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mutu {
namespace {

constexpr std::size_t grain = 1024;

/// One list per chunk of rows, joined in row order.
template <class Fault, class Look>
std::vector<Fault> by_rows(const GeometryColumn& column, const Look& look) {
    std::vector<std::vector<Fault>> chunks((column.rows() + grain - 1) / grain);
    parallel_chunks(column.rows(), grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) look(row, chunks[begin / grain]);
    });
    std::vector<Fault> all;
    for (std::vector<Fault>& chunk : chunks) std::move(chunk.begin(), chunk.end(), std::back_inserter(all));
    return all;
}

double distance(Xy a, Xy b) { return std::hypot(b.x - a.x, b.y - a.y); }

/// Angle in degrees at p between the ways to a and to b.
double angle_at(Xy p, Xy a, Xy b) {
    const double ax = a.x - p.x, ay = a.y - p.y, bx = b.x - p.x, by = b.y - p.y;
    return std::abs(std::atan2(ax * by - ay * bx, ax * bx + ay * by)) * 180 / std::numbers::pi;
}

/// Less than a right angle: most corners are not, and need no arc.
bool sharp(Xy p, Xy a, Xy b) { return (a.x - p.x) * (b.x - p.x) + (a.y - p.y) * (b.y - p.y) > 0; }

/// The ring's points without closing point and without repeats.
std::vector<Xy> corners(std::span<const Xy> ring) {
    std::vector<Xy> points;
    for (const Xy p : ring)
        if (points.empty() || points.back() != p) points.push_back(p);
    while (points.size() > 1 && points.back() == points.front()) points.pop_back();
    return points;
}

}  // namespace

std::vector<Spike> spikes(const GeometryColumn& column, double least_angle) {
    return by_rows<Spike>(column, [&](std::size_t row, std::vector<Spike>& found) {
        const Range rings = column.row_rings(row);
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            const std::vector<Xy> p = corners(column.ring(r));
            for (std::size_t i = 0, n = p.size(); n > 2 && i < n; ++i) {
                const Xy a = p[(i + n - 1) % n], b = p[(i + 1) % n];
                if (least_angle <= 90 && !sharp(p[i], a, b)) continue;
                const double angle = angle_at(p[i], a, b);
                if (angle < least_angle) found.push_back({row, p[i], angle});
            }
        }
    });
}

std::vector<Crowd> crowded_points(const GeometryColumn& column, double spacing) {
    return by_rows<Crowd>(column, [&](std::size_t row, std::vector<Crowd>& found) {
        Crowd crowd{.row = row, .count = 0, .place = {}};
        const Range rings = column.row_rings(row);
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            const std::span<const Xy> ring = column.ring(r);
            for (std::size_t i = 0; i + 1 < ring.size(); ++i)
                if (distance(ring[i], ring[i + 1]) < spacing && crowd.count++ == 0) crowd.place = ring[i];
        }
        if (crowd.count > 0) found.push_back(crowd);
    });
}

double mean_width(const GeometryColumn& column, std::size_t row) {
    double perimeter = 0;
    const Range rings = column.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const std::span<const Xy> ring = column.ring(r);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) perimeter += distance(ring[i], ring[i + 1]);
    }
    return perimeter > 0 ? 2 * area(column, row) / perimeter : 0;
}

std::vector<Sliver> slivers(const GeometryColumn& column, double width, double most_area) {
    return by_rows<Sliver>(column, [&](std::size_t row, std::vector<Sliver>& found) {
        if (column.null(row)) return;
        const double own = area(column, row), mean = mean_width(column, row);
        if (own < most_area && mean < width) found.push_back({row, own, mean});
    });
}

GeometryColumn shared_land(const GeometryColumn& column, const std::vector<Fragment>& pairs) {
    std::vector<GeometryColumn> land(pairs.size());
    parallel_for(pairs.size(), [&](std::size_t i) {
        const Shape shape =
            intersection_of(to_geos(column, pairs[i].left).get(), to_geos(column, pairs[i].right).get());
        GEOSNormalize_r(geos(), shape.get());
        add_geos(land[i], shape.get());
    });
    GeometryColumn all;
    for (const GeometryColumn& one : land) all.add_row(one, 0);
    return all;
}

}  // namespace mutu

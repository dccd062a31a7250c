// Heights between the cells of a grid, and slopes from them.
#include "mutu/raster.hpp"

#include "mutu/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace mutu {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double metres_of_degree = 111'320;  // on the equator and along every meridian, near enough to choose a step

/// Between the four nearest cells; a place on the outer half cell takes what its nearest cells have.
double height_at(const Raster& heights, Xy p) {
    const double x = (p.x - heights.left) / heights.step_x, y = (heights.top - p.y) / heights.step_y;
    if (!(x >= 0 && y >= 0 && x <= heights.columns && y <= heights.lines)) return unknown;
    const double column = std::clamp(x - 0.5, 0.0, heights.columns - 1.0),
                 line = std::clamp(y - 0.5, 0.0, heights.lines - 1.0);
    const auto c = static_cast<std::size_t>(column), l = static_cast<std::size_t>(line);
    const std::size_t c1 = std::min<std::size_t>(c + 1, heights.columns - 1),
                      l1 = std::min<std::size_t>(l + 1, heights.lines - 1);
    const double u = column - static_cast<double>(c), v = line - static_cast<double>(l);
    const auto at = [&](std::size_t i, std::size_t j) { return double{heights.values[j * heights.columns + i]}; };
    return (1 - v) * ((1 - u) * at(c, l) + u * at(c1, l)) + v * ((1 - u) * at(c, l1) + u * at(c1, l1));
}

}  // namespace

double cell_metres(const Raster& heights) {
    if (!heights.crs.geographic()) return std::max(heights.step_x, heights.step_y);
    const double latitude = (heights.top - heights.step_y * heights.lines / 2) * std::numbers::pi / 180;
    return metres_of_degree * std::max(heights.step_y, heights.step_x * std::cos(latitude));
}

std::vector<double> slopes_at(const Raster& heights, const Crs& plane, std::span<const Xy> places) {
    if (places.empty()) return {};
    const double step = cell_metres(heights);
    GeometryColumn around;  // east, west, north, south of each place, as the corners of one ring
    for (const Xy p : places)
        for (const Xy q : {Xy{p.x + step, p.y}, Xy{p.x - step, p.y}, Xy{p.x, p.y + step}, Xy{p.x, p.y - step}})
            around.add_point(q);
    around.end_ring(), around.end_part(), around.end_row();
    if (plane.known() && heights.crs.known()) {
        std::vector<std::size_t> lost;
        around = transformed(around, plane, heights.crs, &lost);
        if (!lost.empty()) return std::vector<double>(places.size(), unknown);
    }
    std::vector<double> slopes(places.size());
    const auto points = around.ring(0);
    parallel_for(slopes.size(), [&](std::size_t i) {
        const auto height = [&](std::size_t k) { return height_at(heights, points[4 * i + k]); };
        const double east = (height(0) - height(1)) / (2 * step), north = (height(2) - height(3)) / (2 * step);
        slopes[i] = std::atan(std::hypot(east, north)) * 180 / std::numbers::pi;
    });
    return slopes;
}

std::vector<Xy> places_in(const GeometryColumn& column, std::size_t row, double step) {
    std::vector<Xy> places;
    if (column.null(row)) return places;
    const Box box = column.box(row);
    const Range rings = column.row_rings(row);
    std::vector<double> crossings;
    for (double y = box.min_y + step / 2; y < box.max_y; y += step) {
        crossings.clear();
        for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
            const auto points = column.ring(ring);
            for (std::size_t i = 1; i < points.size(); ++i) {
                const Xy a = points[i - 1], b = points[i];
                if ((a.y <= y) != (b.y <= y)) crossings.push_back(a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y));
            }
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 1; i < crossings.size(); i += 2) {
            const double first = box.min_x + step * (std::ceil((crossings[i - 1] - box.min_x) / step - 0.5) + 0.5);
            for (double x = first; x < crossings[i]; x += step) places.push_back({x, y});
        }
    }
    return places;
}

}  // namespace mutu

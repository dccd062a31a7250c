// Shapes chosen, taken apart and measured.
#include "parts.hpp"

#include "mutu/topology.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mutu {

GeometryColumn rows_of(const GeometryColumn& column, const std::vector<std::uint32_t>& rows) {
    GeometryColumn chosen;
    for (const std::uint32_t row : rows) chosen.add_row(column, row);
    return chosen;
}

GeometryColumn exploded(const GeometryColumn& column, std::size_t row) {
    GeometryColumn pieces;
    const Range parts = column.parts(row);
    for (std::size_t part = parts.begin; part < parts.end; ++part) {
        const Range rings = column.rings(part);
        for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
            for (const Xy p : column.ring(ring)) pieces.add_point(p);
            pieces.end_ring();
        }
        pieces.end_part(), pieces.end_row();
    }
    return pieces;
}

GeometryColumn united_or_null(const GeometryColumn& column) {
    GeometryColumn one = column.rows() > 0 ? united(column) : GeometryColumn{};
    if (one.rows() == 0) one.add_null();
    return one;
}

double distance(const Box& a, const Box& b) {
    const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x}),
                 dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
    return std::hypot(dx, dy);
}

double perimeter(const GeometryColumn& column, std::size_t row) {
    double length = 0;
    const Range rings = column.row_rings(row);
    for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
        const auto points = column.ring(ring);
        for (std::size_t i = 1; i < points.size(); ++i)
            length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    }
    return length;
}

double compactness(const GeometryColumn& column, std::size_t row) {
    const double length = perimeter(column, row);
    return length > 0 ? 4 * std::numbers::pi * area(column, row) / (length * length) : 0;
}

std::vector<Area> measured(const ExpandGround& ground, const GeometryColumn& shapes) {
    GeometryColumn flat = shapes;
    if (ground.ellipsoid && ground.plane.known())
        flat = equal_area(transformed(shapes, ground.plane, Crs::epsg(cgcs2000)), 0);
    std::vector<Area> areas;
    areas.reserve(flat.rows());
    for (std::size_t row = 0; row < flat.rows(); ++row) areas.push_back(Area::square_metres(area(flat, row)));
    return areas;
}

}  // namespace mutu

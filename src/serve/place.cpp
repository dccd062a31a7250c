// Points, boxes and shapes from one system to the other.
#include "place.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

Crs degrees_crs() {
    static const Crs crs = Crs::epsg(cgcs2000);
    return crs;
}

/// A triangle so small that it is a point, since the projector moves columns of rings.
GeometryColumn speck(Xy p) {
    const double step = std::max({std::abs(p.x), std::abs(p.y), 1.0}) * 1e-9;  // still another number
    GeometryColumn column;
    for (const Xy point : {p, Xy{p.x + step, p.y}, Xy{p.x, p.y + step}}) column.add_point(point);
    column.end_ring(), column.end_part(), column.end_row();
    return column;
}

double rounded(double number, double steps = Spelling{}.steps) {
    return steps > 0 ? std::round(number * steps) / steps : number;
}

Value ring_value(std::span<const Xy> ring, bool shell, const Spelling& spelling) {
    Value points{Value::List{}};
    const bool turn = (signed_area(ring) > 0) != shell;  // shells counter-clockwise, holes clockwise
    for (std::size_t i = 0; i < ring.size(); ++i) points.push(position(ring[turn ? ring.size() - 1 - i : i], spelling));
    return points;
}

bool inside(std::span<const Xy> ring, Xy p) {
    bool odd = false;
    for (std::size_t i = 0, last = ring.size() - 1; i < ring.size(); last = i++) {
        const Xy a = ring[i], b = ring[last];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) odd = !odd;
    }
    return odd;
}

}  // namespace

Xy moved(Xy point, const Crs& from, const Crs& to) {
    const GeometryColumn column = transformed(speck(point), from, to);
    return column.points().empty() ? Xy{} : column.points()[0];
}

Box moved(const Box& box, const Crs& from, const Crs& to) {
    constexpr int steps = 8;  // per side: parallels and meridians are bent in the plane
    GeometryColumn outline;
    const auto along = [&](Xy a, Xy b) {
        for (int i = 0; i < steps; ++i)
            outline.add_point({a.x + (b.x - a.x) * i / steps, a.y + (b.y - a.y) * i / steps});
    };
    along({box.min_x, box.min_y}, {box.max_x, box.min_y}), along({box.max_x, box.min_y}, {box.max_x, box.max_y});
    along({box.max_x, box.max_y}, {box.min_x, box.max_y}), along({box.min_x, box.max_y}, {box.min_x, box.min_y});
    if (!outline.end_ring()) {
        const Xy p = moved(Xy{box.min_x, box.min_y}, from, to);
        return {p.x, p.y, p.x, p.y};
    }
    outline.end_part(), outline.end_row();
    const GeometryColumn there = transformed(outline, from, to);
    return there.null(0) ? Box{} : there.box(0);
}

GeometryColumn in_degrees(const GeometryColumn& shapes, const Crs& from) {
    return transformed(shapes, from, degrees_crs());
}
Xy in_degrees(Xy point, const Crs& from) { return moved(point, from, degrees_crs()); }
Xy in_book(Xy degrees, const Crs& book) { return moved(degrees, degrees_crs(), book); }
std::optional<Box> in_book(const Box& degrees, const Crs& book, const Box& extent) {
    constexpr double margin = 0.01;  // degrees
    if (extent.empty() || !degrees.meets(extent)) return {};
    const Box near{std::max(degrees.min_x, extent.min_x - margin), std::max(degrees.min_y, extent.min_y - margin),
                   std::min(degrees.max_x, extent.max_x + margin), std::min(degrees.max_y, extent.max_y + margin)};
    return moved(near, degrees_crs(), book);
}
Box in_degrees(const Box& box, const Crs& from) { return box.empty() ? box : moved(box, from, degrees_crs()); }

Value bounds_value(const Box& degrees) {
    if (degrees.empty()) return {};
    return Value::List{rounded(degrees.min_x), rounded(degrees.min_y), rounded(degrees.max_x), rounded(degrees.max_y)};
}

Value position(Xy point, const Spelling& spelling) {
    const double x = rounded(point.x, spelling.steps), y = rounded(point.y, spelling.steps);
    return spelling.northing_first ? Value::List{y, x} : Value::List{x, y};
}

Value geojson(const GeometryColumn& shapes, std::size_t row, const Spelling& spelling) {
    if (shapes.null(row)) return {};
    Value polygons{Value::List{}};
    const Range parts = shapes.parts(row);
    for (std::size_t part = parts.begin; part < parts.end; ++part) {
        Value rings{Value::List{}};
        const Range range = shapes.rings(part);
        for (std::size_t ring = range.begin; ring < range.end; ++ring)
            rings.push(ring_value(shapes.ring(ring), ring == range.begin, spelling));
        polygons.push(std::move(rings));
    }
    Value geometry;
    geometry.add("type", "MultiPolygon"), geometry.add("coordinates", std::move(polygons));
    return geometry;
}

bool covers(const GeometryColumn& shapes, std::size_t row, Xy point) {
    bool odd = false;
    const Range rings = shapes.row_rings(row);
    for (std::size_t ring = rings.begin; ring < rings.end; ++ring)
        if (inside(shapes.ring(ring), point)) odd = !odd;
    return odd;
}

}  // namespace mutu

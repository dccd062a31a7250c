// Neighbours of one layer: near boxes from the index, the length that faces by GEOS.
#include "mutu/adjacency.hpp"

#include "overlay_parts.hpp"

#include "mutu/error.hpp"
#include "mutu/parallel.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr double slack = 0.01;  // drawn edges that ought to coincide miss each other by millimetres
constexpr int arc_steps = 8;    // per quarter circle of a buffer

Box wider(Box box, double by) {
    box.min_x -= by, box.min_y -= by, box.max_x += by, box.max_y += by;
    return box;
}

Shape or_fail(GEOSGeometry* shape) {
    if (shape == nullptr) throw Error{Kind::bug, "GEOS: " + geos_message()};
    return Shape{shape};
}

double facing_length(const GEOSGeometry* reach, const GeometryColumn& plane, std::uint32_t other) {
    const Shape boundary = or_fail(GEOSBoundary_r(geos(), to_geos(plane, other).get()));
    const Shape near = or_fail(GEOSIntersection_r(geos(), reach, boundary.get()));
    double length = 0;
    GEOSLength_r(geos(), near.get(), &length);
    return length;
}

}  // namespace

std::vector<Neighbours> neighbours(const GeometryColumn& plane, std::span<const std::uint32_t> rows, double width,
                                   double facing) {
    std::vector<std::uint32_t> own;
    for (const std::uint32_t row : rows)
        if (!plane.null(row)) own.push_back(row);
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    std::vector<Box> boxes;
    boxes.reserve(own.size());
    for (const std::uint32_t row : own) boxes.push_back(wider(plane.box(row), (width + slack) / 2 + slack));
    const BoxIndex index{boxes};
    std::vector<std::vector<Neighbours>> found(own.size());
    parallel_for(own.size(), [&](std::size_t i) {
        std::vector<std::uint32_t> near;
        index.query(boxes[i], near);
        Shape reach;
        for (const std::uint32_t j : near) {
            if (j <= i) continue;
            if (!reach) reach = or_fail(GEOSBuffer_r(geos(), to_geos(plane, own[i]).get(), width + slack, arc_steps));
            const double length = facing_length(reach.get(), plane, own[j]);
            if (length > 0 && length >= facing) found[i].push_back({own[i], own[j], length});
        }
    });
    std::vector<Neighbours> pairs;
    for (const auto& some : found) pairs.insert(pairs.end(), some.begin(), some.end());
    return pairs;
}

}  // namespace mutu

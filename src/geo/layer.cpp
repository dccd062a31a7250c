// Rows made ready for the kernel: boxes, areas, which side of a ring is land, strips of large rows.
#include "overlay_parts.hpp"

#include "mutu/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr std::size_t small_row = 64;  // points up to which all edges are looked at
constexpr std::size_t edges_a_strip = 4;

std::size_t row_points(const GeometryColumn& column, std::size_t row) {
    std::size_t count = 0;
    const Range rings = column.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) count += column.ring(r).size();
    return count;
}

/// Calls use(point, sign, left x, right x) for every edge of the row.
template <class Use>
void each_edge(const Layer& layer, std::size_t row, const Use& use) {
    const Range rings = layer.column.row_rings(row);
    std::uint32_t point = 0;
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const std::span<const Xy> ring = layer.column.ring(r);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i, ++point)
            use(point, layer.ring_signs[r], std::min(ring[i].x, ring[i + 1].x), std::max(ring[i].x, ring[i + 1].x));
        ++point;  // no edge leads from one ring to the next
    }
}

Strips strips_of_row(const Layer& layer, std::size_t row) {
    Strips strips;
    const Box& box = layer.boxes[row];
    const std::size_t count = row_points(layer.column, row) / edges_a_strip;
    strips.min_x = box.min_x;
    strips.width = (box.max_x - box.min_x) / static_cast<double>(count);
    strips.begin.assign(count + 1, 0);
    each_edge(layer, row, [&](std::uint32_t, int, double from, double to) {
        for (std::size_t s = strips.strip(from); s <= strips.strip(to); ++s) ++strips.begin[s + 1];
    });
    for (std::size_t s = 0; s < count; ++s) strips.begin[s + 1] += strips.begin[s];
    strips.edges.resize(strips.begin.back());
    std::vector<std::uint32_t> next(strips.begin.begin(), strips.begin.end() - 1);
    each_edge(layer, row, [&](std::uint32_t point, int sign, double from, double to) {
        for (std::size_t s = strips.strip(from); s <= strips.strip(to); ++s) strips.edges[next[s]++] = {point, sign};
    });
    return strips;
}

/// Land lies left of a counter-clockwise shell and of a clockwise hole.
void sign_rings(Layer& layer, std::size_t row) {
    const Range parts = layer.column.parts(row);
    for (std::size_t p = parts.begin; p < parts.end; ++p) {
        const Range rings = layer.column.rings(p);
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            const double turn = signed_area(layer.column.ring(r)) * (r == rings.begin ? 1 : -1);
            layer.ring_signs[r] = static_cast<std::int8_t>((turn > 0) - (turn < 0));
        }
    }
}

}  // namespace

std::size_t Strips::strip(double x) const {
    const double at = (x - min_x) / width;
    return at > 0 ? std::min(static_cast<std::size_t>(at), begin.size() - 2) : 0;
}

Layer::Layer(const GeometryColumn& from)
    : column{from}, boxes(from.rows()), areas(from.rows()), strips_of(from.rows(), -1) {
    if (from.rows() == 0) return;
    ring_signs.resize(from.row_rings(from.rows() - 1).end);
    parallel_chunks(from.rows(), 1024, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) {
            boxes[row] = from.box(row);
            areas[row] = area(from, row);
            sign_rings(*this, row);
        }
    });
    std::vector<std::size_t> large;
    for (std::size_t row = 0; row < from.rows(); ++row) {
        if (row_points(from, row) <= small_row || !(boxes[row].max_x > boxes[row].min_x)) continue;
        strips_of[row] = static_cast<std::int32_t>(large.size());
        large.push_back(row);
    }
    strips.resize(large.size());
    parallel_chunks(large.size(), 8, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) strips[i] = strips_of_row(*this, large[i]);
    });
}

}  // namespace mutu

// The area two rows share, without making the shape: the integral of min over all pairs of upper and lower boundaries.
//
// A row is the sum of the land below its upper edges minus the land below its lower edges. The land below both of two
// edges is the integral of the lower one over their common width, so the shared area is a signed sum of such integrals.
// No edge has to be ordered, split or matched: touching, nested and collinear edges are ordinary input, and the only
// error is rounding, for which a bound is carried along.
#include "overlay_parts.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace mutu {
namespace {

/// Rounding of one product and one sum is 1.1e-16; a term takes about ten.
constexpr double rounding = 4e-15;
/// The sweep's word is taken while its rounding stays far below 1/300 m² or is nothing against the areas.
constexpr double tolerable = 1e-4, tolerable_share = 1e-10;

Box common_box(const Box& a, const Box& b) {
    return {std::max(a.min_x, b.min_x), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x),
            std::min(a.max_y, b.max_y)};
}

/// Collects the edges of one row that can matter against the other's box.
struct Gather {
    const Box& other;  // box of the other row
    const Box& common;
    std::vector<Edge>& edges;
    bool enters = false;  // an edge may reach into the other's box
    int depth = 0;        // land above minus below, over the middle of the other's box, by edges that stay above it

    void take(Xy p, Xy q, int sign) {
        if (std::max(p.y, q.y) <= other.min_y) return;  // below all of the other: its terms cancel
        const bool rightward = p.x < q.x;
        const Xy a = rightward ? p : q, b = rightward ? q : p;
        if (b.x > other.min_x && a.x < other.max_x && std::min(p.y, q.y) < other.max_y) enters = true;
        if (b.x <= common.min_x || a.x >= common.max_x || a.x == b.x || sign == 0) return;
        const int above = rightward ? -sign : sign;
        const double middle = other.min_x / 2 + other.max_x / 2;
        if (a.x <= middle && middle < b.x) depth += above;
        const Xy from{a.x - common.min_x, a.y - common.min_y}, to{b.x - common.min_x, b.y - common.min_y};
        edges.push_back({from, to, (to.y - from.y) / (to.x - from.x), static_cast<double>(above)});
    }
};

void gather_small(const Layer& layer, std::size_t row, Gather& gather) {
    const Range rings = layer.column.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const std::span<const Xy> ring = layer.column.ring(r);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) gather.take(ring[i], ring[i + 1], layer.ring_signs[r]);
    }
}

void gather_strips(const Layer& layer, std::size_t row, Gather& gather) {
    const Strips& strips = layer.strips[static_cast<std::size_t>(layer.strips_of[row])];
    const Xy* points = layer.column.ring(layer.column.row_rings(row).begin).data();
    const std::size_t first = strips.strip(gather.common.min_x), last = strips.strip(gather.common.max_x);
    for (std::size_t s = first; s <= last; ++s)
        for (std::uint32_t i = strips.begin[s]; i < strips.begin[s + 1]; ++i) {
            const Strips::Edge edge = strips.edges[i];
            const Xy p = points[edge.point], q = points[edge.point + 1];
            if (s == std::max(first, strips.strip(std::min(p.x, q.x)))) gather.take(p, q, edge.sign);  // once only
        }
}

void gather(const Layer& layer, std::size_t row, Gather& into) {
    into.edges.clear();
    if (layer.strips_of[row] < 0)
        gather_small(layer, row, into);
    else
        gather_strips(layer, row, into);
}

double height(const Edge& edge, double x) {
    if (x == edge.a.x) return edge.a.y;
    if (x == edge.b.x) return edge.b.y;
    return edge.a.y + (x - edge.a.x) * edge.slope;
}

struct Sum {
    double area = 0;
    double size = 0;  // of the terms, for the rounding bound

    void add(const Edge& e, const Edge& f) {
        const double from = std::max(e.a.x, f.a.x), to = std::min(e.b.x, f.b.x), width = to - from;
        const double e0 = height(e, from), e1 = height(e, to), f0 = height(f, from), f1 = height(f, to);
        const double d0 = e0 - f0, d1 = e1 - f1;
        double under = 0;  // ∫ min(e, f)
        if (d0 <= 0 && d1 <= 0)
            under = (e0 + e1) / 2 * width;
        else if (d0 >= 0 && d1 >= 0)
            under = (f0 + f1) / 2 * width;
        else  // they cross: the lower of the two on each side of the crossing
            under = ((f0 + f1) / 2 + (d0 < 0 ? d0 * d0 / (d0 - d1) : d1 * d1 / (d1 - d0)) / 2) * width;
        area += e.sign * f.sign * under;
        size += width * (std::abs(e0) + std::abs(e1) + std::abs(f0) + std::abs(f1));
    }
};

/// The canonical order makes the sum the same for any ring start and direction.
void sort(std::vector<Edge>& edges) {
    std::sort(edges.begin(), edges.end(), [](const Edge& e, const Edge& f) {
        return std::tie(e.a.x, e.a.y, e.b.x, e.b.y, e.sign) < std::tie(f.a.x, f.a.y, f.b.x, f.b.y, f.sign);
    });
}

/// The newcomer against everything of the other row that is still open where it begins.
void meet(const Edge& edge, std::vector<const Edge*>& open, Sum& sum) {
    std::size_t kept = 0;
    for (const Edge* other : open) {
        if (other->b.x <= edge.a.x) continue;
        open[kept++] = other;
        sum.add(edge, *other);
    }
    open.resize(kept);
}

Sum sweep(Scratch& scratch) {
    sort(scratch.left);
    sort(scratch.right);
    scratch.open_left.clear();
    scratch.open_right.clear();
    Sum sum;
    auto l = scratch.left.begin();
    auto r = scratch.right.begin();
    while (l != scratch.left.end() || r != scratch.right.end()) {
        if (r == scratch.right.end() || (l != scratch.left.end() && l->a.x <= r->a.x)) {
            meet(*l, scratch.open_right, sum);
            scratch.open_left.push_back(&*l++);
        } else {
            meet(*r, scratch.open_left, sum);
            scratch.open_right.push_back(&*r++);
        }
    }
    return sum;
}

double robust_area(const Layer& left, std::size_t l, const Layer& right, std::size_t r) {
    const Shape shape = intersection_of(to_geos(left.column, l).get(), to_geos(right.column, r).get());
    double found = 0;
    GEOSArea_r(geos(), shape.get(), &found);
    return found < least_area ? 0 : found;
}

bool inside(const Box& box, const Box& outer) {
    return box.min_x >= outer.min_x && box.max_x <= outer.max_x && box.min_y >= outer.min_y && box.max_y <= outer.max_y;
}

}  // namespace

SharedArea common_area(const Layer& left, std::size_t l, const Layer& right, std::size_t r, Scratch& scratch) {
    const Box &a = left.boxes[l], &b = right.boxes[r];
    const double smaller = std::min(left.areas[l], right.areas[r]);
    const Box common = common_box(a, b);
    if (!(common.min_x < common.max_x && common.min_y < common.max_y) || smaller < least_area) return {};

    Gather of_left{.other = b, .common = common, .edges = scratch.left};
    gather(left, l, of_left);
    if (!of_left.enters) return {inside(b, a) && of_left.depth == 1 ? right.areas[r] : 0, Settled::contained};
    Gather of_right{.other = a, .common = common, .edges = scratch.right};
    gather(right, r, of_right);
    if (!of_right.enters) return {inside(a, b) && of_right.depth == 1 ? left.areas[l] : 0, Settled::contained};

    const Sum sum = sweep(scratch);
    const double noise = rounding * sum.size;
    const bool clean = (noise <= tolerable || noise <= tolerable_share * smaller) && sum.area > -least_area - noise &&
                       sum.area < smaller + least_area + noise;
    if (!clean) return {robust_area(left, l, right, r), Settled::robust};
    if (sum.area <= std::max(least_area, noise)) return {0, Settled::swept};
    if (std::abs(sum.area - smaller) <= 1e-9 * smaller + noise) return {smaller, Settled::contained};
    return {sum.area, Settled::swept};
}

}  // namespace mutu

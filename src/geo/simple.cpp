// A ring is simple when every two segments are told apart by a sign that rounding cannot have changed.
#include "simple.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mutu {
namespace {

constexpr std::size_t few_points = 65;       // every segment is held against every other; longer rings are swept
constexpr std::size_t most_pairs_each = 64;  // of a sweep, per segment: a ring that folds more often is GEOS's
constexpr double rounding = 3.4e-16;         // bound on the error of a·d − b·c, relative to |a·d| + |b·c| (Shewchuk)

/// Sign of p·q + r·s, 0 when rounding could have made it.
int certain_sign(double pq, double rs) {
    const double sum = pq + rs;
    if (!(std::abs(sum) > rounding * (std::abs(pq) + std::abs(rs)))) return 0;
    return sum > 0 ? 1 : -1;
}

bool same_side(Xy a, Xy b, Xy p, Xy q) {
    const int first = certain_side(a, b, p);
    return first != 0 && first == certain_side(a, b, q);
}

bool apart(Xy a, Xy b, Xy c, Xy d) {
    if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x)) return true;
    if (std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) return true;
    return same_side(a, b, c, d) || same_side(c, d, a, b);
}

/// Segments ab and bc share b alone: they turn, or they go on forwards.
bool goes_on(Xy a, Xy b, Xy c) {
    return certain_side(a, b, c) != 0 || certain_sign((b.x - a.x) * (c.x - b.x), (b.y - a.y) * (c.y - b.y)) > 0;
}

bool neighbours(std::size_t i, std::size_t j, std::size_t segments) {
    const std::size_t between = i > j ? i - j : j - i;
    return between == 1 || between + 1 == segments;
}

bool all_apart(std::span<const Xy> p) {
    const std::size_t n = p.size() - 1;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 2; j < n; ++j)
            if (!neighbours(i, j, n) && !apart(p[i], p[i + 1], p[j], p[j + 1])) return false;
    return true;
}

/// The same, with segments held only against those that are over the same x.
bool all_apart_swept(std::span<const Xy> p) {
    struct Segment {
        double low, high;
        std::size_t at;
    };
    const std::size_t n = p.size() - 1;
    std::vector<Segment> segments(n);
    for (std::size_t i = 0; i < n; ++i) segments[i] = {std::min(p[i].x, p[i + 1].x), std::max(p[i].x, p[i + 1].x), i};
    std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) { return a.low < b.low; });
    std::size_t pairs = 0;
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = a + 1; b < n && segments[b].low <= segments[a].high; ++b) {
            const std::size_t i = segments[a].at, j = segments[b].at;
            if (++pairs > most_pairs_each * n) return false;
            if (!neighbours(i, j, n) && !apart(p[i], p[i + 1], p[j], p[j + 1])) return false;
        }
    return true;
}

}  // namespace

int certain_side(Xy a, Xy b, Xy p) { return certain_sign((b.x - a.x) * (p.y - a.y), -((b.y - a.y) * (p.x - a.x))); }

bool certainly_clear(Xy a, Xy b, Xy c, Xy d) {
    if (a == c) return goes_on(b, a, d);
    if (a == d) return goes_on(b, a, c);
    if (b == c) return goes_on(a, b, d);
    if (b == d) return goes_on(a, b, c);
    return apart(a, b, c, d);
}

bool certainly_simple(const GeometryColumn& column, std::size_t row) {
    const Range rings = column.row_rings(row);
    if (rings.size() != 1) return false;
    const std::span<const Xy> p = column.ring(rings.begin);
    const std::size_t n = p.size() - 1;  // segments
    for (std::size_t i = 0; i < n; ++i)
        if (!goes_on(p[i], p[i + 1], p[i + 2 <= n ? i + 2 : 1])) return false;
    return p.size() <= few_points ? all_apart(p) : all_apart_swept(p);
}

}  // namespace mutu

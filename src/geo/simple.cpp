// A ring is simple when every two segments are told apart by a sign that rounding cannot have changed.
#include "simple.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr std::size_t most_points = 65;  // every segment is held against every other; longer rings are GEOS's
constexpr double rounding = 3.4e-16;     // bound on the error of a·d − b·c, relative to |a·d| + |b·c| (Shewchuk)

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
    if (p.size() > most_points) return false;
    const std::size_t n = p.size() - 1;  // segments
    for (std::size_t i = 0; i < n; ++i) {
        if (!goes_on(p[i], p[i + 1], p[i + 2 <= n ? i + 2 : 1])) return false;
        for (std::size_t j = i + 2; j < n; ++j)
            if (!(i == 0 && j == n - 1) && !apart(p[i], p[i + 1], p[j], p[j + 1])) return false;
    }
    return true;
}

}  // namespace mutu

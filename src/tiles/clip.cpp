// Sutherland–Hodgman against the four sides of a square, then rounding.
#include "clip.hpp"

#include <cmath>
#include <utility>

namespace mutu {
namespace {

/// One side of the box: how far a point lies inside of it.
struct Side {
    bool across;  // compares x, else y
    double at;
    double sign;
    double inside(Xy p) const { return sign * ((across ? p.x : p.y) - at); }
};

void cut(const std::vector<Xy>& ring, Side side, std::vector<Xy>& out) {
    out.clear();
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Xy from = ring[i == 0 ? ring.size() - 1 : i - 1], to = ring[i];
        const double a = side.inside(from), b = side.inside(to);
        if ((a < 0) != (b < 0)) {
            const double share = a / (a - b);
            Xy edge{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
            (side.across ? edge.x : edge.y) = side.at;
            out.push_back(edge);
        }
        if (b >= 0) out.push_back(to);
    }
}

bool straight(TilePoint a, TilePoint b, TilePoint c) {
    return std::int64_t{b.x - a.x} * (c.y - a.y) == std::int64_t{b.y - a.y} * (c.x - a.x);
}

/// Appends a point; points that do not turn the line are taken back, and with them there-and-back spikes.
void extend(GridRing& ring, TilePoint p) {
    if (!ring.empty() && ring.back() == p) return;
    while (ring.size() >= 2 && straight(ring[ring.size() - 2], ring.back(), p)) {
        ring.pop_back();
        if (ring.back() == p) return;
    }
    ring.push_back(p);
}

}  // namespace

std::int64_t doubled_area(const GridRing& ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const TilePoint a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
    }
    return sum;
}

void clip(std::span<const Xy> ring, const Box& box, std::vector<Xy>& out) {
    std::vector<Xy> rest(ring.begin(), ring.end() - (ring.empty() ? 0 : 1));
    for (const Side side :
         {Side{true, box.min_x, 1}, Side{true, box.max_x, -1}, Side{false, box.min_y, 1}, Side{false, box.max_y, -1}}) {
        cut(rest, side, out);
        std::swap(rest, out);
    }
    out = std::move(rest);
}

GridRing on_grid(const std::vector<Xy>& ring, const Box& tile) {
    const double across = tile_extent / (tile.max_x - tile.min_x), down = tile_extent / (tile.max_y - tile.min_y);
    GridRing grid;
    grid.reserve(ring.size());
    for (const Xy p : ring)
        extend(grid, {static_cast<std::int32_t>(std::lround((p.x - tile.min_x) * across)),
                      static_cast<std::int32_t>(std::lround((tile.max_y - p.y) * down))});
    while (grid.size() >= 2 && grid.front() == grid.back()) grid.pop_back();
    if (grid.size() < 3 || doubled_area(grid) == 0) grid.clear();
    return grid;
}

}  // namespace mutu

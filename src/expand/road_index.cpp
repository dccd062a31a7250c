#include "road_index.hpp"

#include "free_land.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

double distance_to_edge(Xy a, Xy b, Xy p) {
    const Xy d{b.x - a.x, b.y - a.y};
    const double square = d.x * d.x + d.y * d.y;
    const double t = square > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / square, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * d.x, p.y - a.y - t * d.y);
}

}  // namespace

double distance_to(const GeometryColumn& shape, std::size_t row, Xy place) {
    double best = std::numeric_limits<double>::infinity();
    const Range rings = shape.row_rings(row);
    for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
        const auto points = shape.ring(ring);
        for (std::size_t i = 1; i < points.size(); ++i)
            best = std::min(best, distance_to_edge(points[i - 1], points[i], place));
    }
    return best;
}

EdgeIndex::EdgeIndex(const GeometryColumn& shapes, const Box& frame, double reach)
    : reach_{reach}, side_{std::max(1.0, reach / 4)},
      frame_{frame.min_x - reach, frame.min_y - reach, frame.max_x + reach, frame.max_y + reach},
      columns_{static_cast<std::size_t>((frame_.max_x - frame_.min_x) / side_) + 1},
      lines_{static_cast<std::size_t>((frame_.max_y - frame_.min_y) / side_) + 1} {
    buckets_.resize(columns_ * lines_);
    for (std::size_t row = 0; row < shapes.rows(); ++row) {
        const Range rings = shapes.row_rings(row);
        for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
            const auto points = shapes.ring(ring);
            for (std::size_t i = 1; i < points.size(); ++i) {
                Box box;
                box.grow(points[i - 1]), box.grow(points[i]);
                if (!box.meets(frame_)) continue;
                for (std::size_t line = line_of(box.min_y); line <= line_of(box.max_y); ++line)
                    for (std::size_t column = column_of(box.min_x); column <= column_of(box.max_x); ++column)
                        buckets_[line * columns_ + column].push_back({points[i - 1], points[i]});
            }
        }
    }
}

std::size_t EdgeIndex::column_of(double x) const {
    return static_cast<std::size_t>(std::clamp((x - frame_.min_x) / side_, 0.0, static_cast<double>(columns_ - 1)));
}
std::size_t EdgeIndex::line_of(double y) const {
    return static_cast<std::size_t>(std::clamp((y - frame_.min_y) / side_, 0.0, static_cast<double>(lines_ - 1)));
}

double EdgeIndex::distance(Xy place) const {
    double best = reach_;
    const auto look = [&](std::size_t line, std::size_t column) {
        for (const Edge& edge : buckets_[line * columns_ + column])
            best = std::min(best, distance_to_edge(edge.from, edge.to, place));
    };
    const auto line = static_cast<std::ptrdiff_t>(line_of(place.y)),
               column = static_cast<std::ptrdiff_t>(column_of(place.x));
    // Ring after ring of buckets; what lies beyond ring n is farther than n sides.
    for (std::ptrdiff_t ring = 0; static_cast<double>(ring - 1) * side_ < best; ++ring)
        for (std::ptrdiff_t y = line - ring; y <= line + ring; ++y) {
            if (y < 0 || y >= static_cast<std::ptrdiff_t>(lines_)) continue;
            const bool rim = y == line - ring || y == line + ring;
            for (std::ptrdiff_t x = column - ring; x <= column + ring; x += rim || ring == 0 ? 1 : 2 * ring)
                if (x >= 0 && x < static_cast<std::ptrdiff_t>(columns_))
                    look(static_cast<std::size_t>(y), static_cast<std::size_t>(x));
        }
    return best;
}

}  // namespace mutu

// The geometry column and what can be said about a row by its points alone.
#include "mutu/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mutu {

void Box::grow(Xy p) {
    if (empty()) {
        *this = {p.x, p.y, p.x, p.y};
        return;
    }
    min_x = std::min(min_x, p.x), max_x = std::max(max_x, p.x);
    min_y = std::min(min_y, p.y), max_y = std::max(max_y, p.y);
}

void Box::grow(const Box& other) {
    if (other.empty()) return;
    grow(Xy{other.min_x, other.min_y});
    grow(Xy{other.max_x, other.max_y});
}

bool Box::meets(const Box& other) const {
    if (empty() || other.empty()) return false;
    return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y && other.min_y <= max_y;
}

bool GeometryColumn::end_ring() {
    const std::size_t begin = ring_points_.back();
    if (points_.size() == begin) return false;
    const Xy first = points_[begin];
    if (points_.back() != first) points_.push_back(first);
    const auto from = points_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto second = std::find_if(from, points_.end(), [&](Xy p) { return p != first; });
    const bool three =
        second != points_.end() && std::any_of(second, points_.end(), [&](Xy p) { return p != first && p != *second; });
    if (three)
        ring_points_.push_back(points_.size());
    else
        points_.resize(begin);
    return three;
}

void GeometryColumn::end_part() {
    const std::size_t rings = ring_points_.size() - 1;
    if (part_rings_.back() != rings) part_rings_.push_back(rings);
}

void GeometryColumn::end_row() { row_parts_.push_back(part_rings_.size() - 1); }

void GeometryColumn::add_row(const GeometryColumn& from, std::size_t row) {
    const Range row_parts = from.parts(row), all = from.row_rings(row);
    const std::size_t first = from.ring_points_[all.begin], count = from.ring_points_[all.end] - first,
                      begin = points_.size();
    points_.resize(begin + count);  // before the iterators are taken: a column may add a row of its own
    std::copy_n(from.points_.begin() + static_cast<std::ptrdiff_t>(first), count,
                points_.begin() + static_cast<std::ptrdiff_t>(begin));
    for (std::size_t p = row_parts.begin; p < row_parts.end; ++p) {
        const Range part = from.rings(p);
        for (std::size_t r = part.begin; r < part.end; ++r)
            ring_points_.push_back(from.ring_points_[r + 1] - first + begin);
        end_part();
    }
    end_row();
}

void GeometryColumn::reserve(std::size_t rows, std::size_t points) {
    points_.reserve(points);
    ring_points_.reserve(rows + 1);
    part_rings_.reserve(rows + 1);
    row_parts_.reserve(rows + 1);
}

Box GeometryColumn::box(std::size_t row) const {
    Box box;
    const Range rings = row_rings(row);
    for (std::size_t i = ring_points_[rings.begin]; i < ring_points_[rings.end]; ++i) box.grow(points_[i]);
    return box;
}

double signed_area(std::span<const Xy> ring) {
    if (ring.empty()) return 0;
    const Xy origin = ring.front();  // near the ring, or eight-digit coordinates would eat the digits of the area
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        twice +=
            (ring[i].x - origin.x) * (ring[i + 1].y - origin.y) - (ring[i + 1].x - origin.x) * (ring[i].y - origin.y);
    return twice / 2;
}

namespace {

double part_area(const GeometryColumn& column, std::size_t part) {
    const Range rings = column.rings(part);
    double sum = std::abs(signed_area(column.ring(rings.begin)));
    for (std::size_t r = rings.begin + 1; r < rings.end; ++r) sum -= std::abs(signed_area(column.ring(r)));
    return sum;
}

/// A height strictly between two vertices, the gap nearest the middle of the part: no vertex lies on the scan line.
double scan_height(const GeometryColumn& column, Range rings) {
    std::vector<double> heights;
    for (std::size_t r = rings.begin; r < rings.end; ++r)
        for (const Xy p : column.ring(r)) heights.push_back(p.y);
    std::sort(heights.begin(), heights.end());
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    const double middle = std::midpoint(heights.front(), heights.back());
    double best = heights.front();
    double away = INFINITY;
    for (std::size_t i = 0; i + 1 < heights.size(); ++i) {
        const double height = std::midpoint(heights[i], heights[i + 1]);
        const double gap = heights[i + 1] - heights[i];
        if (gap < (heights.back() - heights.front()) * 1e-6) continue;  // too flat to stand in
        if (std::abs(height - middle) < away) best = height, away = std::abs(height - middle);
    }
    return best;
}

}  // namespace

double area(const GeometryColumn& column, std::size_t row) {
    double sum = 0;
    const Range parts = column.parts(row);
    for (std::size_t p = parts.begin; p < parts.end; ++p) sum += part_area(column, p);
    return sum;
}

Xy inner_point(const GeometryColumn& column, std::size_t row) {
    const Range parts = column.parts(row);
    std::size_t largest = parts.begin;
    for (std::size_t p = parts.begin; p < parts.end; ++p)
        if (part_area(column, p) > part_area(column, largest)) largest = p;
    const Range rings = column.rings(largest);
    const double height = scan_height(column, rings);
    std::vector<double> crossings;
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const std::span<const Xy> ring = column.ring(r);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const Xy a = ring[i], b = ring[i + 1];
            if ((a.y < height) != (b.y < height)) crossings.push_back(a.x + (height - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    std::sort(crossings.begin(), crossings.end());
    Xy best = column.ring(rings.begin).front();
    double width = 0;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        if (crossings[i + 1] - crossings[i] > width)
            best = {std::midpoint(crossings[i], crossings[i + 1]), height}, width = crossings[i + 1] - crossings[i];
    return best;
}

}  // namespace mutu

// A layer's shapes as one column: all coordinates in one buffer, with offsets for rings, parts and rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mutu {

struct Xy {
    double x = 0;
    double y = 0;
    friend bool operator==(const Xy&, const Xy&) = default;
};

/// Axis-parallel bounds; empty until grown.
struct Box {
    double min_x = 1, min_y = 1, max_x = -1, max_y = -1;
    bool empty() const { return min_x > max_x; }
    void grow(Xy p);
    void grow(const Box& other);
    bool meets(const Box& other) const;
};

/// Half-open index range.
struct Range {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
};

/// Multipolygons, one per row; a row without parts is a null shape. Promise: every ring is closed (its last point
/// equals its first) and has at least four points; the first ring of a part is its shell, the others are holes. Ring
/// direction is whatever came in. Whether shapes are valid is another question (see repair.hpp).
class GeometryColumn {
public:
    std::size_t rows() const { return row_parts_.size() - 1; }
    bool null(std::size_t row) const { return parts(row).size() == 0; }
    Range parts(std::size_t row) const { return {row_parts_[row], row_parts_[row + 1]}; }
    Range rings(std::size_t part) const { return {part_rings_[part], part_rings_[part + 1]}; }
    std::span<const Xy> ring(std::size_t ring) const {
        return {points_.data() + ring_points_[ring], ring_points_[ring + 1] - ring_points_[ring]};
    }
    /// All rings of a row in order, shells and holes.
    Range row_rings(std::size_t row) const { return {part_rings_[row_parts_[row]], part_rings_[row_parts_[row + 1]]}; }
    std::span<const Xy> points() const { return points_; }
    /// In place, for transforms that move points but keep the structure. Closing points must stay equal.
    std::span<Xy> points() { return points_; }

    void add_point(Xy p) { points_.push_back(p); }
    /// Ends the ring of the points added since the last ring; closes it when it is open. A ring of fewer than three
    /// distinct points is dropped and false returned.
    bool end_ring();
    void end_part();  // no rings since the last part: nothing happens
    void end_row();   // no parts since the last row: a null row
    void add_null() { end_row(); }
    /// Copies one row of another column to the end.
    void add_row(const GeometryColumn& from, std::size_t row);
    void reserve(std::size_t rows, std::size_t points);

    Box box(std::size_t row) const;

private:
    std::vector<Xy> points_;
    std::vector<std::size_t> ring_points_{0};  // ring → first point
    std::vector<std::size_t> part_rings_{0};   // part → first ring
    std::vector<std::size_t> row_parts_{0};    // row → first part
};

/// Area of a ring in squared coordinate units, positive when it runs counter-clockwise.
double signed_area(std::span<const Xy> ring);
/// Area of a row: shells minus holes, whatever their direction; 0 for a null row.
double area(const GeometryColumn& column, std::size_t row);
/// A point inside the row's largest part, for labels and findings; the row is not null.
Xy inner_point(const GeometryColumn& column, std::size_t row);

/// What a well-known binary turned out to be.
enum class WkbKind { polygon, null, other_type, broken };
/// Appends one row (Polygon or MultiPolygon, any byte order, Z/M dropped, ISO and extended codes; curves are
/// other_type). Anything but `polygon` appends a null row.
WkbKind add_wkb(GeometryColumn& column, std::span<const std::byte> wkb);
/// Little-endian ISO MultiPolygon of the row.
std::string to_wkb(const GeometryColumn& column, std::size_t row);
/// "POLYGON((…))", "MULTIPOLYGON(…)" or "EMPTY" appended as one row; for tests and small inputs. Throws
/// Error{Kind::input}.
void add_wkt(GeometryColumn& column, const std::string& wkt);

}  // namespace mutu

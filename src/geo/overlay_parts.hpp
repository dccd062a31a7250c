// What the overlay is made of: an index over boxes, rows prepared for the area kernel, and the kernel.
#pragma once

#include "handle.hpp"

#include "mutu/overlay.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mutu {

/// Areas below this are rounding of coordinates, not land (squared coordinate units).
inline constexpr double least_area = 1e-6;

/// Packed tree over boxes in Hilbert order; read-only once made, so any number of threads may ask.
class BoxIndex {
public:
    explicit BoxIndex(const std::vector<Box>& boxes);
    /// Rows whose boxes share more than a line with this one, ascending, in `found` (cleared first).
    void query(const Box& box, std::vector<std::uint32_t>& found) const;

private:
    void descend(std::size_t level, std::size_t node, const Box& box, std::vector<std::uint32_t>& found) const;

    std::vector<std::uint32_t> rows_;       // in Hilbert order
    std::vector<std::vector<Box>> levels_;  // level 0: rows; above: groups of `fan` of the level below
};

/// Edges of one large row by vertical strips, so that a small neighbour looks at few of them.
struct Strips {
    struct Edge {
        std::uint32_t point;  // from here to the next point, counted from the row's first
        std::int32_t sign;
    };
    double min_x = 0, width = 0;
    std::vector<std::uint32_t> begin;  // strip → first entry; an edge stands in every strip it crosses
    std::vector<Edge> edges;

    std::size_t strip(double x) const;
};

/// A column with what the kernel needs of it. Refers to the column, which must outlive it.
struct Layer {
    explicit Layer(const GeometryColumn& from);

    const GeometryColumn& column;
    std::vector<Box> boxes;
    std::vector<double> areas;
    std::vector<std::int8_t> ring_signs;  // +1 where land lies left of the ring's way, −1 right, 0 collapsed
    std::vector<std::int32_t> strips_of;  // row → strips, −1 for small rows
    std::vector<Strips> strips;
};

/// A piece of boundary from left to right, near a local origin; sign +1 when land lies below it, −1 above.
struct Edge {
    Xy a, b;
    double slope = 0;
    double sign = 0;
};

/// Room for one thread's pairs.
struct Scratch {
    std::vector<Edge> left, right;
    std::vector<const Edge*> open_left, open_right;
};

enum class Settled : std::uint8_t { contained, swept, robust };

struct SharedArea {
    double area = 0;
    Settled how = Settled::contained;
};

/// Area shared by two rows: 0 when below `least_area`, a row's own area unchanged when it lies in the other.
SharedArea common_area(const Layer& left, std::size_t l, const Layer& right, std::size_t r, Scratch& scratch);

std::vector<Fragment> fragments(const Layer& left, const Layer& right, OverlayCounts* counts);
/// Pairs of rows of `layer` that share land, each once with left < right, sorted: of those pairs alone that occur as
/// `right` beside one another in a row's slice of `list`, which is sorted by left; `begin` is where the slices begin.
std::vector<Fragment> overlaps_met(const Layer& layer, const std::vector<Fragment>& list,
                                   const std::vector<std::size_t>& begin);

/// Valid by the structure method (repair.hpp) and in GEOS's normal order; null where GEOS gives up.
Shape mended(const GEOSGeometry* shape);
/// GEOS operations that are tried again on a 1 mm grid when the free coordinates defeat them; Error{Kind::bug} after
/// that.
Shape intersection_of(const GEOSGeometry* a, const GEOSGeometry* b);
Shape difference_of(const GEOSGeometry* a, const GEOSGeometry* b);
Shape difference_on_grid(const GEOSGeometry* a, const GEOSGeometry* b);
/// An order of rows that follows from their shapes alone.
void order_by_place(const GeometryColumn& column, std::vector<std::uint32_t>& rows);
/// Union of some rows, by shared edges where that is proved, else by GEOS; the order in which they are named does not
/// matter.
Shape union_of(const GeometryColumn& column, std::vector<std::uint32_t> rows, OverlayCounts& counts);
/// Union of rows that repeat each other's corners, as one row, by cancelling the edges they share; absent where it
/// cannot be proved right. n log n in the edges of the rows.
std::optional<GeometryColumn> union_of_neighbours(const GeometryColumn& column, std::span<const std::uint32_t> rows);

}  // namespace mutu

// Layer over layer: how much of each row the other layer covers, and what remains. Both columns share one plane and are
// valid.
#pragma once

#include "mutu/geometry.hpp"

#include <cstdint>
#include <vector>

namespace mutu {

/// Land shared by row `left` of one layer and row `right` of another, in squared coordinate units, > 0.
struct Fragment {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    double area = 0;
};

/// What the overlay did, for the run's report: pairs looked at, settled by containment, by the sweep, by the robust
/// path; unions of neighbours by their shared edges, and those that were left to the robust path.
struct OverlayCounts {
    std::uint64_t pairs = 0, contained = 0, swept = 0, robust = 0, unions = 0, robust_unions = 0;
    OverlayCounts& operator+=(const OverlayCounts& other);
};

/// All pairs that share land, sorted by left, then right. Unchanged by feature order, ring start and direction.
std::vector<Fragment> overlay(const GeometryColumn& left, const GeometryColumn& right, OverlayCounts* counts = nullptr);

struct Covered {
    std::vector<Fragment> fragments;  // as `overlay` gives them
    std::vector<double> area;         // per row of `left`: covered by the union of all rows of `right`, overlaps once
};
Covered covered_area(const GeometryColumn& left, const GeometryColumn& right, OverlayCounts* counts = nullptr);

/// Parts smaller than `area` whose width (2·area / perimeter) is also below `width` are slivers: left out and added to
/// `dropped`, per row.
struct Slivers {
    double area = 0, width = 0;
    std::vector<double>* dropped = nullptr;
};
/// Per row of `left`: the row minus everything in `right`, as shapes; null where nothing is left.
GeometryColumn difference(const GeometryColumn& left, const GeometryColumn& right, const Slivers& slivers = {},
                          OverlayCounts* counts = nullptr);

/// Everything in one row; null when there is nothing.
GeometryColumn united(const GeometryColumn& column);

/// Per row: index of the first row (smallest index) with the same shape up to ring start and direction; itself when
/// first.
std::vector<std::size_t> first_equal(const GeometryColumn& column);

}  // namespace mutu

// What the shapes of one layer do to each other and to themselves: overlaps, gaps, slivers, spikes, crowded points.
#pragma once

#include "mutu/overlay.hpp"

#include <cstdint>
#include <vector>

namespace mutu {

/// Lengths in the column's units (metres), areas in their squares.
struct TopologyLimits {
    double snap = 0.001;                            // coordinates are rounded to this grid first
    double overlap_area = 0.01;                     // smaller overlaps are not told
    double gap_area = 0.01;                         // smaller gaps and holes are not told
    double gap_width = 1.0;                         // uncovered land wider than this is no gap (a road, a ditch)
    double spike_angle = 3.0;                       // degrees
    double point_spacing = 0.01;                    // closer neighbours on a ring are crowded
    double sliver_width = 1.0, sliver_area = 50.0;  // a row below both is a sliver; width is 2·area / perimeter
};

/// How the overlaps were found: pairs of touching boxes, pairs that the matching of edges proved disjoint, pairs
/// measured.
struct TopologyCounts {
    std::uint64_t pairs = 0, proved = 0, measured = 0;
};

/// Rounds every coordinate to the grid and drops points that fall together. Rows that cross themselves or vanish then
/// are mended (see repair.hpp) and named in `broken`, ascending.
GeometryColumn snapped(const GeometryColumn& column, double grid, std::vector<std::size_t>* broken = nullptr);

/// Uncovered land between rows of one layer, narrower than the limit; or a hole of one row that nothing fills.
struct Gap {
    std::size_t row = 0, other = 0;  // rows beside it; equal where one row is all around
    double area = 0, width = 0;      // width: 2·area / perimeter
    bool hole = false;
};

struct CoverageFaults {
    GeometryColumn flat;              // the rows as they were examined
    std::vector<std::size_t> broken;  // rows that the grid deforms
    std::vector<Fragment> overlaps;   // left < right, sorted
    std::vector<Gap> gaps;            // by row, then other; row i of gap_shapes is the land of gap i
    GeometryColumn gap_shapes;
    TopologyCounts counts;
};

/// The faults of one layer whose rows are valid. Two rows are proved disjoint without being measured when every edge of
/// both is shared with exactly one neighbour that runs it backwards, they hang together by such edges, and no row at
/// the rim of what hangs together overlaps any other of it: depth changes only across the rim, so land covered twice
/// would have to begin at one of those. Two coverages laid over each other are therefore found. Enclosed gaps are
/// found, and cracks between two rows that open to the outside; `with_gaps` false leaves both out. Same result for any
/// number of threads; about 20 µs a row of 40 points on one core.
CoverageFaults coverage_faults(const GeometryColumn& column, const TopologyLimits& limits, bool with_gaps = true);

/// The rows of `flat` but the broken ones (see CoverageFaults) lie within the range of the grid, some 4 000 km at 1 mm;
/// where they do not, no gaps are found.
bool grid_holds(const GeometryColumn& flat, double grid, const std::vector<std::size_t>& broken);

/// A vertex whose edges turn back on each other, points closer than they should be, a row too thin to be land.
struct Spike {
    std::size_t row = 0;
    Xy place;
    double angle = 0;  // degrees
};
std::vector<Spike> spikes(const GeometryColumn& column, double least_angle);

struct Crowd {
    std::size_t row = 0, count = 0;
    Xy place;  // of the first
};
std::vector<Crowd> crowded_points(const GeometryColumn& column, double spacing);

struct Sliver {
    std::size_t row = 0;
    double area = 0, width = 0;
};
std::vector<Sliver> slivers(const GeometryColumn& column, double width, double area);

/// Per pair: the shared land as a shape, null where it has no area; and its mean width.
GeometryColumn shared_land(const GeometryColumn& column, const std::vector<Fragment>& pairs);
/// 2·area / perimeter of a row; 0 for a null row.
double mean_width(const GeometryColumn& column, std::size_t row);

}  // namespace mutu

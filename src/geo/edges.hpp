// Directed edges of a layer on a grid, each matched with the one that runs it backwards. Seen by src/geo only.
#pragma once

#include "overlay_parts.hpp"

#include "mutu/topology.hpp"

#include <cstdint>
#include <vector>

namespace mutu {

struct GridPoint {
    std::int32_t x = 0, y = 0;
    friend bool operator==(GridPoint, GridPoint) = default;
    friend auto operator<=>(GridPoint, GridPoint) = default;
};

/// Land of `row` lies left of the way from a to b.
struct GridEdge {
    GridPoint a, b;
    std::uint32_t row = 0;
};

/// What is known of a layer from its edges alone.
struct EdgeMatch {
    std::int64_t origin_x = 0, origin_y = 0;  // of grid point 0, 0, in grid steps
    double grid = 0;
    bool usable = false;  // the layer fits the grid's range
    /// Edges whose land on the other side is nobody's, or more than one row's; in a fixed order.
    std::vector<GridEdge> open;
    /// Component of clean rows (every edge run backwards by exactly one other row) by its smallest row; −1: not clean.
    std::vector<std::int32_t> component;
    std::vector<bool> rim;  // a clean row beside one that is not

    /// The very coordinates that `snapped` made.
    Xy at(GridPoint p) const {
        return {static_cast<double>(origin_x + p.x) * grid, static_cast<double>(origin_y + p.y) * grid};
    }
};

/// `column` lies on the grid (see snapped) but for the rows marked `off_grid`, which take no part. Rows are valid.
EdgeMatch match_edges(const GeometryColumn& column, double grid, const std::vector<bool>& off_grid);

/// Uncovered land that the open edges run around, and cracks between rows; see coverage_faults.
std::vector<Gap> find_gaps(const Layer& layer, const EdgeMatch& match, const TopologyLimits& limits,
                           GeometryColumn& shapes);

}  // namespace mutu

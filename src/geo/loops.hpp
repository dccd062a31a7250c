// Ways along the grid: differences of its points, exact, and the loops that open edges make when run backwards. Seen by
// src/geo only.
#pragma once

#include "edges.hpp"

#include <set>
#include <vector>

namespace mutu {

__extension__ using Wide = __int128;

struct GridVector {
    std::int64_t x = 0, y = 0;
};

inline GridVector from_to(GridPoint a, GridPoint b) {
    return {std::int64_t{b.x} - std::int64_t{a.x}, std::int64_t{b.y} - std::int64_t{a.y}};
}

inline Wide cross(GridVector a, GridVector b) { return Wide{a.x} * b.y - Wide{a.y} * b.x; }
inline Wide dot(GridVector a, GridVector b) { return Wide{a.x} * b.x + Wide{a.y} * b.y; }

/// Open edges run backwards, back to where they began.
struct Loop {
    std::vector<GridPoint> points;  // not closed
    std::set<std::uint32_t> rows;   // whose edges they are
    double area = 0;                // > 0: runs to the left, uncovered land inside
};

/// The open edges backwards, linked into loops without repeated vertices: at each vertex the sharpest turn to the left.
/// Loops that enclose nothing are left out. In a fixed order.
std::vector<Loop> loops_of(const EdgeMatch& match);

}  // namespace mutu

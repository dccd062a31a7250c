// Which rows of one layer lie next to each other: along a shared edge, or face to face across a road.
#pragma once

#include "mutu/geometry.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace mutu {

struct Neighbours {
    std::uint32_t left = 0, right = 0;  // left < right
    double facing = 0;                  // length of the right row's boundary that lies within `width` of the left row
};

/// Pairs whose boundaries face each other over at least `facing` at a distance of up to `width`, both in units of the
/// plane, sorted by left, then right. With a width of 0 a corner alone is no neighbour; with more, a corner has
/// boundary on both sides of it within reach and counts. Rows named twice count once; null rows have no neighbours.
/// Cost: one buffer a row and one intersection a pair of near boxes; parallel over rows.
std::vector<Neighbours> neighbours(const GeometryColumn& plane, std::span<const std::uint32_t> rows, double width,
                                   double facing);

}  // namespace mutu

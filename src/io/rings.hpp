// Loose rings into one row of polygons: what is a shell and what a hole follows from containment alone.
#pragma once

#include "mutu/geometry.hpp"

#include <span>
#include <vector>

namespace mutu {

using Ring = std::vector<Xy>;

/// Rings of one row beyond this number are not sorted out: every pair may have to be compared.
inline constexpr std::size_t most_rings = 1000;

/// Appends one row. A ring inside an odd number of others is a hole of the smallest of them, every other ring is a
/// shell, whatever the numbers, order and directions in the file; shells and the holes of each keep their order. Rings
/// may be open or closed. Gives back how many rings had fewer than three distinct points and were left out. At most
/// `most_rings` rings; rings that cross each other make an invalid row, which repair.hpp finds.
std::size_t add_row_of_rings(GeometryColumn& column, std::span<const Ring> rings);

}  // namespace mutu

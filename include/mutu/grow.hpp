// Shapes with a margin around them.
#pragma once

#include "mutu/geometry.hpp"

namespace mutu {

/// Every row and all land within `distance` of it; corners are mitred, so no point of the margin lies nearer than
/// `distance`. Null rows stay null. Parallel over rows; cost grows with the points of a row.
GeometryColumn grown(const GeometryColumn& column, double distance);

}  // namespace mutu

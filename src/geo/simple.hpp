// A cheap proof that a shape is valid, so that most rows never need GEOS for it.
#pragma once

#include "mutu/geometry.hpp"

namespace mutu {

/// True only when the row is one ring whose segments certainly meet in shared vertices alone. False says nothing.
bool certainly_simple(const GeometryColumn& column, std::size_t row);

}  // namespace mutu

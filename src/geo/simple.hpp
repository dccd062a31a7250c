// A cheap proof that a shape is valid, so that most rows never need GEOS for it.
#pragma once

#include "mutu/geometry.hpp"

namespace mutu {

/// True only when the row is one ring whose segments certainly meet in shared vertices alone. False says nothing.
bool certainly_simple(const GeometryColumn& column, std::size_t row);

/// +1 where p certainly lies left of a → b, −1 where right, 0 where rounding might have made it.
int certain_side(Xy a, Xy b, Xy p);
/// Segments ab and cd certainly share no point but a common end.
bool certainly_clear(Xy a, Xy b, Xy c, Xy d);

}  // namespace mutu

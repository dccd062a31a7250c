// The unit of area columns whose headings name none, settled by what is drawn.
#pragma once

#include "match.hpp"

#include "mutu/holdings.hpp"

namespace mutu {

/// Compares the main area column of the role with the drawn areas: a median ratio near 1, 666.67, 10 000 or 1 000 000
/// means m², 亩, 公顷, km². The unit found is used for every area column of the layer without one, and said aloud. A
/// row that fits another unit than the rest is refused and told. Cost: one pass over the points.
void settle_area_units(const RawLayer& layer, const Source& source, Matching& matching);

}  // namespace mutu

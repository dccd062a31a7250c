// Shapes that cross themselves, repeat or collapse: found, mended, and the mending told.
#pragma once

#include "mutu/geometry.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace mutu {

/// One mended row. Areas in squared coordinate units of the column.
struct Repair {
    std::size_t row = 0;
    std::string reason;      // GEOS's words: "Self-intersection", "Ring Self-intersection", …
    double area_before = 0;  // plain formula over the rings as drawn
    double area_after = 0;
    Xy place;              // where the first fault lies
    bool emptied = false;  // nothing with area was left: the row is null now
};

/// Tests every row and mends the invalid ones (structure method: overlapping parts are merged, crossings split; lines
/// and points that fall out are dropped). Rows with a coordinate that is not finite become null with reason "not
/// finite". Valid rows stay bit-identical. Parallel over rows; one Repair per mended row, in row order. `originals`
/// takes the mended rows as they were, one row per Repair.
std::vector<Repair> make_valid(GeometryColumn& column, GeometryColumn* originals = nullptr);

}  // namespace mutu

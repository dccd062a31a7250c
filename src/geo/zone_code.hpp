// The EPSG code of a Chinese Gauss-Krüger zone that a file describes by its numbers alone. Seen by src/geo only.
#pragma once

#include "handle.hpp"

#include "mutu/crs.hpp"

#include <optional>

namespace mutu {

/// A transverse Mercator in metres on a meridian that is a multiple of 3°, with the false easting of a 3- or 6-degree
/// zone or of none, on CGCS2000, Xi'an 80 or Beijing 54 (policy.md 11.2). Nothing for any other system.
std::optional<int> zone_code(const PJ* crs, Datum datum);

}  // namespace mutu

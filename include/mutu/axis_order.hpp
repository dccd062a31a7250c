// In which order the definition of a CRS names its axes: what programs exchange by the CRS's name is in that order,
// while everything of ours has easting or longitude first.
#pragma once

#include "mutu/crs.hpp"

namespace mutu {

/// Latitude or northing comes first, as in EPSG:4490 and the zones of CGCS2000.
bool northing_first(const Crs& crs);

}  // namespace mutu

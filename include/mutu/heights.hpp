// Heights of the ground out of a file that GDAL opens (GeoTIFF and its like).
#pragma once

#include "mutu/exchange.hpp"
#include "mutu/raster.hpp"

namespace mutu {

/// The first band of a raster, only the part that `place` (a box of `plane`) needs. Error{Kind::input} where the file
/// cannot be read as a raster, has no coordinate system (and `source.crs` gives none) or lies turned;
/// Error{Kind::refused} where it covers nothing of the place, or the part is larger than 64 million cells.
Raster read_heights(const SourceSpec& source, const Box& place, const Crs& plane);

}  // namespace mutu

// OGR's shapes into a layer's column of polygons, row by row, with a note of what was none. Seen by src/io only.
#pragma once

#include "raw.hpp"

#include <ogr_geometry.h>

#include <vector>

namespace mutu {

/// Appends one row of shapes and notes what it was. Curves become short straight edges; a collection of polygons a
/// multipolygon; closed lines of a drawing polygons.
class ShapeReader {
public:
    explicit ShapeReader(RawLayer& layer) : layer_{layer} {}
    void add(const OGRGeometry* shape);

private:
    RawLayer& layer_;
    std::vector<std::byte> buffer_;
};

}  // namespace mutu

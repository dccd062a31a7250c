// One-pointer owners for what GEOS and PROJ hand out, and the per-thread contexts they are used with.
#pragma once

#include "mutu/geometry.hpp"

#include <geos_c.h>
#include <proj.h>

#include <memory>
#include <string>

namespace mutu {

/// This thread's contexts, made at first use. Shapes are not tied to the context that made them.
GEOSContextHandle_t geos();
PJ_CONTEXT* proj();
/// What GEOS said last on this thread.
const std::string& geos_message();

struct GeosFree {
    void operator()(GEOSGeometry* shape) const noexcept { GEOSGeom_destroy_r(geos(), shape); }
    void operator()(GEOSMakeValidParams* params) const noexcept { GEOSMakeValidParams_destroy_r(geos(), params); }
    void operator()(char* text) const noexcept { GEOSFree_r(geos(), text); }
};
using Shape = std::unique_ptr<GEOSGeometry, GeosFree>;

struct ProjFree {
    void operator()(PJ* object) const noexcept { proj_destroy(object); }
    void operator()(PJ_OBJ_LIST* list) const noexcept { proj_list_destroy(list); }
};
using ProjObject = std::unique_ptr<PJ, ProjFree>;

/// What PROJ makes of a definition that Crs::parse accepted; the part that lies in the plane or on the ellipsoid.
ProjObject horizontal_crs(const std::string& definition);
/// Longitude and latitude under it; empty when it has none (a local grid).
ProjObject geodetic_base(const PJ* crs);

/// The row as a GEOS multipolygon; rings as they are. Throws Error{Kind::bug} when GEOS refuses the rings.
Shape to_geos(const GeometryColumn& column, std::size_t row);
/// Appends the polygons of a shape as one row; lines and points are left out. Nothing areal: a null row.
void add_geos(GeometryColumn& column, const GEOSGeometry* shape);

}  // namespace mutu

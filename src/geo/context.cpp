// A GEOS and a PROJ context per thread, and the way of rows into GEOS and back.
#include "handle.hpp"

#include "mutu/error.hpp"

#include <vector>

namespace mutu {
namespace {

struct GeosContext {
    std::string message;
    GEOSContextHandle_t handle = GEOS_init_r();
    GeosContext() {
        const auto keep = [](const char* text, void* self) { static_cast<GeosContext*>(self)->message = text; };
        GEOSContext_setErrorMessageHandler_r(handle, keep, this);
    }
    GeosContext(const GeosContext&) = delete;
    GeosContext& operator=(const GeosContext&) = delete;
    ~GeosContext() { GEOS_finish_r(handle); }
};

GeosContext& geos_context() {
    thread_local GeosContext context;
    return context;
}

struct ProjContextFree {
    void operator()(PJ_CONTEXT* context) const noexcept { proj_context_destroy(context); }
};
using ProjContext = std::unique_ptr<PJ_CONTEXT, ProjContextFree>;

ProjContext quiet_context() {
    ProjContext context{proj_context_create()};
    proj_context_set_enable_network(context.get(), 0);
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

Shape checked(GEOSGeometry* shape) {
    if (shape == nullptr) throw Error{Kind::bug, "GEOS: " + geos_message()};
    return Shape{shape};
}

Shape ring_of(std::span<const Xy> points) {
    static_assert(sizeof(Xy) == 2 * sizeof(double));
    GEOSCoordSequence* sequence =
        GEOSCoordSeq_copyFromBuffer_r(geos(), &points.data()->x, static_cast<unsigned>(points.size()), 0, 0);
    if (sequence == nullptr) throw Error{Kind::bug, "GEOS: " + geos_message()};
    return checked(GEOSGeom_createLinearRing_r(geos(), sequence));
}

/// GEOS takes the shapes over, also when it fails.
std::vector<GEOSGeometry*> released(std::vector<Shape>& shapes) {
    std::vector<GEOSGeometry*> raw;
    for (Shape& shape : shapes) raw.push_back(shape.release());
    return raw;
}

Shape polygon_of(const GeometryColumn& column, std::size_t part) {
    const Range rings = column.rings(part);
    Shape shell = ring_of(column.ring(rings.begin));
    std::vector<Shape> holes;
    for (std::size_t r = rings.begin + 1; r < rings.end; ++r) holes.push_back(ring_of(column.ring(r)));
    std::vector<GEOSGeometry*> raw = released(holes);
    return checked(GEOSGeom_createPolygon_r(geos(), shell.release(), raw.data(), static_cast<unsigned>(raw.size())));
}

bool add_ring(GeometryColumn& column, const GEOSGeometry* ring) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(geos(), ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(geos(), sequence, &count);
    std::vector<Xy> points(count);
    if (count == 0) return false;
    GEOSCoordSeq_copyToBuffer_r(geos(), sequence, &points.data()->x, 0, 0);
    for (const Xy p : points) column.add_point(p);
    return column.end_ring();
}

void add_parts(GeometryColumn& column, const GEOSGeometry* shape) {
    const int type = GEOSGeomTypeId_r(geos(), shape);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(geos(), shape) != 0) return;
        if (!add_ring(column, GEOSGetExteriorRing_r(geos(), shape))) return;
        const int holes = GEOSGetNumInteriorRings_r(geos(), shape);
        for (int i = 0; i < holes; ++i) add_ring(column, GEOSGetInteriorRingN_r(geos(), shape, i));
        column.end_part();
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int parts = GEOSGetNumGeometries_r(geos(), shape);
        for (int i = 0; i < parts; ++i) add_parts(column, GEOSGetGeometryN_r(geos(), shape, i));
    }
}

}  // namespace

GEOSContextHandle_t geos() { return geos_context().handle; }
const std::string& geos_message() { return geos_context().message; }

PJ_CONTEXT* proj() {
    thread_local const ProjContext context = quiet_context();
    return context.get();
}

Shape to_geos(const GeometryColumn& column, std::size_t row) {
    std::vector<Shape> parts;
    const Range range = column.parts(row);
    for (std::size_t p = range.begin; p < range.end; ++p) parts.push_back(polygon_of(column, p));
    std::vector<GEOSGeometry*> raw = released(parts);
    return checked(
        GEOSGeom_createCollection_r(geos(), GEOS_MULTIPOLYGON, raw.data(), static_cast<unsigned>(raw.size())));
}

void add_geos(GeometryColumn& column, const GEOSGeometry* shape) {
    add_parts(column, shape);
    column.end_row();
}

}  // namespace mutu

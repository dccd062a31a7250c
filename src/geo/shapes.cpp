// Operations that need new shapes, by GEOS, with a second try on a 1 mm grid and a third on mended shapes.
#include "overlay_parts.hpp"

#include "mutu/error.hpp"

#include <algorithm>
#include <tuple>

namespace mutu {
namespace {

constexpr double millimetre = 0.001;

Shape or_fail(GEOSGeometry* shape) {
    if (shape == nullptr) throw Error{Kind::bug, "GEOS: " + geos_message()};
    return Shape{shape};
}

using OnGrid = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*, double);

/// Mended, without the lines and points that fall out: GEOS refuses collections of several dimensions.
Shape mended_land(const GEOSGeometry* shape) {
    GeometryColumn land;
    add_geos(land, or_fail(mended(shape).release()).get());
    return to_geos(land, 0);
}

/// Valid shapes can stop being so within the last digits of their coordinates: then both are mended and tried again.
Shape on_grid(OnGrid operation, const GEOSGeometry* a, const GEOSGeometry* b) {
    if (GEOSGeometry* shape = operation(geos(), a, b, millimetre)) return Shape{shape};
    const Shape mended_a = mended_land(a), mended_b = mended_land(b);
    return or_fail(operation(geos(), mended_a.get(), mended_b.get(), millimetre));
}

}  // namespace

Shape mended(const GEOSGeometry* shape) {
    const std::unique_ptr<GEOSMakeValidParams, GeosFree> params{GEOSMakeValidParams_create_r(geos())};
    GEOSMakeValidParams_setMethod_r(geos(), params.get(), GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos(), params.get(), 0);
    Shape valid{GEOSMakeValidWithParams_r(geos(), shape, params.get())};
    if (valid) GEOSNormalize_r(geos(), valid.get());
    return valid;
}

void order_by_place(const GeometryColumn& column, std::vector<std::uint32_t>& rows) {
    struct Key {
        Box box;
        std::uint32_t row;
    };
    std::vector<Key> keys;
    keys.reserve(rows.size());
    for (const std::uint32_t row : rows) keys.push_back({column.box(row), row});
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        const auto key = [](const Box& x) { return std::tuple{x.min_x, x.min_y, x.max_x, x.max_y}; };
        if (key(a.box) != key(b.box)) return key(a.box) < key(b.box);
        return to_wkb(column, a.row) < to_wkb(column, b.row);
    });
    std::transform(keys.begin(), keys.end(), rows.begin(), [](const Key& key) { return key.row; });
}

Shape intersection_of(const GEOSGeometry* a, const GEOSGeometry* b) {
    if (GEOSGeometry* shape = GEOSIntersection_r(geos(), a, b)) return Shape{shape};
    return on_grid(GEOSIntersectionPrec_r, a, b);
}

Shape difference_of(const GEOSGeometry* a, const GEOSGeometry* b) {
    if (GEOSGeometry* shape = GEOSDifference_r(geos(), a, b)) return Shape{shape};
    return difference_on_grid(a, b);
}

Shape difference_on_grid(const GEOSGeometry* a, const GEOSGeometry* b) { return on_grid(GEOSDifferencePrec_r, a, b); }

Shape union_of(const GeometryColumn& column, std::vector<std::uint32_t> rows, OverlayCounts& counts) {
    if (rows.size() == 1) return to_geos(column, rows.front());
    if (const auto whole = union_of_neighbours(column, rows)) {
        ++counts.unions;
        return to_geos(*whole, 0);
    }
    ++counts.robust_unions;
    order_by_place(column, rows);
    std::vector<GEOSGeometry*> raw;
    for (const std::uint32_t row : rows) {
        Shape shape = to_geos(column, row);
        GEOSNormalize_r(geos(), shape.get());
        raw.push_back(shape.release());
    }
    const Shape all = or_fail(
        GEOSGeom_createCollection_r(geos(), GEOS_GEOMETRYCOLLECTION, raw.data(), static_cast<unsigned>(raw.size())));
    if (GEOSGeometry* shape = GEOSUnaryUnion_r(geos(), all.get())) return Shape{shape};
    return or_fail(GEOSUnaryUnionPrec_r(geos(), all.get(), millimetre));
}

}  // namespace mutu

// Straightening, closing and sorting out what OGR hands over as a shape.
#include "shape_reader.hpp"

#include <memory>

namespace mutu {
namespace {

/// Curves become short straight edges; a collection that holds polygons only becomes a multipolygon.
OGRGeometryUniquePtr straightened(const OGRGeometry& shape) {
    if (shape.hasCurveGeometry(TRUE)) return OGRGeometryUniquePtr{shape.getLinearGeometry()};
    if (wkbFlatten(shape.getGeometryType()) != wkbGeometryCollection) return nullptr;
    for (const OGRGeometry* part : *shape.toGeometryCollection()) {
        const auto type = wkbFlatten(part->getGeometryType());
        if (type != wkbPolygon && type != wkbMultiPolygon) return nullptr;
    }
    return OGRGeometryUniquePtr{OGRGeometryFactory::forceToMultiPolygon(shape.clone())};
}

/// Every ring of a polygon or multipolygon ends where it begins.
bool closed(const OGRGeometry& shape) {
    const auto all_closed = [](const OGRPolygon& polygon) {
        for (const OGRLinearRing* ring : polygon)
            if (!ring->IsEmpty() && !ring->get_IsClosed()) return false;
        return true;
    };
    switch (wkbFlatten(shape.getGeometryType())) {
    case wkbPolygon: return all_closed(*shape.toPolygon());
    case wkbMultiPolygon:
        for (const OGRPolygon* part : *shape.toMultiPolygon())
            if (!all_closed(*part)) return false;
        return true;
    default: return true;
    }
}

/// A drawing has no polygons but lines that close; null for what does not.
OGRGeometryUniquePtr closed_line(const OGRGeometry& shape) {
    if (wkbFlatten(shape.getGeometryType()) != wkbLineString) return nullptr;
    const OGRLineString& line = *shape.toLineString();
    if (line.getNumPoints() < 4 || !line.get_IsClosed()) return nullptr;
    auto ring = std::make_unique<OGRLinearRing>();
    ring->addSubLineString(&line);
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(ring.release());
    return OGRGeometryUniquePtr{polygon.release()};
}

}  // namespace

void ShapeReader::add(const OGRGeometry* shape) {
    const std::size_t row = layer_.shapes.rows();
    layer_.shaped = layer_.shaped || shape;
    if (!shape || shape->IsEmpty()) {
        layer_.shapes.add_null();
        layer_.no_shape.push_back(row);
        return;
    }
    OGRGeometryUniquePtr straight = straightened(*shape);
    if (layer_.driver == "DXF")
        if (auto polygon = closed_line(straight ? *straight : *shape)) straight = std::move(polygon);
    const OGRGeometry& plain = straight ? *straight : *shape;
    buffer_.resize(plain.WkbSize());
    plain.exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(buffer_.data()), wkbVariantIso);
    switch (add_wkb(layer_.shapes, buffer_)) {
    case WkbKind::polygon:
        if (!closed(plain)) layer_.unclosed.push_back(row);
        return;
    case WkbKind::null: layer_.no_shape.push_back(row); return;
    case WkbKind::other_type:
    case WkbKind::broken: layer_.not_polygon.push_back(row); return;
    }
}

}  // namespace mutu

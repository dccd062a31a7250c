// Between the book's plane and the degrees that browsers and OGC clients speak. Seen by src/serve only.
#pragma once

#include "mutu/crs.hpp"
#include "mutu/geometry.hpp"
#include "mutu/value.hpp"

#include <optional>

namespace mutu {

/// CGCS2000 longitude and latitude.
GeometryColumn in_degrees(const GeometryColumn& shapes, const Crs& from);
Xy in_degrees(Xy point, const Crs& from);
Xy in_book(Xy degrees, const Crs& book);
/// The bounds of a box of degrees in the book's plane, its bent edges included: the part of it near `extent`, since a
/// plane has no place for the whole world. Absent where nothing is drawn there.
std::optional<Box> in_book(const Box& degrees, const Crs& book, const Box& extent);
/// The other way.
Box in_degrees(const Box& box, const Crs& from);
/// From any system to any other.
Xy moved(Xy point, const Crs& from, const Crs& to);
Box moved(const Box& box, const Crs& from, const Crs& to);

/// [west, south, east, north], null where the box is empty.
Value bounds_value(const Box& degrees);
/// How coordinates are written.
struct Spelling {
    double steps = 1e7;           // numbers per unit; 0: as they are. Seven decimals of a degree are a centimetre.
    bool northing_first = false;  // the order of the CRS's definition
};
Value position(Xy point, const Spelling& spelling = {});
/// A GeoJSON geometry of a row, of degrees unless a spelling says otherwise, or null.
Value geojson(const GeometryColumn& shapes, std::size_t row, const Spelling& spelling = {});

/// The point lies in the row's land: inside a shell and in none of its holes.
bool covers(const GeometryColumn& shapes, std::size_t row, Xy point);

}  // namespace mutu

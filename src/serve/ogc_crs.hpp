// OGC API Features, Part 2: the systems in which layers are handed out and boxes are taken. Seen by src/serve only.
#pragma once

#include "http.hpp"
#include "place.hpp"

#include <string>
#include <vector>

namespace mutu {

/// Longitude and latitude: what is meant where nothing is said.
inline constexpr const char* crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// One system by its URI. Coordinates go in the order of its definition: latitude first in EPSG:4490 and EPSG:4326,
/// northing first in the zones of CGCS2000.
struct OfferedCrs {
    std::string uri;
    Crs crs;
    Spelling spelling;  // the book's own numbers are not rounded, others to 0.1 mm; CRS84 to a centimetre as ever
};

/// CRS84 first, then the book's own where EPSG has a code for it, then 4490, 4326 and 3857.
std::vector<OfferedCrs> offered_crs(const Crs& book);
/// The URI of the book's own; "" where EPSG has none.
std::string storage_uri(const Crs& book);
/// What the parameter `name` asks for; CRS84 where it is absent. Refusal 400 naming those that are offered.
OfferedCrs asked_crs(const Request& request, const char* name, const Crs& book);
/// The parameter `bbox`, in `bbox-crs`, as a box of the book's plane near `extent` (degrees). Absent where the request
/// has none; empty where nothing of the book can lie in it.
std::optional<Box> asked_box(const Request& request, const Crs& book, const Box& extent);

}  // namespace mutu

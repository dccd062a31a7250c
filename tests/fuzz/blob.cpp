// Geometry blobs of books that anybody may have edited: what follows the header is theirs, what we write reads back.
#include "fuzz/eaters.hpp"
#include "geopackage.hpp"

#include "mutu/geometry.hpp"

#include <cmath>

void mutu::fuzz::eat_blob(std::string_view bytes) {
    constexpr int srs_id = 4490;
    const std::string_view wkb = wkb_of_blob(bytes);
    promise(bytes.ends_with(wkb));
    if (const auto spot = spot_of_blob(bytes)) {
        promise(std::isfinite(spot->x) && std::isfinite(spot->y));
        const auto again = spot_of_blob(geopackage_blob(*spot, srs_id));
        promise(again && again->x == spot->x && again->y == spot->y);
    }
    GeometryColumn shape;
    if (add_wkb(shape, std::as_bytes(std::span{wkb})) != WkbKind::polygon || shape.null(0)) return;
    promise(wkb_of_blob(geopackage_blob(shape, 0, shape.box(0), srs_id)) == to_wkb(shape, 0));
}

// Margins by GEOS, with mitred corners.
#include "mutu/grow.hpp"

#include "handle.hpp"

#include "mutu/error.hpp"
#include "mutu/parallel.hpp"

#include <vector>

namespace mutu {
namespace {

constexpr double mitre_limit = 5;
constexpr int arc_steps = 8;

}  // namespace

GeometryColumn grown(const GeometryColumn& column, double distance) {
    std::vector<GeometryColumn> rows(column.rows());
    parallel_for(column.rows(), [&](std::size_t row) {
        if (column.null(row)) return rows[row].add_null();
        GEOSGeometry* shape = GEOSBufferWithStyle_r(geos(), to_geos(column, row).get(), distance, arc_steps,
                                                    GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, mitre_limit);
        if (shape == nullptr) throw Error{Kind::bug, "GEOS: " + geos_message()};
        add_geos(rows[row], Shape{shape}.get());
    });
    GeometryColumn all;
    for (const GeometryColumn& one : rows) all.add_row(one, 0);
    return all;
}

}  // namespace mutu

// What a run takes from all of its shapes together, for runs over parts of them. Shapes are not mended for it: mending
// takes nothing beyond a shape's bounds.
#include "steps.hpp"

#include "mutu/parallel.hpp"

#include <cmath>

namespace mutu {
namespace {

/// Bounds that are degrees; a shape that has others will not be used as a shape.
bool on_earth(const Box& box) {
    constexpr double most = 1000;
    return box.min_x > -most && box.min_y > -most && box.max_x < most && box.max_y < most;
}

std::vector<Box> boxes_of(const GeometryColumn& degrees) {
    std::vector<Box> boxes(degrees.rows());
    for (std::size_t row = 0; row < degrees.rows(); ++row) {
        if (degrees.null(row)) continue;
        Box box;
        bool finite = true;
        for (std::size_t ring = degrees.row_rings(row).begin; ring < degrees.row_rings(row).end; ++ring)
            for (const Xy p : degrees.ring(ring))
                finite = finite && std::isfinite(p.x) && std::isfinite(p.y), box.grow(p);
        if (finite && on_earth(box)) boxes[row] = box;
    }
    return boxes;
}

Box around(const std::vector<Box>& boxes) {
    Box all;
    for (const Box& box : boxes) all.grow(box);
    return all;
}

double middle(const Box& box) { return box.empty() ? 0 : (box.min_x + box.max_x) / 2; }

}  // namespace

Framed frame_of(Holdings& holdings, const Rulebook& rulebook, const Labels& labels, const AnalyzeOptions& options) {
    Diagnostics untold;
    OverlayCounts uncounted;
    Survey survey;
    const Context context{holdings, rulebook, labels, options, untold, uncounted, survey};
    Framed framed{{}, std::vector<std::vector<Box>>(role_count)};
    GeometryColumn parks, parcels;
    Box everything;
    for (const Role role : all_roles()) {
        if (!has_shape(role) || holdings[role].rows() == 0) continue;
        throw_if_stopped();
        GeometryColumn degrees = brought(context, role, Crs::epsg(cgcs2000), false);
        std::vector<Box>& boxes = framed.boxes[static_cast<std::size_t>(role)];
        boxes = boxes_of(degrees);
        everything.grow(around(boxes));
        if (role == Role::park)
            parks = std::move(degrees);
        else if (role == Role::parcel)
            parcels = std::move(degrees);
    }
    const Crs book = book_crs(context, parks, parcels);
    const Box land = around(framed.boxes[static_cast<std::size_t>(Role::parcel)]);
    framed.frame = {book.definition(), land.empty() ? 0 : central_meridian(middle(land)),
                    book.geographic() ? middle(everything) : 0};
    return framed;
}

}  // namespace mutu

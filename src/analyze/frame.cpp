// What a run takes from all of its shapes together, for runs over parts of them.
#include "steps.hpp"

namespace mutu {
namespace {

std::vector<Box> boxes_of(const GeometryColumn& degrees) {
    std::vector<Box> boxes(degrees.rows());
    for (std::size_t row = 0; row < degrees.rows(); ++row)
        if (!degrees.null(row)) boxes[row] = degrees.box(row);
    return boxes;
}

}  // namespace

Framed frame_of(Holdings holdings, const Rulebook& rulebook, const Labels& labels, const AnalyzeOptions& options) {
    Diagnostics untold;
    OverlayCounts uncounted;
    Survey survey;
    const Ground ground = prepare({holdings, rulebook, labels, options, untold, uncounted, survey});
    Framed framed{{ground.book.definition(), ground.meridian, 0}, std::vector<std::vector<Box>>(role_count)};
    Box everything;
    for (const Role role : all_roles()) {
        const GeometryColumn& shapes = holdings[role].shapes();
        for (const Box& box : boxes_of(shapes)) everything.grow(box);
        framed.boxes[static_cast<std::size_t>(role)] = boxes_of(transformed(shapes, ground.book, Crs::epsg(cgcs2000)));
    }
    if (ground.book.geographic() && !everything.empty())
        framed.frame.longitude = (everything.min_x + everything.max_x) / 2;
    return framed;
}

}  // namespace mutu

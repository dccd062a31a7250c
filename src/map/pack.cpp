// Parks far apart, brought side by side at one scale: a sheet of nothing but white between them tells nobody anything.
#include "mutu/map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutu {
namespace {

double width_of(const Box& box) { return box.max_x - box.min_x; }
double height_of(const Box& box) { return box.max_y - box.min_y; }

double apart(const Box& a, const Box& b) {
    return std::hypot(std::max({a.min_x - b.max_x, b.min_x - a.max_x, 0.0}),
                      std::max({a.min_y - b.max_y, b.min_y - a.max_y, 0.0}));
}

/// The park whose box is nearest.
std::size_t park_of(const std::vector<Box>& parks, const Box& box) {
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < parks.size(); ++i)
        if (const double distance = apart(parks[i], box); distance < least) least = distance, best = i;
    return best;
}

std::vector<GeometryColumn*> columns_of(MapSheet& sheet) {
    std::vector<GeometryColumn*> all{&sheet.land.shapes, &sheet.parks};
    for (MapOverlay& overlay : sheet.overlays) all.push_back(&overlay.shapes);
    return all;
}

void move(GeometryColumn& shapes, std::size_t row, Xy by) {
    const Range rings = shapes.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const auto ring = shapes.ring(r);
        const std::size_t first = static_cast<std::size_t>(ring.data() - std::as_const(shapes).points().data());
        for (std::size_t i = first; i < first + ring.size(); ++i)
            shapes.points()[i].x += by.x, shapes.points()[i].y += by.y;
    }
}

struct Cells {
    std::size_t columns = 1;
    double width = 0, height = 0;
};

/// Equal cells in as many columns as make the sheet's picture largest; `aspect` is its width over its height.
Cells cells_for(const std::vector<Box>& parks, double aspect) {
    Cells best;
    double tallest = 0, widest = 0, least = std::numeric_limits<double>::infinity();
    for (const Box& box : parks) tallest = std::max(tallest, height_of(box)), widest = std::max(widest, width_of(box));
    for (std::size_t columns = 1; columns <= parks.size(); ++columns) {
        const std::size_t rows = (parks.size() + columns - 1) / columns;
        const Cells cells{columns, widest * 1.12, tallest * 1.25};
        const double needed =
            std::max(cells.width * static_cast<double>(columns) / aspect, cells.height * static_cast<double>(rows));
        if (needed < least) least = needed, best = cells;
    }
    return best;
}

}  // namespace

bool pack_parks(MapSheet& sheet) {
    std::vector<Box> parks;
    Box all;
    for (std::size_t row = 0; row < sheet.parks.rows(); ++row) {
        if (sheet.parks.null(row)) return false;
        parks.push_back(sheet.parks.box(row)), all.grow(parks.back());
    }
    if (parks.size() < 2) return false;
    std::vector<Box> grown = parks;
    for (GeometryColumn* shapes : columns_of(sheet))
        for (std::size_t row = 0; row < shapes->rows(); ++row)
            if (!shapes->null(row)) grown[park_of(parks, shapes->box(row))].grow(shapes->box(row));
    for (std::size_t a = 0; a < grown.size(); ++a)
        for (std::size_t b = a + 1; b < grown.size(); ++b)
            if (grown[a].meets(grown[b])) return false;  // neighbours keep their place
    constexpr double aspect = 1.25;
    const Cells cells = cells_for(grown, aspect);
    const double rows = std::ceil(static_cast<double>(grown.size()) / static_cast<double>(cells.columns));
    const double packed = std::max(cells.width * static_cast<double>(cells.columns) / aspect, cells.height * rows);
    if (packed > 0.7 * std::max(width_of(all) / aspect, height_of(all))) return false;
    std::vector<Xy> shift;
    for (std::size_t i = 0; i < grown.size(); ++i) {
        const double x = (static_cast<double>(i % cells.columns) + 0.5) * cells.width;
        const std::size_t line = i / cells.columns;
        const double y = -(static_cast<double>(line) + 0.5) * cells.height;
        shift.push_back({x - (grown[i].min_x + grown[i].max_x) / 2, y - (grown[i].min_y + grown[i].max_y) / 2});
    }
    for (GeometryColumn* shapes : columns_of(sheet))
        for (std::size_t row = 0; row < shapes->rows(); ++row)
            if (!shapes->null(row) && shapes != &sheet.parks)
                move(*shapes, row, shift[park_of(parks, shapes->box(row))]);
    for (std::size_t row = 0; row < parks.size(); ++row) move(sheet.parks, row, shift[row]);
    sheet.grid = false;
    return true;
}

}  // namespace mutu

// Sizes of paper, the places on it, and the scale.
#include "layout.hpp"

#include "mutu/error.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

struct Sheet {
    double width, height, unit, margin;
};

Sheet lying(PaperSize size) {
    switch (size) {
    case PaperSize::a4: return {297, 210, 0.8, 8};
    case PaperSize::a3: return {420, 297, 1, 10};
    case PaperSize::a0: return {1189, 841, 2, 22};
    }
    return {420, 297, 1, 10};
}

SheetLayout places(const Sheet& sheet, bool grid) {
    const double u = sheet.unit;
    SheetLayout layout{
        .width = sheet.width, .height = sheet.height, .unit = u, .frame = {}, .map = {}, .column = {}, .centre = {}};
    const double top = sheet.margin + 14 * u, bottom = sheet.height - sheet.margin - 7 * u;
    layout.frame = {sheet.margin, top, sheet.width - 2 * sheet.margin, bottom - top};
    const double column = 90 * u, rim = grid ? 5 * u : 2 * u;
    layout.column = {layout.frame.right() - column, top, column, bottom - top};
    layout.map = {sheet.margin + rim, top + rim, layout.frame.width - column - 2 * rim, layout.frame.height - 2 * rim};
    return layout;
}

Box ground_box(const MapSheet& sheet) {
    Box box;
    const auto take = [&](const GeometryColumn& shapes) {
        for (std::size_t row = 0; row < shapes.rows(); ++row)
            if (!shapes.null(row)) box.grow(shapes.box(row));
    };
    take(sheet.parks), take(sheet.land.shapes);
    for (const MapOverlay& overlay : sheet.overlays)
        if (!overlay.aside) take(overlay.shapes);
    if (box.empty()) throw Error{Kind::input, sheet.title + "：没有可画的图形；只有表格没有图层的资料不能出图"};
    return box;
}

/// The least round number that is not below.
int round_scale(double least) {
    constexpr double steps[] = {1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8};
    double power = 100;
    while (least > power * 10) power *= 10;
    for (const double step : steps)
        if (step * power >= least) return static_cast<int>(std::lround(step * power));
    return static_cast<int>(std::lround(power * 10));
}

}  // namespace

Outline SheetLayout::outline(const GeometryColumn& shapes, std::size_t row) const {
    Outline out;
    const Range rings = shapes.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const auto points = shapes.ring(r);
        std::vector<Xy>& ring = out.rings.emplace_back();
        for (const Xy p : points.first(points.size() - 1)) {
            const Xy on_paper = paper(p);
            // What ink cannot show is left out: 0.02 mm.
            if (ring.empty() || std::hypot(on_paper.x - ring.back().x, on_paper.y - ring.back().y) > 0.02)
                ring.push_back(on_paper);
        }
    }
    return out;
}

SheetLayout layout_of(const MapSheet& sheet, PaperSize size) {
    const Box box = ground_box(sheet);
    const auto fitted_to = [&](const Sheet& paper) {
        SheetLayout layout = places(paper, sheet.grid);
        constexpr double air = 0.94;
        const double across = (box.max_x - box.min_x) * 1000 / (layout.map.width * air);
        const double down = (box.max_y - box.min_y) * 1000 / (layout.map.height * air);
        layout.scale = round_scale(std::max({across, down, 100.0}));
        layout.centre = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        return layout;
    };
    const Sheet paper = lying(size);
    const SheetLayout wide = fitted_to(paper);
    const SheetLayout tall = fitted_to({paper.height, paper.width, paper.unit, paper.margin});
    return tall.scale < wide.scale ? tall : wide;
}

std::vector<Box> sheets_of(const MapSheet& sheet, const SheetLayout& layout, int scale) {
    const Box all = ground_box(sheet);
    constexpr double shared = 0.97;  // neighbours overlap a little
    const double width = layout.map.width * scale / 1000 * shared, height = layout.map.height * scale / 1000 * shared;
    const auto count = [](double length, double one) { return std::max(1.0, std::ceil(length / one)); };
    const double across = count(all.max_x - all.min_x, width), down = count(all.max_y - all.min_y, height);
    constexpr double most = 100;
    if (across * down > most)
        throw Error{Kind::input,
                    sheet.title + "：按 1:" + std::to_string(scale) + " 要分 " +
                        std::to_string(static_cast<long long>(across * down)) +
                        " 幅，超过 100 幅；请用小一些的比例尺或大一些的纸（--paper A0），或用 --park 只出一个园区"};
    const double left = (all.min_x + all.max_x - across * width) / 2, top = (all.min_y + all.max_y + down * height) / 2;
    std::vector<Box> sheets;
    for (double row = 0; row < down; ++row)
        for (double column = 0; column < across; ++column) {
            const Box box{left + column * width, top - (row + 1) * height, left + (column + 1) * width,
                          top - row * height};
            const auto meets = [&](const GeometryColumn& shapes) {
                for (std::size_t i = 0; i < shapes.rows(); ++i)
                    if (!shapes.null(i) && shapes.box(i).meets(box)) return true;
                return false;
            };
            if (across * down == 1 || meets(sheet.parks) || meets(sheet.land.shapes)) sheets.push_back(box);
        }
    return sheets;
}

MapSheet part_of(const MapSheet& sheet, std::size_t index) {
    MapSheet part = sheet;
    part.page = index + 1;
    part.title += "（" + std::to_string(index + 1) + "/" + std::to_string(sheet.index.size()) + "）";
    part.land = {};
    for (std::size_t row = 0; row < sheet.land.shapes.rows(); ++row) {
        if (sheet.land.shapes.null(row) || !sheet.land.shapes.box(row).meets(sheet.index[index])) continue;
        part.land.shapes.add_row(sheet.land.shapes, row);
        part.land.classes.push_back(sheet.land.classes[row]);
        part.land.names.push_back(sheet.land.names[row]);
        part.land.values.push_back(sheet.land.values[row]);
    }
    return part;
}

}  // namespace mutu

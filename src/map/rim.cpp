// What surrounds the map: grid with coordinates, north, scale, frame, title, mark.
#include "layout.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr Ink dark{.red = 0.1, .green = 0.1, .blue = 0.1};
constexpr Ink grey{.red = 0.42, .green = 0.42, .blue = 0.42};
constexpr Ink alarm{.red = 0.7, .green = 0.09, .blue = 0.11};

/// 1, 2 or 5 times a power of ten, not below.
double round_length(double least) {
    double power = 1;
    while (power * 10 <= least) power *= 10;
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (step * power >= least) return step * power;
    return power * 10;
}

std::string metres(double value) { return std::to_string(std::llround(value)); }

struct Grid {
    double step = 0;
    std::vector<double> eastings, northings;
};

Grid grid_of(const SheetLayout& layout) {
    const Xy low = layout.ground({layout.map.x, layout.map.bottom()});
    const Xy high = layout.ground({layout.map.right(), layout.map.y});
    Grid grid{.step = round_length(55 * layout.unit * layout.scale / 1000), .eastings = {}, .northings = {}};
    const auto multiples = [&](double from, double to, std::vector<double>& lines) {
        const auto last = static_cast<std::int64_t>(std::ceil(to / grid.step));
        for (auto n = static_cast<std::int64_t>(std::ceil(from / grid.step)); n < last; ++n)
            lines.push_back(static_cast<double>(n) * grid.step);
    };
    multiples(low.x, high.x, grid.eastings), multiples(low.y, high.y, grid.northings);
    return grid;
}

void scale_bar(const Drawing& drawing, Xy start) {
    const SheetLayout& layout = drawing.layout;
    const double u = layout.unit;
    // Four parts of a round length, together about 60 mm.
    const double part = round_length(11 * u * layout.scale / 1000), length = part * 1000 / layout.scale;
    const double left = start.x;
    for (int i = 0; i < 4; ++i) {
        const Outline box = rectangle(left + i * length, start.y, length, 1.3 * u);
        if (i % 2 == 0) drawing.paper.fill(box, dark);
        drawing.paper.stroke(box, {.color = dark, .width = 0.15 * u});
    }
    const bool far = part >= 1000;
    for (const int i : {0, 1, 2, 4}) {
        std::string text = far ? shortest(i * part / 1000) : metres(i * part);
        if (i == 4) text += far ? " km" : " m";
        drawing.paper.write({left + i * length, start.y + 1.9 * u}, text, {.size = 2.2 * u, .align = Align::centre});
    }
}

/// Letters stand within this reach: a cross would strike them through.
bool written_on(const Marks& marks, Xy at, double reach) {
    return std::any_of(marks.placed.begin(), marks.placed.end(), [&](const Mark& mark) {
        return std::abs(at.x - mark.at.x) < mark.extent.width / 2 + reach &&
               std::abs(at.y - mark.at.y) < mark.extent.height / 2 + reach;
    });
}

std::string thousands(int number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, " ");
    return text;
}

}  // namespace

void draw_grid(const Drawing& drawing, const Marks& marks) {
    const SheetLayout& layout = drawing.layout;
    const Rectangle& map = layout.map;
    const double u = layout.unit, tick = 2.2 * u;
    if (!drawing.sheet.grid) return;
    const Grid grid = grid_of(layout);
    const Pen pen{.color = grey, .width = 0.12 * u};
    const Face face{.size = 2.0 * u, .color = grey};
    for (const double easting : grid.eastings) {
        const double x = layout.paper({easting, 0}).x;
        drawing.paper.stroke(line({x, map.y}, {x, map.y - tick * 0.6}), pen);
        drawing.paper.stroke(line({x, map.bottom()}, {x, map.bottom() + tick * 0.6}), pen);
        drawing.paper.write_about({x, map.y - 3 * u}, metres(easting), face);
        drawing.paper.write_about({x, map.bottom() + 3 * u}, metres(easting), face);
        for (const double northing : grid.northings) {
            const Xy at = layout.paper({easting, northing});
            if (written_on(marks, at, 1.5 * u)) continue;
            drawing.paper.stroke(line({at.x - 1.5 * u, at.y}, {at.x + 1.5 * u, at.y}), pen);
            drawing.paper.stroke(line({at.x, at.y - 1.5 * u}, {at.x, at.y + 1.5 * u}), pen);
        }
    }
    Face turned = face;
    turned.turn = -90;
    for (const double northing : grid.northings) {
        const double y = layout.paper({0, northing}).y;
        drawing.paper.stroke(line({map.x, y}, {map.x - tick * 0.6, y}), pen);
        drawing.paper.stroke(line({map.right(), y}, {map.right() + tick * 0.6, y}), pen);
        drawing.paper.write_about({map.x - 3 * u, y}, metres(northing), turned);
        drawing.paper.write_about({map.right() + 3 * u, y}, metres(northing), turned);
    }
}

void draw_north(const Drawing& drawing) {
    const Rectangle& map = drawing.layout.map;
    const double u = drawing.layout.unit, x = map.right() - 11 * u, y = map.y + 13 * u;
    const Xy tip{x, y - 6.5 * u}, heel{x, y + 3 * u};
    const Outline whole{.rings = {{tip, {x + 3.6 * u, y + 6 * u}, heel, {x - 3.6 * u, y + 6 * u}}}};
    const Outline half{.rings = {{tip, heel, {x - 3.6 * u, y + 6 * u}}}};
    drawing.paper.fill(whole, {.red = 1, .green = 1, .blue = 1});
    drawing.paper.fill(half, dark);
    drawing.paper.stroke(whole, {.color = dark, .width = 0.25 * u});
    drawing.paper.write_about({x, y - 9.2 * u}, drawing.say("north"), {.size = 3.4 * u, .bold = true, .halo = 0.5 * u});
}

void draw_edges(const Drawing& drawing) {
    const SheetLayout& layout = drawing.layout;
    const double u = layout.unit;
    const Rectangle &frame = layout.frame, &map = layout.map;
    drawing.paper.stroke(rectangle(map.x, map.y, map.width, map.height), {.color = dark, .width = 0.2 * u});
    drawing.paper.stroke(rectangle(frame.x, frame.y, frame.width, frame.height), {.color = dark, .width = 0.7 * u});
    drawing.paper.stroke(line({layout.column.x, frame.y}, {layout.column.x, frame.bottom()}),
                         {.color = dark, .width = 0.25 * u});
    Face title{.size = 8 * u, .bold = true, .align = Align::centre, .spacing = 0.6 * u};
    const double side = drawing.paper.measure(drawing.sheet.mark, {.size = 3.2 * u, .bold = true}).width + 6 * u;
    while (drawing.paper.measure(drawing.sheet.title, title).width > frame.width - 2 * side && title.size > 3 * u)
        title.size -= 0.4 * u, title.spacing = 0;
    drawing.paper.write({layout.width / 2, frame.y - 3.5 * u - title.size}, drawing.sheet.title, title);
    drawing.paper.write({frame.right(), frame.y - 5.5 * u}, drawing.sheet.mark,
                        {.size = 3.2 * u, .bold = true, .color = alarm, .align = Align::right});
    const double foot = frame.bottom() + 1.8 * u;
    drawing.paper.write({frame.x, foot}, drawing.sheet.system, {.size = 2.3 * u, .color = grey});
    const double middle = map.x + map.width / 2;
    scale_bar(drawing, {middle - 14 * u, foot});
    drawing.paper.write({middle - 19 * u, foot - 0.2 * u}, "1:" + thousands(layout.scale),
                        {.size = 3.4 * u, .bold = true, .align = Align::right});
}

}  // namespace mutu

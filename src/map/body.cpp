// The map itself: parks, land in its colours, what lies above and below it, labels.
#include "layout.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr Ink white{.red = 1, .green = 1, .blue = 1};
constexpr Ink park_ground{.red = 0.965, .green = 0.96, .blue = 0.945};
constexpr Ink dark{.red = 0.1, .green = 0.1, .blue = 0.1};

void draw_land(const Drawing& drawing) {
    const MapLand& land = drawing.sheet.land;
    const double u = drawing.layout.unit;
    for (std::size_t row = 0; row < land.shapes.rows(); ++row) {
        if (land.shapes.null(row) || land.classes[row] == MapLand::no_class) continue;
        draw_look(drawing.paper, drawing.layout.outline(land.shapes, row),
                  drawing.sheet.classes[land.classes[row]].look, u);
    }
    // Outlines last, lest a neighbour's colour cover half of them.
    for (std::size_t row = 0; row < land.shapes.rows(); ++row) {
        if (land.shapes.null(row)) continue;
        const bool plain = land.classes[row] == MapLand::no_class;
        const Ink edge = plain ? Ink{.red = 0.6, .green = 0.6, .blue = 0.6}
                               : ink(drawing.sheet.classes[land.classes[row]].look.outline);
        drawing.paper.stroke(drawing.layout.outline(land.shapes, row), {.color = edge, .width = 0.18 * u});
    }
}

void draw_overlays(const Drawing& drawing, bool below) {
    for (const MapOverlay& overlay : drawing.sheet.overlays) {
        if (overlay.below != below) continue;
        for (std::size_t row = 0; row < overlay.shapes.rows(); ++row) {
            if (overlay.shapes.null(row)) continue;
            const Outline area = drawing.layout.outline(overlay.shapes, row);
            draw_look(drawing.paper, area, overlay.look, drawing.layout.unit);
            drawing.paper.stroke(area,
                                 {.color = ink(overlay.look.outline), .width = overlay.width * drawing.layout.unit});
        }
    }
}

void draw_parks(const Drawing& drawing) {
    const GeometryColumn& parks = drawing.sheet.parks;
    const double u = drawing.layout.unit;
    for (std::size_t row = 0; row < parks.rows(); ++row) {
        if (parks.null(row)) continue;
        const Outline area = drawing.layout.outline(parks, row);
        drawing.paper.stroke(area, {.color = white, .width = 1.5 * u});
        drawing.paper.stroke(area, {.color = dark, .width = 0.6 * u, .dashes = {4 * u, 0.9 * u, 0.7 * u, 0.9 * u}});
    }
}

void name_parks(const Drawing& drawing) {
    const MapSheet& sheet = drawing.sheet;
    if (sheet.parks.rows() < 2) return;
    for (std::size_t row = 0; row < sheet.parks.rows() && row < sheet.park_names.size(); ++row) {
        if (sheet.parks.null(row)) continue;
        const Box box = sheet.parks.box(row);
        const Xy top = drawing.layout.paper({(box.min_x + box.max_x) / 2, box.max_y});
        drawing.paper.write({top.x, top.y - 5.2 * drawing.layout.unit}, sheet.park_names[row],
                            {.size = 3.4 * drawing.layout.unit, .bold = true, .align = Align::centre, .halo = 0.6});
    }
}

/// Letters that are read on the colour beneath them; a pattern is wiped out where they stand.
void draw_mark(const Drawing& drawing, const Mark& mark) {
    const double u = drawing.layout.unit;
    Face face{.size = mark.size, .bold = mark.number > 0};
    const std::uint32_t own = drawing.sheet.land.classes[mark.row];
    const ThemeClass* look = own == MapLand::no_class ? nullptr : &drawing.sheet.classes[own].look;
    const bool empty = !look || look->hatched || look->hollow;
    const bool patterned = look && (look->hatched || look->pattern != Pattern::none);
    if (mark.outside)
        face.halo = 0.35 * u;  // white around dark letters: read on anything
    else if (patterned)
        drawing.paper.fill(rectangle(mark.at.x - mark.extent.width / 2 + 0.3 * u,
                                     mark.at.y - mark.extent.height / 2 + 0.3 * u, mark.extent.width - 0.6 * u,
                                     mark.extent.height - 0.6 * u),
                           empty ? white : ink(look->color));
    if (!mark.outside && !empty && lightness(ink(look->color)) < 0.6) face.color = white;
    drawing.paper.write_about(mark.at, mark.text, face);
}

void draw_marks(const Drawing& drawing, const Marks& marks) {
    const double u = drawing.layout.unit;
    for (const Mark& mark : marks.placed)
        if (mark.leader) drawing.paper.stroke(line(*mark.leader, mark.at), {.color = dark, .width = 0.1 * u});
    for (const Mark& mark : marks.placed) draw_mark(drawing, mark);
}

}  // namespace

void draw_look(Canvas& paper, const Outline& area, const ThemeClass& look, double unit) {
    const Ink color = ink(look.color), edge = ink(look.outline);
    if (look.hollow) return;
    if (look.hatched) {
        const bool counter = look.pattern == Pattern::counter, cross = look.pattern == Pattern::cross;
        Hatch lines{
            .color = color, .gap = (cross ? 2 : 1.3) * unit, .width = 0.25 * unit, .angle = counter ? -45.0 : 45.0};
        paper.hatch(area, lines);
        lines.angle = -lines.angle;
        if (cross) paper.hatch(area, lines);
        return;
    }
    paper.fill(area, color);
    const Hatch lines{.color = edge, .gap = 1.7 * unit, .width = 0.16 * unit};
    switch (look.pattern) {
    case Pattern::none: break;
    case Pattern::diagonal: paper.hatch(area, lines); break;
    case Pattern::counter:
        paper.hatch(area, {.color = edge, .gap = lines.gap, .width = lines.width, .angle = -45});
        break;
    case Pattern::cross:
        paper.hatch(area, lines);
        paper.hatch(area, {.color = edge, .gap = lines.gap, .width = lines.width, .angle = -45});
        break;
    case Pattern::dots: paper.dot(area, edge, 1.6 * unit, 0.42 * unit); break;
    }
}

void draw_body(const Drawing& drawing, const Marks& marks) {
    const Rectangle& map = drawing.layout.map;
    drawing.paper.clip(rectangle(map.x, map.y, map.width, map.height));
    const GeometryColumn& parks = drawing.sheet.parks;
    for (std::size_t row = 0; row < parks.rows(); ++row)
        if (!parks.null(row)) drawing.paper.fill(drawing.layout.outline(parks, row), park_ground);
    draw_overlays(drawing, true);
    draw_land(drawing);
    draw_overlays(drawing, false);
    draw_parks(drawing);
    draw_marks(drawing, marks);
    name_parks(drawing);
    drawing.paper.unclip();
}

}  // namespace mutu

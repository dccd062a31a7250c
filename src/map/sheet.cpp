// The whole sheet, and the pages of its list.
#include "layout.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {

void draw_listed(const Drawing& drawing, const Marks& marks, std::size_t index, Xy at, double width, double size) {
    const MapLand& land = drawing.sheet.land;
    const std::uint32_t row = marks.listed[index];
    const Face number{.size = size, .bold = true, .align = Align::right}, text{.size = size};
    const double name_x = at.x + 3 * size, value = drawing.paper.measure(land.values[row], text).width;
    drawing.paper.write({at.x + 2.4 * size, at.y}, std::to_string(index + 1), number);
    const std::string name = fitted(drawing.paper, land.names[row], text, width - 3.6 * size - value, Cut::middle);
    drawing.paper.write({name_x, at.y}, name, text);
    drawing.paper.write({at.x + width, at.y}, land.values[row], {.size = size, .align = Align::right});
}

void draw_list_pages(const Drawing& drawing, const Marks& marks, std::size_t first) {
    const SheetLayout& layout = drawing.layout;
    const double u = layout.unit, row = 3.8 * u, top = layout.frame.y + 14 * u;
    const auto columns = static_cast<std::size_t>(std::max(1.0, std::floor(layout.frame.width / (75 * u))));
    const auto rows = static_cast<std::size_t>((layout.frame.bottom() - top - 4 * u) / row);
    const double width = (layout.frame.width - 10 * u) / static_cast<double>(columns);
    while (first < marks.listed.size()) {
        drawing.paper.next_page();
        drawing.paper.stroke(rectangle(layout.frame.x, layout.frame.y, layout.frame.width, layout.frame.height),
                             {.color = {.red = 0.1, .green = 0.1, .blue = 0.1}, .width = 0.7 * u});
        drawing.paper.write({layout.width / 2, layout.frame.y - 8.5 * u}, drawing.sheet.title,
                            {.size = 5 * u, .bold = true, .align = Align::centre});
        drawing.paper.write(
            {layout.frame.right(), layout.frame.y - 5.5 * u}, drawing.sheet.mark,
            {.size = 3.2 * u, .bold = true, .color = {.red = 0.7, .green = 0.09, .blue = 0.11}, .align = Align::right});
        drawing.paper.write({layout.frame.x + 5 * u, layout.frame.y + 5 * u}, drawing.say("list"),
                            {.size = 4 * u, .bold = true});
        for (std::size_t i = 0; i < rows * columns && first < marks.listed.size(); ++i, ++first) {
            const std::size_t column = i / rows;
            draw_listed(drawing, marks, first,
                        {layout.frame.x + 5 * u + static_cast<double>(column) * width,
                         top + static_cast<double>(i % rows) * row},
                        width - 5 * u, 2.5 * u);
        }
    }
}

namespace {

/// Where each sheet lies, over the map of all.
void draw_index(const Drawing& drawing) {
    const double u = drawing.layout.unit;
    constexpr Ink red{.red = 0.7, .green = 0.09, .blue = 0.11};
    for (std::size_t i = 0; i < drawing.sheet.index.size(); ++i) {
        const Box& box = drawing.sheet.index[i];
        const Xy top = drawing.layout.paper({box.min_x, box.max_y}),
                 foot = drawing.layout.paper({box.max_x, box.min_y});
        drawing.paper.stroke(rectangle(top.x, top.y, foot.x - top.x, foot.y - top.y), {.color = red, .width = 0.3 * u});
        drawing.paper.write({top.x + 1.5 * u, top.y + 1 * u}, std::to_string(i + 1),
                            {.size = 5 * u, .bold = true, .color = red, .halo = 0.5 * u});
    }
}

void draw_page(const Drawing& drawing, DrawnMap& drawn) {
    const bool overview = !drawing.sheet.index.empty() && drawing.sheet.page == 0;
    const Marks marks = overview ? Marks{} : place_marks(drawing.sheet, drawing.layout, drawing.paper);
    draw_body(drawing, marks);
    if (overview) {
        const Rectangle& map = drawing.layout.map;
        drawing.paper.clip(rectangle(map.x, map.y, map.width, map.height));
        draw_index(drawing);
        drawing.paper.unclip();
    }
    draw_grid(drawing, marks);
    draw_north(drawing);
    draw_edges(drawing);
    draw_list_pages(drawing, marks, draw_column(drawing, marks));
    drawn.named += marks.named, drawn.unmarked += marks.unmarked;
    drawn.numbered += marks.listed.size();
}

}  // namespace

DrawnMap draw_map(const MapSheet& whole, const MapPaper& paper, const Labels& labels, Language language) {
    SheetLayout layout = layout_of(whole, paper.size);
    MapSheet sheet = whole;
    if (paper.scale > 0) {
        sheet.index = sheets_of(whole, layout, paper.scale);
        if (sheet.index.size() == 1) layout.scale = paper.scale, sheet.index.clear();
    }
    Canvas canvas{{.width = layout.width,
                   .height = layout.height,
                   .format = paper.format,
                   .dpi = paper.dpi,
                   .title = sheet.title,
                   .date = paper.date}};
    DrawnMap drawn{.files = {}, .scale = layout.scale};
    draw_page({sheet, layout, canvas, labels, language}, drawn);
    for (std::size_t i = 0; i < sheet.index.size(); ++i) {
        canvas.next_page();
        const MapSheet part = part_of(sheet, i);
        const Box& box = sheet.index[i];
        layout.scale = drawn.scale = paper.scale;
        layout.centre = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        draw_page({part, layout, canvas, labels, language}, drawn);
    }
    drawn.sheets = std::max<std::size_t>(1, sheet.index.size());
    drawn.files = canvas.finish();
    return drawn;
}

}  // namespace mutu

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
    drawing.paper.write({name_x, at.y}, fitted(drawing.paper, land.names[row], text, width - 3.6 * size - value), text);
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

DrawnMap draw_map(const MapSheet& sheet, const MapPaper& paper, const Labels& labels, Language language) {
    const SheetLayout layout = layout_of(sheet, paper.size);
    Canvas drawn{{.width = layout.width,
                  .height = layout.height,
                  .format = paper.format,
                  .dpi = paper.dpi,
                  .title = sheet.title,
                  .date = paper.date}};
    const Marks marks = place_marks(sheet, layout, drawn);
    const Drawing drawing{sheet, layout, drawn, labels, language};
    draw_body(drawing, marks);
    draw_grid(drawing);
    draw_north(drawing);
    draw_edges(drawing);
    const std::size_t listed = draw_column(drawing, marks);
    draw_list_pages(drawing, marks, listed);
    return {.files = drawn.finish(),
            .scale = layout.scale,
            .named = marks.named,
            .numbered = marks.listed.size() - marks.unmarked,
            .unmarked = marks.unmarked};
}

}  // namespace mutu

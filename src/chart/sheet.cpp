// All charts of a report on one A3 sheet.
#include "plot.hpp"

namespace mutu {

std::string chart_sheet(const ChartSheet& sheet, Date date) {
    constexpr double width = 420, height = 297, margin = 14, head = 20, gap = 8;
    constexpr std::size_t columns = 3, rows = 3;
    Canvas canvas{{.width = width, .height = height, .format = PictureFormat::pdf, .title = sheet.title, .date = date}};
    const double cell_width = (width - 2 * margin - (columns - 1) * gap) / columns;
    const double cell_height = (height - margin - 12 - head - (rows - 1) * gap) / rows;
    for (std::size_t first = 0; first < sheet.charts.size(); first += columns * rows) {
        if (first > 0) canvas.next_page();
        canvas.write({margin, 10}, sheet.title, {.size = 7, .bold = true});
        canvas.write(
            {width - margin, 10}, sheet.mark,
            {.size = 3.2, .bold = true, .color = {.red = 0.7, .green = 0.09, .blue = 0.11}, .align = Align::right});
        canvas.write({width - margin, 15}, sheet.subtitle, {.size = 2.4, .color = chart_grey, .align = Align::right});
        canvas.stroke(line({margin, head + 0.5}, {width - margin, head + 0.5}), {.color = chart_dark, .width = 0.4});
        for (std::size_t i = 0; i < columns * rows && first + i < sheet.charts.size(); ++i) {
            const double x = margin + static_cast<double>(i % columns) * (cell_width + gap);
            const std::size_t line_of = i / columns;
            const double y = head + 7 + static_cast<double>(line_of) * (cell_height + gap);
            if (i >= columns)
                canvas.stroke(line({x, y - gap / 2}, {x + cell_width, y - gap / 2}),
                              {.color = chart_faint, .width = 0.2});
            draw_chart(canvas, sheet.charts[first + i], {x, y, cell_width, cell_height}, sheet.nothing);
        }
    }
    return std::move(canvas.finish().front());
}

}  // namespace mutu

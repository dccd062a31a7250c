// Frame, title and note of a chart, and which drawing it gets.
#include "plot.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

bool empty(const FunnelChart& chart) { return chart.steps.empty(); }
bool empty(const BarChart& chart) {
    return std::all_of(chart.bars.begin(), chart.bars.end(), [](const auto& bar) {
        return std::all_of(bar.parts.begin(), bar.parts.end(), [](double part) { return part <= 0; });
    });
}
bool empty(const ScatterChart& chart) { return chart.points.empty(); }
bool empty(const ShareChart& chart) { return chart.points.size() < 2; }
bool empty(const RingChart& chart) {
    return std::all_of(chart.parts.begin(), chart.parts.end(), [](const auto& part) { return part.value <= 0; });
}

struct Draw {
    Canvas& canvas;
    const ChartSpace& field;
    void operator()(const FunnelChart& chart) const { draw_funnel(canvas, chart, field); }
    void operator()(const BarChart& chart) const {
        chart.lying ? draw_lying(canvas, chart, field) : draw_columns(canvas, chart, field);
    }
    void operator()(const ScatterChart& chart) const { draw_scatter(canvas, chart, field); }
    void operator()(const ShareChart& chart) const { draw_share(canvas, chart, field); }
    void operator()(const RingChart& chart) const { draw_ring(canvas, chart, field); }
};

}  // namespace

Ticks ticks_to(double most, int count) {
    if (!(most > 0)) return {};
    const double rough = most / count, power = std::pow(10, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double round : {1.0, 2.0, 2.5, 5.0})
        if (round * power >= rough * 0.999) {
            step = round * power;
            break;
        }
    return {step, step * std::ceil(most / step * 0.9999)};
}

std::vector<double> Ticks::values() const {
    std::vector<double> all;
    const auto last = static_cast<int>(std::lround(top / step));
    for (int n = 0; n <= last; ++n) all.push_back(n * step);
    return all;
}

std::string tick_text(double value) { return shortest(std::round(value * 1e6) / 1e6); }

ChartSpace framed(Canvas& canvas, const ChartSpace& space, const std::string& title, const std::string& note) {
    canvas.write({space.x, space.y}, title, {.size = 3.6, .bold = true});
    const Face small{.size = 2.2, .color = chart_grey, .wrap = space.width};
    const double foot = note.empty() ? 0 : canvas.measure(note, small).height + 1.5;
    if (!note.empty()) canvas.write({space.x, space.y + space.height - foot + 1.5}, note, small);
    return {space.x, space.y + 7, space.width, space.height - 7 - foot};
}

const std::string& title_of(const Chart& chart) {
    return std::visit([](const auto& one) -> const std::string& { return one.title; }, chart);
}

void draw_chart(Canvas& canvas, const Chart& chart, const ChartSpace& space, const std::string& nothing) {
    const std::string& note = std::visit([](const auto& one) -> const std::string& { return one.note; }, chart);
    const ChartSpace field = framed(canvas, space, title_of(chart), note);
    if (std::visit([](const auto& one) { return empty(one); }, chart)) {
        canvas.stroke(rectangle(field.x, field.y, field.width, field.height),
                      {.color = chart_faint, .width = 0.2, .dashes = {1, 1}});
        canvas.write_about({field.x + field.width / 2, field.y + field.height / 2}, nothing,
                           {.size = 2.8, .color = chart_grey});
        return;
    }
    std::visit(Draw{canvas, field}, chart);
}

std::string chart_picture(const Chart& chart, double width, double height, PictureFormat format, double dpi,
                          const std::string& nothing) {
    Canvas canvas{
        {.width = width, .height = height, .format = format, .dpi = dpi, .title = title_of(chart), .date = {}}};
    draw_chart(canvas, chart, {2, 2, width - 4, height - 4}, nothing);
    return std::move(canvas.finish().front());
}

}  // namespace mutu

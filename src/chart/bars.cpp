// Bars: the funnel, columns, lying bars.
#include "plot.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

double whole(const BarChart::Bar& bar) { return std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0); }

double highest(const BarChart& chart) {
    double most = chart.level.value_or(0);
    for (const auto& bar : chart.bars) most = std::max(most, whole(bar));
    return most;
}

/// Names of the series at the upper right; nothing for one alone.
void key(Canvas& canvas, const BarChart& chart, const ChartSpace& field) {
    if (chart.series.size() < 2 || chart.series.front().label.empty()) return;
    double x = field.x + field.width;
    for (std::size_t i = chart.series.size(); i-- > 0;) {
        const Face face{.size = 2.4};
        x -= canvas.measure(chart.series[i].label, face).width;
        canvas.write({x, field.y - 4.6}, chart.series[i].label, face);
        x -= 3.6;
        canvas.fill(rectangle(x, field.y - 4.6, 2.6, 2.4), ink(chart.series[i].color));
        x -= 3;
    }
}

}  // namespace

void draw_funnel(Canvas& canvas, const FunnelChart& chart, const ChartSpace& field) {
    double most = 0;
    for (const auto& step : chart.steps) most = std::max(most, step.value.value_or(0));
    const double row = field.height / static_cast<double>(chart.steps.size()), bar = row * 0.62;
    const double label = 20, room = field.width - label;
    for (std::size_t i = 0; i < chart.steps.size(); ++i) {
        const auto& step = chart.steps[i];
        const double y = field.y + static_cast<double>(i) * row, middle = y + bar / 2;
        canvas.write({field.x, middle - 1.4}, step.label, {.size = 2.8, .bold = true});
        if (!step.note.empty() && i > 0)
            canvas.write({field.x + label, y - (row - bar) / 2 - 1.1}, step.note, {.size = 2.1, .color = chart_grey});
        const double width = most > 0 ? room * step.value.value_or(0) / most : 0;
        const double strength = 1 - 0.13 * static_cast<double>(i);
        canvas.fill(rectangle(field.x + label, y, room, bar), {.red = 0.955, .green = 0.955, .blue = 0.95});
        const Ink deep = ink(chart.color);
        const auto paled = [&](double part) { return 1 - (1 - part) * strength; };
        if (width > 0)
            canvas.fill(rectangle(field.x + label, y, width, bar),
                        {.red = paled(deep.red), .green = paled(deep.green), .blue = paled(deep.blue)});
        const Face face{.size = 2.7, .bold = true};
        const double text = canvas.measure(step.text, face).width;
        const bool inside = width > text + 4;
        Face shown = face;
        if (inside) shown.color = {.red = 1, .green = 1, .blue = 1};
        canvas.write({field.x + label + (inside ? 2 : width + 2), middle - 1.35}, step.text, shown);
    }
}

void draw_columns(Canvas& canvas, const BarChart& chart, const ChartSpace& field) {
    key(canvas, chart, field);
    const Ticks ticks = ticks_to(highest(chart), 4);
    const double left = 13, foot = 5, height = field.height - foot - 3, base = field.y + 3 + height;
    const auto y_of = [&](double value) { return base - height * value / ticks.top; };
    canvas.write({field.x, field.y - 1.2}, chart.unit, {.size = 2.2, .color = chart_grey});
    for (const double value : ticks.values()) {
        canvas.stroke(line({field.x + left, y_of(value)}, {field.x + field.width, y_of(value)}),
                      {.color = value == 0 ? chart_dark : chart_faint, .width = 0.15});
        canvas.write({field.x + left - 1.5, y_of(value) - 1.1}, tick_text(value),
                     {.size = 2.2, .color = chart_grey, .align = Align::right});
    }
    const double slot = (field.width - left) / static_cast<double>(chart.bars.size()),
                 width = std::min(slot * 0.64, 14.0);
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto& bar = chart.bars[i];
        const double middle = field.x + left + (static_cast<double>(i) + 0.5) * slot;
        double done = 0;
        for (std::size_t s = 0; s < bar.parts.size(); ++s) {
            if (bar.parts[s] <= 0) continue;
            const double top = y_of(done + bar.parts[s]);
            canvas.fill(rectangle(middle - width / 2, top, width, y_of(done) - top), ink(chart.series[s].color));
            done += bar.parts[s];
        }
        canvas.write({middle, base + 1.4}, bar.label, {.size = 2.3, .align = Align::centre});
        if (!bar.text.empty())
            canvas.write({middle, y_of(done) - 2.9}, bar.text, {.size = 2.2, .align = Align::centre});
    }
    if (!chart.level) return;
    canvas.stroke(line({field.x + left, y_of(*chart.level)}, {field.x + field.width, y_of(*chart.level)}),
                  {.color = chart_dark, .width = 0.25, .dashes = {1.4, 0.9}});
    canvas.write({field.x + field.width, y_of(*chart.level) - 2.8}, chart.level_text,
                 {.size = 2.2, .align = Align::right, .halo = 0.4});
}

void draw_lying(Canvas& canvas, const BarChart& chart, const ChartSpace& field) {
    key(canvas, chart, field);
    const double most = highest(chart), row = std::min(field.height / static_cast<double>(chart.bars.size()), 9.0);
    const Face name{.size = std::min(2.6, row * 0.6), .align = Align::right}, figure{.size = std::min(2.4, row * 0.6)};
    double label = 0, text = 0;
    for (const auto& bar : chart.bars) {
        label = std::max(label, canvas.measure(bar.label, name).width);
        text = std::max(text, canvas.measure(bar.text, figure).width);
    }
    label = std::min(label, field.width * 0.4);
    const double left = field.x + label + 2, room = field.width - label - text - 5;
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto& bar = chart.bars[i];
        const double y = field.y + static_cast<double>(i) * row, middle = y + row / 2;
        canvas.write({left - 1.5, middle - name.size / 2}, fitted(canvas, bar.label, name, label), name);
        double x = left;
        for (std::size_t s = 0; s < bar.parts.size(); ++s) {
            const double width = most > 0 ? room * bar.parts[s] / most : 0;
            if (width > 0) canvas.fill(rectangle(x, y + row * 0.16, width, row * 0.68), ink(chart.series[s].color));
            x += std::max(width, 0.0);
        }
        canvas.write({x + 1.2, middle - figure.size / 2}, bar.text, figure);
    }
    const double foot = field.y + row * static_cast<double>(chart.bars.size());
    canvas.stroke(line({left, field.y}, {left, foot}), {.color = chart_dark, .width = 0.2});
    if (!chart.level || most <= 0) return;
    const double x = left + room * *chart.level / most;
    canvas.stroke(line({x, field.y}, {x, foot}), {.color = chart_dark, .width = 0.25, .dashes = {1.4, 0.9}});
    canvas.write({x + 0.8, foot - 2.6}, chart.level_text, {.size = 2.2, .halo = 0.4});
}

}  // namespace mutu

// Points, shares and the ring.
#include "plot.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace mutu {
namespace {

std::vector<Xy> arc(Xy centre, double outer, double inner, double from, double to) {
    std::vector<Xy> ring;
    const int steps = std::max(2, static_cast<int>((to - from) * 60));
    const auto at = [&](double radius, double share) {
        const double turn = share * 2 * std::numbers::pi;
        return Xy{centre.x + radius * std::sin(turn), centre.y - radius * std::cos(turn)};
    };
    for (int i = 0; i <= steps; ++i) ring.push_back(at(outer, from + (to - from) * i / steps));
    for (int i = steps; i >= 0; --i) ring.push_back(at(inner, from + (to - from) * i / steps));
    return ring;
}

std::vector<Xy> disc(Xy centre, double radius) {
    std::vector<Xy> ring;
    for (int i = 0; i < 24; ++i) {
        const double turn = i * 2 * std::numbers::pi / 24;
        ring.push_back({centre.x + radius * std::cos(turn), centre.y + radius * std::sin(turn)});
    }
    return ring;
}

/// Both axes of a field with ticks and titles; maps values to paper.
struct Axes {
    double left, base, width, height;
    Ticks x, y;
    Xy at(double x_value, double y_value) const {
        return {left + width * std::min(x_value, x.top) / x.top, base - height * std::min(y_value, y.top) / y.top};
    }
};

Axes axes_of(Canvas& canvas, const ChartSpace& field, double x_most, double y_most, const std::string& x_title,
             const std::string& y_title) {
    const Axes axes{.left = field.x + 12,
                    .base = field.y + field.height - 9,
                    .width = field.width - 15,
                    .height = field.height - 12,
                    .x = ticks_to(x_most, 5),
                    .y = ticks_to(y_most, 5)};
    const Face face{.size = 2.2, .color = chart_grey};
    Face right = face, middle = face;
    right.align = Align::right, middle.align = Align::centre;
    for (const double value : axes.y.values()) {
        const Xy p = axes.at(0, value);
        canvas.stroke(line(p, {p.x + axes.width, p.y}), {.color = chart_faint, .width = 0.12});
        canvas.write({p.x - 1.5, p.y - 1.1}, tick_text(value), right);
    }
    for (const double value : axes.x.values()) {
        const Xy p = axes.at(value, 0);
        canvas.stroke(line(p, {p.x, p.y + 0.9}), {.color = chart_grey, .width = 0.15});
        canvas.write({p.x, p.y + 1.6}, tick_text(value), middle);
    }
    canvas.stroke(
        {.rings = {{{axes.left, axes.base - axes.height}, {axes.left, axes.base}, {axes.left + axes.width, axes.base}}},
         .closed = false},
        {.color = chart_dark, .width = 0.2});
    canvas.write({axes.left + axes.width, axes.base + 5}, x_title, right);
    canvas.write({field.x, field.y - 1.6}, y_title, face);
    return axes;
}

/// A few values far above the others would press them together: the axis ends at 1.3 times the 95th percentile then.
double span_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const double most = values.back(), usual = values[(values.size() - 1) * 95 / 100] * 1.3;
    return most > usual * 1.5 ? usual : most;
}

}  // namespace

void draw_scatter(Canvas& canvas, const ScatterChart& chart, const ChartSpace& field) {
    std::vector<double> xs, ys;
    double heaviest = 0;
    for (const auto& point : chart.points) {
        xs.push_back(point.x), ys.push_back(point.y);
        heaviest = std::max(heaviest, point.weight);
    }
    constexpr double air = 1.04;  // no dot lies on the edge of the field
    const double x_most = std::max(span_of(xs) * air, chart.x_level.value_or(0) * 1.2);
    const double y_most = std::max(span_of(ys) * air, chart.y_level.value_or(0) * 1.2);
    const Axes axes = axes_of(canvas, field, x_most, y_most, chart.x_title, chart.y_title);
    const Pen pen{.color = chart_grey, .width = 0.2, .dashes = {1.4, 0.9}};
    if (chart.x_level) canvas.stroke(line(axes.at(*chart.x_level, 0), axes.at(*chart.x_level, axes.y.top)), pen);
    if (chart.y_level) canvas.stroke(line(axes.at(0, *chart.y_level), axes.at(axes.x.top, *chart.y_level)), pen);
    const double inset = 1.2;
    for (std::size_t i = 0; i < chart.corners.size() && i < 4; ++i) {
        const bool right = i % 2 == 1, low = i >= 2;
        canvas.write(
            {right ? axes.left + axes.width - inset : axes.left + inset,
             low ? axes.base - 3.6 : axes.base - axes.height + inset},
            chart.corners[i],
            {.size = 2.4, .bold = true, .color = chart_grey, .align = right ? Align::right : Align::left, .halo = 0.5});
    }
    for (const auto& point : chart.points) {
        const double radius = 0.55 + 1.9 * std::sqrt(heaviest > 0 ? point.weight / heaviest : 0);
        const Outline dot{.rings = {disc(axes.at(point.x, point.y), radius)}};
        canvas.fill(dot, ink(point.color, 0.75));
        canvas.stroke(dot, {.color = {.red = 1, .green = 1, .blue = 1}, .width = 0.12});
    }
}

void draw_share(Canvas& canvas, const ShareChart& chart, const ChartSpace& field) {
    const Axes axes = axes_of(canvas, field, 100, 100, chart.x_title, chart.y_title);
    std::vector<Xy> curve;
    curve.reserve(chart.points.size());
    for (const Xy p : chart.points) curve.push_back(axes.at(p.x * 100, p.y * 100));
    canvas.fill({.rings = {curve}}, ink(chart.color, 0.14));
    canvas.stroke(line(axes.at(0, 0), axes.at(100, 100)), {.color = chart_grey, .width = 0.2, .dashes = {1.4, 0.9}});
    canvas.stroke({.rings = {curve}, .closed = false}, {.color = ink(chart.color), .width = 0.5});
}

void draw_ring(Canvas& canvas, const RingChart& chart, const ChartSpace& field) {
    const double all = std::accumulate(chart.parts.begin(), chart.parts.end(), 0.0,
                                       [](double sum, const auto& part) { return sum + part.value; });
    const double outer = std::min({field.height / 2 - 1, field.width * 0.27, 25.0}), inner = outer * 0.58;
    const Xy centre{field.x + outer + 2, field.y + field.height / 2};
    double from = 0;
    for (const auto& part : chart.parts) {
        if (part.value <= 0) continue;
        const double to = from + part.value / all;
        const Outline piece{.rings = {arc(centre, outer, inner, from, to)}};
        canvas.fill(piece, ink(part.color));
        canvas.stroke(piece, {.color = {.red = 1, .green = 1, .blue = 1}, .width = 0.4});
        from = to;
    }
    canvas.write_about(centre, chart.middle, {.size = 3, .bold = true});
    const double row = std::min(6.4, field.height / static_cast<double>(chart.parts.size())), x = centre.x + outer + 5;
    double y = centre.y - row * static_cast<double>(chart.parts.size()) / 2;
    for (const auto& part : chart.parts) {
        canvas.fill(rectangle(x, y + 0.4, 3.4, 3), ink(part.color));
        canvas.write({x + 5, y + 0.5}, part.label, {.size = 2.7});
        canvas.write({field.x + field.width, y + 0.5}, part.text, {.size = 2.7, .align = Align::right});
        y += row;
    }
}

}  // namespace mutu

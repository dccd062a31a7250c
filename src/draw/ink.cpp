// Areas, lines and patterns.
#include "canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace mutu {
namespace {

double part(std::string_view hex, std::size_t at) {
    const auto digit = [](char c) { return c >= 'a' ? c - 'a' + 10 : c >= 'A' ? c - 'A' + 10 : c - '0'; };
    return (digit(hex[at]) * 16 + digit(hex[at + 1])) / 255.0;
}

Box bounds(const Outline& outline) {
    Box box;
    for (const auto& ring : outline.rings)
        for (const Xy p : ring) box.grow(p);
    return box;
}

}  // namespace

Ink ink(std::string_view hex, double alpha) { return {part(hex, 1), part(hex, 3), part(hex, 5), alpha}; }

double lightness(const Ink& color) {
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    const double y = 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
    return y <= 0.008856 ? y * 9.033 : 1.16 * std::cbrt(y) - 0.16;  // CIE L* over 100
}

Outline rectangle(double x, double y, double width, double height) {
    return {.rings = {{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}}};
}

Outline line(Xy from, Xy to) { return {.rings = {{from, to}}, .closed = false}; }

void Canvas::Impl::take_ink(const Ink& color) const {
    // An opaque source keeps a PDF free of transparency groups.
    if (color.alpha >= 1)
        cairo_set_source_rgb(cairo.get(), color.red, color.green, color.blue);
    else
        cairo_set_source_rgba(cairo.get(), color.red, color.green, color.blue, color.alpha);
}

void Canvas::Impl::trace(const Outline& outline) const {
    cairo_new_path(cairo.get());
    for (const auto& ring : outline.rings) {
        if (ring.empty()) continue;
        cairo_move_to(cairo.get(), ring[0].x, ring[0].y);
        for (std::size_t i = 1; i < ring.size(); ++i) cairo_line_to(cairo.get(), ring[i].x, ring[i].y);
        if (outline.closed) cairo_close_path(cairo.get());
    }
}

void Canvas::fill(const Outline& area, const Ink& color) {
    impl_->take_ink(color);
    impl_->trace(area);
    cairo_fill(impl_->cairo.get());
}

void Canvas::stroke(const Outline& outline, const Pen& pen) {
    cairo_t* cairo = impl_->cairo.get();
    impl_->take_ink(pen.color);
    impl_->trace(outline);
    cairo_set_line_width(cairo, pen.width);
    cairo_set_dash(cairo, pen.dashes.data(), static_cast<int>(pen.dashes.size()), 0);
    cairo_stroke(cairo);
}

void Canvas::hatch(const Outline& area, const Hatch& hatch) {
    const Box box = bounds(area);
    if (box.empty()) return;
    const double angle = hatch.angle * std::numbers::pi / 180, across_x = std::sin(angle), across_y = std::cos(angle);
    // Lines are where x·sin + y·cos is a multiple of the gap.
    constexpr double far = std::numeric_limits<double>::infinity();
    double least = far, most = -far;
    for (const Xy p :
         {Xy{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.min_x, box.max_y}, {box.max_x, box.max_y}}) {
        const double reach = p.x * across_x + p.y * across_y;
        least = std::min(least, reach), most = std::max(most, reach);
    }
    const Xy middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    const double half = std::hypot(box.max_x - box.min_x, box.max_y - box.min_y) / 2;
    const double along = middle.x * across_y - middle.y * across_x;
    Outline lines{.rings = {}, .closed = false};
    const auto last = static_cast<std::int64_t>(std::floor(most / hatch.gap));
    for (auto n = static_cast<std::int64_t>(std::ceil(least / hatch.gap)); n <= last; ++n) {
        const double reach = static_cast<double>(n) * hatch.gap;
        const Xy foot{reach * across_x + along * across_y, reach * across_y - along * across_x};
        lines.rings.push_back({{foot.x - half * across_y, foot.y + half * across_x},
                               {foot.x + half * across_y, foot.y - half * across_x}});
    }
    clip(area);
    stroke(lines, {.color = hatch.color, .width = hatch.width});
    unclip();
}

void Canvas::dot(const Outline& area, const Ink& color, double gap, double diameter) {
    const Box box = bounds(area);
    if (box.empty()) return;
    cairo_t* cairo = impl_->cairo.get();
    const double row_gap = gap * 0.866;
    clip(area);
    impl_->take_ink(color);
    cairo_set_dash(cairo, nullptr, 0, 0);
    cairo_set_line_width(cairo, diameter);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_new_path(cairo);
    const auto last_row = static_cast<std::int64_t>(std::floor((box.max_y + diameter) / row_gap));
    for (auto row = static_cast<std::int64_t>(std::floor(box.min_y / row_gap)); row <= last_row; ++row) {
        const double shift = row % 2 == 0 ? 0 : gap / 2;
        const auto last = static_cast<std::int64_t>(std::floor((box.max_x + diameter - shift) / gap));
        for (auto n = static_cast<std::int64_t>(std::floor((box.min_x - shift) / gap)); n <= last; ++n) {
            cairo_move_to(cairo, static_cast<double>(n) * gap + shift, static_cast<double>(row) * row_gap);
            cairo_close_path(cairo);  // a line of no length with round ends is a dot
        }
    }
    cairo_stroke(cairo);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    unclip();
}

void Canvas::clip(const Outline& area) {
    cairo_save(impl_->cairo.get());
    impl_->trace(area);
    cairo_clip(impl_->cairo.get());
}

void Canvas::unclip() { cairo_restore(impl_->cairo.get()); }

}  // namespace mutu

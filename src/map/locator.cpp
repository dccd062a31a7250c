// The small drawing of where a parcel lies.
#include "mutu/locator.hpp"

#include "mutu/error.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr Ink white{.red = 1, .green = 1, .blue = 1};
constexpr Ink ground{.red = 0.92, .green = 0.91, .blue = 0.89};
constexpr Ink edge{.red = 0.7, .green = 0.69, .blue = 0.66};
constexpr Ink dark{.red = 0.1, .green = 0.1, .blue = 0.1};
constexpr Ink red{.red = 0.8, .green = 0.15, .blue = 0.12};
constexpr Ink pale{.red = 0.97, .green = 0.82, .blue = 0.62};
constexpr double foot = 8;  // mm for the legend and the scale bar

Box box_of(const GeometryColumn& shapes) {
    Box box;
    for (std::size_t row = 0; row < shapes.rows(); ++row)
        if (!shapes.null(row)) box.grow(shapes.box(row));
    return box;
}

class Frame {
public:
    Frame(const Box& land, Xy at, double width, double height) : at_{at}, width_{width}, height_{height - foot} {
        const double across = land.max_x - land.min_x, down = land.max_y - land.min_y;
        // The parcel takes at most a third, so that its neighbours are seen.
        metres_ = std::max({across / (width_ / 3), down / (height_ / 3), 0.5});
        middle_ = {(land.min_x + land.max_x) / 2, (land.min_y + land.max_y) / 2};
    }
    Xy paper(Xy p) const {
        return {at_.x + width_ / 2 + (p.x - middle_.x) / metres_, at_.y + height_ / 2 - (p.y - middle_.y) / metres_};
    }
    /// Rings far outside are cut by the clip of the canvas, so their points are only kept within reach of it.
    Outline outline(const GeometryColumn& shapes, std::size_t row) const {
        Outline out;
        const Range rings = shapes.row_rings(row);
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            const auto points = shapes.ring(r);
            auto& ring = out.rings.emplace_back();
            for (const Xy p : points.first(points.size() - 1)) ring.push_back(paper(p));
        }
        return out;
    }
    bool shows(const Box& box) const {
        const double x = metres_ * width_ / 2, y = metres_ * height_ / 2;
        return box.meets({middle_.x - x, middle_.y - y, middle_.x + x, middle_.y + y});
    }
    double metres() const { return metres_; }  // for a millimetre

private:
    Xy at_;
    double width_, height_, metres_ = 1;
    Xy middle_{};
};

/// The largest of 1, 2, 5 times a power of ten that is at most `most`.
double round_length(double most) {
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (const double step : {5.0, 2.0, 1.0})
        if (step * power <= most) return step * power;
    return power;
}

void draw_scale(Canvas& paper, const Frame& frame, Xy at, double width, double height) {
    const double length = round_length(frame.metres() * 40), bar = length / frame.metres();
    const double x = at.x + width - bar - 12, y = at.y + height - 3;
    paper.stroke(line({x, y}, {x + bar, y}), {.color = dark, .width = 0.5});
    for (const double end : {x, x + bar}) paper.stroke(line({end, y - 1.2}, {end, y}), {.color = dark, .width = 0.3});
    const std::string words = std::to_string(static_cast<long long>(length)) + " m";
    paper.write({x + bar / 2, y - 4.2}, words, {.size = 2.6, .align = Align::centre});
    const double n = at.x + width - 5, top = at.y;
    paper.fill({.rings = {{{n, top + 2}, {n + 2, top + 9}, {n, top + 7.4}, {n - 2, top + 9}}}}, dark);
    paper.write({n, top + 9.4}, "北", {.size = 2.8, .align = Align::centre, .halo = 0.4});
}

void draw_legend(Canvas& paper, const Locator& locator, Xy at, double height) {
    double x = at.x + 2;
    const double y = at.y + height - 4.6;
    const auto entry = [&](const std::string& words, const Ink* fill, const Pen& pen) {
        if (words.empty()) return;
        const Outline swatch = rectangle(x, y, 5.5, 3);
        if (fill != nullptr) paper.fill(swatch, *fill);
        paper.stroke(swatch, pen);
        const Face face{.size = 2.8};
        paper.write({x + 7, y - 0.1}, words, face);
        x += 10 + paper.measure(words, face).width;
    };
    entry(locator.subject_word, &red, {.color = dark, .width = 0.3});
    if (locator.block.rows() > 0) entry(locator.block_word, &pale, {.color = dark, .width = 0.2});
    entry(locator.park_word, nullptr, {.color = dark, .width = 0.5, .dashes = {2, 0.6, 0.4, 0.6}});
}

}  // namespace

void draw_locator(Canvas& paper, const Locator& locator, Xy at, double width, double height) {
    Box land = box_of(locator.subject);
    if (land.empty()) throw Error{Kind::input, "这宗地没有图形，不能画位置图"};
    if (const Box block = box_of(locator.block); !block.empty()) land.grow(block);
    const Frame frame{land, at, width, height};
    paper.fill(rectangle(at.x, at.y, width, height), white);
    paper.clip(rectangle(at.x, at.y, width, height - foot));
    const auto each = [&](const GeometryColumn& shapes, const Ink* fill, const Pen& pen) {
        for (std::size_t row = 0; row < shapes.rows(); ++row) {
            if (shapes.null(row) || !frame.shows(shapes.box(row))) continue;
            const Outline area = frame.outline(shapes, row);
            if (fill != nullptr) paper.fill(area, *fill);
            paper.stroke(area, pen);
        }
    };
    each(locator.parcels, &ground, {.color = edge, .width = 0.15});
    each(locator.block, &pale, {.color = dark, .width = 0.2});
    each(locator.subject, &red, {.color = dark, .width = 0.4});
    each(locator.parks, nullptr, {.color = dark, .width = 0.5, .dashes = {4, 0.9, 0.7, 0.9}});
    paper.unclip();
    paper.stroke(rectangle(at.x + 0.15, at.y + 0.15, width - 0.3, height - foot - 0.3), {.color = dark, .width = 0.25});
    draw_legend(paper, locator, at, height);
    draw_scale(paper, frame, at, width, height);
}

std::string locator_picture(const Locator& locator, double width, double height, PictureFormat format, double dpi) {
    if (box_of(locator.subject).empty()) throw Error{Kind::input, "这宗地没有图形，不能画位置图"};
    Canvas paper{{.width = width, .height = height, .format = format, .dpi = dpi, .title = {}, .date = {}}};
    draw_locator(paper, locator, {0, 0}, width, height);
    return paper.finish().at(0);
}

}  // namespace mutu

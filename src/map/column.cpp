// The column beside the map: legend with counts, figures, where the park lies, the list of numbers, the title block.
#include "layout.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr Ink dark{.red = 0.1, .green = 0.1, .blue = 0.1};
constexpr Ink grey{.red = 0.42, .green = 0.42, .blue = 0.42};
constexpr Ink faint{.red = 0.8, .green = 0.8, .blue = 0.8};

/// Fills the column from above; what stands at its foot is drawn first and takes its height off.
class Column {
public:
    Column(const Drawing& drawing, const Marks& marks)
        : d_{drawing}, marks_{marks}, u_{drawing.layout.unit}, x_{drawing.layout.column.x + 4.5 * u_},
          right_{drawing.layout.column.right() - 4.5 * u_}, y_{drawing.layout.column.y + 4.5 * u_},
          foot_{drawing.layout.column.bottom()} {}

    std::size_t draw() {
        stamp();
        legend();
        figures();
        inset();
        notes();
        return list();
    }

private:
    void heading(const std::string& text, const std::string& aside) {
        d_.paper.write({x_, y_}, text, {.size = 4 * u_, .bold = true});
        d_.paper.write({right_, y_ + 1.1 * u_}, aside, {.size = 2.6 * u_, .color = grey, .align = Align::right});
        y_ += 6.4 * u_;
    }

    void rule(const Ink& color, double width) {
        d_.paper.stroke(line({x_, y_}, {right_, y_}), {.color = color, .width = width * u_});
    }

    // ── legend ──
    double count_x() const { return right_ - 29 * u_; }
    double area_x() const { return right_ - 11 * u_; }

    void counted(const std::string& label, std::int64_t count, Area land, const std::string& share, bool bold) {
        const Face text{.size = 2.7 * u_, .bold = bold};
        Face figure = text;
        figure.align = Align::right;
        const double label_x = x_ + 9 * u_, room = count_x() - 9 * u_ - label_x;
        d_.paper.write({label_x, y_}, fitted(d_.paper, label, text, room), text);
        d_.paper.write({count_x(), y_}, std::to_string(count), figure);
        d_.paper.write({area_x(), y_}, fixed(land.mu(), 2), figure);
        d_.paper.write({right_, y_}, share, {.size = 2.3 * u_, .color = grey, .align = Align::right});
    }

    void swatch(const ThemeClass& look, double width) {
        const Outline box = rectangle(x_, y_ - 0.5 * u_, 7 * u_, 3.7 * u_);
        draw_look(d_.paper, box, look, u_);
        d_.paper.stroke(box, {.color = ink(look.outline), .width = width * u_});
    }

    void legend() {
        heading(d_.say("legend"), d_.sheet.heading + (d_.sheet.unit.empty() ? "" : "（" + d_.sheet.unit + "）"));
        const Face small{.size = 2.2 * u_, .color = grey, .align = Align::right};
        d_.paper.write({count_x(), y_}, d_.sheet.count.empty() ? d_.say("count") : d_.sheet.count, small);
        d_.paper.write({area_x(), y_}, d_.say("area_mu"), small);
        if (!d_.sheet.apart) d_.paper.write({right_, y_}, d_.say("share"), small);
        y_ += 3.6 * u_;
        rule(dark, 0.2), y_ += 1.6 * u_;
        Area all;
        std::int64_t count = 0;
        for (const MapClass& one : d_.sheet.classes) all += one.land, count += one.count;
        for (const MapClass& one : d_.sheet.classes) {
            swatch(one.look, 0.2);
            const double part = all.quanta() > 0 && !d_.sheet.apart ? one.land.mu() / all.mu() : 0;
            counted(one.label, one.count, one.land, one.count > 0 && !d_.sheet.apart ? fixed(100 * part, 1) + "%" : "",
                    false);
            const double bar = 50 * u_ * part;
            if (bar > 0) d_.paper.fill(rectangle(x_ + 9 * u_, y_ + 3.4 * u_, bar, 0.5 * u_), ink(one.look.outline));
            y_ += 5.1 * u_;
        }
        rule(dark, 0.2), y_ += 1.3 * u_;
        if (!d_.sheet.apart) {
            counted(d_.say("total"), count, all, "", true);
            y_ += 4.6 * u_;
        }
        overlay_rows();
    }

    void overlay_rows() {
        bool any = false;
        for (const MapOverlay& overlay : d_.sheet.overlays) any = any || !overlay.label.empty();
        if (any) rule(faint, 0.2), y_ += 1.8 * u_;
        for (const MapOverlay& overlay : d_.sheet.overlays) {
            if (overlay.label.empty()) continue;
            swatch(overlay.look, overlay.width);
            if (overlay.land == Area{})  // not cut at the park, or alternatives of each other: a sum would say nothing
                d_.paper.write({x_ + 9 * u_, y_}, overlay.label, {.size = 2.7 * u_});
            else
                counted(overlay.label, overlay.count, overlay.land, "", false);
            y_ += 4.9 * u_;
        }
        if (!d_.sheet.parks.rows()) return;
        d_.paper.stroke(line({x_, y_ + 1.4 * u_}, {x_ + 7 * u_, y_ + 1.4 * u_}),
                        {.color = dark, .width = 0.6 * u_, .dashes = {4 * u_, 0.9 * u_, 0.7 * u_, 0.9 * u_}});
        d_.paper.write({x_ + 9 * u_, y_}, d_.say("park_boundary"), {.size = 2.7 * u_});
        y_ += 6.5 * u_;
    }

    void figures() {
        if (d_.sheet.figures.empty()) return;
        heading(d_.say("figures"), "");
        y_ -= 0.8 * u_;
        const double half = (right_ - x_) / 2;
        for (std::size_t i = 0; i < d_.sheet.figures.size(); ++i) {
            const auto& [name, value] = d_.sheet.figures[i];
            const double left = x_ + (i % 2 == 0 ? 0 : half);
            d_.paper.write({left, y_}, name, {.size = 2.2 * u_, .color = grey});
            d_.paper.write({left, y_ + 3 * u_},
                           fitted(d_.paper, value, {.size = 2.8 * u_, .bold = true}, half - 2 * u_),
                           {.size = 2.8 * u_, .bold = true});
            if (i % 2 == 1 || i + 1 == d_.sheet.figures.size()) y_ += 7.4 * u_;
        }
        y_ += 1.5 * u_;
    }

    // ── where the park lies among the others ──
    void inset() {
        const bool cut = d_.sheet.page > 0;  // 接图表 instead
        const double height = (cut ? 22 : 30) * u_;
        const double lines = std::ceil(static_cast<double>(marks_.listed.size()) / 2);
        const double listed = lines == 0 ? 0 : 12 * u_ + lines * list_row();
        const double free = foot_ - y_ - notes_height() - 4 * u_;
        if ((d_.sheet.others.rows() == 0 && !cut) || free < height + 11 * u_) return;
        // The list comes before it where both do not fit, but not before the sheet index: it goes on on pages of its
        // own.
        if (!cut && free < height + 11 * u_ + listed && free >= listed) return;
        Box box;
        const auto take = [&](const GeometryColumn& shapes) {
            for (std::size_t row = 0; row < shapes.rows(); ++row)
                if (!shapes.null(row)) box.grow(shapes.box(row));
        };
        if (cut)
            for (const Box& one : d_.sheet.index) box.grow(one);
        else
            take(d_.sheet.others), take(d_.sheet.parks);
        heading(d_.say(cut ? "sheet_index" : "inset"), "");
        const Rectangle place{x_, y_, right_ - x_, height};
        SheetLayout small = d_.layout;
        small.map = place;
        small.centre = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        small.scale = static_cast<int>(std::ceil(1000 * std::max((box.max_x - box.min_x) / (place.width * 0.9),
                                                                 (box.max_y - box.min_y) / (place.height * 0.86))));
        d_.paper.stroke(rectangle(place.x, place.y, place.width, place.height), {.color = dark, .width = 0.2 * u_});
        d_.paper.clip(rectangle(place.x, place.y, place.width, place.height));
        if (!cut) dots(small, d_.sheet.others, {.red = 0.78, .green = 0.78, .blue = 0.76});
        dots(small, d_.sheet.parks,
             cut ? Ink{.red = 0.85, .green = 0.84, .blue = 0.8} : Ink{.red = 0.7, .green = 0.09, .blue = 0.11});
        if (cut) neighbours(small);
        d_.paper.unclip();
        y_ += height + 4.5 * u_;
    }

    /// The sheets by their numbers, this one in red.
    void neighbours(const SheetLayout& small) {
        for (std::size_t i = 0; i < d_.sheet.index.size(); ++i) {
            const Box& box = d_.sheet.index[i];
            const Xy top = small.paper({box.min_x, box.max_y}), foot = small.paper({box.max_x, box.min_y});
            const Outline area = rectangle(top.x, top.y, foot.x - top.x, foot.y - top.y);
            const bool own = i + 1 == d_.sheet.page;
            if (own) d_.paper.fill(area, {.red = 0.85, .green = 0.25, .blue = 0.22, .alpha = 0.55});
            d_.paper.stroke(area, {.color = dark, .width = 0.15 * u_});
            d_.paper.write_about({(top.x + foot.x) / 2, (top.y + foot.y) / 2}, std::to_string(i + 1),
                                 {.size = std::min(3.2 * u_, 0.6 * (foot.y - top.y)), .bold = own});
        }
    }

    /// Parks too small to be seen are squares of 1.6 mm.
    void dots(const SheetLayout& small, const GeometryColumn& parks, const Ink& color) {
        for (std::size_t row = 0; row < parks.rows(); ++row) {
            if (parks.null(row)) continue;
            const Outline area = small.outline(parks, row);
            const Box box = parks.box(row);
            const Xy at = small.paper({(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2});
            const double size = 1000 * std::max(box.max_x - box.min_x, box.max_y - box.min_y) / small.scale;
            d_.paper.fill(size < 1.6 * u_ ? rectangle(at.x - 0.8 * u_, at.y - 0.8 * u_, 1.6 * u_, 1.6 * u_) : area,
                          color);
        }
    }

    std::vector<std::string> said() const {
        std::vector<std::string> notes = d_.sheet.notes;
        if (marks_.unmarked == 0) return notes;
        std::string note = d_.say("note_unmarked");
        if (const auto at = note.find("{0}"); at != std::string::npos)
            note.replace(at, 3, std::to_string(marks_.unmarked));
        notes.push_back(std::move(note));
        return notes;
    }

    double notes_height() const {
        double height = 2 * u_;
        for (const std::string& note : said())
            height += d_.paper.measure(note, {.size = 2.2 * u_, .wrap = right_ - x_}).height + 1.2 * u_;
        return height;
    }

    void notes() {
        for (const std::string& note : said()) {
            const Face face{.size = 2.2 * u_, .color = grey, .wrap = right_ - x_};
            d_.paper.write({x_, y_}, note, face);
            y_ += d_.paper.measure(note, face).height + 1.2 * u_;
        }
        y_ += 2 * u_;
    }

    double list_row() const { return 3.1 * u_; }

    // ── numbers and what they stand for ──
    std::size_t list() {
        if (marks_.listed.empty()) return 0;
        const double row = list_row(), room = foot_ - 4 * u_ - y_ - 6.4 * u_;
        const std::size_t rows = room > 0 ? static_cast<std::size_t>(room / row) : 0;
        if (rows < 3) return 0;
        heading(d_.say("list"), "");
        const double half = (right_ - x_ + 3 * u_) / 2;
        const std::size_t fits = std::min(marks_.listed.size(), rows * 2);
        const std::size_t left = std::min(rows, std::max<std::size_t>((fits + 1) / 2, 1));
        for (std::size_t i = 0; i < fits; ++i)
            draw_listed(d_, marks_, i, {x_ + (i < left ? 0 : half), y_ + static_cast<double>(i % left) * row},
                        half - 3 * u_, 2.1 * u_);
        return fits;
    }

    // ── 图签 ──
    void stamp() {
        if (d_.sheet.stamp.empty()) return;
        const double row = 5 * u_, left = d_.layout.column.x, right = d_.layout.column.right();
        const double top = foot_ - row * static_cast<double>(d_.sheet.stamp.size()), middle = left + 21 * u_;
        const Pen pen{.color = dark, .width = 0.2 * u_};
        double y = top;
        for (const auto& [name, value] : d_.sheet.stamp) {
            d_.paper.stroke(line({left, y}, {right, y}), pen);
            d_.paper.write({left + 2.5 * u_, y + 1.2 * u_}, name, {.size = 2.4 * u_, .color = grey});
            const Face face{.size = 2.5 * u_};
            const std::string shown = value == "{scale}" ? "1:" + std::to_string(d_.layout.scale) : value;
            d_.paper.write({middle + 2.5 * u_, y + 1.2 * u_}, fitted(d_.paper, shown, face, right - middle - 4 * u_),
                           face);
            y += row;
        }
        d_.paper.stroke(line({middle, top}, {middle, foot_}), pen);
        foot_ = top;
    }

    const Drawing& d_;
    const Marks& marks_;
    double u_, x_, right_, y_, foot_;
};

}  // namespace

std::size_t draw_column(const Drawing& drawing, const Marks& marks) { return Column{drawing, marks}.draw(); }

}  // namespace mutu

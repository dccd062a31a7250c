// Text: which font, how much room, where each line stands.
#include "canvas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>
#include <string>

namespace mutu {
namespace {

constexpr double leading = 1.25;   // from line to line, in characters
constexpr double baseline = 0.88;  // of a Chinese character's height above the line it stands on

/// Nearest to print first; all of them draw Chinese, Latin and digits. Any other with Chinese comes after them.
constexpr std::array families{
    "Noto Sans CJK SC", "Source Han Sans SC",  "Source Han Sans CN", "思源黑体",         "Microsoft YaHei",
    "SimHei",           "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",  "Noto Serif CJK SC"};

struct Fonts {
    std::string chinese;
    std::vector<std::string> others;  // without Chinese
};

/// The characters that no map does without.
bool draws_chinese(PangoContext* context, const char* family) {
    const Description wanted{pango_font_description_new()};
    pango_font_description_set_family(wanted.get(), family);
    pango_font_description_set_absolute_size(wanted.get(), 10 * PANGO_SCALE);
    const std::unique_ptr<PangoFont, ObjectEnd> font{pango_context_load_font(context, wanted.get())};
    if (!font) return false;
    constexpr std::array<gunichar, 3> characters{0x4EA9, 0x56FE, 0x95F2};  // 亩 图 闲
    return std::all_of(characters.begin(), characters.end(),
                       [&](gunichar one) { return pango_font_has_char(font.get(), one) != FALSE; });
}

Fonts installed_fonts() {
    PangoFontFamily** listed = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &listed, &count);
    std::set<std::string> names;
    for (int i = 0; i < count; ++i) names.insert(pango_font_family_get_name(listed[i]));
    g_free(static_cast<void*>(listed));
    for (const char* family : families)
        if (names.contains(family)) return {family, {}};
    Fonts fonts;
    const Context context{pango_font_map_create_context(pango_cairo_font_map_get_default())};
    for (const std::string& name : names)
        if (fonts.chinese.empty() && draws_chinese(context.get(), name.c_str()))
            fonts.chinese = name;
        else
            fonts.others.push_back(name);
    return fonts;
}

const Fonts& fonts() {
    static const Fonts found = installed_fonts();
    return found;
}

}  // namespace

std::string chinese_font() { return fonts().chinese; }

std::string no_chinese_font() {
    constexpr std::size_t most = 3;
    std::string there;
    for (std::size_t i = 0; i < std::min(most, fonts().others.size()); ++i)
        there += (i == 0 ? "" : "、") + fonts().others[i];
    if (fonts().others.size() > most) there += " 等 " + std::to_string(fonts().others.size()) + " 种";
    return "没有可用的中文字体，无法出图" + (there.empty() ? "" : "（现有 " + there + "，都不含中文）") +
           "：请安装 fonts-noto-cjk（apt-get install fonts-noto-cjk），mutu doctor 可查";
}

TextLayout Canvas::Impl::layout(const std::string& text, const Face& face) const {
    // Shaped at one size for all: rounding of the library's whole units shows no more.
    TextLayout made{pango_layout_new(context.get())};
    const Description font{pango_font_description_new()};
    pango_font_description_set_family(font.get(), family.c_str());
    pango_font_description_set_weight(font.get(), face.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), face.size * PANGO_SCALE);
    pango_layout_set_font_description(made.get(), font.get());
    pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
    if (face.wrap > 0) {
        pango_layout_set_width(made.get(), static_cast<int>(face.wrap * PANGO_SCALE));
        pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    }
    if (face.spacing > 0) {
        PangoAttrList* attributes = pango_attr_list_new();
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(static_cast<int>(face.spacing * PANGO_SCALE)));
        pango_layout_set_attributes(made.get(), attributes);
        pango_attr_list_unref(attributes);
    }
    return made;
}

namespace {

double width_of(PangoLayoutLine* set) {
    PangoRectangle logical;
    pango_layout_line_get_extents(set, nullptr, &logical);
    return static_cast<double>(logical.width) / PANGO_SCALE;
}

double height_of(int lines, double size) { return lines == 0 ? 0 : size * (1 + (lines - 1) * leading); }

}  // namespace

Extent Canvas::measure(const std::string& text, const Face& face) const {
    const TextLayout set = impl_->layout(text, face);
    Extent extent;
    const int lines = pango_layout_get_line_count(set.get());
    for (int i = 0; i < lines; ++i)
        extent.width = std::max(extent.width, width_of(pango_layout_get_line_readonly(set.get(), i)));
    extent.height = height_of(lines, face.size);
    return extent;
}

void Canvas::Impl::lay(Xy top, const std::string& text, const Face& face) const {
    const TextLayout set = layout(text, face);
    const int lines = pango_layout_get_line_count(set.get());
    for (int i = 0; i < lines; ++i) {
        PangoLayoutLine* one = pango_layout_get_line_readonly(set.get(), i);
        const double width = face.align == Align::left ? 0 : width_of(one);
        const double x = top.x - (face.align == Align::centre ? width / 2 : width);
        const double y = top.y + face.size * (baseline + i * leading);
        if (face.halo > 0) {
            cairo_set_source_rgb(cairo.get(), 1, 1, 1);
            cairo_set_line_width(cairo.get(), face.halo * 2);
            cairo_set_dash(cairo.get(), nullptr, 0, 0);
            cairo_move_to(cairo.get(), x, y);
            pango_cairo_layout_line_path(cairo.get(), one);
            cairo_stroke(cairo.get());
        }
        take_ink(face.color);
        cairo_move_to(cairo.get(), x, y);
        pango_cairo_show_layout_line(cairo.get(), one);
    }
}

void Canvas::write(Xy at, const std::string& text, const Face& face) {
    if (face.turn == 0) {
        impl_->lay(at, text, face);
        return;
    }
    cairo_t* cairo = impl_->cairo.get();
    cairo_save(cairo);
    cairo_translate(cairo, at.x, at.y);
    cairo_rotate(cairo, face.turn * std::numbers::pi / 180);
    impl_->lay({}, text, face);
    cairo_restore(cairo);
}

void Canvas::write_about(Xy at, const std::string& text, const Face& face) {
    Face centred = face;
    centred.align = Align::centre;
    const double half = measure(text, face).height / 2, turn = face.turn * std::numbers::pi / 180;
    write({at.x + half * std::sin(turn), at.y - half * std::cos(turn)}, text, centred);
}

std::vector<std::string> characters(const std::string& text) {
    std::vector<std::string> all;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U || all.empty()) all.emplace_back();
        all.back() += c;
    }
    return all;
}

std::string fitted(const Canvas& canvas, const std::string& text, const Face& face, double width, Cut cut) {
    if (canvas.measure(text, face).width <= width) return text;
    const std::vector<std::string> all = characters(text);
    for (std::size_t kept = all.empty() ? 0 : all.size() - 1; kept > 0; --kept) {
        const std::size_t tail = cut == Cut::middle ? kept / 3 : 0;
        std::string shown;
        for (std::size_t i = 0; i < kept - tail; ++i) shown += all[i];
        shown += "…";
        for (std::size_t i = all.size() - tail; i < all.size(); ++i) shown += all[i];
        if (canvas.measure(shown, face).width <= width) return shown;
    }
    return "";
}

}  // namespace mutu

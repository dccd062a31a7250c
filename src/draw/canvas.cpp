// Surfaces: one PDF of many pages, or one PNG or SVG for each.
#include "canvas.hpp"

#include "mutu/error.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include <cmath>

namespace mutu {
namespace {

cairo_status_t collect(void* to, const unsigned char* bytes, unsigned length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

void sound(cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS) return;
    const bool memory = status == CAIRO_STATUS_NO_MEMORY || status == CAIRO_STATUS_INVALID_SIZE;
    throw Error{memory ? Kind::input : Kind::bug, std::string{"绘图失败（Cairo："} + cairo_status_to_string(status) +
                                                      (memory ? "）；请用较小的纸张或 --dpi" : "）")};
}

Surface pdf_surface(const CanvasSpec& spec, std::string& bytes) {
    Surface surface{
        cairo_pdf_surface_create_for_stream(collect, &bytes, spec.width * points_per_mm, spec.height * points_per_mm)};
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, spec.title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "MuTu");
    // Without it Cairo writes the clock.
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                   (spec.date.iso() + "T00:00:00Z").c_str());
    return surface;
}

Surface png_surface(const CanvasSpec& spec) {
    const double pixels = spec.dpi / 25.4;
    return Surface{cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(spec.width * pixels)),
                                              static_cast<int>(std::lround(spec.height * pixels)))};
}

}  // namespace

Canvas::Impl::Impl(CanvasSpec wanted) : spec{std::move(wanted)}, family{chinese_font()} {
    if (family.empty()) throw Error{Kind::input, no_chinese_font()};
    context.reset(pango_font_map_create_context(pango_cairo_font_map_get_default()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    // Metrics that follow no pixel: the same places in all formats.
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context.get(), 72);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_language(context.get(), pango_language_from_string("zh-cn"));
    open();
}

void Canvas::Impl::open() {
    bytes.clear();
    switch (spec.format) {
    case PictureFormat::pdf: surface = pdf_surface(spec, bytes); break;
    case PictureFormat::png: surface = png_surface(spec); break;
    case PictureFormat::svg:
        surface.reset(cairo_svg_surface_create_for_stream(collect, &bytes, spec.width * points_per_mm,
                                                          spec.height * points_per_mm));
        break;
    }
    sound(cairo_surface_status(surface.get()));
    cairo.reset(cairo_create(surface.get()));
    const double unit = spec.format == PictureFormat::png ? spec.dpi / 25.4 : points_per_mm;
    cairo_scale(cairo.get(), unit, unit);
    cairo_set_line_join(cairo.get(), CAIRO_LINE_JOIN_ROUND);
    cairo_set_fill_rule(cairo.get(), CAIRO_FILL_RULE_EVEN_ODD);
    if (spec.format == PictureFormat::pdf) return;
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    cairo_paint(cairo.get());
}

void Canvas::Impl::close() {
    sound(cairo_status(cairo.get()));
    cairo.reset();
    if (spec.format == PictureFormat::png)
        sound(cairo_surface_write_to_png_stream(surface.get(), collect, &bytes));
    else
        cairo_surface_finish(surface.get());
    sound(cairo_surface_status(surface.get()));
    surface.reset();
    files.push_back(std::move(bytes));
}

Canvas::Canvas(const CanvasSpec& spec) : impl_{std::make_unique<Impl>(spec)} {}
Canvas::~Canvas() = default;

void Canvas::next_page() {
    if (impl_->spec.format == PictureFormat::pdf) {
        cairo_show_page(impl_->cairo.get());
        return;
    }
    impl_->close();
    impl_->open();
}

std::vector<std::string> Canvas::finish() {
    impl_->close();
    return std::move(impl_->files);
}

std::string cairo_version() { return cairo_version_string(); }
std::string pango_version() { return pango_version_string(); }

}  // namespace mutu

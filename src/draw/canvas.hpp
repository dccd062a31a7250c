// Handles of Cairo and Pango and what stands behind a Canvas. Seen by src/draw only.
#pragma once

#include "mutu/draw.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

namespace mutu {

inline constexpr double points_per_mm = 72 / 25.4;

struct SurfaceEnd {
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
struct PenEnd {
    void operator()(cairo_t* pen) const noexcept { cairo_destroy(pen); }
};
struct ObjectEnd {
    void operator()(void* object) const noexcept { g_object_unref(object); }
};
struct DescriptionEnd {
    void operator()(PangoFontDescription* description) const noexcept { pango_font_description_free(description); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceEnd>;
using Cairo = std::unique_ptr<cairo_t, PenEnd>;
using Context = std::unique_ptr<PangoContext, ObjectEnd>;
using TextLayout = std::unique_ptr<PangoLayout, ObjectEnd>;
using Description = std::unique_ptr<PangoFontDescription, DescriptionEnd>;

/// What to say where no font has Chinese: which there are, what to install.
std::string no_chinese_font();

/// Pages as they come; one surface at a time.
struct Canvas::Impl {
    CanvasSpec spec;
    std::string family;
    Context context;
    std::string bytes;               // of the surface being drawn, where Cairo streams it
    std::vector<std::string> files;  // finished pages of PNG and SVG
    Surface surface;
    Cairo cairo;

    explicit Impl(CanvasSpec wanted);
    void open();
    void close();
    void take_ink(const Ink& color) const;
    void trace(const Outline& outline) const;
    TextLayout layout(const std::string& text, const Face& face) const;
    void lay(Xy top, const std::string& text, const Face& face) const;
};

}  // namespace mutu

// Canvas to draw on: areas, lines, patterns and Chinese text in millimetres, as PDF, PNG or SVG.
#pragma once

#include "mutu/date.hpp"
#include "mutu/geometry.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// A colour, parts from 0 to 1.
struct Ink {
    double red = 0, green = 0, blue = 0, alpha = 1;
};
/// "#rrggbb".
Ink ink(std::string_view hex, double alpha = 1);
/// How light a colour looks, 0 to 1: letters on it are black above about a half, white below.
double lightness(const Ink& color);

struct Pen {
    Ink color;
    double width = 0.15;
    std::vector<double> dashes = {};  // on, off, …; empty: solid
};

/// Lines over an area, all over a sheet in one raster so that neighbours match.
struct Hatch {
    Ink color;
    double gap = 1.2, width = 0.15;
    double angle = 45;  // degrees
};

/// Rings or lines; y runs down the sheet.
struct Outline {
    std::vector<std::vector<Xy>> rings;
    bool closed = true;
};
Outline rectangle(double x, double y, double width, double height);
Outline line(Xy from, Xy to);

enum class Align : std::uint8_t { left, centre, right };

/// How text is set. `size` is the height of a Chinese character; lines are 1.25 times that apart.
struct Face {
    double size = 2.5;
    bool bold = false;
    Ink color = {.red = 0.07, .green = 0.07, .blue = 0.07};
    Align align = Align::left;
    double halo = 0;     // width of white around the letters
    double wrap = 0;     // lines are broken at this width; 0: only at line ends
    double spacing = 0;  // more room between letters
    double turn = 0;     // degrees, clockwise, about the point it is written at
};

/// Room that text takes.
struct Extent {
    double width = 0, height = 0;
};

enum class PictureFormat : std::uint8_t { pdf, png, svg };

struct CanvasSpec {
    double width = 420, height = 297;
    PictureFormat format = PictureFormat::pdf;
    double dpi = 200;   // of a PNG
    std::string title;  // of a PDF
    Date date;          // of a PDF; the only day in the file
};

/// Promise: the same calls give the same bytes, whatever the day, and text is placed alike in all three formats. The
/// letters of a PDF are embedded and can be searched. Not to be shared between threads.
class Canvas {
public:
    /// Error{Kind::input} where this machine has no Chinese font, with what to install.
    explicit Canvas(const CanvasSpec& spec);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;
    Canvas(Canvas&&) = delete;
    Canvas& operator=(Canvas&&) = delete;

    void fill(const Outline& area, const Ink& color);
    void hatch(const Outline& area, const Hatch& hatch);
    /// Round points of a raster, turned by half a gap from row to row.
    void dot(const Outline& area, const Ink& color, double gap, double diameter);
    void stroke(const Outline& outline, const Pen& pen);
    /// `at` is the top of the block on its left side, middle or right side, as the face is aligned.
    void write(Xy at, const std::string& text, const Face& face);
    /// `at` is the very middle of the block.
    void write_about(Xy at, const std::string& text, const Face& face);
    Extent measure(const std::string& text, const Face& face) const;

    /// Until `unclip`, nothing is drawn outside the area.
    void clip(const Outline& area);
    void unclip();

    void next_page();
    /// The bytes: of one PDF, or of a file for each page. Nothing may be drawn afterwards.
    std::vector<std::string> finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// As much of the text as fits, with an ellipsis for what is cut; long names that differ at their end are cut in the
/// middle.
enum class Cut : std::uint8_t { end, middle };
std::string fitted(const Canvas& canvas, const std::string& text, const Face& face, double width, Cut cut = Cut::end);
/// Characters of UTF-8, one by one.
std::vector<std::string> characters(const std::string& text);

/// The family that text is set in; empty where there is no Chinese font.
std::string chinese_font();
std::string cairo_version();
std::string pango_version();

}  // namespace mutu

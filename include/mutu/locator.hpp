// Where one parcel lies: a small drawing for papers and cards, with a scale bar and a north arrow.
#pragma once

#include "mutu/draw.hpp"
#include "mutu/geometry.hpp"

#include <string>

namespace mutu {

/// Shapes in metres, x = easting. The drawing shows the parcel, its block and what lies around them.
struct Locator {
    GeometryColumn parks, parcels;  // for orientation
    GeometryColumn block;           // the other parcels of its block; may be empty
    GeometryColumn subject;
    std::string subject_word, block_word, park_word;  // of the legend
};

/// The drawing as part of a sheet, its upper left corner at `at`; lengths in mm.
void draw_locator(Canvas& paper, const Locator& locator, Xy at, double width, double height);
/// The same bytes for the same arguments. Error{Kind::input} where the parcel has no shape or there is no Chinese font.
std::string locator_picture(const Locator& locator, double width, double height, PictureFormat format, double dpi);

}  // namespace mutu

// A thematic map as a sheet of paper: what it shows as plain data, and the drawing of it with frame, legend, grid,
// scale, title block and labels.
#pragma once

#include "mutu/draw.hpp"
#include "mutu/geometry.hpp"
#include "mutu/labels.hpp"
#include "mutu/style.hpp"
#include "mutu/units.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mutu {

/// A row of the legend with what it counts.
struct MapClass {
    std::string label;
    ThemeClass look;
    std::int64_t count = 0;
    Area land = {};
};

/// Land in the colours of its classes; row i of each column belongs together. Names and values may be empty: they are
/// what stands inside the parcel, or in the list where it is too small.
struct MapLand {
    static constexpr std::uint32_t no_class = UINT32_MAX;
    GeometryColumn shapes;  // metres, x = easting, y = northing
    std::vector<std::uint32_t> classes;
    std::vector<std::string> names, values;
};

/// A layer with one look, drawn above the land or below it.
struct MapOverlay {
    GeometryColumn shapes;
    ThemeClass look;
    double width = 0.2;  // of its outline, mm
    bool below = false;
    std::string label;  // in the legend; empty: not there
    std::int64_t count = 0;
    Area land = {};
    bool aside = false;  // shown where it lies on the sheet, but the sheet is not made to hold it
};

using MapLines = std::vector<std::pair<std::string, std::string>>;

/// Everything a sheet says. Empty texts and lists leave their place out.
struct MapSheet {
    std::string title, heading, unit;  // of the sheet; of its legend
    std::string count;                 // what is counted, in words; empty: parcels
    std::vector<MapClass> classes;
    MapLand land;
    std::vector<MapOverlay> overlays;
    GeometryColumn parks;  // outlines of those shown
    std::vector<std::string> park_names;
    GeometryColumn others;  // parks beside them, for the inset
    MapLines figures;       // beneath the legend
    MapLines stamp;         // the 图签; an empty value is a blank to fill in by hand
    std::string mark;       // who may see it
    std::string system;     // coordinate system in words
    std::vector<std::string> notes;
    bool grid = true;     // coordinates on the frame and crosses in the map
    bool valued = false;  // a theme of numbers: who has none is not listed
    bool apart = false;   // classes lie over each other or exclude each other: no sum, no shares
    bool listed = true;   // parcels too small for their name get a number and stand in a list
    /// 分幅: ground of each sheet, and which of them this one is (from 1; 0: the page that shows them all).
    std::vector<Box> index = {};
    std::size_t page = 0;
};

enum class PaperSize : std::uint8_t { a4, a3, a0 };

struct MapPaper {
    PaperSize size = PaperSize::a3;
    PictureFormat format = PictureFormat::pdf;
    double dpi = 200;
    Date date;
    int scale = 0;  // 1 : scale on as many sheets as the land takes, an index first; 0: what fits one sheet
};

/// The sheet as files: one PDF, or one PNG or SVG for each page, and how its parcels got their labels.
struct DrawnMap {
    std::vector<std::string> files;
    int scale = 0;           // 1 : scale
    std::size_t sheets = 1;  // of the map, without its index
    std::size_t named = 0, numbered = 0, unmarked = 0;
};

/// The scale is a round number, the largest at which everything fits; the sheet lies or stands, whichever is larger.
/// With a scale given, land larger than a sheet is cut into sheets that overlap a little; counts of the legend are of
/// all of them. The same bytes for the same arguments. Cost: 500 parcels on A3 about 0.3 s. Error{Kind::input} where
/// nothing has a shape, there is no Chinese font, or the scale would take over 100 sheets.
DrawnMap draw_map(const MapSheet& whole, const MapPaper& paper, const Labels& labels, Language language);

/// Moves parks that lie far apart side by side, with all that belongs to them, and says whether it did: their grid is
/// then gone and their distances mean nothing. Neighbouring parks keep their places.
bool pack_parks(MapSheet& sheet);

/// A swatch as the map draws this class.
void draw_look(Canvas& paper, const Outline& area, const ThemeClass& look, double unit);

}  // namespace mutu

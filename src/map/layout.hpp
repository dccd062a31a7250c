// Where everything stands on a sheet, and how ground becomes paper. Seen by src/map only.
#pragma once

#include "mutu/map.hpp"

#include <set>

namespace mutu {

/// A rectangle on the sheet, mm.
struct Rectangle {
    double x = 0, y = 0, width = 0, height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
};

/// All lengths of a sheet hang on `unit`: 1 on A3.
struct SheetLayout {
    double width = 0, height = 0, unit = 1;
    Rectangle frame;   // the outer line
    Rectangle map;     // the neat line
    Rectangle column;  // legend, figures, list, title block
    int scale = 0;
    Xy centre;  // ground in the middle of the map

    Xy paper(Xy ground) const {
        const double mm = 1000.0 / scale;
        return {map.x + map.width / 2 + (ground.x - centre.x) * mm,
                map.y + map.height / 2 - (ground.y - centre.y) * mm};
    }
    Xy ground(Xy on_paper) const {
        const double mm = 1000.0 / scale;
        return {centre.x + (on_paper.x - map.x - map.width / 2) / mm,
                centre.y - (on_paper.y - map.y - map.height / 2) / mm};
    }
    Outline outline(const GeometryColumn& shapes, std::size_t row) const;
};

/// Error{Kind::input} where no shape is drawn.
SheetLayout layout_of(const MapSheet& sheet, PaperSize size);
/// What one sheet of this scale holds, from the upper left; only where land or a park lies. One box: all fits a sheet.
std::vector<Box> sheets_of(const MapSheet& sheet, const SheetLayout& layout, int scale);
/// The part of a sheet that this ground shows; its legend keeps the counts of the whole.
MapSheet part_of(const MapSheet& sheet, std::size_t index);

/// Where a parcel's label stands: its text, or the number under which it is listed.
struct Mark {
    std::string text;
    Xy at;  // its middle
    double size = 0;
    Extent extent = {};  // room it takes, with some air
    std::uint32_t row = 0;
    int number = 0;            // 0: the name itself
    bool outside = false;      // over a boundary
    std::optional<Xy> leader;  // from here to the label
};
struct Marks {
    std::vector<Mark> placed;
    std::vector<std::uint32_t> listed;    // rows by number, 1 first
    std::size_t named = 0, unmarked = 0;  // unmarked: neither name nor number found room
};
Marks place_marks(const MapSheet& sheet, const SheetLayout& layout, const Canvas& paper);

/// What a drawing function needs.
struct Drawing {
    const MapSheet& sheet;
    const SheetLayout& layout;
    Canvas& paper;
    const Labels& labels;
    Language language;
    std::string say(const char* id) const { return labels.text("map", id, language); }
};

void draw_body(const Drawing& drawing, const Marks& marks);
void draw_grid(const Drawing& drawing, const Marks& marks);
void draw_north(const Drawing& drawing);
void draw_edges(const Drawing& drawing);
/// The legend and what stands beneath it; gives back how many of the listed rows found room.
std::size_t draw_column(const Drawing& drawing, const Marks& marks);
/// Listed rows from `first` on, over as many pages as they need.
void draw_list_pages(const Drawing& drawing, const Marks& marks, std::size_t first);
/// One entry of the list at its place: number, name, value.
void draw_listed(const Drawing& drawing, const Marks& marks, std::size_t index, Xy at, double width, double size);

}  // namespace mutu

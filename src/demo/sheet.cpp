// Cells as text and rows into columns.
#include "sheet.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

namespace mutu::demo {

Cell cell_of(const std::string& text) { return text.empty() ? Cell{} : Cell{text}; }
Cell cell_of(std::string_view text) { return cell_of(std::string{text}); }
Cell cell_of(const char* text) { return cell_of(std::string{text}); }
Cell cell_of(const std::optional<Date>& date) { return date ? Cell{date->iso()} : Cell{}; }
Cell cell_of(const std::optional<Area>& area) { return area ? Cell{to_text(*area)} : Cell{}; }
Cell cell_of(const std::optional<Money>& money) { return money ? Cell{to_text(*money)} : Cell{}; }
Cell cell_of(const std::optional<double>& number) { return number ? Cell{fixed(*number, 2)} : Cell{}; }
Cell cell_of(int number) { return std::to_string(number); }

Sheet::Sheet(std::string role_name, WriteLayer layer, std::vector<Heading> all_headings)
    : role{std::move(role_name)}, target{std::move(layer)}, headings{std::move(all_headings)} {
    shaped = !target.crs.empty();
    for (const Heading& heading : headings)
        columns.push_back(
            {.heading = heading.heading, .type = heading.type, .cells = {}, .decimals = heading.decimals});
}

void add_row(Sheet& sheet, std::vector<Cell> cells) {
    if (cells.size() != sheet.columns.size())
        throw Error{Kind::bug, "cells and headings differ in " + sheet.target.path};
    for (std::size_t i = 0; i < cells.size(); ++i) sheet.columns[i].cells.push_back(std::move(cells[i]));
}

void add_shape(Sheet& sheet, const std::vector<Ring>& parts) {
    for (const Ring& ring : parts) {
        for (const Xy p : ring) sheet.shapes.add_point(p);
        sheet.shapes.end_ring();
        sheet.shapes.end_part();
    }
    sheet.shapes.end_row();
}

void write(const Sheet& sheet, const std::string& folder) {
    WriteLayer target = sheet.target;
    target.path = folder + "/" + target.path;
    target.date = as_of().iso();
    if (!sheet.shaped) return write_layer(target, sheet.columns, nullptr);
    const Crs plane = Crs::epsg(plane_epsg);
    const Crs crs = Crs::parse(target.crs);
    if (crs == plane) return write_layer(target, sheet.columns, &sheet.shapes);
    const GeometryColumn shapes = transformed(sheet.shapes, plane, crs);
    write_layer(target, sheet.columns, &shapes);
}

}  // namespace mutu::demo

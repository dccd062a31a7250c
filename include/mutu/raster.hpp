// Heights of the ground on a grid, and how steep the ground is at a place.
#pragma once

#include "mutu/crs.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mutu {

/// A grid with the north above: cell (0, 0) is the north-western one. Values in metres; NaN where nothing was measured.
struct Raster {
    std::string file;  // as it is shown
    Crs crs;
    double left = 0, top = 0;       // outer corner of the north-western cell
    double step_x = 1, step_y = 1;  // size of a cell, both positive, in units of `crs`
    std::uint32_t columns = 0, lines = 0;
    std::vector<float> values;  // line by line
    Box box() const { return {left, top - step_y * lines, left + step_x * columns, top}; }
};

/// Width of a cell in metres, the larger side; of degrees at the raster's middle.
double cell_metres(const Raster& heights);

/// Slope in degrees at places of the plane (metres): the steepest fall of the heights a cell to the east, west, north
/// and south, each between its four nearest cells. NaN where one of them is not covered. Parallel over places.
std::vector<double> slopes_at(const Raster& heights, const Crs& plane, std::span<const Xy> places);

/// Places on a square grid of `step` that lie within a row, line by line from the south-west.
std::vector<Xy> places_in(const GeometryColumn& column, std::size_t row, double step);

}  // namespace mutu

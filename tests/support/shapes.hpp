// Small builders for tests of shapes.
#pragma once

#include "mutu/geometry.hpp"

#include <initializer_list>
#include <string>

namespace mutu {

/// One row per text.
inline GeometryColumn rows_of(std::initializer_list<std::string> texts) {
    GeometryColumn column;
    for (const std::string& text : texts) add_wkt(column, text);
    return column;
}

inline std::string square(double x, double y, double side) {
    const auto at = [](double a, double b) { return std::to_string(a) + " " + std::to_string(b); };
    return "POLYGON((" + at(x, y) + "," + at(x + side, y) + "," + at(x + side, y + side) + "," + at(x, y + side) + "," +
           at(x, y) + "))";
}

}  // namespace mutu

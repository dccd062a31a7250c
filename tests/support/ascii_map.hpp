// Draws a layer in a test: one letter is one square of 10 m, '.' is nobody's, one row per letter in alphabetical order.
#pragma once

#include "mutu/geometry.hpp"

#include <array>
#include <map>
#include <string>

namespace mutu {

/// The lines run from north to south and the lower left corner is `origin`. A letter's squares are parts of one row;
/// runs of squares in a line are one rectangle, so a letter in several lines has parts that touch along edges: draw
/// such letters as one line, or as a rectangle, when the row must be valid.
template <class... Lines>
GeometryColumn ascii_map_at(Xy origin, const Lines&... lines) {
    const std::array<std::string, sizeof...(lines)> drawing{lines...};
    struct Run {
        std::size_t top, bottom, from, to;
    };
    std::map<char, std::vector<Run>> letters;
    for (std::size_t line = 0; line < drawing.size(); ++line) {
        const std::string& text = drawing[line];
        for (std::size_t from = 0, to = 0; from < text.size(); from = to) {
            while (to < text.size() && text[to] == text[from]) ++to;
            if (text[from] == '.' || text[from] == ' ') continue;
            std::vector<Run>& runs = letters[text[from]];
            bool joined = false;
            for (Run& run : runs)
                if (run.bottom == line && run.from == from && run.to == to) run.bottom = line + 1, joined = true;
            if (!joined) runs.push_back({line, line + 1, from, to});
        }
    }
    GeometryColumn column;
    const auto at = [&](std::size_t across, std::size_t down) {
        return Xy{origin.x + 10.0 * static_cast<double>(across),
                  origin.y + 10.0 * static_cast<double>(drawing.size() - down)};
    };
    for (const auto& [letter, runs] : letters) {
        for (const Run& run : runs) {
            column.add_point(at(run.from, run.bottom));
            column.add_point(at(run.to, run.bottom));
            column.add_point(at(run.to, run.top));
            column.add_point(at(run.from, run.top));
            column.end_ring();
            column.end_part();
        }
        column.end_row();
    }
    return column;
}

template <class... Lines>
GeometryColumn ascii_map(const Lines&... lines) {
    return ascii_map_at({0, 0}, lines...);
}

}  // namespace mutu

// Widths of a table's columns on paper.
#pragma once

#include "mutu/report.hpp"

namespace mutu {

struct TableGrid {
    std::vector<int> widths;  // twips; together the room given
    int size = 21;            // of its letters, half points
};

/// Numbers and ids stay in one line where the room allows it, if need be in smaller letters; words get the rest by
/// their length.
TableGrid grid_of(const TextTable& table, int room);

}  // namespace mutu

// An R-tree built whole, in the form SQLite keeps it. Private to the store.
#pragma once

#include "mutu/geometry.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mutu {

/// Rows of the three tables behind an R-tree of two dimensions; node 1 is the root.
struct PackedRtree {
    std::vector<std::string> nodes;         // node i + 1
    std::vector<std::int64_t> row_nodes;    // leaf of entry i of the boxes that were given
    std::vector<std::int64_t> node_parent;  // parent of node i + 1; 0 for the root
};

/// Tiles by place (sort-tile-recursive), every node nearly full; `node_size` in bytes is what SQLite chose for the
/// table. Bounds are rounded outwards to the 32 bits SQLite keeps. n log n; same input, same bytes.
PackedRtree pack_rtree(const std::vector<std::pair<std::int64_t, Box>>& boxes, std::size_t node_size);

}  // namespace mutu

// Rings cut by a square and rounded to the tile's grid. Seen by src/tiles only.
#pragma once

#include "mutu/geometry.hpp"

#include <cstdint>
#include <vector>

namespace mutu {

/// Units per tile side, as every reader expects.
inline constexpr int tile_extent = 4096;

struct TilePoint {
    std::int32_t x = 0, y = 0;
    friend bool operator==(const TilePoint&, const TilePoint&) = default;
};
using GridRing = std::vector<TilePoint>;  // open: the last point is not the first

/// Twice the area, positive when it runs clockwise on the screen (y points down), as shells must.
std::int64_t doubled_area(const GridRing& ring);

/// The part of a closed ring inside the box (Sutherland–Hodgman): where a ring leaves the box several times its pieces
/// are joined along the box's edge, which lies outside of what is shown. Empty when nothing is left.
void clip(std::span<const Xy> ring, const Box& box, std::vector<Xy>& out);

/// Onto the grid of the tile, without repeated points, spikes of no width and rings of no area.
GridRing on_grid(const std::vector<Xy>& ring, const Box& tile);

}  // namespace mutu

// Vector tiles (Mapbox Vector Tile 2.1) of layers in web Mercator: clipped, quantised, encoded.
#pragma once

#include "mutu/geometry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mutu {

/// Column x from the west, row y from the north of the 2^z × 2^z squares of the web Mercator plane.
struct TileId {
    int z = 0;
    std::uint32_t x = 0, y = 0;
};
inline constexpr int deepest_tile = 22;
/// "14/13352/6912"; absent where a number is missing, unreadable or outside the square.
std::optional<TileId> tile_named(std::string_view text);

/// Degrees (taken as WGS 84) to metres of EPSG:3857 and back; latitudes beyond ±85.06° are held at the edge.
Xy mercator(Xy degrees);
Xy degrees(Xy mercator);
GeometryColumn mercator(GeometryColumn degrees);
/// The tile with a margin on each side, in tile widths; metres of EPSG:3857.
Box tile_box(TileId id, double margin = 0);
/// What is drawn and clipped beyond a tile's edge so that outlines do not show there.
inline constexpr double tile_margin = 64.0 / 4096;

/// An attribute; a null one is left out of the tile.
using TileValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A layer: row i of the shapes has key ids[i] and values[i], one per column. `points` draws each row's label point in
/// place of its land: in one tile only, so that no name is written twice.
struct TileLayer {
    std::string name;
    bool points = false;
    GeometryColumn shapes;  // EPSG:3857
    std::vector<std::uint64_t> ids;
    std::vector<std::string> columns;
    std::vector<std::vector<TileValue>> values;
};

/// The tile's bytes, uncompressed; empty where nothing falls into it. Rows that vanish at this scale are left out.
/// Holes stay holes, parts stay parts; cost about 3 µs a row.
std::string encode_tile(TileId id, const std::vector<TileLayer>& layers);

}  // namespace mutu

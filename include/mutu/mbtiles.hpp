// MBTiles 1.3: tiles of one layer in one SQLite file, as QGIS and tile servers take them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mutu {

/// A tile as it is kept: compressed; y from the north, as tiles.hpp counts.
struct KeptTile {
    int z = 0;
    std::uint32_t x = 0, y = 0;
    std::string bytes;
};

/// Writes the file new at the path; the same bytes for the same tiles in the same order. `metadata`: name and value,
/// as the specification lists them. Error{Kind::input} where the folder cannot be written.
void write_mbtiles(const std::string& path, const std::vector<std::pair<std::string, std::string>>& metadata,
                   const std::vector<KeptTile>& tiles);

/// What a file of tiles says of itself.
std::map<std::string, std::string> mbtiles_metadata(const std::string& path);
/// The bytes of one tile, y from the north; "" where it has none. Error{Kind::input} where the file cannot be read.
std::string mbtiles_tile(const std::string& path, int z, std::uint32_t x, std::uint32_t y);

}  // namespace mutu

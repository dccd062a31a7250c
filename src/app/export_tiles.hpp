// Layers as vector tiles. Seen by src/app only.
#pragma once

#include "mutu/app.hpp"

namespace mutu {

/// `query.path` as MBTiles; `where` is SQL over the layer's columns. Errors as export_book.
int export_tiles(const ExportQuery& query, const std::string& where, const Common& common, std::ostream& talk);

}  // namespace mutu

// Layers as vector tiles. Seen by src/app only.
#pragma once

#include "mutu/app.hpp"
#include "mutu/labels.hpp"
#include "mutu/write.hpp"

namespace mutu {

/// The mark of the book's latest run; "密级：内部资料".
FileMark mark_of(const std::string& secrecy, const Labels& labels);

/// `query.path` as MBTiles with the mark in its metadata; `where` is SQL over the layer's columns. Errors as
/// export_book.
int export_tiles(const ExportQuery& query, const std::string& where, const FileMark& mark, const Common& common,
                 std::ostream& talk);

}  // namespace mutu

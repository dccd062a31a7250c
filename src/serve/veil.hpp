// What a viewer may see of the book: the one place that decides it. Seen by src/serve only.
#pragma once

#include "snapshot.hpp"

#include "mutu/field_class.hpp"

#include <string>
#include <vector>

namespace mutu {

/// A figure that a viewer gets as a band of its theme: tax with a theme of numbers over its column.
const Theme* band_theme(const Snapshot& snapshot, const std::string& table, const std::string& column);
/// The column in which a viewer reads the band in words; the figure's own then holds the band's lower end, so that
/// legends, filters and tiles colour by it.
std::string band_column(const std::string& column);

/// A layer whose shapes are open.
bool shows_layer(const Snapshot& snapshot, const std::string& layer);
/// What a viewer may filter, sort and colour by.
bool shows_column(const Snapshot& snapshot, const std::string& table, const std::string& column);
/// Columns of a layer that a viewer reads, bands in the place of their figures.
std::vector<std::string> veiled_columns(const Snapshot& snapshot, const BookLayer& layer);

/// Promise: behind it every query of this connection sees what a viewer may and nothing else, whatever it selects,
/// filters, sorts or sums: a view of the connection stands before each table of the book, with closed columns NULL,
/// figures as bands, persons masked, and no rows where no column is open. Tables are named without "main." in routes.
void hang_veil(const Book& book, const Snapshot& snapshot);

}  // namespace mutu

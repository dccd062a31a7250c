// Cells of the book as values for programs and as words for people. Seen by src/serve only.
#pragma once

#include "snapshot.hpp"

#include "mutu/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mutu {

/// Null, a number or text, as stored.
Value cell_value(const Rows& rows, std::size_t row, std::size_t column);
/// {"parcel_id": …, …} of a row.
Value row_value(const Rows& rows, std::size_t row);
/// Rows of a table as a list of such.
Value rows_value(const Rows& rows);

std::string column_label(const Snapshot& snapshot, std::string_view column);
/// A cell as printed (contract.md §1): codes in words, areas in m² and 亩, money and ratios with two decimals.
std::string shown(const Snapshot& snapshot, const std::string& column, const std::string& cell);
/// {"key", "label", "value", "text"} of a cell; text is "—" where it is unknown.
Value item(const Snapshot& snapshot, const Rows& rows, std::size_t row, std::size_t column);
/// Items of all columns of a row, or of those that are known.
Value items(const Snapshot& snapshot, const Rows& rows, std::size_t row, bool known_only);

}  // namespace mutu

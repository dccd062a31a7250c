// Cells of text into typed columns of a table; what cannot be read becomes unknown and is told.
#pragma once

#include "match.hpp"

#include "mutu/holdings.hpp"

namespace mutu {

/// Appends the layer's rows to the table (years become rows when the matching says so): fields, passed columns and
/// shapes. Diagnostics name file, row and the row's id.
void append_rows(Table& table, const RawLayer& layer, const Matching& matching, const ColumnAliases& aliases,
                 const SourceSpec& spec, std::uint32_t source, Diagnostics& diagnostics);

/// Error{Kind::input} when a constant cannot be read as its field.
void check_constants(const SourceSpec& spec, const ColumnAliases& aliases);

}  // namespace mutu

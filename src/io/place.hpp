// In which coordinate reference system a source's numbers are.
#pragma once

#include "raw.hpp"

#include "mutu/exchange.hpp"

namespace mutu {

/// Sets source.crs and crs_from: given ≻ the file's own ≻ guessed from coordinates inside China, with a diagnostic.
/// Error{Kind::input} when shapes are there and nothing says where they lie.
void place(Source& source, const RawLayer& layer, const SourceSpec& spec, Diagnostics& diagnostics);

/// The CRS that the coordinates can only be in: degrees inside China, or eastings with a 3-degree zone prefix.
std::optional<Crs> guessed_crs(const Box& box);

}  // namespace mutu

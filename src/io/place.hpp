// In which coordinate reference system a source's numbers are.
#pragma once

#include "raw.hpp"

#include "mutu/exchange.hpp"

#include <functional>

namespace mutu {

/// Where the other sources lie, in degrees; asked only where a source's own coordinates cannot tell.
using Neighbourhood = std::function<std::optional<Xy>()>;

/// Sets source.crs and crs_from: given ≻ the file's own ≻ guessed from coordinates inside China, with a diagnostic.
/// Error{Kind::input} when shapes are there and nothing says where they lie.
void place(Source& source, const RawLayer& layer, const SourceSpec& spec, const Neighbourhood& neighbours,
           Diagnostics& diagnostics);

/// Middle of the first layer among the others that says where it lies, parks first. Reads samples only.
std::optional<Xy> middle_of_others(const std::vector<SourceSpec>& specs, const SourceSpec& asking,
                                   const SurveyRules& survey);

/// The CRS that the coordinates can only be in: degrees inside China, or eastings with a 3-degree zone prefix.
std::optional<Crs> guessed_crs(const Box& box);

}  // namespace mutu

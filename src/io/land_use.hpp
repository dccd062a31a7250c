// Land-use columns: which code system they are in, and words made codes.
#pragma once

#include "mutu/exchange.hpp"
#include "mutu/holdings.hpp"

namespace mutu {

/// For the rows from `first` on of parcel, supply, landuse and plan tables: where no code_system is given, the system
/// that explains the largest share of the codes and words is proposed and said aloud; one that several explain with
/// different meanings is a doubt and stays unknown. Words become codes of the row's system; the words are kept as a
/// passed column named `column`.
void settle_land_use(Table& table, std::size_t first, const std::string& column,
                     const std::vector<LandUseSystem>& systems, const SourceSpec& spec, Diagnostics& diagnostics);

}  // namespace mutu

// The unit of area columns whose headings name none, settled by areas that are known.
#pragma once

#include "match.hpp"

#include "mutu/holdings.hpp"

#include <vector>

namespace mutu {

/// A source between its file and its table.
struct Understood {
    const SourceSpec* spec = nullptr;
    Source source;
    RawLayer layer;
    Matching matching;
};

/// Square metres by row, against which typed areas are held; 0 where none is known.
struct KnownAreas {
    std::vector<double> m2;
    const char* from = "";  // as the findings call them
};

/// What the layer itself draws; parts of one approval that repeat its whole area count together. Empty without shapes
/// that can be measured. Cost: one pass over the points.
KnownAreas drawn_areas(const RawLayer& layer, const Source& source, const Matching& matching);
/// For a table without shapes: the areas of the parcels that its keys mean, drawn or typed with a unit.
KnownAreas areas_of_parcels(const Understood& table, const std::vector<Understood>& all);

/// Compares the main area column of the role with known areas: a median ratio near 1, 666.67, 10 000 or 1 000 000 means
/// m², 亩, 公顷, km². The unit found is used for every area column of the layer without one, and said aloud. A row that
/// fits another unit than the rest is refused and told. Where nothing is known to compare with, that is told.
void settle_area_units(const RawLayer& layer, const KnownAreas& known, Matching& matching);

/// The column that speaks of the row's own land; nullptr where the layer has none.
const MatchedColumn* own_area(const Matching& matching);
/// Neither the heading nor a caption names the unit of this area column.
bool unit_unsaid(const MatchedColumn& match, const Matching& matching);

}  // namespace mutu

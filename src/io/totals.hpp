// Rows of a table that are no records: sums, subtotals, signatures and notes.
#pragma once

#include "match.hpp"

namespace mutu {

/// Takes 合计, 小计, 填表人 and kin out of the layer; each is told. Sums are checked against the rows they stand for,
/// and a sum that disagrees is a diagnostic. A row with a polygon is always a record.
void take_totals(RawLayer& layer, const Matching& matching);

}  // namespace mutu

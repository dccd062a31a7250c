// Parcel tables without shapes, joined to the shaped parcels by parcel_id.
#pragma once

#include "mutu/holdings.hpp"

#include <vector>

namespace mutu {

/// Each of `tables` is one shapeless parcel source. With shaped parcels at hand their values are written into every
/// parcel of the same id; keys that match nothing become diagnostics. Where two sources fill one field differently the
/// later-listed wins and it is told. Without shaped parcels the rows are appended as they are.
void join_parcel_tables(Holdings& holdings, const std::vector<Table>& tables);

}  // namespace mutu

// Results of a query as text. Private to the store.
#pragma once

#include "sqlite.hpp"

#include "mutu/store.hpp"

namespace mutu {

/// All rows; numbers as the shortest text, blobs as upper-case hexadecimal.
Rows rows_of(Statement& statement);

}  // namespace mutu

// Results of a query as text. Private to the store.
#pragma once

#include "sqlite.hpp"

#include "mutu/store.hpp"

#include <functional>
#include <string_view>

namespace mutu {

/// All rows; numbers as the shortest text, blobs as upper-case hexadecimal.
Rows rows_of(Statement& statement);
/// The same without the first `skipped` columns; `first` sees the first one of each row as bytes.
Rows rows_of(Statement& statement, int skipped, const std::function<void(std::string_view)>& first);

}  // namespace mutu

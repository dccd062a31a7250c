// What a page sends, as a table of plain values. Seen by src/serve only.
#pragma once

#include "analysis_folder.hpp"

#include "mutu/value.hpp"

#include <cstddef>

namespace mutu {

/// The JSON of a body of at most `largest` bytes: a table, or null where it is empty. Refusal 413 where it is longer,
/// 400 where it was cut off, is no UTF-8, too deep or no table.
Value table_in(const Pieces& body, std::size_t largest);

}  // namespace mutu

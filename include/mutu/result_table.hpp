// A table of results that a module hands over whole: named columns, one cell each. The book keeps it, a sheet prints
// it.
#pragma once

#include "mutu/geometry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mutu {

using ResultCell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// Promise of whoever fills it: every row has as many cells as there are columns. A date is ISO text.
struct ResultTable {
    enum class Type : std::uint8_t { integer, real, text, date };
    std::string name;
    std::vector<std::pair<std::string, Type>> columns;
    std::vector<std::vector<ResultCell>> rows;
    std::optional<GeometryColumn> shapes = {};  // in the book's CRS, row i of `rows`; absent: no layer
};

}  // namespace mutu

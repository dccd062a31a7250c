// A book taken apart for the shared store: the run, its parks, and what belongs to no park. Seen by src/app only.
#pragma once

#include "mutu/share.hpp"

#include <map>
#include <string>
#include <vector>

namespace mutu {

/// The rows of a table by the park they lie in; "" for none.
using RowsByPark = std::map<std::string, std::vector<std::int64_t>>;

struct BookInParts {
    SharedRun run;
    std::vector<SharedPart> parts;  // the run first, then the rest, then the parks by id
    std::vector<RowsByPark> rows;   // by table of the layout
};

/// Of the latest run. Error{Kind::input} where the book has none.
BookInParts in_parts(const Book& book, const std::string& path);
/// The rows of one part, spelled; tables without a row of it are left out.
std::vector<SharedRows> rows_of_part(const Book& book, const BookInParts& whole, const SharedPart& part);

}  // namespace mutu

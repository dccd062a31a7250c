// Themes of parcels that rest on other tables: the grade of the firm, the use of the land. Seen by src/serve only.
#pragma once

#include "snapshot.hpp"

#include <string>
#include <vector>

namespace mutu {

/// Those of `all` that the book has the tables for: grade and land_use.
std::vector<DerivedTheme> derived_themes(const Book& book, const std::vector<Theme>& all,
                                         const std::string& style_folder);

/// Promise: behind it every query of this connection sees parcel_result with the derived columns, so that tiles,
/// legend, filters and cards know them like any other. Not for a viewer: whose firms are graded C or D is internal.
void hang_themes(const Book& book, const std::vector<DerivedTheme>& themes);

}  // namespace mutu

// How much land an export shows in one piece, against the limit of the rules of secrecy (geodata/secrecy).
#pragma once

#include "mutu/app.hpp"
#include "mutu/store.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace mutu {

struct CoverRule {
    std::string title, clause, evidence, advice;
    Area limit;
    double gap = 0;  // metres: what lies nearer is one piece
};
CoverRule read_cover_rule(const std::string& data_folder);

/// The largest sum of rows that lie within `gap` of each other by their bounds; land that rows share counts with each,
/// so that it is never too little. `metres`: shapes of a plane.
Area largest_piece(const GeometryColumn& metres, double gap);

/// One sentence by the name of the rule where rows of one of these layers make a piece above the limit; "" where none
/// does. `where`: SQL over the layers' columns; empty: all rows.
std::string cover_warning(const Book& book, const std::vector<std::string>& layers, const std::string& where,
                          const std::string& data_folder);
/// Says it, whatever else is silenced.
void warn_of_cover(const std::string& warning, std::ostream& talk);

}  // namespace mutu

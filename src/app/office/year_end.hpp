// What the year's end needs of books that stand. Seen by src/app only.
#pragma once

#include "mutu/app.hpp"
#include "mutu/year_end.hpp"

namespace mutu {

/// Places that the runs kept in the project's book, and those of its earlier state, gave the parks: older runs first,
/// so that the latest of a year speaks. Nothing where the book starts anew.
std::vector<EarlierPlace> earlier_places(const Project& project, const Common& common);

}  // namespace mutu

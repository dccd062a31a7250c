// What could be judged, what not, and which files to ask for. Seen by src/report only.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"

#include <string>

namespace mutu {

/// Lines of the summary: parcels judged by kind of verdict, and the three files that would settle most of the rest.
std::string judged_and_asked(const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                             Language language);

}  // namespace mutu

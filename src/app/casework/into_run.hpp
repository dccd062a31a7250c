// What the cases of a book say goes into the next run onto it. Seen by src/app only.
#pragma once

#include "mutu/app.hpp"

#include <map>
#include <string>

namespace mutu {

/// By parcel, as it was known on the day: a later recognition is left out, a later disposal is a recognition still.
/// Nothing where the project has no book yet, the book has no cases or is to be started anew.
std::map<std::string, CaseWord> words_of_cases(const Project& project, const Common& common, Date as_of);
/// One line a parcel, by parcel: what the run's identity takes of them.
std::string spelled(const std::map<std::string, CaseWord>& cases);

}  // namespace mutu

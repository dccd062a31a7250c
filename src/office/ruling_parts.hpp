// What rulings do to firms. Seen by src/office only.
#pragma once

#include "mutu/notice.hpp"

namespace mutu::office {

struct FirmStanding {
    std::vector<std::optional<Rational>> scores;
    std::vector<std::optional<Place>> places;  // within each list
    std::vector<std::string> grades;
};
/// Ranks and cuts each list of firms by these scores.
FirmStanding firm_standing(const Rulebook& rules, const Published& published,
                           std::vector<std::optional<Rational>> scores);
/// Gives back the run's own grades to the lists whose grades of the run do not come out of its scores.
void keep_unexplained_grades(const Published& published, FirmStanding& draft, FirmStanding& ruled);
/// Lists of firms on which somebody came, or went, or may.
std::vector<ListChange> firm_list_changes(const Rulebook& rules, const Labels& labels, const Published& published,
                                          const FirmStanding& draft, const FirmStanding& ruled);

}  // namespace mutu::office

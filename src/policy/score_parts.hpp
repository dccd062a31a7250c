// What scoring, ranking, proving and the examples of scores share. Seen by src/policy only.
#pragma once

#include "parts.hpp"

namespace mutu {

bool carries(const ScoreMark& mark, const ScoreSubject& firm);
/// Kleene over what the list asks for; names what would settle it.
Truth belongs(const Rulebook& book, const ScoreMembers& members, const ScoreSubject& firm,
              std::vector<std::string>& missing);
/// Competition ranks and grades of the members that have a score.
void rank_list(const Rulebook& book, const ScoreScheme& scheme, const std::vector<std::size_t>& members,
               const std::vector<ScoreSubject>& firms, std::vector<Scored>& all);
/// Place that counts at a cut: the best of those tied, or the worst.
int place_of(const Rulebook& book, const ScoreScheme& scheme, const Scored& scored);

}  // namespace mutu

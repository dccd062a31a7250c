// What a pack says of evaluation, one row for each thing a person would compare. Seen by src/app only.
#pragma once

#include "mutu/policy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mutu {

struct PackRow {
    std::string kind;  // score, indicator, weight, ideal, goal, gate, option
    std::string id, title;
    std::optional<std::string> value;  // absent: a gap of the pack
    std::string unit;
    std::optional<Evidence> evidence;
    std::string clause;
};

/// Lists with items and cuts, indicators with formulas, weights and ideals of every standard, goals and gates, what
/// actions cost and yield; in the order of the pack.
std::vector<PackRow> evaluation_rows(const Rulebook& rules, const Labels& labels, Language language);

}  // namespace mutu

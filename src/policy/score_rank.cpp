// Ranks within a list and the grades cut from it.
#include "score_parts.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

/// Whether the firm reaches this rung; undetermined where the cut is a gap.
Truth reaches(const Rulebook& book, const ScoreScheme& scheme, const ScoreGrade& grade, const Scored& scored) {
    if (grade.score) {
        const auto cut = value_of(book, *grade.score);
        return cut ? truth_of(*scored.score >= *cut) : Truth::undetermined;
    }
    if (!grade.share) return Truth::yes;
    const auto cut = value_of(book, *grade.share);
    if (!cut) return Truth::undetermined;
    return truth_of(Rational::whole(place_of(book, scheme, scored)) <= *cut * Rational::whole(scored.ranked));
}

std::size_t rung_of(const ScoreScheme& scheme, const std::string& grade) {
    std::size_t rung = 0;
    while (rung < scheme.grades.size() && scheme.grades[rung].id != grade) ++rung;
    return rung;
}

/// The rung that the cuts give; the number of rungs where a cut is a gap.
std::size_t cut_rung(const Rulebook& book, const ScoreScheme& scheme, Scored& scored) {
    for (std::size_t rung = 0; rung < scheme.grades.size(); ++rung) {
        const Truth answer = reaches(book, scheme, scheme.grades[rung], scored);
        if (answer == Truth::yes) return rung;
        if (answer == Truth::undetermined) {
            scored.because = "gap";
            break;
        }
    }
    return scheme.grades.size();
}

/// Whether a veto to `held` moves a firm that stands on `rung`. A veto to the last grade stands whatever the cuts are.
bool holds_down(const ScoreScheme& scheme, std::size_t rung, std::size_t held) {
    return rung < held || (rung == scheme.grades.size() && held + 1 == rung);
}

void grade(const Rulebook& book, const ScoreScheme& scheme, const ScoreSubject& firm, Scored& scored) {
    std::size_t rung = cut_rung(book, scheme, scored);
    std::optional<std::size_t> worst;
    for (const ScoreMark& veto : scheme.vetoes) {
        if (!carries(veto, firm)) continue;
        const std::size_t held = rung_of(scheme, veto.grade);
        worst = std::max(worst.value_or(held), held);
        if (holds_down(scheme, rung, held)) rung = held, scored.veto = veto.title;
    }
    if (worst && *worst < scheme.grades.size()) scored.held = scheme.grades[*worst].id;
    if (rung < scheme.grades.size()) scored.grade = scheme.grades[rung].id;
}

/// Rows of those of `members` that have a score, best first, each with its competition rank.
std::vector<std::size_t> rank(const std::vector<std::size_t>& members, std::vector<Scored>& all) {
    std::vector<std::size_t> order;
    for (const std::size_t i : members)
        if (all[i].score) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return *all[a].score > *all[b].score; });
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && *all[order[end]].score == *all[order[first]].score) ++end;
        for (std::size_t i = first; i < end; ++i) {
            all[order[i]].rank = static_cast<int>(first) + 1;
            all[order[i]].tied = static_cast<int>(end - first);
        }
        first = end;
    }
    for (const std::size_t i : members) all[i].ranked = static_cast<int>(order.size());
    return order;
}

}  // namespace

int place_of(const Rulebook& book, const ScoreScheme& scheme, const Scored& scored) {
    const std::string ties = scheme.ties_parameter.empty() ? scheme.ties : book.word(scheme.ties_parameter);
    return ties == "downward" ? *scored.rank + *scored.tied - 1 : *scored.rank;
}

void rank_list(const Rulebook& book, const ScoreScheme& scheme, const std::vector<std::size_t>& members,
               const std::vector<ScoreSubject>& firms, std::vector<Scored>& all) {
    for (const std::size_t i : rank(members, all)) grade(book, scheme, firms[i], all[i]);
}

std::vector<std::string> graded_again(const Rulebook& book, const ScoreScheme& scheme,
                                      const std::vector<std::optional<Rational>>& scores,
                                      const std::vector<std::string>& held) {
    std::vector<Scored> all(scores.size());
    std::vector<std::size_t> members(scores.size());
    std::iota(members.begin(), members.end(), 0);
    for (const std::size_t i : members) all[i].score = scores[i];
    std::vector<std::string> grades(scores.size());
    for (const std::size_t i : rank(members, all)) {
        std::size_t rung = cut_rung(book, scheme, all[i]);
        if (const std::size_t veto = rung_of(scheme, held.at(i)); !held[i].empty() && holds_down(scheme, rung, veto))
            rung = veto;
        if (rung < scheme.grades.size()) grades[i] = scheme.grades[rung].id;
    }
    return grades;
}

const std::vector<std::string>& measures_of(const ScoreScheme& scheme, std::string_view grade) {
    static const std::vector<std::string> none;
    for (const ScoreGrade& one : scheme.grades)
        if (one.id == grade) return one.measures;
    return none;
}

}  // namespace mutu

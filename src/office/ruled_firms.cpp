// Firms after the rulings: places within their lists, grades by the scheme's own cuts, lists drawn again.
#include "ruling_parts.hpp"

#include <algorithm>
#include <map>

namespace mutu::office {
namespace {

using Lists = std::map<std::string, std::vector<std::size_t>>;

Lists lists_of(const Published& published) {
    Lists lists;
    for (std::size_t i = 0; i < published.firms.size(); ++i)
        lists[published.firms[i].result.list_id.value_or("")].push_back(i);
    return lists;
}

const ScoreScheme* scheme_of(const Rulebook& rules, const Published::Firm& firm) {
    const auto found = std::find_if(rules.scores.begin(), rules.scores.end(),
                                    [&](const ScoreScheme& one) { return one.id == firm.scheme; });
    return found == rules.scores.end() ? nullptr : &*found;
}

/// The results as they stand with these scores, places and grades.
std::vector<EnterpriseResult> with(const Published& published, const FirmStanding& standing) {
    std::vector<EnterpriseResult> firms;
    firms.reserve(published.firms.size());
    for (std::size_t i = 0; i < published.firms.size(); ++i) {
        EnterpriseResult& firm = firms.emplace_back(published.firms[i].result);
        firm.score = standing.scores[i] ? std::optional{standing.scores[i]->value()} : std::nullopt;
        firm.rank = standing.places[i] ? std::optional{standing.places[i]->rank} : std::nullopt;
        firm.grade = standing.grades[i].empty() ? std::nullopt : std::optional{standing.grades[i]};
    }
    return firms;
}

}  // namespace

FirmStanding firm_standing(const Rulebook& rules, const Published& published,
                           std::vector<std::optional<Rational>> scores) {
    FirmStanding standing;
    standing.places.resize(scores.size()), standing.grades.resize(scores.size());
    for (const auto& [list, members] : lists_of(published)) {
        std::vector<std::optional<Rational>> own;
        std::vector<std::string> held;
        for (const std::size_t i : members) own.push_back(scores[i]), held.push_back(published.firms[i].held);
        const auto found = places(own);
        const ScoreScheme* scheme = scheme_of(rules, published.firms[members.front()]);
        const auto grades = scheme ? graded_again(rules, *scheme, own, held) : std::vector<std::string>{};
        for (std::size_t i = 0; i < members.size(); ++i) {
            standing.places[members[i]] = found[i];
            standing.grades[members[i]] =
                scheme ? grades[i] : published.firms[members[i]].result.grade.value_or(std::string{});
        }
    }
    standing.scores = std::move(scores);
    return standing;
}

void keep_unexplained_grades(const Published& published, FirmStanding& draft, FirmStanding& ruled) {
    for (const auto& [list, members] : lists_of(published)) {
        const auto of_run = [&](std::size_t i) { return published.firms[i].result.grade.value_or(std::string{}); };
        if (std::all_of(members.begin(), members.end(), [&](std::size_t i) { return draft.grades[i] == of_run(i); }))
            continue;
        for (const std::size_t i : members) draft.grades[i] = ruled.grades[i] = of_run(i);
    }
}

std::vector<ListChange> firm_list_changes(const Rulebook& rules, const Labels& labels, const Published& published,
                                          const FirmStanding& draft, const FirmStanding& ruled) {
    using Key = std::pair<std::string, std::string>;
    const auto key = [](const ListEntry& entry) { return Key{entry.list_id, entry.subject_id}; };
    const std::vector<ListEntry> before = firm_entries(rules, labels, with(published, draft)),
                                 after = firm_entries(rules, labels, with(published, ruled));
    std::map<Key, Truth> was, is;
    for (const ListEntry& entry : before) was[key(entry)] = entry.verdict;
    for (const ListEntry& entry : after) is[key(entry)] = entry.verdict;
    std::vector<ListChange> changes;
    const auto tell = [&](const ListEntry& entry, Truth from, Truth to) {
        if (from != to)
            changes.push_back({entry.list_id, entry.title, entry.subject_kind, entry.subject_id, entry.subject_name,
                               entry.park_id, from, to, to == Truth::no ? std::string{} : entry.proof});
    };
    for (const ListEntry& entry : after)
        tell(entry, was.contains(key(entry)) ? was[key(entry)] : Truth::no, entry.verdict);
    for (const ListEntry& entry : before)
        if (!is.contains(key(entry))) tell(entry, entry.verdict, Truth::no);
    return changes;
}

}  // namespace mutu::office

// The desk: keys of parcels, firms and parks as people write them, and parameters of the pack.
#include "steps.hpp"

#include "mutu/finding.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu::office {

std::string bare(const std::string& id) {
    const std::size_t mark = id.rfind('#');
    if (mark == std::string::npos || mark == 0 || mark + 1 == id.size()) return id;
    const bool digits = std::all_of(id.begin() + static_cast<std::ptrdiff_t>(mark) + 1, id.end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
    return digits ? id.substr(0, mark) : id;
}

Desk::Desk(const Holdings& read, const Assessment& concluded, const Rulebook& book, const Labels& words, Date day,
           Office& results)
    : holdings{read}, assessment{concluded}, rules{book}, labels{words}, as_of{day}, out{results} {
    const auto holders = read[Role::parcel].column<std::string>("holder_uscc");
    for (std::size_t row = 0; row < concluded.parcels.size(); ++row) {
        const std::string& id = concluded.parcels[row].parcel_id;
        parcels_[id].push_back(row);
        if (const std::string plain = bare(id); plain != id) parcels_[plain].push_back(row);
        if (holders[row]) by_firm_[*holders[row]].push_back(row);
    }
    for (std::size_t park = 0; park < concluded.parks.size(); ++park) {
        parks_[concluded.parks[park].park_id] = park;
        parks_by_name_[concluded.parks[park].park_name].push_back(park);
    }
    parents_.resize(concluded.parks.size());
    const Table& parks = read[Role::park];
    const auto ids = parks.column<std::string>("park_id"), parents = parks.column<std::string>("parent_park_id");
    for (std::size_t row = 0; row < parks.rows(); ++row) {
        if (!ids[row] || !parents[row] || *ids[row] == *parents[row]) continue;
        const auto own = parks_.find(*ids[row]), above = parks_.find(*parents[row]);
        if (own != parks_.end() && above != parks_.end()) parents_[own->second] = above->second;
    }
}

void Desk::find(Role role, std::size_t row, std::string code, Severity severity, std::string message,
                std::string fix) const {
    out.findings.push_back(
        finding_at(holdings, role, row, std::move(code), severity, std::move(message), std::move(fix)));
}

std::vector<std::size_t> Desk::parcels_called(const std::string& id) const {
    const auto found = parcels_.find(id);
    return found == parcels_.end() ? std::vector<std::size_t>{} : found->second;
}

std::vector<std::size_t> Desk::parcels_of_firm(const std::string& uscc) const {
    const auto found = by_firm_.find(uscc);
    return found == by_firm_.end() ? std::vector<std::size_t>{} : found->second;
}

std::optional<std::size_t> Desk::park_called(const std::string& id) const {
    if (const auto found = parks_.find(id); found != parks_.end()) return found->second;
    const auto named = parks_by_name_.find(id);
    return named != parks_by_name_.end() && named->second.size() == 1 ? std::optional{named->second.front()}
                                                                      : std::nullopt;
}

std::optional<std::size_t> Desk::park_of_parcel(std::size_t parcel) const {
    const auto& id = assessment.parcels[parcel].park_id;
    const auto found = id ? parks_.find(*id) : parks_.end();
    return found == parks_.end() ? std::nullopt : std::optional{found->second};
}

std::vector<std::size_t> Desk::counted_in(std::optional<std::size_t> park) const {
    std::vector<std::size_t> all;
    // A ring of parents would never end: nobody is his own forefather twice.
    while (park && std::find(all.begin(), all.end(), *park) == all.end()) all.push_back(*park), park = parents_[*park];
    all.push_back(nobody);
    return all;
}

std::optional<std::string> Desk::park_id(std::size_t park) const {
    return park == nobody ? std::nullopt : std::optional{assessment.parks[park].park_id};
}

const Parameter* Desk::parameter(const std::string& id) const {
    const auto found = rules.parameters.find(id);
    return found == rules.parameters.end() ? nullptr : &found->second;
}

std::optional<Ratio> Desk::figure(const std::string& id) const {
    return parameter(id) ? rules.ratio(id) : std::nullopt;
}

std::string Desk::word(const std::string& id) const { return parameter(id) ? rules.word(id) : std::string{}; }

}  // namespace mutu::office

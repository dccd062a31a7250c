// Which parcels and which firm a project means: by the parcel ids it names, else by its firm's only parcel.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu::office {
namespace {

/// Several ids in one cell, parted as people part them.
std::vector<std::string> ids_in(std::string_view text) {
    std::vector<std::string> parts{""};
    while (!text.empty()) {
        std::size_t mark = 0;
        for (const std::string_view one : {"、", "；", "，", ";", ",", "\n"})
            if (text.starts_with(one)) mark = one.size();
        if (mark != 0)
            parts.emplace_back();
        else
            parts.back() += text.front();
        text.remove_prefix(std::max<std::size_t>(mark, 1));
    }
    std::vector<std::string> ids;
    for (const std::string& part : parts)
        if (!is_blank(part)) ids.emplace_back(trimmed(part));
    return ids;
}

const Decision* decided(const Desk& desk, const std::string& project) {
    for (const Decision& one : desk.holdings.decisions)
        if (one.tied && one.from_role == "project" && one.from_key == project && one.to_role == "parcel") return &one;
    return nullptr;
}

bool parted(const Desk& desk, const std::string& project, const std::string& parcel) {
    return std::any_of(desk.holdings.decisions.begin(), desk.holdings.decisions.end(), [&](const Decision& one) {
        return !one.tied && one.from_role == "project" && one.from_key == project && one.to_role == "parcel" &&
               one.to_key == parcel;
    });
}

/// The tie that is being looked for, from which links are written.
struct Seeker {
    const Desk& desk;
    std::string project;
    std::vector<std::size_t> sure;

    void link(const std::string& to, const char* keys, double score, const char* state, const std::string& by) {
        desk.out.links.push_back({"project", project, "parcel", to, keys, score, state, by});
    }
    void take(const std::vector<std::size_t>& parcels, const char* keys, const std::string& by) {
        for (const std::size_t parcel : parcels) {
            if (std::find(sure.begin(), sure.end(), parcel) != sure.end()) continue;
            sure.push_back(parcel);
            link(desk.assessment.parcels[parcel].parcel_id, keys, 1, "matched", by);
        }
    }
};

void by_named_ids(Seeker& seeker, std::size_t row, const std::string& cell) {
    const bool lost = seeker.desk.table(Role::project).lost_digits("parcel_id", row);
    std::vector<std::string> ids = ids_in(cell);
    if (!seeker.desk.parcels_called(cell).empty()) ids = {cell};  // an id may hold a mark that parts others
    for (const std::string& id : ids) {
        const auto parcels = lost ? std::vector<std::size_t>{} : seeker.desk.parcels_called(id);
        if (parcels.empty())
            seeker.link(id, "parcel_id", 0, "unmatched", "rule");
        else
            seeker.take(parcels, "parcel_id", "rule");
    }
}

/// A firm may have several parcels, and the project be on one of them: only a single one is sure.
void by_firm(Seeker& seeker, std::size_t row) {
    const auto& uscc = seeker.desk.table(Role::project).column<std::string>("uscc")[row];
    if (!uscc) return;
    std::vector<std::size_t> parcels = seeker.desk.parcels_of_firm(*uscc);
    std::erase_if(parcels, [&](std::size_t parcel) {
        return parted(seeker.desk, seeker.project, seeker.desk.assessment.parcels[parcel].parcel_id);
    });
    if (parcels.size() == 1) return seeker.take(parcels, "uscc", "rule");
    for (const std::size_t parcel : parcels)
        seeker.link(seeker.desk.assessment.parcels[parcel].parcel_id, "uscc", 1.0 / static_cast<double>(parcels.size()),
                    "doubtful", "rule");
}

void to_firm(const Desk& desk, const std::string& project, std::size_t row) {
    const auto& uscc = desk.table(Role::project).column<std::string>("uscc")[row];
    if (!uscc || desk.table(Role::project).lost_digits("uscc", row)) return;
    const auto& firms = desk.assessment.enterprises;  // by code
    const auto found =
        std::lower_bound(firms.begin(), firms.end(), *uscc,
                         [](const EnterpriseResult& one, const std::string& code) { return one.uscc < code; });
    const bool known = found != firms.end() && found->uscc == *uscc;
    desk.out.links.push_back(
        {"project", project, "enterprise", *uscc, "uscc", known ? 1.0 : 0.0, known ? "matched" : "unmatched", "rule"});
}

}  // namespace

std::vector<std::size_t> parcels_of_project(const Desk& desk, std::size_t row) {
    Seeker seeker{desk, desk.out.projects[row].project_id, {}};
    const auto& cell = desk.table(Role::project).column<std::string>("parcel_id")[row];
    if (const Decision* person = decided(desk, seeker.project))
        seeker.take(desk.parcels_called(person->to_key), "decided", person->decided_by);
    else if (cell)
        by_named_ids(seeker, row, *cell);
    else
        by_firm(seeker, row);
    to_firm(desk, seeker.project, row);
    std::sort(seeker.sure.begin(), seeker.sure.end());
    return seeker.sure;
}

}  // namespace mutu::office

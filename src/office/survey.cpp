// 停产摸底: parcels whose production or building stands still or is late, as recorded; firms whose power fell far below
// their own mean, as a suggestion. Nothing here decides a state. And figures that name no source document.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu::office {
namespace {

/// The supply row that speaks for each parcel: the latest up to as-of among the sure ties.
std::unordered_map<std::string, std::size_t> supplies(const Desk& desk) {
    const Table& all = desk.table(Role::supply);
    const auto ids = all.column<std::string>("supply_id");
    const auto days = all.column<Date>("supply_date");
    std::unordered_map<std::string, std::size_t> row_of, best;
    for (std::size_t row = 0; row < all.rows(); ++row)
        if (ids[row]) row_of.emplace(*ids[row], row);
    for (const Link& link : desk.assessment.links) {
        if (link.from_role != "supply" || link.to_role != "parcel" || link.state != "matched") continue;
        const auto row = row_of.find(link.from_key);
        if (row == row_of.end() || !days[row->second] || *days[row->second] > desk.as_of) continue;
        const auto [found, made] = best.emplace(link.to_key, row->second);
        if (!made && *days[row->second] > *days[found->second]) found->second = row->second;
    }
    return best;
}

void survey_parcels(const Desk& desk) {
    const auto supplied = supplies(desk);
    const Table &parcels = desk.table(Role::parcel), &all = desk.table(Role::supply);
    const auto states = parcels.column<std::string>("operation_state");
    for (std::size_t row = 0; row < desk.assessment.parcels.size(); ++row) {
        const ParcelResult& parcel = desk.assessment.parcels[row];
        SurveyRow found{.subject_kind = "parcel", .subject_id = parcel.parcel_id, .park_id = parcel.park_id};
        const auto tell = [&](const std::string& kind, const std::optional<Date>& since) {
            found.kind = kind, found.since = since;
            desk.out.survey.push_back(found);
        };
        if (states[row] && (*states[row] == "stopped" || *states[row] == "half_stopped" || *states[row] == "bankrupt"))
            tell(*states[row], desk.day_of(Role::parcel, "production_stop_date", row));
        if (parcel.idle_state == "stalled" || parcel.idle_state == "idle_b")
            tell("building_stopped", desk.day_of(Role::parcel, "stop_date", row));
        const auto supply = supplied.find(parcel.parcel_id);
        auto agreed = supply == supplied.end() ? std::nullopt : all.column<Date>("agreed_finish_date")[supply->second];
        if (!agreed) agreed = parcels.column<Date>("agreed_finish_date")[row];
        if (parcel.idle_state == "started" && agreed && *agreed < desk.as_of) tell("building_late", agreed);
    }
}

/// Power of each firm by year; a year with an unknown cell is left out.
std::map<std::string, std::map<int, double>> power_of_firms(const Desk& desk) {
    const Table& all = desk.table(Role::enterprise_year);
    const auto codes = all.column<std::string>("uscc"), names = all.column<std::string>("name");
    const auto years = all.column<double>("year"), power = all.column<double>("power_kwh");
    std::map<std::string, std::map<int, double>> found;
    for (std::size_t row = 0; row < all.rows(); ++row) {
        const auto& firm = codes[row] ? codes[row] : names[row];
        if (firm && years[row] && power[row] && *power[row] >= 0 && *years[row] > 0 && *years[row] < 10'000)
            found[*firm][static_cast<int>(*years[row])] += *power[row];
    }
    return found;
}

void survey_firms(const Desk& desk) {
    const auto share = desk.figure("half_stopped_power_share");
    const auto year = desk.assessment.parcels.empty() ? std::nullopt : desk.assessment.parcels.front().data_year;
    if (!share || !year) return;
    const auto power = power_of_firms(desk);
    for (const EnterpriseResult& firm : desk.assessment.enterprises) {
        const auto found = power.find(firm.uscc);
        if (firm.year != *year || found == power.end() || !found->second.contains(*year)) continue;
        double before = 0;
        int count = 0;
        for (const auto& [one, used] : found->second)
            if (one < *year) before += used, ++count;
        const double now = found->second.at(*year);
        if (count == 0 || before <= 0 || now * count >= share->value() * before) continue;
        desk.out.survey.push_back({.kind = "half_stopped_suggested",
                                   .subject_kind = "enterprise",
                                   .subject_id = firm.uscc,
                                   .park_id = firm.park_id,
                                   .power_share = now * count / before});
    }
}

}  // namespace

void survey_production(const Desk& desk) {
    survey_parcels(desk);
    survey_firms(desk);
}

void check_sources(const Desk& desk) {
    const Table& years = desk.table(Role::park_year);
    const auto documents = years.column<std::string>("source_doc");
    for (std::size_t row = 0; row < years.rows(); ++row) {
        if (documents[row]) continue;
        desk.find(Role::park_year, row, "figure_without_source", Severity::info,
                  "园区年度数据没有写数据来源文件，所得指标没有出处", "补填数据来源（文件名称、文号）");
        if (!documents.present()) break;  // nobody keeps it: once is enough
    }
}

}  // namespace mutu::office

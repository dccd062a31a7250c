// Each project as it stands at as-of: how far it has come, how much of its money is there, on which land it lies.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu::office {
namespace {

/// Every row an id of its own, as other roles have it: layer and row where there is none, "#2" for the second.
void name_projects(const Desk& desk) {
    const Table& projects = desk.table(Role::project);
    const auto ids = projects.column<std::string>("project_id"), names = projects.column<std::string>("name");
    std::set<std::string> taken;
    std::map<std::string, int> seen;
    for (std::size_t row = 0; row < projects.rows(); ++row)
        if (ids[row]) taken.insert(*ids[row]);
    for (std::size_t row = 0; row < projects.rows(); ++row) {
        const Origin origin = projects.origins()[row];
        std::string id = ids[row] ? *ids[row] : "project#" + std::to_string(origin.row);
        int& count = seen[id];
        if (++count > 1) {
            const std::string first = id;
            while (taken.contains(id = first + "#" + std::to_string(count))) ++count;
            taken.insert(id);
            desk.find(Role::project, row, "duplicate_id", Severity::warning,
                      "项目编号 " + first + " 重复，本行记为 " + id, "核对项目编号");
        }
        desk.out.projects.push_back({.project_id = id, .name = names[row].value_or(id)});
    }
}

void settle_events(const Desk& desk, std::size_t row, ProjectResult& project) {
    const auto event = [&](std::string_view field) { return desk.happened(Role::project, field, row); };
    const auto lack = [&](Truth truth, const char* field) {
        if (truth == Truth::undetermined) project.missing.emplace_back(field);
    };
    const auto day = [&](std::string_view field) { return desk.day_of(Role::project, field, row); };
    project.signed_on = day("signed_date"), project.started_on = day("start_date");
    project.finished_on = day("finish_date"), project.produced_on = day("production_date");
    project.produced = event("production_date");
    project.finished = event("finish_date");
    // What is finished or produces was begun, also where nobody wrote down the day.
    const bool later = project.finished == Truth::yes || project.produced == Truth::yes;
    project.started = later ? Truth::yes : event("start_date");
    const bool paid = project.arrived && *project.arrived > Money{};
    const bool under_way = project.started == Truth::yes || paid;
    // The role lists signed projects: where nobody keeps the day of signing, each of them counts as one.
    const bool kept = desk.table(Role::project).has("signed_date");
    project.is_signed = under_way || !kept ? Truth::yes : event("signed_date");
    lack(project.produced, "production_date"), lack(project.finished, "finish_date");
    lack(project.started, "start_date"), lack(project.is_signed, "signed_date");
    if (!kept) project.missing.emplace_back("signed_date");
    if (under_way && kept && event("signed_date") == Truth::no)
        desk.find(Role::project, row, "project_unsigned", Severity::info,
                  "项目 " + project.project_id + " 没有签约日期，却已开工或有到位资金：计为已签约，不归入任何年度",
                  "补填签约日期");
    const std::pair<Truth, const char*> stages[] = {{project.produced, "produced"},
                                                    {project.finished, "finished"},
                                                    {project.started, "started"},
                                                    {project.is_signed, "signed"}};
    project.stage = project.is_signed == Truth::no ? "unsigned" : "undetermined";
    for (const auto& [reached, stage] : stages)
        if (reached == Truth::yes) {
            project.stage = stage;
            break;
        }
}

void check_order(const Desk& desk, std::size_t row, const ProjectResult& project) {
    const auto told = [&](const char* early, const std::optional<Date>& first, const char* late,
                          const std::optional<Date>& second) {
        if (first && second && *second < *first)
            desk.find(Role::project, row, "project_date_order", Severity::warning,
                      std::string{late} + " " + second->iso() + " 早于" + early + " " + first->iso() + "；按所填日期计",
                      "核对日期");
    };
    told("开工日期", project.started_on, "竣工日期", project.finished_on);
    told("开工日期", project.started_on, "投产日期", project.produced_on);
    told("签约日期", project.signed_on, "投产日期", project.produced_on);
}

void settle_money(const Desk& desk, std::size_t row, ProjectResult& project) {
    const Table& projects = desk.table(Role::project);
    project.signed_amount = projects.column<Money>("signed_investment_wan")[row];
    project.arrived = projects.column<Money>("arrived_wan")[row];
    if (!project.signed_amount) project.missing.emplace_back("signed_investment_wan");
    if (!project.arrived) project.missing.emplace_back("arrived_wan");
    project.counted = project.arrived;
    const auto large = desk.figure("large_project");
    if (project.signed_amount && large)
        project.large = truth_of(compare(*project.signed_amount, Ratio::whole(1), Money::fen(1'000'000), *large) >= 0);
    if (!project.signed_amount || !project.arrived || *project.arrived <= *project.signed_amount) return;
    const bool capped = desk.word("arrived_over_signed") != "as_is";
    if (capped) project.counted = project.signed_amount;
    desk.find(Role::project, row, "arrived_over_signed", Severity::warning,
              "到位资金 " + to_text(*project.arrived) + " 万元大于签约投资 " + to_text(*project.signed_amount) +
                  " 万元；资金到位率" + (capped ? "只计到签约投资，超出部分不抵其他项目的缺口" : "按所填数计"),
              "核对两个数及其单位");
}

void settle_place(const Desk& desk, std::size_t row, const std::vector<std::size_t>& parcels, ProjectResult& project) {
    const auto& declared = desk.table(Role::project).column<std::string>("park_id")[row];
    const auto park = declared ? desk.park_called(*declared) : std::nullopt;
    std::optional<std::size_t> lies;
    for (const std::size_t parcel : parcels) {
        const ParcelResult& land = desk.assessment.parcels[parcel];
        project.parcel_ids.push_back(land.parcel_id);
        if (land.area) project.land = project.land.value_or(Area{}) + *land.area;
        if (!lies) lies = desk.park_of_parcel(parcel);
    }
    if (lies || park) project.park_id = desk.park_id(lies ? *lies : *park);
    const bool by_word = desk.word("in_park_by") == "declared";
    if (!parcels.empty())
        project.in_park = truth_of(lies.has_value());
    else if (by_word && declared)
        project.in_park = truth_of(park.has_value());
    if (project.in_park == Truth::undetermined) project.missing.emplace_back("parcel_id");
    if (declared && !park)
        desk.find(Role::project, row, "unknown_park_id", Severity::warning,
                  "项目所填园区 " + *declared + " 不在园区资料中", "核对园区编号或名称");
    if (lies && park && *lies != *park)
        desk.find(Role::project, row, "project_park_differs", Severity::warning,
                  "项目填在园区 " + *declared + "，所在宗地却在 " + *desk.park_id(*lies) + "；按宗地计",
                  "核对所属园区与宗地编号");
    if (parcels.empty())
        desk.find(Role::project, row, "project_without_parcel", Severity::warning,
                  "项目 " + project.project_id + " 没有落到任何宗地" +
                      (project.in_park == Truth::undetermined ? "，是否入园无法判定" : ""),
                  "补填宗地编号，或用 mutu ties 核定存疑的关联");
}

void settle_rates(const Desk& desk, ProjectResult& project) {
    const std::string by = desk.word("project_fulfilled_by");
    const Truth paid = project.arrived ? truth_of(*project.arrived > Money{}) : Truth::undetermined;
    project.fulfilled = by == "arrived"             ? paid
                        : by == "start_and_arrived" ? both(project.started, paid)
                                                    : project.started;
    const auto grace = desk.parameter("project_grace_months") ? desk.rules.count("project_grace_months") : std::nullopt;
    project.in_grace = project.signed_on && grace && desk.as_of < add_months(*project.signed_on, *grace);
    std::sort(project.missing.begin(), project.missing.end());
}

}  // namespace

void judge_projects(const Desk& desk) {
    name_projects(desk);
    for (std::size_t row = 0; row < desk.out.projects.size(); ++row) {
        const auto parcels = parcels_of_project(desk, row);
        ProjectResult& project = desk.out.projects[row];
        project.uscc = desk.table(Role::project).column<std::string>("uscc")[row].value_or("");
        settle_money(desk, row, project);
        settle_events(desk, row, project);
        check_order(desk, row, project);
        settle_place(desk, row, parcels, project);
        settle_rates(desk, project);
    }
}

}  // namespace mutu::office

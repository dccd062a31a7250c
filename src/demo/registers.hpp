// All registers of the demo, filled park by park.
#pragma once

#include "park.hpp"
#include "sheet.hpp"

#include "mutu/demo.hpp"

#include <map>
#include <tuple>

namespace mutu::demo {

/// What the evaluation of firms is worked out from.
struct FirmTruth {
    std::string uscc;
    bool above = false, owns = false;
    std::optional<Money> tax;
    Area land;
};

/// Sums of one rate of the office; money in fen.
struct RateTruth {
    std::int64_t numerator = 0, denominator = 0, open = 0;
};

struct Registers {
    Sheet parks, parcels, development, approvals, supply, buildings, enterprises, years, occupancy, constraints;
    Sheet land_use, park_years, projects, commitments, turnover, assessments, bases;
    Sheet truth, park_truth, approval_truth, firm_truth, indicator_truth, office_truth, turnover_truth, register_truth,
        exit_truth, year_end_truth, objections, objection_truth;
    std::map<std::tuple<std::string, std::string, std::string>, RateTruth> rates;  // by park, rate, period
    std::map<std::pair<std::string, std::string>, int> ties;                       // by kind and cause
    std::vector<FirmTruth> firms;  // of all parks: ranks are of the whole set
    bool surveyed = true;          // sets beyond what a survey of every parcel is drawn for have no land use
    std::int64_t supplies = 0;     // running number of supply documents

    /// The sources in the order in which the project file lists them.
    std::vector<const Sheet*> sources() const;
};

/// Large sets go into formats that hold them: shapefiles end at 2 GB, spreadsheets at a million rows.
Registers make_registers(const DemoSpec& spec);

void add_park(Registers& all, const Park& park, Rng& rng);
/// The approvals of the park, older than the contracts on their land, with what of them must be left unsupplied.
void add_approvals(Registers& all, const Park& park, Rng& rng);
/// Land survey and yearly figures of the park, with what its indicators must come out as.
void add_land(Registers& all, const Park& park);
/// Composite, places and lists of all parks at the year's end.
void add_year_end_truth(Registers& all, int parks);
/// A sheet of objections to those places, some of them faulty, and what must come of each.
void add_objections(Registers& all, int parks);
/// Projects and promises of the park; the rates that must come of those of all parks.
void add_office(Registers& all, const Park& park);
void add_office_truth(Registers& all);
/// Turnover land, regional assessments and base lists, and what they must come out as.
void add_office_plots(Registers& all, const Park& park);
void add_office_plot_truth(Registers& all);
/// What the plan says must come out of this park.
void add_truth(Registers& all, const Park& park);
/// 规上, as the register of firms says.
bool above_designated(const Firm& firm);
void note_firms(Registers& all, const Park& park);
/// List, score, rank and grade of every firm noted.
void add_firm_truth(Registers& all);

/// One planted error of the faults list.
Sheet make_fault_list();
/// A strip of faulty records south of the parks; no record of a park is touched.
void add_faults(Registers& all, Sheet& list, const DemoSpec& spec);

/// Texts of the project file and of the made-up pack.
std::string project_text(const Registers& all, const DemoSpec& spec);
std::string policy_text();
/// The made-up lists and chains of the pack.
std::string score_text();

}  // namespace mutu::demo

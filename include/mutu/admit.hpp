// 项目准入: an intended project against the standards of the pack, and on how much land it would keep them.
#pragma once

#include "mutu/labels.hpp"
#include "mutu/policy.hpp"
#include "mutu/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// What an investor proposes; absent is unknown. Money a year at full production, investment with the price of the
/// land.
struct Intended {
    std::string name, park_id, industry_code, nic_version, env_unit;
    std::optional<Area> land, floor_area, footprint, office_land, green;
    std::optional<Money> investment, tax, output;
};
/// Table [intended] of a TOML file: name park industry_code nic_version env_unit land_mu investment_wan tax_wan
/// output_wan floor_area_m2 (or far) footprint_m2 office_land_m2 green_m2. Error{Kind::input} with the place for an
/// unknown member, a figure that is no number or below 0, land of 0, far and floor area that differ.
Intended read_intended(const Value& file);

/// One standard. `least` and `most`: the land on which these figures keep it, in 1/300 m² both ends included; absent:
/// no bound on that side.
struct AdmitCheck {
    std::string id;         // investment, output, tax, far, industry, env_unit, coefficient, office, green
    bool required = false;  // parameter admit_checks: counts for the verdict
    Truth met = Truth::undetermined;
    std::optional<double> value, limit, margin;  // margin: value − limit; of ceilings limit − value
    std::string op, unit;
    bool never = false;  // no land at all would do
    std::optional<std::int64_t> least, most;
    std::string because;  // undetermined: "missing: …", "empty: …"
    Value proof;          // contract.md §6
};

/// Promise: with no required check undetermined, the project keeps every required standard on land of q quanta exactly
/// where least ≤ q ≤ most (a missing end is no bound), and nowhere where `never`.
struct Admission {
    std::vector<AdmitCheck> checks;
    Truth met = Truth::undetermined;  // all required checks
    bool never = false;
    std::optional<std::int64_t> least, most;
};
/// An end of that land in 亩 with two decimals, rounded so that it still keeps the standards.
std::string land_text(std::int64_t quanta, bool least);
Admission admit(const Intended& project, const Rulebook& rules, const Labels& labels);

/// Land that a project may be offered, and how well it fits.
struct Plot {
    std::string kind;  // unsupplied, remnant, idle, low_efficiency, turnover
    std::string id, park_id;
    Area area;
    std::string note;
};
struct FittingPlot {
    std::size_t plot = 0;  // into the plots handed in
    Area surplus;          // beyond the land that is taken
    bool whole = false;    // the project may take all of it and still pass
};
/// The land that a project takes: what it intends, or the nearest that passes; absent where none passes or nothing
/// says.
std::optional<Area> land_taken(const Intended& project, const Admission& admission);
/// Plots with at least so much land, the tightest first, then by id.
std::vector<FittingPlot> fitting(const std::vector<Plot>& plots, Area taken, const Admission& admission);

}  // namespace mutu

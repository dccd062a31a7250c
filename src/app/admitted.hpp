// An intended project with everything the answer of `mutu admit` is written from. Seen by src/app only.
#pragma once

#include "session.hpp"

#include "mutu/admit.hpp"

namespace mutu {

/// A standard factory with more vacant floor than the project asks for.
struct VacantFactory {
    std::string building_id;
    Area vacant;
};

struct Admitted {
    Intended project;
    Admission admission;
    std::optional<Area> taken;
    std::vector<Plot> plots;           // all that the book offers, of the project's park and environmental unit
    std::vector<FittingPlot> fitting;  // those with room
    std::vector<VacantFactory> factories;
    std::int64_t factories_open = 0;  // area let unknown
};

/// {"verdict", "required", "land", "checks", "plots", "factories"}.
Value admit_value(const Admitted& admitted);
void write_admitted(const Admitted& admitted, const Labels& labels, const Common& common, std::ostream& out);

}  // namespace mutu

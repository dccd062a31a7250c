// What changes when parameters change, and what the unknown still allows: both from raw inputs, without a shape.
#pragma once

#include "mutu/rejudge.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// One column of one parcel that comes out otherwise. Words point into the rulebooks compared.
struct Change {
    std::string parcel_id;
    std::string_view field;  // idle_state, efficiency, land_class
    std::string_view from, to;
    std::optional<std::uint32_t> park;
    std::optional<Area> area;
    std::optional<Money> tax;
};

/// Sums over the parcels of a park, as park_result has them.
struct ClassSums {
    Area supplied, idle, low_efficiency, undetermined, recognised_idle;
    std::int64_t idle_count = 0, low_efficiency_count = 0, undetermined_count = 0, recognised_idle_count = 0;

    ClassSums& operator+=(const ClassSums& other);
    friend bool operator==(const ClassSums&, const ClassSums&) = default;
};
void add(ClassSums& sums, const ParcelInputs& inputs, const States& states);

struct ParkChange {
    ClassSums before, after;
    std::int64_t parcels = 0;  // whose land_class changes
    Area area;                 // theirs
    Money tax;                 // the known part of theirs

    ParkChange& operator+=(const ParkChange& other);
};

struct Comparison {
    std::vector<Change> changed;    // by parcel row, then field
    std::vector<ParkChange> parks;  // row i of Assessment::parks: its own parcels, no children
    ParkChange whole;               // parcels outside every park as well
};
/// Judges one parcel under both rulebooks and adds what came out. `facts` is scratch.
void compare(const Judge& before, const Judge& after, std::string_view parcel_id, const ParcelInputs& inputs,
             Facts& facts, Comparison& into);
/// The comparison of later parcels behind that of earlier ones.
void append(Comparison& earlier, Comparison later);

/// What a parcel may yet turn out to be once its missing facts are known; one entry each where nothing is open.
struct Possible {
    std::vector<std::string> supply_states, idle_states, efficiencies, land_classes;  // sorted, without repeats
    std::vector<std::string> missing;  // field names that the judgement lacks or leans on, sorted
    bool open() const { return supply_states.size() > 1 || idle_states.size() > 1 || efficiencies.size() > 1; }
};
/// Never too few: each way the missing facts may fall is among the answers. Facts that stand are taken as true.
Possible possible_states(const Judge& judge, const ParcelInputs& inputs);

/// Land and number between which a figure lies.
struct Interval {
    Area low, high;
    std::int64_t low_count = 0, high_count = 0;

    void add(const std::optional<Area>& area, bool surely, bool maybe);
    Interval& operator+=(const Interval& other);
};
struct ParkRange {
    Interval supplied, idle, low_efficiency, undetermined;
    ParkRange& operator+=(const ParkRange& other);
};
void add(ParkRange& range, const ParcelInputs& inputs, const Possible& possible);

}  // namespace mutu

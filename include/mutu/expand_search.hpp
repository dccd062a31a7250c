// 调区扩区选址: connected land of an asked size that touches nothing forbidden, in alternatives that differ.
#pragma once

#include "mutu/expand.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mutu {

/// What regions are made of: squares, 图斑 of the land-use layer, or the blocks between roads that 图斑 make up.
enum class CellKind : std::uint8_t { grid, parcels, blocks };

struct SearchRequest {
    Area area;                      // asked, over all blocks
    int blocks = 1;                 // so many connected pieces, apart from each other
    std::uint64_t seed = 1;         // where growing begins
    std::size_t most = 5;           // alternatives to give
    std::optional<double> seconds;  // growing stops after so long; the first round is always done
    CellKind cells = CellKind::grid;
    bool keep_cells = false;  // give the cells themselves too
    GeometryColumn closed;    // land besides that must not be taken
};

/// Land near the park that no alternative may take, or that is too small or lies apart.
struct RefusedPatch {
    std::string code;  // the constraint's kind, "other_park", "too_small", "apart"
    std::string name, because;
    Area area;
};

/// One region. Figures of the search; `land` is tested again by `test_change`.
struct FoundRegion {
    GeometryColumn land;    // one row
    int front = 1;          // 1: on the Pareto front of what was grown
    double apart = 1;       // least Jaccard distance to the other alternatives: 1 shares nothing, 0 is the same
    double soft_m2 = 0;     // land under soft constraints
    double steepness = 0;   // 0 flat, 1 all of it too steep (or not covered by the heights); 0 without heights
    double distance_m = 0;  // mean distance of its land from the park
    std::optional<double> suitability;  // 0 to 1, mean over its land; absent where no factor could be judged
    std::optional<double> road_m;       // mean distance from the nearest road, counted no farther than it matters
    // In what no other alternative is better: "cultivated", "soft", "steep", "compactness", "distance", "cost",
    // "suitability"; several joined by ';'.
    std::string best_in;
};

/// A cell of the search: what regions were made of, and what it was valued by.
struct FoundCell {
    double area_m2 = 0, suitability = 0, cultivated_m2 = 0, soft_m2 = 0, distance_m = 0;
    std::optional<double> cost_wan, steepness, road_m, planned_m2;  // absent without prices, heights, roads, plan
};

struct FoundLand {
    std::vector<FoundRegion> regions;
    std::vector<RefusedPatch> refused;
    GeometryColumn refused_shapes;                // row i of `refused`
    double cell = 0, reach = 0;                   // metres
    std::size_t cells = 0, units = 0, grown = 0;  // of the grid; pieces of free land; different regions that were grown
    Area largest;                                 // the largest connected free land
    bool stopped = false;                         // the time was up before every start was tried
    double least_apart = 0;                       // what the alternatives had to differ by
    std::vector<FoundCell> cell_list;             // where they were asked for
    GeometryColumn cell_shapes;                   // row i of `cell_list`
    std::vector<std::string> factors;             // of suitability: "land", "slope", "distance", "road", "plan"
    bool priced = false;                          // every price is known, so that cost was weighed
};

/// Cuts a grid around the park by every hard constraint (with a margin, parameter expand_clearance), grows connected
/// regions from land beside the park under different wishes, keeps those that differ, the Pareto front first. No result
/// touches a hard layer: its outline is the union of whole cells minus the forbidden land with its margin. The same
/// answer for the same seed and any number of threads.
FoundLand search_land(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                      const SearchRequest& request);
/// 调区: the poorest land of the park that no parcel uses, connected, beside its boundary, of the asked size, that does
/// not cut the park in two. One row; a null row where there is none, and then how large the largest such land is.
struct PoorLand {
    GeometryColumn land;
    double suitability = 0;  // mean over it
    /// What makes it poor: how much of it lies under (or beyond) each constraint, or is 不可建设 ("barred").
    std::vector<std::pair<std::string, Area>> under;
    Area largest;
};
PoorLand search_poor_land(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, Area area,
                          std::uint64_t seed);
/// How far around the park is looked, in metres.
double search_reach(const Rulebook& book, const SearchRequest& request);

}  // namespace mutu

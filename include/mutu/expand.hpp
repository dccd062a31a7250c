// 调区扩区: what a drawn change of a park's boundary touches, takes and alters. Shapes lie on one plane in metres;
// areas are those of the ellipsoid unless the ground says otherwise; what is unknown never passes.
#pragma once

#include "mutu/crs.hpp"
#include "mutu/policy.hpp"
#include "mutu/raster.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// What touching a layer means: hard forbids, soft must be argued, information is told.
enum class Strength : std::uint8_t { hard, soft, information };
std::string_view word(Strength strength);

/// [[expand_constraint]]: one kind of contract.md's constraint layers.
struct ConstraintRule {
    std::string kind, clause;
    Strength strength = Strength::hard;
    bool inside = false;  // the land must lie within the layer, not off it
    Evidence evidence = Evidence::product;
};
/// [[expand_land]]: codes "SD:01" are beginnings of codes of a system.
struct LandClassRule {
    std::string id, title;
    std::vector<std::string> codes;
    bool cultivated = false;
    std::optional<double> fit;  // 1 best to build on, 0 worst; absent: says nothing
};
/// [[expand_cost]]: a price in 万元/亩 of all added land, or of one class of it.
struct CostRule {
    std::string title, land, parameter;
};
/// [[expand_clock]]: a date of the park that must not be older than so many years.
struct ClockRule {
    std::string id, title, field, years, clause;
    Evidence evidence = Evidence::product;
};
/// [[expand_step]]: the procedure, in order.
struct ProcedureStep {
    std::string title, document, clause;
};
struct ExpandRules {
    std::vector<ConstraintRule> constraints;
    std::vector<LandClassRule> classes;
    std::vector<CostRule> costs;
    std::vector<ClockRule> clocks;
    std::vector<ProcedureStep> steps;
};
/// Read from the pack's own text, root first; an entry of a later pack takes the place of its namesake.
/// Error{Kind::input} with the place, or where the pack is of a version before a parameter that is needed. Empty where
/// the pack says nothing of expansions.
ExpandRules expand_rules(const Rulebook& book);
/// The class of a code; nullptr where no class claims it. The longest beginning wins.
const LandClassRule* land_class(const ExpandRules& rules, const std::string& system, const std::string& code);

/// 挖潜: land that the park has and does not use.
struct ReserveRow {
    std::string kind;  // unsupplied, not_started, idle, low_efficiency
    std::optional<Area> area;
    std::int64_t count = 0;
};

/// Projects that are signed and have no land in the park yet.
struct WaitingProjects {
    std::int64_t count = 0, unpriced = 0;  // unpriced: of them those without an investment
    Money investment;                      // of the others
};

/// What the book knows of one park and of the land around it.
struct ExpandGround {
    Crs plane;              // of every shape here; unknown: areas are those of the plane
    bool ellipsoid = true;  // areas on the ellipsoid
    std::string park_id;
    GeometryColumn park;         // one row
    GeometryColumn other_parks;  // may be empty
    GeometryColumn constraints;
    std::vector<std::string> constraint_kinds, constraint_names;  // by row of `constraints`
    GeometryColumn land_use;
    std::vector<std::string> land_systems, land_codes;  // by row of `land_use`
    std::vector<std::string> land_supplies;             // 供应状况 by row; empty where no row says it
    GeometryColumn plan;                                // of the planning layer
    std::vector<std::string> plan_systems, plan_codes;  // by row of `plan`
    GeometryColumn in_use;                              // supplied parcels, built land: what no swap gives up
    ParkFacts facts;
    std::map<std::string, std::optional<Date>, std::less<>> dates;
    std::vector<ReserveRow> reserve;
    std::optional<Raster> heights;  // of the ground; slopes are worked out of them
    WaitingProjects waiting;
    Date as_of;
};
/// Area of every row by the ground's measure.
std::vector<Area> measured(const ExpandGround& ground, const GeometryColumn& shapes);

/// Metres between two boxes; 0 where they meet.
double distance(const Box& a, const Box& b);

/// A change of the boundary: one row each, null where there is none.
struct BoundaryChange {
    GeometryColumn added, removed;
};

/// One answer with its ground. `rule` is "constraint_KIND", "contiguity", "clock_ID" or a gate's id.
struct ExpandCheck {
    std::string rule, title, because, clause;
    Strength strength = Strength::hard;
    Truth verdict = Truth::undetermined;
    Evidence evidence = Evidence::product;
    bool noted = false;  // passes, and `because` must still be read
};

/// A constraint layer against the added land. Certificate: `pairs` shapes were cut against each other on their own
/// vectors, and `area` is all they share (inside: all that lies beyond).
struct ConstraintOverlap {
    std::string kind;
    Strength strength = Strength::hard;
    bool inside = false, given = false, declared_absent = false;
    std::size_t features = 0, pairs = 0;
    Area area;
    std::vector<std::string> names;    // of the shapes touched, sorted, without repeats
    std::vector<std::uint32_t> parts;  // rows of TestedChange::parts
};
struct OverlapPart {
    std::string kind, name;
    Area area;
    Xy place;  // inside it
};

struct LandTaken {
    std::string class_id, title;  // empty: no class claims the code, or no land use is drawn there
    std::string code;             // as the layer has it; empty: nothing drawn
    Area area;
};
/// Added land by how steep it is, from the heights of the ground at places of a grid.
struct SlopeShare {
    std::string id;  // "good", "medium", "limited", "steep", "unknown" (not covered by the heights)
    Area area;
};
struct CostItemSum {
    std::string title;
    std::optional<Money> cost;
    std::string missing;  // "parameter:NAME" or "landuse"
};
/// A connected piece of the added land.
struct AddedBlock {
    Area area;
    double compactness = 0;  // 4πA/P²: 1 a circle
    double facing = 0;       // metres of its boundary that face the park
};
/// An indicator before and after, in its unit.
struct IndicatorChange {
    std::string id, title, unit;
    std::optional<Rational> before, after;
    std::string because;  // why one is unknown
    bool moved = false;   // what is known of it is not the same before and after
};
/// 调出土地的构成: removed land by the codes of the evaluation, known where every piece of it has both.
struct ReleasedLand {
    bool known = false;
    std::map<std::string, Area> built, supply;  // "A2" → land, "D1" → land
    Area under(char axis) const;                // everything under a letter
};
/// Land in, land out and what remains, as a notice of a change publishes them.
struct SwapAccount {
    std::string kind;
    std::size_t blocks_in = 0, blocks_out = 0;
    Area before, in, out, after;
    std::optional<Rational> times;  // after over before; unknown for a park of nothing
};
/// Error{Kind::refused} where more goes out than there is.
SwapAccount swap_account(Area before, const std::vector<Area>& in, const std::vector<Area>& out, const Rulebook& book);

struct TestedChange {
    std::string kind;  // expand, adjust, shrink, merge
    Area before, added, removed, after;
    Area within_park;                                     // drawn as added, but the park's already
    Area off_park;                                        // drawn as removed, but not the park's
    GeometryColumn added_shape, removed_shape, boundary;  // what is really added, removed; the park afterwards
    std::vector<ConstraintOverlap> overlaps;              // as the pack lists its kinds
    std::vector<OverlapPart> parts;
    GeometryColumn part_shapes;   // row i of `parts`
    std::vector<LandTaken> land;  // by code
    std::optional<Area> cultivated;
    std::optional<Area> converted;   // land that is not built on yet: what the change asks of the quota
    std::vector<SlopeShare> slopes;  // empty without heights
    std::vector<CostItemSum> cost_items;
    std::optional<Money> cost;
    std::vector<AddedBlock> blocks, removed_blocks;
    GeometryColumn block_shapes;  // those of `blocks`, then those of `removed_blocks`
    ReleasedLand released;
    double compactness = 0;
    std::vector<ExpandCheck> checks;
    std::vector<IndicatorChange> indicators;  // every one of the pack, those that move first
    Truth verdict = Truth::undetermined;      // of all hard checks and gates together
};

/// Everything above for one change. Error{Kind::refused} where nothing is added or removed at all.
TestedChange test_change(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                         const BoundaryChange& change);

/// Facts of parks that become one: land, money and people add up; shares, and what is unknown in one, are unknown.
ParkFacts merged_facts(const std::vector<ParkFacts>& members);
/// 园区合并: the park and others whose boundaries are `joining` and whose facts are `facts` (the park's own are the
/// ground's). Indicators of the park before and of the merged park after; gates of the merged park.
TestedChange test_merge(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                        const GeometryColumn& joining, const std::vector<ParkFacts>& facts);

/// One constraint by its rule: what of it is known, how much is shared (or lies beyond).
struct ConstraintFacts {
    bool given = false, declared_absent = false;
    bool near = true;  // some shape of the layer lies near enough to trust that the layer covers the place
    Area area;
};
ExpandCheck judge_constraint(const ConstraintRule& rule, const ConstraintFacts& facts, const Rulebook& book);
/// adjust where as much comes in as goes out, else expand or shrink.
std::string kind_of_change(Area added, Area removed, const Rulebook& book);
/// The facts of the park with land added that is unbuilt, unserviced and open to building, a `planned` part of it for
/// industry; absent sums stay absent. Removed land is taken off by its codes; where they are unknown, what depends on
/// them becomes unknown, and so do money and people where built land goes.
ParkFacts facts_after(const ParkFacts& before, Area added, Area removed, const ReleasedLand& released = {},
                      Area planned = {});

/// How long land lasts at the park's own pace, and what it would yield by the pack's standard.
struct ReserveYears {
    std::optional<Rational> a_year_m2;           // mean yearly supply
    std::vector<std::optional<Rational>> years;  // by row of the reserve
    std::optional<Rational> all;                 // of the known rows together
    std::vector<std::optional<Money>> tax;       // a year, at the standard of the pack; unknown without one
};
ReserveYears reserve_years(const ExpandGround& ground, const Rulebook& book);

/// One answer to how much land the park will ask for within parameter expand_demand_years.
struct DemandRow {
    std::string basis;  // "slow", "recent", "fast": the recent pace by so much; "waiting"; "target"
    std::optional<Area> area;
    std::string because;  // the sum in words, or what is missing
};
/// 用地需求推算: what the park may ask for, what it has, what is left to be found. `low` and `high` are over the known
/// rows; unknown where none is known.
struct Demand {
    std::optional<std::int64_t> years;
    std::vector<DemandRow> rows;
    std::optional<Area> low, high;
    std::optional<Area> reserve;              // the known rows together
    std::optional<Area> lack_low, lack_high;  // beyond the reserve, never below zero
};
Demand land_demand(const ExpandGround& ground, const Rulebook& book);
/// 先挖潜: passes where even the least that the park may ask for is more than its reserve, fails where the reserve is
/// enough for the most; to be argued either way.
ExpandCheck judge_reserve(const Demand& demand, const Rulebook& book);
/// One year of the projection: what is asked for up to its end, and what is then left of the reserve (below zero:
/// lacking).
struct DemandYear {
    std::int64_t year = 0;
    Area low, high;
    std::optional<std::int64_t> left_low, left_high;  // quanta after the high and the low demand
};
std::vector<DemandYear> demand_by_year(const Demand& demand, std::int64_t first_year);
/// How long reserve and `more` last together at the park's own pace; absent where the pace is unknown.
std::optional<Rational> years_with(const ExpandGround& ground, const ReserveYears& reserve, Area more);

/// Class of a slope in degrees by the pack's limits: 0 good, 1 medium, 2 limited, 3 steep; absent where a limit is
/// empty or the slope unknown (NaN).
std::optional<int> slope_class(double degrees, const Rulebook& book);

/// Worked examples of the pack ([[expand_example]]) that do not come out; `count` takes how many there are.
std::vector<FailedExample> check_expand_examples(const Rulebook& book, std::size_t* count = nullptr);

}  // namespace mutu

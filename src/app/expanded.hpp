// A change of a park's boundary with everything its answer and its scenario are written from. Seen by src/app only.
#pragma once

#include "rejudge.hpp"

#include "mutu/expand_search.hpp"
#include "mutu/heights.hpp"

namespace mutu {

/// A change that was drawn or found, and what was tested of it.
struct Alternative {
    std::string id;  // "A1"
    TestedChange change;
};

/// A parcel that a removal takes out of the park, whole or in part.
struct Stranded {
    std::string parcel_id, land_class, firms;
    Area shared;
    std::optional<Area> area;
    std::optional<double> tax_wan;
};

struct Expanded {
    std::string scenario_id;  // empty: not kept
    ExpandGround ground;
    ExpandRules rules;
    std::vector<Alternative> alternatives;
    std::optional<FoundLand> found;  // row i of its regions is alternative i; absent where a change was drawn
    ReserveYears reserve;
    Demand demand;
    std::vector<Stranded> stranded;  // of the first alternative
    std::vector<std::string>
        notes;  // what a person must know: repairs, overlaps with the park, layers that are missing
    Value request;
};

/// The park's land and the layers around `place` (in metres about the park); reads the book alone.
/// Error{Kind::usage} where the park is not there or several are and none is named.
ExpandGround ground_of(const Book& book, const ExpandQuery& query, const BookRun& run);
/// Layers within the box, in the ground's plane, put into the ground.
void add_layers(const Book& book, const Box& place, ExpandGround& ground);
/// The shapes of a file as one row in the ground's plane. What was mended is told in `notes`. Error{Kind::input} or
/// {Kind::refused} where nothing usable is drawn, or far from the park.
GeometryColumn drawn_land(const SourceSpec& source, const ExpandGround& ground, const Rulebook& rules,
                          const Common& common, std::vector<std::string>& notes);

/// The boundary of a block of the park, and boundary and facts of another park, in the ground's plane.
GeometryColumn block_of(const Book& book, const std::string& block_id, const ExpandGround& ground);
GeometryColumn joining_park(const Book& book, const std::string& park, const ExpandGround& ground, ParkFacts& facts);
/// Parcels within the removed land, with the firms on them.
std::vector<Stranded> stranded_in(const Book& book, const GeometryColumn& removed, const ExpandGround& ground);
/// The answer of contract.md §10, with the ground of every check.
Value expand_value(const Expanded& expanded);
void write_expanded(const Expanded& expanded, const Labels& labels, const Common& common, std::ostream& out);
/// One check with everything behind it.
void tell_check(const Expanded& expanded, const std::string& rule, const Labels& labels, std::ostream& out);
/// What a search found and refused, side by side.
void write_found(const Expanded& expanded, const Labels& labels, const Common& common, std::ostream& out);
/// expansion_scenario, expansion_candidate, expansion_removed, expansion_boundary, expansion_check, expansion_part,
/// expansion_land, expansion_slope, expansion_indicator, expansion_reserve, expansion_demand, expansion_refused of this
/// scenario alone; shapes in the book's CRS.
std::vector<AddedTable> expand_tables(const Expanded& expanded, const BookRun& run, const Crs& book);

}  // namespace mutu

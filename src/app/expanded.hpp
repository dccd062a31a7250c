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

/// 园区整合: one park or block of a change, or what they come to; unknown where it is unknown of one.
struct Member {
    std::string park_id, name;
    std::string part;  // "lead", "joins", "stays", "withdraws", "result"
    std::optional<Area> area, unsupplied, idle, low_efficiency;
    std::optional<std::int64_t> parcels, firms;
    std::optional<double> tax_wan, output_wan;
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
    std::vector<Member> members;     // of a merger or a withdrawal
    std::vector<DemandYear> by_year;
    std::optional<double> out_suitability;                // of the land that an adjustment gives up
    std::vector<std::pair<std::string, Area>> out_under;  // what makes it poor, by kind of constraint
    std::vector<std::string>
        notes;  // what a person must know: repairs, overlaps with the park, layers that are missing
    Value request;
};

/// The park's land and the layers around `place` (in metres about the park); reads the book alone.
/// Error{Kind::usage} where the park is not there or several are and none is named.
ExpandGround ground_of(const Book& book, const ExpandQuery& query, const BookRun& run);
/// Layers within the box, in the ground's plane, put into the ground.
void add_layers(const Book& book, const Box& place, ExpandGround& ground);
/// Parcels that are supplied or have a firm, and built land, which an adjustment must not give up; after `add_layers`.
void add_parcels_in_use(const Book& book, ExpandGround& ground);
/// The shapes of a file as one row in the ground's plane. What was mended is told in `notes`. Error{Kind::input} or
/// {Kind::refused} where nothing usable is drawn, or far from the park.
GeometryColumn drawn_land(const SourceSpec& source, const ExpandGround& ground, const Rulebook& rules,
                          const Common& common, std::vector<std::string>& notes);

/// What is asked, and the land it is asked about where that stands in the book instead of a file.
struct Asked {
    ExpandQuery query;
    std::optional<GeometryColumn> added, removed;  // one row each, in the book's CRS
};
/// The request of a scenario, with what is typed besides winning. Error{Kind::usage} where it is not there.
Asked asked_again(const Book& book, const ExpandQuery& typed);

/// Searches, with every region that is found tested as an alternative.
void look_for_land(const Book& book, const ExpandQuery& query, const Rulebook& rules, Expanded& expanded);
/// 调区: the poorest unused land goes out, and as much is looked for around what is left of the park.
void look_for_swap(const Book& book, const ExpandQuery& query, const Rulebook& rules, Expanded& expanded);
/// Rows of the 整合方案: the parks of a merger, or the park, the block that goes and what stays.
std::vector<Member> members_of_merger(const Book& book, const Expanded& expanded,
                                      const std::vector<std::string>& parks);
std::vector<Member> members_of_withdrawal(const Book& book, const Expanded& expanded, const std::string& block);

/// The boundary of a block of the park, and boundary and facts of another park, in the ground's plane.
GeometryColumn block_of(const Book& book, const std::string& block_id, const ExpandGround& ground);
GeometryColumn joining_park(const Book& book, const std::string& park, const ExpandGround& ground, ParkFacts& facts);
/// Parcels within the removed land, with the firms on them.
std::vector<Stranded> stranded_in(const Book& book, const GeometryColumn& removed, const ExpandGround& ground);
/// Land that a change leaves the park with besides what it had.
inline Area net_gain(const TestedChange& change) {
    return change.added > change.removed ? change.added - change.removed : Area{};
}
/// Land in and out of an alternative, block by block.
SwapAccount account_of(const TestedChange& change);
/// The answer of contract.md §10, with the ground of every check.
Value expand_value(const Expanded& expanded);
void write_expanded(const Expanded& expanded, const Labels& labels, const Common& common, std::ostream& out);
/// One check with everything behind it.
void tell_check(const Expanded& expanded, const std::string& rule, const Labels& labels, std::ostream& out);
/// What a search found and refused, side by side.
void write_found(const Expanded& expanded, const Labels& labels, const Common& common, std::ostream& out);
/// Tables of one alternative each, and those of the scenario as a whole; shapes are brought to the book's CRS.
std::vector<AddedTable> alternative_tables(const Expanded& expanded, const Crs& book);
std::vector<AddedTable> whole_tables(const Expanded& expanded, const BookRun& run, const Crs& book);
/// expansion_scenario, expansion_candidate, expansion_removed, expansion_boundary, expansion_check, expansion_part,
/// expansion_land, expansion_slope, expansion_indicator, expansion_reserve, expansion_demand, expansion_refused of this
/// scenario alone; shapes in the book's CRS.
std::vector<AddedTable> expand_tables(const Expanded& expanded, const BookRun& run, const Crs& book);

}  // namespace mutu

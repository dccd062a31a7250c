// A plan of a book with everything its answer and its scenario are written from. Seen by src/app only.
#pragma once

#include "rejudge.hpp"

#include "mutu/plan.hpp"
#include "mutu/swap.hpp"

namespace mutu {

struct Planned {
    PlanRequest request;
    std::vector<Candidate> candidates;
    std::vector<Neighbours> pairs;  // indices into the candidates
    Plan plan;
    std::vector<PlanPark> parks;
    std::vector<PlanParkYear> years;
    std::vector<SwapLand> swap_wanting, swap_offered;
    std::vector<Swap> swaps;  // by wanting
    std::string scenario_id;  // empty: not kept
};

/// Σ over what is chosen, each on the day of its own decision; absent where one is not known.
std::optional<Money> present_value_of(const Planned& planned);
/// Land that the pack lets be swapped and the plan leaves alone, paired with unsupplied or reserved land of the book.
void find_swaps(const Book& book, const Judge& judge, Planned& planned);
AddedTable swap_table(const Planned& planned);
Value swaps_value(const Planned& planned);
/// The answer of contract.md §10.
Value plan_value(const Planned& planned, const BookParks& parks);
/// The same for people: what is chosen, the money by year, the parks before and after.
void write_plan(const Planned& planned, const Labels& labels, const BookParks& parks, const Common& common,
                std::ostream& out);
/// The query that made the scenario `typed.again`, with the book and the question of `typed`. Error{Kind::usage} where
/// there is no such scenario, naming those there are.
PlanQuery asked_again(const Book& book, const PlanQuery& typed);
using Settings = std::vector<std::pair<std::string, std::string>>;
/// 亩均税收, 万元/亩, over the land whose tax is known; absent where a tied firm's tax is not.
std::optional<double> tax_per_mu(const PlanParkYear& year);
/// plan_scenario, plan_option, plan_block, plan_parcel, plan_year, plan_park, plan_park_year, plan_swap of this plan
/// alone. `rules`: the book's with `set` put in.
std::vector<AddedTable> plan_tables(const Planned& planned, const BookRun& run, const Rulebook& rules,
                                    const Settings& set, const BookParks& parks, const GeometryColumn& shapes);

}  // namespace mutu

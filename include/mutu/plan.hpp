// 腾笼换鸟: which parcels to redevelop, by which action, in which year, under which budget. Money and land are exact;
// the solver proposes, and what it proposes is checked again in whole fen before anyone sees it.
#pragma once

#include "mutu/adjacency.hpp"
#include "mutu/rejudge.hpp"
#include "mutu/whatif.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mutu {

/// An action on one parcel and what it comes to. Without cost or uplift the option is shown, never chosen; `missing`
/// then names the fields or "parameter:NAME" that would settle it.
struct PlanOption {
    std::string action;
    bool admitted = true;  // false: nobody can tell whether the facts admit it; `missing` says what would
    std::vector<std::pair<std::string, std::optional<Money>>> items;  // title of each cost item and its sum
    std::optional<Money> cost;
    std::optional<Money> tax_uplift, output_uplift;  // a year, at full production; never below 0
    std::optional<Money> tax_after, output_after;    // of the parcel, a year
    std::optional<Money> forgone;                    // tax of today that is not paid until full production, a year
    std::optional<int> years;                        // from the decision to full production
    std::vector<std::string> missing;                // sorted, without repeats
    // What it is worth; an option is chosen without, see `value_options`.
    std::optional<Money> present_value;
    std::optional<Money> to_government, to_park, to_firm;  // of the uplift, a year; together they are the uplift
    std::vector<std::string> unvalued;                     // what these lack: "parameter:NAME"
};

/// A parcel whose facts admit at least one option of the pack.
struct Candidate {
    std::uint32_t row = 0;  // of the book's parcels, from 0
    std::string parcel_id, land_class;
    ParcelInputs inputs;
    std::vector<PlanOption> options;  // in pack order
};
/// What redevelopment is about: idle, unsupplied and low-efficiency land, and where production has stopped.
bool in_scope(const Judge& judge, const Facts& facts);
/// The options that the facts admit; for idle, unsupplied, low-efficiency and stopped parcels also those that they may
/// admit once something missing is known. `land_grade`: 土地级别 as entered, "" where unknown.
std::vector<PlanOption> options_of(const Judge& judge, const ParcelInputs& inputs, std::string_view land_grade = {});
/// Present value on the day of decision: tax gained less tax forgone over `horizon_years`, discounted by
/// `discount_rate`, less the cost, nearest fen; and who gets the uplift (`uplift_share_park`, `uplift_share_firm`, the
/// rest is the government's). An empty parameter leaves its figure open. Error{Kind::usage} for a rate of −1 or less, a
/// horizon that is no whole number of years up to 99, shares below 0 or together above 1.
void value_options(const Rulebook& rules, std::vector<Candidate>& candidates);

enum class Goal : std::uint8_t { tax, output, land };
std::string_view word(Goal goal);

struct PlanRequest {
    Money budget;  // over all years
    int years = 1;
    Area min_block;  // a chosen block has at least this land; 0: every parcel by itself
    Goal goal = Goal::tax;
    std::set<std::string> force, forbid;  // parcel ids
    std::map<std::string, int> limits;    // action → at most so many parcels
    double gap = 0.005;                   // the solver may stop at (bound − objective) / bound
    std::optional<double> seconds;        // the solver stops then; the answer is the best so far
    std::size_t block_parcels = 5;        // a block has at most so many parcels
    std::size_t block_count = 50'000;     // enumeration stops there and says so
};

/// Connected candidates that together have enough land. `members` are indices into the candidates, ascending.
struct Block {
    std::vector<std::uint32_t> members;
};
struct Blocks {
    std::vector<Block> list;  // by members
    bool capped = false;      // there are more than were listed
};
/// Every connected set of up to `parcels` of the `eligible` candidates with land of at least `least`. `land` and
/// `eligible` are per candidate; pairs are indices into the candidates.
Blocks connected_blocks(const std::vector<Area>& land, const std::vector<bool>& eligible,
                        const std::vector<Neighbours>& pairs, Area least, std::size_t parcels, std::size_t count);

enum class PlanStatus : std::uint8_t { optimal, feasible, infeasible, stopped };
std::string_view word(PlanStatus status);

struct Chosen {
    std::uint32_t candidate = 0, option = 0, block = 0;  // block: index into Plan::blocks
    int year = 0;                                        // from 1
};
struct Refused {
    std::uint32_t candidate = 0;
    std::string code, because;  // forbidden, not_admitted, no_price, no_facts, no_gain, no_block, not_worth
};
struct PlanBlock {
    std::vector<std::uint32_t> members;  // indices into `chosen`
    int year = 0;
    Money cost;
    Area land;
};
struct PlanYear {
    int year = 0;
    Money cost, uplift;        // spent in the year; tax more than today in the year
    Money forgone;             // tax of today that the works keep away in the year
    std::int64_t balance = 0;  // uplift − forgone − cost up to the year, fen
};
/// A park before and after everything is done, judged by the same rules.
struct PlanPark {
    std::uint32_t park = 0;  // row of Assessment::parks
    ClassSums before, after;
    Money tax_before, tax_after;
    Area land;  // of the parcels whose tax is known before
    bool tax_whole = true;
};

/// A park at the end of a year of the plan, judged by the same rules on the book's day, so that nothing but the plan
/// differs.
struct PlanParkYear {
    int year = 0;
    std::uint32_t park = 0;  // row of Assessment::parks
    ClassSums sums;
    Money tax;
    Area land;                                // of the parcels whose tax is known
    bool tax_whole = true;                    // no tied firm is without tax
    std::optional<Rational> years_of_supply;  // 尚可供地年数, at the pace of the book's day
    std::string years_because;                // why that is unknown
};

struct Plan {
    PlanStatus status = PlanStatus::optimal;
    std::string why_infeasible;
    std::int64_t objective = 0, bound = 0;  // fen a year, or quanta of land
    std::vector<std::string> binding;       // budget, limit:ACTION, min_block
    std::optional<std::int64_t> with_more;  // objective with 1 000 000 元 more; absent where it was not asked
    Money spent, uplift;                    // uplift: tax a year
    std::vector<Chosen> chosen;             // by block, then candidate
    std::vector<Refused> refused;           // by candidate
    std::vector<PlanBlock> blocks;          // by year, then uplift for the money
    std::vector<PlanYear> cash;
    bool capped = false;
    double gap() const;
};

/// Chooses at most one option a parcel: the greatest sum of the goal under budget, limits and blocks; then years, the
/// best return first, each as early as the budget allows (an equal share each year, what is left goes on).
/// Deterministic unless `seconds` cuts it short. Error{Kind::usage} for requests that contradict themselves.
Plan redevelop(const std::vector<Candidate>& candidates, const std::vector<Neighbours>& pairs,
               const PlanRequest& request);
/// The objective where a parcel is forced in or kept out; absent where that is not feasible.
std::optional<std::int64_t> objective_with(const std::vector<Candidate>& candidates,
                                           const std::vector<Neighbours>& pairs, PlanRequest request,
                                           const std::string& parcel_id, bool in);

/// What a parcel's inputs are once the option is in full production.
ParcelInputs after_option(const ParcelInputs& before, const OptionSpec& spec, const PlanOption& option, Date done);
/// All parcels of the book in row order, before and after the plan.
std::vector<PlanPark> outcome_of(const Judge& judge, std::vector<ParcelInputs> inputs,
                                 const std::vector<Candidate>& candidates, const Plan& plan);
/// The parks that the plan touches at the end of each year of `plan.cash`, by year, then park. Every parcel of these
/// parks is judged again in every year, since the park's mean enters rules. Cost: about 3 µs a parcel and year.
std::vector<PlanParkYear> outcome_by_year(const Judge& judge, const std::vector<ParcelInputs>& inputs,
                                          const std::vector<Candidate>& candidates, const Plan& plan);
/// Works out 尚可供地年数 of each row by the pack's indicator `years_of_supply`: land that the plan supplies for the
/// first time is added to what is supplied, everything else stays as `facts` has it. `facts`: by row of
/// Assessment::parks; a park that is not there stays unknown.
void tell_years_of_supply(const Judge& judge, const std::map<std::uint32_t, ParkFacts>& facts,
                          const std::vector<Candidate>& candidates, const Plan& plan, std::vector<PlanParkYear>& rows);

}  // namespace mutu

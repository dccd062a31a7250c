// The choice among options as a binary program, and its answer in whole fen. Seen by src/plan only.
#pragma once

#include "solver.hpp"

#include "mutu/plan.hpp"

namespace mutu {

/// What may be chosen: options with a cost and a gain, of candidates that are not forbidden.
struct Choice {
    struct Column {
        std::uint32_t candidate = 0, option = 0;
        Money cost;
        std::int64_t gain = 0;
    };
    std::vector<Column> columns;        // by candidate, then option
    std::vector<bool> eligible;         // per candidate: has a column
    std::vector<std::uint32_t> forced;  // candidates
    std::vector<Block> blocks;          // empty: every candidate by itself
    bool in_blocks = false, capped = false;
};
Choice choice_of(const std::vector<Candidate>& candidates, const std::vector<Neighbours>& pairs,
                 const PlanRequest& request);

/// Limits that may be lifted to see whether they bind.
struct Limits {
    std::optional<Money> budget;
    std::map<std::string, int> actions;
    bool blocks = true;
};
struct Picked {
    PlanStatus status = PlanStatus::infeasible;
    std::vector<std::uint32_t> columns;  // indices into Choice::columns
    std::vector<std::uint32_t> blocks;   // indices into Choice::blocks
    Money cost;
    std::int64_t gain = 0, bound = 0;
};
/// Checked again in integers: cost within the budget, limits kept, each candidate once, each in its block.
Picked pick(const std::vector<Candidate>& candidates, const Choice& choice, const Limits& limits, double gap,
            std::optional<double> seconds);

/// Columns (of `columns`, then of `blocks`) of a choice that keeps the limits, found by taking the best return first
/// and by exchanges; empty where nothing fits or a candidate is forced.
std::vector<std::uint32_t> start_of(const std::vector<Candidate>& candidates, const Choice& choice,
                                    const Limits& limits);

/// Years for the picked blocks and the money year by year.
void phase(const std::vector<Candidate>& candidates, const Choice& choice, const Picked& picked,
           const PlanRequest& request, Plan& plan);

}  // namespace mutu

// What may be chosen, and the choice: asked of the solver, counted again in integers.
#include "program.hpp"

#include "mutu/error.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

std::optional<std::int64_t> gain_of(const PlanOption& option, const ParcelInputs& inputs, Goal goal) {
    const auto fen = [](const std::optional<Money>& money) {
        return money ? std::optional{money->fen()} : std::nullopt;
    };
    switch (goal) {
    case Goal::tax: return fen(option.tax_uplift);
    case Goal::output: return fen(option.output_uplift);
    case Goal::land: return inputs.land ? std::optional{inputs.land->quanta()} : std::nullopt;
    }
    return std::nullopt;
}

/// Without the columns of which the same candidate has one that costs no more, gains no less and is not limited; of two
/// alike the first stays.
void drop_outdone(const std::vector<Candidate>& candidates, const PlanRequest& request,
                  std::vector<Choice::Column>& columns) {
    const auto outdoes = [&](const Choice::Column& a, const Choice::Column& b) {
        return a.candidate == b.candidate && a.cost <= b.cost && a.gain >= b.gain &&
               (a.cost < b.cost || a.gain > b.gain || a.option < b.option) &&
               !request.limits.contains(candidates[a.candidate].options[a.option].action);
    };
    std::vector<Choice::Column> kept;
    for (std::size_t first = 0; first < columns.size();) {
        std::size_t end = first;
        while (end < columns.size() && columns[end].candidate == columns[first].candidate) ++end;
        for (std::size_t b = first; b < end; ++b) {
            bool stays = true;
            for (std::size_t a = first; a < end; ++a) stays = stays && !outdoes(columns[a], columns[b]);
            if (stays) kept.push_back(columns[b]);
        }
        first = end;
    }
    columns = std::move(kept);
}

/// What the solver was asked to keep, counted again.
bool keeps(const std::vector<Candidate>& candidates, const Choice& choice, const Limits& limits, const Picked& picked) {
    std::vector<int> times(candidates.size(), 0);
    std::map<std::string, int> used;
    for (const std::uint32_t c : picked.columns) {
        const auto& column = choice.columns[c];
        ++times[column.candidate];
        ++used[candidates[column.candidate].options[column.option].action];
    }
    if (limits.budget && picked.cost > *limits.budget) return false;
    for (const auto& [action, most] : limits.actions)
        if (used[action] > most) return false;
    for (const int count : times)
        if (count > 1) return false;
    for (const std::uint32_t forced : choice.forced)
        if (times[forced] != 1) return false;
    if (!choice.in_blocks || !limits.blocks) return true;
    for (const std::uint32_t b : picked.blocks)
        for (const std::uint32_t member : choice.blocks[b].members) --times[member];
    return std::all_of(times.begin(), times.end(), [](int left) { return left == 0; });
}

}  // namespace

Choice choice_of(const std::vector<Candidate>& candidates, const std::vector<Neighbours>& pairs,
                 const PlanRequest& request) {
    Choice choice;
    choice.eligible.assign(candidates.size(), false);
    std::vector<Area> land(candidates.size());
    for (std::uint32_t i = 0; i < candidates.size(); ++i) {
        const Candidate& one = candidates[i];
        land[i] = one.inputs.land.value_or(Area{});
        if (request.forbid.contains(one.parcel_id)) continue;
        const bool forced = request.force.contains(one.parcel_id);
        if (forced) choice.forced.push_back(i);
        for (std::uint32_t o = 0; o < one.options.size(); ++o) {
            const auto gain = gain_of(one.options[o], one.inputs, request.goal);
            if (!one.options[o].cost || !gain || (*gain <= 0 && !forced)) continue;
            choice.columns.push_back({i, o, *one.options[o].cost, *gain});
            choice.eligible[i] = true;
        }
    }
    drop_outdone(candidates, request, choice.columns);
    choice.in_blocks = request.min_block > Area{};
    if (!choice.in_blocks) return choice;
    Blocks blocks =
        connected_blocks(land, choice.eligible, pairs, request.min_block, request.block_parcels, request.block_count);
    choice.blocks = std::move(blocks.list), choice.capped = blocks.capped;
    return choice;
}

namespace {

/// What no choice exceeds: land that need not hang together, else everything at its best.
std::int64_t loose_bound(const std::vector<Candidate>& candidates, const Choice& choice, Limits limits, double gap,
                         std::optional<double> seconds) {
    if (choice.in_blocks && limits.blocks) {
        limits.blocks = false;
        return pick(candidates, choice, limits, gap, seconds).bound;
    }
    std::vector<std::int64_t> best(candidates.size(), 0);
    for (const auto& column : choice.columns) best[column.candidate] = std::max(best[column.candidate], column.gain);
    return std::accumulate(best.begin(), best.end(), std::int64_t{0});
}

}  // namespace

Picked pick(const std::vector<Candidate>& candidates, const Choice& choice, const Limits& limits, double gap,
            std::optional<double> seconds) {
    Limits asked = limits;
    for (int attempt = 0; attempt < 3; ++attempt) {
        Program program{candidates, choice, asked};
        program.begin_with(choice, start_of(candidates, choice, asked));
        const BinaryAnswer answer = solve_narrowed(program.binary, gap, seconds);
        if (answer.how == BinaryAnswer::How::infeasible) return {};
        Picked picked = program.read(choice, answer);
        if (picked.bound == INT64_MAX)
            picked.bound = std::max(picked.gain, loose_bound(candidates, choice, asked, gap, seconds));
        const bool nothing_forced =
            picked.columns.empty() && picked.status == PlanStatus::stopped;  // forced, and stopped
        if (nothing_forced || keeps(candidates, choice, limits, picked)) return picked;
        // The solver's tolerance let a few fen through: ask again for that much less.
        if (!limits.budget || picked.cost <= *limits.budget) break;
        asked.budget = *asked.budget - (picked.cost - *limits.budget);
    }
    throw Error{Kind::bug, "求解器的方案没有通过整数复核"};
}

}  // namespace mutu

// From options to a binary program and back: one column an option, one a block.
#include "choose.hpp"

#include "mutu/error.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mutu {
namespace {

constexpr double none = std::numeric_limits<double>::infinity();
constexpr double unit = 1e6;  // fen in 万元, 亩-sized quanta likewise: numbers near 1 suit the solver

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

using Row = BinaryProgram::Row;

/// Each candidate at most once, a forced one exactly; in blocks, exactly as often as its blocks are chosen.
void candidate_rows(std::size_t candidates, const Choice& choice, bool blocks, BinaryProgram& program) {
    std::vector<Row> rows(candidates, Row{{}, 0, 1});
    for (std::uint32_t c = 0; c < choice.columns.size(); ++c)
        rows[choice.columns[c].candidate].terms.emplace_back(c, 1.0);
    for (const std::uint32_t forced : choice.forced) rows[forced].lower = 1;
    for (const Row& row : rows)
        if (!row.terms.empty() || row.lower > 0) program.rows.push_back(row);
    if (!blocks) return;
    for (Row& row : rows) row.lower = row.upper = 0;
    for (std::uint32_t b = 0; b < choice.blocks.size(); ++b)
        for (const std::uint32_t member : choice.blocks[b].members)
            rows[member].terms.emplace_back(static_cast<std::uint32_t>(choice.columns.size()) + b, -1.0);
    for (Row& row : rows)
        if (!row.terms.empty()) program.rows.push_back(std::move(row));
}

BinaryProgram program_of(const std::vector<Candidate>& candidates, const Choice& choice, const Limits& limits) {
    BinaryProgram program;
    for (const auto& column : choice.columns) program.gain.push_back(static_cast<double>(column.gain) / unit);
    const bool blocks = choice.in_blocks && limits.blocks;
    if (blocks) program.gain.resize(program.gain.size() + choice.blocks.size(), 0);
    candidate_rows(candidates.size(), choice, blocks, program);
    if (limits.budget) {
        Row row{{}, -none, static_cast<double>(limits.budget->fen()) / unit};
        for (std::uint32_t c = 0; c < choice.columns.size(); ++c)
            if (choice.columns[c].cost != Money{})
                row.terms.emplace_back(c, static_cast<double>(choice.columns[c].cost.fen()) / unit);
        if (!row.terms.empty()) program.rows.push_back(std::move(row));
    }
    for (const auto& [action, most] : limits.actions) {
        Row row{{}, -none, static_cast<double>(most)};
        for (std::uint32_t c = 0; c < choice.columns.size(); ++c)
            if (candidates[choice.columns[c].candidate].options[choice.columns[c].option].action == action)
                row.terms.emplace_back(c, 1.0);
        if (!row.terms.empty()) program.rows.push_back(std::move(row));
    }
    return program;
}

/// The answer in integers. A bound in doubles is rounded up to the next whole unit of the goal.
Picked read_answer(const Choice& choice, const BinaryAnswer& answer, bool blocks) {
    Picked picked;
    for (std::uint32_t c = 0; c < choice.columns.size(); ++c)
        if (answer.x[c])
            picked.columns.push_back(c), picked.cost += choice.columns[c].cost, picked.gain += choice.columns[c].gain;
    if (blocks)
        for (std::uint32_t b = 0; b < choice.blocks.size(); ++b)
            if (answer.x[choice.columns.size() + b]) picked.blocks.push_back(b);
    const double bound = answer.bound * unit;
    picked.bound = std::max(picked.gain, bound < 9e18 ? static_cast<std::int64_t>(std::floor(bound + 0.5)) : INT64_MAX);
    picked.status = answer.how == BinaryAnswer::How::stopped      ? PlanStatus::stopped
                    : answer.how == BinaryAnswer::How::within_gap ? PlanStatus::feasible
                                                                  : PlanStatus::optimal;
    return picked;
}

/// The choice to begin with as an answer, where the solver was stopped without one of its own.
BinaryAnswer as_answer(const BinaryProgram& program) {
    BinaryAnswer answer{BinaryAnswer::How::stopped, std::vector<bool>(program.gain.size(), false), none};
    for (const std::uint32_t column : program.start) answer.x[column] = true;
    return answer;
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
        BinaryProgram program = program_of(candidates, choice, asked);
        program.start = start_of(candidates, choice, asked);
        BinaryAnswer answer = solve(program, gap, seconds);
        if (answer.how == BinaryAnswer::How::infeasible) return {};
        if (answer.x.empty() && !choice.columns.empty()) answer = as_answer(program);
        Picked picked = read_answer(choice, answer, choice.in_blocks && limits.blocks);
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

// From columns and blocks to variables and rows, and back.
#include "program.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutu {
namespace {

constexpr double none = std::numeric_limits<double>::infinity();
constexpr double unit = 1e6;  // fen in 万元, 亩-sized quanta likewise: numbers near 1 suit the solver

}  // namespace

BinaryProgram::Row Program::row_over(const Choice& choice, const std::vector<double>& factor, double upper) const {
    BinaryProgram::Row row{{}, -none, upper};
    for (std::uint32_t v = 0; v < kept_.size(); ++v)
        if (factor[kept_[v]] != 0) row.terms.emplace_back(v, factor[kept_[v]]);
    for (std::uint32_t b = 0; blocks_ && b < choice.blocks.size(); ++b) {
        double sum = 0;
        for (const std::uint32_t member : choice.blocks[b].members)
            if (alone_[member]) sum += factor[*alone_[member]];
        if (sum != 0) row.terms.emplace_back(static_cast<std::uint32_t>(kept_.size()) + b, sum);
    }
    return row;
}

/// Each candidate at most once, a forced one exactly; in blocks, exactly as often as its blocks are chosen.
void Program::candidate_rows(const Choice& choice) {
    std::vector<BinaryProgram::Row> once(alone_.size(), {{}, 0, 1}), tied(alone_.size(), {{}, 0, 0});
    for (std::uint32_t v = 0; v < kept_.size(); ++v) {
        const std::uint32_t candidate = choice.columns[kept_[v]].candidate;
        once[candidate].terms.emplace_back(v, 1.0);
        if (blocks_) tied[candidate].terms.emplace_back(v, 1.0);
    }
    for (std::uint32_t b = 0; blocks_ && b < choice.blocks.size(); ++b)
        for (const std::uint32_t member : choice.blocks[b].members) {
            const auto variable = static_cast<std::uint32_t>(kept_.size()) + b;
            if (alone_[member])
                once[member].terms.emplace_back(variable, 1.0);
            else
                tied[member].terms.emplace_back(variable, -1.0);
        }
    for (const std::uint32_t forced : choice.forced) once[forced].lower = 1;
    for (auto* rows : {&once, &tied})
        for (BinaryProgram::Row& row : *rows)
            if (!row.terms.empty() || row.lower > 0) binary.rows.push_back(std::move(row));
}

Program::Program(const std::vector<Candidate>& candidates, const Choice& choice, const Limits& limits)
    : blocks_{choice.in_blocks && limits.blocks}, alone_(candidates.size()), places_(choice.columns.size()) {
    std::vector<std::size_t> columns(candidates.size(), 0);
    for (const auto& column : choice.columns) ++columns[column.candidate];
    for (std::uint32_t c = 0; c < choice.columns.size(); ++c) {
        const auto& column = choice.columns[c];
        if (blocks_ && columns[column.candidate] == 1)
            alone_[column.candidate] = c;
        else
            places_[c] = static_cast<std::uint32_t>(kept_.size()), kept_.push_back(c);
    }
    binary.gain.assign(kept_.size() + (blocks_ ? choice.blocks.size() : 0), 0);
    std::vector<double> gain, cost;
    for (const auto& column : choice.columns) {
        gain.push_back(static_cast<double>(column.gain) / unit);
        cost.push_back(static_cast<double>(column.cost.fen()) / unit);
    }
    const BinaryProgram::Row gains = row_over(choice, gain, none);
    for (const auto& term : gains.terms) binary.gain[term.first] = term.second;
    candidate_rows(choice);
    const auto add = [&](BinaryProgram::Row row) {
        if (!row.terms.empty()) binary.rows.push_back(std::move(row));
    };
    if (limits.budget) add(row_over(choice, cost, static_cast<double>(limits.budget->fen()) / unit));
    for (const auto& [action, most] : limits.actions) {
        std::vector<double> counts;
        counts.reserve(choice.columns.size());
        for (const auto& column : choice.columns)
            counts.push_back(candidates[column.candidate].options[column.option].action == action ? 1 : 0);
        add(row_over(choice, counts, static_cast<double>(most)));
    }
}

void Program::begin_with(const Choice& choice, const std::vector<std::uint32_t>& start) {
    for (const std::uint32_t one : start) {
        if (one >= choice.columns.size())
            binary.start.push_back(static_cast<std::uint32_t>(kept_.size() + one - choice.columns.size()));
        else if (places_[one])
            binary.start.push_back(*places_[one]);
    }
}

Picked Program::read(const Choice& choice, const BinaryAnswer& answer) const {
    Picked picked;
    std::vector<bool> x = answer.x;
    if (x.empty()) {
        x.assign(binary.gain.size(), false);
        for (const std::uint32_t variable : binary.start) x[variable] = true;
    }
    for (std::uint32_t v = 0; v < kept_.size(); ++v)
        if (x[v]) picked.columns.push_back(kept_[v]);
    for (std::uint32_t b = 0; blocks_ && b < choice.blocks.size(); ++b) {
        if (!x[kept_.size() + b]) continue;
        picked.blocks.push_back(b);
        for (const std::uint32_t member : choice.blocks[b].members)
            if (alone_[member]) picked.columns.push_back(*alone_[member]);
    }
    std::sort(picked.columns.begin(), picked.columns.end());
    for (const std::uint32_t c : picked.columns)
        picked.cost += choice.columns[c].cost, picked.gain += choice.columns[c].gain;
    const double bound = answer.bound * unit;
    picked.bound = bound < 9e18 ? std::max(picked.gain, static_cast<std::int64_t>(std::floor(bound + 0.5))) : INT64_MAX;
    picked.status = answer.how == BinaryAnswer::How::stopped      ? PlanStatus::stopped
                    : answer.how == BinaryAnswer::How::within_gap ? PlanStatus::feasible
                                                                  : PlanStatus::optimal;
    return picked;
}

}  // namespace mutu

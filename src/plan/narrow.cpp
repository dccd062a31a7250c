// A program of many columns, most of which no good answer has: a dive, then the few columns worth having, each answer
// held against the relaxation, before the whole is solved.
#include "solver.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace mutu {
namespace {

constexpr std::size_t few = 4000;   // columns that the solver takes at once
constexpr double closest = 0.0005;  // gap that is asked of the few, however close the whole is to come

/// The columns that cost the relaxation least, and those of the start; ascending.
std::vector<std::uint32_t> worth_having(const BinaryProgram& program, const Relaxation& loose) {
    std::vector<std::uint32_t> columns(program.gain.size());
    std::iota(columns.begin(), columns.end(), 0);
    std::stable_sort(columns.begin(), columns.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return loose.reduced[a] < loose.reduced[b]; });
    columns.resize(few);
    columns.insert(columns.end(), program.start.begin(), program.start.end());
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    return columns;
}

/// The program without all other columns.
BinaryProgram only(const BinaryProgram& program, const std::vector<std::uint32_t>& columns) {
    constexpr std::uint32_t gone = UINT32_MAX;
    std::vector<std::uint32_t> place(program.gain.size(), gone);
    BinaryProgram narrow;
    for (const std::uint32_t column : columns)
        place[column] = static_cast<std::uint32_t>(narrow.gain.size()), narrow.gain.push_back(program.gain[column]);
    for (const auto& row : program.rows) {
        BinaryProgram::Row kept{{}, row.lower, row.upper};
        for (const auto& [column, factor] : row.terms)
            if (place[column] != gone) kept.terms.emplace_back(place[column], factor);
        if (!kept.terms.empty() || kept.lower > 0) narrow.rows.push_back(std::move(kept));
    }
    for (const std::uint32_t column : program.start) narrow.start.push_back(place[column]);
    return narrow;
}

double gain_of(const BinaryProgram& program, const std::vector<std::uint32_t>& ones) {
    return std::accumulate(ones.begin(), ones.end(), 0.0,
                           [&](double sum, std::uint32_t column) { return sum + program.gain[column]; });
}

/// The ones that an answer says, by their columns in the whole program.
std::vector<std::uint32_t> ones_of(const BinaryAnswer& answer, const std::vector<std::uint32_t>& columns) {
    std::vector<std::uint32_t> ones;
    for (std::size_t i = 0; i < answer.x.size(); ++i)
        if (answer.x[i]) ones.push_back(columns[i]);
    return ones;
}

BinaryAnswer with_ones(const BinaryProgram& program, BinaryAnswer::How how, double bound) {
    BinaryAnswer answer{how, std::vector<bool>(program.gain.size(), false), bound};
    for (const std::uint32_t column : program.start) answer.x[column] = true;
    return answer;
}

}  // namespace

BinaryAnswer solve_narrowed(const BinaryProgram& program, double gap, std::optional<double> seconds) {
    const auto begun = std::chrono::steady_clock::now();
    const auto left = [&](double share = 1) -> std::optional<double> {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
        return seconds ? std::optional{std::max(0.01, (*seconds - spent.count()) * share)} : std::nullopt;
    };
    if (program.gain.size() <= few) return solve(program, gap, seconds);
    const auto loose = relaxed(program);
    if (!loose) return solve(program, gap, left());
    BinaryProgram whole = program;  // begins with the best answer so far
    const auto close = [&] { return gap > 0 && loose->value - gain_of(program, whole.start) <= gap * loose->value; };
    const auto offer = [&](std::vector<std::uint32_t> ones) {
        if (gain_of(program, ones) > gain_of(program, whole.start)) whole.start = std::move(ones);
    };
    if (!close()) offer(dive(program, *loose));
    if (!close()) {
        const auto columns = worth_having(whole, *loose);
        offer(ones_of(solve(only(whole, columns), std::max(gap / 8, closest), left(0.5)), columns));
    }
    if (close()) return with_ones(whole, BinaryAnswer::How::within_gap, loose->value);
    BinaryAnswer answer = solve(whole, gap, left());
    if (answer.how != BinaryAnswer::How::stopped) return answer;
    // Stopped early, the solver may not have looked at what it was to begin with.
    answer.bound = std::min(answer.bound, loose->value);
    std::vector<std::uint32_t> all(program.gain.size());
    std::iota(all.begin(), all.end(), 0);
    const bool worse = gain_of(program, ones_of(answer, all)) < gain_of(program, whole.start);
    return worse ? with_ones(whole, answer.how, answer.bound) : answer;
}

}  // namespace mutu

// A program of many columns, most of which no good answer has: solved with the few first, held against the relaxation.
#include "solver.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace mutu {
namespace {

constexpr std::size_t widths[] = {4000, 12000};  // columns that the solver takes first, and then

/// The columns that cost the relaxation least, and those of the start; ascending.
std::vector<std::uint32_t> worth_having(const BinaryProgram& program, const Relaxation& loose, std::size_t width) {
    std::vector<std::uint32_t> columns(program.gain.size());
    std::iota(columns.begin(), columns.end(), 0);
    std::stable_sort(columns.begin(), columns.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return loose.reduced[a] < loose.reduced[b]; });
    columns.resize(std::min(width, columns.size()));
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

}  // namespace

BinaryAnswer solve_narrowed(const BinaryProgram& program, double gap, std::optional<double> seconds) {
    const auto begun = std::chrono::steady_clock::now();
    const auto left = [&](double share = 1) -> std::optional<double> {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
        return seconds ? std::optional{std::max(0.01, (*seconds - spent.count()) * share)} : std::nullopt;
    };
    if (program.gain.size() <= widths[0]) return solve(program, gap, seconds);
    const auto loose = relaxed(program);
    if (!loose) return solve(program, gap, left());
    BinaryProgram whole = program;
    const auto close = [&] { return gap > 0 && loose->value - gain_of(program, whole.start) <= gap * loose->value; };
    for (const std::size_t width : widths) {
        if (close() || program.gain.size() <= width) break;
        const auto columns = worth_having(whole, *loose, width);
        // Half the gap is left to the relaxation, half to the solver.
        const BinaryAnswer answer = solve(only(whole, columns), gap / 8, left(0.25));
        std::vector<std::uint32_t> ones;
        for (std::size_t i = 0; i < answer.x.size(); ++i)
            if (answer.x[i]) ones.push_back(columns[i]);
        if (gain_of(program, ones) > gain_of(program, whole.start)) whole.start = std::move(ones);
    }
    if (!close()) return solve(whole, gap, left());
    BinaryAnswer answer{BinaryAnswer::How::within_gap, std::vector<bool>(program.gain.size(), false), loose->value};
    for (const std::uint32_t column : whole.start) answer.x[column] = true;
    return answer;
}

}  // namespace mutu

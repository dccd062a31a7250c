// A small binary program and its answer. CBC stays behind it.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace mutu {

/// Maximise Σ gain·x over binary x with lower ≤ Σ factor·x ≤ upper for each row.
struct BinaryProgram {
    struct Row {
        std::vector<std::pair<std::uint32_t, double>> terms;  // column, factor; a column once
        double lower, upper;
    };
    std::vector<double> gain;  // per column
    std::vector<Row> rows;
    std::vector<std::uint32_t> start;  // columns that are 1 in a feasible answer to begin with; empty: none is known
};

struct BinaryAnswer {
    enum class How : std::uint8_t { optimal, within_gap, stopped, infeasible } how = How::infeasible;
    std::vector<bool> x;  // empty where nothing feasible was found
    double bound = 0;     // no answer is better; infinite where the solver was stopped before it had one
};
/// What the program comes to where x may be any fraction: no binary answer is better than `value`.
struct Relaxation {
    double value = 0;
    std::vector<double> x, reduced;  // reduced: what one of a column that is 0 would take from the value, at least 0
};
/// Absent where nothing is feasible. Small against `solve`.
std::optional<Relaxation> relaxed(const BinaryProgram& program);
/// Columns that are 1 in a feasible answer, found by taking what the relaxation is surest of, again and again; empty
/// where that ends in nothing feasible. `first`: of the program. Cost: some tens of relaxations, each smaller.
std::vector<std::uint32_t> dive(const BinaryProgram& program, const Relaxation& first);
/// One thread, so that equal programs have equal answers; `seconds` alone may end that.
BinaryAnswer solve(const BinaryProgram& program, double gap, std::optional<double> seconds);
/// The same; for a program of many columns first a dive and the columns alone that the relaxation finds worth having.
/// Where such an answer is within the gap of the relaxation it stands, else the whole program begins with it.
BinaryAnswer solve_narrowed(const BinaryProgram& program, double gap, std::optional<double> seconds);

}  // namespace mutu

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
/// One thread, so that equal programs have equal answers; `seconds` alone may end that.
BinaryAnswer solve(const BinaryProgram& program, double gap, std::optional<double> seconds);

}  // namespace mutu

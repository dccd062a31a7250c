// The choice as a binary program. In blocks, a candidate with a single column needs no variable of its own: the blocks
// carry its gain and cost. Seen by src/plan only.
#pragma once

#include "choose.hpp"

namespace mutu {

struct Program {
    Program(const std::vector<Candidate>& candidates, const Choice& choice, const Limits& limits);
    /// Columns, then blocks, of a choice to begin with.
    void begin_with(const Choice& choice, const std::vector<std::uint32_t>& start);
    /// The answer in integers; the start where the solver was stopped without an answer of its own. A bound in doubles
    /// is rounded to whole units of the goal; INT64_MAX: none.
    Picked read(const Choice& choice, const BinaryAnswer& answer) const;

    BinaryProgram binary;

private:
    void candidate_rows(const Choice& choice);
    /// Σ factor (by column) ≤ upper, over the variables that stand for the columns.
    BinaryProgram::Row row_over(const Choice& choice, const std::vector<double>& factor, double upper) const;

    bool blocks_ = false;
    std::vector<std::uint32_t> kept_;                   // columns with a variable of their own, which come first
    std::vector<std::optional<std::uint32_t>> alone_;   // per candidate: its only column, for which blocks stand
    std::vector<std::optional<std::uint32_t>> places_;  // per column: its variable
};

}  // namespace mutu

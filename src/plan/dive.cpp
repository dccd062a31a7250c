// A choice by diving: what the relaxation is surest of is taken, and what that leaves is relaxed again.
#include "solver.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

/// A program of which some columns are taken already and some are out of the question.
class Descent {
public:
    explicit Descent(const BinaryProgram& program) : left_{program}, names_(program.gain.size()) {
        std::iota(names_.begin(), names_.end(), 0);
        index_rows();
    }
    const BinaryProgram& left() const { return left_; }
    const std::vector<std::uint32_t>& taken() const { return taken_; }

    /// Takes the column where every row still has room for it.
    void take_if_fits(std::uint32_t column) {
        for (const auto& [row, factor] : rows_of_[column])
            if (!has_room(left_.rows[row], factor)) return;
        for (const auto& [row, factor] : rows_of_[column])
            left_.rows[row].lower -= factor, left_.rows[row].upper -= factor;
        gone_[column] = true;
        taken_.push_back(names_[column]);
    }
    /// The columns that are neither taken nor without room become a program of their own.
    void shrink() {
        for (std::uint32_t column = 0; column < gone_.size(); ++column)
            for (const auto& [row, factor] : rows_of_[column])
                gone_[column] = gone_[column] || !has_room(left_.rows[row], factor);
        BinaryProgram next;
        std::vector<std::uint32_t> place(gone_.size(), 0), names;
        for (std::uint32_t column = 0; column < gone_.size(); ++column) {
            if (gone_[column]) continue;
            place[column] = static_cast<std::uint32_t>(next.gain.size());
            next.gain.push_back(left_.gain[column]), names.push_back(names_[column]);
        }
        for (BinaryProgram::Row& row : left_.rows) {
            std::erase_if(row.terms, [&](const auto& term) { return gone_[term.first]; });
            for (auto& term : row.terms) term.first = place[term.first];
            if (!row.terms.empty() || owes(row)) next.rows.push_back(std::move(row));
        }
        left_ = std::move(next), names_ = std::move(names);
        index_rows();
    }

    /// Something must still be taken for the row, which is kept by nothing at all otherwise.
    static bool owes(const BinaryProgram::Row& row) { return row.lower > least_debt || row.upper < -least_debt; }

private:
    static constexpr double rounding = 1e-9, least_debt = 1e-6;
    /// A row that ties columns to each other has always room: what is tied is looked after by the relaxation.
    static bool has_room(const BinaryProgram::Row& row, double factor) {
        const bool ties = row.lower >= row.upper - rounding;
        return ties || factor <= row.upper + rounding;
    }
    void index_rows() {
        gone_.assign(left_.gain.size(), false);
        rows_of_.assign(left_.gain.size(), {});
        for (std::uint32_t row = 0; row < left_.rows.size(); ++row)
            for (const auto& [column, factor] : left_.rows[row].terms) rows_of_[column].emplace_back(row, factor);
    }

    BinaryProgram left_;
    std::vector<std::uint32_t> names_;  // columns of the whole program
    std::vector<bool> gone_;
    std::vector<std::vector<std::pair<std::uint32_t, double>>> rows_of_;
    std::vector<std::uint32_t> taken_;
};

}  // namespace

std::vector<std::uint32_t> dive(const BinaryProgram& program, const Relaxation& first) {
    constexpr double sure = 0.9, as_good = 0.02;  // what is surer than that, or nearly as sure as the surest
    Descent descent{program};
    std::optional<Relaxation> loose = first;
    while (!descent.left().gain.empty()) {
        if (!loose) return {};  // what was taken leaves nothing feasible
        std::vector<std::uint32_t> order(loose->x.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return loose->x[a] > loose->x[b]; });
        const double best = loose->x[order.front()];
        if (best < 1e-6) break;  // nothing more is worth having
        for (const std::uint32_t column : order) {
            if (loose->x[column] < std::min(sure, best - as_good)) break;
            descent.take_if_fits(column);
        }
        descent.shrink();
        loose = relaxed(descent.left());
    }
    const auto& rows = descent.left().rows;
    return std::any_of(rows.begin(), rows.end(), Descent::owes) ? std::vector<std::uint32_t>{} : descent.taken();
}

}  // namespace mutu

// Linear programs in whole numbers: sums of a table and its totals give matrices whose tableaus hold only -1, 0 and 1,
// so the simplex method stays exact; the program refuses to go on where that is not so.
#include "redact/attacker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace mutu::test {
namespace {

using Row = std::vector<std::int64_t>;

/// Rows `a x = b` with b ≥ 0 and x ≥ 0 as a tableau with one artificial a row; Bland's rule.
class Simplex {
public:
    explicit Simplex(std::size_t variables) : variables_{variables} {}
    void equal(Row coefficients, std::int64_t value) {
        if (value < 0) {
            for (std::int64_t& one : coefficients) one = -one;
            value = -value;
        }
        rows_.push_back(std::move(coefficients)), values_.push_back(value);
    }
    /// False: nothing fulfils the rows.
    bool start() {
        basis_.resize(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            for (std::size_t k = 0; k < rows_.size(); ++k) rows_[i].push_back(k == i ? 1 : 0);
            basis_[i] = variables_ + i;
        }
        Row goal(variables_ + rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) goal[variables_ + i] = -1;
        if (maximum(goal, variables_ + rows_.size()) != 0) return false;
        for (std::size_t i = 0; i < rows_.size(); ++i) {  // artificials leave where they can
            if (basis_[i] < variables_) continue;
            for (std::size_t j = 0; j < variables_; ++j)
                if (rows_[i][j] != 0) {
                    pivot(i, j);
                    break;
                }
        }
        return true;
    }
    /// Absent: without bound.
    std::optional<std::int64_t> largest(Row goal) {
        goal.resize(variables_ + rows_.size());
        return maximum(goal, variables_);
    }

private:
    std::optional<std::int64_t> maximum(const Row& goal, std::size_t usable) {
        while (true) {
            std::size_t enters = usable;
            for (std::size_t j = 0; j < usable && enters == usable; ++j) {
                std::int64_t gain = goal[j];
                for (std::size_t i = 0; i < rows_.size(); ++i) gain -= goal[basis_[i]] * rows_[i][j];
                if (gain > 0) enters = j;
            }
            if (enters == usable) break;
            std::size_t leaves = rows_.size();
            for (std::size_t i = 0; i < rows_.size(); ++i) {
                if (rows_[i][enters] <= 0) continue;
                if (leaves == rows_.size() || values_[i] < values_[leaves] ||
                    (values_[i] == values_[leaves] && basis_[i] < basis_[leaves]))
                    leaves = i;
            }
            if (leaves == rows_.size()) return std::nullopt;
            pivot(leaves, enters);
        }
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) sum += goal[basis_[i]] * values_[i];
        return sum;
    }
    void pivot(std::size_t row, std::size_t column) {
        const std::int64_t by = rows_[row][column];
        if (by != 1 && by != -1) throw std::logic_error{"the tableau is not of 0 and 1"};
        for (std::int64_t& one : rows_[row]) one *= by;
        values_[row] *= by;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const std::int64_t factor = rows_[i][column];
            if (i == row || factor == 0) continue;
            for (std::size_t j = 0; j < rows_[i].size(); ++j) rows_[i][j] -= factor * rows_[row][j];
            values_[i] -= factor * values_[row];
        }
        basis_[row] = column;
    }
    std::size_t variables_;
    std::vector<Row> rows_;
    Row values_;
    std::vector<std::size_t> basis_;
};

/// One figure: a firm in an inner cell.
struct Figure {
    std::size_t row, column;
    std::uint32_t firm;
    std::int64_t fen;
};

std::vector<Figure> figures_of(const std::vector<Contribution>& firms) {
    std::map<std::tuple<std::size_t, std::size_t, std::uint32_t>, std::int64_t> sums;
    for (const Contribution& one : firms) sums[{one.row, one.column, one.firm}] += one.amount.fen();
    std::vector<Figure> figures;
    for (const auto& [key, fen] : sums) figures.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), fen});
    return figures;
}

bool lies_in(const Figure& figure, const GuardedTable& table, std::size_t row, std::size_t column) {
    return (row == table.rows || figure.row == row) && (column == table.columns || figure.column == column);
}

/// What is shown, less what the knower has there.
void put_shown(Simplex& program, const GuardedTable& table, const std::vector<Figure>& figures,
               std::optional<std::uint32_t> knower, std::size_t spare = 0) {
    for (std::size_t row = 0; row <= table.rows; ++row)
        for (std::size_t column = 0; column <= table.columns; ++column) {
            if (table.at(row, column).state != CellState::shown) continue;
            Row coefficients(figures.size() + spare);
            std::int64_t value = table.at(row, column).sum.fen();
            for (std::size_t i = 0; i < figures.size(); ++i) {
                if (!lies_in(figures[i], table, row, column)) continue;
                if (knower && figures[i].firm == *knower)
                    value -= figures[i].fen;
                else
                    coefficients[i] = 1;
            }
            program.equal(std::move(coefficients), value);
        }
}

Row sum_over(const GuardedTable& table, const std::vector<Figure>& figures, std::size_t row, std::size_t column,
             std::optional<std::uint32_t> knower) {
    Row goal(figures.size());
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (lies_in(figures[i], table, row, column) && figures[i].firm != knower) goal[i] = 1;
    return goal;
}

Row negative(Row goal) {
    for (std::int64_t& one : goal) one = -one;
    return goal;
}

}  // namespace

std::vector<FoundOut> found_out(const GuardedTable& table, const std::vector<Contribution>& firms,
                                const DisclosureRule& rule) {
    const std::vector<Figure> figures = figures_of(firms);
    std::set<std::optional<std::uint32_t>> knowers{std::nullopt};
    for (const Figure& figure : figures) knowers.insert(figure.firm);
    std::vector<FoundOut> broken;
    for (const auto& knower : knowers) {
        Simplex program{figures.size()};
        put_shown(program, table, figures, knower);
        if (!program.start()) throw std::logic_error{"the truth fulfils what is shown"};
        for (std::size_t row = 0; row <= table.rows; ++row)
            for (std::size_t column = 0; column <= table.columns; ++column) {
                const CellState state = table.at(row, column).state;
                if (!hidden(state) || state == CellState::complement) continue;
                const Row goal = sum_over(table, figures, row, column, knower);
                std::int64_t truth = 0;
                for (std::size_t i = 0; i < figures.size(); ++i) truth += goal[i] * figures[i].fen;
                if (std::count(goal.begin(), goal.end(), 1) == 0) continue;  // the knower's own
                const auto highest = program.largest(goal);
                const std::int64_t lowest = -program.largest(negative(goal)).value();
                const bool too_high = !highest || *highest * 100 >= truth * (100 + rule.band_percent);
                const bool above = !highest || *highest >= truth + rule.band_floor.fen();
                if (!too_high || !above || lowest * 100 > truth * (100 - rule.band_percent))
                    broken.push_back({row, column, knower, lowest, highest.value_or(INT64_MAX)});
            }
        for (std::size_t i = 0; i < figures.size(); ++i) {
            if (figures[i].firm == knower) continue;
            Row goal(figures.size());
            goal[i] = 1;
            const auto highest = program.largest(goal);
            if (highest && *highest == -program.largest(negative(goal)).value())
                broken.push_back({figures[i].row, figures[i].column, knower, *highest, *highest});
        }
    }
    return broken;
}

std::pair<std::int64_t, std::int64_t> halved(const GuardedTable& table, const std::vector<Contribution>& firms,
                                             std::size_t row, std::size_t column) {
    const std::vector<Figure> figures = figures_of(firms);
    const auto possible = [&](std::int64_t figure, bool at_least) {
        Simplex program{figures.size() + 1};
        put_shown(program, table, figures, std::nullopt, 1);
        Row bound = sum_over(table, figures, row, column, std::nullopt);
        bound.push_back(at_least ? -1 : 1);
        program.equal(std::move(bound), figure);
        return program.start();
    };
    std::int64_t sum = 1;
    for (const Figure& figure : figures) sum += 2 * figure.fen;
    std::int64_t lowest = 0, highest = sum;
    for (std::int64_t above = sum; lowest < above;) {
        const std::int64_t middle = (lowest + above) / 2;
        if (possible(middle, false))
            above = middle;
        else
            lowest = middle + 1;
    }
    for (std::int64_t below = 0; below < highest;) {
        const std::int64_t middle = (below + highest + 1) / 2;
        if (possible(middle, true))
            below = middle;
        else
            highest = middle - 1;
    }
    return {lowest, highest};
}

}  // namespace mutu::test

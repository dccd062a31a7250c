// Hiding more cells, the cheapest first, until nothing can be worked out; then showing again what need not be hidden.
#include "audit.hpp"

#include "mutu/error.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

class Guarding {
public:
    Guarding(GuardedTable& table, const std::vector<Contribution>& contributions, const DisclosureRule& rule)
        : table_{table}, audit_{table, contributions, rule} {}

    void run() {
        for (std::size_t row = 0; row <= table_.rows; ++row)
            for (std::size_t column = 0; column <= table_.columns; ++column)
                while (const auto leak = audit_.of_cell(row, column)) mend(*leak);
        while (const auto leak = audit_.of_totals()) mend(*leak);
        show_again();
    }

private:
    std::int64_t price(std::size_t row, std::size_t column) const {
        const GuardedCell& cell = table_.at(row, column);
        return hidden(cell.state) ? 0 : std::abs(cell.sum.fen()) + 1;
    }
    bool usable(std::size_t row, std::size_t column) const { return table_.at(row, column).state != CellState::empty; }
    bool hide(std::size_t row, std::size_t column) {
        GuardedCell& cell = table_.at(row, column);
        if (cell.state != CellState::shown) return false;
        cell.state = CellState::complement;
        return true;
    }

    void mend(const Leak& leak) {
        if (!(leak.of == Leak::Of::cell && rectangle(leak)) && !cheapest_in_line(leak) && !anything())
            throw Error{Kind::bug, "a table with every cell hidden leaks"};
    }

    /// Four cells at the corners of a rectangle can move against each other.
    bool rectangle(const Leak& leak) {
        std::int64_t best = INT64_MAX;
        std::size_t best_row = 0, best_column = 0;
        for (std::size_t row = 0; row <= table_.rows; ++row)
            for (std::size_t column = 0; column <= table_.columns; ++column) {
                if (row == leak.row || column == leak.column || !usable(row, column) || !usable(leak.row, column) ||
                    !usable(row, leak.column))
                    continue;
                const std::int64_t sum = price(row, column) + price(leak.row, column) + price(row, leak.column);
                if (sum > 0 && sum < best) best = sum, best_row = row, best_column = column;
            }
        if (best == INT64_MAX) return false;
        hide(best_row, best_column), hide(leak.row, best_column), hide(best_row, leak.column);
        return true;
    }

    bool cheapest_in_line(const Leak& leak) {
        return cheapest([&](std::size_t row, std::size_t column) {
            return (row == leak.row && leak.of != Leak::Of::column) ||
                   (column == leak.column && leak.of != Leak::Of::row);
        });
    }
    bool anything() {
        return cheapest([](std::size_t, std::size_t) { return true; });
    }
    template <class Wanted>
    bool cheapest(const Wanted& wanted) {
        std::int64_t best = INT64_MAX;
        std::size_t best_row = 0, best_column = 0;
        for (std::size_t row = 0; row <= table_.rows; ++row)
            for (std::size_t column = 0; column <= table_.columns; ++column)
                if (wanted(row, column) && table_.at(row, column).state == CellState::shown &&
                    price(row, column) < best)
                    best = price(row, column), best_row = row, best_column = column;
        return best != INT64_MAX && hide(best_row, best_column);
    }

    void show_again() {
        std::vector<std::size_t> order(table_.cells.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::abs(table_.cells[a].sum.fen()) > std::abs(table_.cells[b].sum.fen());
        });
        for (const std::size_t cell : order) {
            if (table_.cells[cell].state != CellState::complement) continue;
            table_.cells[cell].state = CellState::shown;
            if (audit_.first()) table_.cells[cell].state = CellState::complement;
        }
    }

    GuardedTable& table_;
    Audit audit_;
};

}  // namespace

const char* name(CellState state) {
    switch (state) {
    case CellState::empty: return "empty";
    case CellState::shown: return "shown";
    case CellState::few: return "few";
    case CellState::dominated: return "dominated";
    case CellState::peers: return "peers";
    case CellState::complement: return "complement";
    }
    return "";
}

GuardedTable unguarded(std::size_t rows, std::size_t columns, const std::vector<Contribution>& contributions,
                       const DisclosureRule& rule) {
    GuardedTable table{rows, columns, {}};
    for (const Behind& cell : behind(rows, columns, contributions))
        table.cells.push_back({cell.judged(rule), Money::fen(cell.sum), cell.firms.size()});
    return table;
}

GuardedTable guarded(std::size_t rows, std::size_t columns, const std::vector<Contribution>& contributions,
                     const DisclosureRule& rule) {
    GuardedTable table = unguarded(rows, columns, contributions, rule);
    Guarding{table, contributions, rule}.run();
    return table;
}

}  // namespace mutu

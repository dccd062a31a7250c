// Cells with the firms behind them, and the net of hidden cells that a figure can move in. Seen by src/redact only.
#pragma once

#include "mutu/redact.hpp"

#include <map>

namespace mutu {

/// Somebody's knowledge: nobody's own figures for an outsider.
using Knower = std::optional<std::uint32_t>;

/// A cell with what each firm adds to it.
struct Behind {
    std::map<std::uint32_t, std::int64_t> firms;  // fen
    std::int64_t sum = 0, weight = 0;             // weight: without signs
    bool negative = false;                        // somebody adds less than nothing

    void add(std::uint32_t firm, std::int64_t fen);
    void settle();  // sum, weight and sign from the firms
    /// What others than the knower add, without signs.
    std::int64_t rest(Knower knower) const;
    bool alone(Knower knower) const;
    /// The state of a cell looked at for itself.
    CellState judged(const DisclosureRule& rule) const;
};

/// All cells of a table with its totals, in the order of GuardedTable.
std::vector<Behind> behind(std::size_t rows, std::size_t columns, const std::vector<Contribution>& contributions);

/// Room enough for any sum, and no overflow where two meet.
inline constexpr std::int64_t no_bound = INT64_MAX / 4;

/// Rows and columns are nodes, hidden cells edges between them. A change that leaves all shown cells and all totals as
/// they are is a circulation; totals count with the other sign.
class HiddenNet {
public:
    struct Room {
        std::int64_t up = 0, down = 0;  // of the figure of a cell
    };
    explicit HiddenNet(const GuardedTable& table) : table_{table} {}

    /// The figure of the cell can rise (or fall) by `need` while each hidden cell keeps within its room.
    bool moves(std::size_t row, std::size_t column, bool up, std::int64_t need, const std::vector<Room>& rooms) const;

private:
    bool total(std::size_t row, std::size_t column) const { return (row == table_.rows) != (column == table_.columns); }
    const GuardedTable& table_;
};

}  // namespace mutu

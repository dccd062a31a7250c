// The exact audit of a table with hidden cells.
#include "audit.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

bool unsafe(CellState state) { return hidden(state) && state != CellState::complement; }

/// A share of an amount in whole per cent, rounded up.
std::int64_t share(std::int64_t fen, int percent) {
    constexpr int whole = 100;
    return static_cast<std::int64_t>((__extension__ __int128{fen} * percent + whole - 1) / whole);
}

}  // namespace

std::vector<HiddenNet::Room> Audit::rooms_of(Knower knower) const {
    std::vector<HiddenNet::Room> rooms(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (!hidden(table_.cells[i].state) || cells_[i].alone(knower)) continue;
        rooms[i] = {no_bound, cells_[i].negative ? no_bound : cells_[i].rest(knower)};
    }
    return rooms;
}

/// Less room than any one knower leaves: what moves in it moves for all of them, and one search does for all.
std::vector<HiddenNet::Room> Audit::least_rooms() const {
    std::vector<HiddenNet::Room> rooms(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (!hidden(table_.cells[i].state) || cells_[i].firms.size() < 2) continue;
        std::int64_t down = no_bound;
        for (const auto& [firm, fen] : cells_[i].firms) down = std::min(down, cells_[i].rest(firm));
        rooms[i] = {no_bound, cells_[i].negative ? no_bound : down};
    }
    return rooms;
}

bool Audit::stays_open(std::size_t row, std::size_t column, Knower knower,
                       const std::vector<HiddenNet::Room>& rooms) const {
    const Behind& cell = cells_[index(row, column)];
    const std::int64_t band = share(cell.rest(knower), rule_.band_percent);
    const std::int64_t least = std::max(band, rule_.band_floor.fen());
    return net_.moves(row, column, true, least, rooms) &&
           net_.moves(row, column, false, cell.negative ? least : band, rooms);
}

std::optional<Leak> Audit::of_cell(std::size_t row, std::size_t column) const {
    if (!unsafe(table_.at(row, column).state)) return {};
    const std::size_t target = index(row, column);
    auto least = least_rooms();
    least[target] = {no_bound, cells_[target].negative ? no_bound : cells_[target].weight};
    if (stays_open(row, column, std::nullopt, least)) return {};
    if (!stays_open(row, column, std::nullopt, rooms_of(std::nullopt))) return Leak{row, column};
    std::set<std::uint32_t> knowers;
    for (std::size_t i = 0; i < cells_.size(); ++i)
        if (hidden(table_.cells[i].state))
            for (const auto& [firm, fen] : cells_[i].firms) knowers.insert(firm);
    for (const std::uint32_t knower : knowers)
        if (!cells_[target].alone(knower) && !stays_open(row, column, knower, rooms_of(knower)))
            return Leak{row, column, knower};
    return {};
}

/// A shown total less the shown cells of its line is the sum of the hidden ones: as good as shown.
std::optional<Leak> Audit::of_total(std::size_t row, std::size_t column, Leak::Of line) const {
    if (table_.at(row, column).state != CellState::shown) return {};
    Behind left;
    const bool of_row = line == Leak::Of::row;
    const std::size_t length = of_row ? table_.columns : table_.rows;
    bool any = false;
    for (std::size_t i = 0; i < length; ++i) {
        const std::size_t r = of_row ? row : i, c = of_row ? i : column;
        if (!hidden(table_.at(r, c).state)) continue;
        any = true;
        for (const auto& [firm, fen] : cells_[index(r, c)].firms) left.add(firm, fen);
    }
    left.settle();
    if (any && unsafe(left.judged(rule_))) return Leak{row, column, std::nullopt, line};
    return {};
}

std::optional<Leak> Audit::of_totals() const {
    for (std::size_t row = 0; row <= table_.rows; ++row)
        if (auto leak = of_total(row, table_.columns, Leak::Of::row)) return leak;
    for (std::size_t column = 0; column <= table_.columns; ++column)
        if (auto leak = of_total(table_.rows, column, Leak::Of::column)) return leak;
    return {};
}

std::optional<Leak> Audit::first() const {
    if (auto leak = of_totals()) return leak;
    for (std::size_t row = 0; row <= table_.rows; ++row)
        for (std::size_t column = 0; column <= table_.columns; ++column)
            if (auto leak = of_cell(row, column)) return leak;
    return {};
}

std::vector<Leak> Audit::all() const {
    std::vector<Leak> found;
    const auto take = [&found](const std::optional<Leak>& leak) {
        if (leak) found.push_back(*leak);
    };
    for (std::size_t row = 0; row <= table_.rows; ++row)
        for (std::size_t column = 0; column <= table_.columns; ++column) take(of_cell(row, column));
    for (std::size_t row = 0; row <= table_.rows; ++row) take(of_total(row, table_.columns, Leak::Of::row));
    for (std::size_t column = 0; column <= table_.columns; ++column)
        take(of_total(table_.rows, column, Leak::Of::column));
    return found;
}

std::vector<Leak> leaks(const GuardedTable& table, const std::vector<Contribution>& contributions,
                        const DisclosureRule& rule) {
    return Audit{table, contributions, rule}.all();
}

}  // namespace mutu

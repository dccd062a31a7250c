// Who could work out what, asked again and again while cells are hidden and shown. Seen by src/redact only.
#pragma once

#include "net.hpp"

namespace mutu {

/// Reads the states of the table as they are when it is asked; table and rule outlive it.
class Audit {
public:
    Audit(const GuardedTable& table, const std::vector<Contribution>& contributions, const DisclosureRule& rule)
        : table_{table}, rule_{rule}, cells_{behind(table.rows, table.columns, contributions)}, net_{table} {}

    /// Whether the figure of this hidden cell can be worked out. Hiding further cells never opens one that was closed.
    std::optional<Leak> of_cell(std::size_t row, std::size_t column) const;
    /// The first shown total whose hidden rest could not be shown.
    std::optional<Leak> of_totals() const;
    /// The first of all.
    std::optional<Leak> first() const;
    std::vector<Leak> all() const;

private:
    std::size_t index(std::size_t row, std::size_t column) const { return row * (table_.columns + 1) + column; }
    std::vector<HiddenNet::Room> rooms_of(Knower knower) const;
    std::vector<HiddenNet::Room> least_rooms() const;
    bool stays_open(std::size_t row, std::size_t column, Knower knower,
                    const std::vector<HiddenNet::Room>& rooms) const;
    std::optional<Leak> of_total(std::size_t row, std::size_t column, Leak::Of line) const;

    const GuardedTable& table_;
    const DisclosureRule& rule_;
    std::vector<Behind> cells_;
    HiddenNet net_;
};

}  // namespace mutu

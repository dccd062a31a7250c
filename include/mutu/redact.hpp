// Sums for publishing: which cells of a table may be shown so that no firm's figure can be worked out of the others.
#pragma once

#include "mutu/units.hpp"
#include "mutu/value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// What one firm adds to one cell.
struct Contribution {
    std::size_t row = 0, column = 0;
    std::uint32_t firm = 0;
    Money amount;
};

struct DisclosureRule {
    int least_firms = 3;       // behind a sum
    int largest_percent = 70;  // of a sum that the largest may hold
    int peer_percent = 10;     // the second largest must not know the largest closer than this; 0: not asked
    int band_percent = 20;     // a hidden figure must stay open by this to either side
    Money band_floor;          // and by this upwards, so that a firm without tax is not found out either
};

enum class CellState : std::uint8_t { empty, shown, few, dominated, peers, complement };
inline bool hidden(CellState state) { return state > CellState::shown; }
/// "few", "dominated" …: ids of the labels of group redact_cell.
const char* name(CellState state);

struct GuardedCell {
    CellState state = CellState::empty;
    Money sum;
    std::size_t firms = 0;
};

/// A table with its totals: row `rows` holds those of the columns, column `columns` those of the rows.
struct GuardedTable {
    std::size_t rows = 0, columns = 0;
    std::vector<GuardedCell> cells;

    GuardedCell& at(std::size_t row, std::size_t column) { return cells[row * (columns + 1) + column]; }
    const GuardedCell& at(std::size_t row, std::size_t column) const { return cells[row * (columns + 1) + column]; }
};

/// Cells that may not be shown for themselves are hidden, totals too; then others until `leaks` finds nothing. The same
/// table for the same contributions in any order. Hides as little as it can by steps, not the least there is.
GuardedTable guarded(std::size_t rows, std::size_t columns, const std::vector<Contribution>& contributions,
                     const DisclosureRule& rule);
/// The first step alone: what is unsafe for itself is hidden, nothing else.
GuardedTable unguarded(std::size_t rows, std::size_t columns, const std::vector<Contribution>& contributions,
                       const DisclosureRule& rule);

/// A hidden cell that somebody can work out from what is shown: an outsider, or a firm that knows its own figures. Or a
/// total less the shown cells of its line, which is a sum that could not be shown; the cell is then that total.
struct Leak {
    enum class Of : std::uint8_t { cell, row, column };
    std::size_t row = 0, column = 0;
    std::optional<std::uint32_t> knower = {};  // absent: anybody
    Of of = Of::cell;
};

/// Exact: for each cell that is unsafe for itself, and each knower, how far its figure can move up and down while every
/// shown cell and total stays and no figure turns negative that is none – a flow in the net of hidden cells, in whole
/// fen. Empty: no way back.
std::vector<Leak> leaks(const GuardedTable& table, const std::vector<Contribution>& contributions,
                        const DisclosureRule& rule);

/// One kind of copy, as geodata/redact/ID.toml has it.
struct RedactionPack {
    struct Layer {
        std::string name;
        std::vector<std::string> columns;
    };
    struct Group {
        std::string id, title;
        std::vector<std::string> divisions;  // of GB/T 4754, two figures; empty: all that no other group has
    };
    struct Example {
        std::string title, where;
        std::size_t rows = 0, columns = 0;
        std::vector<Contribution> contributions;
        std::vector<std::string> states;  // of the cells with totals, row by row
    };
    std::string id, title, version, sha256;
    DisclosureRule rule;
    bool masked_holders = false;  // names of firms against whose land nothing is held, persons masked; else no names
    std::vector<Layer> layers;
    std::vector<std::string> measures;  // tax_wan, output_wan, investment_wan
    std::vector<Group> groups;
    std::vector<Example> examples;
};

/// Error{Kind::usage} with the packs there are, Error{Kind::input} with the place of a fault.
RedactionPack read_redaction_pack(const std::string& id, const std::string& folder);
/// Examples that come out otherwise: "where title: expected …, got …".
std::vector<std::string> failed_examples(const RedactionPack& pack);

}  // namespace mutu

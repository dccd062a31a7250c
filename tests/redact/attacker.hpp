// Somebody who has a published table and wants the figures of single firms.
#pragma once

#include "mutu/redact.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace mutu::test {

struct FoundOut {
    std::size_t row = 0, column = 0;
    std::optional<std::uint32_t> knower;
    std::int64_t lowest = 0, highest = 0;  // of what the others have in the cell
};

/// Cells unsafe for themselves whose figure an outsider, or a firm that knows its own, can bound closer than the band;
/// and firms whose one figure is certain although the cell is not theirs alone. Every figure is at least 0.
std::vector<FoundOut> found_out(const GuardedTable& table, const std::vector<Contribution>& firms,
                                const DisclosureRule& rule);

/// The bounds of a cell for an outsider, by halving: is there a table with all that was shown and this much there?
std::pair<std::int64_t, std::int64_t> halved(const GuardedTable& table, const std::vector<Contribution>& firms,
                                             std::size_t row, std::size_t column);

}  // namespace mutu::test

// Figures of firms out of a book, by park and group of industries. Seen by src/app only.
#pragma once

#include "mutu/redact.hpp"
#include "mutu/store.hpp"

#include <string>
#include <vector>

namespace mutu {

/// One figure as a table: rows are parks, columns the pack's groups.
struct FirmSums {
    std::string measure;  // tax_wan …
    std::vector<Contribution> contributions;
    std::vector<std::size_t> unknown;  // per cell, totals too: firms whose figure nobody knows
};

struct FirmTables {
    std::vector<std::pair<std::string, std::string>> parks;  // id and name; an empty id is land in no park
    std::vector<FirmSums> sums;                              // in the order of the pack's measures
};

/// Tax and output by firm and land (enterprise_land), investment by holder. Firms are one where they share a code or a
/// name; those of whom neither is known count as one, so that they never make up a number.
FirmTables firm_tables(const Book& book, const RedactionPack& pack);

}  // namespace mutu

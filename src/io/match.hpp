// Which column of a source fills which canonical field.
#pragma once

#include "raw.hpp"

#include "mutu/exchange.hpp"

#include <string>
#include <vector>

namespace mutu {

/// One column that fills one field.
struct MatchedColumn {
    std::size_t column = 0;  // index into RawLayer::columns
    const Field* field = nullptr;
    Unit unit = Unit::base;
    int year = 0;                           // the year its heading names (enterprise_year), else 0
    std::vector<std::size_t> refused = {};  // rows, ascending, whose value is told and not used
};

struct Matching {
    std::vector<MatchedColumn> fields;
    std::vector<std::size_t> passed;   // columns handed through as text
    std::vector<int> years;            // ascending, when year columns are to become rows
    std::vector<ColumnMatch> columns;  // everything that was decided, in the file's order, then constants
    Diagnostics diagnostics;
};

/// Given ≻ canonical name ≻ alias. Appends the FID and constants to the layer as columns when they are asked for.
/// Error{Kind::input} when `columns` or `constant` names a field or column that does not exist.
Matching match_columns(RawLayer& layer, const SourceSpec& spec, const ColumnAliases& aliases);

}  // namespace mutu

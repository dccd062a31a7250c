// 待核清单 as XLSX: what is missing, a row each, with cells to fill; everything else is locked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mutu {

struct QueryRow {
    std::vector<std::string> told;  // one a locked column
    bool open = true;               // false: cannot be answered here, its cells stay locked
};

struct QuerySheet {
    std::string title, sheet, notes_sheet;
    std::vector<std::string> told, asked;  // headings: locked columns, then the ones to fill
    std::vector<QueryRow> rows;
    std::vector<std::string> notes;  // lines of the second sheet
    std::string secrecy;             // at the head of each page
    std::int64_t created = 0;        // seconds since 1970
};

/// Yellow cells can be written into, all others are locked (without a password). The same bytes for the same rows;
/// written whole or not at all.
void write_queries(const std::string& path, const QuerySheet& asked);

}  // namespace mutu

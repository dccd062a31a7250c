// A sheet for people to fill in: what is known stands in grey, what is asked for in yellow cells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

struct FillColumn {
    std::string heading;
    bool asked = false;                // yellow, to be filled in
    std::vector<std::string> choices;  // offered as a list; any other text is warned of by the office program
    double width = 14;
};

struct FillSheet {
    std::string title;  // of the sheet
    std::vector<FillColumn> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;  // text; asked columns may be prefilled, mostly are not
    std::vector<std::string> notes;                             // on a sheet of their own
};

/// One sheet with headings in its first row, so that it can be read again as it is, and one with the notes. All cells
/// are text; dates are typed as 2026-06-30. `created` in seconds since 1970. Written whole or not at all.
void write_fill_sheet(const std::string& path, const FillSheet& sheet, std::int64_t created);

}  // namespace mutu

// A register in the making: its columns, the file it goes to, and how the project file is to name it.
#pragma once

#include "layout.hpp"

#include "mutu/crs.hpp"
#include "mutu/date.hpp"
#include "mutu/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mutu::demo {

using Cell = std::optional<std::string>;

/// Empty text is an empty cell.
Cell cell_of(const std::string& text);
Cell cell_of(const std::optional<Date>& date);
Cell cell_of(const std::optional<Area>& area);
Cell cell_of(const std::optional<Money>& money);
Cell cell_of(const std::optional<double>& number);
Cell cell_of(std::string_view text);
Cell cell_of(const char* text);
Cell cell_of(int number);

struct Heading {
    std::string heading, field;  // field: canonical name; empty: handed through
    FieldType type = FieldType::text;
    int decimals = 2;
};

struct Sheet {
    Sheet(std::string role_name, WriteLayer layer, std::vector<Heading> all_headings);

    std::string role;  // empty: not a source
    WriteLayer target;
    std::vector<Heading> headings;
    std::vector<WriteColumn> columns;
    GeometryColumn shapes;  // stays empty for tables
    bool shaped = false;
    std::vector<std::pair<std::string, std::string>> constants;  // field → value
    std::string join;                                            // TOML value
};

/// One cell for each column.
void add_row(Sheet& sheet, std::vector<Cell> cells);
/// Appends a row's shape of one or more one-ring parts; none: a null shape.
void add_shape(Sheet& sheet, const std::vector<Ring>& parts);
void write(const Sheet& sheet, const std::string& folder);

}  // namespace mutu::demo

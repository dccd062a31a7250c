// The truth tables of the demo as the tests compare them.
#pragma once

#include "mutu/text.hpp"

#include <map>
#include <string>
#include <vector>

namespace mutu::test {

/// Rows of a CSV whose cells hold no commas, as heading → cell.
inline std::vector<std::map<std::string, std::string>> csv_rows(const std::string& path) {
    std::vector<std::map<std::string, std::string>> rows;
    std::vector<std::string> headings;
    for (const std::string& line : split(read_file(path), '\n')) {
        const auto cells = split(trimmed(line), ',');
        if (headings.empty())
            headings = cells;
        else if (cells.size() == headings.size())
            for (rows.emplace_back(); const std::string& heading : headings)
                rows.back()[heading] = cells[rows.back().size()];
    }
    return rows;
}

}  // namespace mutu::test

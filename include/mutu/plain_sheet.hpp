// A sheet that belongs to no role, read as text: headings and rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mutu {

struct PlainSheet {
    std::vector<std::string> headings;           // trimmed
    std::vector<std::vector<std::string>> rows;  // as many cells as headings, trimmed; blanks are ""
    std::vector<std::int64_t> row_numbers;       // 1-based, in the file
    std::string sha256;
};

/// The layer of an XLSX, CSV or any other table: of several the one named `layer`, where there is one of that name.
/// Error{Kind::input} naming `shown` where it cannot be read.
PlainSheet read_plain_sheet(const std::string& path, const std::string& shown, const std::string& layer = {});

}  // namespace mutu

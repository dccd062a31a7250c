// Sheets without types: the first row becomes the column names, empty rows at the end go.
#include "raw.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

bool empty_row(const RawLayer& layer, std::size_t row) {
    return std::all_of(layer.columns.begin(), layer.columns.end(),
                       [&](const RawColumn& column) { return trimmed(column[row]).empty(); });
}

bool says_nothing(const RawColumn& column) {
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!trimmed(column[row]).empty()) return false;
    return true;
}

/// The column without its rows before `first` and from `last` on.
RawColumn slice(const RawColumn& column, std::size_t first, std::size_t last) {
    RawColumn kept;
    kept.name = column.name;
    for (std::size_t row = first; row < last; ++row) kept.add(column[row]);
    return kept;
}

void note_repeat(RawLayer& layer, const std::string& heading, const std::string& renamed) {
    layer.diagnostics.push_back(note("repeated_heading", Severity::info, 0,
                                     "列名“" + heading + "”重复出现，后一列记作“" + renamed + "”",
                                     "需要用后一列时在 columns 中写 " + renamed));
}

}  // namespace

void take_headings(RawLayer& layer) {
    std::size_t top = 0, end = layer.rows();
    while (top < end && empty_row(layer, top)) ++top;
    if (top == end) {
        layer.columns.clear(), layer.fids.clear(), layer.row_numbers.clear();
        layer.total_rows = 0;
        return;
    }
    while (end > top + 1 && empty_row(layer, end - 1)) --end;

    for (Diagnostic& finding : layer.diagnostics)
        finding.source_row = std::max<std::int64_t>(0, finding.source_row - static_cast<std::int64_t>(top) - 1);

    std::map<std::string, int> seen;
    std::vector<RawColumn> named;
    for (std::size_t i = 0; i < layer.columns.size(); ++i) {
        const std::string heading{trimmed(layer.columns[i][top])};
        RawColumn column = slice(layer.columns[i], top + 1, end);
        if (heading.empty() && says_nothing(column)) continue;
        column.name = heading.empty() ? "列" + std::to_string(i + 1) : heading;
        if (const int times = ++seen[column.name]; times > 1) {
            const std::string renamed = column.name + "_" + std::to_string(times);
            note_repeat(layer, column.name, renamed);
            column.name = renamed;
        }
        named.push_back(std::move(column));
    }
    layer.columns = std::move(named);
    layer.fids.assign(layer.fids.begin() + static_cast<std::ptrdiff_t>(top + 1),
                      layer.fids.begin() + static_cast<std::ptrdiff_t>(end));
    layer.row_numbers.resize(end - top - 1);
    layer.total_rows = std::max<std::int64_t>(0, layer.total_rows - static_cast<std::int64_t>(top) - 1);
}

}  // namespace mutu

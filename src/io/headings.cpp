// Sheets without types: captions above the table go, header rows become column names, empty rows at the end go.
#include "quantities.hpp"
#include "raw.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

constexpr std::size_t most_header_rows = 3;
constexpr std::size_t looked_at = 12;  // rows that show how wide the table is and what its columns hold

bool blank(const RawLayer& layer, std::size_t column, std::size_t row) {
    return trimmed(layer.columns[column][row]).empty();
}

std::size_t filled(const RawLayer& layer, std::size_t row) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < layer.columns.size(); ++i) count += blank(layer, i, row) ? 0U : 1U;
    return count;
}

bool says_nothing(const RawColumn& column) {
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!trimmed(column[row]).empty()) return false;
    return true;
}

/// A value, as opposed to a heading; a bare year may be either and counts as a heading.
bool value_like(std::string_view cell) {
    const auto number = parse_number(cell);
    if (const double* value = std::get_if<double>(&number))
        return trimmed(cell).size() != 4 || *value < 1990 || *value > 2099;
    return std::holds_alternative<Date>(parse_date(cell));
}

/// "（万元）", "亩": a cell that holds a unit and nothing else.
bool unit_only(std::string_view cell) {
    std::string text = half_width(trimmed(cell));
    if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
    return std::any_of(std::begin(measured_types), std::end(measured_types),
                       [&](FieldType type) { return unit_of(type, text).has_value(); });
}

/// What stands after 单位 in a caption: "单位：万元、亩" → "万元、亩".
std::string unit_in_caption(std::string_view cell) {
    const std::string text = half_width(cell);
    const std::size_t at = text.rfind("单位:");
    const std::string unit = at == std::string::npos ? "" : text.substr(at + std::string_view{"单位:"}.size());
    return std::string{trimmed(unit.substr(0, unit.find(')')))};
}

class Sheet {
public:
    explicit Sheet(RawLayer& layer) : layer_{layer}, end_{layer.rows()} {}

    /// False when nothing is there.
    bool measure() {
        while (top_ < end_ && filled(layer_, top_) == 0) ++top_;
        if (top_ == end_) return false;
        while (end_ > top_ + 1 && filled(layer_, end_ - 1) == 0) --end_;
        while (is_caption(top_)) skip_caption();
        first_ = top_ + 1;
        while (first_ - top_ < most_header_rows && first_ < end_ && continues_heading(first_)) ++first_;
        names_end_ = first_;
        if (first_ < end_ && numbers_columns(first_)) ++first_;
        return true;
    }

    void apply() {
        const auto dropped = static_cast<std::int64_t>(first_);
        for (Diagnostic& finding : layer_.diagnostics)
            finding.source_row = std::max<std::int64_t>(0, finding.source_row - dropped);
        std::vector<RawColumn> named;
        for (std::size_t i = 0; i < layer_.columns.size(); ++i) {
            RawColumn column = slice(layer_.columns[i]);
            name(column, i);
            if (column.name.empty() && says_nothing(column)) continue;
            if (column.name.empty()) column.name = "列" + std::to_string(i + 1);
            make_unique(column);
            named.push_back(std::move(column));
        }
        layer_.columns = std::move(named);
        layer_.fids.assign(layer_.fids.begin() + dropped, layer_.fids.begin() + static_cast<std::ptrdiff_t>(end_));
        layer_.row_numbers.resize(end_ - first_);
        layer_.total_rows = std::max<std::int64_t>(0, layer_.total_rows - dropped);
    }

private:
    /// A title in the first cell, or a line of 填报单位：… 单位：万元, above a wider table.
    bool is_caption(std::size_t row) const {
        const std::size_t cells = filled(layer_, row);
        std::size_t next = row + 1;
        while (next < end_ && filled(layer_, next) == 0) ++next;
        if (next >= end_ || filled(layer_, next) < 2) return false;
        if (cells == 1 && !blank(layer_, 0, row) && layer_.columns.size() > 2) {
            const auto title = trimmed(layer_.columns[0][row]);
            return display_width(title) >= 8 && display_width(title) < title.size() && heading_like(next);
        }
        bool labelled = cells <= 3 && cells < filled(layer_, next);
        for (std::size_t i = 0; i < layer_.columns.size(); ++i)
            labelled = labelled &&
                       (blank(layer_, i, row) || half_width(layer_.columns[i][row]).find(':') != std::string::npos);
        return labelled && cells > 0;
    }

    bool heading_like(std::size_t row) const {
        for (std::size_t i = 0; i < layer_.columns.size(); ++i)
            if (!blank(layer_, i, row) && value_like(layer_.columns[i][row])) return false;
        return true;
    }

    void skip_caption() {
        for (const RawColumn& column : layer_.columns)
            if (const std::string unit = unit_in_caption(column[top_]); !unit.empty()) layer_.caption_unit = unit;
        ++top_;
        while (top_ < end_ && filled(layer_, top_) == 0) ++top_;
    }

    bool values_below(std::size_t column, std::size_t row) const {
        for (std::size_t below = row + 1; below < std::min(end_, row + looked_at); ++below)
            if (value_like(layer_.columns[column][below])) return true;
        return false;
    }

    /// A second row under merged headings: it names every column that the row above leaves blank, or holds units only.
    bool continues_heading(std::size_t row) const {
        bool units = filled(layer_, row) > 0, names = false, started = false, values = false;
        for (std::size_t i = 0; i < layer_.columns.size(); ++i) {
            const bool here = !blank(layer_, i, row), above = !blank(layer_, i, row - 1);
            const std::string_view cell = layer_.columns[i][row];
            if (here && value_like(cell)) return false;
            units = units && (!here || (above && unit_only(cell)));
            started = started || above;
            if (!above && started) {
                if (!here && !says_nothing_from(i, row)) return false;
                names = names || here;
            }
            values = values || (here && values_below(i, row));
        }
        return units || (names && values);
    }

    bool says_nothing_from(std::size_t column, std::size_t row) const {
        for (; row < end_; ++row)
            if (!blank(layer_, column, row)) return false;
        return true;
    }

    /// 甲 乙 1 2 3 … or 栏次 1 2 3 … under the headings.
    bool numbers_columns(std::size_t row) const {
        int expected = 1;
        bool marked = false;
        for (const RawColumn& column : layer_.columns) {
            const std::string cell{trimmed(column[row])};
            if (cell.empty()) continue;
            if (cell == "甲" || cell == "乙" || cell == "丙" || cell == "丁" || cell == "栏次")
                marked = true;
            else if (cell != std::to_string(expected++))
                return false;
        }
        return marked && expected > 1;
    }

    void name(RawColumn& column, std::size_t index) const {
        std::string last;
        for (std::size_t row = top_; row < names_end_; ++row) {
            std::string cell{trimmed(layer_.columns[index][row])};
            if (cell.empty() && row + 1 < names_end_ && !blank(layer_, index, row + 1)) cell = merged(index, row);
            if (cell.empty()) continue;
            if (row > top_ && unit_only(cell)) {
                const bool bracketed = half_width(cell).starts_with('(');
                column.name += bracketed ? cell : "（" + cell + "）";
                continue;
            }
            column.name += cell;
            last = cell;
        }
        if (last != column.name) column.alias = last;
    }

    /// The heading to the left that spreads over this column.
    std::string merged(std::size_t index, std::size_t row) const {
        while (index > 0 && blank(layer_, index, row)) --index;
        return std::string{trimmed(layer_.columns[index][row])};
    }

    void make_unique(RawColumn& column) {
        const int times = ++seen_[column.name];
        if (times == 1) return;
        const std::string renamed = column.name + "_" + std::to_string(times);
        layer_.diagnostics.push_back(note("repeated_heading", Severity::info, 0,
                                          "列名“" + column.name + "”重复出现，后一列记作“" + renamed + "”",
                                          "需要用后一列时在 columns 中写 " + renamed));
        column.name = renamed;
    }

    RawColumn slice(const RawColumn& column) const {
        RawColumn kept;
        for (std::size_t row = first_; row < end_; ++row) kept.add(column[row]);
        return kept;
    }

    RawLayer& layer_;
    std::size_t top_ = 0, names_end_ = 0, first_ = 0, end_;  // header rows, then records from first_
    std::map<std::string, int> seen_;
};

}  // namespace

void take_headings(RawLayer& layer) {
    Sheet sheet{layer};
    if (sheet.measure()) return sheet.apply();
    layer.columns.clear(), layer.fids.clear(), layer.row_numbers.clear();
    layer.total_rows = 0;
}

}  // namespace mutu

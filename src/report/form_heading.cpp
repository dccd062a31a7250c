// Reading the headings of a form: one to four rows, merged or not.
#include "form_heading.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

constexpr int looked_at = 40;  // rows in which headings are sought
constexpr int most_header_rows = 4;
constexpr int most_columns = 512;

/// Longest first: 万元/亩 before 万元 before 元.
constexpr const char* unit_words[] = {"万元/公顷", "万元/亩", "平方公里", "平方米", "万元", "亿元", "公顷", "月", "亩",
                                      "hm2",       "m2",      "㎡",       "m²",     "ha",   "元",   "%",    "天", "年"};

bool is_unit(const std::string& text) {
    return std::any_of(std::begin(unit_words), std::end(unit_words), [&](const char* unit) { return text == unit; });
}

std::string squeezed(std::string_view text) {
    std::string out;
    const std::string half = lower_ascii(half_width(text));
    for (std::size_t i = 0; i < half.size(); ++i) {
        const std::string_view rest{half.data() + i, half.size() - i};
        if (rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xC2\xA0"))  // ideographic, no-break space
            i += rest[0] == '\xE3' ? 2U : 1U;
        else if (static_cast<unsigned char>(half[i]) > 0x20)
            out += half[i];
    }
    return out;
}

/// "面积(亩)" → "面积", "亩"; what stands in brackets counts as a unit only where it is one.
std::pair<std::string, std::string> unit_apart(std::string_view heading) {
    std::string text = squeezed(heading);
    const auto open = text.rfind('(');
    if (open == std::string::npos || !text.ends_with(')')) return {text, is_unit(text) ? text : ""};
    std::string inner = text.substr(open + 1, text.size() - open - 2);
    if (inner.starts_with("单位:")) inner = inner.substr(std::string_view{"单位:"}.size());
    if (!is_unit(inner)) return {text, ""};
    return {text.substr(0, open), inner};
}

bool number_like(const std::string& text) {
    std::string bare = squeezed(text);
    if (bare.starts_with('(') && bare.ends_with(')')) bare = bare.substr(1, bare.size() - 2);
    return !bare.empty() && bare.size() <= 12 && bare.find_first_not_of("0123456789=+-*/()") == std::string::npos;
}

bool caption(const std::string& text) { return squeezed(text).find(':') != std::string::npos; }

class Finder {
public:
    Finder(const FormGrid& grid, const std::function<bool(const std::string&)>& known) : grid_{grid}, known_{known} {
        columns_ = std::min(grid.last_column(), most_columns);
    }

    std::optional<FormHeading> find() {
        const int last = std::min(grid_.last_row(), looked_at);
        for (int row = 1; row <= last; ++row) {
            bottom_ = lowest(row);
            if (recognised(row, bottom_) < 2) continue;
            top_ = highest(row);
            return described();
        }
        return std::nullopt;
    }

private:
    /// Different headings that the rows would have and that are known.
    std::size_t recognised(int top, int bottom) const {
        std::set<std::string> found;
        for (const HeadColumn& head : columns(top, bottom))
            for (const std::string& reading : readings(head))
                if (known_(reading)) {
                    found.insert(reading);
                    break;
                }
        return found.size();
    }

    /// Last row of the headings that begin in `top`: merged cells say it, and texts below a cell merged across.
    int lowest(int top) const {
        int bottom = top;
        for (int row = top; row <= bottom && bottom - top < most_header_rows; ++row) {
            for (int column = 1; column <= columns_; ++column)
                if (const CellRange* range = grid_.merged(row, column);
                    range != nullptr && range->top >= top && range->bottom - top < most_header_rows)
                    bottom = std::max(bottom, range->bottom);
            if (row == bottom && divides(row)) ++bottom;
        }
        return bottom;
    }

    /// Texts in the next row stand below a heading that is merged across them.
    bool divides(int row) const {
        bool any = false;
        for (int column = 1; column <= columns_; ++column) {
            const std::string below = grid_.text(row + 1, column);
            if (trimmed(below).empty()) continue;
            const CellRange* range = grid_.merged(row, column);
            const bool under = range != nullptr && range->bottom == row && range->right > range->left;
            if (number_like(below) || caption(below)) return false;
            any = any || under;
            if (!under && grid_.merged(row + 1, column) == nullptr && !trimmed(grid_.text(row, column)).empty() && !any)
                return false;
        }
        return any;
    }

    /// Rows above that gather columns under a common heading, but no captions.
    int highest(int top) const {
        while (top > 1 && bottom_ - top + 1 < most_header_rows) {
            std::set<std::string> texts;
            bool told = false;
            for (int column = 1; column <= columns_; ++column) {
                const std::string text = grid_.text(top - 1, column);
                if (!trimmed(text).empty()) texts.insert(text);
                told = told || caption(text);
            }
            if (texts.size() < 2 || told) break;
            --top;
        }
        return top;
    }

    std::vector<HeadColumn> columns(int top, int bottom) const {
        std::vector<HeadColumn> all;
        for (int column = 1; column <= columns_; ++column) {
            HeadColumn head{column, {}};
            const CellRange* before = nullptr;
            for (int row = top; row <= bottom; ++row) {
                const CellRange* range = grid_.merged(row, column);
                const std::string text{trimmed(grid_.text(row, column))};
                if (!text.empty() && (range == nullptr || range != before)) head.path.push_back(text);
                before = range;
            }
            // The right part of a range merged across every header row belongs to its first column.
            const CellRange* whole = grid_.merged(bottom, column);
            const bool repeated = whole != nullptr && whole->left < column;
            if (!head.path.empty() && !repeated) all.push_back(std::move(head));
        }
        return all;
    }

    FormHeading described() const {
        FormHeading heading{top_, bottom_ + 1, columns(top_, bottom_), {}, {}};
        for (int row = 1; row < top_; ++row)
            for (int column = 1; column <= columns_; ++column) {
                const CellRange* range = grid_.merged(row, column);
                if (range != nullptr && (range->left < column || range->top < row)) continue;
                const std::string text = squeezed(grid_.text(row, column));
                heading.title += text;
                if (const auto at = text.rfind("单位:");
                    at != std::string::npos && !text.substr(0, at).ends_with("填报"))
                    heading.units = text.substr(at + std::string_view{"单位:"}.size());
            }
        std::size_t numbers = 0, texts = 0;
        for (const HeadColumn& head : heading.columns) {
            const std::string below = grid_.text(heading.first_row, head.column);
            numbers += number_like(below) ? 1U : 0U;
            texts += trimmed(below).empty() || number_like(below) ? 0U : 1U;
        }
        if (numbers >= 2 && numbers * 2 >= heading.columns.size() && texts * 4 <= numbers) ++heading.first_row;
        return heading;
    }

    const FormGrid& grid_;
    const std::function<bool(const std::string&)>& known_;
    int columns_ = 0, top_ = 0, bottom_ = 0;
};

}  // namespace

std::optional<FormHeading> heading_of_form(const FormGrid& grid, const std::function<bool(const std::string&)>& known) {
    return Finder{grid, known}.find();
}

std::string HeadColumn::shown() const {
    std::string text;
    for (const std::string& part : path) text += (text.empty() ? "" : "/") + part;
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
    return text;
}

std::string plain_heading(std::string_view text) {
    std::string plain = unit_apart(text).first;
    for (const char* mark : {"、", "：", "*", ":", "_"})
        for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark))
            plain.erase(at, std::string_view{mark}.size());
    return plain;
}

std::vector<std::string> readings(const HeadColumn& head) {
    std::vector<std::string> parts;
    for (const std::string& part : head.path)
        if (!is_unit(squeezed(part))) parts.push_back(plain_heading(part));
    std::vector<std::string> all;
    for (std::size_t from = 0; from < parts.size(); ++from) {  // 合同约定 + 动工日期, then 动工日期
        std::string joined;
        for (std::size_t i = from; i < parts.size(); ++i) joined += parts[i];
        all.push_back(joined);
    }
    return all;
}

std::string unit_for(const HeadColumn& head, const std::string& units, const std::vector<std::string>& possible) {
    const auto fits = [&](const std::string& unit) {
        return std::find(possible.begin(), possible.end(), unit) != possible.end();
    };
    for (auto part = head.path.rbegin(); part != head.path.rend(); ++part)
        if (const std::string unit = unit_apart(*part).second; fits(unit)) return unit;
    std::string rest = units;  // "公顷、万元"
    for (const char* mark : {"、", "，", ",", ";", "；", ")", " "}) {
        std::string cut;
        for (std::size_t at = 0; at < rest.size();)
            if (rest.compare(at, std::string_view{mark}.size(), mark) == 0)
                cut += '\n', at += std::string_view{mark}.size();
            else
                cut += rest[at++];
        rest = cut;
    }
    for (const std::string& unit : split(rest, '\n'))
        if (fits(unit)) return unit;
    return {};
}

}  // namespace mutu

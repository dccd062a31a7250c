// Splitting lines where exporters put commas, and reading coordinates strictly.
#include "survey_cells.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mutu {
namespace {

constexpr std::string_view wide_comma = "，";

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from))
        result += text.substr(0, at), result += to, text.remove_prefix(at + from.size());
    return result.append(text);
}

std::vector<std::string> trimmed_cells(std::string_view text, char separator) {
    std::vector<std::string> cells = split(text, separator);
    for (std::string& cell : cells) cell = std::string{trimmed(cell)};
    return cells;
}

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A count of points, then an area or nothing: how a plot's line begins.
bool begins_plot(const std::vector<std::string>& cells) {
    if (cells.size() < 2 || !(cells[0].empty() || digits(half_width(cells[0])))) return false;
    const std::string area = half_width(cells[1]);
    return area.empty() || area.find_first_of("0123456789.") == 0;
}

bool says_kind(const std::vector<std::string>& cells) {
    return std::any_of(cells.begin(), cells.end(),
                       [](const std::string& cell) { return cell == "点" || cell == "线" || cell == "面"; });
}

std::optional<double> decimal(std::string_view text) {
    double value = 0;
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    const bool whole = fault == std::errc{} && end == text.data() + text.size() && !text.empty();
    return whole && std::isfinite(value) && std::abs(value) < 1e9 ? std::optional{value} : std::nullopt;
}

/// Whole degrees and minutes, decimal seconds; minutes and seconds may be left out.
std::optional<double> sexagesimal(std::string_view text) {
    double sum = 0, scale = 1;
    for (const auto& marks :
         {std::vector<std::string_view>{"°", "º", "度"}, {"′", "'", "’", "分"}, {"″", "\"", "”", "秒"}}) {
        for (const std::string_view mark : marks) {
            const std::size_t at = text.find(mark);
            if (at == std::string_view::npos) continue;
            const auto value = decimal(trimmed(text.substr(0, at)));
            if (!value || *value < 0 || (scale > 1 && *value >= 60)) return std::nullopt;
            sum += *value / scale;
            text = trimmed(text.substr(at + mark.size()));
            break;
        }
        scale *= 60;
    }
    return text.empty() ? std::optional{sum} : std::nullopt;
}

/// What stands before the "@" that ends a plot's line, with commas and blanks after it; the whole line where none does.
std::string_view before_mark(std::string_view line) {
    std::string_view body = line;
    while (!body.empty() && (body.back() == ',' || body.back() == ' ')) body.remove_suffix(1);
    for (const std::string_view mark : {"@", "＠"})
        if (body.ends_with(mark)) return body.substr(0, body.size() - mark.size());
    return line;
}

}  // namespace

bool is_plot_line(std::string_view line) {
    if (before_mark(line).size() != line.size()) return true;
    const auto cells = trimmed_cells(replaced(line, wide_comma, ","), ',');
    constexpr std::size_t least_cells = 5;
    return cells.size() >= least_cells && begins_plot(cells) && says_kind(cells);
}

std::vector<std::string> plot_cells(std::string_view line) {
    const std::string_view body = before_mark(line);
    auto cells = trimmed_cells(body, ',');
    if (!begins_plot(cells)) cells = trimmed_cells(replaced(body, wide_comma, ","), ',');
    if (body.size() != line.size() && !cells.empty() && cells.back().empty())
        cells.pop_back();  // what stood between the comma and "@"
    return cells;
}

std::vector<std::string> point_cells(std::string_view line) {
    std::string plain = replaced(replaced(replaced(line, wide_comma, ","), "；", ","), ";", ",");
    if (plain.find(',') == std::string::npos) {
        std::replace(plain.begin(), plain.end(), '\t', ' ');
        plain = replaced(plain, "　", " ");
        plain.erase(std::unique(plain.begin(), plain.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
                    plain.end());
        std::replace(plain.begin(), plain.end(), ' ', ',');
    }
    auto cells = trimmed_cells(plain, ',');
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    return cells;
}

std::optional<SurveyPoint> survey_point(const std::vector<std::string>& cells) {
    if (cells.size() < 2) return std::nullopt;
    const std::size_t first = std::min<std::size_t>(cells.size() - 2, 2);
    const auto north = coordinate(cells[first]), east = coordinate(cells[first + 1]);
    if (!north || !east) return std::nullopt;
    return SurveyPoint{{*east, *north}, first == 2 ? half_width(cells[1]) : "1"};
}

std::optional<double> coordinate(std::string_view cell) {
    const std::string text = half_width(trimmed(cell));
    if (const auto value = decimal(text)) return value;
    const bool marked = text.find("°") != std::string::npos || text.find("º") != std::string::npos ||
                        text.find("度") != std::string::npos;
    return marked ? sexagesimal(text) : std::nullopt;
}

}  // namespace mutu

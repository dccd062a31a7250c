// A table of text as aligned columns, JSON, NDJSON, CSV or Markdown.
#include "plain.hpp"

#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cctype>

namespace mutu {
namespace {

using Row = std::vector<std::optional<std::string>>;
constexpr std::string_view gap = "  ";

bool numeric(const TextTable& table, std::size_t column) {
    return column < table.numeric.size() && table.numeric[column];
}

/// The grammar of a JSON number, so that hostile text in a numeric column cannot break out of its place.
bool json_number(std::string_view text) {
    const auto digits = [&text] {
        std::size_t count = 0;
        while (count < text.size() && std::isdigit(static_cast<unsigned char>(text[count])) != 0) ++count;
        text.remove_prefix(count);
        return count;
    };
    if (text.starts_with('-')) text.remove_prefix(1);
    const bool leading_zero = text.starts_with('0');
    const std::size_t whole = digits();
    if (whole == 0 || (leading_zero && whole > 1)) return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (digits() == 0) return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
        if (digits() == 0) return false;
    }
    return text.empty();
}

/// A JSON literal in which what `visible` hides is escaped: still the same value to a program, harmless on a terminal.
std::string json_text(std::string_view text) {
    std::string result;
    const std::string shown = visible(text, Breaks::kept);
    if (shown == text) return json_quoted(text);
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = std::min<std::size_t>(lead < 0x80   ? 1
                                                         : lead < 0xE0 ? 2
                                                         : lead < 0xF0 ? 3
                                                                       : 4,
                                                         text.size() - at);
        const std::string one = visible(text.substr(at, length), Breaks::kept);
        if (one.starts_with("\\x") && one.size() == 4)
            result += "\\u00" + one.substr(2);
        else if (one.starts_with("\\u") && one.size() == 6)
            result += one;
        else {
            const std::string quoted = json_quoted(one);
            result += quoted.substr(1, quoted.size() - 2);
        }
        at += length;
    }
    return '"' + result + '"';
}

std::string json_row(const TextTable& table, const Row& row) {
    std::string out = "{";
    for (std::size_t column = 0; column < table.keys.size(); ++column) {
        if (column != 0) out += ',';
        out += json_text(table.keys[column]) + ':';
        if (column >= row.size() || !row[column])
            out += "null";
        else if (numeric(table, column) && json_number(*row[column]))
            out += *row[column];
        else
            out += json_text(*row[column]);
    }
    return out + '}';
}

std::string as_json(const TextTable& table, const std::string& schema) {
    std::string out = "{\"schema\":" + json_text(schema) + ",\"schemaVersion\":1,\"rows\":[";
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        out += (row == 0 ? "\n" : ",\n") + json_row(table, table.rows[row]);
    return out + (table.rows.empty() ? "]}\n" : "\n]}\n");
}

std::string as_ndjson(const TextTable& table) {
    std::string out;
    for (const Row& row : table.rows) out += json_row(table, row) + '\n';
    return out;
}

/// RFC 4180; line ends inside a value stay in their quotes.
std::string csv_cell(std::string_view text) {
    const std::string shown = visible(text, Breaks::kept);
    if (shown.find_first_of(",\"\r\n") == std::string::npos) return shown;
    std::string out = "\"";
    for (const char c : shown) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

std::string as_csv(const TextTable& table) {
    std::string out;
    for (std::size_t column = 0; column < table.keys.size(); ++column)
        out += (column == 0 ? "" : ",") + csv_cell(table.keys[column]);
    out += '\n';
    for (const Row& row : table.rows) {
        for (std::size_t column = 0; column < table.keys.size(); ++column) {
            if (column != 0) out += ',';
            if (column < row.size() && row[column]) out += csv_cell(*row[column]);
        }
        out += '\n';
    }
    return out;
}

std::string md_cell(std::string_view text) {
    std::string out;
    for (const char c : visible(text)) {
        if (c == '|')
            out += "\\|";
        else if (c == '<')
            out += "&lt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

std::string as_md(const TextTable& table) {
    std::string head = "|", rule = "|", out;
    for (std::size_t column = 0; column < table.headings.size(); ++column) {
        head += ' ' + md_cell(table.headings[column]) + " |";
        rule += numeric(table, column) ? " ---: |" : " --- |";
    }
    out = head + '\n' + rule + '\n';
    for (const Row& row : table.rows) {
        out += '|';
        for (std::size_t column = 0; column < table.headings.size(); ++column)
            out += ' ' + (column < row.size() && row[column] ? md_cell(*row[column]) : std::string{}) + " |";
        out += '\n';
    }
    return out;
}

std::string aligned_line(const TextTable& table, const std::vector<std::string>& cells,
                         const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t column = 0; column < widths.size(); ++column) {
        if (column != 0) line += gap;
        line += padded(cells[column], widths[column], numeric(table, column));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + '\n';
}

std::string as_table(const TextTable& table) {
    const std::size_t columns = table.headings.size();
    std::vector<std::vector<std::string>> lines(1);
    for (const auto& heading : table.headings) lines[0].push_back(visible(heading));
    for (const Row& row : table.rows) {
        auto& line = lines.emplace_back();
        for (std::size_t column = 0; column < columns; ++column)
            line.push_back(column < row.size() && row[column] ? visible(*row[column]) : std::string{});
    }
    std::vector<std::size_t> widths(columns, 0);
    for (const auto& line : lines)
        for (std::size_t column = 0; column < columns; ++column)
            widths[column] = std::max(widths[column], display_width(line[column]));
    std::string out;
    for (const auto& line : lines) out += aligned_line(table, line, widths);
    return out;
}

}  // namespace

std::string render(const TextTable& table, Format format, const std::string& schema) {
    switch (format) {
    case Format::table: return as_table(table);
    case Format::json: return as_json(table, schema);
    case Format::ndjson: return as_ndjson(table);
    case Format::csv: return as_csv(table);
    case Format::md: return as_md(table);
    }
    return {};
}

}  // namespace mutu

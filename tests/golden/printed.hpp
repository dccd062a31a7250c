// What paper says, as text that a person can review: words of PDF, HTML and DOCX, inks of SVG.
#pragma once

#include "app/paper.hpp"
#include "support/sheet.hpp"

#include "mutu/draw.hpp"

#include <algorithm>
#include <cmath>
#include <regex>

namespace mutu::test {

inline bool is_printed(const std::string& path) {
    return path.ends_with(".pdf") || path.ends_with(".svg") || path.ends_with(".html") || path.ends_with(".docx");
}

/// Folders of an output in one name.
inline std::string flat(std::string path) {
    std::replace(path.begin(), path.end(), '/', '_');
    return path;
}

/// Why a printed file is not held against what is expected on this machine; empty: it is. Another font has other room
/// for names, another Cairo other words for the same lines.
inline std::string why_not_compared(const std::string& file) {
    if (!file.ends_with(".pdf.txt") && !file.ends_with(".svg.txt")) return {};
    if (chinese_font() != "Noto Sans CJK SC") return "the font is not Noto Sans CJK SC (fonts-noto-cjk)";
    if (!cairo_version().starts_with("1.16.")) return "Cairo is not 1.16";
    return file.ends_with(".pdf.txt") && !installed("pdftotext") ? "pdftotext is not installed (poppler-utils)" : "";
}

/// What stands outside of tags; a tag may hold a whole picture, too long for a regular expression.
inline std::string without_tags(const std::string& text) {
    std::string out;
    bool inside = false;
    for (const char c : text) {
        if (c == '<')
            inside = true;
        else if (c == '>')
            inside = false;
        else if (!inside)
            out += c;
    }
    return out;
}

/// Text between tags, a line for each paragraph or cell.
inline std::string text_of_markup(std::string text, const std::string& line_end) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(line_end, at), text.size());
        std::string line = without_tags(text.substr(at, end - at));
        line.erase(0, line.find_first_not_of(" \n"));
        if (!line.empty()) out += line + "\n";
        at = end + line_end.size();
    }
    return out;
}

/// How often each colour fills and strokes, letters aside.
inline std::string inks_of(const std::string& svg) {
    static const std::regex ink{R"((fill|stroke):rgb\(([0-9.]+)%,([0-9.]+)%,([0-9.]+)%\))"};
    std::map<std::string, int> counts;
    for (const std::string& path : all_matches(svg, "<path style=", " d="))
        for (std::sregex_iterator found{path.begin(), path.end(), ink}, none; found != none; ++found) {
            std::string name = (*found)[1].str() + " #";
            for (const int part : {2, 3, 4}) {
                constexpr const char* digits = "0123456789abcdef";
                const long value = std::lround(std::stod((*found)[static_cast<std::size_t>(part)]) * 2.55);
                name += digits[value / 16], name += digits[value % 16];
            }
            ++counts[name];
        }
    std::string out;
    for (const auto& [name, count] : counts) out += name + " " + std::to_string(count) + "\n";
    return out;
}

inline std::string printed_text(const std::string& path) {
    if (path.ends_with(".pdf")) return said_by("pdftotext -raw '" + path + "' - 2>/dev/null");
    if (path.ends_with(".svg")) return inks_of(read_file(path));
    if (path.ends_with(".docx")) return text_of_markup(unzip(path).at("word/document.xml"), "</w:p>");
    std::string html = read_file(path);
    html.erase(0, html.find("</style>"));
    for (const char* end : {"</h1>", "</h2>", "</h3>", "</h4>", "</p>", "</th>", "</td>"})
        for (std::size_t at = 0; (at = html.find(end, at)) != std::string::npos; at += 7) html.insert(at, "\n");
    return text_of_markup(html, "\n");
}

}  // namespace mutu::test

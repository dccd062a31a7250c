// A document as one HTML page.

#include "plain.hpp"

#include "mutu/document.hpp"

#include <algorithm>
#include <cstdint>

namespace mutu {

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : visible(text, Breaks::kept)) switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    return out;
}

namespace {

constexpr std::string_view style =
    "body{font-family:'FangSong','STFangsong','Noto Serif CJK SC',serif;max-width:52em;margin:2em auto;padding:0 1em;"
    "line-height:1.7;color:#111}h1{text-align:center;font-size:1.6em}h2{font-size:1.2em}h3{font-size:1.05em}"
    "p.subtitle{text-align:center;color:#555}table{border-collapse:collapse;width:100%;font-size:.9em;margin:.6em 0}"
    "th,td{border:1px solid #888;padding:.25em .5em;vertical-align:top}th{background:#eee}td.n{text-align:right}"
    "figure{margin:1em 0;break-inside:avoid}img{width:100%}p.sign span{display:inline-block;min-width:14em}"
    "pre{white-space:pre-wrap;font-size:.85em;line-height:1.5;margin:.4em 0 1em "
    "1em}p.issuer{text-align:right;margin:5em 4em 1em 0;min-height:3.4em}@media "
    "print{body{max-width:none;margin:0}tr{break-inside:avoid}}";

struct Html {
    std::string& out;

    void operator()(const Heading& heading) const {
        const std::string level = std::to_string(heading.level + 1);
        out += "<h" + level + ">" + escaped(heading.text) + "</h" + level + ">\n";
    }
    void operator()(const Paragraph& paragraph) const { out += "<p>" + escaped(paragraph.text) + "</p>\n"; }
    void operator()(const SignatureLine& line) const {
        out += "<p class=\"sign\">";
        for (const std::string& label : line.labels) out += "<span>" + escaped(label) + "：</span>";
        out += "</p>\n";
    }
    // As an image: ids of several drawings in one page would meet otherwise.
    void operator()(const Picture& picture) const {
        out += "<figure><img alt=\"" + escaped(picture.alt) + "\" src=\"data:image/svg+xml;base64," +
               base64(picture.svg) + "\"></figure>\n";
    }
    void operator()(const Verbatim& lines) const { out += "<pre>" + escaped(lines.text) + "</pre>\n"; }
    void operator()(const TextTable& table) const {
        out += "<table><thead><tr>";
        for (const std::string& heading : table.headings) out += "<th>" + escaped(heading) + "</th>";
        out += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            out += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i)
                out += (table.numeric[i] ? "<td class=\"n\">" : "<td>") + escaped(row[i].value_or("—")) + "</td>";
            out += "</tr>\n";
        }
        out += "</tbody></table>\n";
    }
};

}  // namespace

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8U | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += k <= group.size() ? digits[bits >> (18 - 6 * k) & 63U] : '=';
    }
    return out;
}

std::string to_html(const std::vector<Passage>& passages) {
    std::string out;
    for (const Passage& one : passages) std::visit(Html{out}, one);
    return out;
}

std::string to_html(const Document& document) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" +
                      escaped(document.title) + "</title><style>" + std::string{style} + "</style></head><body>\n";
    if (!document.number.empty()) out += "<p class=\"subtitle\">" + escaped(document.number) + "</p>\n";
    out += "<h1>" + escaped(document.title) + "</h1>\n";
    if (!document.subtitle.empty()) out += "<p class=\"subtitle\">" + escaped(document.subtitle) + "</p>\n";
    const std::size_t text = std::min(document.annex, document.passages.size());
    for (std::size_t i = 0; i < text; ++i) std::visit(Html{out}, document.passages[i]);
    if (document.signature)
        out += "<p class=\"issuer\">" + escaped(document.signature->issuer) + "<br>" +
               escaped(document.signature->day) + "</p>\n";
    for (std::size_t i = text; i < document.passages.size(); ++i) std::visit(Html{out}, document.passages[i]);
    return out + "</body></html>\n";
}

}  // namespace mutu

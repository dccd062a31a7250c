// A paper of an office as plain data – headings, paragraphs, tables – and its forms: HTML for reading anywhere, DOCX to
// work on. Both say the same, letter by letter.
#pragma once

#include "mutu/report.hpp"
#include "mutu/value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mutu {

struct Heading {
    int level = 1;  // 1 to 3
    std::string text;
};
struct Paragraph {
    std::string text;
};
/// A blank to be signed or sealed by hand: "负责人", "日期".
struct SignatureLine {
    std::vector<std::string> labels;
};

/// A drawing: SVG for HTML, PNG for DOCX; mm on paper. `alt` says in words what it shows.
struct Picture {
    std::string alt, svg, png;
    double width = 150, height = 80;
};

/// Lines whose blanks and breaks say something, such as a proof.
struct Verbatim {
    std::string text;
};

using Passage = std::variant<Heading, Paragraph, TextTable, SignatureLine, Picture, Verbatim>;
struct Document {
    std::string title, subtitle;  // subtitle: what edition, what date; may be empty
    std::vector<Passage> passages;
    std::string number = {};  // 文号, above the title
    /// 落款 and 成文日期 at the end, with a place for the seal above them; blanks are left for the pen. Absent: none.
    struct Signed {
        std::string issuer, day;
    };
    std::optional<Signed> signature = {};
    std::size_t annex = SIZE_MAX;  // passages from here on come after the signature, on a page of their own
};

/// One self-contained page: no script, nothing fetched, every text escaped. An absent cell is shown as "—".
std::string to_html(const Document& document);
/// The passages alone, for a page of another make.
std::string to_html(const std::vector<Passage>& passages);
/// A full proof (contract.md §6) as a heading, its clause, a table of its facts and the comparisons.
std::vector<Passage> proof_passages(const Value& full_proof, const Labels& labels);
/// Text inside HTML and XML: & < > " and ' as entities; control characters and direction marks are shown.
std::string escaped(std::string_view text);
/// Writes a DOCX in the layout of GB/T 9704 (A4, 仿宋 16 pt, type area 156 × 225 mm). The same bytes for the same
/// document. Written whole or not at all; Error{Kind::input} when the folder cannot be written.
void write_docx(const std::string& path, const Document& document);

/// Bytes as an attribute or a data: address of HTML can hold them.
std::string base64(std::string_view bytes);

}  // namespace mutu

// An office's own DOCX with {{placeholders}} filled in: everything else of the file stays as it is.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mutu {

/// Names between {{ and }} in the text of a template, in order and once each; also where the word processor has cut a
/// name into several runs. Header, footer, tables and text boxes count. Error{Kind::input}: no DOCX, macros, links that
/// would be fetched on opening, a {{ that is never closed.
std::vector<std::string> placeholders_of_docx(const std::string& path);

/// Copies `from` to `to` with each placeholder replaced by its value (as text, never as markup; line ends stay within
/// the paragraph). Every placeholder must have a value. Written whole or not at all; the same bytes for the same input.
void fill_docx(const std::string& from, const std::string& to, const std::map<std::string, std::string>& values);

/// "{{name}}" in a text replaced; names without a value stay.
std::string filled_text(const std::string& text, const std::map<std::string, std::string>& values);
std::vector<std::string> placeholders_of_text(const std::string& text);

}  // namespace mutu

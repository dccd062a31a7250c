// Escaping and fitting of text for people.
#include "plain.hpp"

#include "mutu/text.hpp"

#include <cstdint>

namespace mutu {
namespace {

constexpr std::string_view replacement = "\uFFFD";

/// Bytes of the well-formed character at the front; 0 when there is none.
std::size_t character_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return length <= text.size() && is_utf8(text.substr(0, length)) ? length : 0;
}

char32_t code_point(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return lead;
    char32_t code = lead & (0xFFU >> (character.size() + 1));
    for (const char c : character.substr(1)) code = (code << 6) | (static_cast<unsigned char>(c) & 0x3FU);
    return code;
}

bool hidden(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0x200E && code <= 0x200F) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x2028 ||
           code == 0x2029 || (code >= 0xFFFE && code <= 0xFFFF);
}

std::string escaped(char32_t code) {
    if (code == U'\n') return "\\n";
    if (code == U'\r') return "\\r";
    if (code == U'\t') return "\\t";
    static constexpr char hex[] = "0123456789abcdef";
    std::string digits;
    for (int shift = code < 0x100 ? 4 : 12; shift >= 0; shift -= 4) digits += hex[(code >> shift) & 15U];
    return (code < 0x100 ? "\\x" : "\\u") + digits;
}

}  // namespace

std::string visible(std::string_view text, Breaks breaks) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = text.substr(0, length == 0 ? 1 : length);
        text.remove_prefix(character.size());
        if (length == 0) {
            result += replacement;
            continue;
        }
        const char32_t code = code_point(character);
        const bool line_break = code == U'\n' || code == U'\r' || code == U'\t';
        if (hidden(code) && !(line_break && breaks == Breaks::kept))
            result += escaped(code);
        else
            result += character;
    }
    return result;
}

std::string clipped(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string{text};
    std::string result;
    std::size_t used = 1;  // the ellipsis
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = text.substr(0, length == 0 ? 1 : length);
        used += display_width(character);
        if (used > width) break;
        result += character;
        text.remove_prefix(character.size());
    }
    return width == 0 ? "" : result + "…";
}

std::string padded(std::string_view text, std::size_t width, bool right_aligned) {
    const std::size_t taken = display_width(text);
    const std::string blanks(taken < width ? width - taken : 0, ' ');
    return right_aligned ? blanks + std::string{text} : std::string{text} + blanks;
}

}  // namespace mutu

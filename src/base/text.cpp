// Blanks, widths, joining and printing of text.
#include "mutu/text.hpp"

#include "mutu/error.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

namespace mutu {
namespace {

constexpr std::string_view spaces[] = {" ", "\t", "\r", "\n", "\v", "\f", "\u00A0", "\u3000", "\uFEFF", "\u200B"};

/// Letters and digits of ASCII: most cells begin and end with one, and no blank holds one.
bool solid(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool drop_front(std::string_view& text) {
    if (!text.empty() && solid(text.front())) return false;
    for (const auto space : spaces)
        if (text.starts_with(space)) return text.remove_prefix(space.size()), true;
    return false;
}

bool drop_back(std::string_view& text) {
    if (!text.empty() && solid(text.back())) return false;
    for (const auto space : spaces)
        if (text.ends_with(space)) return text.remove_suffix(space.size()), true;
    return false;
}

/// Code point at `at`, which is moved past it; bytes that are no UTF-8 count as themselves.
char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0x80 || at + length > text.size()) return byte(at++);
    char32_t code = lead & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (byte(at + i) & 0x3F);
    at += length;
    return code;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (drop_front(text)) {
    }
    while (drop_back(text)) {
    }
    return text;
}

bool is_blank(std::string_view text) {
    text = trimmed(text);
    constexpr std::size_t longest = 6;  // bytes of the words below
    if (text.empty()) return true;
    if (text.size() > longest) return false;
    for (const std::string_view word : {"-", "—", "——", "/", "无", "－", "／"})
        if (text == word) return true;
    return text.size() == 4 && lower_ascii(text) == "null";
}

std::string lower_ascii(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string half_width(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t code = next_code_point(text, at);
        if (code >= 0xFF01 && code <= 0xFF5E)
            result += static_cast<char>(code - 0xFF01 + '!');
        else if (code == 0x3000)
            result += ' ';
        else
            result.append(text, begin, at - begin);
    }
    return result;
}

std::string kept_digits(std::string_view id) {
    if (id.size() <= exact_digits || id.find_first_not_of("0123456789") != std::string_view::npos) return "";
    return std::to_string(id.size()) + ":" + std::string{id.substr(0, exact_digits)};
}

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t code = next_code_point(utf8, at);
        const bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
                          (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
                          (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
                          (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x20000 && code <= 0x3FFFD);
        width += wide ? 2 : 1;
    }
    return width;
}

std::string shortest(double value) {
    if (value == 0) return "0";
    std::array<char, 400> text{};
    const bool plain = std::fabs(value) >= 1e-6 && std::fabs(value) < 1e17;
    const auto end = plain ? std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed)
                           : std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

std::string fixed(double value, int decimals) {
    // The shortest decimal that reads back is what people typed; rounding that text, not the binary value, is half away
    // from zero.
    std::string digits = shortest(std::fabs(value));
    if (digits.find('e') != std::string::npos) {
        std::array<char, 400> text{};
        const auto end =
            std::to_chars(text.data(), text.data() + text.size(), std::fabs(value), std::chars_format::fixed, decimals);
        digits.assign(text.data(), end.ptr);
    }
    std::size_t point = digits.find('.');
    if (point == std::string::npos) point = digits.size(), digits += '.';
    const auto keep = static_cast<std::size_t>(decimals);
    digits.append(keep + 1, '0');
    const bool up = digits[point + 1 + keep] >= '5';
    digits.resize(point + 1 + keep);
    for (std::size_t i = digits.size(); up && i > 0; --i) {
        char& digit = digits[i - 1];
        if (digit == '.') continue;
        if (digit != '9') {
            ++digit;
            break;
        }
        digit = '0';
        if (i == 1) digits.insert(digits.begin(), '1');
    }
    if (decimals == 0) digits.pop_back();
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    return value < 0 && !zero ? "-" + digits : digits;
}

std::string to_text(Area area) { return shortest(area.square_metres()); }
std::string to_text(Money money) { return shortest(money.wan()); }

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
    std::string result;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i != 0) result += separator;
        result += parts[i];
    }
    return result;
}

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream content;
    if (!file || !(content << file.rdbuf() || file.peek() == std::ifstream::traits_type::eof()))
        throw Error{Kind::input, "cannot read file: " + path};
    return content.str();
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
    std::size_t best = std::max<std::size_t>(word.size() / 3, 1) + 1;
    std::optional<std::string> found;
    for (const auto& candidate : candidates) {
        std::vector<std::size_t> row(candidate.size() + 1);
        for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
        for (std::size_t i = 1; i <= word.size(); ++i) {
            std::size_t diagonal = row[0]++;
            for (std::size_t j = 1; j < row.size(); ++j) {
                const std::size_t change = diagonal + (word[i - 1] == candidate[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
            }
        }
        if (row.back() < best) best = row.back(), found = candidate;
    }
    return found;
}

}  // namespace mutu

// Telling UTF-8, UTF-16 and GBK apart by mark and validity; a bad line costs itself, not the file.
#include "text_bytes.hpp"

#include "raw.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

void take(TextBytes& result, std::string encoding, const char* from) {
    result.encoding = std::move(encoding), result.from = from;
}

/// GB18030 holds all of GBK and the characters of people's names that GBK lacks.
std::string wide(const std::string& encoding) { return encoding == "GBK" ? "GB18030" : encoding; }

void decode_lines(TextBytes& result, std::string_view bytes) {
    std::int64_t line = 0;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const std::string_view one = bytes.substr(0, end);
        ++line;
        if (const auto text = to_utf8(one, wide(result.encoding))) {
            result.text += *text;
        } else {
            // Latin-1 takes every byte, so that what cannot be read is at least kept.
            result.text += to_utf8(one, "ISO-8859-1").value_or("");
            result.diagnostics.push_back(note("bad_text", Severity::warning, 0,
                                              "第 " + std::to_string(line) + " 行的文字不是有效的 " + result.encoding,
                                              "在 encoding = 中写明文件的编码"));
        }
        result.text += '\n';
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
}

}  // namespace

TextBytes text_of_bytes(std::string_view bytes, const std::string& given) {
    TextBytes result;
    const std::string lower = lower_ascii(given);
    if (!given.empty()) {
        take(result, lower == "utf8" ? "UTF-8" : given, "given");
        result.unknown_encoding = !to_utf8("a", result.encoding);
        if (result.unknown_encoding) return result;
    } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        take(result, "UTF-16", "detected");  // the mark tells the order of the bytes
    } else {
        take(result, is_utf8(bytes) ? "UTF-8" : "GBK", "detected");
    }
    if (auto text = to_utf8(bytes, wide(result.encoding)))
        result.text = *std::move(text);
    else
        decode_lines(result, bytes);
    return result;
}

}  // namespace mutu

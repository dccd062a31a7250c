// Which encoding a file's bytes are in, and every name and cell as UTF-8.
#include "raw.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace mutu {
namespace {

bool is_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The name iconv knows for what a .cpg or a person wrote: "936", "ANSI 936", "UTF8", "Big-5", "88591".
std::string iconv_name(std::string_view written) {
    std::string name = lower_ascii(trimmed(written));
    for (const std::string_view prefix : {"ansi ", "oem ", "cp", "ms", "windows-"})
        if (name.starts_with(prefix) && name.size() > prefix.size()) name.erase(0, prefix.size());
    if (name == "65001" || name == "utf8" || name == "utf-8") return "UTF-8";
    if (name == "936" || name == "gb2312" || name == "gbk" || name == "euc-cn" || name == "cn-gb") return "GBK";
    if (name == "54936" || name == "gb18030") return "GB18030";
    if (name == "950" || name == "big5" || name == "big-5") return "BIG5";
    if (name == "88591" || name == "iso 8859-1" || name == "iso8859-1" || name == "latin1") return "ISO-8859-1";
    if (std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) return "CP" + name;
    return std::string{trimmed(written)};
}

/// The beginning of a UTF-8 character whose rest did not fit into the field.
bool begun(std::string_view tail) {
    const auto lead = static_cast<unsigned char>(tail.front());
    if (lead < 0xC2 || lead > 0xF4) return false;
    const std::size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return tail.size() < whole &&
           std::all_of(
               tail.begin() + 1, tail.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
}

/// Text of cells; fields of fixed width may cut the last character, whose rest is dropped.
std::optional<std::string> decoded(std::string_view bytes, const std::string& encoding) {
    if (is_ascii(bytes)) return std::string{bytes};
    // GB18030 holds all of GBK and the characters of people's names that GBK lacks.
    const std::string wide = encoding == "GBK" ? "GB18030" : encoding;
    for (std::size_t cut = 0; cut <= 3 && cut < bytes.size(); ++cut) {
        if (cut > 0 && wide == "UTF-8" && !begun(bytes.substr(bytes.size() - cut))) continue;
        const std::string_view head = bytes.substr(0, bytes.size() - cut);
        if (wide == "UTF-8") {
            if (is_utf8(head)) return std::string{head};
        } else if (auto text = to_utf8(head, wide)) {
            return text;
        }
    }
    return std::nullopt;
}

template <class Visit>
void every_text(RawLayer& layer, Visit&& visit) {
    for (const auto& column : layer.columns) {
        if (!visit(column.name)) return;
        if (column.kind != RawColumn::Kind::text) continue;
        for (std::size_t row = 0; row < column.rows(); ++row)
            if (!is_ascii(column[row]) && !visit(column[row])) return;
    }
}

struct Faults {
    std::size_t count = 0;
    std::string_view example;
};

Faults faults_in(RawLayer& layer, const std::string& encoding) {
    Faults faults;
    every_text(layer, [&](std::string_view bytes) {
        if (!decoded(bytes, encoding) && faults.count++ == 0) faults.example = bytes;
        return true;
    });
    return faults;
}

bool any_beyond_ascii(RawLayer& layer) {
    bool found = false;
    every_text(layer, [&](std::string_view bytes) { return !(found = found || !is_ascii(bytes)); });
    return found;
}

std::string first_line(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::string line;
    std::getline(file, line);
    return std::string{trimmed(line)};
}

std::string written_in_cpg(const std::string& dbf_path) {
    for (const char* extension : {".cpg", ".CPG", ".cst"}) {
        const auto path = std::filesystem::path{dbf_path}.replace_extension(extension);
        if (std::filesystem::exists(path)) return first_line(path);
    }
    return "";
}

/// Only the Chinese code pages are believed: 0x57 and 0x03 are written by default, whatever the bytes are.
std::string of_language_byte(const std::string& dbf_path) {
    std::ifstream file{dbf_path, std::ios::binary};
    char header[30] = {};
    if (!file.read(header, sizeof header)) return "";
    switch (static_cast<unsigned char>(header[29])) {
    case 0x4D:
    case 0x7A: return "GBK";
    case 0x4F:
    case 0x78: return "BIG5";
    default: return "";
    }
}

/// How the double bytes of Chinese text are spread, over every name and cell.
struct Spread {
    std::size_t pairs = 0;
    std::size_t gb2312 = 0;       // both bytes from A1 on: the everyday characters of GBK
    std::size_t big5_common = 0;  // lead A4 to C6: the everyday characters of Big5
    std::size_t lone = 0;         // a high byte between ASCII letters: an accented letter of Latin-1
};

Spread spread_of(RawLayer& layer) {
    Spread spread;
    const auto high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    every_text(layer, [&](std::string_view bytes) {
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            if (!high(bytes[at])) continue;
            const auto lead = static_cast<unsigned char>(bytes[at]);
            const auto trail = at + 1 < bytes.size() ? static_cast<unsigned char>(bytes[at + 1]) : 0;
            const bool letter = (trail >= 'a' && trail <= 'z') || trail == 0 || trail == ' ';
            if (letter && (at == 0 || !high(bytes[at - 1]))) ++spread.lone;
            ++spread.pairs;
            if (lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1) ++spread.gb2312;
            if (lead >= 0xA1 && lead <= 0xC6 && trail >= 0x40) ++spread.big5_common;
            ++at;
        }
        return true;
    });
    return spread;
}

bool most(std::size_t part, std::size_t whole) { return 10 * part >= 8 * whole; }

/// UTF-8 proves itself. Otherwise GBK, unless hardly a character is an everyday one there: then Big5 when nearly all
/// are everyday ones in it, Latin-1 when every high byte stands alone between letters.
std::string detected(RawLayer& layer) {
    const std::size_t utf8 = faults_in(layer, "UTF-8").count;
    if (utf8 == 0) return "UTF-8";
    const Spread spread = spread_of(layer);
    const bool rare_in_gbk = !most(spread.gb2312, spread.pairs);
    if (rare_in_gbk && spread.lone == spread.pairs) return "ISO-8859-1";
    if (rare_in_gbk && most(spread.big5_common, spread.pairs) && faults_in(layer, "BIG5").count == 0) return "BIG5";
    return faults_in(layer, "GBK").count < utf8 ? "GBK" : "UTF-8";
}

/// Every byte means something in a code page of single bytes, and many pairs do in one of double bytes: that the bytes
/// can be read so proves little where they are UTF-8, or everyday Chinese in GBK.
bool contradicted(RawLayer& layer, const std::string& encoding) {
    const auto begins = [&](std::string_view name) { return encoding.starts_with(name); };
    const Spread spread = spread_of(layer);
    const bool everyday_gbk = most(spread.gb2312, spread.pairs),
               utf8 = encoding != "UTF-8" && faults_in(layer, "UTF-8").count == 0;
    if (begins("GB")) return utf8 && !everyday_gbk;
    if (begins("BIG5")) return utf8 && !most(spread.big5_common, spread.pairs);
    const bool single_bytes = begins("ISO-8859") || begins("CP125") || begins("CP437") || begins("CP85");
    return single_bytes && (utf8 || everyday_gbk);
}

void choose(RawLayer& layer, const std::string& dbf_path, const std::string& given, const std::string& shown) {
    const auto take = [&](std::string encoding, const char* from) {
        layer.encoding = std::move(encoding), layer.encoding_from = from;
    };
    if (!given.empty()) {
        if (!to_utf8("a", iconv_name(given)))
            throw Error{Kind::input, shown + "：不认识编码 " + given + "；常用 UTF-8、GBK、GB18030、BIG5"};
        return take(iconv_name(given), "given");
    }
    if (!any_beyond_ascii(layer)) return take("UTF-8", "detected");
    if (const std::string cpg = dbf_path.empty() ? "" : written_in_cpg(dbf_path); !cpg.empty()) {
        const std::string named = iconv_name(cpg);
        if (faults_in(layer, named).count == 0 && !contradicted(layer, named)) return take(named, "cpg");
        layer.diagnostics.push_back(note("lying_cpg", Severity::warning, 0,
                                         ".cpg 写的编码 " + cpg + " 与 DBF 中的字节不符，改按字节判断",
                                         "更正或删除 .cpg，或在 encoding = 中写明编码"));
    }
    if (const std::string page = dbf_path.empty() ? "" : of_language_byte(dbf_path);
        !page.empty() && faults_in(layer, page).count == 0)
        return take(page, "dbf");
    take(detected(layer), "detected");
}

}  // namespace

void decode(RawLayer& layer, const std::string& dbf_path, const std::string& given, bool raw,
            const std::string& shown) {
    if (raw)
        choose(layer, dbf_path, given, shown);
    else if (faults_in(layer, "UTF-8").count == 0)
        layer.encoding = "UTF-8", layer.encoding_from = "driver";
    else
        choose(layer, "", given, shown);

    for (auto& column : layer.columns) {
        // A DBF heading holds 10 bytes: one of 9 or 10 may be the rest of a longer name.
        column.cut_short = !dbf_path.empty() && column.name.size() >= 9;
        column.name = decoded(column.name, layer.encoding).value_or(column.name);
        if (column.kind != RawColumn::Kind::text) continue;
        RawColumn clean;
        clean.name = column.name, clean.alias = column.alias, clean.cut_short = column.cut_short;
        for (std::size_t row = 0; row < column.rows(); ++row) {
            const auto text = decoded(column[row], layer.encoding);
            // Latin-1 takes every byte, so that what cannot be read is at least kept.
            clean.add(text ? *text : to_utf8(column[row], "ISO-8859-1").value_or(""));
            if (!text)
                layer.diagnostics.push_back(note("bad_text", Severity::warning, static_cast<std::int64_t>(row) + 1,
                                                 "列“" + column.name + "”的文字不是有效的 " + layer.encoding,
                                                 "在 encoding = 中写明文件的编码"));
        }
        column = std::move(clean);
    }
}

}  // namespace mutu

// A sheet as Excel 97 kept it (BIFF8 in a compound file), since nothing here writes that format any more.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <variant>
#include <vector>

namespace mutu::test {

using XlsCell = std::variant<std::u16string, double>;

class XlsBytes {
public:
    XlsBytes& number(std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) text_ += static_cast<char>(value >> (8 * i) & 0xFF);
        return *this;
    }
    XlsBytes& wide(const std::u16string& text) {
        for (const char16_t c : text) number(c, 2);
        return *this;
    }
    XlsBytes& add(const std::string& bytes) { return text_ += bytes, *this; }
    XlsBytes& record(std::uint16_t type, const XlsBytes& body) {
        return number(type, 2).number(body.text_.size(), 2).add(body.text_);
    }
    XlsBytes& pad(std::size_t size, char with = 0) { return text_.resize(size, with), *this; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

inline XlsBytes xls_begin(std::uint16_t kind) {
    return XlsBytes{}.number(0x0600, 2).number(kind, 2).number(0x0DBB, 2).number(0x07CC, 2).number(0, 4).number(6, 4);
}

/// Sheet and cells: what stands before the sheet tells its offset.
inline std::string xls_stream(const std::u16string& sheet, const std::vector<std::vector<XlsCell>>& rows) {
    XlsBytes strings, cells;
    std::uint32_t count = 0;
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            XlsBytes cell = XlsBytes{}.number(row, 2).number(column, 2).number(0, 2);
            if (const double* value = std::get_if<double>(&rows[row][column])) {
                std::uint64_t bits = 0;
                std::memcpy(&bits, value, sizeof bits);
                cells.record(0x0203, cell.number(bits, 8));
                continue;
            }
            const auto& text = std::get<std::u16string>(rows[row][column]);
            strings.number(text.size(), 2).number(1, 1).wide(text);
            cells.record(0x00FD, cell.number(count++, 4));
        }
    const auto globals = [&](std::size_t offset) {
        return XlsBytes{}
            .record(0x0809, xls_begin(5))
            .record(0x0042, XlsBytes{}.number(1200, 2))
            .record(0x0085, XlsBytes{}.number(offset, 4).number(0, 2).number(sheet.size(), 1).number(1, 1).wide(sheet))
            .record(0x00FC, XlsBytes{}.number(count, 4).number(count, 4).add(strings.text()))
            .record(0x000A, {});
    };
    std::size_t width = 0;
    for (const auto& row : rows) width = std::max(width, row.size());
    return globals(globals(0).text().size())
        .record(0x0809, xls_begin(0x10))
        .record(0x0200, XlsBytes{}.number(0, 4).number(rows.size(), 4).number(0, 2).number(width, 2).number(0, 2))
        .add(cells.text())
        .record(0x005C, XlsBytes{}.pad(4096))  // a stream under 4096 bytes would have to stand elsewhere
        .record(0x000A, {})
        .text();
}

inline XlsBytes compound_entry(const std::u16string& name, int type, std::uint32_t child, std::uint32_t start,
                               std::size_t size) {
    return XlsBytes{}
        .wide(name)
        .pad(64)
        .number(2 * (name.size() + 1), 2)
        .number(static_cast<std::uint64_t>(type), 1)
        .number(1, 1)
        .number(0xFFFFFFFF, 4)
        .number(0xFFFFFFFF, 4)
        .number(child, 4)
        .pad(116)
        .number(start, 4)
        .number(size, 8);
}

/// The bytes of an .xls of one sheet; at most 60 kB of cells.
inline std::string xls(const std::u16string& sheet, const std::vector<std::vector<XlsCell>>& rows) {
    constexpr std::uint32_t sector = 512, end = 0xFFFFFFFE, free = 0xFFFFFFFF;
    const std::string stream = xls_stream(sheet, rows);
    const auto sectors = static_cast<std::uint32_t>((stream.size() + sector - 1) / sector);
    XlsBytes file;
    file.number(0xE11AB1A1E011CFD0, 8).pad(24).number(0x3E, 2).number(3, 2).number(0xFFFE, 2).number(9, 2).number(6, 2);
    file.pad(44).number(1, 4).number(1, 4).number(0, 4).number(4096, 4).number(end, 4).number(0, 4).number(end, 4);
    file.number(0, 4).number(0, 4).pad(sector, static_cast<char>(0xFF));
    file.number(0xFFFFFFFD, 4).number(end, 4);  // sector 0: the table of sectors; 1: the directory; then the stream
    for (std::uint32_t i = 0; i < sectors; ++i) file.number(i + 1 < sectors ? i + 3 : end, 4);
    file.pad(2 * sector, static_cast<char>(0xFF));
    file.add(compound_entry(u"Root Entry", 5, 1, end, 0).text());
    file.add(compound_entry(u"Workbook", 2, free, 2, stream.size()).text());
    return file.pad(3 * sector).add(stream).pad((3 + sectors) * sector).text();
}

}  // namespace mutu::test

// Rows as COPY's text: what is hashed is what is sent, and what comes back is read to the same cells.
#include "store_parts.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <array>
#include <charconv>
#include <cstring>

namespace mutu {
namespace {

constexpr std::string_view upper = "0123456789ABCDEF", lower = "0123456789abcdef";

void spell_hex(std::string& out, std::string_view bytes, std::string_view digits) {
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out += digits[value >> 4U], out += digits[value & 15U];
    }
}

void spell_text(std::string& out, std::string_view text) {
    for (const char c : text) switch (c) {
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out += c;
        }
}

/// WKB with the number of its CRS, as PostGIS keeps it.
void spell_shape(std::string& out, std::string_view wkb, int srid) {
    std::array<char, 9> head{};
    std::memcpy(head.data(), wkb.data(), 5);
    head[4] = static_cast<char>(static_cast<unsigned char>(head[4]) | 0x20U);
    std::memcpy(&head[5], &srid, sizeof srid);
    spell_hex(out, {head.data(), head.size()}, upper);
    spell_hex(out, wkb.substr(5), upper);
}

Error unfit(const SharedTable& table, const ExactRow& row, const std::string& column, const std::string& why) {
    return {Kind::input, "表 " + table.table.name + " 第 " + std::to_string(row.fid) + " 行 " + column + "：" + why +
                             "，共享库存不下；请更正后用 mutu run 重新分析"};
}

/// Empty where the cell is of the class that its column has.
const char* fault_of(const ExactCell& cell, std::string_view type) {
    using enum ExactCell::Kind;
    switch (cell.kind) {
    case none: return "";
    case integer:
        if (type == "BOOLEAN") return cell.integer == 0 || cell.integer == 1 ? "" : "不是 0 或 1";
        return type == "INTEGER" ? "" : "是整数，与列的类型不符";
    case real: return type == "REAL" ? "" : "是小数，与列的类型不符";
    case bytes: return type == "BLOB" ? "" : "是二进制，与列的类型不符";
    case text: break;
    }
    if (type == "REAL" || type == "INTEGER" || type == "BOOLEAN" || type == "BLOB") return "是文字，与列的类型不符";
    if (cell.bytes.find('\0') != std::string_view::npos) return "文字中有 NUL 字符";
    return is_utf8(cell.bytes) ? "" : "文字不是 UTF-8";
}

void spell_cell(std::string& out, const ExactCell& cell, std::string_view type) {
    switch (cell.kind) {
    case ExactCell::Kind::none: out += "\\N"; return;
    case ExactCell::Kind::integer:
        type == "BOOLEAN" ? out += cell.integer != 0 ? 't' : 'f' : out += std::to_string(cell.integer);
        return;
    case ExactCell::Kind::real: out += shortest(cell.real); return;
    case ExactCell::Kind::text: spell_text(out, cell.bytes); return;
    case ExactCell::Kind::bytes:
        out += R"(\\x)";
        spell_hex(out, cell.bytes, lower);
        return;
    }
}

std::string unhexed(std::string_view digits) {
    std::string bytes;
    bytes.reserve(digits.size() / 2);
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
        unsigned value = 0;
        std::from_chars(digits.data() + at, digits.data() + at + 2, value, 16);
        bytes += static_cast<char>(value);
    }
    return bytes;
}

/// One field of a line without its escapes; absent for \N. `line` moves behind it.
std::optional<std::string> next_field(std::string_view& line) {
    const auto end = std::min(line.find('\t'), line.size());
    const std::string_view field = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    if (field == "\\N") return std::nullopt;
    std::string text;
    text.reserve(field.size());
    for (std::size_t at = 0; at < field.size(); ++at) {
        if (field[at] != '\\' || at + 1 == field.size()) {
            text += field[at];
            continue;
        }
        static constexpr std::string_view letters = "nrtbfv", meant = "\n\r\t\b\f\v";
        const auto which = letters.find(field[++at]);
        text += which == std::string_view::npos ? field[at] : meant[which];
    }
    return text;
}

template <class T>
T number(const std::string& text) {
    T value{};
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

void spell_row(std::string& text, const SharedTable& table, const SharedPart& part, const SharedRun& run,
               const ExactRow& row, int srid) {
    if (part.kind == SharedKind::park)
        spell_text(text, part.park_id), text += '\t';
    else
        text += '\t', spell_text(text, run.run_id);
    text += '\t' + std::to_string(row.fid);
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const auto& column = table.table.columns[at];
        if (const char* fault = fault_of(row.cells[at], column.type); *fault != '\0')
            throw unfit(table, row, column.name, fault);
        text += '\t';
        spell_cell(text, row.cells[at], column.type);
    }
    if (!table.table.geometry.empty()) {
        text += '\t';
        if (!row.wkb)
            text += "\\N";
        else if (row.wkb->size() < 9 || (*row.wkb)[0] != 1)
            throw unfit(table, row, "geom", "图形已损坏");
        else
            spell_shape(text, *row.wkb, srid);
    }
    text += '\n';
}

std::string content_of(const SharedRun& run, const std::vector<SharedRows>& rows) {
    std::string all;
    for (const SharedRows& one : rows) {
        const BookTable& table = run.layout.tables[one.table].table;
        Value columns{Value::List{}};
        for (const auto& column : table.columns) columns.push(column.name + " " + column.type);
        all += to_json(table.name) + to_json(columns) + table.geometry + sha256(one.text) + '\n';
    }
    return sha256(all);
}

RowReader::RowReader(const SharedTable& table) : table_{table} {
    bytes_.resize(table.table.columns.size() + 1);
    row_.cells.resize(table.table.columns.size());
}

const ExactRow& RowReader::read(std::string_view line) {
    for (int skipped = 0; skipped < 2; ++skipped) next_field(line);  // mutu_park, mutu_run
    row_.fid = number<std::int64_t>(next_field(line).value_or(""));
    for (std::size_t at = 0; at < row_.cells.size(); ++at) {
        ExactCell& cell = row_.cells[at] = {};
        auto field = next_field(line);
        if (!field) continue;
        const std::string& type = table_.table.columns[at].type;
        if (type == "REAL")
            cell.kind = ExactCell::Kind::real, cell.real = number<double>(*field);
        else if (type == "INTEGER")
            cell.kind = ExactCell::Kind::integer, cell.integer = number<std::int64_t>(*field);
        else if (type == "BOOLEAN")
            cell.kind = ExactCell::Kind::integer, cell.integer = *field == "t" ? 1 : 0;
        else {
            cell.kind = type == "BLOB" ? ExactCell::Kind::bytes : ExactCell::Kind::text;
            bytes_[at] = type == "BLOB" ? unhexed(std::string_view{*field}.substr(2)) : std::move(*field);
            cell.bytes = bytes_[at];
        }
    }
    row_.wkb.reset();
    if (table_.table.geometry.empty()) return row_;
    if (const auto field = next_field(line)) {
        std::string& wkb = bytes_.back() = unhexed(*field);
        wkb[4] = static_cast<char>(static_cast<unsigned char>(wkb[4]) & 0xDFU);
        wkb.erase(5, sizeof(std::int32_t));  // the number of the CRS
        row_.wkb = wkb;
    }
    return row_;
}

}  // namespace mutu

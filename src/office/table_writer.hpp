// How results become tables: each column stands beside the value that fills it. Seen by src/office only.
#pragma once

#include "mutu/office.hpp"
#include "mutu/text.hpp"

#include <span>

namespace mutu::office {

inline ResultCell cell(const std::string& text) { return text.empty() ? ResultCell{} : ResultCell{text}; }
inline ResultCell cell(Truth truth) { return std::string{word(truth)}; }
inline ResultCell cell(std::int64_t count) { return count; }
inline ResultCell cell(double number) { return number; }
inline ResultCell cell(Date day) { return day.iso(); }
inline ResultCell cell(Area area) { return area.square_metres(); }
inline ResultCell cell(Money money) { return money.wan(); }
inline ResultCell cell(const std::vector<std::string>& words) { return cell(join(words, ";")); }
template <class T>
ResultCell cell(const std::optional<T>& value) {
    return value ? cell(*value) : ResultCell{};
}

template <class Row>
struct TableColumn {
    const char* name;
    ResultTable::Type type;
    ResultCell (*value)(const Row&);
};

template <class Row>
ResultTable table_of(const char* name, std::span<const TableColumn<Row>> columns, const std::vector<Row>& rows) {
    ResultTable table{.name = name, .columns = {}, .rows = {}};
    for (const auto& column : columns) table.columns.emplace_back(column.name, column.type);
    for (const Row& row : rows) {
        auto& cells = table.rows.emplace_back();
        for (const auto& column : columns) cells.push_back(column.value(row));
    }
    return table;
}

}  // namespace mutu::office

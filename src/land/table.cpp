// Keeping all columns of a table the same length.
#include "mutu/table.hpp"

#include "mutu/error.hpp"

#include <map>

namespace mutu {
namespace {

AnyColumn empty_column(FieldType type, std::size_t rows) {
    switch (type) {
    case FieldType::text:
    case FieldType::code: return Column<std::string>(rows);
    case FieldType::date: return Column<Date>(rows);
    case FieldType::area: return Column<Area>(rows);
    case FieldType::money: return Column<Money>(rows);
    case FieldType::number: return Column<double>(rows);
    case FieldType::yes_no: return Column<bool>(rows);
    }
    return {};
}

}  // namespace

const AnyColumn* Table::any(std::string_view field) const {
    const auto found = columns_.find(std::string{field});
    return found == columns_.end() ? nullptr : &found->second;
}

AnyColumn& Table::make(std::string_view field) {
    const auto found = columns_.find(std::string{field});
    if (found != columns_.end()) return found->second;
    const Field* known = find_field(role_, field);
    if (!known) throw Error{Kind::bug, "role " + std::string{name(role_)} + " has no field " + std::string{field}};
    return columns_.emplace(std::string{field}, empty_column(known->type, rows())).first->second;
}

bool Table::any_shape() const {
    for (std::size_t row = 0; row < shapes_.rows(); ++row)
        if (!shapes_.null(row)) return true;
    return false;
}

Column<std::string>& Table::pass(const std::string& name) {
    for (auto& column : passed_)
        if (column.name == name) return column.values;
    passed_.push_back({name, Column<std::string>(rows())});
    return passed_.back().values;
}

void Table::add_rows(std::span<const Origin> origins) {
    origins_.insert(origins_.end(), origins.begin(), origins.end());
    for (auto& [name, column] : columns_) std::visit([&](auto& values) { values.resize(origins_.size()); }, column);
    for (auto& column : passed_) column.values.resize(origins_.size());
}

std::size_t Table::add_row(Origin origin) {
    add_rows({&origin, 1});
    shapes_.add_null();
    return rows() - 1;
}

CellMarks CellMarks::chosen(const std::vector<std::size_t>& rows) const {
    CellMarks result;
    std::map<std::size_t, std::size_t> place;
    if (!marks_.empty())
        for (std::size_t i = 0; i < rows.size(); ++i) place[rows[i]] = i;
    for (const auto& [field, row] : marks_)
        if (const auto found = place.find(row); found != place.end()) result.marks_.emplace(field, found->second);
    return result;
}

Table Table::chosen(const std::vector<std::size_t>& rows) const {
    Table result{role_};
    const auto pick = [&]<class T>(const Column<T>& column) {
        Column<T> picked;
        picked.reserve(rows.size());
        for (const std::size_t row : rows) picked.push_back(column[row]);
        return picked;
    };
    for (const auto& [name, column] : columns_)
        result.columns_.emplace(name, std::visit([&](const auto& values) { return AnyColumn{pick(values)}; }, column));
    for (const PassedColumn& column : passed_) result.passed_.push_back({column.name, pick(column.values)});
    for (const std::size_t row : rows) {
        result.origins_.push_back(origins_[row]);
        if (row < shapes_.rows()) result.shapes_.add_row(shapes_, row);
    }
    result.unreadable_ = unreadable_.chosen(rows), result.lost_digits_ = lost_digits_.chosen(rows);
    return result;
}

}  // namespace mutu

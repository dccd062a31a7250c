// Single cells: ids, codes, areas and money from text, with the heading's unit.
#pragma once

#include "raw.hpp"

#include "mutu/exchange.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mutu {

/// Codes, numbers and keys that spreadsheets turn into numbers: "12.0" means 12.
bool is_identifier(const Field& field);

struct IdText {
    std::string text;
    bool lost_digits = false;  // it came as a floating number of more digits than those hold
};
/// `from_real`: the cell was a floating number in the file.
IdText id_text(std::string_view cell, bool from_real);
/// Every long id of the column ends in zeros from its 16th digit on: a spreadsheet has written out its numbers. Fewer
/// than six such zeros in all prove nothing.
bool ends_in_zeros(const RawColumn& column);

/// The types whose values have units.
inline constexpr FieldType measured_types[] = {FieldType::area, FieldType::money, FieldType::number};

/// The unit that a word means for values of this type.
std::optional<Unit> unit_of(FieldType type, std::string_view word);

/// A text that ends in a unit of this type: "1.5公顷" → "1.5" and hectare; "宗地面积亩" → "宗地面积" and mu.
struct InUnit {
    std::string_view body, word;
    Unit unit = Unit::base;
};
std::optional<InUnit> split_unit(FieldType type, std::string_view text);

/// Absent outside the range that exact arithmetic holds.
std::optional<Area> area_in(double value, Unit unit);
std::optional<Money> money_in(double value, Unit unit);
double number_in(double value, Unit unit);

}  // namespace mutu

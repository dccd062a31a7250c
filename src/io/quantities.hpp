// Single cells: ids, codes, areas and money from text, with the heading's unit.
#pragma once

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

/// Absent outside the range that exact arithmetic holds.
std::optional<Area> area_in(double value, Unit unit);
std::optional<Money> money_in(double value, Unit unit);
double number_in(double value, Unit unit);

}  // namespace mutu

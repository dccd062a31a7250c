// Values of a ledger as a form's cells want them: unit, decimals, days, totals.
#pragma once

#include "form_heading.hpp"

#include "mutu/quantity.hpp"

namespace mutu {

/// A column of the form that is filled from a column of the ledger.
struct FormColumn {
    int column = 0;
    std::size_t from = 0;  // column of the table; of no meaning for the running number
    bool numbering = false, summed = false;
    std::string heading;
    std::string unit;  // "" where the quantity has none
    Form form = Form::text;
    double factor = 1;  // of the unit, over that of `form`
};

/// The columns of `table` that headings ask for, and the headings left over.
struct FormMatch {
    std::vector<FormColumn> columns;
    std::vector<LeftBlank> left;
};
FormMatch match_form(const FormHeading& heading, const FormTable& table);

/// Writes one value; nothing where it is absent.
void write_value(FormGrid& grid, int row, const FormColumn& column, const Quantity& value);
/// A number as the cell shows it best: with the decimals of its unit where the style has no format of its own.
std::string number_for(const FormGrid& grid, int row, const FormColumn& column, const Quantity& value);

Quantity quantity_of(const FormTable& table, std::size_t column, const ResultCell& cell);

}  // namespace mutu

// Where a form has its headings, and which column of a ledger each of them wants.
#pragma once

#include "form_sheet.hpp"

#include "mutu/form.hpp"

#include <functional>
#include <optional>

namespace mutu {

/// A heading and those above it, from top to bottom, each once.
struct HeadColumn {
    int column = 0;
    std::vector<std::string> path;
    std::string shown() const;  // "面积/公顷"
};

struct FormHeading {
    int top = 0, first_row = 0;  // first_row: below the headings and the line that numbers the columns
    std::vector<HeadColumn> columns;
    std::string title;  // what stands above
    std::string units;  // of its 单位：
};

/// How headings are compared: half-width, lower case, without blanks, marks and units in brackets.
std::string plain_heading(std::string_view text);

/// The first rows of which two headings and more are `known`; absent where there are none.
std::optional<FormHeading> heading_of_form(const FormGrid& grid, const std::function<bool(const std::string&)>& known);

/// The unit that a heading or else the caption gives for a quantity of this kind; "" where neither does.
std::string unit_for(const HeadColumn& head, const std::string& units, const std::vector<std::string>& possible);

/// Names a heading may be meant by, the likeliest first.
std::vector<std::string> readings(const HeadColumn& head);

}  // namespace mutu

// How a quantity is printed for people (contract.md §1), and column totals that come from unrounded values.
#pragma once

#include "mutu/date.hpp"
#include "mutu/units.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace mutu {

/// The unit and decimals of a printed column.
enum class Form : std::uint8_t { text, date, count, mu, hectares, square_metres, wan, wan_per_mu, share, ratio, years };

/// One value before printing; monostate is unknown and prints as nothing. A share is of 1.
using Quantity = std::variant<std::monostate, std::string, Date, std::int64_t, Area, Money, Yield, double>;

template <class T>
Quantity quantity(const std::optional<T>& value) {
    return value ? Quantity{*value} : Quantity{};
}

inline bool known(const Quantity& value) { return !std::holds_alternative<std::monostate>(value); }

/// The unrounded number in the unit of the form; absent for text, dates and the unknown.
std::optional<double> figure(const Quantity& value, Form form);

/// Rounded half away from zero to the decimals of the form; text made visible; "" when unknown.
std::string printed(const Quantity& value, Form form);

/// Sum of one column. Promise: exact, whatever the printed rows were rounded to.
class Tally {
public:
    explicit Tally(Form form) : form_{form} {}

    void add(const Quantity& value);
    /// Unknown while nothing known was added. Of yields: Σ money over Σ land.
    Quantity total() const;
    /// The printed rows do not add up to the printed total.
    bool drifts() const;
    /// Some of the values were unknown and are not in the total.
    bool incomplete() const { return unknown_ != 0; }

private:
    Form form_;
    std::int64_t sum_ = 0;          // 1/300 m², fen, or whole numbers
    std::int64_t rounded_sum_ = 0;  // in the last printed decimal
    Money money_;
    Area land_;
    std::int64_t known_ = 0, unknown_ = 0;
};

}  // namespace mutu

// A figure of a pack (a weight, a baseline, a cut) and how well it is founded.
#pragma once

#include "mutu/rational.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mutu {

enum class Evidence : std::uint8_t { confirmed, secondhand, unconfirmed, product };
std::string_view word(Evidence evidence);

/// Written as a number ("24.097", "1/3", "20%"), as `{ param = "…" }`, or as "" where nobody found it: a gap, from
/// which nothing may be concluded.
struct Figure {
    std::optional<Rational> number;
    std::string parameter;  // id; empty: the number speaks
    std::string where;      // file:line:column
};

struct Rulebook;
/// Absent for a gap: written as "" or an empty parameter.
std::optional<Rational> value_of(const Rulebook& book, const Figure& figure);

}  // namespace mutu

// Amounts of money out of exact numbers. Seen by src/plan only.
#pragma once

#include "mutu/rational.hpp"

namespace mutu {

/// Nearest fen of an amount in 万元. Error{Kind::usage} beyond a milliard 万元: a price was mistyped.
Money fen_of(const Rational& wan);

}  // namespace mutu

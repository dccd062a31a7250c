// Exact numbers of any size: what scores and indicators are worked out in, so that a tie is a tie and a boundary holds.
#pragma once

#include "mutu/units.hpp"

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mutu {

/// A fraction in lowest terms with a positive denominator. Promise: never rounded, whatever is done with it; only
/// `decimals` and `value` round, once. Cost: a few hundred nanoseconds an operation; sums of thousands of unlike
/// fractions grow long.
class Rational {
public:
    Rational();  // 0
    static Rational whole(std::int64_t value);
    static Rational of(Ratio value);
    static Rational wan(Money value);  // 万元
    static Rational mu(Area value);    // 亩
    /// Absent when the denominator is 0.
    static std::optional<Rational> fraction(std::int64_t numerator, std::int64_t denominator);
    /// The decimal that the shortest text of this number says: 0.1 is one tenth. Absent for NaN and infinity.
    static std::optional<Rational> decimal(double value);
    /// "12", "-0.25", "1/3", "25%", "1e-7"; absent for anything else and beyond 2000 characters.
    static std::optional<Rational> parse(std::string_view text);

    Rational(const Rational& other);
    Rational(Rational&& other) noexcept;
    Rational& operator=(const Rational& other);
    Rational& operator=(Rational&& other) noexcept;
    ~Rational();

    Rational& operator+=(const Rational& other);
    Rational& operator-=(const Rational& other);
    Rational& operator*=(const Rational& other);
    friend Rational operator+(Rational a, const Rational& b) { return a += b; }
    friend Rational operator-(Rational a, const Rational& b) { return a -= b; }
    friend Rational operator*(Rational a, const Rational& b) { return a *= b; }
    /// Absent when `divisor` is 0: a ratio over nothing is unknown.
    std::optional<Rational> over(const Rational& divisor) const;

    friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);
    friend bool operator==(const Rational& a, const Rational& b) { return (a <=> b) == 0; }
    bool is_zero() const;

    /// Exact: "12.5" where a decimal of up to twelve places says it, else "90/7". `parse` reads it back.
    std::string text() const;
    /// Rounded once to so many decimals, half away from zero: "12.857".
    std::string decimals(int places) const;
    double value() const;  // nearest within one unit of the last place

private:
    struct Number;
    std::unique_ptr<Number> number_;  // null: moved from
};

}  // namespace mutu

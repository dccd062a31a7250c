// Conversions into exact quantities and their 128-bit comparisons.
#include "mutu/units.hpp"

#include <cmath>

namespace mutu {
namespace {

__extension__ using Wide = __int128;

/// Half away from zero; the product of a decimal and a whole factor is first freed of binary noise below 2^-20 of a
/// count.
std::int64_t nearest(double value) { return std::llround(value); }

std::strong_ordering order(Wide a, Wide b) {
    return a < b ? std::strong_ordering::less : a > b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::strong_ordering scaled(std::int64_t a, Ratio f, std::int64_t b, Ratio g) {
    return order(static_cast<Wide>(a) * f.numerator() * g.denominator(),
                 static_cast<Wide>(b) * g.numerator() * f.denominator());
}

}  // namespace

Area Area::square_metres(double value) { return Area{nearest(value * 300.0)}; }
Area Area::mu(double value) { return Area{nearest(value * 200'000.0)}; }
Area Area::hectares(double value) { return Area{nearest(value * 3'000'000.0)}; }

Money Money::wan(double value) { return Money{nearest(value * 1'000'000.0)}; }

std::optional<Ratio> Ratio::of(std::int64_t numerator, std::int64_t denominator) {
    if (denominator <= 0) return std::nullopt;
    return Ratio{numerator, denominator};
}

Ratio Ratio::decimal(double value) { return Ratio{nearest(value * 1'000'000.0), 1'000'000}; }

std::optional<Yield> Yield::of(Money money, Area land) {
    if (land <= Area{}) return std::nullopt;
    return Yield{money, land};
}

Yield Yield::wan_per_mu(double value) { return Yield{Money::wan(value), Area::mu(1)}; }

std::strong_ordering compare(Area a, Ratio f, Area b, Ratio g) { return scaled(a.quanta(), f, b.quanta(), g); }
std::strong_ordering compare(Money a, Ratio f, Money b, Ratio g) { return scaled(a.fen(), f, b.fen(), g); }

std::strong_ordering compare(Ratio a, Ratio f, Ratio b, Ratio g) {
    // a·f against b·g, cross-multiplied in two steps: 2^63 · small factors fits 128 bits, the full product need not.
    const Wide left_n = static_cast<Wide>(a.numerator()) * f.numerator();
    const Wide left_d = static_cast<Wide>(a.denominator()) * f.denominator();
    const Wide right_n = static_cast<Wide>(b.numerator()) * g.numerator();
    const Wide right_d = static_cast<Wide>(b.denominator()) * g.denominator();
    const Wide left_whole = left_n / left_d - (left_n % left_d < 0 ? 1 : 0);
    const Wide right_whole = right_n / right_d - (right_n % right_d < 0 ? 1 : 0);
    if (left_whole != right_whole) return order(left_whole, right_whole);
    // Equal floors: compare the remainders by continued fractions, which never leaves 128 bits.
    Wide n1 = left_n - left_whole * left_d, d1 = left_d, n2 = right_n - right_whole * right_d, d2 = right_d;
    bool swapped = false;
    while (n1 != 0 && n2 != 0) {
        const Wide q1 = d1 / n1, q2 = d2 / n2;
        if (q1 != q2) return (q1 > q2) != swapped ? std::strong_ordering::less : std::strong_ordering::greater;
        const Wide r1 = d1 - q1 * n1, r2 = d2 - q2 * n2;
        d1 = n1, n1 = r1, d2 = n2, n2 = r2;
        swapped = !swapped;
    }
    if (n1 == 0 && n2 == 0) return std::strong_ordering::equal;
    return (n1 == 0) != swapped ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::strong_ordering compare(Yield a, Ratio f, Yield b, Ratio g) {
    return compare(*Ratio::of(a.money().fen(), a.land().quanta()), f, *Ratio::of(b.money().fen(), b.land().quanta()),
                   g);
}

}  // namespace mutu

// Exact quantities: land in whole 1/300 m², money in whole fen, and the ratios made of them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

namespace mutu {

/// Land area as an integer count of 1/300 m², the largest quantum in which 0.01 m² (3), 0.0001 亩 (20), 1 亩 (200 000)
/// and 1 公顷 (3 000 000) are all whole. 1 亩 = 2000/3 m² exactly. Range: about ±3·10¹⁶ m².
class Area {
public:
    constexpr Area() = default;
    static constexpr Area quanta(std::int64_t count) { return Area{count}; }
    /// Nearest quantum, half away from zero; the caller has made sure the value is finite and in range.
    static Area square_metres(double value);
    static Area mu(double value);
    static Area hectares(double value);

    constexpr std::int64_t quanta() const { return quanta_; }
    /// Reads back to the same quantum through `square_metres`.
    constexpr double square_metres() const { return static_cast<double>(quanta_) / 300.0; }
    constexpr double mu() const { return static_cast<double>(quanta_) / 200'000.0; }
    constexpr double hectares() const { return static_cast<double>(quanta_) / 3'000'000.0; }

    constexpr Area& operator+=(Area other) {
        quanta_ += other.quanta_;
        return *this;
    }
    constexpr Area& operator-=(Area other) {
        quanta_ -= other.quanta_;
        return *this;
    }
    friend constexpr Area operator+(Area a, Area b) { return a += b; }
    friend constexpr Area operator-(Area a, Area b) { return a -= b; }
    friend constexpr auto operator<=>(Area, Area) = default;

private:
    explicit constexpr Area(std::int64_t count) : quanta_{count} {}
    std::int64_t quanta_ = 0;
};

/// Money as an integer count of fen; 1 万元 = 1 000 000 fen, so 万元 with six decimals is exact.
class Money {
public:
    constexpr Money() = default;
    static constexpr Money fen(std::int64_t count) { return Money{count}; }
    static Money wan(double value);  // 万元, nearest fen, half away from zero

    constexpr std::int64_t fen() const { return fen_; }
    constexpr double wan() const { return static_cast<double>(fen_) / 1'000'000.0; }

    constexpr Money& operator+=(Money other) {
        fen_ += other.fen_;
        return *this;
    }
    constexpr Money& operator-=(Money other) {
        fen_ -= other.fen_;
        return *this;
    }
    friend constexpr Money operator+(Money a, Money b) { return a += b; }
    friend constexpr Money operator-(Money a, Money b) { return a -= b; }
    friend constexpr auto operator<=>(Money, Money) = default;

private:
    explicit constexpr Money(std::int64_t count) : fen_{count} {}
    std::int64_t fen_ = 0;
};

/// A dimensionless exact fraction with a positive denominator (a share, a floor-area ratio, a factor of a clause).
class Ratio {
public:
    constexpr Ratio() = default;
    static constexpr Ratio whole(std::int64_t value) { return Ratio{value, 1}; }
    /// Absent when the denominator is not positive: a ratio over nothing is unknown, never 0.
    static std::optional<Ratio> of(std::int64_t numerator, std::int64_t denominator);
    static std::optional<Ratio> of(Area part, Area whole) { return of(part.quanta(), whole.quanta()); }
    /// Nearest 1/1 000 000, half away from zero.
    static Ratio decimal(double value);

    constexpr std::int64_t numerator() const { return numerator_; }
    constexpr std::int64_t denominator() const { return denominator_; }
    constexpr double value() const { return static_cast<double>(numerator_) / static_cast<double>(denominator_); }

private:
    constexpr Ratio(std::int64_t n, std::int64_t d) : numerator_{n}, denominator_{d} {}
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

/// Money per land, kept as the pair; compared by cross-multiplication, so 30.00 万元/亩 stands exactly on 30.
class Yield {
public:
    constexpr Yield() = default;
    /// Absent when there is no land under the money.
    static std::optional<Yield> of(Money money, Area land);
    static Yield wan_per_mu(double value);  // nearest fen per 亩

    constexpr Money money() const { return money_; }
    constexpr Area land() const { return land_; }
    /// One rounding only: 1 万元/亩 is 5 fen per quantum.
    constexpr double wan_per_mu() const {
        return static_cast<double>(money_.fen()) / static_cast<double>(5 * land_.quanta());
    }

private:
    constexpr Yield(Money money, Area land) : money_{money}, land_{land} {}
    Money money_;
    Area land_ = Area::quanta(1);
};

/// Exact order of a·f and b·g, in 128 bits. Factors are small fractions of a rule (1/3, 25 %, 80 %).
std::strong_ordering compare(Area a, Ratio f, Area b, Ratio g);
std::strong_ordering compare(Money a, Ratio f, Money b, Ratio g);
std::strong_ordering compare(Ratio a, Ratio f, Ratio b, Ratio g);
std::strong_ordering compare(Yield a, Ratio f, Yield b, Ratio g);

}  // namespace mutu

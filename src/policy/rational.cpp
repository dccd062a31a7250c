// Exact numbers of any size over GMP. The only place that speaks GMP.
#include "mutu/rational.hpp"

#include "mutu/text.hpp"

#include <gmp.h>

#include <algorithm>
#include <cmath>

namespace mutu {

struct Rational::Number {
    mpq_t q;
    Number() { mpq_init(q); }
    Number(const Number& other) : Number() { mpq_set(q, other.q); }
    Number& operator=(const Number&) = delete;
    ~Number() { mpq_clear(q); }
};

namespace {

// The exact score of a firm may take a few hundred digits; nobody types or needs a longer one.
constexpr std::size_t longest_text = 2000;
// A terminating decimal of up to so many places is written as one; longer ones are clearer as a fraction.
constexpr int shown_places = 12;

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string pad_front(std::string digits, std::size_t width) {
    return digits.size() >= width ? digits : std::string(width - digits.size(), '0') + digits;
}

/// Whole number of GMP as text; frees what GMP gave.
std::string digits_of(mpz_srcptr z) {
    std::string text(mpz_sizeinbase(z, 10) + 2, '\0');
    mpz_get_str(text.data(), 10, z);
    text.resize(text.find('\0'));
    return text;
}

/// Mantissa and power of ten of "12.5e-3"; absent when it is no such number.
struct Scientific {
    std::string digits;
    int scale = 0;  // value = digits × 10^−scale
};

std::optional<Scientific> scientific(std::string_view text) {
    Scientific result;
    if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
        std::string_view power = text.substr(e + 1);
        const bool negative = power.starts_with('-');
        if (negative || power.starts_with('+')) power.remove_prefix(1);
        if (!all_digits(power) || power.size() > 3) return std::nullopt;
        result.scale = std::stoi(std::string{power}) * (negative ? 1 : -1);
        text = text.substr(0, e);
    }
    const std::size_t point = text.find('.');
    const std::string_view front = text.substr(0, point),
                           back = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (!all_digits(front) || (point != std::string_view::npos && !all_digits(back))) return std::nullopt;
    result.digits = std::string{front} + std::string{back};
    result.scale += static_cast<int>(back.size());
    return result;
}

void set_decimal(mpq_ptr q, const Scientific& number) {
    mpz_set_str(mpq_numref(q), number.digits.c_str(), 10);
    mpz_ui_pow_ui(mpq_denref(q), 10, static_cast<unsigned long>(std::max(number.scale, 0)));
    mpq_canonicalize(q);
    if (number.scale >= 0) return;
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, static_cast<unsigned long>(-number.scale));
    mpz_mul(mpq_numref(q), mpq_numref(q), power);
    mpz_clear(power);
    mpq_canonicalize(q);
}

}  // namespace

Rational::Rational() : number_{std::make_unique<Number>()} {}
Rational::Rational(const Rational& other) : number_{std::make_unique<Number>(*other.number_)} {}
Rational::Rational(Rational&& other) noexcept = default;
Rational& Rational::operator=(Rational&& other) noexcept = default;
Rational::~Rational() = default;

Rational& Rational::operator=(const Rational& other) {
    if (this != &other) number_ = std::make_unique<Number>(*other.number_);
    return *this;
}

Rational Rational::whole(std::int64_t value) {
    Rational result;
    mpz_set_si(mpq_numref(result.number_->q), value);
    return result;
}

std::optional<Rational> Rational::fraction(std::int64_t numerator, std::int64_t denominator) {
    return whole(numerator).over(whole(denominator));
}

Rational Rational::of(Ratio value) { return *fraction(value.numerator(), value.denominator()); }
Rational Rational::wan(Money value) { return *fraction(value.fen(), 1'000'000); }
Rational Rational::mu(Area value) { return *fraction(value.quanta(), 200'000); }

std::optional<Rational> Rational::decimal(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    return parse(shortest(value));
}

std::optional<Rational> Rational::parse(std::string_view text) {
    text = trimmed(text);
    if (text.size() > longest_text) return std::nullopt;
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        const auto top = parse(text.substr(0, slash)), bottom = parse(text.substr(slash + 1));
        return top && bottom ? top->over(*bottom) : std::nullopt;
    }
    const bool percent = text.ends_with('%');
    if (percent) text = trimmed(text.substr(0, text.size() - 1));
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    auto number = scientific(text);
    if (!number) return std::nullopt;
    if (percent) number->scale += 2;
    Rational result;
    set_decimal(result.number_->q, *number);
    if (negative) mpq_neg(result.number_->q, result.number_->q);
    return result;
}

Rational& Rational::operator+=(const Rational& other) {
    mpq_add(number_->q, number_->q, other.number_->q);
    return *this;
}

Rational& Rational::operator-=(const Rational& other) {
    mpq_sub(number_->q, number_->q, other.number_->q);
    return *this;
}

Rational& Rational::operator*=(const Rational& other) {
    mpq_mul(number_->q, number_->q, other.number_->q);
    return *this;
}

std::optional<Rational> Rational::over(const Rational& divisor) const {
    if (divisor.is_zero()) return std::nullopt;
    Rational result;
    mpq_div(result.number_->q, number_->q, divisor.number_->q);
    return result;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    return mpq_cmp(a.number_->q, b.number_->q) <=> 0;
}

bool Rational::is_zero() const { return mpq_sgn(number_->q) == 0; }
double Rational::value() const { return mpq_get_d(number_->q); }

std::string Rational::decimals(int places) const {
    // Twice the magnitude, scaled, plus one, halved and cut: half away from zero without a remainder to compare.
    mpz_t scaled, divisor;
    mpz_inits(scaled, divisor, nullptr);
    mpz_ui_pow_ui(scaled, 10, static_cast<unsigned long>(places));
    mpz_mul(scaled, scaled, mpq_numref(number_->q));
    mpz_abs(scaled, scaled);
    mpz_mul_2exp(scaled, scaled, 1);
    mpz_add(scaled, scaled, mpq_denref(number_->q));
    mpz_mul_2exp(divisor, mpq_denref(number_->q), 1);
    mpz_fdiv_q(scaled, scaled, divisor);
    const bool negative = mpq_sgn(number_->q) < 0 && mpz_sgn(scaled) != 0;
    std::string digits = pad_front(digits_of(scaled), static_cast<std::size_t>(places) + 1);
    mpz_clears(scaled, divisor, nullptr);
    if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
    return negative ? "-" + digits : digits;
}

std::string Rational::text() const {
    if (mpz_cmp_ui(mpq_denref(number_->q), 1) == 0) return digits_of(mpq_numref(number_->q));
    std::string rounded = decimals(shown_places);
    if (const auto back = parse(rounded); back && *back == *this) {
        rounded.erase(rounded.find_last_not_of('0') + 1);
        return rounded;
    }
    return digits_of(mpq_numref(number_->q)) + "/" + digits_of(mpq_denref(number_->q));
}

}  // namespace mutu

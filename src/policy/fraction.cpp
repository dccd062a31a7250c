// Exact fractions as people write them in packs and on the command line.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <charconv>
#include <numeric>

namespace mutu {
namespace {

// A threshold of a rule has few digits; twelve keep every product of two of them within 128 bits.
constexpr std::size_t most_digits = 12;

std::optional<std::int64_t> whole_number(std::string_view digits) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || digits.size() > most_digits + 1 || fault != std::errc{} ||
        end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<Ratio> reduced(std::int64_t top, std::int64_t bottom) {
    if (bottom <= 0) return std::nullopt;
    const std::int64_t common = std::gcd(top, bottom);
    return Ratio::of(top / common, bottom / common);
}

std::optional<Ratio> decimal(std::string_view text, std::int64_t divisor) {
    std::string digits{text};
    if (const std::size_t point = digits.find('.'); point != std::string::npos) {
        for (std::size_t i = point + 1; i < digits.size(); ++i) divisor *= 10;
        if (digits.size() - point - 1 > most_digits) return std::nullopt;
        digits.erase(point, 1);
    }
    const auto top = whole_number(digits);
    return top ? reduced(*top, divisor) : std::nullopt;
}

}  // namespace

std::optional<Ratio> exact_fraction(std::string_view text) {
    text = trimmed(text);
    if (text.size() > 2 * most_digits + 3) return std::nullopt;
    if (text.ends_with('%')) return decimal(trimmed(text.substr(0, text.size() - 1)), 100);
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        const auto top = whole_number(trimmed(text.substr(0, slash))),
                   bottom = whole_number(trimmed(text.substr(slash + 1)));
        return top && bottom ? reduced(*top, *bottom) : std::nullopt;
    }
    return decimal(text, 1);
}

std::string fraction_text(Ratio value) { return to_text(FactValue{value}); }

}  // namespace mutu

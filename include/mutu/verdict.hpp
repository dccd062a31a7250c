// Three answers instead of two: yes, no, and undetermined where a fact is missing (strong Kleene logic).
#pragma once

#include <cstdint>
#include <string_view>

namespace mutu {

enum class Truth : std::uint8_t { no, undetermined, yes };

constexpr Truth truth_of(bool value) { return value ? Truth::yes : Truth::no; }
constexpr Truth negate(Truth a) { return a == Truth::undetermined ? a : truth_of(a == Truth::no); }
constexpr Truth both(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth either(Truth a, Truth b) { return a < b ? b : a; }

/// "yes", "no", "undetermined": the words of the book and of proofs.
constexpr std::string_view word(Truth a) {
    switch (a) {
    case Truth::no: return "no";
    case Truth::undetermined: return "undetermined";
    case Truth::yes: return "yes";
    }
    return "undetermined";
}

}  // namespace mutu

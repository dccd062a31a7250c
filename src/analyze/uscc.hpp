// The check digit of the unified social credit code (GB 32100-2015).
#pragma once

#include <array>
#include <string_view>

namespace mutu {

/// 18 characters of 0-9A-HJ-NPQRTUWXY whose last one is (31 − Σ CᵢWᵢ mod 31) mod 31, Wᵢ = 3^(i−1) mod 31.
inline bool valid_uscc(std::string_view code) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    constexpr std::array<unsigned, 17> weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    if (code.size() != weights.size() + 1) return false;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::size_t value = alphabet.find(code[i]);
        if (value == std::string_view::npos) return false;
        sum += value * weights[i];
    }
    return code.back() == alphabet[(31 - sum % 31) % 31];
}

}  // namespace mutu

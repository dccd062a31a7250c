// Structure and check digits of identifiers (policy.md 11.5).
#include "mutu/codes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mutu {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool digits(std::string_view text) { return std::all_of(text.begin(), text.end(), digit); }

}  // namespace

bool valid_uscc(std::string_view code) {
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

bool valid_parcel_code(std::string_view code) {
    constexpr std::string_view owners = "GJZ";
    return code.size() == 19 && digits(code.substr(0, 12)) && owners.find(code[12]) != std::string_view::npos &&
           capital(code[13]) && digits(code.substr(14));
}

bool valid_unit_no(std::string_view code) {
    constexpr std::string_view fixtures = "FLQW";
    if (code.size() != 28 || !valid_parcel_code(code.substr(0, 19))) return false;
    if (fixtures.find(code[19]) == std::string_view::npos || !digits(code.substr(20))) return false;
    return code[19] != 'W' || code.substr(20) == "00000000";
}

bool usual_supervision_no(std::string_view code) {
    if (code.size() != 16 && code.size() != 18) return false;
    if (code.size() == 18 && (code[16] != '-' || !digit(code[17]))) return false;
    return digits(code.substr(0, 10)) && capital(code[10]) && digits(code.substr(11, 5));
}

}  // namespace mutu

// Identifiers with the structure and check digits of the real ones, in a region that does not exist (policy.md 11.5).
#include "park.hpp"

#include <array>
#include <string_view>

namespace mutu::demo {
namespace {

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

/// GB 11714: weights 3 7 9 10 5 8 4 2, check character of the organisation code.
char organisation_check(std::string_view body) {
    constexpr std::array weights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += (body[i] - '0') * weights[i];
    const int check = 11 - sum % 11;
    return check == 11 ? '0' : check == 10 ? 'X' : static_cast<char>('0' + check);
}

/// GB 32100-2015: weights are powers of 3 modulo 31.
char credit_check(std::string_view body) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::size_t sum = 0, weight = 1;
    for (const char c : body) {
        sum += alphabet.find(c) * weight;
        weight = weight * 3 % alphabet.size();
    }
    return alphabet[(alphabet.size() - sum % alphabet.size()) % alphabet.size()];
}

}  // namespace

std::string uscc(std::int64_t number) {
    const std::string organisation = padded(10'000'000 + number, 8);
    const std::string body = std::string{"91"} + made_up_region + organisation + organisation_check(organisation);
    return body + credit_check(body);
}

std::string parcel_code(int park_number, std::size_t number) {
    constexpr std::size_t per_subzone = 99'999;
    return made_up_region + padded(park_number, 3) + padded(static_cast<std::int64_t>(1 + number / per_subzone), 3) +
           "GB" + padded(static_cast<std::int64_t>(1 + number % per_subzone), 5);
}

std::string supervision_code(int year, std::int64_t number) {
    const std::int64_t per_letter = 100'000;
    return made_up_region + std::to_string(year) + static_cast<char>('B' + number / per_letter % 20) +
           padded(number % per_letter, 5) +
           (number >= per_letter * 20 ? "-" + std::to_string(number / per_letter / 20) : "");
}

}  // namespace mutu::demo

// The identifiers of the field and their check digits: land parcels, real-estate units, firms, supply numbers.
#pragma once

#include <string_view>

namespace mutu {

/// 统一社会信用代码 (GB 32100-2015): 18 characters of 0-9A-HJ-NPQRTUWXY whose last one is (31 − Σ CᵢWᵢ mod 31) mod 31,
/// Wᵢ = 3^(i−1) mod 31.
bool valid_uscc(std::string_view code);

/// 宗地代码, 19 characters: region 6, cadastral area 3, sub-area 3, ownership G J Z, right A–Z, number 5.
bool valid_parcel_code(std::string_view code);

/// 不动产单元号 (GB/T 37346-2019), 28 characters: parcel code 19, fixture F L Q W, unit 8; W takes 00000000.
bool valid_unit_no(std::string_view code);

/// The usual form of 电子监管号: region 6, year 4, letter, number 5, optionally -n. Other forms are in use.
bool usual_supervision_no(std::string_view code);

}  // namespace mutu

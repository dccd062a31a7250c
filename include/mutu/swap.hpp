// 置换: parcels that the government may exchange for other land of equal value and the same use (闲置土地处置办法
// 第十二条第五项, 待核对原文).
#pragma once

#include "mutu/policy.hpp"
#include "mutu/units.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

struct SwapLand {
    std::string parcel_id, park_id, use;  // use: land_use_code, empty where unknown
    std::optional<Area> land;
    std::optional<Money> assessed;  // assessed_value_wan
};

/// What becomes of one parcel that may be swapped.
struct Swap {
    std::uint32_t wanting = 0;             // index into `wanting`
    std::optional<std::uint32_t> offered;  // index into `offered`: the land it is exchanged for
    std::optional<Money> value, with;      // of both, by `value_from`
    std::string value_from;                // assessed_value_wan or parameter:swap_land_price
    std::string code;                      // paired, no_use, no_value, no_land, no_equal
    std::vector<std::string> missing;      // fields or "parameter:NAME" that would settle it
};

/// Pairs each land with at most one other of the same use, within its park or the whole book (parameter `swap_scope`),
/// whose value differs by no more than `swap_value_tolerance` of its own: as many pairs as there can be, and of these
/// the ones whose values differ least in sum. A value is the assessed one where all land of the group has it, else land
/// times `swap_land_price`. By wanting. Deterministic; cost: wanting × offered of each group.
std::vector<Swap> pair_swaps(const Rulebook& rules, const std::vector<SwapLand>& wanting,
                             const std::vector<SwapLand>& offered);

}  // namespace mutu

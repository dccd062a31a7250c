// Law of the swaps: as many pairs as trying everything finds, and the least difference in sum.
#include "mutu/swap.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace mutu {
namespace {

struct Best {
    std::int64_t pairs = 0, apart = 0;
    void take(const Best& other) {
        if (other.pairs > pairs || (other.pairs == pairs && other.apart < apart)) *this = other;
    }
};

std::vector<SwapLand> lands(const char* prefix, const std::vector<int>& values) {
    std::vector<SwapLand> all;
    for (std::size_t i = 0; i < values.size(); ++i)
        all.push_back({.parcel_id = prefix + std::to_string(i),
                       .park_id = "A",
                       .use = "0601",
                       .land = {},
                       .assessed = Money::fen(values[i])});
    return all;
}

/// Every way to give each wanting land one free offer or none.
Best by_trying(const std::vector<int>& wanting, const std::vector<int>& offered, int per_cent, std::size_t from,
               std::set<std::size_t>& used) {
    if (from == wanting.size()) return {};
    Best best = by_trying(wanting, offered, per_cent, from + 1, used);
    for (std::size_t j = 0; j < offered.size(); ++j) {
        const int apart = std::abs(wanting[from] - offered[j]);
        if (used.contains(j) || apart * 100 > wanting[from] * per_cent) continue;
        used.insert(j);
        Best with = by_trying(wanting, offered, per_cent, from + 1, used);
        used.erase(j);
        ++with.pairs, with.apart += apart;
        best.take(with);
    }
    return best;
}

RC_GTEST_PROP(SwapLaw, FindsWhatTryingEverythingFinds, ()) {
    const auto some = [] {
        const auto count = *rc::gen::inRange<std::size_t>(0, 6);
        return *rc::gen::container<std::vector<int>>(count, rc::gen::inRange(1, 40));
    };
    const std::vector<int> wanting = some(), offered = some();
    const int per_cent = *rc::gen::inRange(0, 60);
    Rulebook rules;
    Parameter& tolerance = rules.parameters["swap_value_tolerance"];
    tolerance.id = "swap_value_tolerance", tolerance.unit = "1", tolerance.value = *Ratio::of(per_cent, 100);
    const auto left = lands("W", wanting), right = lands("O", offered);
    Best found;
    std::set<std::uint32_t> taken;
    for (const Swap& one : pair_swaps(rules, left, right)) {
        if (!one.offered) continue;
        RC_ASSERT(taken.insert(*one.offered).second);
        ++found.pairs, found.apart += std::abs(wanting[one.wanting] - offered[*one.offered]);
    }
    std::set<std::size_t> used;
    const Best best = by_trying(wanting, offered, per_cent, 0, used);
    RC_ASSERT(found.pairs == best.pairs);
    RC_ASSERT(found.apart == best.apart);
}

}  // namespace
}  // namespace mutu

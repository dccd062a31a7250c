// 置换: land paired with land of equal value. Within a group both sides stand on one line, ordered by value, where the
// best pairs never cross; so the choice is a walk over two sorted lists.
#include "mutu/swap.hpp"

#include "amount.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace mutu {
namespace {

constexpr std::string_view price_parameter = "swap_land_price";
constexpr std::string_view scope_parameter = "swap_scope";
constexpr std::string_view tolerance_parameter = "swap_value_tolerance";

struct Valued {
    std::uint32_t index = 0;
    std::int64_t fen = 0;
};
using Side = std::vector<Valued>;

struct Group {
    std::vector<std::uint32_t> wanting, offered;
};

/// |b − a| ≤ tolerance · a, exact.
bool equal_value(std::int64_t a, std::int64_t b, const Rational& tolerance) {
    return !(tolerance * Rational::whole(a) < Rational::whole(a > b ? a - b : b - a));
}

enum class Move : std::uint8_t { skip_wanting, skip_offered, pair };

struct Worth {
    std::int64_t pairs = 0, apart = 0;
    bool better_than(const Worth& other) const {
        return pairs != other.pairs ? pairs > other.pairs : apart < other.apart;
    }
};

/// Indices into both sides, as many as can be, the least apart in sum; on a tie the cheaper land first.
std::vector<std::pair<std::size_t, std::size_t>> best_pairs(const Side& wanting, const Side& offered,
                                                            const Rational& tolerance) {
    const std::size_t width = offered.size() + 1;
    std::vector<Worth> above(width), row(width);
    std::vector<Move> moves((wanting.size() + 1) * width, Move::skip_offered);
    for (std::size_t i = 1; i <= wanting.size(); ++i) {
        row[0] = {}, moves[i * width] = Move::skip_wanting;
        for (std::size_t j = 1; j < width; ++j) {
            const std::int64_t a = wanting[i - 1].fen, b = offered[j - 1].fen;
            Worth best = row[j - 1];
            Move move = Move::skip_offered;
            if (above[j].better_than(best)) best = above[j], move = Move::skip_wanting;
            if (equal_value(a, b, tolerance)) {
                const Worth paired{above[j - 1].pairs + 1, above[j - 1].apart + (a > b ? a - b : b - a)};
                if (paired.better_than(best)) best = paired, move = Move::pair;
            }
            row[j] = best, moves[i * width + j] = move;
        }
        above.swap(row);
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = wanting.size(), j = offered.size(); i > 0 && j > 0;) {
        const Move move = moves[i * width + j];
        if (move == Move::pair) pairs.emplace_back(i - 1, j - 1);
        i -= move != Move::skip_offered;
        j -= move != Move::skip_wanting;
    }
    return pairs;
}

/// How the land of one group is valued.
struct Valuer {
    std::optional<Rational> price;  // 万元 for one 亩; absent: the assessed values speak
    std::optional<Money> operator()(const SwapLand& land) const {
        if (!price) return land.assessed;
        if (!land.land) return std::nullopt;
        return fen_of(*price * Rational::mu(*land.land));
    }
    std::string from() const { return price ? "parameter:" + std::string{price_parameter} : "assessed_value_wan"; }
};

struct Market {
    const std::vector<SwapLand>& wanting;
    const std::vector<SwapLand>& offered;
    std::optional<Rational> price, tolerance;

    Valuer valuer_of(const Group& group) const {
        const auto assessed = [](const std::vector<SwapLand>& lands, const std::vector<std::uint32_t>& rows) {
            return std::all_of(rows.begin(), rows.end(),
                               [&](std::uint32_t row) { return lands[row].assessed.has_value(); });
        };
        const bool all = assessed(wanting, group.wanting) && assessed(offered, group.offered);
        return {all ? std::nullopt : price};
    }

    static Side side_of(const std::vector<SwapLand>& lands, const std::vector<std::uint32_t>& rows,
                        const Valuer& value) {
        Side side;
        for (const std::uint32_t row : rows)
            if (const auto known = value(lands[row])) side.push_back({row, known->fen()});
        std::sort(side.begin(), side.end(), [&](const Valued& a, const Valued& b) {
            return std::tie(a.fen, lands[a.index].parcel_id) < std::tie(b.fen, lands[b.index].parcel_id);
        });
        return side;
    }

    /// Why a parcel has no pair, unless the pairing finds it one.
    void open(Swap& swap, const Valuer& value, const Group& group) const {
        swap.value = value(wanting[swap.wanting]);
        swap.value_from = swap.value ? value.from() : "";
        if (!swap.value) {
            swap.code = "no_value";
            swap.missing = value.price ? std::vector<std::string>{"area_m2"}
                                       : std::vector<std::string>{"assessed_value_wan",
                                                                  "parameter:" + std::string{price_parameter}};
        } else if (group.offered.empty()) {
            swap.code = "no_land";
        } else {
            swap.code = "no_equal";
            if (!tolerance) swap.missing.push_back("parameter:" + std::string{tolerance_parameter});
        }
    }

    void pair(const Group& group, std::vector<Swap>& swaps) const {
        const Valuer value = valuer_of(group);
        for (const std::uint32_t row : group.wanting) open(swaps[row], value, group);
        if (!tolerance) return;
        const Side left = side_of(wanting, group.wanting, value), right = side_of(offered, group.offered, value);
        for (const auto& [a, b] : best_pairs(left, right, *tolerance)) {
            Swap& swap = swaps[left[a].index];
            swap.offered = right[b].index, swap.with = Money::fen(right[b].fen), swap.code = "paired";
        }
    }
};

}  // namespace

std::vector<Swap> pair_swaps(const Rulebook& rules, const std::vector<SwapLand>& wanting,
                             const std::vector<SwapLand>& offered) {
    // A book of an earlier pack has none of these parameters.
    const auto known = [&](std::string_view id) { return rules.parameters.contains(id); };
    const bool by_park = !known(scope_parameter) || rules.word(scope_parameter) != "book";
    const auto key = [&](const SwapLand& land) { return std::pair{by_park ? land.park_id : std::string{}, land.use}; };
    std::map<std::pair<std::string, std::string>, Group> groups;
    std::vector<Swap> swaps(wanting.size());
    for (std::uint32_t row = 0; row < wanting.size(); ++row) {
        swaps[row].wanting = row;
        if (wanting[row].use.empty())
            swaps[row].code = "no_use", swaps[row].missing.emplace_back("land_use_code");
        else
            groups[key(wanting[row])].wanting.push_back(row);
    }
    for (std::uint32_t row = 0; row < offered.size(); ++row)
        if (!offered[row].use.empty())
            if (const auto found = groups.find(key(offered[row])); found != groups.end())
                found->second.offered.push_back(row);
    const auto figure = [&](std::string_view id) {
        const auto ratio = known(id) ? rules.ratio(id) : std::nullopt;
        return ratio ? std::optional{Rational::of(*ratio)} : std::nullopt;
    };
    const Market market{wanting, offered, figure(price_parameter), figure(tolerance_parameter)};
    for (const auto& [ignored, group] : groups) market.pair(group, swaps);
    return swaps;
}

}  // namespace mutu

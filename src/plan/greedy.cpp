// A choice to begin with: the best return first, whatever fits, then exchanges as long as they bring more. The solver
// improves on it, or it stands where time ends.
#include "hand.hpp"

#include <algorithm>

namespace mutu {
namespace {

/// More for the money first, exactly.
bool better(const Offer& a, const Offer& b) {
    const auto order =
        compare(Money::fen(a.gain), Ratio::whole(b.cost.fen()), Money::fen(b.gain), Ratio::whole(a.cost.fen()));
    return order != 0 ? order > 0 : a.columns < b.columns;
}

/// Per candidate its column of the most gain, the cheaper of two that gain alike.
std::vector<std::optional<std::uint32_t>> best_columns(std::size_t candidates, const Choice& choice) {
    std::vector<std::optional<std::uint32_t>> best(candidates);
    for (std::uint32_t c = 0; c < choice.columns.size(); ++c) {
        auto& own = best[choice.columns[c].candidate];
        if (!own || choice.columns[c].gain > choice.columns[*own].gain ||
            (choice.columns[c].gain == choice.columns[*own].gain && choice.columns[c].cost < choice.columns[*own].cost))
            own = c;
    }
    return best;
}

void add(const Choice& choice, std::uint32_t column, Offer& offer) {
    offer.columns.push_back(column);
    offer.cost += choice.columns[column].cost, offer.gain += choice.columns[column].gain;
}

std::vector<Offer> offers_of(std::size_t candidates, const Choice& choice, bool blocks) {
    const auto best = best_columns(candidates, choice);
    std::vector<Offer> offers;
    if (!blocks) {
        for (const auto& column : best)
            if (column) add(choice, *column, offers.emplace_back());
        return offers;
    }
    for (std::uint32_t b = 0; b < choice.blocks.size(); ++b) {
        Offer offer;
        offer.block = b;
        for (const std::uint32_t member : choice.blocks[b].members) add(choice, *best[member], offer);
        offers.push_back(std::move(offer));
    }
    return offers;
}

}  // namespace

std::vector<std::uint32_t> start_of(const std::vector<Candidate>& candidates, const Choice& choice,
                                    const Limits& limits) {
    std::vector<std::uint32_t> ones;
    if (!choice.forced.empty()) return ones;
    const bool blocks = choice.in_blocks && limits.blocks;
    std::vector<Offer> offers = offers_of(candidates.size(), choice, blocks);
    std::sort(offers.begin(), offers.end(), better);
    Hand hand{candidates, choice, limits, offers};
    for (std::uint32_t offer = 0; offer < offers.size(); ++offer) hand.add_if_fits(offer);
    if (blocks) improve(offers, hand);
    for (const std::uint32_t taken : hand.taken()) {
        const Offer& offer = offers[taken];
        ones.insert(ones.end(), offer.columns.begin(), offer.columns.end());
        if (offer.block) ones.push_back(static_cast<std::uint32_t>(choice.columns.size()) + *offer.block);
    }
    std::sort(ones.begin(), ones.end());
    return ones;
}

}  // namespace mutu

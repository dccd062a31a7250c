// A choice to begin with: the best return first, whatever fits. The solver improves on it, or it stands where time
// ends.
#include "choose.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

/// What is taken at once: a block with the best option of each member, or one candidate.
struct Offer {
    std::vector<std::uint32_t> columns;
    std::optional<std::uint32_t> block;
    Money cost;
    std::int64_t gain = 0;
};

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
    std::vector<Offer> offers = offers_of(candidates.size(), choice, choice.in_blocks && limits.blocks);
    std::sort(offers.begin(), offers.end(), better);
    std::vector<bool> taken(candidates.size(), false);
    std::map<std::string, int> used;
    Money spent;
    for (const Offer& offer : offers) {
        if (limits.budget && spent + offer.cost > *limits.budget) continue;
        std::map<std::string, int> more = used;
        bool fits = true;
        for (const std::uint32_t c : offer.columns) {
            const auto& column = choice.columns[c];
            const std::string& action = candidates[column.candidate].options[column.option].action;
            const auto limit = limits.actions.find(action);
            fits =
                fits && !taken[column.candidate] && (limit == limits.actions.end() || ++more[action] <= limit->second);
        }
        if (!fits) continue;
        used = std::move(more), spent += offer.cost;
        for (const std::uint32_t c : offer.columns) taken[choice.columns[c].candidate] = true, ones.push_back(c);
        if (offer.block) ones.push_back(static_cast<std::uint32_t>(choice.columns.size()) + *offer.block);
    }
    std::sort(ones.begin(), ones.end());
    return ones;
}

}  // namespace mutu

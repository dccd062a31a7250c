// A choice in the making: what is taken, and what of it must go for something else. Seen by src/plan only.
#pragma once

#include "choose.hpp"

namespace mutu {

/// What is taken at once: a block with the best option of each member, or one candidate.
struct Offer {
    std::vector<std::uint32_t> columns;
    std::optional<std::uint32_t> block;
    Money cost;
    std::int64_t gain = 0;
};

/// What is taken so far keeps the limits at every moment.
class Hand {
public:
    Hand(const std::vector<Candidate>& candidates, const Choice& choice, const Limits& limits,
         const std::vector<Offer>& offers);
    std::int64_t gain() const { return gain_; }
    Money spent() const { return spent_; }
    const std::vector<std::uint32_t>& taken() const { return taken_; }
    bool has(std::uint32_t offer) const;
    bool add_if_fits(std::uint32_t offer);
    void drop(std::uint32_t offer);
    /// The offers that share a candidate with this one, then the one that gains least of those whose money is needed
    /// for it; absent where no single one pays for it.
    std::optional<std::vector<std::uint32_t>> in_the_way(std::uint32_t offer) const;

private:
    static constexpr std::uint32_t nobody = UINT32_MAX;
    void count(const Offer& offer, int change);

    const Choice* choice_;
    const Limits* limits_;
    const std::vector<Offer>* offers_;
    std::vector<std::uint32_t> owner_;     // per candidate: the offer that takes it
    std::vector<std::uint32_t> limit_of_;  // per column: which limit counts it
    std::vector<int> left_;                // per limit
    std::vector<std::uint32_t> taken_;
    Money spent_;
    std::int64_t gain_ = 0;
};

/// Exchanges one offer for those in its way, or one for whatever fits instead, until a round brings nothing more.
/// Offers are sorted by return. Cost: rounds × offers × what is taken.
void improve(const std::vector<Offer>& offers, Hand& hand);

}  // namespace mutu

// A choice bettered by exchanges, each of which brings more than it takes away.
#include "hand.hpp"

#include <algorithm>
#include <numeric>

namespace mutu {
namespace {

/// Whatever still fits, in this order.
void fill(const std::vector<std::uint32_t>& order, Hand& hand) {
    for (const std::uint32_t offer : order) hand.add_if_fits(offer);
}

/// One offer in, what stands in its way out, where that brings more.
void exchange(const std::vector<Offer>& offers, std::uint32_t in, Hand& hand) {
    const auto out = hand.in_the_way(in);
    if (!out) return;
    std::int64_t lost = 0;
    for (const std::uint32_t one : *out) lost += offers[one].gain;
    if (offers[in].gain <= lost) return;
    Hand tried = hand;
    for (const std::uint32_t one : *out) tried.drop(one);
    if (tried.add_if_fits(in)) hand = std::move(tried);  // else a limit on its action stands in the way
}

/// Without this one, then the best return first of all others.
void replace(const std::vector<Offer>& offers, const std::vector<std::uint32_t>& by_gain, std::uint32_t out,
             Hand& hand) {
    Hand tried = hand;
    tried.drop(out);
    for (std::uint32_t in = 0; in < offers.size(); ++in)
        if (in != out) tried.add_if_fits(in);
    fill(by_gain, tried);
    if (tried.gain() > hand.gain()) hand = std::move(tried);
}

}  // namespace

void improve(const std::vector<Offer>& offers, Hand& hand) {
    constexpr int most_rounds = 10;
    constexpr std::size_t most_work = 20'000'000;  // offers looked at in a round of replacing
    std::vector<std::uint32_t> by_gain(offers.size());
    std::iota(by_gain.begin(), by_gain.end(), 0);
    std::stable_sort(by_gain.begin(), by_gain.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return offers[a].gain > offers[b].gain; });
    fill(by_gain, hand);
    for (int round = 0; round < most_rounds; ++round) {
        const std::int64_t before = hand.gain();
        for (std::uint32_t in = 0; in < offers.size(); ++in)
            if (!hand.has(in)) exchange(offers, in, hand);
        fill(by_gain, hand);
        if (hand.taken().size() * offers.size() <= most_work)
            for (const std::uint32_t out : std::vector<std::uint32_t>{hand.taken()})
                if (hand.has(out)) replace(offers, by_gain, out, hand);
        if (hand.gain() == before) return;
    }
}

}  // namespace mutu

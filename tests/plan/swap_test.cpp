// Swaps by hand: what counts as equal, what is said where something is unknown.
#include "support/builders.hpp"

#include "mutu/swap.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

SwapLand land(const char* id, const char* use, double assessed_wan, const char* park = "A") {
    SwapLand one{.parcel_id = id, .park_id = park, .use = use, .land = Area::mu(10), .assessed = {}};
    if (assessed_wan > 0) one.assessed = Money::wan(assessed_wan);
    return one;
}

std::string codes(const std::vector<Swap>& swaps) {
    std::string all;
    for (const Swap& one : swaps) all += one.code + (one.offered ? ":" + std::to_string(*one.offered) : "") + " ";
    return all;
}

TEST(Swaps, PairLandOfTheSameUseWithinTheToleranceAndThePark) {
    const Rulebook five = rules({{"swap_value_tolerance", "5%"}});
    const std::vector<SwapLand> wanting{land("W1", "0601", 100), land("W2", "0701", 100), land("W3", "", 100)};
    const std::vector<SwapLand> offered{land("O1", "0601", 106), land("O2", "0601", 105), land("O3", "0601", 100, "B")};
    EXPECT_EQ(codes(pair_swaps(five, wanting, offered)), "paired:1 no_land no_use ");
    const Rulebook anywhere = rules({{"swap_value_tolerance", "5%"}, {"swap_scope", "book"}});
    EXPECT_EQ(codes(pair_swaps(anywhere, wanting, offered)), "paired:2 no_land no_use ") << "the nearest in value";
    const Rulebook four = rules({{"swap_value_tolerance", "4.99%"}});
    EXPECT_EQ(codes(pair_swaps(four, wanting, offered)), "no_equal no_land no_use ");
}

TEST(Swaps, SayWhatIsMissing) {
    const std::vector<SwapLand> wanting{land("W1", "0601", 0)}, offered{land("O1", "0601", 100)};
    const auto open = pair_swaps(rules({{"swap_value_tolerance", "5%"}}), wanting, offered);
    EXPECT_EQ(open[0].code, "no_value");
    EXPECT_EQ(open[0].missing, (std::vector<std::string>{"assessed_value_wan", "parameter:swap_land_price"}));
    const auto priced =
        pair_swaps(rules({{"swap_value_tolerance", "0"}, {"swap_land_price", "12.5"}}), wanting, offered);
    EXPECT_EQ(codes(priced), "paired:0 ") << "equal land at one price";
    EXPECT_EQ(priced[0].value, Money::wan(125));
    EXPECT_EQ(priced[0].value_from, "parameter:swap_land_price");
    const std::vector<SwapLand> known{land("W1", "0601", 100)};
    const auto no_tolerance = pair_swaps(rules(), known, offered);
    EXPECT_EQ(no_tolerance[0].code, "no_equal");
    EXPECT_EQ(no_tolerance[0].missing, std::vector<std::string>{"parameter:swap_value_tolerance"});
}

TEST(Swaps, MakeAsManyPairsAsThereCanBe) {
    // The nearest partner of 100 is 101, yet 104 has no other.
    const Rulebook five = rules({{"swap_value_tolerance", "5%"}});
    const std::vector<SwapLand> wanting{land("W1", "0601", 100), land("W2", "0601", 104)};
    const std::vector<SwapLand> offered{land("O1", "0601", 96), land("O2", "0601", 101)};
    EXPECT_EQ(codes(pair_swaps(five, wanting, offered)), "paired:0 paired:1 ");
}

}  // namespace
}  // namespace mutu::test

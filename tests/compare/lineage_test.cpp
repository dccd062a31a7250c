// Made-up histories with known answers: which land became which parcel.
#include "support/ascii_map.hpp"

#include "mutu/lineage.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

TEST(Lineage, FollowsASplit) {
    const LandState before{{"1", "2"}, ascii_map("AAAABB")}, after{{"1-1", "1-2", "2"}, ascii_map("AAABCC")};
    const auto found = lineage(before, after);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(word(found[0].kind), "split");
    EXPECT_EQ(found[0].before, (std::vector<std::uint32_t>{0}));
    EXPECT_EQ(found[0].after, (std::vector<std::uint32_t>{0, 1}));
    EXPECT_DOUBLE_EQ(found[0].shared, 400);
}

TEST(Lineage, FollowsAMergeThoughOneIdLivesOn) {
    const LandState before{{"1", "2", "3"}, ascii_map("AABCCC")}, after{{"1", "3"}, ascii_map("AAABBB")};
    const auto found = lineage(before, after);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(word(found[0].kind), "merged");
    EXPECT_EQ(found[0].before, (std::vector<std::uint32_t>{0, 1}));
    EXPECT_EQ(found[0].after, (std::vector<std::uint32_t>{0}));
}

TEST(Lineage, FollowsTheLandAndNotTheIdWhenIdsChangePlaces) {
    const LandState before{{"1", "2"}, ascii_map("AABB")}, after{{"2", "1"}, ascii_map("AABB")};
    const auto found = lineage(before, after);
    ASSERT_EQ(found.size(), 2U);
    for (const Lineage& one : found) {
        EXPECT_EQ(word(one.kind), "renumbered");
        EXPECT_EQ(one.before, one.after);
    }
}

TEST(Lineage, CallsAMovedLineABoundaryChangeOfBothSides) {
    const LandState before{{"1", "2"}, ascii_map("AAAABBBB")}, after{{"1", "2"}, ascii_map("AAAAABBB")};
    const auto found = lineage(before, after);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(word(found[0].kind), "boundary");
    EXPECT_DOUBLE_EQ(found[0].area_after - found[0].area_before, 100);
    EXPECT_DOUBLE_EQ(found[1].area_after - found[1].area_before, -100);
}

TEST(Lineage, SaysPartWhereANewParcelTakesLittleOfOneThatIsGone) {
    const LandState before{{"1"}, ascii_map("AAAA")}, after{{"9"}, ascii_map("A...")};
    const auto found = lineage(before, after);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(word(found[0].kind), "part");
    EXPECT_DOUBLE_EQ(found[0].shared, 100);
}

TEST(Lineage, IsSilentAboutUnchangedNewAndVanishedLand) {
    const LandState before{{"1", "2"}, ascii_map("AA.B")}, after{{"1", "3"}, ascii_map("AAB.")};
    EXPECT_TRUE(lineage(before, after).empty());
}

TEST(Lineage, RegroupsWhereTwoExchangeMoreThanHalf) {
    const LandState before{{"1", "2"}, ascii_map("AAAABBBB")}, after{{"1", "2"}, ascii_map("AAAAAAAB")};
    const auto found = lineage(before, after);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(word(found[0].kind), "regrouped");
}

}  // namespace
}  // namespace mutu

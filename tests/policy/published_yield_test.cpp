// Published figures of yields, worked out again from what was published beside them.
#include "mutu/rational.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace mutu {
namespace {

Rational number(std::string_view text) { return Rational::parse(text).value(); }
Rational over(std::string_view a, std::string_view b) { return *number(a).over(number(b)); }
std::string percent(const Rational& share, int places) { return (share * number("100")).decimals(places); }

Rational sum(const std::vector<std::string_view>& texts) {
    Rational total;
    for (const auto text : texts) total += number(text);
    return total;
}

TEST(PublishedYields, OfLishuiTwentyNineteen) {
    EXPECT_EQ(over("573564", "30341").decimals(4), "18.9039");
    EXPECT_EQ(over("573564", "30341").decimals(1), "18.9");
    EXPECT_EQ(over("2236605", "30341").decimals(2), "73.72") << "published 73.71: cut, not rounded";
}

TEST(PublishedYields, OfTheGradesOfLishui) {
    const char* shares[] = {"27.4", "56.7", "14.3", "1.6"};
    const char* firms[] = {"258", "534", "135", "15"};
    for (int i = 0; i < 4; ++i) EXPECT_EQ(percent(over(firms[i], "942"), 1), shares[i]);
    EXPECT_EQ(sum({"258", "534", "135", "15"}), number("942"));
}

TEST(PublishedYields, OfTheCountiesOfLishui) {
    const std::vector<std::string_view> firms{"209", "157", "147", "90", "87", "68", "65", "55", "48", "16"};
    const char* shares[] = {"22.19", "16.67", "15.61", "9.55", "9.24", "7.22", "6.90", "5.84", "5.10", "1.70"};
    EXPECT_EQ(sum(firms), number("942"));
    for (std::size_t i = 0; i < firms.size(); ++i) EXPECT_EQ(percent(over(firms[i], "942"), 2), shares[i]);
}

TEST(PublishedYields, GrewAsPublished) {
    EXPECT_EQ(percent(over("17.5", "12.01") - number("1"), 1), "45.7");
    EXPECT_EQ(percent(over("18.9", "17.5") - number("1"), 1), "8.0");
}

TEST(PublishedYields, AreNeverAveraged) {
    const std::vector<std::string_view> counties{"46.38", "36.91", "22.97", "21.41", "21.36",
                                                 "16.75", "12.15", "11.78", "10.06", "9.81"};
    EXPECT_EQ(sum(counties), number("209.58"));
    EXPECT_EQ(sum(counties).over(number("10"))->decimals(3), "20.958");
    EXPECT_NE(sum(counties).over(number("10"))->decimals(1), over("573564", "30341").decimals(1));
    EXPECT_EQ(percent(over("46.38", "209.58"), 2), "22.13");
}

TEST(PublishedYields, OfTheProvinceInBothUnits) {
    EXPECT_EQ(number("13") * number("15"), number("195"));  // 万元/亩 → 万元/公顷
    EXPECT_EQ(over("22.65", "1.1422").decimals(4), "19.8302");
    EXPECT_EQ(number("22.65") * number("15"), number("339.75"));
}

TEST(PublishedYields, GrewByTenAndAHalfPercentAYearForFiveYears) {
    Rational published = number("1");
    for (int year = 0; year < 5; ++year) published *= number("1.1045");
    Rational more = number("1");
    for (int year = 0; year < 5; ++year) more *= number("1.1046");
    const Rational grown = over("1734.1", "1054.8");
    EXPECT_LT(published, grown);
    EXPECT_LT(grown, more);
}

TEST(PublishedYields, OfShuangfengAndTheLowEfficiencyPilot) {
    EXPECT_EQ(over("636.95", "140").decimals(2), "4.55");
    EXPECT_EQ((number("636.95") - number("140")) * number("15"), number("7454.25"));
    EXPECT_EQ(percent(over("170.47", "320.18"), 3), "53.242");
    EXPECT_EQ(percent(over("5.05", "19.38"), 2), "26.06");
}

/// The order of two yields in 万元/亩.
auto order(double a, double b) {
    return compare(Yield::wan_per_mu(a), Ratio::whole(1), Yield::wan_per_mu(b), Ratio::whole(1));
}

TEST(PublishedYields, ExactlyAtALimitPassAtLeastAndNotMoreThan) {
    EXPECT_TRUE(order(250, 250) == 0);    // 洞口 “超过”: not passed; 隆昌 “不低于”: passed
    EXPECT_TRUE(order(299.99, 300) < 0);  // output, one fen per 亩 is enough
    EXPECT_TRUE(order(15.01, 15) > 0);    // tax
    for (const double limit : {150.0, 8.0, 350.0}) EXPECT_TRUE(order(limit, limit) >= 0);
}

}  // namespace
}  // namespace mutu

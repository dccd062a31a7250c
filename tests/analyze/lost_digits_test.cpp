// Ids that a spreadsheet held as numbers: the first 15 digits are true, so a tie over them is a doubt and never sure.
#include "parcels.hpp"

namespace mutu {
namespace {

using test::Builder;
using test::judged;

constexpr const char* as_of = "2026-06-30";
constexpr const char* whole = "430525202100012345";  // 18 digits
constexpr const char* left = "430525202100012000";   // what a spreadsheet keeps of it

/// Parcels P1, P2 … with these supervision numbers, and one supply row whose number lost its last three digits.
Builder supplied(const std::vector<std::string>& numbers, const std::string& supply_number = left) {
    Builder builder;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        builder.row(Role::parcel, {{"parcel_id", "P" + std::to_string(i + 1)}, {"supervision_no", numbers[i]}},
                    test::Rectangle{200.0 * static_cast<double>(i), 0, 100, 100});
    builder.row(Role::supply, {{"supply_id", "S"}, {"supply_date", "2022-01-01"}, {"supervision_no", supply_number}});
    builder.holdings[Role::supply].mark_lost_digits("supervision_no", 0);
    return builder;
}

TEST(LostDigits, TheOneParcelThatBeginsAlikeIsADoubt) {
    const Assessment out = judged(supplied({whole, "430525202199999999"}), as_of);
    ASSERT_EQ(out.links.size(), 1U);
    EXPECT_EQ(out.links[0].state, "doubtful");
    EXPECT_EQ(out.links[0].to_key, "P1");
    EXPECT_EQ(out.links[0].keys, "supervision_no");
    EXPECT_EQ(out.links[0].score, 0.5);
}

TEST(LostDigits, AnEqualNumberIsNoSurerThanAnAlikeOne) {
    EXPECT_EQ(judged(supplied({left}), as_of).links.at(0).state, "doubtful");
    EXPECT_EQ(judged(supplied({left, whole}), as_of).links.at(0).state, "unmatched") << "either may be meant";
}

TEST(LostDigits, ShorterAndOtherwiseLongNumbersAreNotAlike) {
    for (const char* other : {"430525202100012", "4305252021000123456", "430525202100013345", "43052520210001234A"})
        EXPECT_EQ(judged(supplied({other}), as_of).links.at(0).state, "unmatched") << other;
}

TEST(LostDigits, OnTheParcelsSideCountAsMuch) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"supervision_no", left}}, test::one_hectare);
    builder.row(Role::supply, {{"supply_id", "S"}, {"supply_date", "2022-01-01"}, {"supervision_no", whole}});
    builder.holdings[Role::parcel].mark_lost_digits("supervision_no", 0);
    EXPECT_EQ(judged(builder, as_of).links.at(0).state, "doubtful");
}

TEST(LostDigits, AnotherKeyThatIsWholeDecides) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"supervision_no", whole}, {"contract_no", "HT-1"}},
                test::one_hectare);
    builder.row(Role::parcel, {{"parcel_id", "P2"}, {"contract_no", "HT-2"}}, test::Rectangle{200, 0, 100, 100});
    for (const char* contract : {"HT-1", "HT-2"})
        builder.row(Role::supply, {{"supply_date", "2022-01-01"}, {"supervision_no", left}, {"contract_no", contract}});
    for (const std::size_t row : {0U, 1U}) builder.holdings[Role::supply].mark_lost_digits("supervision_no", row);
    const Assessment out = judged(builder, as_of);
    ASSERT_EQ(out.links.size(), 2U);
    EXPECT_EQ(out.links[0].state, "matched") << "HT-1 is of the parcel that begins alike";
    EXPECT_EQ(out.links[0].keys, "contract_no");
    EXPECT_EQ(out.links[1].state, "doubtful") << "HT-2 says one parcel and the digits another";
}

TEST(LostDigits, APersonDecides) {
    Builder builder = supplied({whole});
    builder.holdings.decisions.push_back({"supply", "S", "parcel", "P1", true, "王某（虚构）"});
    EXPECT_EQ(judged(builder, as_of).links.at(0).state, "matched");
    builder.holdings.decisions.back().tied = false;
    EXPECT_EQ(judged(builder, as_of).links.at(0).state, "unmatched");
}

TEST(LostDigits, OfAParcelsIdInAnOccupancyTieNoFirm) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", whole}}, test::one_hectare);
    builder.row(Role::occupancy, {{"name", "甲"}, {"parcel_id", left}});
    builder.row(Role::enterprise_year, {{"name", "甲"}, {"year", "2025"}, {"tax_wan", "10"}});
    builder.holdings[Role::occupancy].mark_lost_digits("parcel_id", 0);
    const Assessment out = judged(builder, as_of);
    EXPECT_EQ(out.links.at(0).state, "doubtful");
    EXPECT_FALSE(out.parcels[0].tax);
}

/// A firm of the register with a whole code, its parcel, and a yearly record whose code lost digits.
Builder firm(const std::string& name_of_year) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"holder_uscc", "914305007121234567"}}, test::one_hectare);
    builder.row(Role::enterprise, {{"uscc", "914305007121234567"}, {"name", "甲公司"}});
    test::Cells year{{"uscc", "914305007121234000"}, {"year", "2025"}, {"tax_wan", "10"}};
    if (!name_of_year.empty()) year["name"] = name_of_year;
    builder.row(Role::enterprise_year, year);
    builder.holdings[Role::enterprise_year].mark_lost_digits("uscc", 0);
    return builder;
}

TEST(LostDigits, OfAFirmsCodeAreADoubtUnlessItsNameIsKnown) {
    const Assessment unnamed = judged(firm(""), as_of);
    EXPECT_FALSE(unnamed.parcels[0].tax);
    EXPECT_TRUE(test::raised(unnamed, "ambiguous_firm"));
    EXPECT_EQ(unnamed.links.at(0).keys, "uscc~");
    EXPECT_EQ(unnamed.links.at(0).state, "doubtful");
    EXPECT_EQ(judged(firm("甲公司"), as_of).parcels[0].tax, Money::wan(10)) << "the name says which firm";
    EXPECT_FALSE(judged(firm("乙公司"), as_of).parcels[0].tax) << "another name is no surer";
}

}  // namespace
}  // namespace mutu

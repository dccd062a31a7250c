// 3xxx: identifiers, dates, areas and money that cannot be.
#include "support.hpp"

#include "mutu/codes.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

using test::Builder;
using test::faults;
using test::found;
using test::message;

constexpr const char* good = "430525001002GB00012";

TEST(FeatureRow7, KnowsTheStructureOfIdentifiers) {  // cases G12–G16
    EXPECT_TRUE(valid_uscc("91350100M000100Y43"));
    EXPECT_FALSE(valid_uscc("91350100M000100Y4Z"));
    EXPECT_TRUE(valid_uscc("91430200MA00000270"));
    for (const char* bad : {"9135010OM000100Y43", "9135010IM000100Y43", "91350100M000100Y4", ""})
        EXPECT_FALSE(valid_uscc(bad)) << bad;
    EXPECT_TRUE(valid_parcel_code(good));
    for (const char* bad : {"430525001002XB00012", "430525001002GB0001", "43052500100AGB00012", "430525001002G100012"})
        EXPECT_FALSE(valid_parcel_code(bad)) << bad;
    EXPECT_TRUE(valid_unit_no("430525001002GB00012W00000000"));
    EXPECT_TRUE(valid_unit_no("430525001002GB00012F00010001"));
    for (const char* bad :
         {"430525001002GB00012W00000001", "430525001002GB00012X00010001", "430525001002GB00012F0001000"})
        EXPECT_FALSE(valid_unit_no(bad)) << bad;
    EXPECT_TRUE(usual_supervision_no("4311022021B00012-1"));
    EXPECT_TRUE(usual_supervision_no("4311022021B00012"));
    EXPECT_FALSE(usual_supervision_no("43110220210001200"));
}

TEST(FeatureRow7, TellsMalformedCodesOfALayerThatUsesThem) {
    Builder b;
    b.row(Role::parcel, {{"parcel_id", good}, {"bdcdyh", "430525001002GB00013W00000000"}});
    b.row(Role::parcel, {{"parcel_id", "430525001002GB00013"}, {"holder_uscc", "91350100M000100Y4Z"}});
    b.row(Role::parcel, {{"parcel_id", "430525001002GB0001"}, {"supervision_no", "2021-15"}});
    b.row(Role::parcel, {{"parcel_id", "990525001002GB00014"}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "bad_parcel_code"), "430525001002GB0001");
    EXPECT_EQ(found(all, "unit_no_differs"), good);
    EXPECT_EQ(found(all, "bad_uscc"), "430525001002GB00013");
    EXPECT_EQ(found(all, "odd_supervision_no"), "430525001002GB0001");
    EXPECT_EQ(found(all, "unknown_region"), "990525001002GB00014");
}

TEST(FeatureRow7, TellsOnceThatALayerUsesOtherIds) {
    Builder b;
    for (const char* id : {"A1", "A2", "A3"}) b.row(Role::parcel, {{"parcel_id", id}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "bad_parcel_code"), "");
    EXPECT_EQ(found(all, "parcel_ids_not_codes"), "-");
}

TEST(FeatureRow7, ACodeOfNoStatedSystemMeansTwoThings) {  // case G17
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"land_use_code", "1001"}, {"code_system", ""}});
    b.row(Role::parcel, {{"parcel_id", "A2"}, {"land_use_code", "1001"}, {"code_system", "SD"}});
    b.row(Role::parcel, {{"parcel_id", "A3"}, {"land_use_code", "9901"}, {"code_system", "SD"}});
    b.row(Role::parcel, {{"parcel_id", "A4"}, {"land_use_code", "1001"}, {"code_system", "GB1"}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "ambiguous_land_code"), "A1");
    EXPECT_NE(message(all, "ambiguous_land_code").find("SD、YDYH2020"), std::string::npos);
    EXPECT_EQ(found(all, "unknown_land_code"), "A3");
    EXPECT_EQ(found(all, "unknown_code_system"), "A4");
}

TEST(FeatureRow7, TellsDatesThatCannotBe) {
    Builder b;
    b.row(Role::parcel,
          {{"parcel_id", "A1"}, {"agreed_start_date", "2024-03-01"}, {"agreed_finish_date", "2023-03-01"}});
    b.row(Role::parcel, {{"parcel_id", "A2"}, {"contract_date", "1901-03-01"}});
    b.row(Role::parcel, {{"parcel_id", "A3"}, {"term_years", "500"}});
    b.row(
        Role::parcel,
        {{"parcel_id", "A4"}, {"contract_date", "2020-03-01"}, {"term_years", "50"}, {"term_end_date", "2060-03-01"}});
    b.row(Role::parcel, {{"parcel_id", "A5"}, {"actual_start_date", "2026-07-01"}});
    b.row(
        Role::parcel,
        {{"parcel_id", "A6"}, {"contract_date", "2020-03-01"}, {"term_years", "50"}, {"term_end_date", "2070-03-01"}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "agreed_date_order"), "A1");
    EXPECT_EQ(found(all, "date_far_off"), "A2");
    EXPECT_EQ(found(all, "term_over_limit"), "A3");
    EXPECT_EQ(found(all, "term_end_differs"), "A4");
    EXPECT_EQ(found(all, "event_in_future"), "A5");
}

TEST(FeatureRow7, HoldsStatedAreasAgainstTheDrawing) {
    const test::Rectangle hectare{0, 0, 100, 100};
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"registered_area_m2", "10050"}}, hectare);  // 0.5 %: on the limit
    b.row(Role::parcel, {{"parcel_id", "A2"}, {"registered_area_m2", "10051"}}, {{200, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A3"}, {"registered_area_m2", "15"}}, {{400, 0, 100, 100}});  // 亩
    b.row(Role::parcel, {{"parcel_id", "A4"}, {"registered_area_m2", "1"}}, {{600, 0, 100, 100}});   // 公顷
    const auto all = faults(b);
    EXPECT_EQ(found(all, "area_differs"), "A2");
    EXPECT_EQ(found(all, "area_unit_suspect"), "A3 A4");
}

TEST(FeatureRow7, AnAreaRepeatedOnEveryPartOfAnApprovalCountsOnce) {
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}}, {{0, 0, 10, 10}});
    for (const double x : {0.0, 200.0})
        b.row(Role::approval,
              {{"approval_id", x > 0 ? "B2" : "B1"}, {"approval_no", "号1"}, {"approved_area_m2", "20000"}},
              {{x, 0, 100, 100}});
    EXPECT_EQ(found(faults(b), "approved_area_differs"), "");
    b.row(Role::approval, {{"approval_id", "B3"}, {"approval_no", "号2"}, {"approved_area_m2", "20000"}},
          {{400, 0, 100, 100}});
    EXPECT_EQ(found(faults(b), "approved_area_differs"), "B3");
}

TEST(FeatureRow7, TellsPartsThatExceedTheirWholes) {
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"required_area_m2", "900"}, {"developed_area_m2", "1000"}});
    b.row(Role::parcel, {{"parcel_id", "A2"}, {"required_area_m2", "900"}, {"developed_area_m2", "900"}});
    EXPECT_EQ(found(faults(b), "part_exceeds_whole"), "A1");
}

TEST(FeatureRow7, TellsMoneyTypedInYuan) {
    Builder b;
    const test::Rectangle ten_mu{0, 0, 100, 66.67};
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"total_investment_wan", "3000"}}, ten_mu);
    b.row(Role::parcel, {{"parcel_id", "A2"}, {"total_investment_wan", "30000000"}}, {{200, 0, 100, 66.67}});
    b.row(Role::enterprise_year,
          {{"uscc", "91350100M000100Y43"}, {"year", "2023"}, {"tax_wan", "50"}, {"revenue_wan", "900"}});
    b.row(Role::enterprise_year,
          {{"uscc", "91350100M000100Y43"}, {"year", "2024"}, {"tax_wan", "520000"}, {"revenue_wan", "910"}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "money_unit_suspect"), "A2");
    EXPECT_EQ(found(all, "money_jump"), "91350100M000100Y43");
    EXPECT_EQ(found(all, "tax_over_revenue"), "91350100M000100Y43");
    EXPECT_NE(message(all, "money_jump").find("2024 年 520000.00"), std::string::npos) << message(all, "money_jump");
}

TEST(FeatureRow7, TellsTaxInYuanByTheLandOfAFirm) {
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"registered_area_m2", "20000"}});  // 30 亩
    b.row(Role::occupancy, {{"uscc", "甲"}, {"parcel_id", "A1"}, {"tenure", "own"}});
    b.row(Role::occupancy, {{"uscc", "乙"}, {"parcel_id", "A1"}, {"area_m2", "100"}, {"tenure", "rent"}});
    b.row(Role::enterprise_year, {{"uscc", "甲"}, {"year", "2024"}, {"tax_wan", "30000"}});  // 1000 万元/亩, the limit
    b.row(Role::enterprise_year, {{"uscc", "甲"}, {"year", "2025"}, {"tax_wan", "300000"}});
    b.row(Role::enterprise_year, {{"uscc", "乙"}, {"year", "2025"}, {"tax_wan", "300"}});  // of a rented room
    const auto all = faults(b);
    EXPECT_EQ(found(all, "money_unit_suspect"), "甲");
    EXPECT_NE(message(all, "money_unit_suspect").find("10000.00 万元/亩"), std::string::npos);
}

TEST(FeatureRow7, TellsRatiosThatCannotBe) {
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"control_far", "150"}});
    b.row(Role::building, {{"building_id", "B1"}, {"floors", "2"}, {"gross_floor_area_m2", "5000"}}, {{0, 0, 10, 10}});
    b.row(Role::building, {{"building_id", "B2"}, {"storey_height_m", "450"}}, {{20, 0, 10, 10}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "impossible_ratio"), "A1 B2 B1");
}

}  // namespace
}  // namespace mutu

// Firms' money over their land: shared to the fen, nothing invented, nothing lost.
#include "support/builders.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

using test::Builder;
using test::judged;

Builder two_parcels() {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"}, {"contract_no", "1"}, {"registered_area_m2", "10000"}});
    builder.row(Role::parcel, {{"parcel_id", "P2"}, {"contract_no", "2"}, {"registered_area_m2", "20000"}});
    return builder;
}

TEST(Money, OfOneFirmIsSharedByParcelArea) {
    Builder builder = two_parcels();
    builder.row(Role::enterprise_year, {{"name", "甲"}, {"year", "2025"}, {"tax_wan", "100"}});
    builder.row(Role::occupancy, {{"name", "甲"}, {"parcel_id", "P1"}})
        .row(Role::occupancy, {{"name", "甲"}, {"parcel_id", "P2"}});
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_EQ(out.parcels[0].tax, Money::fen(33'333'333));
    EXPECT_EQ(out.parcels[1].tax, Money::fen(66'666'667));
    EXPECT_EQ(out.parks[0].tax, Money::wan(100));
    EXPECT_EQ(out.parcels[0].data_year, 2025);
}

TEST(Money, OfSeveralFirmsOnOneParcelAddsUp) {
    Builder builder = two_parcels();
    for (const auto& [firm, tax] : {std::pair{"甲", "60"}, {"乙", "100"}, {"丙", "40"}}) {
        builder.row(Role::enterprise_year, {{"name", firm}, {"year", "2025"}, {"tax_wan", tax}});
        builder.row(Role::occupancy, {{"name", firm}, {"parcel_id", "P1"}});
    }
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_EQ(out.parcels[0].tax, Money::wan(200));
    EXPECT_DOUBLE_EQ(out.parcels[0].tax_per_mu->wan_per_mu(), 200 / 15.0);
    EXPECT_FALSE(out.parcels[1].tax) << "a parcel with no firm has no tax, not zero tax";
    EXPECT_NEAR(*out.parks[0].tax_coverage, 1.0 / 3.0, 1e-12);
}

TEST(Money, WithOneFirmUnknownIsTheKnownSumAndSaysSo) {
    Builder builder = two_parcels();
    builder.row(Role::enterprise_year, {{"name", "甲"}, {"year", "2025"}, {"tax_wan", "60"}});
    builder.row(Role::enterprise_year, {{"name", "乙"}, {"year", "2025"}, {"tax_wan", ""}});
    builder.row(Role::occupancy, {{"name", "甲"}, {"parcel_id", "P1"}})
        .row(Role::occupancy, {{"name", "乙"}, {"parcel_id", "P1"}});
    const ParcelResult result = judged(builder, "2026-06-30").parcels[0];
    EXPECT_EQ(result.tax, Money::wan(60));
    EXPECT_NE(std::find(result.missing.begin(), result.missing.end(), "tax_wan"), result.missing.end());
}

TEST(Money, OfTheHolderFallsOnItsOwnParcelWithoutOccupancy) {
    Builder builder;
    builder.row(Role::parcel,
                {{"parcel_id", "P1"}, {"holder_name", "甲（湖南）有限公司"}, {"registered_area_m2", "10000"}});
    builder.row(Role::enterprise_year, {{"name", "甲(湖南) 有限公司"}, {"year", "2025"}, {"tax_wan", "30"}});
    EXPECT_EQ(judged(builder, "2026-06-30").parcels[0].tax, Money::wan(30));
}

TEST(DataYear, IsTheLatestThatIsOver) {
    Builder builder = two_parcels();
    for (const char* year : {"2023", "2024", "2025", "2026"})
        builder.row(Role::enterprise_year, {{"name", "甲"}, {"year", year}, {"tax_wan", std::string{year}.substr(2)}});
    builder.row(Role::occupancy, {{"name", "甲"}, {"parcel_id", "P1"}});
    EXPECT_EQ(judged(builder, "2025-12-30").parcels[0].tax, Money::wan(24));
    EXPECT_EQ(judged(builder, "2025-12-31").parcels[0].tax, Money::wan(25));
    EXPECT_EQ(judged(builder, "2026-06-30", {{"data_year", "2023"}}).parcels[0].tax, Money::wan(23));
}

TEST(Yield, OfAParkIsTheRatioOfSums) {
    Builder builder = two_parcels();
    for (const auto& [firm, parcel, tax] : {std::tuple{"甲", "P1", "30"}, {"乙", "P2", "15"}}) {
        builder.row(Role::enterprise_year, {{"name", firm}, {"year", "2025"}, {"tax_wan", tax}});
        builder.row(Role::occupancy, {{"name", firm}, {"parcel_id", parcel}});
    }
    EXPECT_DOUBLE_EQ(judged(builder, "2026-06-30").parks[0].tax_per_mu->wan_per_mu(),
                     1.0);  // 45 / 45 亩, not the mean of 2 and 0.5
}

TEST(Firm, WithAmbiguousNameIsNeverGuessed) {
    Builder builder = two_parcels();
    builder.row(Role::enterprise, {{"uscc", "91350100M000100Y43"}, {"name", "甲"}});
    builder.row(Role::enterprise, {{"uscc", "914302000000000273"}, {"name", "甲"}});
    builder.row(Role::enterprise_year, {{"name", "甲"}, {"year", "2025"}, {"tax_wan", "30"}});
    builder.row(Role::occupancy, {{"name", "甲"}, {"parcel_id", "P1"}});
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_FALSE(out.parcels[0].tax);
    EXPECT_TRUE(test::raised(out, "ambiguous_firm"));
}

}  // namespace
}  // namespace mutu

// Ids that repeat or lack, ties between tables, parks of parcels.
#include "support/builders.hpp"

#include "mutu/codes.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

using test::Builder;
using test::judged;

TEST(Uscc, HasACheckDigit) {  // G12–G14
    EXPECT_TRUE(valid_uscc("91350100M000100Y43"));
    EXPECT_FALSE(valid_uscc("91350100M000100Y4Z"));
    EXPECT_TRUE(valid_uscc("91430200MA00000270"));
    for (const char* code : {"9135010OM000100Y43", "91350100M000100Y4", "", "91350100M000100Y433"})
        EXPECT_FALSE(valid_uscc(code)) << code;
}

TEST(Ids, ThatRepeatAreKeptApartAndTold) {
    Builder builder;
    for (int i = 0; i < 3; ++i) builder.row(Role::parcel, {{"parcel_id", "P"}});
    builder.row(Role::parcel, {{"parcel_id", ""}});
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_EQ(out.parcels[0].parcel_id, "P");
    EXPECT_EQ(out.parcels[1].parcel_id, "P#2");
    EXPECT_EQ(out.parcels[2].parcel_id, "P#3");
    EXPECT_EQ(out.parcels[3].parcel_id, "parcel#4");
    EXPECT_TRUE(test::raised(out, "duplicate_id"));
    EXPECT_TRUE(test::raised(out, "missing_id"));
}

TEST(Ids, ThatRepeatShareAFirmByArea) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P"}, {"registered_area_m2", "10000"}})
        .row(Role::parcel, {{"parcel_id", "P"}, {"registered_area_m2", "30000"}});
    builder.row(Role::enterprise_year, {{"name", "甲"}, {"year", "2025"}, {"tax_wan", "40"}})
        .row(Role::occupancy, {{"name", "甲"}, {"parcel_id", "P"}});
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_EQ(out.parcels[0].tax, Money::wan(10));
    EXPECT_EQ(out.parcels[1].tax, Money::wan(30));
}

TEST(Supply, IsTiedByKeysInOrderAndTheLatestSpeaks) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P1"},
                               {"supervision_no", "S1"},
                               {"agreed_start_date", "2020-01-01"},
                               {"actual_start_date", ""}});
    builder.row(Role::supply,
                {{"supply_date", "2021-01-01"}, {"supervision_no", "S1"}, {"agreed_start_date", "2022-01-01"}});
    builder.row(Role::supply,
                {{"supply_date", "2023-01-01"}, {"supervision_no", "S1"}, {"agreed_start_date", "2024-01-01"}});
    builder.row(Role::supply,
                {{"supply_date", "2027-01-01"}, {"supervision_no", "S1"}, {"agreed_start_date", "2028-01-01"}});
    builder.row(Role::supply, {{"supply_date", "2023-01-01"}, {"supervision_no", "S9"}});
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_EQ(out.parcels[0].start_due->iso(), "2024-01-01");
    EXPECT_TRUE(test::raised(out, "conflicting_value"));
    EXPECT_TRUE(test::raised(out, "unmatched_supply"));
    EXPECT_EQ(out.links.back().state, "unmatched");
}

TEST(Supply, ThatIsDoubtfulGivesNoVerdict) {
    Builder builder;
    for (const char* id : {"P1", "P2"})
        builder.row(Role::parcel, {{"parcel_id", id}, {"holder_name", "甲"}, {"registered_area_m2", "10000"}},
                    test::Rectangle{0, 0, 100, 100});
    builder.give(Role::approval);
    builder.row(Role::supply, {{"supply_date", "2021-01-01"}, {"holder_name", "甲"}, {"area_m2", "10020"}});
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_EQ(out.parcels[0].supply_state, "undetermined");
    EXPECT_EQ(out.links[0].state, "doubtful");
}

TEST(Park, OfAParcelIsTheOneThatSharesMostLand) {
    Builder builder;
    builder.row(Role::park, {{"park_id", "B"}, {"park_name", "乙"}}, test::Rectangle{0, 0, 100, 100});
    builder.row(Role::park, {{"park_id", "A"}, {"park_name", "甲"}}, test::Rectangle{100, 0, 100, 100});
    builder.row(Role::parcel, {{"parcel_id", "tie"}}, test::Rectangle{50, 0, 100, 50});
    builder.row(Role::parcel, {{"parcel_id", "more in B"}}, test::Rectangle{40, 50, 100, 50});
    builder.row(Role::parcel, {{"parcel_id", "outside"}}, test::Rectangle{500, 0, 50, 50});
    const Assessment out = judged(builder, "2026-06-30", {}, AreaBasis::planar);
    EXPECT_EQ(out.parcels[0].park_id, "A");
    EXPECT_EQ(out.parcels[1].park_id, "B");
    EXPECT_EQ(out.parcels[1].area_in_park, Area::square_metres(3000));
    EXPECT_FALSE(out.parcels[2].park_id);
    EXPECT_EQ(out.parcels[2].area_in_park, Area{});
}

TEST(Park, WithoutBoundariesIsOneWithoutAName) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "1"}, {"park_id", "A"}}).row(Role::parcel, {{"parcel_id", "2"}});
    const Assessment out = judged(builder, "2026-06-30");
    ASSERT_EQ(out.parks.size(), 1U);
    EXPECT_EQ(out.parks[0].park_id, "-");
    EXPECT_EQ(out.parks[0].parcel_count, 2);
    EXPECT_FALSE(out.parks[0].area);
}

TEST(Park, OfSeveralBlocksIsOneAndParentsAddUp) {
    Builder builder;
    builder.row(Role::park, {{"park_id", "A"}, {"park_name", "甲"}, {"parent_park_id", "总"}},
                test::Rectangle{0, 0, 100, 100});
    builder.row(Role::park, {{"park_id", "A"}, {"park_name", "甲"}, {"parent_park_id", "总"}},
                test::Rectangle{200, 0, 100, 100});
    builder.row(Role::park, {{"park_id", "B"}, {"park_name", "乙"}, {"parent_park_id", "总"}},
                test::Rectangle{400, 0, 100, 100});
    builder.row(Role::parcel, {{"parcel_id", "1"}, {"contract_no", "1"}}, test::Rectangle{0, 0, 50, 50});
    builder.row(Role::parcel, {{"parcel_id", "2"}, {"contract_no", "2"}}, test::Rectangle{400, 0, 50, 50});
    const Assessment out = judged(builder, "2026-06-30", {}, AreaBasis::planar);
    ASSERT_EQ(out.parks.size(), 3U);
    EXPECT_EQ(out.parks[0].area, Area::square_metres(20000));
    EXPECT_EQ(out.parks[2].park_id, "总");
    EXPECT_EQ(out.parks[2].parcel_count, 2);
    EXPECT_EQ(out.parks[2].area, Area::square_metres(30000));
}

TEST(Datum, OfAnOlderSourceNeedsItsShift) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P"}}, test::Rectangle{0, 0, 100, 100});
    builder.holdings.sources[0].crs = Crs::epsg(2361);  // Xi'an 80, zone 37
    EXPECT_THROW(judged(builder, "2026-06-30"), Error);
    builder.holdings.sources[0].shift = std::array<double, 7>{0, 0, 0, 0, 0, 0, 0};
    EXPECT_NEAR(judged(builder, "2026-06-30").parcels[0].area_ellipsoid->square_metres(), 10000, 0.05);
}

TEST(Area, FourKindsStandSideBySide) {
    Builder builder;
    builder.row(Role::parcel, {{"parcel_id", "P"}, {"registered_area_m2", "9999"}}, test::Rectangle{0, 0, 100, 100});
    const ParcelResult legal = judged(builder, "2026-06-30").parcels[0];
    EXPECT_EQ(legal.area, Area::square_metres(9999));
    EXPECT_EQ(legal.area_planar, Area::square_metres(10000));
    EXPECT_NEAR(legal.area_ellipsoid->square_metres(), 10000, 0.02);  // on the central meridian the scale is one
    EXPECT_EQ(judged(builder, "2026-06-30", {}, AreaBasis::planar).parcels[0].area, Area::square_metres(10000));
    EXPECT_EQ(judged(builder, "2026-06-30", {}, AreaBasis::ellipsoid).parcels[0].area, legal.area_ellipsoid);
}

}  // namespace
}  // namespace mutu

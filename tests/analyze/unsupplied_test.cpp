// 批而未供 by overlay: the B cases, drawn as rectangles in metres with planar areas, so that hectares are whole.
#include "support/builders.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

using test::Builder;
using test::judged;

constexpr test::Rectangle twenty_hectares{0, 0, 500, 400};
const test::Cells instrument{{"parcel_id", "P1"}, {"contract_no", "HT-1"}};
const test::Cells approval{{"approval_id", "A1"}, {"approval_date", "2023-05-01"}};

Assessment planar(const Builder& builder, const std::string& as_of = "2026-06-30") {
    return judged(builder, as_of, {}, AreaBasis::planar);
}

Builder twelve_and_a_half_supplied() {
    Builder builder;
    builder.row(Role::approval, approval, twenty_hectares);
    builder.row(Role::parcel, instrument, test::Rectangle{0, 0, 500, 250});
    return builder;
}

TEST(Unsupplied, IsTheApprovalMinusWhatWasSupplied) {  // B01
    const Assessment out = planar(twelve_and_a_half_supplied());
    ASSERT_EQ(out.unsupplied.size(), 1U);
    EXPECT_EQ(out.unsupplied[0].area, Area::hectares(7.5));
    EXPECT_EQ(out.unsupplied[0].area.mu(), 112.5);
    EXPECT_EQ(out.parks[0].supply_rate, 0.625);
    EXPECT_EQ(out.unsupplied[0].approval_id, "A1");
    EXPECT_NEAR(*out.unsupplied[0].years_since_approval, 3.16, 0.01);
}

TEST(Unsupplied, KeepsLandThatWasBuiltOnWithoutSupply) {  // B02
    Builder builder = twelve_and_a_half_supplied();
    builder.row(Role::building, {{"building_id", "road"}}, test::Rectangle{0, 300, 300, 100});
    const Assessment out = planar(builder);
    EXPECT_EQ(out.unsupplied[0].area, Area::hectares(7.5));
    EXPECT_EQ(out.unsupplied[0].built, Area::hectares(3));
}

TEST(Unsupplied, FindsBuildingsAlsoWhereApprovalsLieZonesApart) {
    Builder builder = twelve_and_a_half_supplied();
    builder.row(Role::building, {{"building_id", "road"}}, test::Rectangle{0, 300, 300, 100});
    builder.row(Role::approval, {{"approval_id", "A2"}, {"approval_date", "2023-05-01"}},
                test::Rectangle{400'000, 0, 100, 100});  // 4° east: the middle of both lies in the next zone
    const Assessment out = judged(builder, "2026-06-30");
    EXPECT_NEAR(out.unsupplied[0].built->square_metres(), 30'000, 30);
}

TEST(Unsupplied, TakesSmallSupplyOffAlsoInABookOfDegrees) {
    Builder builder;
    builder.row(Role::approval, approval, twenty_hectares);
    builder.row(Role::parcel, instrument, test::Rectangle{0, 0, 100, 50});  // half a hectare: 5e-7 square degrees
    AnalyzeOptions options;
    options.as_of = test::day("2026-06-30");
    options.book_crs = "EPSG:4490";
    const Assessment out = analyze(builder.holdings, test::rules(), test::labels(), options);
    ASSERT_EQ(out.unsupplied.size(), 1U);
    EXPECT_NEAR(out.unsupplied[0].area.hectares(), 19.5, 0.001);
}

TEST(OverlayCounts, TellHowOftenTheRobustPathWasTaken) {
    Builder neat = twelve_and_a_half_supplied();
    neat.row(Role::parcel, {{"parcel_id", "P2"}, {"contract_no", "HT-2"}}, test::Rectangle{0, 250, 500, 50});
    EXPECT_EQ(planar(neat).run.overlays.unions, 1U);
    EXPECT_EQ(planar(neat).run.overlays.robust_unions, 0U);
    Builder overlapping = twelve_and_a_half_supplied();
    overlapping.row(Role::parcel, {{"parcel_id", "P2"}, {"contract_no", "HT-2"}}, test::Rectangle{0, 240, 500, 60});
    EXPECT_EQ(planar(overlapping).run.overlays.robust_unions, 1U);
    EXPECT_EQ(planar(overlapping).unsupplied[0].area, planar(neat).unsupplied[0].area);
}

TEST(ApprovalResult, TellsTheLandAndWhatIsLeft) {
    const Assessment out = planar(twelve_and_a_half_supplied());
    ASSERT_EQ(out.approvals.size(), 1U);
    EXPECT_EQ(out.approvals[0].area, Area::hectares(20));
    EXPECT_EQ(out.approvals[0].unsupplied, Area::hectares(7.5));
}

TEST(Overlap, CountsFeaturesTheirSumAndTheirLandOnce) {
    Builder builder = twelve_and_a_half_supplied();  // the parcel is 500 m × 250 m
    builder.row(Role::constraint, {{"kind", "basic_farmland"}}, test::Rectangle{-50, 0, 100, 100});
    builder.row(Role::constraint, {{"kind", "basic_farmland"}}, test::Rectangle{0, 50, 50, 100});
    builder.row(Role::constraint, {{"kind", "flood"}}, test::Rectangle{600, 0, 100, 100});
    const Assessment out = planar(builder);
    ASSERT_EQ(out.overlaps.size(), 2U) << "the approval and the farmland; the flood plain lies elsewhere";
    EXPECT_EQ(out.overlaps[0].role, "approval");
    EXPECT_EQ(out.overlaps[0].covered, Area::hectares(12.5));
    const Overlap& farmland = out.overlaps[1];
    EXPECT_EQ(farmland.kind, "basic_farmland");
    EXPECT_EQ(farmland.features, 2);
    EXPECT_EQ(farmland.shared, Area::square_metres(10'000));
    EXPECT_EQ(farmland.covered, Area::square_metres(7'500));
}

TEST(Unsupplied, LeavesOutWhatWasWithdrawn) {  // B03
    Builder builder;
    builder.row(Role::approval, approval, test::Rectangle{0, 0, 450, 400});
    builder.row(Role::approval,
                {{"approval_id", "A2"}, {"approval_date", "2023-05-01"}, {"approval_status", "withdrawn"}},
                test::Rectangle{450, 0, 50, 400});
    builder.row(Role::parcel, instrument, test::Rectangle{0, 0, 312.5, 400});
    const Assessment out = planar(builder);
    EXPECT_EQ(out.unsupplied[0].area, Area::hectares(5.5));
    EXPECT_NEAR(*out.parks[0].supply_rate, 0.694444, 1e-6);
}

TEST(Unsupplied, DoesNotCountSupplyOfOldStock) {  // B04
    Builder builder;
    builder.row(Role::approval, approval, twenty_hectares);
    builder.row(Role::parcel, instrument, test::Rectangle{0, -30, 500, 280});
    const Assessment out = planar(builder);
    EXPECT_EQ(out.parks[0].supply_rate, 0.625);
    EXPECT_EQ(out.parks[0].supplied, Area::hectares(14));
}

TEST(SupplyRate, OverFiveYearsIsTheRatioOfSums) {  // B05
    Builder builder;
    const double approved[] = {100, 120, 80, 100}, supplied[] = {60, 80, 40, 60};
    const char* dates[] = {"2021-03-01", "2022-03-01", "2023-03-01", "2025-03-01"};
    for (int i = 0; i < 4; ++i) {
        const double x = 2000.0 * i;
        builder.row(Role::approval, {{"approval_id", "A" + std::to_string(i)}, {"approval_date", dates[i]}},
                    test::Rectangle{x, 0, 1000, approved[i] * 10});
        builder.row(Role::parcel, {{"parcel_id", "P" + std::to_string(i)}, {"contract_no", "HT"}},
                    test::Rectangle{x, 0, 1000, supplied[i] * 10});
    }
    EXPECT_EQ(planar(builder).parks[0].supply_rate_5y, 0.6);
}

TEST(SupplyRate, OfNothingApprovedIsUnknown) {  // B13
    Builder builder;
    builder.give(Role::approval).row(Role::parcel, instrument, twenty_hectares);
    EXPECT_FALSE(planar(builder).parks[0].supply_rate);
}

TEST(Unsupplied, CountsLandUnderTwoApprovalsOnce) {  // B14
    Builder builder;
    builder.row(Role::approval, approval, test::Rectangle{0, 0, 100, 200});
    builder.row(Role::approval, {{"approval_id", "A2"}, {"approval_date", "2024-05-01"}},
                test::Rectangle{0, 100, 100, 200});
    builder.row(Role::parcel, {{"parcel_id", "far"}}, test::Rectangle{1000, 0, 10, 10});
    const Assessment out = planar(builder);
    EXPECT_EQ(out.parks[0].approved, Area::hectares(3));
    EXPECT_EQ(out.unsupplied[0].area + out.unsupplied[1].area, Area::hectares(3));
    EXPECT_TRUE(test::raised(out, "overlap_approval"));
}

TEST(Unapproved, BuildingOutsideEveryApprovalIsFound) {  // B15
    Builder builder = twelve_and_a_half_supplied();
    builder.row(Role::building, {{"building_id", "B1"}}, test::Rectangle{700, 0, 50, 40});
    builder.row(Role::building, {{"building_id", "B2"}}, test::Rectangle{10, 10, 50, 40});
    const Assessment out = planar(builder);
    ASSERT_EQ(out.unapproved.size(), 1U);
    EXPECT_EQ(out.unapproved[0].area, Area::square_metres(2000));
}

TEST(Unsupplied, ReportsWhereListAndMapDisagree) {
    Builder builder = twelve_and_a_half_supplied();
    builder.row(Role::registry, {{"kind", "unsupplied"}, {"key", "A1"}, {"area_m2", "80000"}});
    EXPECT_TRUE(test::raised(planar(builder), "qc_mismatch"));
    Builder agreeing = twelve_and_a_half_supplied();
    agreeing.row(Role::registry, {{"kind", "unsupplied"}, {"key", "A1"}, {"area_m2", "75400"}});
    EXPECT_FALSE(test::raised(planar(agreeing), "qc_mismatch"));
}

TEST(SupplyState, FollowsInstrumentThenApproval) {
    Builder builder;
    builder.row(Role::approval, approval, twenty_hectares);
    builder.row(Role::parcel, {{"parcel_id", "inside"}, {"agreed_start_date", ""}}, test::Rectangle{0, 0, 100, 100});
    builder.row(Role::parcel, {{"parcel_id", "half"}}, test::Rectangle{450, 0, 100, 100});
    builder.row(Role::parcel, {{"parcel_id", "dates only"}, {"agreed_start_date", "2024-01-01"}},
                test::Rectangle{100, 0, 100, 100});
    const Assessment out = planar(builder);
    EXPECT_EQ(out.parcels[0].supply_state, "approved_unsupplied");
    EXPECT_EQ(out.parcels[0].land_class, "unsupplied");
    EXPECT_EQ(out.parcels[1].supply_state, "unapproved") << "exactly half is not more than half";
    EXPECT_EQ(out.parcels[2].supply_state, "undetermined");
    EXPECT_TRUE(test::raised(out, "date_without_supply_instrument"));
}

}  // namespace
}  // namespace mutu

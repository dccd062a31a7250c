// 1xxx, 4xxx, 5xxx, 8xxx, 9xxx: tables and layers against each other.
#include "support.hpp"

#include "mutu/geometry.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace mutu {
namespace {

using test::Builder;
using test::faults;
using test::found;

TEST(FeatureRow6, TellsOverlapsWithTheirLand) {
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}}, {{0, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A2"}}, {{90, 0, 100, 100}});
    const auto all = faults(b);
    ASSERT_EQ(found(all, "overlap"), "A1");
    const auto& one = *std::find_if(all.begin(), all.end(), [](const auto& d) { return d.code == "overlap"; });
    EXPECT_EQ(one.other_id, "A2");
    EXPECT_EQ(one.number, 4101);
    GeometryColumn land;
    add_wkb(land, std::as_bytes(std::span{one.shape}));
    EXPECT_NEAR(area(land, 0), 1000, 1e-6);
    EXPECT_NE(one.message.find("1000.00 m²"), std::string::npos) << one.message;
}

TEST(FeatureRow6, AShapeDrawnTwiceIsNoOverlapOnceMore) {
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}}, {{0, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A2"}}, {{0, 0, 100, 100}});
    EXPECT_EQ(found(faults(b), "duplicate_shape"), "A2");
    EXPECT_EQ(found(faults(b), "overlap"), "");
}

TEST(FeatureRow6, TellsWhatLiesOutsideThePark) {
    Builder b;
    b.row(Role::park, {{"park_id", "P1"}}, {{0, 0, 1000, 1000}});
    b.row(Role::parcel, {{"parcel_id", "A1"}}, {{0, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A2"}}, {{2000, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A3"}}, {{950, 0, 100, 100}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "outside_park"), "A2");
    EXPECT_EQ(found(all, "across_park"), "A3");
}

/// A layer in degrees of thin triangles, crowded corners and strips about the limits of all three, at every latitude.
GeometryColumn about_the_limits() {
    std::mt19937 random{3};
    const auto between = [&](double low, double high) { return std::uniform_real_distribution{low, high}(random); };
    GeometryColumn column;
    for (int i = 0; i < 600; ++i) {
        const double x = between(109, 114), y = between(18, 45), turn = between(0, 6.28);
        const double across = 111'320 * std::cos(y * std::numbers::pi / 180), up = 110'900;
        const auto add = [&](double east, double north) {
            const double e = east * std::cos(turn) - north * std::sin(turn),
                         n = east * std::sin(turn) + north * std::cos(turn);
            column.add_point({x + e / across, y + n / up});
        };
        if (i % 3 == 0) {  // one sharp corner
            add(0, 0), add(200, -200 * std::tan(between(0.2, 3) * std::numbers::pi / 180)), add(200, 6);
        } else if (i % 3 == 1) {  // two corners close together
            const double apart = between(0.004, 0.02);
            add(0, 0), add(80, 0), add(80, 90), add(80 - apart, 90), add(0, 90);
        } else {  // a strip
            const double width = between(0.5, 1.6), length = between(20, 90);
            add(0, 0), add(length, 0), add(length, width), add(0, width);
        }
        column.end_ring(), column.end_part(), column.end_row();
    }
    return column;
}

TEST(FeatureRow6, LayersThatAreOnlyLookedAtInPartGiveTheSameFaults) {
    const GeometryColumn shapes = about_the_limits();
    const auto told = [&](Role role) {
        Builder b;
        for (std::size_t row = 0; row < shapes.rows(); ++row) b.row(role, {});
        b.holdings[role].shapes() = shapes;
        std::vector<std::string> all;
        for (const Diagnostic& one : find_faults(b.holdings, Crs::epsg(cgcs2000), test::catalogue(), {.as_of = {}}))
            if (one.code == "spike" || one.code == "duplicate_point" || one.code == "sliver")
                all.push_back(one.code + " " + std::to_string(one.source_row) + " " + one.message);
        return all;
    };
    const auto in_part = told(Role::constraint), whole = told(Role::landuse);
    EXPECT_EQ(in_part, whole);
    EXPECT_GT(whole.size(), 200U);
    EXPECT_LT(whole.size(), 550U) << "some lie beyond the limits";
}

TEST(FeatureRow8, TellsKeysThatAreNotOnTheMap) {
    Builder b;
    b.row(Role::parcel, {{"parcel_id", "A1"}});
    b.row(Role::commitment, {{"parcel_id", "A1"}, {"item", "tax"}}).row(Role::commitment, {{"parcel_id", "A9"}});
    b.row(Role::registry, {{"kind", "idle"}, {"key", "A8"}})
        .row(Role::registry, {{"kind", "unsupplied"}, {"key", "X"}});
    b.row(Role::supply, {{"supply_id", "S1"}, {"contract_no", "C1"}, {"supply_date", "2020-01-01"}});
    b.row(Role::parcel, {{"parcel_id", "A2"}, {"contract_no", "C1"}});
    b.row(Role::parcel, {{"parcel_id", "A3"}, {"contract_no", "C2"}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "unmatched_commitment"), "A9");
    EXPECT_EQ(found(all, "unmatched_register"), "-") << "no approvals were handed in: the other key is unknown";
    EXPECT_EQ(found(all, "supplied_not_in_list"), "A3");
}

TEST(FeatureRow8, HoldsSupplyAgainstApprovals) {
    Builder b;
    b.row(
        Role::approval,
        {{"approval_id", "B1"}, {"approval_no", "号1"}, {"approval_date", "2020-01-01"}, {"approved_area_m2", "10000"}},
        {{0, 0, 200, 100}});
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"contract_date", "2019-06-01"}}, {{0, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A2"}, {"contract_date", "2021-06-01"}}, {{100, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A3"}, {"contract_date", "2021-06-01"}}, {{500, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A4"}}, {{700, 0, 100, 100}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "supplied_unapproved"), "A3");
    EXPECT_EQ(found(all, "supply_before_approval"), "A1");
    EXPECT_EQ(found(all, "over_supplied"), "B1");
}

TEST(FeatureRow8, HoldsBuildingsAndParksAgainstParcels) {
    Builder b;
    b.row(Role::park, {{"park_id", "P1"}}, {{0, 0, 300, 300}})
        .row(Role::park, {{"park_id", "P2"}}, {{300, 0, 300, 300}});
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"park_id", "P2"}}, {{0, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A2"}, {"park_id", "P1"}}, {{100, 0, 100, 100}});
    b.row(Role::building, {{"building_id", "B1"}}, {{10, 10, 20, 20}});
    b.row(Role::building, {{"building_id", "B2"}}, {{90, 10, 20, 20}});
    b.row(Role::building, {{"building_id", "B3"}}, {{10, 90, 20, 20}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "park_id_differs"), "A1");
    EXPECT_EQ(found(all, "building_across_parcels"), "B2");
    EXPECT_EQ(found(all, "building_outside_parcel"), "B3");
}

TEST(FeatureRow8, HoldsParcelsAgainstTheSurvey) {
    Builder b;
    b.row(Role::landuse, {{"category_code", "0101"}, {"code_system", "SD"}}, {{0, 0, 100, 100}});
    b.row(Role::landuse, {{"category_code", "0601"}, {"code_system", "SD"}}, {{100, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A1"}, {"actual_start_date", ""}, {"actual_finish_date", "2020-01-01"}},
          {{0, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A2"}}, {{100, 0, 100, 100}});
    b.row(Role::parcel, {{"parcel_id", "A3"}}, {{500, 0, 100, 100}});
    b.row(Role::building, {{"building_id", "B1"}}, {{10, 10, 20, 20}});
    const auto all = faults(b);
    EXPECT_EQ(found(all, "completed_not_built_up"), "A1");
    EXPECT_EQ(found(all, "vacant_built_up"), "A2");
    EXPECT_EQ(found(all, "survey_missing"), "A3");
    EXPECT_EQ(found(all, "built_on_farmland"), "B1");
}

TEST(FeatureRow8, TellsWhatChangedSinceAnEarlierState) {
    Builder before, now;
    const auto parcel = [](Builder& b, const char* id, const char* start, const char* area, double x) {
        b.row(Role::parcel, {{"parcel_id", id}, {"actual_start_date", start}, {"registered_area_m2", area}},
              {{x, 0, 100, 100}});
    };
    parcel(before, "A1", "2020-01-01", "10000", 0), parcel(before, "A2", "2020-01-01", "10000", 200);
    parcel(before, "A3", "", "10000", 400), parcel(before, "A4", "", "10000", 600);
    parcel(now, "A1", "", "10000", 0), parcel(now, "A2", "2020-01-01", "10010", 200);
    parcel(now, "A3", "2021-01-01", "10000", 410), parcel(now, "A5", "", "10000", 800);
    const auto all = faults(now, "2026-06-30", &before.holdings);
    EXPECT_EQ(found(all, "event_withdrawn"), "A1");
    EXPECT_EQ(found(all, "registered_area_changed"), "A2");
    EXPECT_EQ(found(all, "shape_changed"), "A3");
    EXPECT_EQ(found(all, "parcel_vanished"), "A4");
    EXPECT_EQ(found(all, "parcel_added"), "A5");
}

}  // namespace
}  // namespace mutu

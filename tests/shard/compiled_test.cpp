// Measured in pieces, compiled: what comes out is what measuring the whole gives, for any pieces in any order.
#include "mutu/shard.hpp"

#include <gtest/gtest.h>

#include <random>

namespace mutu {
namespace {

constexpr auto parcel = static_cast<std::size_t>(Role::parcel), building = static_cast<std::size_t>(Role::building),
               constraint = static_cast<std::size_t>(Role::constraint);

void add_box(GeometryColumn& column, double x, double y, double width, double height) {
    for (const Xy p : {Xy{x, y}, Xy{x + width, y}, Xy{x + width, y + height}, Xy{x, y + height}}) column.add_point(p);
    column.end_ring(), column.end_part(), column.end_row();
}

/// Neighbourhoods 10 km apart, their rows dealt out in turn so that no piece's rows stand together.
struct Country {
    GeometryColumn parcels, buildings, constraints;
    std::vector<std::size_t> home_of_parcel, home_of_building;
};

Country country(unsigned seed, std::size_t homes) {
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> jitter{-2, 2}, length{5, 40};
    Country all;
    for (std::size_t i = 0; i < homes * 12; ++i) {
        const std::size_t home = i % homes, n = i / homes;
        const double x = 10'000.0 * static_cast<double>(home) + 100.0 * static_cast<double>(n % 4) + jitter(random),
                     y = 100.0 * static_cast<double>(n / 4) + jitter(random);
        all.home_of_parcel.push_back(home), all.home_of_building.push_back(home);
        if (i % 11 == 3)
            all.parcels.add_null();
        else
            add_box(all.parcels, x, y, 100, 99.5);
        add_box(all.buildings, x + length(random), y + length(random), length(random), length(random));
    }
    for (std::size_t home = 0; home < homes; ++home)
        add_box(all.constraints, 10'000.0 * static_cast<double>(home) + 50, 20, 170, 90);
    add_box(all.constraints, -1000, 150, 10'000.0 * static_cast<double>(homes), 20);  // over all of them
    return all;
}

struct Answers {
    std::vector<Fragment> shared;
    Covered covered;
    GeometryColumn rest;
    CoverageFaults faults;
    OverlayCounts counts;
};

Answers asked(Survey& survey, const GeometryColumn& parcels, const GeometryColumn& buildings,
              const GeometryColumn& constraints) {
    Answers all;
    const Side land{parcels, parcel}, built{buildings, building}, limits{constraints, constraint};
    all.shared = survey.shared("shared", built, land, &all.counts);
    all.covered = survey.covered("covered", land, limits, &all.counts);
    all.rest = survey.rest("rest", land, built, &all.counts);
    all.faults = survey.faults("faults", land, {}, true);
    return all;
}

bool same(const GeometryColumn& a, const GeometryColumn& b) {
    if (a.rows() != b.rows()) return false;
    for (std::size_t row = 0; row < a.rows(); ++row)
        if (a.null(row) != b.null(row) || (!a.null(row) && to_wkb(a, row) != to_wkb(b, row))) return false;
    return true;
}

bool same(const std::vector<Fragment>& a, const std::vector<Fragment>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Fragment& x, const Fragment& y) {
        return x.left == y.left && x.right == y.right && x.area == y.area;
    });
}

void expect_same(const Answers& got, const Answers& whole) {
    EXPECT_TRUE(same(got.shared, whole.shared));
    EXPECT_TRUE(same(got.covered.fragments, whole.covered.fragments));
    EXPECT_EQ(got.covered.area, whole.covered.area);
    EXPECT_TRUE(same(got.rest, whole.rest));
    EXPECT_TRUE(same(got.faults.overlaps, whole.faults.overlaps));
    EXPECT_TRUE(same(got.faults.gap_shapes, whole.faults.gap_shapes));
    EXPECT_EQ(got.faults.gaps.size(), whole.faults.gaps.size());
    EXPECT_EQ(got.faults.broken, whole.faults.broken);
    EXPECT_EQ(got.counts.pairs, whole.counts.pairs);
    EXPECT_EQ(got.counts.swept + got.counts.robust + got.counts.contained,
              whole.counts.swept + whole.counts.robust + whole.counts.contained);
}

GeometryColumn only(const GeometryColumn& column, const std::vector<std::size_t>& rows) {
    GeometryColumn chosen;
    for (const std::size_t row : rows) chosen.add_row(column, row);
    return chosen;
}

/// Neighbourhood h goes to piece h mod n.
std::vector<Measured> measured(const Country& all, std::size_t pieces) {
    std::vector<Measured> list(pieces);
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        RowsByRole& rows = list[piece].rows;
        for (std::size_t row = 0; row < all.home_of_parcel.size(); ++row)
            if (all.home_of_parcel[row] % pieces == piece) rows[parcel].push_back(row), rows[building].push_back(row);
        for (std::size_t row = 0; row < all.constraints.rows(); ++row)
            if (row + 1 == all.constraints.rows() || row % pieces == piece) rows[constraint].push_back(row);
        Recorder recorder;
        asked(recorder, only(all.parcels, rows[parcel]), only(all.buildings, rows[building]),
              only(all.constraints, rows[constraint]));
        const std::string bytes = packed(recorder.answers());
        list[piece].answers = unpacked(bytes, "piece");
        EXPECT_EQ(packed(list[piece].answers), bytes);
    }
    return list;
}

std::array<std::size_t, role_count> sizes_of(const Country& all) {
    std::array<std::size_t, role_count> sizes{};
    sizes[parcel] = all.parcels.rows(), sizes[building] = all.buildings.rows();
    sizes[constraint] = all.constraints.rows();
    return sizes;
}

TEST(Shards, CompiledAnswersAreThoseOfTheWhole) {
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
        const Country all = country(seed, 7);
        Survey here;
        const Answers whole = asked(here, all.parcels, all.buildings, all.constraints);
        ASSERT_GT(whole.shared.size(), 50U);
        ASSERT_GT(whole.faults.overlaps.size(), 10U);
        ASSERT_GT(whole.faults.gaps.size(), 5U);
        for (const std::size_t pieces : {1U, 2U, 3U, 7U, 9U}) {
            Compiled compiled{measured(all, pieces), sizes_of(all)};
            expect_same(asked(compiled, all.parcels, all.buildings, all.constraints), whole);
            EXPECT_TRUE(compiled.tally().measured.empty()) << pieces;
        }
    }
}

TEST(Shards, WhatLookedOtherwiseThereIsMeasuredHere) {
    const Country then = country(1, 6);
    Country now = then;
    std::vector<Measured> pieces = measured(then, 3);
    GeometryColumn moved;
    for (std::size_t row = 0; row < now.buildings.rows(); ++row)
        if (row == 8)
            add_box(moved, 20'010, 10, 30, 30);  // home 2, of the third piece
        else
            moved.add_row(now.buildings, row);
    now.buildings = std::move(moved);
    Survey here;
    Compiled compiled{std::move(pieces), sizes_of(now)};
    expect_same(asked(compiled, now.parcels, now.buildings, now.constraints),
                asked(here, now.parcels, now.buildings, now.constraints));
    const auto tally = compiled.tally();
    EXPECT_EQ(tally.measured.size(), 2U) << "shared and rest look at buildings, the others do not";
    EXPECT_TRUE(tally.measured.contains("shared") && tally.measured.contains("rest"));
    EXPECT_EQ(tally.measured.at("shared"), now.buildings.rows() / 3);
}

TEST(Shards, FaultsWithinOtherLimitsAreMeasuredAgain) {
    const Country all = country(1, 4);
    Compiled compiled{measured(all, 2), sizes_of(all)};
    Survey here;
    const TopologyLimits wider{.overlap_area = 60, .gap_width = 3};
    const Side land{all.parcels, parcel};
    const CoverageFaults got = compiled.faults("faults", land, wider, true),
                         whole = here.faults("faults", land, wider, true);
    EXPECT_TRUE(same(got.overlaps, whole.overlaps));
    EXPECT_TRUE(same(got.gap_shapes, whole.gap_shapes));
    EXPECT_FALSE(same(got.overlaps, here.faults("faults", land, {}, true).overlaps)) << "the limits matter here";
    EXPECT_EQ(compiled.tally().measured.count("faults"), 1U);
    EXPECT_EQ(compiled.tally().answered, 0U);
}

TEST(Shards, RowsOfNoPieceAreMeasured) {
    const Country all = country(2, 5);
    std::vector<Measured> pieces = measured(all, 5);
    pieces.erase(pieces.begin() + 1);
    Survey here;
    Compiled compiled{std::move(pieces), sizes_of(all)};
    expect_same(asked(compiled, all.parcels, all.buildings, all.constraints),
                asked(here, all.parcels, all.buildings, all.constraints));
    EXPECT_EQ(compiled.tally().measured.size(), 4U);
}

TEST(Shards, ARowInTwoPiecesOrInNoneOfTheWholeIsRefused) {
    const Country all = country(3, 4);
    std::vector<Measured> twice = measured(all, 2);
    twice[1].rows[parcel].push_back(twice[0].rows[parcel][3]);
    EXPECT_THROW((Compiled{std::move(twice), sizes_of(all)}), Error);
    std::vector<Measured> beyond = measured(all, 2);
    beyond[1].rows[building].push_back(all.buildings.rows());
    EXPECT_THROW((Compiled{std::move(beyond), sizes_of(all)}), Error);
}

TEST(Shards, BytesOfNoProgramOfOursAreRefusedAndNumbersOutOfRangeAreNotBelieved) {
    const Country all = country(4, 3);
    std::vector<Measured> pieces = measured(all, 1);
    const std::string bytes = packed(pieces[0].answers);
    for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 7)
        EXPECT_THROW(unpacked(std::string_view{bytes}.substr(0, length), "cut off"), Error) << length;
    EXPECT_THROW(unpacked(bytes + "x", "longer"), Error);
    std::mt19937 random{9};
    for (int i = 0; i < 300; ++i) {
        std::string altered = bytes;
        altered[random() % altered.size()] ^= static_cast<char>(1U << random() % 8);
        try {
            unpacked(altered, "altered");
        } catch (const Error&) {
            continue;
        }
    }
    for (Answer& answer : pieces[0].answers)
        if (!answer.fragments.empty()) answer.fragments.front().right = 1'000'000;
    Survey here;
    Compiled compiled{std::move(pieces), sizes_of(all)};
    expect_same(asked(compiled, all.parcels, all.buildings, all.constraints),
                asked(here, all.parcels, all.buildings, all.constraints));
    EXPECT_FALSE(compiled.tally().measured.empty());
}

}  // namespace
}  // namespace mutu

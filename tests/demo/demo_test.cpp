// The demo as files: the same bytes, every state, truth for every parcel, faults beside the truth.
#include "park.hpp"
#include "support/csv.hpp"

#include "mutu/demo.hpp"
#include "mutu/error.hpp"
#include "mutu/hash.hpp"
#include "mutu/text.hpp"
#include "mutu/units.hpp"
#include "mutu/value.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace mutu;
namespace fs = std::filesystem;

namespace {

std::string fresh(const char* name) {
    const fs::path folder = fs::path{testing::TempDir()} / "mutu-demo-test" / name;
    fs::remove_all(folder);
    return folder.string();
}

std::map<std::string, std::string> hashes(const std::string& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::directory_iterator{folder})
        all[entry.path().filename().string()] = sha256_file(entry.path().string());
    return all;
}

std::set<std::string> words(const std::vector<std::map<std::string, std::string>>& rows, const char* column) {
    std::set<std::string> all;
    for (const auto& row : rows) all.insert(row.at(column));
    return all;
}

const std::set<std::string> idle_states{"not_applicable", "not_due",   "early_warning", "idle_a_1y",
                                        "idle_a_2y",      "idle_b",    "idle_gov",      "started",
                                        "stalled",        "completed", "undetermined"};
const std::set<std::string> land_classes{
    "idle",           "early_warning", "stalled",      "supplied_not_started", "under_construction",
    "low_efficiency", "ordinary",      "undetermined", "not_applicable",       "unsupplied"};

TEST(Demo, WritesTheSameBytesForTheSameSeed) {
    const std::string a = fresh("same-a"), b = fresh("same-b");
    write_demo({.folder = a, .parks = 2, .parcels = 20, .faults = true});
    write_demo({.folder = b, .parks = 2, .parcels = 20, .faults = true});
    EXPECT_EQ(hashes(a), hashes(b));
}

TEST(Demo, AnotherSeedGivesAnotherPark) {
    const std::string a = fresh("seed-1"), b = fresh("seed-2");
    write_demo({.folder = a, .parks = 1, .parcels = 20, .seed = 1});
    write_demo({.folder = b, .parks = 1, .parcels = 20, .seed = 2});
    EXPECT_NE(sha256_file(a + "/truth.csv"), sha256_file(b + "/truth.csv"));
}

TEST(Demo, HoldsEveryStateAndClassInThreeParks) {
    const std::string folder = fresh("all");
    write_demo({.folder = folder});
    const auto truth = test::csv_rows(folder + "/truth.csv");
    EXPECT_EQ(truth.size(), 180U);
    EXPECT_EQ(words(truth, "idle_state"), idle_states);
    EXPECT_EQ(words(truth, "land_class"), land_classes);
}

TEST(Demo, HoldsEveryStateAndClassInThreeParksOfFiveParcels) {
    const std::string folder = fresh("small");
    write_demo({.folder = folder, .parks = 3, .parcels = 5});
    const auto truth = test::csv_rows(folder + "/truth.csv");
    EXPECT_EQ(truth.size(), 15U);
    EXPECT_EQ(words(truth, "idle_state"), idle_states);
    EXPECT_EQ(words(truth, "land_class"), land_classes);
}

TEST(Demo, PlantsEverythingItKnowsInThreeParks) {
    std::set<std::string_view> planted;
    for (int index = 0; index < 3; ++index)
        for (const demo::Plant* plant : demo::make_park({.folder = ""}, index).plants) planted.insert(plant->id);
    for (const auto* list : {&demo::essential_plants(), &demo::extra_plants()})
        for (const demo::Plant& plant : *list) EXPECT_TRUE(planted.contains(plant.id)) << plant.id;
}

TEST(Demo, EarlyWarningsLieMoreThanTwentyDaysAhead) {
    const std::string folder = fresh("warning");
    write_demo({.folder = folder});
    int ahead = 0;
    for (const auto& row : test::csv_rows(folder + "/truth.csv"))
        if (row.at("idle_state") == "early_warning" && row.at("idle_on") > "2026-07-20") ++ahead;
    EXPECT_GE(ahead, 3);
}

TEST(Demo, SharesTheTaxOfEachFirmOverItsParcelsToTheFen) {
    for (int index = 0; index < 3; ++index) {
        const demo::Park park = demo::make_park({.folder = ""}, index);
        Money firms, parcels;
        for (const demo::Firm& firm : park.firms) firms += firm.tax.value_or(Money{});
        for (const auto& tax : park.taxes) parcels += tax.value_or(Money{});
        EXPECT_EQ(firms, parcels);
        EXPECT_TRUE(
            std::any_of(park.firms.begin(), park.firms.end(), [](const auto& firm) { return firm.land.size() > 1; }));
    }
}

TEST(Demo, LowTaxIsBelowHalfTheMeanOfItsParkAndOtherTaxIsWellAbove) {
    for (int index = 0; index < 3; ++index) {
        const demo::Park park = demo::make_park({.folder = ""}, index);
        Money sum;
        Area land;
        for (std::size_t i = 0; i < park.records.size(); ++i) {
            if (!park.taxes[i] || park.records[i].park_id.empty()) continue;
            sum += *park.taxes[i];
            land += park.records[i].land;
        }
        const double mean = sum.wan() / land.mu();
        for (std::size_t i = 0; i < park.records.size(); ++i) {
            if (!park.taxes[i] || park.records[i].truth.idle != "completed") continue;
            const double own = park.taxes[i]->wan() / park.records[i].land.mu();
            if (park.plants[i]->id == "low_tax") {
                EXPECT_LT(own, 0.4 * mean);
            } else {
                EXPECT_GT(own, 0.6 * mean) << park.plants[i]->id;
            }
        }
    }
}

TEST(Demo, ContractsStartsAndFinishesAreInOrder) {
    for (const demo::Record& r : demo::make_park({.folder = "", .parks = 1, .parcels = 200}, 0).records) {
        if (r.contract && r.start) {
            EXPECT_LT(*r.contract, *r.start);
        }
        if (r.contract && r.delivery) {
            EXPECT_LT(*r.contract, *r.delivery);
        }
        if (r.permit && r.start) {
            EXPECT_LE(*r.permit, *r.start);
        }
        if (r.start && r.stop) {
            EXPECT_LT(*r.start, *r.stop);
        }
        if (r.start && r.finish) {
            EXPECT_LT(*r.start, *r.finish);
        }
    }
}

TEST(Demo, FaultsAreListedAndLeaveTheTruthAlone) {
    const std::string clean = fresh("clean"), faulty = fresh("faulty");
    write_demo({.folder = clean});
    write_demo({.folder = faulty, .faults = true});
    EXPECT_EQ(sha256_file(clean + "/truth.csv"), sha256_file(faulty + "/truth.csv"));
    EXPECT_FALSE(fs::exists(clean + "/faults.csv"));
    const auto faults = test::csv_rows(faulty + "/faults.csv");
    EXPECT_EQ(words(faults, "kind"), (std::set<std::string>{"area_differs",
                                                            "area_in_mu",
                                                            "arrived_over_signed",
                                                            "assessment_lapsed",
                                                            "bad_date",
                                                            "bad_holder_uscc",
                                                            "bad_number",
                                                            "bad_parcel_code",
                                                            "bad_uscc",
                                                            "building_outside_parcels",
                                                            "commitment_op_unknown",
                                                            "commitment_unit_unfit",
                                                            "commitment_without_due_date",
                                                            "crowded_points",
                                                            "date_order",
                                                            "duplicate_id",
                                                            "duplicate_shape",
                                                            "extension_too_long",
                                                            "far_date",
                                                            "firm_without_parcel",
                                                            "future_event",
                                                            "gap",
                                                            "impossible_far",
                                                            "invested_too_much",
                                                            "missing_shape",
                                                            "money_in_yuan",
                                                            "money_jump",
                                                            "occupied_too_much",
                                                            "part_over_whole",
                                                            "progress_out_of_range",
                                                            "project_date_order",
                                                            "project_unsigned",
                                                            "project_without_parcel",
                                                            "register_key_ambiguous",
                                                            "self_crossing",
                                                            "sliver_overlap",
                                                            "sliver_parcel",
                                                            "spike",
                                                            "start_before_delivery",
                                                            "tax_over_revenue",
                                                            "turnover_rung_skipped",
                                                            "unknown_code",
                                                            "unknown_land_code",
                                                            "unknown_park",
                                                            "unmatched_commitment",
                                                            "unmatched_key"}));
}

TEST(Demo, WritesTomlThatNamesFilesThatAreThere) {
    const std::string folder = fresh("toml");
    write_demo({.folder = folder, .parks = 1, .parcels = 20});
    const Value project = read_toml(folder + "/PROJECT.toml");
    const auto& sources = project.find("source")->list("source");
    EXPECT_EQ(sources.size(), 17U);
    for (const Value& source : sources) EXPECT_TRUE(fs::exists(folder + "/" + source.find("path")->text("path")));
    EXPECT_EQ(read_toml(folder + "/demo-policy.toml").find("pack")->find("extends")->text("extends"), "cn-hunan");
}

TEST(Demo, RefusesAFolderWithForeignFiles) {
    const std::string folder = fresh("foreign");
    fs::create_directories(folder + "/mine");
    EXPECT_THROW(write_demo({.folder = folder, .overwrite = true}), Error);
    EXPECT_TRUE(fs::exists(folder + "/mine"));
}

TEST(Demo, ReplacesAnEarlierDemoOnlyWhenAskedTo) {
    const std::string folder = fresh("again");
    write_demo({.folder = folder, .parks = 1, .parcels = 5, .faults = true});
    EXPECT_THROW(write_demo({.folder = folder, .parks = 1, .parcels = 5}), Error);
    write_demo({.folder = folder, .parks = 1, .parcels = 5, .overwrite = true});
    EXPECT_FALSE(fs::exists(folder + "/faults.csv"));
}

}  // namespace

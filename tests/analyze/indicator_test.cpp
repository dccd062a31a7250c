// Park indicators from land use, parcels, buildings and yearly figures, drawn in whole hectares of the plane.
#include "support/builders.hpp"

#include <algorithm>

namespace mutu {
namespace {

using test::Builder;
using test::raised;
using test::Rectangle;

Assessment planar(const Builder& builder, const std::vector<std::pair<std::string, std::string>>& set = {}) {
    return test::judged(builder, "2026-06-30", set, AreaBasis::planar);
}

const Indicator& row(const Assessment& out, const std::string& id, const std::string& park = "P") {
    const auto found = std::find_if(out.indicators.begin(), out.indicators.end(), [&](const Indicator& one) {
        return one.indicator_id == id && one.park_id == park;
    });
    if (found == out.indicators.end()) throw Error{Kind::bug, "no row " + id};
    return *found;
}

double value(const Assessment& out, const std::string& id, const std::string& park = "P") {
    return row(out, id, park).value.value_or(-1);
}

/// A park of ten strips of one hectare: 4 built industrial, 1 housing, 1 road, 2 ready, 1 not ready, 1 water.
/// Supplied: the first seven.
Builder surveyed() {
    Builder builder;
    builder.row(Role::park, {{"park_id", "P"}, {"park_name", "园"}}, Rectangle{0, 0, 1000, 100});
    builder.row(Role::parcel, {{"parcel_id", "Z1"}, {"park_id", "P"}, {"contract_no", "1"}}, Rectangle{0, 0, 100, 100});
    constexpr const char* built[] = {"A2", "A2", "A2", "A2", "A1", "A31", "B21", "B21", "B22", "C1"};
    constexpr const char* supply[] = {"D21", "D21", "D21", "D21", "D1", "D1", "D21", "E21", "E21", "F"};
    for (int i = 0; i < 10; ++i)
        builder.row(Role::landuse, {{"category_code", built[i]}, {"code_system", "KFQ"}, {"supply_code", supply[i]}},
                    Rectangle{i * 100.0, 0, 100, 100});
    return builder;
}

TEST(Indicators, FollowFromTheThreeAxesOfTheSurvey) {
    const Assessment out = planar(surveyed());
    EXPECT_NEAR(value(out, "land_development_rate"), 100.0 * 8 / 9, 1e-9);  // (6 + 2) / (6 + 3)
    EXPECT_NEAR(value(out, "land_supply_rate"), 100.0 * 7 / 8, 1e-9);
    EXPECT_NEAR(value(out, "land_built_rate"), 100.0 * 6 / 7, 1e-9);
    EXPECT_NEAR(value(out, "industrial_land_rate"), 100.0 * 4 / 6, 1e-9);
    EXPECT_NEAR(value(out, "expansion_potential"), 2, 1e-9);  // 10 − 7 − 1
    EXPECT_EQ(row(out, "zone_type").word, "industrial");
    EXPECT_EQ(row(out, "intensive_score").undetermined_because, "empty: weight/land_use") << "no official weights";
    for (const char* code : {"land_axes_differ", "landuse_coverage", "land_f_is_not_c", "landuse_code_unknown"})
        EXPECT_FALSE(raised(out, code)) << code;
}

TEST(Indicators, AreCutAtTheParkLine) {
    Builder builder = surveyed();
    builder.row(Role::landuse, {{"category_code", "A2"}, {"code_system", "KFQ"}, {"supply_code", "D21"}},
                Rectangle{1000, 0, 500, 100});
    EXPECT_NEAR(value(planar(builder), "industrial_land_rate"), 100.0 * 4 / 6, 1e-9);
}

TEST(Indicators, C21TellAxesThatDoNotAddUpAndGoOn) {
    Builder builder = surveyed();
    builder.holdings[Role::landuse].writable<std::string>("supply_code")[9].reset();
    const Assessment out = planar(builder);
    EXPECT_TRUE(raised(out, "land_axes_differ"));
    EXPECT_NEAR(value(out, "land_built_rate"), 100.0 * 6 / 7, 1e-9) << "computed all the same";
}

TEST(Indicators, TellLandOutsideEveryCodeAndGapsInTheSurvey) {
    Builder builder = surveyed();
    builder.holdings[Role::landuse].writable<std::string>("category_code")[8] = "Q7";
    const Assessment out = planar(builder);
    EXPECT_TRUE(raised(out, "landuse_code_unknown"));
    EXPECT_TRUE(raised(out, "landuse_coverage")) << "nine of ten hectares have a class";
}

TEST(Indicators, TakeFloorsFromBuildingsAndCountHighStoreysOnce) {
    Builder builder = surveyed();
    builder.row(Role::building, {{"floors", "3"}, {"storey_height_m", "9"}}, Rectangle{10, 10, 50, 40});
    builder.row(Role::building, {{"floors", "6"}}, Rectangle{410, 10, 50, 20});
    builder.row(Role::building, {{"use", "堆场"}, {"floors", ""}}, Rectangle{110, 10, 50, 40});
    const Assessment out = planar(builder);
    EXPECT_NEAR(value(out, "overall_far"), (6000 + 6000) / 60'000.0, 1e-9);
    EXPECT_NEAR(value(out, "industrial_far"), 6000 / 40'000.0, 1e-9);
    EXPECT_NEAR(value(out, "overall_density"), 100 * 3000 / 60'000.0, 1e-9);
    EXPECT_NEAR(value(out, "industrial_coefficient"), 100 * (2000 + 2000) / 40'000.0, 1e-9) << "with the yard";
}

TEST(Indicators, LeaveLandOutWhoseFloorsNobodyCounted) {
    Builder builder = surveyed();
    builder.row(Role::building, {{"floors", "3"}}, Rectangle{10, 10, 50, 40});
    builder.row(Role::building, {{"floors", ""}}, Rectangle{110, 10, 50, 40});
    const Indicator far = row(planar(builder), "industrial_far");
    EXPECT_NEAR(*far.value, 6000 / 30'000.0, 1e-9) << "three of four hectares are known";
    EXPECT_NEAR(*far.coverage, 0.75, 1e-9);
}

TEST(Indicators, WithoutASurveyStandOnParcels) {
    Builder builder;
    builder.row(Role::park, {{"park_id", "P"}}, Rectangle{0, 0, 1000, 100});
    const auto parcel = [&](const char* id, int at, const char* finish, const char* code) {
        builder.row(Role::parcel,
                    {{"parcel_id", id},
                     {"contract_no", id},
                     {"contract_date", "2020-01-01"},
                     {"agreed_start_date", "2026-01-01"},
                     {"actual_start_date", ""},
                     {"actual_finish_date", finish},
                     {"land_use_code", code},
                     {"code_system", "SD"}},
                    Rectangle{at * 100.0, 0, 100, 100});
    };
    parcel("Z1", 0, "2021-01-01", "0601"), parcel("Z2", 1, "2021-01-01", "0601"), parcel("Z3", 2, "2021-01-01", "0701"),
        parcel("Z4", 3, "", "0601");
    const Assessment out = planar(builder);
    EXPECT_NEAR(value(out, "land_built_rate"), 75, 1e-9);
    EXPECT_NEAR(value(out, "industrial_land_rate"), 100.0 * 2 / 3, 1e-9);
    EXPECT_EQ(row(out, "land_development_rate").undetermined_because, "missing: landuse");
    EXPECT_NEAR(value(out, "idle_rate"), 0, 1e-9);
}

TEST(Indicators, DivideTaxByTheLandWhoseTaxIsKnown) {
    Builder builder = surveyed();
    builder.row(Role::park_year, {{"park_id", "P"}, {"period", "2025"}});
    auto& column = builder.holdings[Role::park_year].pass("工业物流企业税收总额(亿元)");
    column.resize(1), column[0] = "0.078";
    EXPECT_NEAR(value(planar(builder), "industrial_tax_per_mu"), 780 / 60.0, 1e-9);
}

TEST(ParkYear, GivesGrowthSharesAndRanks) {
    Builder builder;
    for (const char* id : {"P", "Q", "R"}) {
        const double x = id[0] == 'P' ? 0 : id[0] == 'Q' ? 2000 : 4000;
        builder.row(Role::park, {{"park_id", id}, {"level", id[0] == 'R' ? "national" : "provincial"}},
                    Rectangle{x, 0, 1000, 1000});
        builder.row(Role::parcel, {{"parcel_id", std::string{"Z"} + id}, {"park_id", id}}, Rectangle{x, 0, 100, 100});
    }
    const auto year = [&](const char* park, const char* period, const char* gdp, const char* income) {
        builder.row(Role::park_year, {{"park_id", park},
                                      {"period", period},
                                      {"gdp_wan", gdp},
                                      {"income_wan", income},
                                      {"quota_new_m2", "4000"},
                                      {"quota_park_m2", "2000"}});
    };
    year("P", "2024年", "40000", "100000"), year("P", "2025年", "50000", "110000"), year("P", "2026年5月", "1", "1");
    year("Q", "2025", "80000", "0"), year("R", "2025", "90000", "1");
    const Assessment out = planar(builder);
    EXPECT_NEAR(value(out, "gdp_per_km2"), 5, 1e-9) << "5 亿元 on one square kilometre";
    EXPECT_NEAR(value(out, "income_growth"), 10, 1e-9);
    EXPECT_NEAR(value(out, "quota_park_share"), 50, 1e-9);
    EXPECT_EQ(row(out, "gdp_per_km2").rank, 2) << "behind Q; R is of another level";
    EXPECT_EQ(row(out, "gdp_per_km2", "Q").rank, 1);
    EXPECT_EQ(row(out, "gdp_per_km2", "R").rank, 1);
    EXPECT_EQ(row(out, "income_growth", "Q").undetermined_because, "missing: income_before");
    EXPECT_TRUE(raised(out, "period_not_a_year"));
}

TEST(ParkYear, OfNoKnownParkOrNoNumberIsTold) {
    Builder builder = surveyed();
    builder.row(Role::park_year, {{"park_id", "X"}, {"period", "2025"}})
        .row(Role::park_year, {{"park_id", "园"}, {"period", "2025"}});
    auto& column = builder.holdings[Role::park_year].pass("常住人口");
    column.resize(2), column[1] = "不详人";
    const Assessment out = planar(builder);
    EXPECT_TRUE(raised(out, "unknown_park_id"));
    EXPECT_TRUE(raised(out, "park_year_unreadable"));
    EXPECT_FALSE(row(out, "population_density").value);
}

TEST(Indicators, OfAParentAddUpItsChildren) {
    Builder builder = surveyed();
    builder.row(Role::park, {{"park_id", "Q"}, {"parent_park_id", "ALL"}}, Rectangle{2000, 0, 100, 100});
    builder.holdings[Role::park].writable<std::string>("parent_park_id")[0] = "ALL";
    builder.row(Role::landuse, {{"category_code", "A2"}, {"code_system", "KFQ"}, {"supply_code", "D21"}},
                Rectangle{2000, 0, 100, 100});
    const Assessment out = planar(builder);
    EXPECT_NEAR(value(out, "industrial_land_rate", "Q"), 100, 1e-9);
    EXPECT_NEAR(value(out, "industrial_land_rate", "ALL"), 100.0 * 5 / 7, 1e-9) << "Σ over Σ, not the mean";
}

TEST(Indicators, ShareRevenueAndLandByTheParksIndustries) {
    Builder builder;
    builder.row(Role::park, {{"park_id", "P"}, {"leading_industry", "装备制造、39"}, {"special_industry", "食品加工"}},
                Rectangle{0, 0, 1000, 100});
    int at = 0;
    for (const auto& [firm, code, revenue] : {std::tuple{"甲", "C3411", "300"},
                                              {"乙", "3911", "100"},
                                              {"丙", "1310", "150"},
                                              {"丁", "2211", "450"},
                                              {"戊", "", "999"}}) {
        const std::string parcel = "Z" + std::string{firm};
        builder.row(Role::parcel, {{"parcel_id", parcel}, {"contract_no", firm}}, Rectangle{100.0 * at++, 0, 100, 100});
        builder.row(Role::enterprise, {{"name", firm}, {"industry_code", code}});
        builder.row(Role::enterprise_year, {{"name", firm}, {"year", "2025"}, {"revenue_wan", revenue}});
        builder.row(Role::occupancy, {{"name", firm}, {"parcel_id", parcel}});
    }
    const Assessment out = planar(builder);
    EXPECT_NEAR(value(out, "leading_revenue_share"), 40, 1e-9) << "400 of 1000; a firm of no industry is in no sum";
    EXPECT_NEAR(value(out, "special_revenue_share"), 15, 1e-9);
    EXPECT_NEAR(value(out, "leading_land_share"), 50, 1e-9);
    EXPECT_NEAR(value(out, "special_land_share"), 25, 1e-9);
}

TEST(Indicators, OfAnIndustryNobodyMappedAreUnknown) {
    Builder builder = surveyed();
    builder.holdings[Role::park].writable<std::string>("leading_industry")[0] = "未来产业";
    builder.row(Role::enterprise, {{"name", "甲"}, {"industry_code", "3411"}});
    builder.row(Role::enterprise_year, {{"name", "甲"}, {"year", "2025"}, {"revenue_wan", "10"}});
    builder.row(Role::occupancy, {{"name", "甲"}, {"parcel_id", "Z1"}});
    EXPECT_EQ(row(planar(builder), "leading_revenue_share").undetermined_because, "missing: leading_industry");
}

TEST(Indicators, OfStandardFactoriesKnowWhatIsEmpty) {
    Builder builder = surveyed();
    builder.row(Role::building, {{"use", "standard_factory"}, {"floors", "2"}, {"let_m2", "3000"}},
                Rectangle{0, 0, 50, 40});
    const Assessment out = planar(builder);
    EXPECT_NEAR(value(out, "standard_floor_total"), 4000, 1e-6);
    EXPECT_NEAR(value(out, "standard_let_share"), 75, 1e-9);
    EXPECT_NEAR(value(out, "standard_vacant_total"), 1000, 1e-6);
    builder.row(Role::building, {{"use", "standard_factory"}, {"floors", "1"}, {"let_m2", "9000"}},
                Rectangle{100, 0, 50, 40});
    const Assessment more = planar(builder);
    EXPECT_TRUE(raised(more, "let_beyond_floor"));
    EXPECT_EQ(row(more, "standard_let_share").undetermined_because, "missing: building.let_m2");
}

}  // namespace
}  // namespace mutu

// Real cadastres and surveyed plots against what other tools found in them: counts, areas, joins by number and by
// overlay. Each test executes one expected.json whole.
#include "io/expectations.hpp"

#include "mutu/overlay.hpp"
#include "mutu/repair.hpp"

#include <cmath>
#include <map>
#include <set>

namespace mutu::test {
namespace {

// ---- 01: a cadastre in US survey feet ----

constexpr double square_foot = us_foot * us_foot, feet_an_acre = 43'560;

/// Sums over the parcels that meet their assessment, each number once.
struct Zone {
    double rows = 0, land_mu = 0, value = 0;
};

class Lebanon : public testing::Test {
protected:
    void SetUp() override {
        MUTU_NEEDS(shared(folder));
        tree_ = expected(folder);
        parcels_ = layer(Role::landuse, folder + "/LebParcels.shp");
        values_ = layer(Role::commitment, folder + "/assessment.csv");
        shapes_ = parcels_[Role::landuse].shapes();
        repairs_ = make_valid(shapes_);
        lots_ = cells(parcels_, Role::landuse, "MAP_LOT"), worth_ = assessed("total_value");
    }
    std::vector<std::string> assessed(const char* column) const { return cells(values_, Role::commitment, column); }
    double wanted(std::initializer_list<const char*> path) const { return number(tree_, path); }
    double land_mu(std::size_t row) const { return area(shapes_, row) * square_foot / mu; }

    const std::string folder = "01_lebanon_nh_cadastre";
    Value tree_;
    Holdings parcels_, values_;
    GeometryColumn shapes_;
    std::vector<Repair> repairs_;
    std::vector<std::string> lots_, worth_;
};

TEST_F(Lebanon, ParcelsHaveTheirAreaInFeetAcresAndMu) {
    EXPECT_EQ(parcels_.sources.front().crs.name(), Crs::epsg(static_cast<int>(wanted({"epsg"}))).name());
    EXPECT_EQ(static_cast<double>(shapes_.rows()), wanted({"parcels", "features"}));
    EXPECT_EQ(static_cast<double>(count(parcels_, "no_shape")), wanted({"parcels", "without_geometry"}));
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(wanted({"parcels", "invalid", repairs_.front().reason.c_str()}), 1);
    const double plane = wanted({"parcels", "area_plane_m2_of_repaired"});
    EXPECT_NEAR(summed_area(shapes_), plane, plane * 1e-9) << "square feet";
    EXPECT_NEAR(plane / feet_an_acre, wanted({"total_area_acres_from_geometry"}), 1e-2);
    EXPECT_NEAR(plane * square_foot / mu, wanted({"total_area_mu"}), 1e-2);
    const auto acres = cells(parcels_, Role::landuse, "CALC_ACRES");
    double typed_acres = 0;
    int apart = 0;
    for (std::size_t row = 0; row < lots_.size(); ++row) {
        const double drawn = area(shapes_, row) * square_foot / acre, said = typed(acres[row]);
        typed_acres += said, apart += std::fabs(drawn - said) > 0.01 * said ? 1 : 0;
    }
    EXPECT_NEAR(typed_acres, wanted({"total_CALC_ACRES"}), 1e-3);
    EXPECT_EQ(apart, wanted({"rows_where_CALC_ACRES_differs_from_geometry_by_over_1pct"}));
}

TEST_F(Lebanon, AssessmentsAddUp) {
    const auto ids = assessed("parcel_id"), sizes = assessed("lot_size_acres");
    EXPECT_EQ(static_cast<double>(ids.size()), wanted({"assessment", "rows"}));
    EXPECT_EQ(static_cast<double>(std::set<std::string>(ids.begin(), ids.end()).size()),
              wanted({"assessment", "distinct_parcel_id"}));
    double worth = 0, acres = 0;
    for (std::size_t row = 0; row < ids.size(); ++row) worth += typed(worth_[row]), acres += typed(sizes[row]);
    EXPECT_NEAR(worth, wanted({"assessment", "sum_total_value"}), 0.5);
    EXPECT_NEAR(acres, wanted({"assessment", "sum_lot_size_acres"}), 1e-3);
}

TEST_F(Lebanon, ParcelsMeetTheirAssessmentsAndAddUpByZone) {
    const auto ids = assessed("parcel_id"), zones = assessed("nhdra_lnd zone");
    std::map<std::string, std::size_t> row_of;
    for (std::size_t row = 0; row < ids.size(); ++row) row_of[ids[row]] = row;
    std::map<std::string, int> times;  // a lot may be drawn in several rows: its land is all of them, its value one
    std::map<std::string, Zone> by_zone;
    Zone matched;
    for (std::size_t row = 0; row < lots_.size(); ++row) {
        const auto home = row_of.find(lots_[row]);
        const bool first = times[lots_[row]]++ == 0;
        if (home == row_of.end()) continue;
        Zone& zone = by_zone[zones[home->second].empty() ? "(none)" : zones[home->second]];
        for (Zone* sum : {&zone, &matched}) {
            sum->land_mu += land_mu(row);
            if (first) sum->rows += 1, sum->value += typed(worth_[home->second]);
        }
    }
    const auto join = [&](const char* name) { return wanted({"join_on_MAP_LOT_eq_parcel_id", name}); };
    EXPECT_EQ(static_cast<double>(times.size()), join("distinct_MAP_LOT"));
    EXPECT_EQ(std::count_if(times.begin(), times.end(), [](const auto& one) { return one.second > 1; }),
              join("MAP_LOT_repeated"));
    EXPECT_EQ(matched.rows, join("assessment_rows_matched"));
    EXPECT_EQ(matched.rows, join("parcels_matched"));
    EXPECT_EQ(static_cast<double>(times.size()) - matched.rows, join("parcels_unmatched"));
    EXPECT_EQ(static_cast<double>(row_of.size()) - matched.rows, join("assessment_ids_unmatched"));
    EXPECT_NEAR(matched.value, join("value_matched"), 0.5);
    EXPECT_NEAR(matched.land_mu, join("area_mu_matched_once_each"), 1e-2);
    EXPECT_NEAR(matched.value / matched.land_mu, join("value_per_mu"), 0.01);
    EXPECT_EQ(by_zone.size(), at(tree_, {"by_zone_of_assessment"}).table("zones").size());
    for (const auto& [name, zone] : at(tree_, {"by_zone_of_assessment"}).table("zones")) {
        EXPECT_EQ(by_zone[name].rows, number(zone, {"rows"})) << name;
        EXPECT_NEAR(by_zone[name].land_mu, number(zone, {"area_mu"}), 1e-2) << name;
        EXPECT_NEAR(by_zone[name].value, number(zone, {"value"}), 0.5) << name;
        EXPECT_NEAR(by_zone[name].value / by_zone[name].land_mu, number(zone, {"value_per_mu"}), 0.01) << name;
    }
}

// ---- 02: parcels in degrees over zoning in feet ----

TEST(RealCadastres, TheParcelsOfForestCityLieInTheZonesOfLargestShare) {
    const std::string folder = "02_forest_city_nc_zoning";
    MUTU_NEEDS(shared(folder));
    const Value tree = expected(folder);
    const Holdings parcels = layer(Role::landuse, folder + "/parcels.geojson"),
                   zoning = layer(Role::plan, folder + "/zoning_epsg2264.geojson"),
                   towns = layer(Role::plan, folder + "/town_limits.geojson");
    GeometryColumn land = parcels[Role::landuse].shapes(), zones = zoning[Role::plan].shapes();
    EXPECT_EQ(static_cast<double>(land.rows()), number(tree, {"parcels", "features"}));
    EXPECT_EQ(static_cast<double>(count(parcels, "no_shape")), number(tree, {"parcels", "without_geometry"}));
    EXPECT_EQ(static_cast<double>(zones.rows()), number(tree, {"zoning", "features"}));
    EXPECT_EQ(static_cast<double>(count(zoning, "no_shape")), number(tree, {"zoning", "without_geometry"}));
    EXPECT_EQ(static_cast<double>(towns[Role::plan].rows()), number(tree, {"towns"}));
    std::map<std::string, double> reasons;
    for (const Repair& repair : make_valid(land)) ++reasons[repair.reason];
    for (const auto& [reason, times] : at(tree, {"parcels", "invalid"}).table("reasons"))
        EXPECT_EQ(reasons[reason], times.real("times")) << reason;
    EXPECT_TRUE(make_valid(zones).empty());
    EXPECT_NEAR(summed_area(zones), 527'762'006.4, 0.1) << "square feet, as the file of expectations says in words";

    std::map<std::string, double> words;
    for (const std::string& word : cells(parcels, Role::landuse, "Zoning")) ++words[word];
    for (const auto& [word, times] : at(tree, {"Zoning_attribute_of_parcels"}).table("words"))
        EXPECT_EQ(words[word], times.real("times")) << word;

    const GeometryColumn feet = transformed(land, parcels.sources.front().crs, zoning.sources.front().crs);
    const auto names = cells(zoning, Role::plan, "BASE_DISTR");
    std::map<std::uint32_t, std::map<std::string, double>> shares;
    for (const Fragment& shared : overlay(feet, zones)) shares[shared.left][names[shared.right]] += shared.area;
    std::map<std::string, double> home, land_mu;
    for (const auto& [row, by_zone] : shares) {
        const auto largest = std::max_element(by_zone.begin(), by_zone.end(),
                                              [](const auto& a, const auto& b) { return a.second < b.second; });
        ++home[largest->first];
        for (const auto& [name, shared] : by_zone) land_mu[name] += shared * us_foot * us_foot / mu;
    }
    for (const auto& [name, times] : at(tree, {"parcels_by_zone_of_largest_share"}).table("zones"))
        EXPECT_EQ(home[name], times.real("times")) << name;
    EXPECT_EQ(static_cast<double>(land.rows() - shares.size()) - number(tree, {"parcels", "without_geometry"}),
              number(tree, {"parcels_in_no_zone"}));
    for (const auto& [name, sum] : at(tree, {"zoned_parcel_area_mu_epsg2264"}).table("zones"))
        EXPECT_NEAR(land_mu[name == "null" ? "" : name], sum.real("mu"), 0.01 + sum.real("mu") * 1e-6) << name;
}

// ---- 05: three surveyed plots ----

TEST(RealCadastres, TheSurveyedPlotsOfShaanxiLieWhereTheyWereMeasured) {
    MUTU_NEEDS(shared("05_survey_txt"));
    const Value tree = expected("05_survey_txt");
    for (const char* file : {"shaanxi_3_plots.utf8.txt", "shaanxi_3_plots.gbk_crlf.txt"}) {
        const Holdings holdings = read(Role::parcel, shared(std::string{"05_survey_txt/"} + file));
        const GeometryColumn& shapes = holdings[Role::parcel].shapes();
        const Crs& zone = holdings.sources.front().crs;
        const GeometryColumn degrees = transformed(shapes, zone, Crs::epsg(cgcs2000));
        std::size_t row = 0;
        for (const auto& [name, plot] : tree.table("plots")) {
            EXPECT_EQ(holdings[Role::parcel].column<std::string>("project_name")[row], name);
            EXPECT_EQ(zone.code(), static_cast<int>(number(plot, {"epsg"}))) << name;
            const double square_metres = area(shapes, row);
            EXPECT_NEAR(square_metres, number(plot, {"plane_area_m2"}), 1e-4) << name;
            EXPECT_EQ(fixed(square_metres / 10'000, 4), fixed(number(plot, {"plane_area_ha_4"}), 4)) << name;
            EXPECT_EQ(fixed(square_metres / 10'000, 4), fixed(number(plot, {"declared_area_ha"}), 4)) << name;
            EXPECT_EQ(fixed(square_metres / mu, 4), fixed(number(plot, {"plane_area_mu"}), 4)) << name;
            const auto ring = shapes.ring(shapes.row_rings(row).begin);
            EXPECT_EQ(static_cast<double>(ring.size()), number(plot, {"points_in_file_with_closing"})) << name;
            EXPECT_EQ(static_cast<double>(ring.size() - 1), number(plot, {"distinct_points"})) << name;
            const auto& place = at(plot, {"first_point_lat_lon"}).list("place");
            const auto corners = degrees.ring(degrees.row_rings(row).begin);
            const bool there = std::any_of(corners.begin(), corners.end(), [&](Xy p) {
                return std::fabs(p.y - place[0].real("lat")) < 1e-9 && std::fabs(p.x - place[1].real("lon")) < 1e-9;
            });
            EXPECT_TRUE(there) << name;
            // The other tool joins corners by geodesics, the survey's formula by straight lines of the chart.
            const double ellipsoid = number(plot, {"ellipsoidal_area_m2"});
            EXPECT_NEAR(area(equal_area(degrees, 108), row), ellipsoid, ellipsoid * 1e-5) << name;
            std::string told;
            for (const Diagnostic& one : holdings.diagnostics)
                if (one.code == "survey_point_count") told += one.message;
            EXPECT_NE(told.find(std::to_string(static_cast<int>(number(plot, {"points_declared"})))),
                      std::string::npos);
            ++row;
        }
    }
}

}  // namespace
}  // namespace mutu::test

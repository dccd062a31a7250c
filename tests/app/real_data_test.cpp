// Registers and maps that nobody here wrote, through the whole program, against figures worked out with other tools.
#include "app/program.hpp"
#include "support/shared.hpp"
#include "support/sheet.hpp"

namespace mutu::test {
namespace {

constexpr double mu_m2 = 2000.0 / 3;

/// One project in a folder of its own.
class RealData : public testing::Test {
protected:
    Answer run_project(const std::string& text, std::vector<std::string> options = {}) {
        write(folder_ / "PROJECT.toml", text);
        options.insert(options.begin(), {"run", folder_ / "PROJECT.toml", "--quiet"});
        return run(options);
    }
    std::string book() const { return folder_ / "PROJECT.gpkg"; }
    double count(const std::string& where) const {
        return number(book(), "SELECT count(*) FROM parcel_result WHERE " + where);
    }

    TempFolder folder_;
};

std::string source(const std::string& role, const std::string& path, const std::string& more = "") {
    return "[[source]]\nrole = \"" + role + "\"\npath = \"" + path + "\"\n" + more + "\n";
}

TEST_F(RealData, ParcelsInFeetMeetTheirAssessments) {
    const std::string folder = shared("01_lebanon_nh_cadastre/");
    if (!fs::exists(folder)) GTEST_SKIP() << "real data is not here: " << folder;
    // The assessed value of a lot stands in as the tax of a firm of the lot's name, so that it lands on the lot.
    const Answer answer = run_project(
        source("parcel", folder + "LebParcels.shp",
               "columns = { parcel_id = \"MAP_LOT\", holder_name = \"MAP_LOT\" }\n") +
            source("enterprise_year", folder + "assessment.csv",
                   "columns = { name = \"parcel_id\", tax_wan = \"total_value\" }\nconstant = { year = \"2023\" }\n"),
        {"--as-of", "2024-06-30"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(count("1"), 4364);
    EXPECT_EQ(findings(book(), "duplicate_id"), 64) << "4364 rows of 4300 numbers";
    EXPECT_EQ(number(book(), "SELECT sum(tax_wan) FROM parcel_result"), 2'906'468'647.0)
        << "each value once, to the fen";
    EXPECT_EQ(number(book(), "SELECT count(DISTINCT source.holder_name) FROM parcel source JOIN parcel_result result "
                             "USING (parcel_id) WHERE result.tax_wan IS NOT NULL"),
              4281);
    EXPECT_EQ(number(book(), "SELECT count(DISTINCT source.holder_name) FROM parcel source JOIN parcel_result result "
                             "USING (parcel_id) WHERE result.tax_wan IS NULL"),
              19);
    // Ellipsoid against state plane: 149,025.34 亩, 1.2e-5 above the plane's 149,023.595.
    const double mu = number(book(), "SELECT sum(area_ellipsoid_m2) FROM parcel_result") / mu_m2;
    EXPECT_NEAR(mu, 149'023.595, 149'023.595 * 1e-4);
    // 19,617.73 against 19,618.16, whose land leaves the 64 repeated numbers out.
    const double per_mu = number(book(), "SELECT tax_wan_per_mu FROM park_result");
    EXPECT_NEAR(per_mu, 19'618.16, 19'618.16 * 1e-3);
}

/// 319 results of land supply, thrice: their figures do not depend on the kind of file.
class LandSupply : public RealData, public testing::WithParamInterface<const char*> {
protected:
    void SetUp() override {
        file_ = shared("04_land_supply_2016/土地供应结果_2016.") + GetParam();
        if (!fs::exists(file_)) GTEST_SKIP() << "real data is not here: " << file_;
    }
    Answer run_supply(const std::vector<std::string>& options) {
        return run_project("[project]\nas_of = 2018-06-30\n" + source("parcel", file_) +
                               "[output]\nledger = \"台账.xlsx\"\n",
                           options);
    }

    std::string file_;
};

TEST_P(LandSupply, IsUndeterminedWhereNobodySaysWhetherWorkHasStarted) {
    ASSERT_EQ(run_supply({}).code, 0);
    EXPECT_EQ(count("1"), 319);
    EXPECT_NEAR(number(book(), "SELECT sum(area_m2) FROM parcel_result") / 10'000, 1205.402830, 1e-5);
    EXPECT_EQ(count("supply_state = 'supplied'"), 319);
    // Another tool counts 314 deadlines a year past, 52 of them the placeholder 1900-01-01, which is a blank here and
    // nothing in these files fills it: no actual delivery is on record. 314 − 52 = 262.
    const std::string past = "idle_on <= '2018-06-30'";
    EXPECT_EQ(count(past), 262);
    EXPECT_EQ(count("start_due = '1900-01-01'"), 0);
    EXPECT_EQ(count("start_due IS NOT NULL"), 265);
    EXPECT_EQ(count(past + " AND idle_state = 'undetermined' AND land_class = 'undetermined' AND "
                           "missing LIKE '%actual_start_date%'"),
              262);
    EXPECT_EQ(count("idle_state <> 'undetermined'"), 0);
    const SheetCells pending = Xlsx{folder_ / "台账.xlsx"}.sheet("待核");
    EXPECT_TRUE(pending.says("#319")) << "the last row of the register";
    std::set<std::string> listed;
    for (const auto& [reference, value] : pending.values)
        if (says(value, "#") && value.find(' ') == std::string::npos) listed.insert(value);
    EXPECT_GE(listed.size(), 319U);
}

TEST_P(LandSupply, TurnsIdleWhenAnAbsentStartIsReadAsNone) {
    ASSERT_EQ(run_supply({"--set", "absent_event=not_happened"}).code, 0);
    EXPECT_EQ(count("idle_state = 'idle_a_1y'") + count("idle_state = 'idle_a_2y'"), 262);
    EXPECT_EQ(count("idle_on <= '2018-06-30' AND land_class <> 'idle'"), 0);
    EXPECT_EQ(count("start_due IS NULL AND idle_state = 'undetermined'"), 54);
}

INSTANTIATE_TEST_SUITE_P(Files, LandSupply, testing::Values("utf8.csv", "gb18030.csv", "xlsx"), [](const auto& file) {
    return std::string{file.param}.substr(0, std::string{file.param}.find('.'));
});

TEST_F(RealData, ATownInTwoCoordinateSystemsIsOneBook) {
    const std::string folder = shared("02_forest_city_nc_zoning/");
    if (!fs::exists(folder)) GTEST_SKIP() << "real data is not here: " << folder;
    const Answer answer = run_project(source("parcel", folder + "parcels.geojson") +
                                          source("landuse", folder + "zoning_epsg2264.geojson") +
                                          source("park", folder + "town_limits.geojson"),
                                      {"--as-of", "2024-06-30"});
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(count("1"), 7234);
    EXPECT_EQ(count("geom IS NULL"), 3);
    EXPECT_EQ(number(book(), "SELECT count(*) FROM diagnostic WHERE code = 'no_shape' AND layer = 'parcel'"), 3);
    EXPECT_EQ(number(book(), "SELECT count(*) FROM diagnostic WHERE code = 'shape_repaired' AND layer = 'parcel'"), 3);
    EXPECT_EQ(number(book(), "SELECT DISTINCT srs_id FROM gpkg_geometry_columns"), 4490) << "outside China";
    EXPECT_EQ(number(book(), "SELECT count(*) FROM landuse WHERE geom IS NOT NULL"), 608);
    // Inside a town: some of its land is shared; outside every town: none is.
    EXPECT_EQ(count("park_id IS NOT NULL AND NOT area_in_park_m2 > 0"), 0);
    EXPECT_EQ(count("park_id IS NULL AND area_in_park_m2 > 0"), 0);
    EXPECT_GT(count("park_id IS NOT NULL"), 0);
}

TEST_F(RealData, BoundariesThatCrossThemselvesAreMendedAndTold) {
    const std::string file = shared("06_hunan_boundaries/hu2_nan2_heng2_yang2.geojson");
    if (!fs::exists(file)) GTEST_SKIP() << "real data is not here: " << file;
    write(folder_ / "p.csv", "宗地代码,面积\nG1,100\n");
    const Answer answer = run_project(source("park", file, "columns = { park_id = \"id\", park_name = \"name\" }\n") +
                                      source("parcel", "p.csv"));
    ASSERT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(number(book(), "SELECT count(*) FROM park_result WHERE park_id LIKE '4304%'"), 12);
    EXPECT_GE(findings(book(), "shape_repaired"), 1);
    EXPECT_EQ(number(book(), "SELECT count(*) FROM park_result WHERE park_id LIKE '4304%' AND NOT area_m2 > 0"), 0);
}

}  // namespace
}  // namespace mutu::test

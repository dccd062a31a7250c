// Whole sources: real tables, coordinate systems, joins.
#include "io/support.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

namespace mutu::test {
namespace {

struct Supplies {
    Holdings holdings;
    const Table& table() const { return holdings[Role::parcel]; }
};

Supplies supplies(const std::string& ending) {
    return {read(Role::parcel, shared("04_land_supply_2016/土地供应结果_2016." + ending))};
}

TEST(LandSupply, UnderstandsEveryRowOfTheRealTable) {
    MUTU_NEEDS(shared("04_land_supply_2016"));
    const auto [holdings] = supplies("utf8.csv");
    const Table& table = holdings[Role::parcel];
    ASSERT_EQ(table.rows(), 319U);
    std::int64_t area = 0;
    int starts = 0, contracts = 0, allocations = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        area += table.column<Area>("registered_area_m2")[row].value().quanta();
        starts += table.column<Date>("agreed_start_date")[row].has_value();
        contracts += table.column<Date>("contract_date")[row].has_value();
        allocations += table.column<std::string>("supply_mode")[row] == "allocation";
    }
    EXPECT_EQ(Area::quanta(area), Area::hectares(1205.40283));
    // 317 are written; 52 of them are 1900年01月01日, which stands for a blank.
    EXPECT_EQ(starts, 317 - 52);
    EXPECT_EQ(std::count_if(holdings.diagnostics.begin(), holdings.diagnostics.end(),
                            [](const Diagnostic& finding) {
                                return finding.code == "sentinel_date" &&
                                       finding.message.find("约定开工时间") != std::string::npos;
                            }),
              52);
    EXPECT_EQ(contracts, 319);
    EXPECT_EQ(allocations, 113);
    EXPECT_EQ(count(holdings, "unknown_code"), 0);
    EXPECT_FALSE(table.has("parcel_id"));  // 序号 is no id
}

TEST(LandSupply, MatchesTheColumnsAPersonWouldChoose) {
    MUTU_NEEDS(shared("04_land_supply_2016"));
    const auto [holdings] = supplies("utf8.csv");
    EXPECT_EQ(matched(holdings, "面积(公顷)"), "registered_area_m2; alias, 公顷");
    EXPECT_EQ(matched(holdings, "合同签订日期"), "contract_date; alias");
    EXPECT_EQ(matched(holdings, "约定交地时间"), "agreed_delivery_date; alias");
    EXPECT_EQ(matched(holdings, "约定开工时间"), "agreed_start_date; alias");
    EXPECT_EQ(matched(holdings, "约定竣工时间"), "agreed_finish_date; alias");
    EXPECT_EQ(matched(holdings, "供地方式"), "supply_mode; alias");
    EXPECT_EQ(matched(holdings, "成交价格"), "land_price_wan; alias");
    EXPECT_EQ(matched(holdings, "土地使用权人"), "holder_name; alias");
    EXPECT_EQ(matched(holdings, "土地用途"), "land_use_code; alias");
    EXPECT_EQ(matched(holdings, "行业分类"), "industry_code; alias");
    EXPECT_EQ(matched(holdings, "土地用途_2"), "; passed");
    EXPECT_EQ(count(holdings, "repeated_heading"), 1);
}

TEST(LandSupply, ReadsTheSameFromThreeFormats) {
    MUTU_NEEDS(shared("04_land_supply_2016"));
    const auto first = supplies("utf8.csv");
    for (const char* ending : {"gb18030.csv", "xlsx"}) {
        const auto other = supplies(ending);
        ASSERT_EQ(other.table().rows(), 319U) << ending;
        for (const Field& field : fields_of(Role::parcel)) {
            ASSERT_EQ(first.table().has(field.name), other.table().has(field.name)) << ending << " " << field.name;
            if (!first.table().has(field.name)) continue;
            EXPECT_TRUE(*first.table().any(field.name) == *other.table().any(field.name))
                << ending << " " << field.name;
        }
    }
}

TEST(Shapes, ReadsFeetAndTheCrsOfTheFile) {
    const std::string file = shared("01_lebanon_nh_cadastre/LebParcels.shp");
    MUTU_NEEDS(file);
    auto spec = source(Role::parcel, file);
    spec.columns = {{"parcel_id", "MAP_LOT"}};
    const auto holdings = read(spec);
    EXPECT_EQ(holdings[Role::parcel].rows(), 4364U);
    EXPECT_EQ(holdings.sources.front().crs.name(), "NAD83 / New Hampshire (ftUS)");
    EXPECT_EQ(holdings.sources.front().crs.datum(), Datum::modern);
    EXPECT_EQ(holdings.sources.front().crs_from, "file");
    EXPECT_EQ(count(holdings, "no_shape"), 0);
    EXPECT_EQ(holdings.sources.front().sha256.size(), 64U);
}

TEST(Shapes, ReadsGeoJsonWithAForeignCrsAndNullShapes) {
    const std::string folder = shared("02_forest_city_nc_zoning/");
    MUTU_NEEDS(folder);
    const auto zoning = read(Role::plan, folder + "zoning_epsg2264.geojson");
    EXPECT_EQ(zoning.sources.front().crs.code(), 2264);
    EXPECT_EQ(zoning[Role::plan].rows(), 608U);
    const auto parcels = read(Role::parcel, folder + "parcels.geojson");
    EXPECT_EQ(parcels[Role::parcel].rows(), 7234U);
    EXPECT_EQ(count(parcels, "no_shape"), 3);
}

std::string geojson(const std::string& ring) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"parcel_id":"G1"},)"
           R"("geometry":{"type":"Polygon","coordinates":[)" +
           ring + "]}}]}";
}

TEST(Shapes, GuessesTheZoneFromThePrefixAndSaysSo) {
    const auto holdings = read(
        Role::parcel,
        write(scratch("zone") / "a.geojson",
              geojson(
                  "[[38439683,3060000],[38439783,3060000],[38439783,3060100],[38439683,3060100],[38439683,3060000]]")));
    EXPECT_EQ(holdings.sources.front().crs.code(), 4526);
    EXPECT_EQ(holdings.sources.front().crs_from, "guessed");
    ASSERT_EQ(count(holdings, "crs_guessed"), 1);
    EXPECT_NE(find(holdings, "crs_guessed")->fix.find("crs = \"EPSG:4526\""), std::string::npos);
}

TEST(Shapes, RefusesToGuessEastingsWithoutAZone) {
    auto spec = source(
        Role::parcel,
        write(scratch("no_zone") / "a.geojson",
              geojson("[[439683,3060000],[439783,3060000],[439783,3060100],[439683,3060100],[439683,3060000]]")));
    EXPECT_NE(refusal(spec).find("crs ="), std::string::npos);
    spec.crs = "EPSG:4547";
    EXPECT_EQ(read(spec).sources.front().crs_from, "given");
}

TEST(Shapes, TakesXian80AsItsTwinOnlyWhenTold) {
    auto spec = source(
        Role::parcel,
        write(scratch("xian") / "a.geojson",
              geojson(
                  "[[38439683,3060000],[38439783,3060000],[38439783,3060100],[38439683,3060100],[38439683,3060000]]")));
    spec.crs = "EPSG:2362";  // zone 38 of Xi'an 80
    EXPECT_EQ(read(spec).sources.front().crs.datum(), Datum::xian80);
    spec.same_datum = true;
    const auto holdings = read(spec);
    EXPECT_EQ(holdings.sources.front().crs.code(), 4526);
    EXPECT_EQ(count(holdings, "same_datum"), 1);
}

TEST(Shapes, TellsWhatIsNoPolygonAndKeepsTheRow) {
    const auto holdings = read(
        Role::parcel,
        write(
            scratch("point") / "a.geojson",
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"parcel_id":"P"},)"
            R"("geometry":{"type":"Point","coordinates":[112,27]}},{"type":"Feature","properties":{"parcel_id":"N"},"geometry":null}]})"));
    EXPECT_EQ(holdings[Role::parcel].rows(), 2U);
    EXPECT_EQ(count(holdings, "not_polygon"), 1);
    EXPECT_EQ(find(holdings, "not_polygon")->subject_id, "P");
    EXPECT_EQ(find(holdings, "no_shape")->subject_id, "N");
}

TEST(Shapes, TellsARingThatDoesNotCloseAndClosesIt) {
    const auto ring = [](const char* id, const char* points) {
        return std::string{R"({"type":"Feature","properties":{"parcel_id":")"} + id +
               R"("},"geometry":{"type":"Polygon","coordinates":[[)" + points + "]]}}";
    };
    const auto holdings = read(
        Role::parcel, write(scratch("open") / "a.geojson", R"({"type":"FeatureCollection","features":[)" +
                                                               ring("P", "[0,0],[10,0],[10,10],[0,10]") + "," +
                                                               ring("Q", "[0,0],[10,0],[10,10],[0,10],[0,0]") + "]}"));
    ASSERT_EQ(count(holdings, "unclosed_ring"), 1);
    EXPECT_EQ(find(holdings, "unclosed_ring")->subject_id, "P");
    EXPECT_DOUBLE_EQ(area(holdings[Role::parcel].shapes(), 0), 100);
}

TEST(Shapes, AColumnMayBeTheFid) {
    const std::string file = shared("08_ogr_formats/gpkg/poly_golden.gpkg");
    MUTU_NEEDS(file);
    auto spec = source(Role::parcel, file);
    spec.columns = {{"parcel_id", "fid"}};
    EXPECT_EQ(read(spec)[Role::parcel].column<std::string>("parcel_id")[0], "1");
}

TEST(Sources, OfOneRoleAppend) {
    const fs::path folder = scratch("append");
    const auto holdings =
        read_holdings({source(Role::enterprise, write(folder / "a.csv", "企业名称,行业代码\n甲,3620\n")),
                       source(Role::enterprise, write(folder / "b.csv", "name,统一社会信用代码\n乙,X1\n"))},
                      aliases());
    const Table& firms = holdings[Role::enterprise];
    ASSERT_EQ(firms.rows(), 2U);
    EXPECT_EQ(firms.column<std::string>("name")[1], "乙");
    EXPECT_EQ(firms.column<std::string>("industry_code")[1], std::nullopt);
    EXPECT_EQ(firms.origins()[1].source, 1U);
    EXPECT_EQ(holdings.sources[0].sha256, sha256("企业名称,行业代码\n甲,3620\n"));
}

class Joined : public testing::Test {
protected:
    std::string shaped() const {
        return write(folder_ / "shaped.geojson",
                     R"({"type":"FeatureCollection","features":[)"
                     R"({"type":"Feature","properties":{"parcel_id":"G1","holder_name":"甲"},"geometry":)" +
                         square_ +
                         "},"
                         R"({"type":"Feature","properties":{"parcel_id":"G1"},"geometry":)" +
                         square_ +
                         "},"
                         R"({"type":"Feature","properties":{"parcel_id":"G2"},"geometry":)" +
                         square_ + "}]}");
    }
    std::string table(const std::string& name, const std::string& csv) const { return write(folder_ / name, csv); }

    fs::path folder_ = scratch("join");
    std::string square_ = R"({"type":"Polygon","coordinates":[[[112,27],[112.01,27],[112.01,27.01],[112,27]]]})";
};

TEST_F(Joined, ATableWithoutShapesFillsEveryParcelOfItsId) {
    const auto holdings =
        read_holdings({source(Role::parcel, shaped()),
                       source(Role::parcel, table("a.csv", "parcel_id,总投资,备注\nG1,500,新\nG9,7,x\n,8,y\n"))},
                      aliases());
    const Table& parcels = holdings[Role::parcel];
    ASSERT_EQ(parcels.rows(), 3U);
    EXPECT_EQ(parcels.column<Money>("total_investment_wan")[0], Money::wan(500));
    EXPECT_EQ(parcels.column<Money>("total_investment_wan")[1], Money::wan(500));
    EXPECT_EQ(parcels.column<Money>("total_investment_wan")[2], std::nullopt);
    EXPECT_EQ(parcels.passed().front().values[1], "新");
    EXPECT_EQ(count(holdings, "unmatched_parcel_row"), 2);  // G9 and the blank id
}

TEST_F(Joined, TheLaterListedSourceWinsAndItIsTold) {
    const auto after = read_holdings(
        {source(Role::parcel, shaped()), source(Role::parcel, table("a.csv", "parcel_id,holder_name\nG1,乙\n"))},
        aliases());
    EXPECT_EQ(after[Role::parcel].column<std::string>("holder_name")[0], "乙");
    EXPECT_EQ(after[Role::parcel].column<std::string>("holder_name")[1], "乙");
    EXPECT_EQ(count(after, "conflicting_value"), 1);
    const auto before = read_holdings(
        {source(Role::parcel, table("a.csv", "parcel_id,holder_name\nG1,乙\n")), source(Role::parcel, shaped())},
        aliases());
    EXPECT_EQ(before[Role::parcel].column<std::string>("holder_name")[0], "甲");
    EXPECT_EQ(before[Role::parcel].column<std::string>("holder_name")[1], "乙");
    EXPECT_EQ(count(before, "conflicting_value"), 1);
}

TEST_F(Joined, CarriesOverThatACellCouldNotBeRead) {
    const auto joined = read_holdings(
        {source(Role::parcel, shaped()), source(Role::parcel, table("a.csv", "parcel_id,stop_date\nG2,2024-02-30\n"))},
        aliases());
    EXPECT_FALSE(joined[Role::parcel].unreadable("stop_date", 0));
    EXPECT_TRUE(joined[Role::parcel].unreadable("stop_date", 2)) << "G2 is the third shape";
    const auto alone = read(Role::parcel, table("b.csv", "parcel_id,stop_date\nG1,\nG2,2024-02-30\n"));
    EXPECT_FALSE(alone[Role::parcel].unreadable("stop_date", 0));
    EXPECT_TRUE(alone[Role::parcel].unreadable("stop_date", 1));
}

TEST_F(Joined, AnIdThatLostDigitsJoinsNothingAndItsLikelyParcelIsNamed) {
    const std::string drawn = write(
        folder_ / "long.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"parcel_id":"430525202100012000"},)"
        R"("geometry":)" +
            square_ + "}]}");
    const auto holdings =
        read_holdings({source(Role::parcel, drawn),
                       source(Role::parcel, table("a.csv", "parcel_id,holder_name\n4.30525202100012E+17,乙\n"))},
                      aliases());
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("holder_name")[0], std::nullopt);
    const Diagnostic* told = find(holdings, "unmatched_parcel_row");
    ASSERT_NE(told, nullptr);
    EXPECT_NE(told->message.find("可能是宗地 430525202100012000"), std::string::npos) << told->message;
}

TEST_F(Joined, WithoutAnyShapedSourceTheRowsStand) {
    const auto holdings = read(Role::parcel, table("a.csv", "parcel_id,holder_name\nG1,甲\nG1,乙\n"));
    EXPECT_EQ(holdings[Role::parcel].rows(), 2U);
    EXPECT_EQ(holdings[Role::parcel].shapes().rows(), 2U);
    EXPECT_TRUE(holdings.diagnostics.empty());
}

TEST(Join, MeetsTheCountsOfTheRealCadastre) {
    const std::string folder = shared("01_lebanon_nh_cadastre/");
    MUTU_NEEDS(folder);
    auto shapes = source(Role::parcel, folder + "LebParcels.shp"),
         values = source(Role::parcel, folder + "assessment.csv");
    shapes.columns = {{"parcel_id", "MAP_LOT"}};
    values.columns = {{"parcel_id", "parcel_id"}};
    const auto holdings = read_holdings({shapes, values}, aliases());
    EXPECT_EQ(holdings[Role::parcel].rows(), 4364U);
    EXPECT_EQ(count(holdings, "unmatched_parcel_row"), 1379);
    std::set<std::string> matched_ids;
    const auto ids = holdings[Role::parcel].column<std::string>("parcel_id");
    for (const auto& column : holdings[Role::parcel].passed())
        if (column.name == "total_value")
            for (std::size_t row = 0; row < 4364; ++row)
                if (column.values[row]) matched_ids.insert(*ids[row]);
    EXPECT_EQ(matched_ids.size(), 4281U);
}

}  // namespace
}  // namespace mutu::test

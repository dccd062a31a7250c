// Real boundaries, buildings and map tiles against what other tools found in them: validity, mended areas, covered
// land, unions. Each test executes one expected.json whole.
#include "io/expectations.hpp"

#include "mutu/overlay.hpp"
#include "mutu/repair.hpp"

#include <map>
#include <set>

namespace mutu::test {
namespace {

/// Whether a point lies within the rings of a row: a ray to the east crosses an odd number of edges.
bool inside(const GeometryColumn& shapes, std::size_t row, Xy point) {
    bool odd = false;
    const auto rings = shapes.row_rings(row);
    for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
        const auto points = shapes.ring(ring);
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const Xy a = points[i], b = points[i + 1];
            if ((a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x))
                odd = !odd;
        }
    }
    return odd;
}

/// The two numbers of a list as its cell spells it: "(2:111.68,29.05)".
Xy point_of(const std::string& cell) {
    const std::size_t colon = cell.find(':'), comma = cell.find(',');
    return {std::stod(cell.substr(colon + 1)), std::stod(cell.substr(comma + 1))};
}

// ---- 06: 122 counties, 55 of them crossing themselves ----

TEST(RealShapes, TheCountiesOfHunanAreMendedToTheirArea) {
    const std::string folder = "06_hunan_boundaries";
    MUTU_NEEDS(shared(folder));
    const Value tree = expected(folder);
    double features = 0, invalid = 0, outside = 0;
    for (const auto& [file, counties] : at(tree, {"files"}).table("files")) {
        const Holdings holdings = layer(Role::landuse, folder + "/" + file);
        const auto ids = cells(holdings, Role::landuse, "id"), names = cells(holdings, Role::landuse, "name"),
                   capitals = cells(holdings, Role::landuse, "cp");
        GeometryColumn shapes = holdings[Role::landuse].shapes();
        std::map<std::size_t, std::string> mended;
        for (const Repair& repair : make_valid(shapes)) mended[repair.row] = repair.reason;
        std::size_t row = 0;
        for (const Value& county : counties.list("counties")) {
            const std::string name = county.find("name")->text("name");
            ASSERT_LT(row, ids.size()) << file;
            EXPECT_EQ(ids[row], county.find("id")->text("id"));
            EXPECT_EQ(names[row], name);
            EXPECT_EQ(mended.contains(row), !county.find("valid")->boolean("valid")) << name;
            const double km2 = area(equal_area(shapes, 111), row) / 1e6;
            EXPECT_NEAR(km2, number(county, {"area_km2_cgcs2000"}), number(county, {"area_km2_cgcs2000"}) * 2e-3)
                << name;
            const bool several = county.find("type")->text("type") == "MultiPolygon";
            const auto parts = holdings[Role::landuse].shapes().parts(row);
            EXPECT_EQ(parts.end - parts.begin > 1, several) << name;
            const bool within = inside(holdings[Role::landuse].shapes(), row, point_of(capitals.at(row)));
            EXPECT_EQ(within, county.find("cp_inside")->boolean("cp_inside")) << name;
            outside += within ? 0 : 1;
            ++row, ++features, invalid += mended.contains(row - 1) ? 1 : 0;
        }
        EXPECT_EQ(row, ids.size()) << file;
    }
    EXPECT_EQ(features, number(tree, {"features"}));
    EXPECT_EQ(invalid, number(tree, {"invalid"}));
    EXPECT_EQ(outside, number(tree, {"cp_outside"}));
}

// ---- 11: buildings over plots ----

TEST(RealShapes, TheBuildingsOfBubenecCoverTheirPlots) {
    const std::string folder = "11_bubenec_buildings", file = folder + "/bubenec.gpkg";
    MUTU_NEEDS(shared(folder));
    const Value tree = expected(folder);
    const Holdings buildings = layer(Role::building, file, "buildings"), plots = layer(Role::landuse, file, "plots");
    EXPECT_EQ(std::to_string(buildings.sources.front().crs.code().value_or(0)), tree.find("epsg")->text("epsg"));
    EXPECT_EQ(static_cast<double>(buildings[Role::building].rows()), number(tree, {"buildings"}));
    ASSERT_EQ(at(tree, {"building_fields"}).list("fields").size(), 1U);
    EXPECT_EQ(buildings.sources.front().columns.size(), 1U);
    EXPECT_EQ(buildings.sources.front().columns.front().source_column,
              at(tree, {"building_fields"}).list("fields").front().text("field"));
    GeometryColumn built = buildings[Role::building].shapes(), land = plots[Role::landuse].shapes();
    make_valid(built), make_valid(land);
    EXPECT_NEAR(summed_area(built), number(tree, {"building_area_m2"}), 1e-3);
    EXPECT_NEAR(summed_area(land), number(tree, {"plot_area_m2"}), 1e-3);
    const std::vector<double> covered = covered_area(land, built).area;
    const auto& rows = at(tree, {"plots"}).list("plots");
    ASSERT_EQ(rows.size(), land.rows());
    constexpr double least = 1;  // square metre: slivers along the boundary are no building to the other tool
    double all = 0, bare = 0, thin = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        EXPECT_NEAR(area(land, row), number(rows[row], {"plot_m2"}), 1e-3) << row;
        EXPECT_NEAR(covered[row], number(rows[row], {"built_m2"}), 1e-3) << row;
        all += covered[row];
        bare += covered[row] < least ? 1 : 0, thin += covered[row] < 0.1 * area(land, row) ? 1 : 0;
    }
    EXPECT_NEAR(100 * all / summed_area(land), number(tree, {"building_density_over_all_plots_%"}), 1e-4);
    EXPECT_EQ(bare, number(tree, {"plots_with_no_building"}));
    EXPECT_EQ(thin, number(tree, {"plots_under_10pct_built"}));
}

// ---- 12: map tiles whose features repeat at the edges ----

TEST(RealShapes, FeaturesThatTilesRepeatCountOnceInTheUnion) {
    const std::string folder = "12_osm_china";
    MUTU_NEEDS(shared(folder));
    const Value tree = expected(folder);
    for (const auto& [file, answer] : tree.table("files")) {
        const Holdings holdings = layer(Role::landuse, folder + "/" + file);
        const Table& table = holdings[Role::landuse];
        EXPECT_EQ(static_cast<double>(table.rows()), number(answer, {"features"})) << file;
        double polygons = 0;
        for (const auto& [type, times] : at(answer, {"types"}).table("types"))
            if (type == "Polygon" || type == "MultiPolygon") polygons += times.real("times");
        GeometryColumn shapes = table.shapes();
        double drawn = 0;
        for (std::size_t row = 0; row < shapes.rows(); ++row) drawn += shapes.null(row) ? 0 : 1;
        EXPECT_EQ(drawn, polygons) << file;
        EXPECT_EQ(static_cast<double>(count(holdings, "not_polygon")), number(answer, {"features"}) - polygons) << file;
        EXPECT_EQ(static_cast<double>(make_valid(shapes).size()), number(answer, {"invalid_polygons"})) << file;
        std::map<std::string, double> kinds;
        for (const std::string& kind : cells(holdings, Role::landuse, "kind")) ++kinds[kind];
        for (const Value& pair : at(answer, {"kinds"}).list("kinds"))
            EXPECT_EQ(kinds[pair.list("pair")[0].text("kind")], pair.list("pair")[1].real("times")) << file;
        const auto ids = cells(holdings, Role::landuse, "id");
        const std::set<std::string> distinct(ids.begin(), ids.end());
        EXPECT_EQ(static_cast<double>(ids.size() - distinct.size()), number(answer, {"repeated_ids"})) << file;
        double high = 0;
        for (const std::string& height : cells(holdings, Role::landuse, "height")) high += typed(height) > 0 ? 1 : 0;
        EXPECT_EQ(high, number(answer, {"with_height"})) << file;
        if (polygons == 0) continue;
        const bool wuhan = file.starts_with("wuhan");
        const GeometryColumn metres = transformed(shapes, holdings.sources.front().crs, Crs::epsg(wuhan ? 4547 : 4549));
        const double sum = number(answer, {wuhan ? "sum_polygon_m2_epsg4547" : "sum_polygon_m2_epsg4549"});
        EXPECT_NEAR(summed_area(metres), sum, 1) << file;
        EXPECT_NEAR(area(united(metres), 0), number(answer, {"union_polygon_m2"}), 1) << file;
    }
}

}  // namespace
}  // namespace mutu::test

// Published test shapes (GEOS's XML suites, the earcut polygons, turf's area) against our areas, overlays and repair.
#include "support/shapes.hpp"
#include "support/shared.hpp"

#include "mutu/crs.hpp"
#include "mutu/overlay.hpp"
#include "mutu/repair.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace mutu {
namespace {

namespace fs = std::filesystem;

fs::path published() { return test::shared("07_geometry"); }

/// Text between <name …> and </name> from `at` on; `at` moves behind it.
std::optional<std::string> element(const std::string& xml, const std::string& name, std::size_t& at,
                                   std::string* attributes = nullptr) {
    std::size_t open = xml.find("<" + name, at);
    while (open != std::string::npos && std::isalnum(static_cast<unsigned char>(xml[open + 1 + name.size()])) != 0)
        open = xml.find("<" + name, open + 1);
    if (open == std::string::npos) return {};
    const std::size_t body = xml.find('>', open) + 1, close = xml.find("</" + name + ">", body);
    if (close == std::string::npos) return {};
    if (attributes != nullptr) *attributes = xml.substr(open, body - open);
    at = close;
    return std::string{trimmed(std::string_view{xml}.substr(body, close - body))};
}

struct Case {
    std::string name, a, b;
    std::vector<std::pair<std::string, std::string>> ops;  // tag with attributes, expected text
};

std::vector<Case> cases_of(const fs::path& file) {
    const std::string xml = read_file(file.string());
    std::vector<Case> cases;
    std::size_t at = 0;
    while (const auto block = element(xml, "case", at)) {
        Case one;
        std::size_t in = 0;
        one.name = element(*block, "desc", in).value_or("");
        one.a = element(*block, "a", in = 0).value_or("");
        one.b = element(*block, "b", in = 0).value_or("");
        std::string tag;
        in = 0;
        while (const auto expected = element(*block, "op", in, &tag)) one.ops.emplace_back(tag, *expected);
        cases.push_back(std::move(one));
    }
    return cases;
}

bool polygonal(const std::string& wkt) { return wkt.starts_with("POLYGON") || wkt.starts_with("MULTIPOLYGON"); }
bool without_area(const std::string& wkt) {
    return wkt.starts_with("POINT") || wkt.starts_with("LINE") || wkt.starts_with("MULTIPOINT") ||
           wkt.starts_with("MULTILINE") || wkt.ends_with("EMPTY");
}

TEST(GeosSuite, SharedAndRemainingAreasAreThoseOfTheExpectedShapes) {
    if (!fs::exists(published())) GTEST_SKIP() << "no published shapes at " << published();
    int compared = 0;
    for (const std::string file : {"TestOverlayAA.xml", "TestNGOverlayA.xml"})
        for (const Case& one : cases_of(published() / "geos_xml/general" / file)) {
            if (!polygonal(one.a) || !polygonal(one.b)) continue;
            auto a = rows_of({one.a}), b = rows_of({one.b});
            if (!make_valid(a).empty() || !make_valid(b).empty()) continue;
            for (const auto& [tag, expected] : one.ops) {
                if (!polygonal(expected) && !without_area(expected)) continue;
                const double area_expected = polygonal(expected) ? area(rows_of({expected}), 0) : 0;
                double found = 0;
                if (tag.find("\"intersection") != std::string::npos)
                    for (const Fragment& f : overlay(a, b)) found += f.area;
                else if (tag.find("\"difference") != std::string::npos && tag.find("arg1=\"A\"") != std::string::npos)
                    found = area(difference(a, b), 0);
                else
                    continue;
                ++compared;
                EXPECT_NEAR(area_expected, found, 1e-9 * area_expected + 1e-6)
                    << file << ": " << one.name << " " << tag;
            }
        }
    EXPECT_GT(compared, 20);
}

TEST(GeosSuite, ValidityIsJudgedAsExpected) {
    if (!fs::exists(published())) GTEST_SKIP() << "no published shapes at " << published();
    int compared = 0;
    for (const std::string file : {"TestValid.xml", "TestValid2.xml"})
        for (const Case& one : cases_of(published() / "geos_xml/general" / file)) {
            if (!polygonal(one.a) || one.name.find("too few") != std::string::npos) continue;  // never enter a column
            for (const auto& [tag, expected] : one.ops) {
                if (tag.find("\"isValid\"") == std::string::npos) continue;
                auto shape = rows_of({one.a});
                if (shape.null(0)) continue;
                ++compared;
                EXPECT_EQ(lower_ascii(expected) == "true", make_valid(shape).empty()) << file << ": " << one.name;
                EXPECT_TRUE(make_valid(shape).empty()) << file << ": " << one.name << " is still invalid";
            }
        }
    EXPECT_GT(compared, 20);
}

GeometryColumn shape_of(const Value& rings) {
    GeometryColumn column;
    for (const Value& ring : rings.list("rings")) {
        for (const Value& point : ring.list("ring"))
            column.add_point({point.list("point")[0].real("x"), point.list("point")[1].real("y")});
        if (!column.end_ring() && column.points().empty()) break;
    }
    column.end_part();
    column.end_row();
    return column;
}

TEST(EarcutShapes, StayWholeWhenMendedAndAreCutCleanly) {
    if (!fs::exists(published())) GTEST_SKIP() << "no published shapes at " << published();
    int seen = 0;
    for (const auto& entry : fs::directory_iterator(published() / "earcut_fixtures")) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("_")) continue;
        auto shape = shape_of(parse_json(read_file(entry.path().string()), name));
        const Box drawn = shape.box(0);  // some are in degrees: bring all to a kilometre
        const double scale = 1000 / std::max(drawn.max_x - drawn.min_x, drawn.max_y - drawn.min_y);
        for (Xy& p : shape.points()) p = {p.x * scale, p.y * scale};
        make_valid(shape);
        ASSERT_TRUE(make_valid(shape).empty()) << name << " is still invalid";
        if (shape.null(0) || shape.points().size() > 4000) continue;  // the largest two take seconds unoptimised
        ++seen;
        const double whole = area(shape, 0);
        EXPECT_NEAR(whole, overlay(shape, shape).at(0).area, 1e-9 * whole) << name;
        const Box box = shape.box(0);
        const double side = std::max(box.max_x - box.min_x, box.max_y - box.min_y) / 2;
        const auto quarter = rows_of({square(box.min_x - side / 3, box.min_y - side / 3, side * 1.37)});
        const auto found = overlay(shape, quarter);
        const double shared = found.empty() ? 0 : found[0].area;
        EXPECT_NEAR(whole, shared + area(difference(shape, quarter), 0), 1e-9 * whole + 1e-6) << name;
        const Xy inside = inner_point(shape, 0);
        const double speck = std::sqrt(whole) * 1e-3;
        EXPECT_EQ(1U, overlay(shape, rows_of({square(inside.x - speck / 2, inside.y - speck / 2, speck)})).size())
            << name;
    }
    EXPECT_GT(seen, 40);
}

TEST(TurfArea, OnASphereIsWithinHalfAPercentOfTheEllipsoid) {
    if (!fs::exists(published())) GTEST_SKIP() << "no published shapes at " << published();
    const Value feature = parse_json(read_file((published() / "turf_area/in/polygon.geojson").string()), "polygon");
    const Value* geometry = feature.find("geometry");
    const auto shape = shape_of(*(geometry != nullptr ? geometry : &feature)->find("coordinates"));
    const double sphere = std::stod(read_file((published() / "turf_area/out/polygon.json").string()));
    EXPECT_NEAR(sphere, area(equal_area(shape, shape.points()[0].x), 0), sphere * 0.005);
}

}  // namespace
}  // namespace mutu

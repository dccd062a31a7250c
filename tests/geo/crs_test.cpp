// Coordinate systems: names, datums, zones, the way between them, and the land survey's worked cells.
#include "support/shapes.hpp"

#include "mutu/axis_order.hpp"
#include "mutu/crs.hpp"
#include "mutu/error.hpp"
#include "mutu/parallel.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace mutu {
namespace {

constexpr double minute = 1.0 / 60;

/// A cell of degrees; `steps` points along the lower and upper parallel.
GeometryColumn cell(double west, double south, double width, double height, int steps = 1) {
    GeometryColumn rows;
    for (int i = 0; i <= steps; ++i) rows.add_point({west + width * i / steps, south});
    for (int i = steps; i >= 0; --i) rows.add_point({west + width * i / steps, south + height});
    rows.end_ring();
    rows.end_part();
    rows.end_row();
    return rows;
}

TEST(Crs, KnowsWhichDefinitionsNameTheNorthFirst) {
    for (const int code : {4490, 4326, 4513, 4525, 4491}) EXPECT_TRUE(northing_first(Crs::epsg(code))) << code;
    EXPECT_FALSE(northing_first(Crs::epsg(3857)));
}

TEST(Crs, ACodeIsReadInEverySpelling) {
    for (const std::string text : {"EPSG:4525", "4525", " epsg:4525 ", "urn:ogc:def:crs:EPSG::4525"})
        EXPECT_EQ(Crs::epsg(4525), Crs::parse(text)) << text;
    EXPECT_EQ(4525, Crs::parse("4525").code());
    EXPECT_FALSE(Crs::parse("4525").geographic());
    EXPECT_TRUE(Crs::epsg(cgcs2000).geographic());
}

TEST(Crs, WhatIsNoCrsIsRefusedByName) {
    for (const std::string text : {"", "EPSG:999999", "湖南坐标系", "+proj=nothing"}) {
        try {
            Crs::parse(text);
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(Kind::input, error.kind());
            EXPECT_NE(std::string::npos, std::string{error.what()}.find(text));
        }
    }
}

const std::string esri_zone_37 =
    R"(PROJCS["CGCS2000_3_Degree_GK_Zone_37",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",)"
    R"(DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],)"
    R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],)"
    R"(PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],)"
    R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";

TEST(Crs, APrjFileWithoutAuthorityIsIdentified) {
    EXPECT_EQ(4525, Crs::parse(esri_zone_37).code());
    EXPECT_EQ(Crs::epsg(4525), Crs::parse(esri_zone_37));
}

TEST(Crs, OurOwnWktIsRecognised) {
    for (const int code : {4490, 4525, 4546, 2361, 2413, 4326})
        EXPECT_EQ(code, Crs::parse(Crs::epsg(code).wkt()).code()) << Crs::epsg(code).wkt();
    EXPECT_TRUE(Crs::epsg(4525).wkt().starts_with("PROJCS["));
}

TEST(Crs, DatumsFallIntoFourFamilies) {
    // WGS 84, web Mercator, NAD 83, NAD 83 (2011), NAD 83 (HARN) feet, ETRS 89, ITRF 2014, CGCS2000
    for (const int code : {4326, 3857, 4269, 6318, 2900, 4258, 9000, 4490, 4525})
        EXPECT_EQ(Datum::modern, Crs::epsg(code).datum()) << code;
    for (const int code : {4610, 2361, 2327}) EXPECT_EQ(Datum::xian80, Crs::epsg(code).datum()) << code;
    for (const int code : {4214, 2413, 21413}) EXPECT_EQ(Datum::beijing54, Crs::epsg(code).datum()) << code;
    for (const int code : {4284, 4267, 4555}) EXPECT_EQ(Datum::other, Crs::epsg(code).datum()) << code;
    EXPECT_EQ(Datum::modern, Crs::parse(esri_zone_37).datum());
    EXPECT_EQ(Datum::modern, Crs::parse("+proj=utm +zone=49 +ellps=GRS80 +units=m").datum());
    EXPECT_EQ(Datum::other, Crs::parse("+proj=longlat +ellps=clrk66").datum());
}

// Cases G10, G11
TEST(Zones, HunanLiesInZones36To38) {
    EXPECT_EQ(4524, zone_epsg(108));
    EXPECT_EQ(4525, zone_epsg(111));
    EXPECT_EQ(4526, zone_epsg(114));
    EXPECT_EQ(4525, zone_epsg(109.5));
    EXPECT_EQ(4525, zone_epsg(112.499));
    EXPECT_EQ(4526, zone_epsg(112.5));
}

TEST(Zones, AreDefinedFrom73Point5To136Point5) {
    EXPECT_EQ(4513, zone_epsg(73.5));
    EXPECT_EQ(4533, zone_epsg(136.5));
    EXPECT_FALSE(zone_epsg(73.49));
    EXPECT_FALSE(zone_epsg(136.51));
    EXPECT_FALSE(zone_epsg(NAN));
}

TEST(Zones, CodesNameTheMeridianTheyAreFor) {
    for (const auto& [code, name] : {std::pair{4524, "CGCS2000 / 3-degree Gauss-Kruger zone 36"},
                                     std::pair{4545, "CGCS2000 / 3-degree Gauss-Kruger CM 108E"},
                                     std::pair{4546, "CGCS2000 / 3-degree Gauss-Kruger CM 111E"},
                                     std::pair{4547, "CGCS2000 / 3-degree Gauss-Kruger CM 114E"},
                                     std::pair{2361, "Xian 1980 / 3-degree Gauss-Kruger zone 37"},
                                     std::pair{2413, "Beijing 1954 / 3-degree Gauss-Kruger zone 37"}})
        EXPECT_EQ(name, Crs::epsg(code).name());
}

TEST(Zones, OutsideChinaThePlaneIsAboutTheNearestMultipleOfThree) {
    EXPECT_EQ(-81, central_meridian(-81.9));
    EXPECT_EQ(15, central_meridian(14.4));
    EXPECT_EQ(111, central_meridian(111.9));
    const auto plane = transformed(cell(14.4, 50, 0.001, 0.001), Crs::epsg(4326), plane_at(14.4));
    EXPECT_NEAR(457'000, plane.points()[0].x, 1'000);
}

TEST(EllipsoidalArea, OfAMinuteCellAndADegreeCellAgreesWithTheSurveyFormula) {  // cases G02, G03
    EXPECT_NEAR(3'054'720.394, area(equal_area(cell(111, 27, minute, minute), 111), 0), 0.0005);
    EXPECT_NEAR(10'949'376'510.44, area(equal_area(cell(111, 27, 1, 1), 111), 0), 0.005);
}

TEST(EllipsoidalArea, DoesNotDependOnTheMeridian) {
    EXPECT_NEAR(3'054'720.394, area(equal_area(cell(111.3, 27, minute, minute), 108), 0), 0.0005);
}

// Case G04: longitude of the western edge, four corners joined by straight lines; 0.02 m² is what series and closed
// form of the projection leave between them.
TEST(PlanarArea, GrowsWithTheDistanceFromTheCentralMeridian) {
    const std::pair<double, double> table[] = {
        {111.0, 3'054'720.46}, {111.5, 3'054'912.30}, {112.0, 3'055'475.52}, {112.45, 3'056'300.15}};
    for (const auto& [longitude, square_metres] : table) {
        const auto plane = transformed(cell(longitude, 27, minute, minute), Crs::epsg(cgcs2000), Crs::epsg(4525));
        EXPECT_NEAR(square_metres, area(plane, 0), 0.02) << longitude;
    }
}

TEST(Transform, Case27North111East30ComesOutInZone37) {  // case G05
    const auto degrees = cell(111.5, 27, minute, minute);
    const Xy zoned = transformed(degrees, Crs::epsg(cgcs2000), Crs::epsg(4525)).points()[0];
    EXPECT_NEAR(37'549'627.818, zoned.x, 0.0005);
    EXPECT_NEAR(2'987'728.604, zoned.y, 0.0005);
    const Xy plain = transformed(degrees, Crs::epsg(cgcs2000), Crs::epsg(4546)).points()[0];
    EXPECT_NEAR(549'627.818, plain.x, 0.0005);
}

TEST(Transform, EqualSystemsLeaveEveryBitAlone) {
    const auto degrees = cell(111.5, 27, minute, minute);
    const auto same = transformed(degrees, Crs::epsg(4490), Crs::parse("4490"));
    EXPECT_EQ(to_wkb(degrees, 0), to_wkb(same, 0));
}

TEST(Transform, DegreesOfModernDatumsAreTheSameDegrees) {
    const auto degrees = cell(111.5, 27, minute, minute);
    const auto same = transformed(degrees, Crs::epsg(4326), Crs::epsg(4490));
    EXPECT_EQ(to_wkb(degrees, 0), to_wkb(same, 0));
    const auto nad = transformed(degrees, Crs::epsg(4269), Crs::epsg(4525));
    EXPECT_EQ(to_wkb(transformed(degrees, Crs::epsg(4490), Crs::epsg(4525)), 0), to_wkb(nad, 0));
}

TEST(Transform, ZoneToZoneAndBackIsWithinATenthOfAMillimetre) {
    const auto zone = transformed(cell(112.4, 27, minute, minute), Crs::epsg(4490), Crs::epsg(4525));
    const auto back =
        transformed(transformed(zone, Crs::epsg(4525), Crs::epsg(4526)), Crs::epsg(4526), Crs::epsg(4525));
    for (std::size_t i = 0; i < zone.points().size(); ++i) {
        EXPECT_NEAR(zone.points()[i].x, back.points()[i].x, 1e-4);
        EXPECT_NEAR(zone.points()[i].y, back.points()[i].y, 1e-4);
    }
    EXPECT_EQ(back.points().front(), back.points().back());
}

TEST(Transform, FeetAreMetresTimes12OverThirtyNineThirtySeven) {
    // NAD 83 North Carolina in US survey feet (2264) and in metres (32119), whose false eastings differ by 0.8 mm
    const auto feet = rows_of({"POLYGON((1200000 600000,1201000 600000,1201000 601000,1200000 600000))"});
    const auto metres = transformed(feet, Crs::epsg(2264), Crs::epsg(32119));
    EXPECT_NEAR(1'200'000 * 1200.0 / 3937 + 0.0008, metres.points()[0].x, 1e-4);
    EXPECT_NEAR(600'000 * 1200.0 / 3937, metres.points()[0].y, 1e-4);
}

TEST(Transform, Xian80AndBeijing54AreRefusedWithBothNamesAndTheWayOut) {
    const auto degrees = cell(111.5, 27, minute, minute);
    for (const auto& [from, to] :
         {std::pair{2361, 4525}, std::pair{4525, 2361}, std::pair{2413, 2361}, std::pair{4284, 4490}})
        try {
            transformed(degrees, Crs::epsg(from), Crs::epsg(to));
            ADD_FAILURE() << from << " to " << to;
        } catch (const Error& error) {
            const std::string text = error.what();
            EXPECT_EQ(Kind::input, error.kind());
            EXPECT_NE(std::string::npos, text.find("EPSG:" + std::to_string(from)));
            EXPECT_NE(std::string::npos, text.find("EPSG:" + std::to_string(to)));
            EXPECT_NE(std::string::npos, text.find("shift = ["));
            EXPECT_NE(std::string::npos, text.find("same_datum = true"));
        }
}

TEST(Transform, WithinXian80NothingIsRefused) {
    const auto degrees = cell(111.5, 27, minute, minute);
    EXPECT_NEAR(37'549'627.8, transformed(degrees, Crs::epsg(4610), Crs::epsg(2361)).points()[0].x, 1);
}

TEST(Transform, SameDatumTakesTheDegreesAsTheyAre) {
    const auto degrees = cell(111.5, 27, minute, minute);
    const auto same =
        transformed(degrees, Crs::epsg(4610), Crs::epsg(4490), nullptr, {.same_datum = true, .shift = {}});
    EXPECT_EQ(to_wkb(degrees, 0), to_wkb(same, 0));
}

TEST(Transform, AShiftIsAppliedForwardsAndBackwards) {
    // 100 m along the polar axis at latitude 0: the geodetic latitude grows by 100 m over the meridian radius b²/a.
    const DatumTie tie{.same_datum = false, .shift = std::array<double, 7>{0, 0, 100, 0, 0, 0, 0}};
    const auto degrees = rows_of({"POLYGON((111 0,111.1 0,111.1 0.1,111 0))"});
    const auto moved = transformed(degrees, Crs::epsg(4610), Crs::epsg(4490), nullptr, tie);
    EXPECT_NEAR(100 / 6'335'439.3 * 57.29577951, moved.points()[0].y, 1e-8);
    const auto back = transformed(moved, Crs::epsg(4490), Crs::epsg(4610), nullptr, tie);
    EXPECT_NEAR(0, back.points()[0].y, 1e-8);
    EXPECT_NEAR(111, back.points()[0].x, 1e-10);
}

TEST(Transform, ARowWithAPointOffTheEarthBecomesNullAndIsNamed) {
    auto rows = cell(111, 27, 1, 1);
    rows.add_row(rows_of({"POLYGON((111 95,112 95,112 96,111 95))"}), 0);
    rows.add_row(rows, 0);
    std::vector<std::size_t> lost;
    const auto plane = transformed(rows, Crs::epsg(4490), Crs::epsg(4525), &lost);
    EXPECT_EQ(std::vector<std::size_t>{1}, lost);
    EXPECT_TRUE(plane.null(1));
    EXPECT_EQ(to_wkb(plane, 0), to_wkb(plane, 2));
}

TEST(Transform, AnUnknownSystemIsRefused) {
    EXPECT_THROW(transformed(cell(111, 27, 1, 1), Crs{}, Crs::epsg(4490)), Error);
}

TEST(Transform, GivesTheSameBytesOnAnyNumberOfThreads) {
    const auto degrees = cell(111, 27, 0.5, 0.1, 50'000);
    set_thread_count(1);
    const auto one = transformed(degrees, Crs::epsg(4490), Crs::epsg(4525));
    set_thread_count(4);
    const auto four = transformed(degrees, Crs::epsg(4490), Crs::epsg(4525));
    set_thread_count(0);
    EXPECT_EQ(to_wkb(one, 0), to_wkb(four, 0));
}

}  // namespace
}  // namespace mutu

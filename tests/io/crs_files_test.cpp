// Coordinate systems as files carry them: every Chinese datum, zone width and spelling, in .prj, WKT, GML and none.
#include "io/support.hpp"

#include "mutu/crs.hpp"
#include "mutu/text.hpp"
#include "mutu/write.hpp"

namespace mutu::test {
namespace {

/// A shapefile of one square of 100 m with this .prj beside it.
std::string drawn(const fs::path& folder, double x, double y, const std::string& prj) {
    const auto at = [](double a, double b) { return shortest(a) + " " + shortest(b); };
    GeometryColumn shapes;
    add_wkt(shapes, "POLYGON((" + at(x, y) + "," + at(x + 100, y) + "," + at(x + 100, y + 100) + "," + at(x, y + 100) +
                        "," + at(x, y) + "))");
    const std::string path = (folder / "宗地.shp").string();
    const std::vector<WriteColumn> columns{{.heading = "ZDDM", .cells = {"G1"}}};
    write_layer({.path = path,
                 .driver = "ESRI Shapefile",
                 .layer = "",
                 .encoding = "UTF-8",
                 .crs = "EPSG:4525",
                 .date = "2026-06-30"},
                columns, &shapes);
    write(folder / "宗地.prj", prj);
    return path;
}

/// One system of a datum on the meridian of 111°: its code, its twin on CGCS2000, its false easting.
struct System {
    int code, twin;
    double easting;
};
constexpr System modern[] = {
    {4525, 4525, 37'500'000}, {4546, 4546, 500'000}, {4497, 4497, 19'500'000}, {4508, 4508, 500'000}};
constexpr System xian80[] = {
    {2361, 4525, 37'500'000}, {2382, 4546, 500'000}, {2333, 4497, 19'500'000}, {2344, 4508, 500'000}};
constexpr System beijing54[] = {
    {2413, 4525, 37'500'000}, {2434, 4546, 500'000}, {21419, 4497, 19'500'000}, {21459, 4508, 500'000}};

struct Family {
    Datum datum;
    std::span<const System> systems;
    const char *gcs, *datum_name, *ellipsoid;
};
const Family families[] = {
    {Datum::modern, modern, "GCS_China_Geodetic_Coordinate_System_2000", "D_China_2000",
     "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]"},
    {Datum::xian80, xian80, "GCS_Xian_1980", "D_Xian_1980", "SPHEROID[\"Xian_1980\",6378140.0,298.257]"},
    {Datum::beijing54, beijing54, "GCS_Beijing_1954", "D_Beijing_1954",
     "SPHEROID[\"Krasovsky_1940\",6378245.0,298.3]"}};

/// As ArcGIS writes it, under a name that nobody registered and without any code.
std::string home_made(const Family& family, double easting, const std::string& projection) {
    return std::string{"PROJCS[\"园区坐标\",GEOGCS[\""} + family.gcs + "\",DATUM[\"" + family.datum_name + "\"," +
           family.ellipsoid + "],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"" +
           projection + "\"],PARAMETER[\"False_Easting\"," + shortest(easting) +
           "],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",111.0],PARAMETER[\"Scale_Factor\",1.0],"
           "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
}

TEST(FeatureRow5, EveryDatumWidthAndNumberingIsReadFromThePrj) {
    const fs::path folder = scratch("prj");
    for (const Family& family : families)
        for (const System& system : family.systems) {
            auto spec = source(Role::parcel, drawn(folder, system.easting, 2'950'000, Crs::epsg(system.code).wkt()));
            const Source read_as = read(spec).sources.front();
            EXPECT_EQ(read_as.crs.code(), system.code);
            EXPECT_EQ(read_as.crs_from, "file");
            EXPECT_EQ(read_as.crs.datum(), family.datum) << system.code;
            spec.same_datum = true;
            EXPECT_EQ(read(spec).sources.front().crs.code(), system.twin) << "as CGCS2000: " << system.code;
        }
}

TEST(FeatureRow5, AHomeMadeWktWithoutCodeIsUnderstoodByItsNumbers) {
    const fs::path folder = scratch("home_made");
    for (const Family& family : families)
        for (const System& system : family.systems)
            for (const char* projection : {"Gauss_Kruger", "Transverse_Mercator"}) {
                const std::string prj = home_made(family, system.easting, projection);
                auto spec = source(Role::parcel, drawn(folder, system.easting, 2'950'000, prj));
                EXPECT_EQ(read(spec).sources.front().crs.datum(), family.datum) << prj;
                spec.same_datum = true;
                const auto holdings = read(spec);
                const GeometryColumn degrees =
                    transformed(holdings[Role::parcel].shapes(), holdings.sources.front().crs, Crs::epsg(cgcs2000));
                EXPECT_NEAR(degrees.points().front().x, 111, 1e-9) << prj;
                EXPECT_NEAR(degrees.points().front().y, 26.66, 0.01) << prj;
            }
}

TEST(FeatureRow5, AxesInTheOrderOfTheCodeAreTurned) {
    // GML under a URN says latitude, longitude and northing, easting.
    const auto gml = [](const std::string& code, const std::string& ring) {
        return write(
            scratch("axes") / "宗地.gml",
            R"(<?xml version="1.0" encoding="utf-8"?><c:FeatureCollection xmlns:c="http://www.opengis.net/wfs" )"
            R"(xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><c:parcel><c:ZDDM>G1</c:ZDDM><c:geom>)"
            R"(<gml:Polygon srsName="urn:ogc:def:crs:EPSG::)" +
                code + R"("><gml:exterior><gml:LinearRing><gml:posList>)" + ring +
                "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></c:geom></c:parcel>"
                "</gml:featureMember></c:FeatureCollection>");
    };
    const auto degrees = read(Role::parcel, gml("4490", "26.66 111 26.66 111.001 26.661 111.001 26.661 111 26.66 111"));
    EXPECT_NEAR(degrees[Role::parcel].shapes().points().front().x, 111, 0.002);
    const auto metres = read(Role::parcel, gml("4525", "2950000 37500000 2950000 37500100 2950100 37500100 "
                                                       "2950100 37500000 2950000 37500000"));
    EXPECT_NEAR(metres[Role::parcel].shapes().points().front().x, 37'500'000, 101);
    EXPECT_EQ(metres.sources.front().crs.code(), 4525);
}

TEST(FeatureRow5, AGivenCrsOverrulesTheFilesOwn) {
    auto spec = source(Role::parcel, drawn(scratch("given"), 500'000, 2'950'000, Crs::epsg(4547).wkt()));
    spec.crs = "EPSG:4546";
    const Source read_as = read(spec).sources.front();
    EXPECT_EQ(read_as.crs.code(), 4546);
    EXPECT_EQ(read_as.crs_from, "given");
}

}  // namespace
}  // namespace mutu::test

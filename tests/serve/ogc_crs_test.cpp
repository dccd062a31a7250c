// Layers by reference to a coordinate system: GDAL's own transformation says what each number must be.
#include "client.hpp"

#include "mutu/geometry.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>
#include <set>

namespace mutu::test {
namespace {

const std::string epsg = "http://www.opengis.net/def/crs/EPSG/0/";
const std::string longitude_first = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const std::string items = "/ogc/collections/parcel_result/items";

std::string escaped(const std::string& uri) {
    std::string url;
    for (const char c : uri) url += c == ':' ? "%3A" : c == '/' ? "%2F" : std::string{c};
    return url;
}

int code_of_book() {
    return static_cast<int>(number(served().book(), "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = "
                                                    "'parcel_result'"));
}

/// The first ring of a feature's first part.
std::vector<Xy> ring_of(const Value& feature) {
    std::vector<Xy> ring;
    const Value& rings = feature.find("geometry")->find("coordinates")->list("polygons")[0];
    for (const Value& point : rings.list("rings")[0].list("points"))
        ring.push_back({point.list("p")[0].real("first"), point.list("p")[1].real("second")});
    return ring;
}

/// The same as GDAL reads it from the book and brings it to a system in the order of its definition.
std::vector<Xy> ring_by_gdal(const std::string& fid, const char* system) {
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> data{GDALDataset::Open(served().book().c_str(), GDAL_OF_VECTOR)};
    OGRLayer* layer = data->GetLayerByName("parcel_result");
    const OGRFeatureUniquePtr feature{layer->GetFeature(std::stoll(fid))};
    OGRSpatialReference target;
    target.SetFromUserInput(system);
    target.SetAxisMappingStrategy(OAMS_AUTHORITY_COMPLIANT);
    OGRGeometry* shape = feature->GetGeometryRef();
    EXPECT_EQ(shape->transformTo(&target), OGRERR_NONE);
    const OGRGeometry* part = shape->toMultiPolygon()->getGeometryRef(0);
    std::vector<Xy> ring;
    for (const OGRPoint& p : *part->toPolygon()->getExteriorRing()) ring.push_back({p.getX(), p.getY()});
    return ring;
}

/// How far the farther of two rings' corners lie apart, whatever corner and direction they begin with.
double farthest(const std::vector<Xy>& a, const std::vector<Xy>& b) {
    double worst = a.size() == b.size() ? 0 : 1e300;
    for (const Xy p : a) {
        double nearest = 1e300;
        for (const Xy q : b) nearest = std::min(nearest, std::max(std::abs(p.x - q.x), std::abs(p.y - q.y)));
        worst = std::max(worst, nearest);
    }
    return worst;
}

struct Asked {
    std::string uri, system;
    double tolerance;  // half a step of its rounding and what two ways of computing differ by
};

std::vector<Asked> all_asked() {
    const std::string own = std::to_string(code_of_book());
    return {{longitude_first, "OGC:CRS84", 5.1e-8},
            {epsg + own, "EPSG:" + own, 1e-9},
            {epsg + "4490", "EPSG:4490", 6e-10},
            {epsg + "4326", "EPSG:4326", 6e-10},
            {epsg + "3857", "EPSG:3857", 6e-5}};
}

TEST(OgcCrs, EveryLayerNamesItsSystemsAndTheOneOfTheBook) {
    const Value collections = served().get("/ogc/collections").json();
    std::vector<std::string> wanted;
    for (const Asked& one : all_asked()) wanted.push_back(one.uri);
    for (const Value& one : collections.find("collections")->list("all")) {
        std::vector<std::string> named;
        for (const Value& uri : one.find("crs")->list("crs")) named.push_back(uri.text("uri"));
        EXPECT_EQ(named, wanted);
        EXPECT_EQ(one.find("storageCrs")->text("own"), epsg + std::to_string(code_of_book()));
    }
    std::set<std::string> classes;
    const Value conformance = served().get("/ogc/conformance").json();
    for (const Value& one : conformance.find("conformsTo")->list("classes")) classes.insert(one.text("uri"));
    EXPECT_TRUE(classes.contains("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs"));
    EXPECT_TRUE(classes.contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html"));
}

TEST(OgcCrs, CoordinatesAreGdalsInTheOrderOfTheDefinition) {
    for (const Asked& one : all_asked()) {
        const Heard heard = served().get(items + "/7?crs=" + escaped(one.uri));
        ASSERT_EQ(heard.status, 200) << one.uri;
        EXPECT_EQ(heard.header("Content-Crs"), "<" + one.uri + ">");
        const auto ours = ring_of(heard.json()), theirs = ring_by_gdal("7", one.system.c_str());
        EXPECT_LE(farthest(ours, theirs), one.tolerance) << one.uri;
        EXPECT_LE(farthest(theirs, ours), one.tolerance) << one.uri;
    }
    EXPECT_EQ(served().get(items + "/7").header("Content-Crs"), "<" + longitude_first + ">");
}

TEST(OgcCrs, LatitudeComesFirstIn4490AndNorthingInTheZone) {
    const Xy degrees = ring_of(served().get(items + "/7?crs=" + escaped(epsg + "4490")).json()).at(0);
    EXPECT_LT(degrees.x, 31);
    EXPECT_GT(degrees.y, 109);
    const std::string own = epsg + std::to_string(code_of_book());
    const Xy metres = ring_of(served().get(items + "/7?crs=" + escaped(own)).json()).at(0);
    EXPECT_LT(metres.x, 4e6);   // from the equator
    EXPECT_GT(metres.y, 25e6);  // with the number of the zone before it
}

/// Boxes of the same land in several systems, each in the order of its definition.
TEST(OgcCrs, ABoxInAnySystemChoosesTheSameRows) {
    const auto matched = [](const std::string& query) {
        const Heard heard = served().get(items + "?limit=1&" + query);
        return heard.status == 200 ? heard.json().find("numberMatched")->real("n") : -heard.status;
    };
    const Value box = served().get("/api/book").json();
    const Value::List& all = box.find("bbox")->list("bbox");
    const double west = all[0].real("w"), south = all[1].real("s"), north = all[3].real("n");
    const double middle = (west + all[2].real("e")) / 2;
    const auto pair = [](double a, double b) { return std::to_string(a) + "," + std::to_string(b); };
    const double half = matched("bbox=" + pair(west, south) + "," + pair(middle, north));
    EXPECT_GT(half, 0);
    EXPECT_LT(half, 180);
    for (const char* code : {"4490", "4326"})
        EXPECT_EQ(
            matched("bbox-crs=" + escaped(epsg + code) + "&bbox=" + pair(south, west) + "," + pair(north, middle)),
            half);
    const auto mercator = [&](double lon, double lat) {
        return pair(lon * 6378137 * M_PI / 180, std::asinh(std::tan(lat * M_PI / 180)) * 6378137);
    };
    const std::string web = "bbox-crs=" + escaped(epsg + "3857") + "&bbox=";
    EXPECT_EQ(matched(web + mercator(west, south) + "," + mercator(middle, north)), half);
    EXPECT_EQ(matched(web + "-1e12,-1e12,1e12,1e12"), 180);
    EXPECT_EQ(matched(web + "0,0,1,1"), 0);
    // Longitude first is a latitude above 90.
    EXPECT_EQ(matched("bbox-crs=" + escaped(epsg + "4490") + "&bbox=" + pair(west, south) + "," + pair(middle, north)),
              -400);
}

TEST(OgcCrs, ABoxInTheBooksOwnSystemIsTakenToTheMillimetre) {
    const Record edge = ask(served().book(), "SELECT minx, maxx, miny, maxy FROM rtree_parcel_result_geom "
                                             "ORDER BY maxx DESC, id LIMIT 1")
                            .at(0);
    const double most = std::stod(*edge.at("maxx"));
    char box[200];
    const auto matched = [&](double from) {
        std::snprintf(box, sizeof box, "0,%.4f,9999999,%.4f", from, most + 1000);
        const std::string own = escaped(epsg + std::to_string(code_of_book()));
        return served()
            .get(items + "?limit=1&bbox-crs=" + own + "&bbox=" + box)
            .json()
            .find("numberMatched")
            ->real("n");
    };
    EXPECT_GE(matched(most - 0.001), 1);
    EXPECT_EQ(matched(most + 16), 0);  // the index holds single floats: 2 m at such an easting
}

TEST(OgcCrs, AnUnknownSystemIsRefusedWithThoseThatAreThere) {
    for (const std::string& query : {"?crs=" + escaped(epsg + "4214"), std::string{"?crs=EPSG:4490"},
                                     std::string{"?crs="}, "?bbox=1,1,2,2&bbox-crs=" + escaped(epsg + "2381")}) {
        const Heard heard = served().get(items + query);
        EXPECT_EQ(heard.status, 400) << query;
        for (const Asked& one : all_asked()) EXPECT_NE(heard.body.find(one.uri), std::string::npos) << heard.body;
    }
    EXPECT_EQ(served().get(items + "/7?crs=nothing").status, 400);
}

TEST(OgcCrs, TheNextPageStaysInTheSystemAndTheBox) {
    std::string next = items + "?limit=50&crs=" + escaped(epsg + "3857") + "&bbox-crs=" + escaped(epsg + "4490") +
                       "&bbox=-90,-180,90,180";
    std::set<double> read;
    for (int pages = 0; !next.empty() && pages < 9; ++pages) {
        const Heard heard = served().get(next);
        ASSERT_EQ(heard.status, 200) << next << heard.body;
        EXPECT_EQ(heard.header("Content-Crs"), "<" + epsg + "3857>");
        const Value page = heard.json();
        for (const Value& one : page.find("features")->list("features")) {
            read.insert(one.find("id")->real("id"));
            EXPECT_GT(std::abs(ring_of(one).at(0).x), 1e7) << "not in metres";
        }
        next.clear();
        for (const Value& link : page.find("links")->list("links"))
            if (link.find("rel")->text("rel") == "next")
                next = link.find("href")->text("href").substr(7 + served().host().size());
    }
    EXPECT_EQ(read.size(), 180U);
}

}  // namespace
}  // namespace mutu::test

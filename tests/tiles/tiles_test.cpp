// Tiles read back by GDAL's own reader: land, holes, parts, attributes, labels.
#include "mutu/tiles.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace mutu {
namespace {

/// Near Changsha, z 14: 2446 m a side, so 0.6 m a unit.
constexpr TileId here{14, 13320, 6894};
constexpr double unit = 40075016.686 / 16384 / 4096;

Xy corner(TileId id) { return {tile_box(id).min_x, tile_box(id).min_y}; }

void ring(GeometryColumn& column, Xy at, double size, Xy from) {
    for (const Xy step : {Xy{0, 0}, Xy{size, 0}, Xy{size, size}, Xy{0, size}})
        column.add_point({from.x + at.x + step.x, from.y + at.y + step.y});
    column.end_ring();
}

TileLayer land(GeometryColumn shapes) {
    TileLayer layer{.name = "parcel", .shapes = std::move(shapes), .columns = {"name", "far", "days"}};
    for (std::size_t row = 0; row < layer.shapes.rows(); ++row) {
        layer.ids.push_back(row + 7);
        layer.values.push_back({std::string{"甲"}, 0.25, std::int64_t{-3}});
    }
    return layer;
}

/// A tile as GDAL opens it.
class Read {
public:
    Read(TileId id, std::string bytes) : bytes_{std::move(bytes)} {
        GDALAllRegister();
        VSIFCloseL(VSIFileFromMemBuffer(path, reinterpret_cast<GByte*>(bytes_.data()), bytes_.size(), FALSE));
        const std::string x = "X=" + std::to_string(id.x), y = "Y=" + std::to_string(id.y),
                          z = "Z=" + std::to_string(id.z);
        const char* const options[] = {x.c_str(), y.c_str(), z.c_str(), "CLIP=NO", nullptr};
        data_.reset(GDALDataset::Open(path, GDAL_OF_VECTOR, nullptr, options));
    }
    ~Read() {
        data_.reset();
        VSIUnlink(path);
    }
    Read(const Read&) = delete;
    Read& operator=(const Read&) = delete;

    OGRLayer* layer(const char* name) const { return data_ ? data_->GetLayerByName(name) : nullptr; }
    std::vector<OGRFeatureUniquePtr> features(const char* name) const {
        std::vector<OGRFeatureUniquePtr> all;
        if (OGRLayer* found = layer(name))
            while (OGRFeatureUniquePtr feature{found->GetNextFeature()}) all.push_back(std::move(feature));
        return all;
    }

private:
    static constexpr const char* path = "/vsimem/tile.mvt";
    std::string bytes_;
    std::unique_ptr<GDALDataset> data_;
};

double area_of(const OGRGeometry* geometry) {
    if (const auto* one = dynamic_cast<const OGRPolygon*>(geometry)) return one->get_Area();
    if (const auto* many = dynamic_cast<const OGRMultiPolygon*>(geometry)) return many->get_Area();
    return 0;
}

TEST(Tiles, GdalReadsASquareWithItsAttributes) {
    GeometryColumn shapes;
    ring(shapes, {500, 500}, 600, corner(here)), shapes.end_part(), shapes.end_row();
    const Read read{here, encode_tile(here, {land(shapes)})};
    const auto found = read.features("parcel");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_STREQ(found[0]->GetFieldAsString("name"), "甲");
    EXPECT_DOUBLE_EQ(found[0]->GetFieldAsDouble("far"), 0.25);
    EXPECT_EQ(found[0]->GetFieldAsInteger64("days"), -3);
    EXPECT_EQ(found[0]->GetFieldAsInteger64("mvt_id"), 7);
    EXPECT_NEAR(area_of(found[0]->GetGeometryRef()), 600.0 * 600.0, 2400 * unit);  // half a unit along four sides
    OGREnvelope box;
    found[0]->GetGeometryRef()->getEnvelope(&box);
    EXPECT_NEAR(box.MinX, corner(here).x + 500, unit);
    EXPECT_NEAR(box.MaxY, corner(here).y + 1100, unit);
}

TEST(Tiles, AHoleStaysAHoleAndPartsStayParts) {
    GeometryColumn shapes;
    ring(shapes, {200, 200}, 900, corner(here)), ring(shapes, {400, 400}, 300, corner(here)), shapes.end_part();
    ring(shapes, {1500, 1500}, 200, corner(here)), shapes.end_part(), shapes.end_row();
    const Read read{here, encode_tile(here, {land(shapes)})};
    const auto found = read.features("parcel");
    ASSERT_EQ(found.size(), 1U);
    const auto* many = dynamic_cast<const OGRMultiPolygon*>(found[0]->GetGeometryRef());
    ASSERT_NE(many, nullptr);
    ASSERT_EQ(many->getNumGeometries(), 2);
    EXPECT_EQ(many->getGeometryRef(0)->getNumInteriorRings() + many->getGeometryRef(1)->getNumInteriorRings(), 1);
    EXPECT_NEAR(many->get_Area(), 900.0 * 900 - 300.0 * 300 + 200.0 * 200, 6000 * unit);
}

TEST(Tiles, RingsThatRunTheOtherWayComeOutTheSame) {
    GeometryColumn forth, back;
    ring(forth, {200, 200}, 900, corner(here)), forth.end_part(), forth.end_row();
    const auto points = forth.ring(0);
    for (std::size_t i = points.size(); i > 0; --i) back.add_point(points[i - 1]);
    back.end_ring(), back.end_part(), back.end_row();
    const auto one = Read{here, encode_tile(here, {land(forth)})}.features("parcel");
    const auto two = Read{here, encode_tile(here, {land(back)})}.features("parcel");
    ASSERT_EQ(one.size(), 1U);
    ASSERT_EQ(two.size(), 1U);
    const std::unique_ptr<OGRGeometry> apart{one[0]->GetGeometryRef()->SymDifference(two[0]->GetGeometryRef())};
    EXPECT_EQ(area_of(apart.get()), 0);
    EXPECT_GT(area_of(two[0]->GetGeometryRef()), 800'000);
}

TEST(Tiles, LandOverFourTilesIsCutAndItsPiecesAddUp) {
    GeometryColumn shapes;
    ring(shapes, {-700, -700}, 1400, corner(here)), shapes.end_part(), shapes.end_row();
    double sum = 0;
    for (const std::uint32_t x : {here.x - 1, here.x})
        for (const std::uint32_t y : {here.y, here.y + 1}) {
            const TileId id{here.z, x, y};
            const auto found = Read{id, encode_tile(id, {land(shapes)})}.features("parcel");
            ASSERT_EQ(found.size(), 1U);
            const Box tile = tile_box(id);
            OGRLinearRing frame;
            for (const Xy p : {Xy{tile.min_x, tile.min_y}, Xy{tile.max_x, tile.min_y}, Xy{tile.max_x, tile.max_y},
                               Xy{tile.min_x, tile.max_y}, Xy{tile.min_x, tile.min_y}})
                frame.addPoint(p.x, p.y);
            OGRPolygon square;
            square.addRing(&frame);
            const std::unique_ptr<OGRGeometry> inside{found[0]->GetGeometryRef()->Intersection(&square)};
            EXPECT_NEAR(area_of(inside.get()), 700.0 * 700, 2800 * unit);
            sum += area_of(inside.get());
        }
    EXPECT_NEAR(sum, 1400.0 * 1400, 5600 * unit);
}

TEST(Tiles, ALabelStandsInOneTileAlone) {
    GeometryColumn shapes;
    ring(shapes, {-700, -600}, 1400, corner(here)), shapes.end_part(), shapes.end_row();
    TileLayer labels = land(shapes);
    labels.points = true;
    std::size_t points = 0;
    for (const std::uint32_t x : {here.x - 1, here.x})
        for (const std::uint32_t y : {here.y, here.y + 1}) {
            const TileId id{here.z, x, y};
            for (const auto& feature : Read{id, encode_tile(id, {labels})}.features("parcel")) {
                EXPECT_EQ(wkbFlatten(feature->GetGeometryRef()->getGeometryType()), wkbPoint);
                ++points;
            }
        }
    EXPECT_EQ(points, 1U);
}

TEST(Tiles, WhatIsElsewhereOrTooSmallLeavesNothing) {
    GeometryColumn shapes;
    ring(shapes, {-90'000, 500}, 600, corner(here)), shapes.end_part(), shapes.end_row();
    ring(shapes, {500, 500}, unit / 10, corner(here)), shapes.end_part(), shapes.end_row();
    shapes.add_null();
    EXPECT_EQ(encode_tile(here, {land(shapes)}), "");
}

TEST(Tiles, NamesAreReadStrictly) {
    ASSERT_TRUE(tile_named("14/13320/6894"));
    EXPECT_EQ(tile_named("14/13320/6894")->y, 6894U);
    for (const char* bad : {"", "14/13320", "14/13320/6894/", "14/16384/0", "23/0/0", "1/2/0", "-1/0/0", "14/+1/0",
                            "a/b/c", "14/99999999999999/0", " 14/1/1"})
        EXPECT_FALSE(tile_named(bad)) << bad;
}

TEST(Tiles, DegreesGoToMercatorAndBack) {
    const Xy there = mercator(Xy{112.9, 28.2});
    EXPECT_NEAR(there.x, 12567970.51, 0.01);  // 112.9 / 180 of half the equator
    const Xy back = degrees(there);
    EXPECT_NEAR(back.x, 112.9, 1e-9);
    EXPECT_NEAR(back.y, 28.2, 1e-9);
}

}  // namespace
}  // namespace mutu

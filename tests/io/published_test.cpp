// Every field of the published expectations of formats: which files open, and the rows, headings, kind of shape,
// missing shapes, area and coordinate system of each of their layers.
#include "io/support.hpp"

#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <map>

namespace mutu::test {
namespace {

/// One layer as another reader counted it.
struct Expected {
    std::string file, layer, geometry;
    std::int64_t rows = 0, without_shape = 0;
    double area = 0;  // of all polygons, in the file's own units
    std::optional<int> epsg;
    std::vector<std::string> fields;

    std::string place() const { return file + " " + layer; }
    bool polygonal() const { return says("Polygon"); }
    bool mixed() const { return says("Unknown") || says("Collection"); }
    bool table() const { return geometry == "None"; }

private:
    bool says(const char* word) const { return geometry.find(word) != std::string::npos; }
};

struct Published {
    std::vector<Expected> layers;
    std::vector<std::string> unreadable;
};

Expected layer_of(const std::string& file, const Value& layer) {
    Expected one{.file = file,
                 .layer = layer.find("name")->text("name"),
                 .geometry = layer.find("geometry")->text("geometry"),
                 .rows = layer.find("features")->integer("features"),
                 .without_shape = layer.find("null_geometry")->integer("null_geometry"),
                 .area = layer.find("area_sum")->real("area_sum")};
    if (const auto* code = layer.find("epsg")->as<std::string>()) one.epsg = std::stoi(*code);
    for (const Value& field : layer.find("fields")->list("fields")) one.fields.push_back(field.text("field"));
    return one;
}

Published published(const std::string& folder) {
    Published all;
    const std::string path = folder + "expected_by_gdal_3.6.2.json";
    const Value tree = parse_json(read_file(path), path);
    for (const auto& [file, answer] : tree.table("files")) {
        if (!answer.find("opens")->boolean("opens")) all.unreadable.push_back(file);
        if (const Value* layers = answer.find("layers"))
            for (const Value& layer : layers->list("layers")) all.layers.push_back(layer_of(file, layer));
    }
    return all;
}

class PublishedFormats : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        folder_ = shared(GetParam());
        MUTU_NEEDS(folder_);
        published_ = published(folder_);
    }
    Holdings read_layer(const Expected& one) const {
        auto spec = source(Role::landuse, folder_ + one.file);
        spec.layer = one.layer;
        if (!one.epsg && !one.table()) spec.crs = "EPSG:4490";
        return read(spec);
    }

    std::string folder_;
    Published published_;
};

TEST_P(PublishedFormats, WhatDoesNotOpenIsRefusedByName) {
    EXPECT_FALSE(published_.unreadable.empty());
    for (const std::string& file : published_.unreadable)
        EXPECT_NE(refusal(source(Role::landuse, folder_ + file)).find(fs::path{file}.filename().string()),
                  std::string::npos)
            << file;
}

/// Where we read otherwise than the other tool on purpose, and why.
const std::map<std::string, std::string>& read_otherwise() {
    static const std::map<std::string, std::string> reasons{
        {"csv/testcsvt.csv", "the empty row at the end is no record"},
        {"shp/departs.shp", "a heading in Latin-1 without a word about it is valid GBK, too: see below"},
        {"xlsx/test.xlsx", "the first filled row of a sheet is its heading, empty rows are no records"},
        {"xlsx/test_empty_last_field.xlsx", "250 of its 254 rows are empty"}};
    return reasons;
}

TEST_P(PublishedFormats, EveryLayerHasItsRowsAndHeadings) {
    for (const Expected& one : published_.layers) {
        if (read_otherwise().contains(one.file)) continue;
        const Holdings holdings = read_layer(one);
        const Source& found = holdings.sources.front();
        EXPECT_EQ(found.rows, one.rows) << one.place();
        std::vector<std::string> headings;
        for (const ColumnMatch& column : found.columns) headings.push_back(column.source_column);
        constexpr std::size_t listed = 40;  // the expectations list no more
        if (one.fields.size() == listed) headings.resize(listed);
        EXPECT_EQ(headings, one.fields) << one.place();
    }
}

TEST_P(PublishedFormats, EveryRowIsDrawnOrToldAndTheAreaIsThatOfTheFile) {
    for (const Expected& one : published_.layers) {
        const Holdings holdings = read_layer(one);
        const Table& table = holdings[Role::landuse];
        if (one.table()) {
            EXPECT_FALSE(table.any_shape()) << one.place();
            continue;
        }
        if (one.epsg) {
            EXPECT_EQ(holdings.sources.front().crs.code(), one.epsg) << one.place();
        }
        double sum = 0;
        std::int64_t drawn = 0;
        for (std::size_t row = 0; row < table.shapes().rows(); ++row)
            if (!table.shapes().null(row)) sum += area(table.shapes(), row), ++drawn;
        const auto bare = count(holdings, "no_shape"), others = count(holdings, "not_polygon");
        const bool no_shape_at_all = one.rows == one.without_shape && !one.polygonal();
        if (!no_shape_at_all) {  // a layer of no kind without any shape is a table
            EXPECT_EQ(drawn + bare + others, one.rows) << one.place();
            EXPECT_GE(bare, one.without_shape) << one.place() << ": empty shapes are told as well";
        }
        if (one.polygonal()) {
            EXPECT_EQ(drawn, one.rows - one.without_shape) << one.place();
            EXPECT_NEAR(sum, one.area, 1e-6 + 1e-9 * one.area) << one.place();
        } else if (!one.mixed()) {
            EXPECT_EQ(others, no_shape_at_all ? 0 : one.rows - bare) << one.place() << ": none of them is an area";
        } else if (others == 0 && !one.file.starts_with("dxf/")) {  // closed lines of a drawing are areas here
            EXPECT_NEAR(sum, one.area, 1e-6 + 1e-9 * one.area) << one.place();
        }
    }
}

TEST(PublishedHeading, InLatin1IsReadWhenToldSo) {
    auto spec = source(Role::landuse, shared("08_ogr_formats/shp/departs.shp"));
    MUTU_NEEDS(spec.path);
    spec.encoding = "ISO-8859-1", spec.crs = "EPSG:4490";
    EXPECT_EQ(read(spec).sources.front().columns.at(1).source_column, "NOMDéPART");
}

INSTANTIATE_TEST_SUITE_P(Folders, PublishedFormats, testing::Values("08_ogr_formats/", "10_gpkg/"),
                         [](const auto& folder) {
                             return std::string{folder.param}.substr(0, 2) == "08" ? "Ogr" : "Gpkg";
                         });

}  // namespace
}  // namespace mutu::test

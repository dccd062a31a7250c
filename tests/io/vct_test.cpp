// VCT: two neighbours that share a line, a hole, and what is refused with its line and section.
#include "io/support.hpp"
#include "support/vct.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

using namespace test;

Holdings vct(const std::string& bytes) {
    static int number = 0;
    const auto folder = scratch("vct_" + std::to_string(++number));
    return read(Role::parcel, write(folder / "宗地.vct", bytes));
}

std::string refused(const std::string& bytes) {
    const auto folder = scratch("vct_refused");
    return refusal(source(Role::parcel, write(folder / "a.vct", bytes)));
}

std::string swapped(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "" : text.replace(at, from.size(), to);
}

// Feature 3: VCT read.
TEST(FeatureRow3, PolygonsOfSharedLinesComeWithTheirAttributes) {
    const Holdings holdings = vct(from_utf8(third_version(), "GBK").value());
    const Table& parcels = holdings[Role::parcel];
    ASSERT_EQ(parcels.rows(), 2u);
    EXPECT_DOUBLE_EQ(area(parcels.shapes(), 0), 2500 - 100);
    EXPECT_DOUBLE_EQ(area(parcels.shapes(), 1), 2500);
    EXPECT_EQ(parcels.column<std::string>("parcel_id")[0], "430525001001GB00001");
    EXPECT_EQ(parcels.column<std::string>("holder_name")[1], "乙公司（虚构）");
    EXPECT_EQ(parcels.column<Area>("registered_area_m2")[0], Area::square_metres(2400));
    EXPECT_EQ(holdings.sources.front().crs.definition(), "EPSG:4525");
    EXPECT_EQ(holdings.sources.front().layer, "ZDJBXX");
    EXPECT_EQ(holdings.sources.front().encoding, "GBK");
    EXPECT_EQ(count(holdings, "vct_section"), 1);  // points and notes are passed over, and that is said
}

TEST(FeatureRow3, TheSecondVersionHasNoStylesAndNoZeros) {
    const std::string file =
        "HeadBegin\nDatamark: LANDUSE.VCTFILE\nVersion: 2.0\nUnit: M\nDim: 2\nTopo: 1\nSpheroid: IAG-75 "
        "Spheroid\nMeridinan: 111\n"
        "Separator: "
        ",\nHeadEnd\nFeatureCodeBegin\n2001,地类图斑,Polygon,0,0,0,DLTB\nFeatureCodeEnd\nTableStructureBegin\n"
        "DLTB,2\nBSM,Integer,10\nDKBH,Char,10\nTableStructureEnd\nLineBegin\n11\n1000\n界线\n1\n4\n"
        "549600,2987750\n549600,2987800\n549650,2987800\n549650,2987750\n12\n1000\n界线\n1\n2\n549600,2987750\n549650,"
        "2987750\nLineEnd\n"
        "PolygonBegin\n21\n2001\n地类图斑\n549625,2987775\n2\n11,-12\nPolygonEnd\n"
        "AttributeBegin\nDLTB\n21,DK1\nTableEnd\nAttributeEnd\n";
    const Holdings holdings = vct(file);
    ASSERT_EQ(holdings[Role::parcel].rows(), 1u);
    EXPECT_DOUBLE_EQ(area(holdings[Role::parcel].shapes(), 0), 2500);
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("parcel_id")[0], "DK1");
    EXPECT_EQ(holdings.sources.front().crs.definition(), "EPSG:2382");  // Xi'an 80, central meridian 111°, no prefix
}

TEST(FeatureRow3, WithoutTopologyPolygonsHoldTheirOwnPoints) {
    std::string file = third_version();
    const std::size_t lines = file.find("LineBegin"), polygons = file.find("AnnotationBegin");
    file.replace(lines, polygons - lines,
                 "PolygonBegin\n101\n6001010000\nunknown\n37549625,2987775\n4\n37549600,2987750\n37549600,"
                 "2987800\n37549650,2987800\n"
                 "37549650,2987750\n3\n37549610,2987760\n37549620,2987760\n37549610,2987770\n0\nPolygonEnd\n");
    file = swapped(swapped(file, "Version:3.0", "Version:1.0\nTopo: 0"),
                   "102,102,430525001001GB00002,2500,乙公司（虚构）\n", "");
    const Holdings holdings = vct(file);
    ASSERT_EQ(holdings[Role::parcel].rows(), 1u);
    EXPECT_DOUBLE_EQ(area(holdings[Role::parcel].shapes(), 0), 2500 - 50);
}

TEST(FeatureRow3, WhatIsNotUnderstoodIsRefusedWithLineAndSection) {
    const std::string file = third_version();
    const std::string curve = refused(swapped(file, "1\n1\n11\n4\n", "1\n1\n12\n4\n"));
    EXPECT_NE(curve.find("第 35 行"), std::string::npos) << curve;
    EXPECT_NE(curve.find("Line 段"), std::string::npos) << curve;
    EXPECT_NE(refused(swapped(file, "Version:3.0", "Version:4.0")).find("4.0"), std::string::npos);
    EXPECT_NE(refused(swapped(file, "LineEnd", "")).find("Line"), std::string::npos);
    EXPECT_NE(refused(file.substr(0, file.find("PolygonEnd"))).find("缺少 PolygonEnd"), std::string::npos);
    EXPECT_NE(refused(swapped(file, "37549650,2987750", "37549650")).find("坐标"), std::string::npos);
}

TEST(FeatureRow3, ABrokenPolygonCostsItsOwnShapeAlone) {
    for (const auto& [from, to] : {std::pair{"1,2,0,4", "1,9,0,4"}, {"1,2,0,4", "1,-2,0,4"}}) {
        const Holdings holdings = vct(swapped(third_version(), from, to));
        EXPECT_TRUE(holdings[Role::parcel].shapes().null(0)) << to;
        EXPECT_DOUBLE_EQ(area(holdings[Role::parcel].shapes(), 1), 2500) << to;
        EXPECT_EQ(count(holdings, "vct_polygon"), 1) << to;
        EXPECT_EQ(find(holdings, "vct_polygon")->severity, Severity::error);
    }
}

TEST(FeatureRow3, RowsWithoutTheirPolygonAreTold) {
    const Holdings extra = vct(swapped(third_version(), "TableEnd", "103,103,430525001001GB00003,1,丙\nTableEnd"));
    EXPECT_EQ(extra[Role::parcel].rows(), 2u);
    EXPECT_EQ(count(extra, "vct_no_shape"), 1);
    const Holdings fewer = vct(swapped(third_version(), "102,102,430525001001GB00002,2500,乙公司（虚构）\n", ""));
    EXPECT_EQ(fewer[Role::parcel].rows(), 2u);
    EXPECT_EQ(count(fewer, "vct_no_attributes"), 1);
}

}  // namespace
}  // namespace mutu

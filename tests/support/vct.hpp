// A small VCT file as text.
#pragma once

#include <string>

namespace mutu::test {

/// West and east half of 100 m by 50 m in zone 37, sharing line 2; the west half has a hole of 10 m by 10 m.
inline std::string third_version() {
    return "HeadBegin\nDatamark: "
           "LANDUSE-VCT\nVersion:3.0\nCoordinateSystemType:P\nDim:2\nXAxisDirection:E\nYAxisDirection:N\n"
           "XYUnit:M\nSpheroid:CGCS2000,6378137.0,298.257222101\nProjection:高斯-克吕格投影\nParameters:111,1,37500000,"
           "0,3,37\n"
           "Separator:,\nHeadEnd\n\nFeatureCodeBegin\n6001010000,宗地,Polygon,ZDJBXX\n1099000000,界线,Line,"
           "JZX\nFeatureCodeEnd\n"
           "TableStructureBegin\nZDJBXX,4\nBSM,Int10\nZDDM,Char,19\nZDMJ,Float,15,2\nQLR,Char,"
           "50\n0\nTableStructureEnd\n"
           "PointBegin\nPointEnd\nLineBegin\n"
           "1\n1099000000\nunknown\n1\n1\n11\n4\n37549650,2987750\n37549600,2987750\n37549600,2987800\n37549650,"
           "2987800\n0\n"
           "2\n1099000000\nunknown\n1\n1\n11\n2\n37549650,2987800\n37549650,2987750\n0\n"
           "3\n1099000000\nunknown\n1\n1\n11\n4\n37549650,2987800\n37549700,2987800\n37549700,2987750\n37549650,"
           "2987750\n0\n"
           "4\n1099000000\nunknown\n1\n1\n11\n5\n37549610,2987760\n37549620,2987760\n37549620,2987770\n37549610,"
           "2987770\n"
           "37549610,2987760\n0\nLineEnd\n"
           "PolygonBegin\n101\n6001010000\nunknown\n100\n37549625,2987775\n21\n4\n1,2,0,4\n0\n"
           "102\n6001010000\nunknown\n100\n37549675,2987775\n21\n2\n3,-2\n0\nPolygonEnd\n"
           "AnnotationBegin\nAnnotationEnd\nAttributeBegin\nZDJBXX\n101,101,430525001001GB00001,2400,甲公司（虚构）\n"
           "102,102,430525001001GB00002,2500,乙公司（虚构）\nTableEnd\nAttributeEnd\n";
}

}  // namespace mutu::test

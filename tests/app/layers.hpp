// Small layers as text: GeoJSON in any coordinate system, drawn in metres from a corner of zone 37.
#pragma once

#include "mutu/text.hpp"

#include <string>
#include <utility>
#include <vector>

namespace mutu::test {

using Corners = std::vector<std::pair<double, double>>;

/// A feature: its properties as JSON members, and its corners (not repeated at the end).
struct Drawn {
    std::string members;
    Corners corners;
};

inline Corners box(double x, double y, double width, double height) {
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

/// Coordinates as they are, to a tenth of a micron of a degree.
inline std::string geojson_at(const std::vector<Drawn>& rows, const std::string& crs, double x0, double y0) {
    std::string features;
    for (const Drawn& row : rows) {
        std::string points;
        for (std::size_t i = 0; i <= row.corners.size() && !row.corners.empty(); ++i) {
            const auto& [x, y] = row.corners[i % row.corners.size()];
            points += (i == 0 ? "[" : ",[") + fixed(x0 + x, 7) + "," + fixed(y0 + y, 7) + "]";
        }
        features += std::string{features.empty() ? "" : ","} + R"({"type":"Feature","properties":{)" + row.members +
                    R"(},"geometry":)" +
                    (row.corners.empty() ? "null" : R"({"type":"Polygon","coordinates":[[)" + points + "]]}") + "}";
    }
    return R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")" + crs + R"("}},"features":[)" +
           features + "]}";
}

/// In CGCS2000 zone 37, metres from (37 500 000, 2 950 000).
inline std::string geojson(const std::vector<Drawn>& rows) {
    return geojson_at(rows, "EPSG:4525", 37'500'000, 2'950'000);
}

}  // namespace mutu::test

// Shapes that a table of text carries as WKT, such as QGIS and PostGIS write into CSV.
#include "gdal.hpp"
#include "raw.hpp"
#include "shape_reader.hpp"

#include "mutu/crs.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::string_view shape_words[] = {"polygon",      "multipolygon",    "curvepolygon",
                                            "multisurface", "point",           "multipoint",
                                            "linestring",   "multilinestring", "geometrycollection"};

/// "SRID=4525;POLYGON (…)" apart.
struct WktCell {
    std::string srid, wkt;
};

WktCell wkt_cell(std::string_view cell) {
    const std::string_view text = trimmed(cell);
    const std::size_t end = text.find(';');
    if (!lower_ascii(text.substr(0, 5)).starts_with("srid=") || end == std::string_view::npos)
        return {"", std::string{text}};
    return {std::string{trimmed(text.substr(5, end - 5))}, std::string{trimmed(text.substr(end + 1))}};
}

bool is_wkt(std::string_view cell) {
    const std::string text = lower_ascii(wkt_cell(cell).wkt.substr(0, 20));
    const std::size_t end = text.find_first_of(" (");
    return end != std::string::npos &&
           std::find(std::begin(shape_words), std::end(shape_words), text.substr(0, end)) != std::end(shape_words);
}

/// The first column whose filled cells are all shapes.
const RawColumn* wkt_column(const RawLayer& layer) {
    for (const RawColumn& column : layer.columns) {
        bool some = false, all = true;
        for (std::size_t row = 0; row < column.rows() && all; ++row) {
            if (is_blank(column[row])) continue;
            some = true, all = is_wkt(column[row]);
        }
        if (some && all) return &column;
    }
    return nullptr;
}

void tell_unreadable(RawLayer& layer, std::size_t row, const std::string& column) {
    layer.diagnostics.push_back(note("bad_wkt", Severity::warning, layer.row_numbers[row],
                                     "列“" + column + "”的图形文字（WKT）读不懂，按无图形处理", "核对括号与坐标"));
}

/// One number for all rows names the CRS; several are told and name none.
void take_srid(RawLayer& layer, const std::vector<std::string>& srids) {
    if (srids.empty()) return;
    if (srids.size() == 1 && srids.front() != "0") {
        layer.crs_wkt = "EPSG:" + srids.front();
        return;
    }
    if (srids.size() > 1)
        layer.diagnostics.push_back(note("mixed_srid", Severity::warning, 0,
                                         "图形文字（WKT）中有多个坐标系编号：" + join(srids, "、") + "，均未采用",
                                         "按坐标系分为几个文件，或用 crs = 指定"));
}

}  // namespace

void take_wkt_column(RawLayer& layer) {
    const RawColumn* column = wkt_column(layer);
    if (!column) return;
    const Complaints complaints;
    ShapeReader shapes{layer};
    std::vector<std::string> srids;
    for (std::size_t row = 0; row < column->rows(); ++row) {
        const WktCell cell = wkt_cell((*column)[row]);
        const bool known = cell.srid.empty() || std::find(srids.begin(), srids.end(), cell.srid) != srids.end();
        if (!known) srids.push_back(cell.srid);
        OGRGeometry* made = nullptr;
        OGRGeometryFactory::createFromWkt(cell.wkt.c_str(), nullptr, &made);
        const OGRGeometryUniquePtr shape{made};
        if (!shape && !is_blank((*column)[row])) tell_unreadable(layer, row, column->name);
        shapes.add(shape.get());
    }
    layer.shaped = true;
    take_srid(layer, srids);
    layer.columns.erase(layer.columns.begin() + (column - layer.columns.data()));
}

}  // namespace mutu

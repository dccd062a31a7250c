// A layer's features into columns of text and one geometry column, through OGR features: dates keep the written day and
// reals their shortest digits, which the Arrow stream of GDAL 3.6 does not promise for every driver.
#include "gdal.hpp"
#include "raw.hpp"
#include "shape_reader.hpp"
#include "survey_text.hpp"
#include "vct.hpp"

#include "mutu/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <set>

namespace mutu {
namespace {

RawColumn::Kind kind_of(OGRFieldType type) {
    switch (type) {
    case OFTInteger:
    case OFTInteger64: return RawColumn::Kind::whole;
    case OFTReal: return RawColumn::Kind::real;
    case OFTDate:
    case OFTTime:
    case OFTDateTime: return RawColumn::Kind::moment;
    default: return RawColumn::Kind::text;  // lists and the rest are handed through as OGR prints them
    }
}

std::string moment_text(const OGRFeature& feature, int index, OGRFieldType type) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    if (type == OFTTime || !feature.GetFieldAsDateTime(index, &year, &month, &day, &hour, &minute, &second, &zone))
        return const_cast<OGRFeature&>(feature).GetFieldAsString(index);
    std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (type == OFTDateTime && (hour != 0 || minute != 0 || second != 0))
        text += fmt::format("T{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second));
    return text;
}

void add_cell(RawColumn& column, OGRFeature& feature, int index) {
    if (!feature.IsFieldSetAndNotNull(index)) return column.add({});
    const OGRFieldType type = feature.GetFieldDefnRef(index)->GetType();
    switch (column.kind) {
    case RawColumn::Kind::whole: return column.add(std::to_string(feature.GetFieldAsInteger64(index)));
    case RawColumn::Kind::real: {
        const double value = feature.GetFieldAsDouble(index);
        return column.add(std::isfinite(value) ? shortest(value) : feature.GetFieldAsString(index));
    }
    case RawColumn::Kind::moment: return column.add(moment_text(feature, index, type));
    case RawColumn::Kind::text: return column.add(feature.GetFieldAsString(index));
    }
}

void describe(RawLayer& raw, OGRLayer& layer) {
    raw.layer = layer.GetName();
    raw.fid_name = layer.GetFIDColumn();
    raw.total_rows = layer.GetFeatureCount();
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        RawColumn column;
        column.name = field.GetNameRef();
        column.alias = field.GetAlternativeNameRef();
        column.kind = kind_of(field.GetType());
        raw.columns.push_back(std::move(column));
    }
    if (const OGRSpatialReference* reference = layer.GetSpatialRef()) {
        char* text = nullptr;
        const char* const options[] = {"FORMAT=WKT2_2018", nullptr};
        reference->exportToWkt(&text, options);
        if (text) raw.crs_wkt = text;
        CPLFree(text);
    }
}

/// The layer says that its rows are areas, whether or not any is drawn.
bool polygonal(OGRLayer& layer) {
    const auto type = wkbFlatten(layer.GetGeomType());
    return type == wkbPolygon || type == wkbMultiPolygon;
}

void read_features(RawLayer& raw, OGRLayer& layer, const RawRequest& request, bool grid) {
    ShapeReader shapes{raw};
    const bool wants_shapes = request.shapes && !grid;
    const std::int64_t limit = request.limit >= 0 && grid ? request.limit + 1 : request.limit;
    layer.ResetReading();
    while (limit < 0 || static_cast<std::int64_t>(raw.rows()) < limit) {
        const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
        if (!feature) break;
        raw.fids.push_back(feature->GetFID());
        raw.row_numbers.push_back(static_cast<std::int64_t>(raw.rows()) + 1);
        for (std::size_t i = 0; i < raw.columns.size(); ++i) add_cell(raw.columns[i], *feature, static_cast<int>(i));
        if (wants_shapes) shapes.add(feature->GetGeometryRef());
    }
    if (raw.shaped) return;
    raw.shapes = {};
    if (!polygonal(layer)) raw.no_shape.clear();  // a table: nobody expects shapes of it
}

void choose_drawn_layer(OGRLayer& layer, const RawRequest& request) {
    if (!request.where.empty())
        throw Error{Kind::input, request.shown + "：DXF 的 layer 与 where 不能同时写；请写 where = \"Layer = '" +
                                     request.layer + "' AND …\""};
    std::set<std::string> names;
    for (const auto& feature : layer) names.insert(feature->GetFieldAsString("Layer"));
    if (!names.contains(request.layer)) {
        const std::vector<std::string> known{names.begin(), names.end()};
        throw Error{Kind::input, request.shown + "：图中没有图层 " + request.layer + "；现有：" + join(known, "、")};
    }
    std::string quoted;
    for (const char c : request.layer) quoted += c == '\'' ? std::string{"''"} : std::string{c};
    layer.SetAttributeFilter(("Layer = '" + quoted + "'").c_str());
}

std::string dbf_beside(const std::string& path, const std::string& layer, const OpenFile& file) {
    if (file.driver != "ESRI Shapefile") return "";
    std::filesystem::path table{path};
    if (std::filesystem::is_directory(table)) table /= layer + ".dbf";
    table.replace_extension(".dbf");
    if (!std::filesystem::exists(table)) table.replace_extension(".DBF");
    return table.string();
}

}  // namespace

void RawColumn::cut(std::size_t rows) {
    if (rows >= ends_.size()) return;
    bytes_.resize(rows == 0 ? 0 : ends_[rows - 1]);
    ends_.resize(rows);
}

Diagnostic note(const char* code, Severity severity, std::int64_t row, std::string message, std::string fix) {
    Diagnostic found;
    found.code = code, found.severity = severity, found.source_row = row;
    found.message = std::move(message), found.fix = std::move(fix);
    return found;
}

RawLayer read_raw(const RawRequest& request) {
    if (request.survey && is_survey_text(request.path)) return read_survey_text(request);
    if (is_vct(request.path)) return read_vct(request);
    const OpenFile file = open_file(request.path, request.shown);
    const Complaints complaints;
    // A drawing is one layer to OGR; what its users call layers is a column of it.
    const bool drawing = file.driver == "DXF" && !request.layer.empty() && request.layer != "entities";
    OGRLayer& layer = choose_layer(file, drawing ? "" : request.layer, request.shown);
    RawLayer raw;
    raw.driver = file.driver;
    describe(raw, layer);
    if (drawing) choose_drawn_layer(layer, request), raw.layer = request.layer;
    if (!request.where.empty() && !file.raw && !file.grid &&
        layer.SetAttributeFilter(quoted_names(raw, request.where).c_str()) != OGRERR_NONE)
        throw Error{Kind::input,
                    request.shown + "：where 条件无法理解：" + request.where + "（" + complaints.joined() + "）"};
    read_features(raw, layer, request, file.grid);
    std::vector<std::string> told = file.complaints;
    told.insert(told.end(), complaints.texts().begin(), complaints.texts().end());
    for (const auto& text : told)
        raw.diagnostics.push_back(note("reader_warning", Severity::warning, 0, "读取时的提示：" + text, "核对原文件"));
    if (raw.rows() == 0)
        raw.diagnostics.push_back(
            note("empty_source", Severity::warning, 0, "一行也没有读到", "核对文件是否完整、layer 与 where 是否写对"));
    decode(raw, dbf_beside(request.path, raw.layer, file), request.encoding, file.raw, request.shown);
    if (file.grid) take_headings(raw);
    if (!request.where.empty() && (file.raw || file.grid)) keep_where(raw, request.where, request.shown);
    if (file.grid && request.shapes) take_wkt_column(raw);
    return raw;
}

std::vector<std::string> layer_names(const std::string& path) {
    if (is_survey_text(path)) return {std::filesystem::path{path}.stem().string()};
    if (is_vct(path)) return vct_layers(path);
    const OpenFile file = open_file(path, path);
    std::vector<std::string> names;
    for (const OGRLayer* layer : filled_layers(file)) names.emplace_back(const_cast<OGRLayer*>(layer)->GetName());
    return names;
}

}  // namespace mutu

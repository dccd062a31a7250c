// Layers out through GDAL, tables as CSV by hand; what a format cannot hold is refused, not cut.
#include "mutu/write.hpp"

#include "gdal.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <cpl_conv.h>
#include <gdal_priv.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace mutu {
namespace {

namespace fs = std::filesystem;
using Cell = std::optional<std::string>;

constexpr std::size_t dbf_heading_bytes = 10;
constexpr std::size_t dbf_text_bytes = 254;

[[noreturn]] void refuse(const WriteLayer& target, const std::string& why) {
    throw Error{Kind::input, "不能写入 " + target.path + "：" + why};
}

bool shapefile(const WriteLayer& target) { return target.driver == "ESRI Shapefile"; }
bool tab(const WriteLayer& target) { return target.driver == "MapInfo File"; }
bool gbk(const WriteLayer& target) { return target.encoding == "GBK"; }

std::string encoded(const WriteLayer& target, const std::string& text, const std::string& heading) {
    if (!gbk(target)) return text;
    if (auto bytes = from_utf8(text, "GBK")) return *std::move(bytes);
    refuse(target, "列 " + heading + " 的“" + text + "”含 GBK 没有的字符，请改用 UTF-8");
}

void check_columns(const WriteLayer& target, std::span<const WriteColumn> columns, const GeometryColumn* shapes) {
    if (columns.empty()) refuse(target, "没有任何列");
    for (const WriteColumn& column : columns) {
        if (column.cells.size() != columns[0].cells.size() || (shapes && shapes->rows() != column.cells.size()))
            throw Error{Kind::bug, target.path + ": columns and shapes differ in length at " + column.heading};
        if (shapefile(target) && encoded(target, column.heading, column.heading).size() > dbf_heading_bytes)
            refuse(target, "列名 " + column.heading + " 超过 10 个字节，shapefile 放不下，请换短名");
        // GDAL judges names byte by byte there and would put "_" for half of each character.
        if (tab(target) && std::any_of(column.heading.begin(), column.heading.end(),
                                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
            refuse(target, "列名 " + column.heading + " 不是字母、数字和下划线，MapInfo 表放不下，请换拼音列名");
    }
}

void remove_old(const WriteLayer& target) {
    std::error_code ignored;
    fs::remove(target.path, ignored);
    if (!shapefile(target)) return;
    for (const char* extension : {".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx"})
        fs::remove(fs::path{target.path}.replace_extension(extension), ignored);
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

void write_csv(const WriteLayer& target, std::span<const WriteColumn> columns) {
    std::ofstream file{target.path, std::ios::binary};
    if (target.mark && !gbk(target)) file << "\xEF\xBB\xBF";
    const auto put = [&](auto&& text_of) {
        std::string line;
        for (std::size_t i = 0; i < columns.size(); ++i) line += (i ? "," : "") + csv_field(text_of(columns[i]));
        line += "\r\n";
        const auto bytes = gbk(target) ? from_utf8(line, "GBK") : std::optional{line};
        if (!bytes)
            for (const WriteColumn& column : columns) encoded(target, text_of(column), column.heading);
        file << bytes.value_or("");
    };
    put([](const WriteColumn& column) { return column.heading; });
    for (std::size_t row = 0; row < columns[0].cells.size(); ++row)
        put([row](const WriteColumn& column) { return column.cells[row].value_or(""); });
    file.close();
    if (!file) refuse(target, "请检查文件夹、磁盘空间和权限");
}

bool numeric(FieldType type) {
    return type == FieldType::area || type == FieldType::money || type == FieldType::number;
}

/// Some formats have no whole numbers of 64 bits; few columns need them.
bool fits_32_bits(const WriteColumn& column) {
    constexpr std::size_t safe_digits = 9;
    return std::all_of(column.cells.begin(), column.cells.end(),
                       [](const Cell& cell) { return !cell || cell->size() <= safe_digits; });
}

OGRFieldType ogr_type(const WriteColumn& column) {
    if (numeric(column.type)) return !column.whole ? OFTReal : fits_32_bits(column) ? OFTInteger : OFTInteger64;
    return column.type == FieldType::date ? OFTDate : OFTString;
}

/// Bytes a shapefile field needs for its longest text. The column is encoded in one go: opening a converter for each
/// cell cost twenty times the writing.
int text_width(const WriteLayer& target, const WriteColumn& column) {
    std::string all;
    for (const Cell& cell : column.cells)
        if (cell) all += *cell + '\n';
    const auto bytes = gbk(target) ? from_utf8(all, "GBK") : std::optional{all};
    if (!bytes)
        for (const Cell& cell : column.cells) encoded(target, cell.value_or(""), column.heading);
    std::size_t widest = 1;
    for (const std::string& text : split(bytes.value_or(""), '\n')) widest = std::max(widest, text.size());
    if (widest > dbf_text_bytes)
        refuse(target, "列 " + column.heading + " 有超过 254 个字节的文字，" + target.driver + " 放不下");
    return static_cast<int>(widest);
}

/// The index of the new field: some formats begin with fields of their own.
int add_field(const WriteLayer& target, OGRLayer& layer, const WriteColumn& column) {
    OGRFieldDefn field{column.heading.c_str(), ogr_type(column)};
    if (shapefile(target)) {
        constexpr int number_width = 18;
        if (numeric(column.type)) {
            field.SetWidth(column.width ? column.width : number_width);
            field.SetPrecision(column.whole ? 0 : column.decimals);
        } else if (column.type != FieldType::date) {
            field.SetWidth(std::max(column.width, text_width(target, column)));
        }
    }
    if (tab(target) && !numeric(column.type) && column.type != FieldType::date)
        field.SetWidth(text_width(target, column));
    if (!column.title.empty()) field.SetAlternativeName(column.title.c_str());
    const int before = layer.GetLayerDefn()->GetFieldCount();
    if (layer.CreateField(&field, FALSE) != OGRERR_NONE || layer.GetLayerDefn()->GetFieldCount() != before + 1)
        refuse(target, "不能建立列 " + column.heading + "：" + CPLGetLastErrorMsg());
    return before;
}

void set_cell(const WriteLayer& target, OGRFeature& feature, int index, const WriteColumn& column, std::size_t row) {
    const Cell& cell = column.cells[row];
    if (!cell) return;
    const auto unfit = [&](const char* what) {
        refuse(target, "列 " + column.heading + " 第 " + std::to_string(row + 1) + " 行的“" + *cell + "”不是" + what);
    };
    if (numeric(column.type)) {
        const auto number = parse_number(*cell);
        const double* value = std::get_if<double>(&number);
        if (!value) unfit("数字");
        if (shapefile(target) && column.width &&
            fixed(*value, column.whole ? 0 : column.decimals).size() > static_cast<std::size_t>(column.width))
            unfit(("能放进 " + std::to_string(column.width) + " 个字符的数字").c_str());
        if (column.whole)
            feature.SetField(index, static_cast<GIntBig>(*value));
        else
            feature.SetField(index, *value);
    } else if (column.type == FieldType::date) {
        const auto date = parse_date(*cell);
        const Date* value = std::get_if<Date>(&date);
        if (!value) unfit("日期");
        feature.SetField(index, value->year(), value->month(), value->day());
    } else {
        feature.SetField(index, cell->c_str());
    }
}

void set_shape(const WriteLayer& target, OGRFeature& feature, const GeometryColumn& shapes, std::size_t row) {
    if (shapes.null(row)) return;
    const std::string wkb = to_wkb(shapes, row);
    OGRGeometry* raw = nullptr;
    OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &raw, wkb.size());
    const OGRGeometryUniquePtr shape{raw};
    if (!shape || feature.SetGeometry(shape.get()) != OGRERR_NONE)
        refuse(target, "第 " + std::to_string(row + 1) + " 行的图形不能写成 " + target.driver);
}

/// A description that the format has a place for.
void mark_option(CPLStringList& options, const FileMark& mark) {
    if (!mark.words.empty()) options.SetNameValue("DESCRIPTION", mark.words.c_str());
}

CPLStringList layer_options(const WriteLayer& target, const std::string& bounds) {
    CPLStringList options;
    if (shapefile(target)) {
        // The language byte 0x4D of the table says code page 936; only a named encoding leaves a .cpg.
        options.SetNameValue("ENCODING", !gbk(target) ? "UTF-8" : target.cpg ? "CP936" : "LDID/77");
        if (!target.date.empty()) options.SetNameValue("DBF_DATE_LAST_UPDATE", target.date.c_str());
    }
    if (target.driver == "GPKG") options.SetNameValue("GEOMETRY_NAME", "geom");
    if (target.driver == "GPKG" || target.driver == "GeoJSON") mark_option(options, target.secrecy);
    if (tab(target)) {
        if (gbk(target)) options.SetNameValue("ENCODING", "CP936");
        if (!bounds.empty()) options.SetNameValue("BOUNDS", bounds.c_str());
    }
    for (const auto& option : target.layer_options) options.AddString(option.c_str());
    return options;
}

/// MapInfo keeps coordinates as whole numbers between bounds: those of the shapes, with room, leave micrometres.
std::string tab_bounds(const GeometryColumn* shapes) {
    Box box;
    if (shapes)
        for (const Xy point : shapes->points()) box.grow(point);
    if (box.empty()) return "";
    const double room = 1 + 0.1 * std::max(box.max_x - box.min_x, box.max_y - box.min_y);
    return shortest(box.min_x - room) + "," + shortest(box.min_y - room) + "," + shortest(box.max_x + room) + "," +
           shortest(box.max_y + room);
}

void write_features(const WriteLayer& target, OGRLayer& layer, std::span<const WriteColumn> columns,
                    const GeometryColumn* shapes) {
    std::vector<int> fields;
    for (const WriteColumn& column : columns) fields.push_back(add_field(target, layer, column));
    // KML shows this field, which it has by itself, beside the shape.
    const int name = target.driver == "KML" ? layer.GetLayerDefn()->GetFieldIndex("Name") : -1;
    for (std::size_t row = 0; row < columns[0].cells.size(); ++row) {
        const OGRFeatureUniquePtr feature{OGRFeature::CreateFeature(layer.GetLayerDefn())};
        for (std::size_t i = 0; i < columns.size(); ++i) set_cell(target, *feature, fields[i], columns[i], row);
        if (name >= 0 && columns[0].cells[row]) feature->SetField(name, columns[0].cells[row]->c_str());
        if (shapes) set_shape(target, *feature, *shapes, row);
        if (layer.CreateFeature(feature.get()) != OGRERR_NONE)
            refuse(target, "第 " + std::to_string(row + 1) + " 行：" + CPLGetLastErrorMsg());
    }
}

/// Outlines as closed polylines, and the first column as text at a point inside: all that a drawing can hold.
void write_drawing(const WriteLayer& target, OGRLayer& layer, const WriteColumn& texts, const GeometryColumn* shapes) {
    const std::string name = target.layer.empty() ? fs::path{target.path}.stem().string() : target.layer;
    const auto put = [&](const OGRGeometry& shape, const std::string& on, const std::string& style) {
        const OGRFeatureUniquePtr feature{OGRFeature::CreateFeature(layer.GetLayerDefn())};
        feature->SetField("Layer", on.c_str());
        if (!style.empty()) feature->SetStyleString(style.c_str());
        feature->SetGeometry(&shape);
        if (layer.CreateFeature(feature.get()) != OGRERR_NONE) refuse(target, CPLGetLastErrorMsg());
    };
    for (std::size_t row = 0; shapes && row < shapes->rows(); ++row) {
        if (shapes->null(row)) continue;
        const Range rings = shapes->row_rings(row);
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            OGRLineString outline;
            for (const Xy point : shapes->ring(r)) outline.addPoint(point.x, point.y);
            put(outline, name, "");
        }
        if (!texts.cells[row]) continue;
        std::string text;
        for (const char c : *texts.cells[row]) text += c == '"' ? '\'' : c;
        const Xy at = inner_point(*shapes, row);
        put(OGRPoint{at.x, at.y}, name + "_TEXT", "LABEL(t:\"" + text + "\",s:3g,p:5)");
    }
}

/// One layer into the open file: its name, its shapes and its CRS where it has them.
void write_into(GDALDataset& file, const WriteLayer& target, std::span<const WriteColumn> columns,
                const GeometryColumn* shapes) {
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const bool placed = shapes && !target.crs.empty();
    if (placed && crs.SetFromUserInput(target.crs.c_str()) != OGRERR_NONE) refuse(target, "不认识坐标系 " + target.crs);
    const std::string name = target.layer.empty() ? fs::path{target.path}.stem().string() : target.layer;
    const OGRwkbGeometryType kind = !shapes ? wkbNone : shapefile(target) ? wkbPolygon : wkbMultiPolygon;
    OGRLayer* layer =
        file.CreateLayer(name.c_str(), placed ? &crs : nullptr, kind, layer_options(target, tab_bounds(shapes)).List());
    if (!layer) refuse(target, CPLGetLastErrorMsg());
    const bool grouped = file.StartTransaction() == OGRERR_NONE;
    if (target.driver == "DXF")
        write_drawing(target, *layer, columns[0], shapes);
    else
        write_features(target, *layer, columns, shapes);
    if (grouped && file.CommitTransaction() != OGRERR_NONE) refuse(target, CPLGetLastErrorMsg());
}

/// `body` fills the file that was made.
template <class Body>
void write_gdal(const WriteLayer& target, const Body& body) {
    register_drivers();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(target.driver.c_str());
    if (!driver) refuse(target, "GDAL 没有驱动 " + target.driver);
    // Without a date GDAL stamps the clock's time into GeoPackages.
    const CPLConfigOptionSetter stamp{"OGR_CURRENT_DATE",
                                      target.date.empty() ? nullptr : (target.date + "T00:00:00.000Z").c_str(), true};
    CPLStringList options;
    for (const auto& option : target.dataset_options) options.AddString(option.c_str());
    const Complaints complaints;  // told by refuse(), not printed
    GDALDatasetUniquePtr file{driver->Create(target.path.c_str(), 0, 0, 0, GDT_Unknown, options.List())};
    if (!file) refuse(target, CPLGetLastErrorMsg());
    body(*file);
    CPLErrorReset();
    file.reset();  // what could not be flushed is told here alone
    if (CPLGetLastErrorType() == CE_Failure || !fs::exists(target.path))
        refuse(target, complaints.texts().empty() ? "请检查文件夹、磁盘空间和权限" : complaints.joined());
}

}  // namespace

void write_layer(const WriteLayer& target, std::span<const WriteColumn> columns, const GeometryColumn* shapes) {
    if (!target.encoding.empty() && !gbk(target) && target.encoding != "UTF-8")
        refuse(target, "编码只能是 GBK 或 UTF-8");
    check_columns(target, columns, shapes);
    remove_old(target);
    if (target.driver == "CSV")
        write_csv(target, columns);
    else
        write_gdal(target, [&](GDALDataset& file) {
            write_into(file, target, columns, target.driver == "XLSX" ? nullptr : shapes);
        });
    put_mark(target.path, target.driver, target.secrecy);
}

void write_layers(const WriteLayer& target, std::span<const LayerCells> layers) {
    if (target.driver != "GPKG" && target.driver != "OpenFileGDB" && target.driver != "XLSX")
        refuse(target, target.driver + " 一个文件只放得下一个图层");
    if (layers.empty()) refuse(target, "没有任何图层");
    std::vector<WriteLayer> targets;
    for (const LayerCells& one : layers) {
        targets.push_back(target);
        targets.back().layer = one.layer, targets.back().crs = one.crs;
        if (!one.title.empty() && target.driver == "GPKG")
            targets.back().layer_options.push_back("DESCRIPTION=" + one.title);
        check_columns(targets.back(), one.columns, one.shapes ? &*one.shapes : nullptr);
    }
    remove_old(target);
    write_gdal(target, [&](GDALDataset& file) {
        for (std::size_t i = 0; i < layers.size(); ++i)
            write_into(file, targets[i], layers[i].columns,
                       layers[i].shapes && target.driver != "XLSX" ? &*layers[i].shapes : nullptr);
    });
    put_mark(target.path, target.driver, target.secrecy);
}

}  // namespace mutu

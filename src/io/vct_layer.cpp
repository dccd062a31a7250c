// One layer of a VCT file: polygons with the rows of their table, in the CRS that head and coordinates tell.
#include "survey_text.hpp"
#include "text_bytes.hpp"
#include "vct.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace mutu {
namespace {

std::string layer_of(const VctClass& one) { return one.table.empty() ? one.name : one.table; }

std::vector<std::string> layers_of(const VctFile& file) {
    std::vector<std::string> names;
    for (const VctClass& one : file.classes)
        if (one.geometry == "polygon" && std::find(names.begin(), names.end(), layer_of(one)) == names.end())
            names.push_back(layer_of(one));
    return names;
}

struct Decoded {
    TextBytes bytes;
    VctFile file;
};

Decoded read(const std::string& path, const std::string& shown, const std::string& encoding) {
    Decoded decoded{text_of_bytes(read_file(path), encoding), {}};
    if (decoded.bytes.unknown_encoding)
        throw Error{Kind::input, shown + "：不认识编码 " + encoding + "；常用 UTF-8、GBK、GB18030"};
    decoded.file = parse_vct(decoded.bytes.text, shown);
    return decoded;
}

std::string chosen_layer(const VctFile& file, const RawRequest& request) {
    const auto names = layers_of(file);
    if (names.empty()) throw Error{Kind::input, request.shown + "：没有面图层；VCT 只读面要素"};
    if (!request.layer.empty()) {
        if (std::find(names.begin(), names.end(), request.layer) != names.end()) return request.layer;
        throw Error{Kind::input, request.shown + "：没有图层 " + request.layer + "；现有：" + join(names, "、")};
    }
    if (names.size() > 1)
        throw Error{Kind::input, request.shown + "：有 " + std::to_string(names.size()) +
                                     " 个图层，请用 layer = 指定其一：" + join(names, "、")};
    return names.front();
}

std::string head(const VctFile& file, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        if (const auto found = file.head.find(key); found != file.head.end()) return found->second;
    return "";
}

/// Degrees or metres by the unit, the zone by the prefix of the eastings, else by the central meridian.
std::optional<int> crs_of(const VctFile& file, const GeometryColumn& shapes) {
    if (shapes.points().empty()) return std::nullopt;
    const Datum datum = datum_named(head(file, {"spheroid"}));
    if (const std::string unit = lower_ascii(head(file, {"xyunit", "unit"})); unit == "d")
        return datum == Datum::modern ? std::optional{cgcs2000} : std::nullopt;
    constexpr double zone_width = 1'000'000;
    const int prefix = static_cast<int>(std::floor(shapes.points().front().x / zone_width));
    if (prefix != 0) return gauss_epsg(datum, prefix, true);
    const auto meridian = parse_number(split(head(file, {"meridian", "meridinan", "parameters"}), ',').front());
    const double* degrees = std::get_if<double>(&meridian);
    if (!degrees || std::fmod(*degrees, 3) != 0) return std::nullopt;
    return gauss_epsg(datum, static_cast<int>(*degrees / 3), false);
}

void add_shape(RawLayer& layer, const VctPolygon& polygon) {
    const std::size_t row = layer.shapes.rows();
    const bool sound = polygon.fault.empty() && polygon.rings.size() <= most_rings;
    if (sound)
        add_row_of_rings(layer.shapes, polygon.rings);
    else
        layer.shapes.add_null();
    if (layer.shapes.null(row)) layer.no_shape.push_back(row);
    if (sound) return;
    const std::string why = polygon.fault.empty() ? "圈数超过 " + std::to_string(most_rings) : polygon.fault;
    layer.diagnostics.push_back(
        note("vct_polygon", Severity::error, layer.row_numbers.back(),
             "第 " + std::to_string(polygon.line) + " 行的面 " + polygon.id + "：" + why + "，图形不采用",
             "核对源数据的线与面"));
}

/// Rows of the table by the id of their object; each is used once.
class Attributes {
public:
    explicit Attributes(const VctTable* table) : table_{table} {
        for (std::size_t row = 0; table && row < table->rows.size(); ++row) by_id_.emplace(table->ids[row], row);
    }
    /// nullptr where the object has no row.
    const std::vector<std::string>* take(const std::string& id) {
        const auto found = by_id_.find(id);
        if (found == by_id_.end()) return nullptr;
        const auto* row = &table_->rows[found->second];
        by_id_.erase(found);
        return row;
    }
    std::size_t left() const { return by_id_.size(); }

private:
    const VctTable* table_;
    std::multimap<std::string, std::size_t> by_id_;
};

void fill(RawLayer& layer, const VctFile& file) {
    const auto found = file.tables.find(layer.layer);
    const VctTable* table = found == file.tables.end() ? nullptr : &found->second;
    for (std::size_t i = 0; table && i < table->fields.size(); ++i)
        layer.columns.emplace_back().name = table->fields[i];
    if (!table) layer.columns.emplace_back().name = "BSM";
    Attributes attributes{table};
    for (const VctPolygon& polygon : file.polygons) {
        const auto one = std::find_if(file.classes.begin(), file.classes.end(),
                                      [&](const VctClass& known) { return known.code == polygon.code; });
        if (one == file.classes.end() || layer_of(*one) != layer.layer) continue;
        layer.row_numbers.push_back(static_cast<std::int64_t>(layer.row_numbers.size()) + 1);
        layer.fids.push_back(layer.row_numbers.back());
        add_shape(layer, polygon);
        const auto* row = attributes.take(polygon.id);
        if (!table) layer.columns.front().add(polygon.id);
        for (std::size_t i = 0; table && i < layer.columns.size(); ++i)
            layer.columns[i].add(row ? std::string_view{(*row)[i]} : std::string_view{});
        if (table && !row)
            layer.diagnostics.push_back(note("vct_no_attributes", Severity::warning, layer.row_numbers.back(),
                                             "面 " + polygon.id + " 在表 " + layer.layer + " 中没有属性",
                                             "补齐属性表"));
    }
    if (attributes.left() != 0)
        layer.diagnostics.push_back(
            note("vct_no_shape", Severity::warning, 0,
                 "表 " + layer.layer + " 有 " + std::to_string(attributes.left()) + " 行没有对应的面，未读入",
                 "核对标识码"));
}

void tell_unread(RawLayer& layer, const VctFile& file) {
    std::size_t strangers = 0;
    for (const VctPolygon& polygon : file.polygons)
        strangers += std::none_of(file.classes.begin(), file.classes.end(),
                                  [&](const VctClass& known) { return known.code == polygon.code; });
    if (strangers != 0)
        layer.diagnostics.push_back(note("vct_class", Severity::warning, 0,
                                         std::to_string(strangers) + " 个面的要素代码不在 FeatureCode 段中，未读入",
                                         "核对要素代码"));
    if (!file.skipped.empty())
        layer.diagnostics.push_back(note("vct_section", Severity::info, 0,
                                         "只读面要素及其属性；跳过的段：" + join(file.skipped, "、"), "无须处理"));
}

}  // namespace

bool is_vct(const std::string& path) {
    if (!lower_ascii(path).ends_with(".vct") || !std::filesystem::is_regular_file(path)) return false;
    std::ifstream file{path, std::ios::binary};
    std::string line;
    while (std::getline(file, line))
        if (!trimmed(line).empty()) return lower_ascii(trimmed(line)) == "headbegin";
    return false;
}

std::vector<std::string> vct_layers(const std::string& path) { return layers_of(read(path, path, "").file); }

RawLayer read_vct(const RawRequest& request) {
    Decoded decoded = read(request.path, request.shown, request.encoding);
    RawLayer layer;
    layer.layer = chosen_layer(decoded.file, request);
    layer.driver = "VCT", layer.shaped = true;
    layer.encoding = decoded.bytes.encoding, layer.encoding_from = decoded.bytes.from;
    layer.diagnostics = std::move(decoded.bytes.diagnostics);
    tell_unread(layer, decoded.file);
    fill(layer, decoded.file);
    layer.total_rows = static_cast<std::int64_t>(layer.rows());
    if (const auto code = crs_of(decoded.file, layer.shapes)) layer.crs_wkt = "EPSG:" + std::to_string(*code);
    if (!request.where.empty()) keep_where(layer, request.where, request.shown);
    return layer;
}

}  // namespace mutu

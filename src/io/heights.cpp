// Heights out of a raster: only the window that is asked for.
#include "mutu/heights.hpp"

#include "gdal.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mutu {
namespace {

constexpr double most_cells = 64e6;
constexpr double lowest = -1000, highest = 9000;  // metres; no ground lies beyond

GDALDatasetUniquePtr opened(const SourceSpec& source) {
    register_drivers();
    refuse_network(source.path, source.shown_path);
    const Complaints complaints;
    GDALDatasetUniquePtr file{
        GDALDataset::Open(source.path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr)};
    if (file && file->GetRasterCount() > 0) return file;
    const std::string said = complaints.joined();
    throw Error{Kind::input, source.shown_path + "：不能当作高程栅格（DEM）读取" +
                                 (said.empty() ? "" : "（" + said + "）") + "；请给出 GeoTIFF 一类的栅格文件"};
}

Crs crs_of(GDALDataset& file, const SourceSpec& source) {
    if (!source.crs.empty()) return Crs::parse(source.crs);
    const char* text = file.GetProjectionRef();
    if (!text || !*text)
        throw Error{Kind::input, source.shown_path + "：没有坐标系信息；请写 " + source.shown_path + ",crs=EPSG:…"};
    return Crs::parse(text);
}

/// A plane box on the raster's CRS; its sides bend, so they are followed in small steps.
Box box_in(const Box& place, const Crs& plane, const Crs& crs) {
    if (!plane.known()) return place;
    constexpr int steps = 16;
    GeometryColumn rim;
    const double w = (place.max_x - place.min_x) / steps, h = (place.max_y - place.min_y) / steps;
    for (int i = 0; i < steps; ++i) rim.add_point({place.min_x + i * w, place.min_y});
    for (int i = 0; i < steps; ++i) rim.add_point({place.max_x, place.min_y + i * h});
    for (int i = 0; i < steps; ++i) rim.add_point({place.max_x - i * w, place.max_y});
    for (int i = 0; i < steps; ++i) rim.add_point({place.min_x, place.max_y - i * h});
    rim.end_ring(), rim.end_part(), rim.end_row();
    std::vector<std::size_t> lost;
    const GeometryColumn there = transformed(rim, plane, crs, &lost);
    return lost.empty() ? there.box(0) : Box{};
}

std::string box_text(const Box& box) {
    return "东西 " + fixed(box.min_x, 5) + "～" + fixed(box.max_x, 5) + "，南北 " + fixed(box.min_y, 5) + "～" +
           fixed(box.max_y, 5);
}

struct Window {
    int column = 0, line = 0, columns = 0, lines = 0;
};

/// Cells that the place needs, with two more on each side for the slopes at its rim.
Window window_of(const Raster& whole, const Box& place, const SourceSpec& source) {
    const Box all = whole.box();
    if (place.empty() || !all.meets(place))
        throw Error{Kind::refused, source.shown_path + "：高程栅格不覆盖此处。栅格：" + box_text(all) + "；所需：" +
                                       (place.empty() ? "换算不到栅格的坐标系" : box_text(place)) + "（" +
                                       whole.crs.name() + "）。请换用覆盖园区周围的 DEM，或核对它的坐标系"};
    const auto clip = [](double value, double most) { return static_cast<int>(std::clamp(value, 0.0, most)); };
    Window window;
    window.column = clip(std::floor((place.min_x - whole.left) / whole.step_x) - 2, whole.columns);
    window.line = clip(std::floor((whole.top - place.max_y) / whole.step_y) - 2, whole.lines);
    window.columns = clip(std::ceil((place.max_x - whole.left) / whole.step_x) + 2, whole.columns) - window.column;
    window.lines = clip(std::ceil((whole.top - place.min_y) / whole.step_y) + 2, whole.lines) - window.line;
    if (double{1} * window.columns * window.lines > most_cells)
        throw Error{Kind::refused, source.shown_path + "：所需部分有 " + std::to_string(window.columns) + " × " +
                                       std::to_string(window.lines) + " 格，太细；请先重采样到几米以上的格距"};
    return window;
}

}  // namespace

Raster read_heights(const SourceSpec& source, const Box& place, const Crs& plane) {
    const GDALDatasetUniquePtr file = opened(source);
    std::array<double, 6> corner{};
    if (file->GetGeoTransform(corner.data()) != CE_None)
        throw Error{Kind::input, source.shown_path + "：没有地理定位，不知道每一格在哪里；请用 GeoTIFF"};
    if (corner[2] != 0 || corner[4] != 0 || !(corner[1] > 0) || !(corner[5] < 0))
        throw Error{Kind::input, source.shown_path + "：栅格不是正北朝上，请先纠正为正北朝上的栅格"};
    Raster raster;
    raster.file = source.shown_path, raster.crs = crs_of(*file, source);
    raster.left = corner[0], raster.top = corner[3], raster.step_x = corner[1], raster.step_y = -corner[5];
    raster.columns = static_cast<std::uint32_t>(file->GetRasterXSize());
    raster.lines = static_cast<std::uint32_t>(file->GetRasterYSize());
    const Window window = window_of(raster, box_in(place, plane, raster.crs), source);
    raster.left += window.column * raster.step_x, raster.top -= window.line * raster.step_y;
    raster.columns = static_cast<std::uint32_t>(window.columns),
    raster.lines = static_cast<std::uint32_t>(window.lines);
    raster.values.resize(std::size_t{raster.columns} * raster.lines);
    GDALRasterBand* band = file->GetRasterBand(1);
    const std::string unit = lower_ascii(band->GetUnitType());
    if (unit.starts_with("f") || unit.starts_with("us"))
        throw Error{Kind::input, source.shown_path + "：高程以英尺计（" + unit + "），请换算为米"};
    const Complaints complaints;
    if (band->RasterIO(GF_Read, window.column, window.line, window.columns, window.lines, raster.values.data(),
                       window.columns, window.lines, GDT_Float32, 0, 0, nullptr) != CE_None)
        throw Error{Kind::input, source.shown_path + "：高程读取失败（" + complaints.joined() + "）；文件可能不完整"};
    int has_nothing = 0;
    const auto nothing = static_cast<float>(band->GetNoDataValue(&has_nothing));
    const double scale = band->GetScale(), offset = band->GetOffset();
    for (float& value : raster.values) {
        const bool none = has_nothing != 0 && value == nothing;
        const double metres = double{value} * scale + offset;
        const bool possible =
            metres > lowest && metres < highest;  // else a mark of no data that the file does not name
        value = !none && possible ? static_cast<float>(metres) : std::numeric_limits<float>::quiet_NaN();
    }
    return raster;
}

}  // namespace mutu

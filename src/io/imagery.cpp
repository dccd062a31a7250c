// GeoTIFF and the like through GDAL's warper: each call opens the file for itself, so that threads do not share it.
#include "mutu/imagery.hpp"

#include "gdal.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <cpl_vsi.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numbers>

namespace mutu {
namespace {

constexpr int tile_pixels = 256;
constexpr double most_shrinking = 16;                          // pixels of the file to one of a tile, each way
constexpr double half_world = std::numbers::pi * 6378137;      // metres of EPSG:3857
constexpr double widest_pixel = 2 * half_world / tile_pixels;  // of zoom 0
constexpr int deepest_zoom = 22;

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw Error{Kind::input, path + "：不能作底图：" + why};
}

GDALDatasetUniquePtr opened(const std::string& path) {
    register_drivers();
    refuse_network(path, path);
    const Complaints complaints;
    static constexpr const char* drivers[] = {"GTiff", "COG", "JP2OpenJPEG", "HFA", "PNG", "JPEG", nullptr};
    GDALDatasetUniquePtr file{
        GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr)};
    if (!file || file->GetRasterCount() == 0)
        refuse(path, "读不了（" + complaints.joined() + "）；请给出 GeoTIFF 一类的影像，或 .mbtiles");
    return file;
}

void check_bands(GDALDataset& file, const std::string& path) {
    const int bands = file.GetRasterCount();
    if (bands != 1 && bands != 3 && bands != 4)
        refuse(path, "有 " + std::to_string(bands) + " 个波段；请取三个可见光波段（gdal_translate -b 1 -b 2 -b 3）");
    for (int i = 1; i <= bands; ++i) {
        GDALRasterBand* band = file.GetRasterBand(i);
        if (band->GetRasterDataType() != GDT_Byte)
            refuse(path, "不是 8 位影像；请先转换（gdal_translate -ot Byte -scale）");
        if (band->GetColorTable() != nullptr) refuse(path, "是调色板影像；请先展开（gdal_translate -expand rgb）");
    }
    if (!file.GetSpatialRef()) refuse(path, "没有坐标系；请先写入（gdal_edit.py -a_srs EPSG:…）");
}

struct FreeTransformer {
    void operator()(void* transformer) const noexcept { GDALDestroyGenImgProjTransformer(transformer); }
};

/// Where the file lies in EPSG:3857 and the width of its pixels there.
struct Placed {
    Box metres;
    double pixel = 1;
};

Placed placed(GDALDataset& file, const std::string& path) {
    const Complaints complaints;
    CPLStringList options;
    options.SetNameValue("DST_SRS", "EPSG:3857");
    const std::unique_ptr<void, FreeTransformer> transformer{
        GDALCreateGenImgProjTransformer2(GDALDataset::ToHandle(&file), nullptr, options.List())};
    double place[6] = {}, extent[4] = {};
    int columns = 0, lines = 0;
    if (!transformer || GDALSuggestedWarpOutput2(GDALDataset::ToHandle(&file), GDALGenImgProjTransform,
                                                 transformer.get(), place, &columns, &lines, extent, 0) != CE_None)
        refuse(path, "换算不到网页的坐标系（" + complaints.joined() + "）；请核对它的坐标系");
    return {{extent[0], extent[1], extent[2], extent[3]}, place[1]};
}

/// How many pixels of the file stand for one of its coarsest overview.
double coarsest(GDALDataset& file) {
    GDALRasterBand* band = file.GetRasterBand(1);
    double factor = 1;
    for (int i = 0; i < band->GetOverviewCount(); ++i)
        factor = std::max(factor, double{1} * band->GetXSize() / std::max(1, band->GetOverview(i)->GetXSize()));
    return factor;
}

/// The zoom whose pixels are this wide or the next finer.
int zoom_of(double pixel) {
    return std::clamp(static_cast<int>(std::ceil(std::log2(widest_pixel / pixel))), 0, deepest_zoom);
}

/// "2025:06:12 10:00:00" as a day.
std::string day_of(const char* stamp) {
    const std::string text = stamp ? stamp : "";
    if (text.size() < 10) return {};
    const auto date = parse_date(text.substr(0, 4) + "-" + text.substr(5, 2) + "-" + text.substr(8, 2));
    const Date* day = std::get_if<Date>(&date);
    return day ? day->iso() : std::string{};
}

double longitude(double x) { return x / half_world * 180; }
double latitude(double y) { return std::atan(std::sinh(y / 6378137)) * 180 / std::numbers::pi; }

int CPL_STDCALL in_time(double, const char*, void* until) {
    return std::chrono::steady_clock::now() < *static_cast<std::chrono::steady_clock::time_point*>(until) ? TRUE
                                                                                                          : FALSE;
}

struct FreeWarp {
    void operator()(GDALWarpAppOptions* options) const noexcept { GDALWarpAppOptionsFree(options); }
};

GDALDatasetUniquePtr warped(GDALDataset& file, const Box& metres, std::chrono::milliseconds most) {
    CPLStringList words;
    for (const char* word : {"-of", "MEM", "-t_srs", "EPSG:3857", "-r", "bilinear", "-dstalpha", "-wm", "64", "-te"})
        words.AddString(word);
    for (const double number : {metres.min_x, metres.min_y, metres.max_x, metres.max_y})
        words.AddString(fixed(number, 6).c_str());
    const std::string pixels = std::to_string(tile_pixels);
    for (const char* word : {"-ts", pixels.c_str(), pixels.c_str()}) words.AddString(word);
    const std::unique_ptr<GDALWarpAppOptions, FreeWarp> options{GDALWarpAppOptionsNew(words.List(), nullptr)};
    auto until = std::chrono::steady_clock::now() + most;
    GDALWarpAppOptionsSetProgress(options.get(), in_time, &until);
    GDALDatasetH source = GDALDataset::ToHandle(&file);
    const Complaints complaints;
    GDALDatasetUniquePtr made{GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, options.get(), nullptr))};
    if (made && std::chrono::steady_clock::now() < until) return made;
    throw Error{Kind::stopped, "底图的这一块读得太久；请给影像加金字塔（gdaladdo）"};
}

/// Some pixel of the last band, which says what is covered, is not clear.
bool shows_anything(GDALDataset& tile) {
    std::vector<unsigned char> alpha(static_cast<std::size_t>(tile_pixels) * tile_pixels);
    GDALRasterBand* band = tile.GetRasterBand(tile.GetRasterCount());
    if (band->RasterIO(GF_Read, 0, 0, tile_pixels, tile_pixels, alpha.data(), tile_pixels, tile_pixels, GDT_Byte, 0, 0,
                       nullptr) != CE_None)
        return false;
    return std::any_of(alpha.begin(), alpha.end(), [](unsigned char one) { return one != 0; });
}

std::string png_of(GDALDataset& tile) {
    static std::atomic<unsigned> count = 0;
    const std::string name = "/vsimem/mutu-tile-" + std::to_string(count++) + ".png";
    GDALDriver* png = GetGDALDriverManager()->GetDriverByName("PNG");
    if (!png) throw Error{Kind::bug, "GDAL has no PNG driver"};
    const GDALDatasetUniquePtr written{png->CreateCopy(name.c_str(), &tile, FALSE, nullptr, nullptr, nullptr)};
    vsi_l_offset size = 0;
    const GByte* bytes = written ? VSIGetMemFileBuffer(name.c_str(), &size, FALSE) : nullptr;
    std::string png_bytes;
    if (bytes) png_bytes.assign(bytes, bytes + size);
    VSIUnlink(name.c_str());
    if (png_bytes.empty()) throw Error{Kind::bug, "a tile could not be written as PNG"};
    return png_bytes;
}

}  // namespace

Imagery read_imagery(const std::string& path) {
    const GDALDatasetUniquePtr file = opened(path);
    check_bands(*file, path);
    const Placed place = placed(*file, path);
    Imagery image{.path = path, .degrees = {}, .date = day_of(file->GetMetadataItem("TIFFTAG_DATETIME"))};
    image.degrees = {longitude(place.metres.min_x), latitude(place.metres.min_y), longitude(place.metres.max_x),
                     latitude(place.metres.max_y)};
    image.deepest = zoom_of(place.pixel);
    image.shallowest = std::min(image.deepest, zoom_of(place.pixel * coarsest(*file) * most_shrinking));
    return image;
}

std::string imagery_tile(const Imagery& image, const Box& metres, std::chrono::milliseconds most) {
    const GDALDatasetUniquePtr file = opened(image.path);
    const GDALDatasetUniquePtr tile = warped(*file, metres, most);
    return shows_anything(*tile) ? png_of(*tile) : std::string{};
}

}  // namespace mutu

// Registering GDAL without its network, opening files read-only, and choosing a layer.
#include "gdal.hpp"

#include "mutu/error.hpp"
#include "mutu/exchange.hpp"
#include "mutu/text.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>

namespace mutu {
namespace {

// Drivers that reach servers, run other programs, or read files that may name either (VRT, GMLAS).
constexpr const char* unwanted_drivers[] = {
    "HTTP",          "WFS",   "OAPIF",    "OGCAPI", "WMS",      "WMTS",     "WCS",          "CSW",
    "Elasticsearch", "Carto", "NGW",      "EEDA",   "EEDAI",    "PLScenes", "DAAS",         "PLMOSAIC",
    "AmigoCloud",    "GMLAS", "OGR_VRT",  "VRT",    "OGR_OGDI", "ODBC",     "MSSQLSpatial", "MySQL",
    "GPSBabel",      "RDA",   "PLSCENES", "STACIT", "STACTA",   "ZARR"};

constexpr const char* needed_drivers[] = {"ESRI Shapefile", "GPKG", "GeoJSON", "OpenFileGDB",  "CSV",
                                          "XLSX",           "ODS",  "DXF",     "MapInfo File", "FlatGeobuf"};

// Virtual file systems and schemes of GDAL that fetch; matched anywhere, since /vsizip/ and ? may wrap them.
constexpr std::string_view network_marks[] = {
    "vsicurl", "vsis3",      "vsigs", "vsiaz",  "vsiadls", "vsioss", "vsiswift",
    "vsihdfs", "vsiwebhdfs", "http:", "https:", "ftp:",    "sftp:",  "ftps:"};

void CPL_STDCALL collect(CPLErr level, CPLErrorNum, const char* text) {
    if (level != CE_Warning && level != CE_Failure) return;
    auto& texts = *static_cast<std::vector<std::string>*>(CPLGetErrorHandlerUserData());
    if (texts.size() < 20 && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.emplace_back(text);
}

bool register_once() {
    for (const auto& [key, value] : {std::pair{"PROJ_NETWORK", "OFF"},
                                     {"GDAL_DISABLE_READDIR_ON_OPEN", "FALSE"},
                                     {"OGR_GPKG_NUM_THREADS", "1"},
                                     {"SHAPE_RESTORE_SHX", "NO"},
                                     {"GDAL_PAM_ENABLED", "NO"},
                                     {"GML_SKIP_RESOLVE_ELEMS", "ALL"},
                                     {"OGR_XLSX_HEADERS", "DISABLE"},
                                     {"OGR_XLSX_FIELD_TYPES", "STRING"},
                                     {"OGR_ODS_HEADERS", "DISABLE"},
                                     {"OGR_ODS_FIELD_TYPES", "STRING"},
                                     {"OGR_XLS_HEADERS", "DISABLE"},
                                     {"OGR_XLS_FIELD_TYPES", "STRING"}})
        CPLSetConfigOption(key, value);
    GDALAllRegister();
    OSRSetPROJEnableNetwork(FALSE);
    for (const char* name : unwanted_drivers)
        if (GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(name)) {
            GetGDALDriverManager()->DeregisterDriver(driver);
            GDALDestroyDriver(driver);  // the manager no longer owns it
        }
    return true;
}

bool is_grid(std::string_view driver) {
    return driver == "CSV" || driver == "XLSX" || driver == "ODS" || driver == "XLS";
}

/// A GeoPackage without a write-ahead log is opened as immutable, so that SQLite makes no -shm beside it.
CPLStringList open_options(const std::string& driver, const std::string& path) {
    CPLStringList options;
    if (driver == "ESRI Shapefile") options.SetNameValue("ENCODING", "");
    if (driver == "CSV") options.SetNameValue("AUTODETECT_TYPE", "NO").SetNameValue("HEADERS", "NO");
    if (driver == "GeoJSON" || driver == "TopoJSON") options.SetNameValue("DATE_AS_STRING", "YES");
    if (driver == "GML") options.SetNameValue("WRITE_GFS", "NO").SetNameValue("DOWNLOAD_SCHEMA", "NO");
    VSIStatBufL status;
    if (driver == "GPKG" && lower_ascii(path).ends_with(".gpkg") && VSIStatL((path + "-wal").c_str(), &status) != 0)
        options.SetNameValue("IMMUTABLE", "YES");
    return options;
}

GDALDatasetUniquePtr opened(const std::string& path) {
    GDALDriver* driver = GDALDriver::FromHandle(GDALIdentifyDriverEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr));
    const CPLStringList options = open_options(driver ? driver->GetDescription() : "", path);
    return GDALDatasetUniquePtr{
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options.List(), nullptr)};
}

/// The types of a .csvt are meant for a table whose headings are no row; read as a sheet, they would spoil the
/// headings. Such a CSV is opened from memory, where nothing lies beside it. Gives the name in memory, taken away with
/// its last owner.
std::shared_ptr<const std::string> away_from_its_types(const std::string& path) {
    const std::filesystem::path types = std::filesystem::path{path}.replace_extension(".csvt");
    if (!lower_ascii(path).ends_with(".csv") || !std::filesystem::exists(types)) return nullptr;
    static std::atomic<int> copies = 0;
    const std::string folder = "/vsimem/csv" + std::to_string(++copies);
    std::shared_ptr<const std::string> name{
        new std::string{folder + "/" + std::filesystem::path{path}.filename().string()},
        [folder](const std::string* one) { VSIRmdirRecursive(folder.c_str()), delete one; }};
    if (CPLCopyFile(name->c_str(), path.c_str()) != 0) return nullptr;
    return name;
}

/// A KMZ whose main document only points to others: GDAL does not follow a link with a Chinese name.
GDALDatasetUniquePtr linked_document(const std::string& path) {
    const std::string archive = "/vsizip/" + path;
    const CPLStringList names{VSIReadDirRecursive(archive.c_str())};
    for (int i = 0; i < names.Count(); ++i) {
        if (!lower_ascii(names[i]).ends_with(".kml")) continue;
        GDALDatasetUniquePtr document = opened(archive + "/" + names[i]);
        for (int layer = 0; document && layer < document->GetLayerCount(); ++layer)
            if (document->GetLayer(layer)->GetFeatureCount() > 0) return document;
    }
    return nullptr;
}

/// GDAL would offer to rebuild the index by writing beside the input; that is not done here.
void require_index(const std::string& path, const std::string& shown) {
    std::filesystem::path shape{path};
    const std::string extension = lower_ascii(shape.extension().string());
    if (extension != ".shp" && extension != ".dbf") return;
    const auto beside = [&](const char* lower, const char* upper) {
        return std::filesystem::exists(shape.replace_extension(lower)) ||
               std::filesystem::exists(shape.replace_extension(upper));
    };
    if (beside(".shp", ".SHP") && !beside(".shx", ".SHX"))
        throw Error{Kind::input,
                    shown + "：缺少索引文件 .shx，图形无法读取；请连同 .shx 一起提供，或用出具软件重新导出"};
}

/// What to do about files that offices have and that cannot be read here.
constexpr std::pair<std::string_view, const char*> advice[] = {
    {".xls", "请用 Excel 或 WPS 打开，另存为 .xlsx（网页导出的 .xls 往往并不是真正的表格文件）"},
    {".et", "请用 WPS 打开，另存为 .xlsx"},
    {".mdb", "请在 ArcGIS 中导出为文件地理数据库（.gdb）或 Shapefile"},
    {".dwg", "请在 CAD 中另存为 DXF"},
    {".wp", "请在 MapGIS 中转换为 Shapefile"},
    {".csv", "表格至少要有两列，以逗号、分号或制表符分开"}};

[[noreturn]] void refuse(const std::string& path, const std::string& shown, const std::string& reason) {
    for (const auto& [extension, what_to_do] : advice)
        if (lower_ascii(path).ends_with(extension))
            throw Error{Kind::input,
                        shown + "：打不开" + (reason.empty() ? "" : "（" + reason + "）") + "，" + what_to_do};
    throw Error{Kind::input,
                shown + "：打不开" + (reason.empty() ? "，格式无法识别或文件已损坏" : "（" + reason + "）")};
}

std::string list_of(const std::vector<OGRLayer*>& layers) {
    std::vector<std::string> names;
    for (OGRLayer* layer : layers) names.emplace_back(layer->GetName());
    return join(names, "、");
}

}  // namespace

void register_drivers() {
    static const bool done = register_once();
    static_cast<void>(done);
}

Complaints::Complaints() { CPLPushErrorHandlerEx(collect, &texts_); }
Complaints::~Complaints() { CPLPopErrorHandler(); }
std::string Complaints::joined() const { return join(texts_, "; "); }

void refuse_network(const std::string& path, const std::string& shown) {
    const std::string lower = lower_ascii(path);
    for (const auto mark : network_marks)
        if (lower.find(mark) != std::string::npos)
            throw Error{Kind::refused,
                        shown + "：拒绝从网络读取（路径含 " + std::string{mark} + "）；请先把文件存到本机"};
}

OpenFile open_file(const std::string& path, const std::string& shown) {
    refuse_network(path, shown);
    register_drivers();
    const bool database = path.starts_with("PG:");
    VSIStatBufL status;
    if (!database && VSIStatL(path.c_str(), &status) != 0) throw Error{Kind::input, shown + "：文件不存在"};
    require_index(path, shown);

    const Complaints complaints;
    OpenFile file;
    file.copy = away_from_its_types(path);
    file.dataset = opened(file.copy ? *file.copy : path);
    if (!file.dataset && lower_ascii(path).ends_with(".zip")) file.dataset = opened("/vsizip/" + path);
    if (file.dataset && file.dataset->GetLayerCount() == 0 && lower_ascii(path).ends_with(".kmz"))
        if (GDALDatasetUniquePtr document = linked_document(path)) file.dataset = std::move(document);
    if (!file.dataset) refuse(path, shown, complaints.joined());
    file.driver = file.dataset->GetDriver() ? file.dataset->GetDriver()->GetDescription() : "";
    file.grid = is_grid(file.driver);
    file.raw = file.driver == "CSV" || file.driver == "ESRI Shapefile";
    file.complaints = complaints.texts();
    return file;
}

std::vector<OGRLayer*> filled_layers(const OpenFile& file) {
    std::vector<OGRLayer*> all, filled;
    for (int i = 0; i < file.dataset->GetLayerCount(); ++i) {
        OGRLayer* layer = file.dataset->GetLayer(i);
        all.push_back(layer);
        if (layer->GetFeatureCount() != 0) filled.push_back(layer);
    }
    return filled.empty() || !file.grid ? all : filled;
}

OGRLayer& choose_layer(const OpenFile& file, const std::string& wanted, const std::string& shown) {
    const auto layers = filled_layers(file);
    if (layers.empty()) throw Error{Kind::input, shown + "：文件里没有图层或工作表"};
    if (!wanted.empty()) {
        for (int i = 0; i < file.dataset->GetLayerCount(); ++i)
            if (wanted == file.dataset->GetLayer(i)->GetName()) return *file.dataset->GetLayer(i);
        throw Error{Kind::input, shown + "：没有图层 " + wanted + "；现有：" + list_of(layers)};
    }
    if (layers.size() > 1)
        throw Error{Kind::input, shown + "：有 " + std::to_string(layers.size()) + " 个图层，请用 layer = 指定其一：" +
                                     list_of(layers)};
    return *layers.front();
}

std::string gdal_version() { return GDALVersionInfo("RELEASE_NAME"); }

std::vector<std::string> missing_drivers() {
    register_drivers();
    std::vector<std::string> missing;
    for (const char* name : needed_drivers)
        if (!GetGDALDriverManager()->GetDriverByName(name)) missing.emplace_back(name);
    return missing;
}

}  // namespace mutu

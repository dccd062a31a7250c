// Names are checked, files written beside and moved, archives unpacked within limits.
#include "analysis_folder.hpp"

#include "http.hpp"

#include "mutu/exchange.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 120;           // bytes
constexpr std::uint64_t largest_file = 1ULL << 30;  // bytes of one file
constexpr std::size_t most_data_sets = 60;          // of one analysis

/// Extensions that data sets and their companions have.
constexpr std::string_view data_set_kinds[] = {".shp", ".csv", ".xlsx", ".xls", ".ods", ".gpkg", ".geojson", ".json",
                                               ".kml", ".kmz", ".dxf",  ".txt", ".vct", ".tab",  ".mif",     ".fgb"};
constexpr std::string_view companion_kinds[] = {".dbf", ".shx",  ".prj", ".cpg", ".sbn", ".sbx", ".qix",
                                                ".xml", ".csvt", ".mid", ".dat", ".map", ".id",  ".ind"};

bool one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool plain_name(const std::string& name) {
    if (name.empty() || name.size() > longest_name || !is_utf8(name) || name.starts_with('.') || name.starts_with(' '))
        return false;
    return std::none_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F ||
               std::string_view{"/\\:*?\"<>|"}.find(c) != std::string_view::npos;
    });
}

std::string kind_of(const fs::path& path) { return lower_ascii(path.extension().string()); }

/// A shapefile's table is no data set of its own; one without shapes is.
bool is_data_set(const fs::path& path) {
    const std::string kind = kind_of(path);
    if (kind != ".dbf") return one_of(kind, data_set_kinds);
    return !fs::exists(fs::path{path}.replace_extension(".shp")) &&
           !fs::exists(fs::path{path}.replace_extension(".SHP")) &&
           !fs::exists(fs::path{path}.replace_extension(".tab"));
}

}  // namespace

AnalysisFolder::AnalysisFolder(const fs::path& workspace, const std::string& name)
    : name_{name}, root_{workspace / fs::u8path(name)} {
    if (!plain_name(name)) throw Refusal{400, "名称 “" + name + "” 不能作文件夹名"};
}

bool AnalysisFolder::exists() const { return fs::is_directory(root_); }

void AnalysisFolder::receive(const std::string& file, const Pieces& pieces) const {
    if (!plain_name(file)) throw Refusal{400, "文件名 “" + file + "” 不能用"};
    const std::string kind = kind_of(fs::u8path(file));
    const bool archive = kind == ".zip";
    if (!archive && !one_of(kind, data_set_kinds) && !one_of(kind, companion_kinds))
        throw Refusal{
            415,
            file + "：不认识这种文件；可用 SHP（连同 dbf、shx、prj）、XLSX、CSV、GDB（压缩成 ZIP）、GPKG、TXT、DXF 等"};
    fs::create_directories(inputs());
    static std::atomic<int> uploads = 0;  // two files may come at once
    const fs::path part = inputs() / (".part" + std::to_string(++uploads));
    std::ofstream out{part, std::ios::binary | std::ios::trunc};
    std::uint64_t bytes = 0;
    const bool whole = pieces([&](const char* data, std::size_t size) {
        bytes += size;
        return bytes <= largest_file && out.write(data, static_cast<std::streamsize>(size)).good();
    });
    out.close();
    if (bytes > largest_file || !whole || !out) {
        fs::remove(part);
        if (bytes > largest_file) throw Refusal{413, file + "：超过 1 GB，请改用命令行"};
        throw Refusal{whole ? 507 : 400, file + (whole ? "：写不下，磁盘可能已满" : "：没有传完")};
    }
    if (!archive) {
        fs::rename(part, inputs() / fs::u8path(file));
        return;
    }
    const fs::path folder = inputs() / fs::u8path(file).stem();
    try {
        fs::create_directories(folder);
        unpack(part.string(), folder.string());
    } catch (const Error& fault) {
        fs::remove(part);
        std::error_code ignored;
        fs::remove(folder, ignored);  // only where nothing else is in it
        throw Refusal{400, file + "：" + fault.what()};
    }
    fs::remove(part);
}

void AnalysisFolder::remove(const std::string& file) const {
    const fs::path path = fs::u8path(file);
    for (const fs::path& piece : path)
        if (!plain_name(piece.string())) throw Refusal{400, "文件名 “" + file + "” 不能用"};
    if (fs::remove_all(inputs() / path) == 0) throw Refusal{404, "没有文件 " + file};
}

Value AnalysisFolder::files() const {
    std::vector<std::pair<std::string, std::int64_t>> found;
    if (fs::is_directory(inputs()))
        for (const auto& entry : fs::recursive_directory_iterator{inputs()})
            if (entry.is_regular_file() && !entry.path().filename().string().starts_with(".part"))
                found.emplace_back(entry.path().lexically_relative(inputs()).generic_string(),
                                   static_cast<std::int64_t>(entry.file_size()));
    std::sort(found.begin(), found.end());
    Value list{Value::List{}};
    for (const auto& [path, bytes] : found) {
        Value one;
        one.add("path", path), one.add("bytes", bytes);
        list.push(std::move(one));
    }
    return list;
}

std::vector<std::string> AnalysisFolder::data_sets() const {
    std::vector<std::string> found;
    if (!fs::is_directory(inputs())) return found;
    for (fs::recursive_directory_iterator at{inputs()}, end; at != end; ++at) {
        if (at->is_symlink()) continue;
        const bool database = at->is_directory() && kind_of(at->path()) == ".gdb";
        if (database) at.disable_recursion_pending();
        if (database || (at->is_regular_file() && is_data_set(at->path()))) found.push_back(at->path().string());
    }
    std::sort(found.begin(), found.end());
    if (found.size() > most_data_sets)
        throw Refusal{413, "资料有 " + std::to_string(found.size()) + " 份，超过 " + std::to_string(most_data_sets) +
                               " 份，请改用命令行"};
    return found;
}

std::vector<std::string> analyses_in(const fs::path& workspace) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{workspace}) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_directory() || entry.is_symlink() || !plain_name(name)) continue;
        if (fs::exists(entry.path() / "PROJECT.toml") || fs::exists(entry.path() / "book.gpkg") ||
            fs::exists(entry.path() / "资料"))
            names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace mutu

// The hidden folder lies in the target's own folder, so that a rename never crosses file systems.
#include "mutu/replace.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <unistd.h>

#include <filesystem>
#include <vector>

namespace mutu {
namespace {

namespace fs = std::filesystem;

// What shapefiles and MapInfo tables leave beside the file that was named.
constexpr const char* side_extensions[] = {".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn",
                                           ".sbx", ".tab", ".dat", ".map", ".id",  ".ind"};

bool has_side_files(const fs::path& target) {
    const std::string extension = lower_ascii(target.extension().string());
    return extension == ".shp" || extension == ".tab";
}

std::vector<fs::path> present(const fs::path& target) {
    std::vector<fs::path> found;
    if (fs::exists(target)) found.push_back(target);
    if (!has_side_files(target)) return found;
    const bool shape = lower_ascii(target.extension().string()) == ".shp";
    for (const char* extension : side_extensions) {
        const bool of_tab = std::string_view{extension} == ".tab" || std::string_view{extension} == ".dat" ||
                            std::string_view{extension} == ".map" || std::string_view{extension} == ".id" ||
                            std::string_view{extension} == ".ind";
        const fs::path side = fs::path{target}.replace_extension(extension);
        if (shape != of_tab && side != target && fs::exists(side)) found.push_back(side);
    }
    return found;
}

[[noreturn]] void refuse(const std::string& path, const std::error_code& cause) {
    throw Error{Kind::input, "不能写入 " + path + "：" + cause.message() + "；请检查文件夹、磁盘空间和权限"};
}

}  // namespace

Workplace::Workplace(const std::string& target, bool overwrite) : target_{target} {
    const fs::path path{target};
    const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    if (!fs::is_directory(parent)) throw Error{Kind::input, "输出目录不存在：" + parent.string()};
    if (const auto old = present(path); !old.empty() && !overwrite)
        throw Error{Kind::usage, old.front().string() + " 已存在；加 --overwrite 覆盖"};
    // No extension in its name: GDAL would take a folder called x.xlsx for an archive.
    folder_ = (parent / (".mutu-export-" + std::to_string(getpid()))).string();
    std::error_code fault;
    fs::remove_all(folder_, fault);
    if (!fs::create_directory(folder_, fault)) refuse(target, fault);
    path_ = (fs::path{folder_} / path.filename()).string();
}

Workplace::~Workplace() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void Workplace::finish() {
    const fs::path target{target_};
    std::error_code fault;
    std::vector<fs::path> stale = present(target);
    if (fs::is_directory(path_) && fs::exists(target)) {  // a folder cannot be renamed over another
        fs::rename(target, fs::path{folder_} / "old", fault);
        if (fault) refuse(target_, fault);
    }
    for (const auto& entry : fs::directory_iterator{folder_}) {
        if (entry.path().filename() == "old" && entry.path() != path_) continue;
        const fs::path place = target.parent_path() / entry.path().filename();
        fs::rename(entry.path(), place, fault);
        if (fault) refuse(place.string(), fault);
        std::erase(stale, place);
    }
    for (const auto& old : stale)
        if (has_side_files(target)) fs::remove(old, fault);
}

}  // namespace mutu

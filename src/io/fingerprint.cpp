// The SHA-256 that proves which bytes were read.
#include "fingerprint.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace mutu {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> parts_of_shapefile(const fs::path& path) {
    std::vector<fs::path> parts;
    for (const auto& [lower, upper] : {std::pair{".shp", ".SHP"}, {".dbf", ".DBF"}, {".prj", ".PRJ"}, {".cpg", ".CPG"}})
        for (const char* extension : {lower, upper}) {
            const fs::path part = fs::path{path}.replace_extension(extension);
            if (!fs::exists(part)) continue;
            parts.push_back(part);
            break;
        }
    return parts;
}

std::string of_all(const std::vector<fs::path>& parts) {
    std::string bytes;
    for (const auto& part : parts) bytes += read_file(part.string());
    return sha256(bytes);
}

}  // namespace

std::string fingerprint(const std::string& path) {
    const fs::path file{path};
    if (fs::is_directory(file)) {
        std::vector<fs::path> parts;
        for (const auto& entry : fs::directory_iterator{file})
            if (entry.is_regular_file()) parts.push_back(entry.path());
        std::sort(parts.begin(), parts.end());
        return of_all(parts);
    }
    if (!fs::exists(file)) return "";
    const std::string extension = lower_ascii(file.extension().string());
    return extension == ".shp" || extension == ".dbf" ? of_all(parts_of_shapefile(file)) : sha256_file(path);
}

}  // namespace mutu

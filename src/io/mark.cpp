// The secrecy mark in the place that each format has for such a thing, or in a file beside.
#include "gdal.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"
#include "mutu/write.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <filesystem>
#include <fstream>
#include <vector>

namespace mutu {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path) {
    throw Error{Kind::input, "不能在 " + path + " 写密级标注：请检查文件夹、磁盘空间和权限"};
}

std::string escaped(const std::string& text) {
    std::string xml;
    for (const char c : text) xml += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string{c};
    return xml;
}

void rewrite(const std::string& path, const std::string& bytes) {
    std::ofstream file{path, std::ios::binary | std::ios::trunc};
    file << bytes;
    file.close();
    if (!file) refuse(path);
}

/// Behind the first mark of a text file.
void insert_behind(const std::string& path, const std::string& place, const std::string& words) {
    std::string bytes = read_file(path);
    const auto at = bytes.find(place);
    const auto end = at == std::string::npos ? at : bytes.find('>', at);
    if (end == std::string::npos) refuse(path);
    rewrite(path, bytes.insert(end + 1, words));
}

struct VsiClose {
    void operator()(VSILFILE* file) const noexcept { VSIFCloseL(file); }
};
using VsiFile = std::unique_ptr<VSILFILE, VsiClose>;

std::string entry_of(const std::string& name) {
    const VsiFile file{VSIFOpenL(name.c_str(), "rb")};
    if (!file) refuse(name);
    std::string bytes;
    char part[65536];
    while (const std::size_t got = VSIFReadL(part, 1, sizeof part, file.get())) bytes.append(part, got);
    return bytes;
}

/// A sheet's last element: what stands at the head of each printed page, as in the ledgers.
std::string with_head(std::string sheet, const std::string& words) {
    const auto end = sheet.rfind("</worksheet>");
    if (end == std::string::npos) return sheet;
    return sheet.insert(end, "<headerFooter><oddHeader>&amp;R" + escaped(words) + "</oddHeader></headerFooter>");
}

/// The archive once more, its sheets with a head. GDAL cuts a path at the first name that looks like an archive's.
void mark_sheets(const std::string& path, const std::string& words) {
    const std::string from = "/vsizip/{" + path + "}", made = (fs::path{path}.parent_path() / "marked.xlsx").string();
    const CPLStringList names{VSIReadDirRecursive(from.c_str())};
    {
        const VsiFile whole{VSIFOpenL(("/vsizip/" + made).c_str(), "wb")};
        if (!whole) refuse(path);
        for (int i = 0; i < names.size(); ++i) {
            const std::string name = names[i];
            if (name.ends_with('/')) continue;
            std::string bytes = entry_of(from + "/" + name);
            if (name.starts_with("xl/worksheets/sheet")) bytes = with_head(std::move(bytes), words);
            const VsiFile entry{VSIFOpenL(("/vsizip/" + made + "/" + name).c_str(), "wb")};
            if (!entry || VSIFWriteL(bytes.data(), 1, bytes.size(), entry.get()) != bytes.size()) refuse(path);
        }
    }
    std::error_code fault;
    fs::rename(made, path, fault);
    if (fault) refuse(path);
}

bool bears_inside(const std::string& driver) {
    return driver == "GeoJSON" || driver == "GPKG" || driver == "KML" || driver == "XLSX" || driver == "DXF";
}

}  // namespace

std::string mark_beside(const std::string& path, const std::string& driver) {
    return bears_inside(driver) ? "" : path + ".密级.txt";
}

void put_mark(const std::string& path, const std::string& driver, const FileMark& mark) {
    if (mark.words.empty()) return;
    if (driver == "KML")
        insert_behind(path, "<Document", "<description>" + escaped(mark.words) + "</description>");
    else if (driver == "XLSX")
        mark_sheets(path, mark.words);
    else if (driver == "DXF")
        rewrite(path, "999\n" + mark.words + "\n" + read_file(path));
    else if (!bears_inside(driver))
        rewrite(mark_beside(path, driver), mark.words + "\n");
}

}  // namespace mutu

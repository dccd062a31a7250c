// ZIP archives of data sets, as people send them: every name and every byte is looked at before it is written.
#include "gdal.hpp"

#include "mutu/error.hpp"
#include "mutu/exchange.hpp"
#include "mutu/text.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 200;            // bytes of one part of a path
constexpr std::uint64_t small_enough = 16ULL << 20;  // bytes that no ratio is asked of

struct CloseFile {
    void operator()(VSILFILE* file) const noexcept { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, CloseFile>;

bool good_part(std::string_view part) {
    if (part.empty() || part == "." || part == ".." || part.size() > longest_name) return false;
    return std::none_of(part.begin(), part.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == ':' || c == 0x7F;
    });
}

/// A relative path of harmless parts.
bool stays_inside(const std::string& name) {
    if (!is_utf8(name) || name.starts_with('/')) return false;
    const auto parts = split(name, '/');
    return std::all_of(parts.begin(), parts.end(), good_part);
}

/// Takes away what it was told of unless it is told to keep it.
class Written {
public:
    explicit Written(fs::path root) : root_{std::move(root)} {}
    ~Written() {
        std::error_code ignored;
        if (!kept_)
            for (auto one = made_.rbegin(); one != made_.rend(); ++one) fs::remove(*one, ignored);
    }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;

    /// The place of a file, its folders made.
    fs::path place(const std::string& name) {
        const fs::path path = root_ / fs::u8path(name);
        std::vector<fs::path> missing;
        for (fs::path up = path.parent_path(); !fs::exists(up); up = up.parent_path()) missing.push_back(up);
        for (auto one = missing.rbegin(); one != missing.rend(); ++one)
            fs::create_directory(*one), made_.push_back(*one);
        made_.push_back(path);
        return path;
    }
    void keep() { kept_ = true; }

private:
    fs::path root_;
    std::vector<fs::path> made_;
    bool kept_ = false;
};

std::uint64_t copy(VSILFILE* from, VSILFILE* to, std::uint64_t most, const std::string& name) {
    std::array<char, 1 << 16> block{};
    std::uint64_t total = 0;
    while (const std::size_t got = VSIFReadL(block.data(), 1, block.size(), from)) {
        total += got;
        if (total > most) throw Error{Kind::refused, "压缩包解开后太大（到 " + name + " 为止），没有解开"};
        if (VSIFWriteL(block.data(), 1, got, to) != got) throw Error{Kind::input, "写不下 " + name + "：磁盘可能已满"};
    }
    return total;
}

/// Names in an archive of a Chinese Windows are GBK, yet nothing in it says so; GDAL takes such bytes for code page
/// 437.
std::string shown_name(const char* name) {
    const auto bytes = from_utf8(name, "CP437");
    const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    if (bytes && std::any_of(bytes->begin(), bytes->end(), beyond_ascii))
        if (auto text = to_utf8(*bytes, "GB18030")) return *std::move(text);
    return name;
}

}  // namespace

std::vector<std::string> unpack(const std::string& archive, const std::string& folder, const UnpackLimits& limits) {
    register_drivers();
    const std::string inside = "/vsizip/{" + archive + "}";
    VSIStatBufL packed;
    if (VSIStatL(archive.c_str(), &packed) != 0) throw Error{Kind::input, archive + "：文件不存在"};
    const CPLStringList names{VSIReadDirRecursive(inside.c_str())};
    if (names.Count() == 0) throw Error{Kind::input, "压缩包打不开，或里面没有文件"};
    const auto size = static_cast<std::uint64_t>(packed.st_size);
    const std::uint64_t most = std::min(limits.bytes, std::max(small_enough, size * limits.times));
    Written written{folder};
    std::vector<std::string> files;
    std::uint64_t total = 0;
    for (int i = 0; i < names.Count(); ++i) {
        if (std::string_view{names[i]}.ends_with('/')) continue;
        const std::string name = shown_name(names[i]);
        if (!stays_inside(name)) throw Error{Kind::refused, "压缩包里的文件名 " + name + " 不能用，没有解开"};
        if (files.size() == limits.files)
            throw Error{Kind::refused, "压缩包里的文件超过 " + std::to_string(limits.files) + " 个，没有解开"};
        if (fs::exists(fs::path{folder} / fs::u8path(name))) throw Error{Kind::refused, name + " 已经有了，没有解开"};
        const File from{VSIFOpenL((inside + "/" + names[i]).c_str(), "rb")};
        if (!from) throw Error{Kind::input, "压缩包里的 " + name + " 读不出来（可能加了密码）"};
        const File to{VSIFOpenL(written.place(name).c_str(), "wb")};
        if (!to) throw Error{Kind::input, "写不了 " + name};
        total += copy(from.get(), to.get(), most - total, name);
        files.push_back(name);
    }
    written.keep();
    return files;
}

}  // namespace mutu

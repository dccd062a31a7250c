// Written beside and renamed.
#include "output.hpp"

#include "mutu/error.hpp"

#include <filesystem>
#include <fstream>
#include <string_view>

namespace mutu {

void write_whole(const std::string& path, const std::string& bytes) {
    const std::string temporary = path + ".tmp";
    std::ofstream file{temporary, std::ios::binary};
    file << bytes;
    file.close();
    std::error_code fault;
    if (file) std::filesystem::rename(temporary, path, fault);
    if (file && !fault) return;
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw Error{Kind::input, path + "：无法写入；请检查文件夹是否存在、是否可写、磁盘是否已满"};
}

std::string file_word(const std::string& text) {
    constexpr std::string_view unfit = "/\\:*?\"<>| ";
    std::string name;
    for (const char c : text)
        name += static_cast<unsigned char>(c) < 0x20 || unfit.find(c) != std::string_view::npos ? '_' : c;
    return name;
}

void make_folder(const std::string& folder) {
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault) throw Error{Kind::input, folder + "：无法建立目录（" + fault.message() + "）"};
}

}  // namespace mutu

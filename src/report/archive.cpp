// Reading and copying ZIP files through libzip.
#include "archive.hpp"

#include "mutu/error.hpp"

#include <zip.h>

#include <filesystem>
#include <memory>

namespace mutu {
namespace {

constexpr std::size_t most_bytes = 256U << 20U;  // a sheet of a million rows is below; a bomb is above
constexpr int most_parts = 4096;

struct Discard {
    void operator()(zip_t* zip) const noexcept { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, Discard>;

struct CloseFile {
    void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};

[[noreturn]] void unreadable(const std::string& path, const std::string& why) {
    throw Error{Kind::input,
                path + "：读不出来（" + why + "）；需要未加密的 .xlsx 或 .docx，旧的 .xls、.doc 或加了密码的请先另存"};
}

Zip opened(const std::string& path, int flags) {
    int code = 0;
    Zip zip{zip_open(path.c_str(), flags, &code)};
    if (zip) return zip;
    zip_error_t fault;
    zip_error_init_with_code(&fault, code);
    const std::string why = code == ZIP_ER_NOENT ? "没有这个文件" : zip_error_strerror(&fault);
    zip_error_fini(&fault);
    unreadable(path, why);
}

std::string part_of(zip_t* zip, zip_uint64_t index, std::size_t size, const std::string& path, const char* name) {
    const std::unique_ptr<zip_file_t, CloseFile> file{zip_fopen_index(zip, index, 0)};
    if (!file) unreadable(path, std::string{name} + ": " + zip_strerror(zip));
    std::string bytes(size, '\0');
    const zip_int64_t got = size == 0 ? 0 : zip_fread(file.get(), bytes.data(), size);
    char more = 0;
    if (got != static_cast<zip_int64_t>(size) || zip_fread(file.get(), &more, 1) != 0)
        unreadable(path, std::string{name} + " 损坏");
    return bytes;
}

}  // namespace

std::map<std::string, std::string> read_archive(const std::string& path) {
    const Zip zip = opened(path, ZIP_RDONLY | ZIP_CHECKCONS);
    const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
    if (count > most_parts) unreadable(path, "部件过多");
    std::map<std::string, std::string> parts;
    std::size_t total = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t about;
        if (zip_stat_index(zip.get(), i, 0, &about) != 0) unreadable(path, zip_strerror(zip.get()));
        if (about.encryption_method != ZIP_EM_NONE) unreadable(path, "加密");
        if (about.size > most_bytes || (total += about.size) > most_bytes) unreadable(path, "解开后超过 256 MB");
        parts.emplace(about.name, part_of(zip.get(), i, about.size, path, about.name));
    }
    return parts;
}

void copy_archive(const std::string& from, const std::string& to, const std::map<std::string, std::string>& changed) {
    const std::string temporary = to + ".tmp";
    const auto fail = [&](const std::string& why) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        throw Error{Kind::input, to + ": 无法写入（" + why + "）；请检查目录与磁盘空间"};
    };
    std::error_code fault;
    std::filesystem::copy_file(from, temporary, std::filesystem::copy_options::overwrite_existing, fault);
    if (fault) fail(fault.message());
    std::filesystem::permissions(temporary, std::filesystem::perms::owner_write, std::filesystem::perm_options::add,
                                 fault);
    Zip zip = opened(temporary, 0);
    for (const auto& [name, bytes] : changed) {
        constexpr zip_uint16_t first_of_2020 = (2020 - 1980) << 9U | 1U << 5U | 1U;  // the same form, the same bytes
        const zip_int64_t at = zip_name_locate(zip.get(), name.c_str(), 0);
        zip_source_t* source = zip_source_buffer(zip.get(), bytes.data(), bytes.size(), 0);
        if (at < 0 || source == nullptr ||
            zip_file_replace(zip.get(), static_cast<zip_uint64_t>(at), source, ZIP_FL_ENC_UTF_8) != 0) {
            if (source != nullptr) zip_source_free(source);
            fail(zip_strerror(zip.get()));
        }
        zip_file_set_dostime(zip.get(), static_cast<zip_uint64_t>(at), 0, first_of_2020, 0);
    }
    zip_t* closing = zip.release();  // a close that succeeds frees it
    if (zip_close(closing) != 0) {
        zip.reset(closing);
        fail(zip_strerror(closing));
    }
    std::filesystem::rename(temporary, to, fault);
    if (fault) fail(fault.message());
}

}  // namespace mutu

// Which books are ahead, and bringing them to rest.
#include "written_ahead.hpp"

#include "mutu/error.hpp"
#include "mutu/journal.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

namespace mutu {
namespace {

/// Device and inode; "" where there is no such file. Without opening it, which would drop SQLite's locks.
std::string identity(const std::string& path) {
    struct stat file{};
    if (::stat(path.c_str(), &file) != 0) return {};
    return std::to_string(file.st_dev) + ":" + std::to_string(file.st_ino);
}

bool rested(const std::string& path, std::chrono::milliseconds patience) {
    try {
        return come_to_rest(path, patience);
    } catch (const Error&) {
        return !std::filesystem::exists(path);  // taken away meanwhile: nothing left to do
    }
}

}  // namespace

void WrittenAhead::note(const std::string& path) {
    std::error_code fault;
    const auto real = std::filesystem::canonical(path, fault);
    const std::string name = fault ? path : real.string();  // the log lies beside the file itself
    books_[name] = {identity(name), identity(name + "-wal")};
}

void WrittenAhead::clear_replaced() {
    for (auto& [path, files] : books_) {
        if (identity(path) == files.book) continue;
        if (!files.log.empty() && identity(path + "-wal") == files.log)
            for (const char* suffix : {"-wal", "-shm"}) {
                std::error_code ignored;
                std::filesystem::remove(path + suffix, ignored);
            }
        files = {identity(path), {}};
    }
}

bool WrittenAhead::wanted() const {
    return std::any_of(books_.begin(), books_.end(), [](const auto& one) { return is_wanted(one.first); });
}

std::vector<std::string> WrittenAhead::rest(std::chrono::milliseconds patience) {
    clear_replaced();
    std::erase_if(books_, [&](const auto& one) { return rested(one.first, patience); });
    std::vector<std::string> held;
    held.reserve(books_.size());
    for (const auto& [path, files] : books_) held.push_back(path);
    return held;
}

}  // namespace mutu

// Locks, journals and renames. Renaming over a file whose -wal remains would show the old rows, so journals go first.
#include "place.hpp"

#include "sqlite.hpp"

#include "mutu/journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>
#include <vector>

namespace mutu {
namespace {

namespace fs = std::filesystem;

Error system_error(const std::string& path, const char* what) {
    const int cause = errno;
    if (cause == ENOSPC || cause == EDQUOT)
        return {Kind::input, path + ": 磁盘已满，写不下去；请腾出空间后重试（原文件未动）"};
    return {Kind::input, path + ": " + what + "（" + std::strerror(cause) + "）；请检查路径和权限（原文件未动）"};
}

/// An open file descriptor.
class Descriptor {
public:
    Descriptor(const std::string& path, int flags) : file_{::open(path.c_str(), flags | O_CLOEXEC)} {
        if (file_ < 0) throw system_error(path, "无法打开");
    }
    ~Descriptor() { ::close(file_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    int number() const { return file_; }

private:
    int file_;
};

void sync(const std::string& path, int flags) {
    const Descriptor file{path, flags};
    // Some network and FUSE folders know no fsync; that is their promise to break, not ours.
    if (::fsync(file.number()) != 0 && errno != EINVAL && errno != ENOTSUP) throw system_error(path, "无法写到磁盘");
}

fs::path folder_of(const std::string& path) {
    const fs::path folder = fs::path{path}.parent_path();
    return folder.empty() ? fs::path{"."} : folder;
}

std::string temporary_prefix(const std::string& target) { return "." + fs::path{target}.filename().string() + ".tmp-"; }

void remove_quietly(const fs::path& path) {
    std::error_code ignored;
    fs::remove(path, ignored);
}

// Only the holder of the lock writes temporary files, so any that is there was left by a killed run.
void clear_leftovers(const std::string& target) {
    std::error_code fault;
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator{folder_of(target), fault})
        if (entry.path().filename().string().starts_with(temporary_prefix(target))) found.push_back(entry.path());
    for (const auto& path : found) remove_quietly(path);
}

bool same_file(int file, const std::string& path) {
    struct stat held{}, named{};
    return ::fstat(file, &held) == 0 && ::stat(path.c_str(), &named) == 0 && held.st_dev == named.st_dev &&
           held.st_ino == named.st_ino;
}

Error held_elsewhere(const std::string& path) {
    return {Kind::input, path + ": 成果库正被别的程序占用或打开（QGIS 或另一次分析），请关闭后重试（原文件未动）"};
}

/// Whether the book is in its ordinary mode without a log or a hot journal now; nothing is written where it was. Asked
/// of SQLite: opening and closing the file oneself would drop the locks that this process has on it.
bool rested(const std::string& path) {
    const Database db{path, Database::Mode::write};
    // Rolls a hot journal back. Leaving WAL mode checkpoints and needs the file for itself: it fails while anyone else
    // has it open.
    const int code = sqlite3_exec(db.raw(), "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return false;
    if (code == SQLITE_NOTADB) return true;  // who reads it says so
    if (code != SQLITE_OK) throw sqlite_error(db.raw(), path);
    const std::string mode = db.text("PRAGMA journal_mode");
    if (mode != "wal") return true;
    const int left = sqlite3_exec(db.raw(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    if (left == SQLITE_BUSY || left == SQLITE_LOCKED) return false;
    if (left != SQLITE_OK) throw sqlite_error(db.raw(), path);
    return db.text("PRAGMA journal_mode") == "delete";
}

}  // namespace

FileLock::FileLock(std::string path) : path_{std::move(path)} {
    const std::string book = path_.substr(0, path_.size() - std::string_view{".lock"}.size());
    for (;;) {
        file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (file_ < 0) throw system_error(path_, "无法建立锁文件");
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            ::close(file_);
            throw held_elsewhere(book);
        }
        // Its last holder may have removed the file between our opening and our locking it.
        if (same_file(file_, path_)) return;
        ::close(file_);
    }
}

FileLock::~FileLock() {
    ::unlink(path_.c_str());
    ::close(file_);
}

TemporaryFile::TemporaryFile(std::string target)
    : target_{std::move(target)},
      path_{(folder_of(target_) / (temporary_prefix(target_) + std::to_string(::getpid()))).string()} {
    clear_leftovers(target_);
}

TemporaryFile::~TemporaryFile() { remove_quietly(path_); }

void TemporaryFile::publish() {
    struct stat old{};
    if (::stat(target_.c_str(), &old) == 0 && ::chmod(path_.c_str(), old.st_mode & 07777U) != 0)
        throw system_error(path_, "无法设置权限");
    sync(path_, O_RDONLY);
    for (const char* suffix : {"-wal", "-shm", "-journal"}) remove_quietly(target_ + suffix);
    if (::rename(path_.c_str(), target_.c_str()) != 0) throw system_error(target_, "无法替换文件");
    sync(folder_of(target_).string(), O_RDONLY | O_DIRECTORY);
}

bool come_to_rest(const std::string& path, std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (fs::exists(path) && !rested(path)) {
        if (std::chrono::steady_clock::now() >= until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return true;
}

void settle(const std::string& path) {
    constexpr std::chrono::milliseconds patience{3000};
    try {
        if (!come_to_rest(path, patience)) throw held_elsewhere(path);
    } catch (const Error& fault) {
        throw Error{fault.kind() == Kind::bug ? Kind::input : fault.kind(), fault.what()};
    }
}

bool is_wanted(const std::string& path) { return fs::exists(real_target(path) + ".lock"); }

std::string real_target(const std::string& path) {
    std::error_code fault;
    const fs::path real = fs::is_symlink(path, fault) ? fs::weakly_canonical(path, fault) : fs::path{path};
    return fault || real.empty() ? path : real.string();
}

}  // namespace mutu

// The file behind a book: its lock, a settled state before it is read, and replacement in one step. Private to the
// store.
#pragma once

#include <string>

namespace mutu {

/// Promise: nobody else who asks for the same lock has it. The file goes away with it.
class FileLock {
public:
    explicit FileLock(std::string path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    FileLock(FileLock&&) = delete;
    FileLock& operator=(FileLock&&) = delete;

private:
    std::string path_;
    int file_ = -1;
};

/// A new file beside the target that is gone unless it was published. Needs the target's lock: left-overs of killed
/// runs are cleared away.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string target);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;

    const std::string& path() const { return path_; }
    /// Syncs, renames over the target with the target's access rights, syncs the folder.
    void publish();

private:
    std::string target_, path_;
};

/// Empties the write-ahead log or the hot journal of a book. Error{Kind::input} where another program holds it for
/// longer than a server takes to let go of a book whose lock is there (serve/written_ahead.hpp).
void settle(const std::string& path);

/// Where a symbolic link leads: the link itself is not replaced.
std::string real_target(const std::string& path);

}  // namespace mutu

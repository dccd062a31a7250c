// Who logged in and who took data out. Seen by src/serve only.
#pragma once

#include "mutu/value.hpp"

#include <mutex>
#include <string>

namespace mutu {

/// Promise: lines are added, none is changed. A file beside the users, not a table of the book: the book is replaced by
/// the next run and only read while it is served, the log outlives both. Safe to use from many threads.
class AccessLog {
public:
    /// Made where it is missing, for its owner alone. Error{Kind::input} where it cannot be written.
    explicit AccessLog(std::string path);
    ~AccessLog();
    AccessLog(const AccessLog&) = delete;
    AccessLog& operator=(const AccessLog&) = delete;
    AccessLog(AccessLog&&) = delete;
    AccessLog& operator=(AccessLog&&) = delete;

    /// {"time", "event", "user", "address", "detail"} as one line of JSON. Error{Kind::input} where the disk is full:
    /// what cannot be recorded is not answered.
    void add(const std::string& event, const std::string& user, const std::string& address, const std::string& detail);

private:
    std::string path_;
    std::mutex guard_;
    int file_;
};

}  // namespace mutu

// Books that edits made over the network took into write-ahead mode, and their way back (adr/0017). Seen by src/serve
// only.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace mutu {

/// Promise: a book that was noted comes to rest – in its ordinary journal mode, with no file beside it – when another
/// command wants it or at the end, unless a foreign program holds it. Guarded by who has it.
class WrittenAhead {
public:
    /// After an edit of this book.
    void note(const std::string& path);
    /// Takes away the log of a book in whose place another file was put: SQLite would read it into that one.
    void clear_replaced();
    /// Another command waits for one of them.
    bool wanted() const;
    /// Books that somebody else still has open afterwards.
    std::vector<std::string> rest(std::chrono::milliseconds patience);

private:
    struct Files {
        std::string book, log;  // which files they were
    };
    std::map<std::string, Files> books_;
};

}  // namespace mutu

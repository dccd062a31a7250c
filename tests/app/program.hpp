// The built program from outside: what it says and returns, folders that go away, and raw SQL on its books.
#pragma once

#include "support/csv.hpp"

#include "mutu/text.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace mutu::test {

namespace fs = std::filesystem;

/// A folder of the test's own, taken away at the end.
class TempFolder {
public:
    TempFolder() {
        std::string name = (fs::temp_directory_path() / "mutu-app-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error{"no temporary folder"};
        path_ = name;
    }
    ~TempFolder() {
        std::error_code ignored;
        fs::permissions(path_, fs::perms::owner_all, ignored);
        fs::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

inline std::string write(const std::string& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
}

/// Every file of a folder with its bytes: what was there before must be there after.
inline std::map<std::string, std::string> contents(const std::string& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file())
            all[fs::relative(entry.path(), folder).string()] = read_file(entry.path().string());
    return all;
}

struct Answer {
    int code = -1;    // exit code; 128 + signal where it was killed
    std::string out;  // data
    std::string err;  // talk
};

/// How the program is started; standard input is closed.
struct Call {
    std::vector<std::string> words;
    std::string folder{};  // working folder
    std::map<std::string, std::string> environment{};
    std::optional<rlim_t> largest_file{};
    std::optional<uid_t> user{};  // where the tests are run by root
};

/// A started program.
class Child {
public:
    explicit Child(const Call& call) {
        const std::string out = folder_ / "out", err = folder_ / "err";
        pid_ = fork();
        if (pid_ < 0) throw std::runtime_error{"cannot fork"};
        if (pid_ == 0) become(call, out, err);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (pid_ <= 0) return;
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }

    void send(int signal) const { kill(pid_, signal); }
    /// What stands on its standard output so far.
    std::string said() const {
        const std::string out = folder_ / "out";
        return fs::exists(out) ? read_file(out) : std::string{};
    }
    Answer wait() {
        int status = 0;
        waitpid(pid_, &status, 0);
        pid_ = -1;
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_file(folder_ / "out"),
                read_file(folder_ / "err")};
    }

private:
    [[noreturn]] static void become(const Call& call, const std::string& out, const std::string& err) {
        close(STDIN_FILENO);
        if (open("/dev/null", O_RDONLY) != STDIN_FILENO) _exit(126);
        dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
        dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
        if (!call.folder.empty() && chdir(call.folder.c_str()) != 0) _exit(126);
        for (const auto& [name, value] : call.environment) setenv(name.c_str(), value.c_str(), 1);
        if (call.largest_file) {
            const rlimit limit{*call.largest_file, *call.largest_file};
            setrlimit(RLIMIT_FSIZE, &limit);
        }
        if (call.user && (setgid(*call.user) != 0 || setuid(*call.user) != 0)) _exit(125);
        std::vector<std::string> words{MUTU_PROGRAM};
        words.insert(words.end(), call.words.begin(), call.words.end());
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        execv(MUTU_PROGRAM, arguments.data());
        _exit(127);
    }

    TempFolder folder_;
    pid_t pid_ = -1;
};

inline Answer run(const Call& call) { return Child{call}.wait(); }
inline Answer run(std::vector<std::string> words) { return run(Call{.words = std::move(words)}); }

using Record = std::map<std::string, std::optional<std::string>>;

/// Rows of a query, each cell as SQLite prints it.
inline std::vector<Record> ask(const std::string& book, const std::string& sql) {
    struct Close {
        void operator()(sqlite3* db) const noexcept { sqlite3_close(db); }
    };
    sqlite3* opened = nullptr;
    const int state = sqlite3_open_v2(book.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
    const std::unique_ptr<sqlite3, Close> db{opened};
    if (state != SQLITE_OK) throw std::runtime_error{"cannot open " + book};
    std::vector<Record> rows;
    const auto collect = [](void* to, int count, char** values, char** names) {
        Record& row = static_cast<std::vector<Record>*>(to)->emplace_back();
        for (int i = 0; i < count; ++i)
            row[names[i]] = values[i] ? std::optional<std::string>{values[i]} : std::nullopt;
        return 0;
    };
    if (sqlite3_exec(db.get(), sql.c_str(), collect, &rows, nullptr) != SQLITE_OK)
        throw std::runtime_error{sqlite3_errmsg(db.get())};
    return rows;
}

/// The one number that a query gives.
inline double number(const std::string& book, const std::string& sql) {
    return std::strtod(ask(book, sql).at(0).begin()->second.value_or("nan").c_str(), nullptr);
}
inline int findings(const std::string& book, const std::string& code) {
    return static_cast<int>(number(book, "SELECT count(*) FROM diagnostic WHERE code = '" + code + "'"));
}

inline bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace mutu::test

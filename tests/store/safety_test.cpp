// Killed runs, full disks, open books: the old file stays whole and the next run succeeds.
#include "support.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <thread>

namespace mutu {
namespace {

struct Book1 {
    TempFolder folder;
    std::string path = folder / "book.gpkg";
    Book1() { save(path, example("run-1")); }
    std::string runs() const { return Outside{path}.ask("SELECT run_id FROM run ORDER BY fid"); }
};

/// A run whose book takes about 5 KB for each row.
Example large(const std::string& run_id, std::size_t rows) {
    Example what = example(run_id);
    VerdictRow row = what.assessment.verdicts[0];
    row.proof.assign(5'000, 'x');
    what.assessment.verdicts.assign(rows, row);
    return what;
}

/// Runs `body` in a child process and gives back its wait status.
template <class Body>
pid_t child(Body body) {
    const pid_t id = fork();
    if (id == 0) {
        body();
        _exit(0);
    }
    return id;
}

int finished(pid_t id) {
    int status = 0;
    waitpid(id, &status, 0);
    return status;
}

bool temporary_in(const TempFolder& folder) {
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
        if (entry.path().filename().string().starts_with(".book.gpkg.tmp-") && entry.file_size() > 1'000'000)
            return true;
    return false;
}

TEST(Safety, AKilledRunLeavesTheOldBookAndTheNextOneClearsUp) {
    const Book1 book;
    const std::string before = bytes_of(book.path);
    const Example what = large("run-2", 20'000);
    const pid_t id = child([&] { save(book.path, what); });
    while (!temporary_in(book.folder)) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    kill(id, SIGKILL);
    ASSERT_TRUE(WIFSIGNALED(finished(id)));
    EXPECT_TRUE(temporary_in(book.folder));
    EXPECT_TRUE(bytes_of(book.path) == before);
    save(book.path, example("run-3"));
    EXPECT_EQ(book.runs(), "run-1|run-3");
    EXPECT_EQ(book.folder.files(), 1U);
}

TEST(Safety, AFullDiskIsToldAndLeavesTheOldBook) {
    const Book1 book;
    const std::string before = bytes_of(book.path);
    const Example what = large("run-2", 2'000);
    const pid_t id = child([&] {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{3'000'000, 3'000'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        try {
            save(book.path, what);
        } catch (const Error& error) {
            _exit(error.kind() == Kind::input ? 3 : 70);
        }
    });
    EXPECT_EQ(WEXITSTATUS(finished(id)), 3);
    EXPECT_TRUE(bytes_of(book.path) == before);
    EXPECT_EQ(book.folder.files(), 1U);
}

constexpr int no_mount = 77;

/// In a child with a disk of 4 MB of its own: the first run fits, the second does not.
int fill_small_disk(const std::string& disk) {
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=4m") != 0)
        return no_mount;
    const std::string path = disk + "/book.gpkg";
    save(path, example("run-1"));
    const std::string before = bytes_of(path);
    try {
        save(path, large("run-2", 2'000));
    } catch (const Error& error) {
        const bool told = std::string{error.what()}.find("磁盘已满") != std::string::npos;
        const bool alone = std::distance(std::filesystem::directory_iterator{disk}, {}) == 1;
        return told && alone && bytes_of(path) == before ? 0 : 1;
    }
    return 2;
}

TEST(Safety, ADiskWithoutRoomIsCalledFull) {
    const TempFolder folder;
    const int status = finished(child([&] { _exit(fill_small_disk(folder.path())); }));
    if (WIFEXITED(status) && WEXITSTATUS(status) == no_mount) GTEST_SKIP() << "no right to mount a small disk";
    EXPECT_EQ(status, 0);
}

TEST(Safety, ABookInUseByAWriteAheadLogIsRefusedUntilItIsClosed) {
    const Book1 book;
    {
        const Outside writer{book.path}, reader{book.path};
        writer.exec("PRAGMA journal_mode = WAL");
        reader.exec("BEGIN");
        ASSERT_EQ(reader.ask("SELECT count(*) FROM run"), "1");
        writer.exec("UPDATE run SET area_basis = 'planar'");
        EXPECT_NE(refusal([&] { save(book.path, example("run-2")); }).find("占用"), std::string::npos);
        EXPECT_EQ(reader.ask("SELECT run_id FROM run"), "run-1");
    }
    save(book.path, example("run-2"));
    EXPECT_EQ(book.runs(), "run-1|run-2");
    EXPECT_EQ(book.folder.files(), 1U);
}

TEST(Safety, RowsThatAKilledWriterLeftInTheLogAreNotLost) {
    const Book1 book;
    finished(child([&] {
        const Outside writer{book.path};
        writer.exec("PRAGMA journal_mode = WAL");
        writer.exec("UPDATE run SET area_basis = 'planar'");
        _exit(0);  // without closing: the log stays
    }));
    ASSERT_TRUE(std::filesystem::file_size(book.path + "-wal") > 0);
    save(book.path, example("run-2"));
    EXPECT_EQ(book.runs(), "run-1|run-2");
    EXPECT_EQ(Outside{book.path}.ask("SELECT area_basis FROM run ORDER BY fid"), "planar|legal");
    EXPECT_EQ(book.folder.files(), 1U);
}

TEST(Safety, ALockedBookIsRefused) {
    const Book1 book;
    const int held = open((book.path + ".lock").c_str(), O_RDWR | O_CREAT, 0600);
    ASSERT_EQ(flock(held, LOCK_EX), 0);
    EXPECT_NE(refusal([&] { save(book.path, example("run-2")); }).find("打开"), std::string::npos);
    close(held);
    save(book.path, example("run-2"));
    EXPECT_EQ(book.runs(), "run-1|run-2");
    EXPECT_EQ(book.folder.files(), 1U);
}

TEST(Safety, AFileOfSomebodyElseIsNotReplaced) {
    const TempFolder folder;
    const std::string text = folder / "notes.gpkg", foreign = folder / "foreign.gpkg";
    std::ofstream{text} << "important";
    Outside{foreign}.exec("CREATE TABLE x (a)");
    SaveOptions anew = options();
    EXPECT_NE(refusal([&] { save(text, example()); }), "");
    EXPECT_NE(refusal([&] { save(foreign, example()); }), "");
    anew.overwrite = true;
    EXPECT_NE(refusal([&] { save(foreign, example(), anew); }), "");
    EXPECT_EQ(bytes_of(text), "important");
    save(text, example(), anew);
    EXPECT_EQ(Outside{text}.ask("SELECT run_id FROM run"), "run-1");
}

TEST(Safety, AMissingFolderIsNamed) {
    EXPECT_NE(refusal([] { save("/no/such/folder/book.gpkg", example()); }).find("/no/such/folder"), std::string::npos);
}

TEST(Safety, AccessRightsOfTheOldBookStay) {
    const Book1 book;
    ASSERT_EQ(chmod(book.path.c_str(), 0600), 0);
    save(book.path, example("run-2"));
    EXPECT_EQ(std::filesystem::status(book.path).permissions(), std::filesystem::perms{0600});
}

}  // namespace
}  // namespace mutu

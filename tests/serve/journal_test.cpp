// The file behind a served book: as it was where nobody writes, one file again behind a clean stop, whole behind an
// unclean one; readers and the writer beside each other.
#include "case_office.hpp"

#include "mutu/hash.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace mutu::test {
namespace {

/// A foreign program with the book open: what QGIS would be.
class Foreign {
public:
    explicit Foreign(const std::string& path, int flags = SQLITE_OPEN_READONLY) {
        if (sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) != SQLITE_OK) throw std::runtime_error{"no book"};
    }
    ~Foreign() { sqlite3_close(db_); }
    Foreign(const Foreign&) = delete;
    Foreign& operator=(const Foreign&) = delete;

    std::string say(const std::string& sql) const {
        std::string first;
        const auto keep = [](void* into, int, char** cells, char**) {
            if (std::string& text = *static_cast<std::string*>(into); text.empty() && cells[0]) text = cells[0];
            return 0;
        };
        if (sqlite3_exec(db_, sql.c_str(), keep, &first, nullptr) != SQLITE_OK) return sqlite3_errmsg(db_);
        return first;
    }

private:
    sqlite3* db_ = nullptr;
};

/// Byte 18 of the file: 1 where it is at rest, 2 in write-ahead mode.
int mode_of(const std::string& book) { return read_file(book).at(18); }

bool alone(const std::string& book) { return !fs::exists(book + "-wal") && !fs::exists(book + "-shm"); }

std::string opening(const Office& office) { return R"({"parcel_id":")" + office.parcel() + "\"}"; }

const std::string edits = "SELECT group_concat(hash, ' ') FROM (SELECT hash FROM case_edit ORDER BY fid)";

std::string sha_of(const std::string& book) { return sha256(read_file(book)); }

TEST(Journal, ServingWithoutEditsLeavesEveryByte) {
    Office office;
    const std::string before = sha_of(office.book());
    for (const char* path : {"/api/book", "/api/parks", "/api/cases", "/ogc/collections/parcel_result/items?limit=5"})
        EXPECT_EQ(office.get("editor", path).status, 200) << path;
    EXPECT_EQ(office.server().stop(SIGTERM).code, 0);
    EXPECT_EQ(sha_of(office.book()), before);
    EXPECT_TRUE(alone(office.book()));
}

TEST(Journal, AReaderAndAnEditDoNotWaitForEachOther) {
    Office office;
    ASSERT_EQ(office.act("赵六", "/api/cases", opening(office)).status, 200);
    const Foreign reader{office.book()};
    ASSERT_EQ(reader.say("BEGIN; SELECT max(act) FROM case_edit"), "1");
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(office.act("赵六", "/api/cases/C1/note", R"({"note":"看过"})").status, 200);
    EXPECT_EQ(office.act("张三", "/api/cases/C1/note", R"({"note":"又看过"})").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{2});
    EXPECT_EQ(reader.say("SELECT max(act) FROM case_edit"), "1") << "the reader's own moment";
    EXPECT_NE(office.get("editor", "/api/cases/C1").body.find("又看过"), std::string::npos) << "the server's own";
    EXPECT_EQ(reader.say("COMMIT; SELECT max(act) FROM case_edit"), "3");
}

TEST(Journal, ACleanStopLeavesOneFileAtRest) {
    Office office;
    ASSERT_EQ(office.act("赵六", "/api/cases", opening(office)).status, 200);
    EXPECT_EQ(mode_of(office.book()), 2);
    const Answer end = office.server().stop(SIGTERM);
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_EQ(mode_of(office.book()), 1);
    EXPECT_TRUE(alone(office.book()));
    EXPECT_EQ(ask(office.book(), "SELECT count(*) AS n FROM cases").at(0).at("n"), "1");
    EXPECT_EQ(run({"audit", "verify", office.book()}).code, 0);
}

TEST(Journal, WhatAForeignProgramHoldsOpenIsSaidAtTheStop) {
    Office office;
    ASSERT_EQ(office.act("赵六", "/api/cases", opening(office)).status, 200);
    const Foreign reader{office.book()};
    ASSERT_EQ(reader.say("BEGIN; SELECT max(act) FROM case_edit"), "1");
    const Answer end = office.server().stop(SIGTERM);
    EXPECT_EQ(end.code, 0);
    EXPECT_NE(end.err.find("-wal"), std::string::npos) << end.err;
    EXPECT_EQ(reader.say("SELECT max(act) FROM case_edit"), "1");
}

TEST(Journal, AKilledServerLosesNothingThatItAnswered) {
    Office office;
    std::string standing;
    {
        const Foreign reader{office.book(), SQLITE_OPEN_READWRITE};
        ASSERT_EQ(office.act("赵六", "/api/cases", opening(office)).status, 200);
        ASSERT_EQ(reader.say("BEGIN; SELECT max(act) FROM case_edit"), "1");  // so that the log is not emptied
        ASSERT_EQ(office.act("赵六", "/api/cases/C1/note", R"({"note":"看过"})").status, 200);
        EXPECT_EQ(office.server().stop(SIGKILL).code, 128 + SIGKILL);
        // Two files of a power cut: the foreign program ends without a word as well.
        fs::copy_file(office.book(), office.book() + ".cut"),
            fs::copy_file(office.book() + "-wal", office.book() + ".cut-wal");
        standing = Foreign{office.book()}.say(edits);
    }
    ASSERT_GT(fs::file_size(office.book() + ".cut-wal"), 0U);
    EXPECT_EQ(mode_of(office.book() + ".cut"), 2);
    Served again{office.book() + ".cut"};
    EXPECT_NE(again.get("/api/cases/C1").body.find("看过"), std::string::npos);
    EXPECT_EQ(mode_of(again.book()), 1) << "taken in at the opening";
    EXPECT_TRUE(alone(again.book()));
    EXPECT_EQ(again.stop(SIGTERM).code, 0);
    EXPECT_EQ(Foreign{again.book()}.say(edits), standing);
    EXPECT_EQ(Foreign{again.book()}.say("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(run({"audit", "verify", again.book()}).code, 0);
}

TEST(Journal, KilledInTheMiddleOfEditsTheChainHolds) {
    Office office;
    ASSERT_EQ(office.act("赵六", "/api/cases", opening(office)).status, 200);
    std::atomic<int> answered = 0;
    std::atomic<bool> killed = false;
    std::thread hand{[&] {
        while (!killed) {
            try {
                if (office.act("赵六", "/api/cases/C1/note", R"({"note":"再看"})").status != 200) break;
                ++answered;
            } catch (const std::exception&) {
                break;  // nobody is there any more
            }
        }
    }};
    while (answered < 8) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    office.server().stop(SIGKILL);
    killed = true;
    hand.join();
    Served again{office.book()};
    EXPECT_EQ(again.get("/api/cases/C1").status, 200);
    EXPECT_EQ(again.stop(SIGTERM).code, 0);
    EXPECT_GE(std::stoi(Foreign{office.book()}.say("SELECT max(act) FROM case_edit")), answered + 1);
    EXPECT_EQ(run({"audit", "verify", office.book()}).code, 0);
    EXPECT_EQ(mode_of(office.book()), 1);
}

TEST(Journal, OtherCommandsGetTheBookWhileItIsServed) {
    Office office;
    ASSERT_EQ(office.act("赵六", "/api/cases", opening(office)).status, 200);
    ASSERT_EQ(mode_of(office.book()), 2);
    const Answer noted = run({"case", "note", office.book(), "C1", "--by", "李四", "--duty", "reviewer", "--office",
                              "county_bureau", "--note", "从命令行"});
    EXPECT_EQ(noted.code, 0) << noted.err;
    EXPECT_NE(office.get("editor", "/api/cases/C1").body.find("从命令行"), std::string::npos);
    ASSERT_EQ(office.act("赵六", "/api/cases/C1/note", R"({"note":"看过"})").status, 200);
    const Value before = office.get("editor", "/api/book").json();
    const Answer anew = run({"run", office.folder() / "d/PROJECT.toml", "--quiet", "--as-of", "2027-01-31"});
    EXPECT_LE(anew.code, 1) << anew.err;
    const Value after = office.get("editor", "/api/book").json();
    EXPECT_NE(before.find("version")->text("v"), after.find("version")->text("v"));
    EXPECT_EQ(Foreign{office.book()}.say("SELECT count(*) FROM run"), "2");
    EXPECT_NE(office.get("editor", "/api/cases/C1").body.find("看过"), std::string::npos) << "taken along";
}

TEST(Journal, ABookPutInItsPlaceByHandIsShownWithoutTheLogOfTheOther) {
    Office office;
    fs::copy_file(office.book(), office.folder() / "other.gpkg");
    ASSERT_EQ(office.act("赵六", "/api/cases", opening(office)).status, 200);
    const auto reader = std::make_unique<Foreign>(office.book());
    ASSERT_EQ(reader->say("BEGIN; SELECT max(act) FROM case_edit"), "1");
    ASSERT_EQ(office.act("赵六", "/api/cases/C1/note", R"({"note":"看过"})").status, 200);
    ASSERT_GT(fs::file_size(office.book() + "-wal"), 0U);
    fs::rename(office.folder() / "other.gpkg", office.book());
    EXPECT_TRUE(office.get("editor", "/api/cases").json().find("cases")->list("cases").empty());
    EXPECT_EQ(Foreign{office.book()}.say("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(office.server().stop(SIGTERM).code, 0);
    EXPECT_EQ(mode_of(office.book()), 1);
}

TEST(Journal, AFolderThatTakesNoFilesIsServedAllTheSame) {
    if (geteuid() != 0) GTEST_SKIP() << "only root can run the server as somebody without rights";
    constexpr uid_t nobody = 65534;
    const TempFolder folder;
    fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    fs::copy_file(served().book(), folder / "book.gpkg"), fs::copy_file(served().book(), folder / "ahead.gpkg");
    Foreign{folder / "ahead.gpkg", SQLITE_OPEN_READWRITE}.say("PRAGMA journal_mode = WAL");
    ASSERT_EQ(mode_of(folder / "ahead.gpkg"), 2);
    for (const char* name : {"book.gpkg", "ahead.gpkg"}) {
        fs::permissions(folder / name, fs::perms::owner_read | fs::perms::others_read);
        const std::string before = sha_of(folder / name);
        Served server{folder / name, {}, nobody};
        EXPECT_EQ(server.get("/ogc/collections/parcel_result/items?limit=1").status, 200) << name;
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
        EXPECT_EQ(sha_of(folder / name), before);
        EXPECT_TRUE(alone(folder / name));
    }
}

}  // namespace
}  // namespace mutu::test

// Publishing cut off in the middle of a park, and two publishers at once: nothing half published, the rerun completes.
#include "shared_store.hpp"

#include <tuple>

namespace mutu::test {
namespace {

constexpr int rounds = 10;

class ShareFaults : public SharedStoreTest {
protected:
    /// The tables are there and P001 with them; what a clean publication of everything looks like stands in `clean`.
    void begin() {
        ASSERT_EQ(publish().code, 0);
        clean = content();
        session().ask("DROP SCHEMA mutu, mutu_part CASCADE");
        ASSERT_EQ(publish({"--park", "P001"}).code, 0);
    }
    /// Each round cuts at another table of the next park.
    static std::string cut_at(int round) {
        static const std::vector<std::string> tables{"indicator", "industry_result", "office_rate", "project_period"};
        return tables[static_cast<std::size_t>(round) % tables.size()];
    }
    std::string row_of(const std::string& table) const {
        return ask(office().book, "SELECT min(fid) AS fid FROM " + table + " WHERE park_id = 'P002'")[0]
            .at("fid")
            .value_or("");
    }
    void expect_nothing_of_p002() const {
        for (const char* table : {"parcel", "parcel_result", "park_result", "indicator"})
            EXPECT_EQ(session().one(std::string{"SELECT count(*) FROM mutu."} + table + " WHERE mutu_park = 'P002'"),
                      "0");
        EXPECT_EQ(session().one("SELECT count(*) FROM mutu.published_run WHERE park_id = 'P002'"), "0");
    }
    void forget_all_but_p001() const {
        session().ask("DO $$ DECLARE t name; BEGIN FOR t IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON "
                      "a.attrelid = c.oid AND a.attname = 'mutu_park' WHERE c.relnamespace = 'mutu'::regnamespace AND "
                      "c.relkind IN ('r', 'p') LOOP EXECUTE format('DELETE FROM mutu.%I WHERE mutu_park IN "
                      "(''P002'', ''P003'')', t); END LOOP; DELETE FROM mutu.published_run WHERE park_id IN "
                      "('P002', 'P003'); END $$");
    }
    void wait_until_gone() const {
        const Session db = session();
        for (int tries = 0; tries < 500; ++tries) {
            if (db.one("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mutu'") == "0") return;
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
        FAIL() << "the killed publisher's server process stays";
    }
    std::string clean;
};

TEST_F(ShareFaults, AKilledPublisherLeavesNothingHalfAndTheRerunCompletes) {
    begin();
    for (int round = 0; round < rounds; ++round) {
        if (round > 0) forget_all_but_p001();
        {
            const Held held{address(), "P002", row_of(cut_at(round)), cut_at(round)};
            Child publisher{Call{.words = publishing()}};
            ASSERT_TRUE(held.waits_for(address())) << "round " << round;
            publisher.send(SIGKILL);
            EXPECT_EQ(publisher.wait().code, 128 + SIGKILL);
            expect_nothing_of_p002();
            held.release();
        }
        wait_until_gone();
        expect_nothing_of_p002();
        const Answer again = publish();
        ASSERT_EQ(again.code, 0) << again.err;
        EXPECT_EQ(content(), clean) << "round " << round;
    }
}

TEST_F(ShareFaults, ADatabaseThatFallsLeavesNothingHalfAndTheRerunCompletes) {
    begin();
    for (int round = 0; round < rounds; ++round) {
        if (round > 0) forget_all_but_p001();
        {
            const Held held{address(), "P002", row_of(cut_at(round)), cut_at(round)};
            Child publisher{Call{.words = publishing()}};
            ASSERT_TRUE(held.waits_for(address())) << "round " << round;
            ASSERT_TRUE(office().server->cut());
            const Answer told = publisher.wait();
            EXPECT_EQ(told.code, 3) << told.err;
            EXPECT_TRUE(says(told.err, "再运行一次")) << told.err;
            ASSERT_TRUE(office().server->start());
        }
        expect_nothing_of_p002();
        const Answer again = publish();
        ASSERT_EQ(again.code, 0) << again.err;
        EXPECT_EQ(content(), clean) << "round " << round;
    }
}

TEST_F(ShareFaults, AConnectionThatDropsWhileItPullsLeavesNoBook) {
    ASSERT_EQ(publish().code, 0);
    const TempFolder folder;
    for (int round = 0; round < rounds; ++round) {
        {
            const Session holder = session();
            holder.ask("BEGIN");
            holder.ask("LOCK TABLE mutu." + cut_at(round) + " IN ACCESS EXCLUSIVE MODE");
            Child pulling{Call{.words = {"pull", address(), folder / "back.gpkg"}}};
            ASSERT_TRUE(waiting(address())) << "round " << round;
            ASSERT_TRUE(office().server->cut());
            const Answer told = pulling.wait();
            EXPECT_EQ(told.code, 3) << told.err;
            EXPECT_TRUE(says(told.err, "PG:")) << told.err;
            EXPECT_TRUE(contents(folder.path()).empty()) << "round " << round;
        }
        ASSERT_TRUE(office().server->start());
    }
    EXPECT_EQ(pull(folder / "back.gpkg").code, 0);
}

/// A file system of a few megabytes; none where this account may not mount one.
class SmallDisk {
public:
    SmallDisk() {
        const std::string path = folder_.path();
        mounted_ = std::system(("mount -t tmpfs -o size=12m tmpfs '" + path + "' 2>/dev/null").c_str()) == 0;
        if (mounted_) std::ignore = std::system(("chown postgres '" + path + "' 2>/dev/null").c_str());
    }
    ~SmallDisk() {
        if (mounted_) std::ignore = std::system(("umount '" + folder_.path() + "'").c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    bool mounted() const { return mounted_; }
    std::string path() const { return folder_.path(); }

private:
    TempFolder folder_;
    bool mounted_ = false;
};

TEST_F(ShareFaults, AFullDiskOfTheDatabaseLeavesNoPartHalfAndTheRerunElsewhereCompletes) {
    const SmallDisk disk;
    if (!disk.mounted()) GTEST_SKIP() << "this account may not mount a small file system";
    const auto& server = *office().server;
    ASSERT_TRUE(server.sql("CREATE TABLESPACE small LOCATION '" + disk.path() + "'"));
    ASSERT_TRUE(server.sql("CREATE DATABASE small TABLESPACE small"));
    const std::string full = server.connection("small");
    const Answer refused = run({"publish", office().book, full});
    EXPECT_EQ(refused.code, 3) << refused.err;
    EXPECT_TRUE(says(refused.err, "No space left")) << refused.err;
    {
        const Session small{full};
        const bool begun = small.one("SELECT count(*) FROM pg_tables WHERE schemaname = 'mutu' AND tablename = "
                                     "'published_run'") != "0";
        const auto whole = begun ? small.ask("SELECT park_id FROM mutu.published_run WHERE part = 'park'")
                                 : std::vector<std::string>{};
        for (const char* park : {"P001", "P002", "P003"})
            if (begun && std::find(whole.begin(), whole.end(), park) == whole.end()) {
                EXPECT_EQ(small.one(std::string{"SELECT count(*) FROM mutu.parcel WHERE mutu_park = '"} + park + "'"),
                          "0");
            }
        EXPECT_LT(whole.size(), 3U);
    }
    // More room, and the same command again.
    ASSERT_EQ(std::system(("mount -o remount,size=400m '" + disk.path() + "'").c_str()), 0);
    const Answer again = run({"publish", office().book, full});
    EXPECT_EQ(again.code, 0) << again.err;
    const TempFolder folder;
    EXPECT_EQ(run({"pull", full, folder / "back.gpkg"}).code, 0);
    ASSERT_TRUE(server.sql("DROP DATABASE small WITH (FORCE)"));
    ASSERT_TRUE(server.sql("DROP TABLESPACE small"));
}

TEST_F(ShareFaults, PublishersOfTwoParksDoNotWaitForEachOtherAndTheSecondOfOneIsTold) {
    begin();
    const Held held{address(), "P002", row_of("indicator")};
    Child first{Call{.words = publishing({"--park", "P002"})}};
    ASSERT_TRUE(held.waits_for(address()));
    // While the first stands in the middle of P002, another brings P003, for which it makes new partitions.
    const Answer other = publish({"--park", "P003"});
    EXPECT_EQ(other.code, 0) << other.err;
    EXPECT_TRUE(says(other.out, "P003")) << other.out;
    EXPECT_NE(session().one("SELECT count(*) FROM mutu.parcel_result WHERE mutu_park = 'P003'"), "0");
    const Answer second = publish({"--park", "P002"});
    EXPECT_EQ(second.code, 4) << second.out;
    EXPECT_TRUE(says(second.err, "另有人正在发布")) << second.err;
    expect_nothing_of_p002();
    held.release();
    const Answer done = first.wait();
    EXPECT_EQ(done.code, 0) << done.err;
    ASSERT_EQ(publish().code, 0);
    EXPECT_EQ(content(), clean);
}

}  // namespace
}  // namespace mutu::test

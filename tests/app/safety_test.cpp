// What must not be lost: earlier runs, ledgers worked on by hand, the old book when a run is killed, and every input.
#include "app/program.hpp"

namespace mutu::test {
namespace {

class Safety : public testing::Test {
protected:
    /// A small demo with a finished book.
    void SetUp() override {
        ASSERT_EQ(run({"demo", folder_ / "d", "--parks", "1", "--parcels", "5"}).code, 0);
        inputs_ = contents(folder_ / "d");
        const Answer answer = again({});
        ASSERT_EQ(answer.code, 0) << answer.err;
    }
    Answer again(std::vector<std::string> options, std::optional<rlim_t> largest_file = {}) const {
        options.insert(options.begin(), {"run", folder_ / "d/PROJECT.toml", "--quiet"});
        return run({.words = std::move(options), .largest_file = largest_file});
    }
    std::string book() const { return folder_ / "d/book.gpkg"; }
    std::string ledger() const { return folder_ / "d/台账.xlsx"; }
    /// A second demo, large enough to be caught at work.
    Child large_run(const std::string& onto) const {
        EXPECT_EQ(run({"demo", folder_ / "big", "--parks", "6", "--parcels", "400"}).code, 0);
        return Child{{.words = {"run", folder_ / "big/PROJECT.toml", "--quiet", "--book", onto, "--ledger",
                                folder_ / "big.xlsx"}}};
    }
    /// Returns as soon as the new book is being written beside the old one.
    void await_writing() const {
        for (int i = 0; i < 60'000; ++i) {
            for (const auto& entry : fs::directory_iterator{folder_ / "d"})
                if (entry.path().filename().string().starts_with(".book.gpkg.tmp-")) return;
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
        FAIL() << "no book was being written";
    }
    double runs() const { return number(book(), "SELECT count(*) FROM run"); }

    TempFolder folder_;
    std::map<std::string, std::string> inputs_;
};

TEST_F(Safety, InputsStayAsTheyAreAndNothingLiesBesideThem) {
    auto after = contents(folder_ / "d");
    EXPECT_EQ(after.erase("book.gpkg"), 1U);
    EXPECT_EQ(after.erase("台账.xlsx"), 1U);
    EXPECT_EQ(after, inputs_);
}

TEST_F(Safety, ASecondRunIsAddedAndTheSameRunIsReplaced) {
    ASSERT_EQ(again({"--as-of", "2026-07-31"}).code, 0);
    EXPECT_EQ(runs(), 2);
    ASSERT_EQ(again({"--as-of", "2026-07-31"}).code, 0);
    EXPECT_EQ(runs(), 2);
    EXPECT_EQ(number(book(), "SELECT count(*) FROM parcel_result"), 5);
    EXPECT_EQ(number(book(), "SELECT count(*) FROM history_parcel_result"), 5);
}

TEST_F(Safety, OverwriteStartsAnew) {
    ASSERT_EQ(again({"--as-of", "2026-07-31", "--overwrite"}).code, 0);
    EXPECT_EQ(runs(), 1);
    EXPECT_EQ(number(book(), "SELECT count(*) FROM history_parcel_result"), 0);
}

TEST_F(Safety, ALedgerIsNotOverwrittenUnasked) {
    write(ledger(), "worked on by hand");
    ASSERT_EQ(again({"--as-of", "2026-07-31"}).code, 0);
    EXPECT_EQ(read_file(ledger()), "worked on by hand");
    const std::string id = *ask(book(), "SELECT run_id FROM run WHERE as_of = '2026-07-31'").at(0).at("run_id");
    EXPECT_TRUE(fs::exists(folder_ / ("d/台账_" + id + ".xlsx")));
    ASSERT_EQ(again({"--as-of", "2026-07-31", "--overwrite"}).code, 0);
    EXPECT_NE(read_file(ledger()), "worked on by hand");
}

TEST_F(Safety, AKilledRunLeavesTheOldBook) {
    const std::string before = read_file(book());
    Child child = large_run(book());
    await_writing();
    child.send(SIGKILL);
    ASSERT_EQ(child.wait().code, 128 + SIGKILL) << "it had ended before it was killed";
    EXPECT_TRUE(read_file(book()) == before);
    EXPECT_EQ(again({"--as-of", "2026-07-31"}).code, 0) << "its lock stands in the way";
    EXPECT_EQ(runs(), 2);
    for (const auto& [name, bytes] : contents(folder_ / "d"))
        EXPECT_FALSE(name.starts_with(".book.gpkg")) << "left over: " << name;
}

TEST_F(Safety, CtrlCEndsWithSixAndLeavesTheOldBook) {
    const auto before = contents(folder_ / "d");
    Child child = large_run(book());
    await_writing();
    child.send(SIGINT);
    const Answer answer = child.wait();
    EXPECT_EQ(answer.code, 6) << answer.err;
    EXPECT_EQ(contents(folder_ / "d"), before) << "temporary files or a changed book";
    EXPECT_FALSE(fs::exists(folder_ / "big.xlsx"));
}

TEST_F(Safety, AFullDiskLeavesTheOldBook) {
    const auto before = contents(folder_ / "d");
    const Answer answer = again({"--as-of", "2026-07-31"}, 200'000);
    EXPECT_EQ(answer.code, 3) << answer.err;
    EXPECT_TRUE(says(answer.err, "book.gpkg")) << answer.err;
    EXPECT_EQ(contents(folder_ / "d"), before);
}

TEST_F(Safety, AFolderThatCannotBeWrittenIsNamed) {
    // Not even root may make a file there.
    const Answer answer = again({"--book", "/proc/b.gpkg"});
    EXPECT_EQ(answer.code, 3);
    EXPECT_TRUE(says(answer.err, "/proc/b.gpkg")) << answer.err;
}

}  // namespace
}  // namespace mutu::test

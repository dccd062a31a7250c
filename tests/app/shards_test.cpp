// mutu shard, run of shards, merge: the same bytes as one run, for any number of pieces in any order; what is missing,
// altered or of another cut is refused; what is killed leaves nothing half done.
#include "program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <random>
#include <thread>

namespace mutu::test {
namespace {

const std::map<std::string, std::string> one_day{{"SOURCE_DATE_EPOCH", "1782777600"}};

Answer timed(std::vector<std::string> words) { return run(Call{.words = std::move(words), .environment = one_day}); }

/// A province with faults in its data and the book and ledger of one run of it.
struct Province {
    TempFolder folder;
    std::string project = folder / "d/PROJECT.toml", book = folder / "whole.gpkg", ledger = folder / "whole.xlsx";

    Province() {
        const Answer made = run({"demo", folder / "d", "--parks", "9", "--parcels", "30", "--seed", "11", "--faults"});
        if (made.code != 0) throw std::runtime_error{made.err};
        const Answer whole = timed({"run", project, "--book", book, "--ledger", ledger, "--quiet"});
        if (whole.code != 0) throw std::runtime_error{whole.err};
    }
};

const Province& province() {
    static const Province made;
    return made;
}

std::vector<std::string> shards_in(const std::string& folder) {
    std::vector<std::string> shards;
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.path().extension() == ".gpkg") shards.push_back(entry.path().string());
    std::sort(shards.begin(), shards.end());
    return shards;
}

std::string cut_into(const TempFolder& folder, int pieces, bool measured) {
    const std::string shards = folder / "shards";
    const Answer cut = timed({"shard", province().project, "--by", "park", "-n", std::to_string(pieces), "-o", shards});
    EXPECT_EQ(cut.code, 0) << cut.err;
    for (const std::string& shard : shards_in(shards))
        if (measured) {
            EXPECT_EQ(run({"run", shard}).code, 0) << shard;
        }
    return shards;
}

/// How long the program takes with these words, in milliseconds.
std::chrono::milliseconds time_of(const std::vector<std::string>& words) {
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(timed(words).code, 0);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
}

TEST(ShardRun, AnyNumberOfPiecesInAnyOrderGivesTheBytesOfOneRun) {
    std::mt19937 random{5};
    for (const int pieces : {1, 2, 3, 7}) {
        const TempFolder folder;
        const std::string shards = cut_into(folder, pieces, false);
        std::vector<std::string> order = shards_in(shards);
        ASSERT_EQ(order.size(), static_cast<std::size_t>(pieces));
        std::shuffle(order.begin(), order.end(), random);
        for (const std::string& shard : order) ASSERT_EQ(run({"run", shard, "--threads", "1"}).code, 0) << shard;
        const Answer merged = timed({"merge", shards, "-o", folder / "merged.gpkg"});
        ASSERT_EQ(merged.code, 0) << merged.err;
        EXPECT_TRUE(says(merged.err, "在此重新测算 0 行")) << merged.err;
        EXPECT_FALSE(says(merged.err, "采用 0 行")) << merged.err;
        EXPECT_EQ(read_file(folder / "merged.gpkg"), read_file(province().book)) << pieces << " pieces";
    }
}

TEST(ShardRun, AShardNeedsNothingButItself) {
    const TempFolder folder, elsewhere;
    const std::string shards = cut_into(folder, 3, false);
    const auto before = contents(shards);
    const std::string away = elsewhere / "shard_002.gpkg";
    fs::copy_file(fs::path{shards} / "shard_002.gpkg", away);
    fs::rename(province().folder / "d", province().folder / "moved");
    const Answer measured = run({"run", away});
    fs::rename(province().folder / "moved", province().folder / "d");
    EXPECT_EQ(measured.code, 0) << measured.err;
    EXPECT_EQ(run({"run", fs::path{shards} / "shard_002.gpkg"}).code, 0);
    EXPECT_EQ(read_file(elsewhere / "shard_002.measured"), read_file(shards + "/shard_002.measured"));
    EXPECT_EQ(contents(shards).size(), before.size() + 1) << "a run of a shard writes one file";
}

TEST(ShardRun, TheListSaysWhatEachTaskTakes) {
    const TempFolder folder;
    const std::string list = read_file(cut_into(folder, 2, false) + "/shards.json");
    for (const char* word :
         {"\"sha256\"", "\"memory_mb\"", "\"parcels\"", "\"parks\"", "\"policy_sha256\"", "\"secrecy\": \"internal\""})
        EXPECT_TRUE(says(list, word)) << word;
    EXPECT_FALSE(says(list, province().folder.path())) << "the project is found from the folder";
}

TEST(ShardRun, SettingsOfTheCutAreThoseOfTheRun) {
    const TempFolder folder;
    const std::string shards = folder / "shards";
    const std::vector<std::string> settings{"--as-of", "2025-03-31", "--set", "early_warning_days=45",
                                            "--area",  "planar"};
    const auto with = [&](std::vector<std::string> words) {
        words.insert(words.end(), settings.begin(), settings.end());
        return timed(words);
    };
    ASSERT_EQ(with({"run", province().project, "--book", folder / "one.gpkg"}).code, 0);
    ASSERT_EQ(with({"shard", province().project, "-n", "2", "-o", shards}).code, 0);
    for (const std::string& shard : shards_in(shards)) ASSERT_EQ(run({"run", shard}).code, 0);
    ASSERT_EQ(timed({"merge", shards, "-o", folder / "two.gpkg"}).code, 0);
    EXPECT_EQ(read_file(folder / "two.gpkg"), read_file(folder / "one.gpkg"));
}

struct Fault {
    const char* name;
    void (*meddle)(const std::string& shards);
    int code;
    std::vector<const char*> says;
};

void flip(const std::string& path) {
    std::string bytes = read_file(path);
    bytes[bytes.size() / 2] ^= 1;
    write(path, bytes);
}

TEST(ShardRun, WhatIsMissingAlteredOrOfAnotherCutIsRefusedAndNothingIsWritten) {
    const TempFolder whole;
    const std::string sound = cut_into(whole, 3, true);
    const std::vector<Fault> faults{
        {"missing shard", [](const std::string& d) { fs::remove(d + "/shard_002.gpkg"); }, 4, {"缺少分片 shard_002"}},
        {"altered shard", [](const std::string& d) { flip(d + "/shard_003.gpkg"); }, 4, {"shard_003", "哈希不符"}},
        {"not measured",
         [](const std::string& d) { fs::remove(d + "/shard_001.measured"); },
         4,
         {"还没有测算", "mutu run", "shard_001"}},
        {"altered answers",
         [](const std::string& d) { flip(d + "/shard_002.measured"); },
         4,
         {"shard_002.measured", "重新运行"}},
        {"cut off",
         [](const std::string& d) { fs::resize_file(d + "/shard_002.measured", 900); },
         4,
         {"shard_002.measured", "重新运行"}},
        {"answers of a neighbour",
         [](const std::string& d) {
             fs::copy_file(d + "/shard_001.measured", d + "/shard_002.measured", fs::copy_options::overwrite_existing);
         },
         4,
         {"shard_002.measured", "不是现在的这个分片"}},
        {"no list", [](const std::string& d) { fs::remove(d + "/shards.json"); }, 3, {"shards.json"}},
        {"list of a later program",
         [](const std::string& d) {
             std::string list = read_file(d + "/shards.json");
             list.replace(list.find("\"format\": 1"), 11, "\"format\": 9");
             write(d + "/shards.json", list);
         },
         4,
         {"更新的程序"}},
        {"garbled list", [](const std::string& d) { write(d + "/shards.json", "{\"format\": "); }, 3, {"shards.json"}},
    };
    for (const Fault& fault : faults) {
        const TempFolder folder;
        const std::string shards = folder / "shards";
        fs::copy(sound, shards);
        // The project is found from the folder of the shards.
        fs::create_directory_symlink(province().folder / "d", folder / "d");
        std::string list = read_file(shards + "/shards.json");
        const auto at = list.find("\"project\": \""), end = list.find('"', at + 12);
        list.replace(at, end - at, "\"project\": \"../d/PROJECT.toml");
        write(shards + "/shards.json", list);
        fault.meddle(shards);
        const Answer refused = timed({"merge", shards, "-o", folder / "book.gpkg"});
        EXPECT_EQ(refused.code, fault.code) << fault.name << ": " << refused.err;
        for (const char* words : fault.says) EXPECT_TRUE(says(refused.err, words)) << fault.name << ": " << refused.err;
        EXPECT_FALSE(fs::exists(folder / "book.gpkg")) << fault.name;
    }
}

TEST(ShardRun, OtherDataOrPolicyThanWasCutIsRefusedByName) {
    const TempFolder folder;
    ASSERT_EQ(run({"demo", folder / "d", "--parks", "3", "--parcels", "12"}).code, 0);
    const std::string project = folder / "d/PROJECT.toml", shards = folder / "shards";
    ASSERT_EQ(timed({"shard", project, "-n", "2", "-o", shards}).code, 0);
    for (const std::string& shard : shards_in(shards)) ASSERT_EQ(run({"run", shard}).code, 0);
    const std::string source = folder / "d/企业年度.csv";
    const std::string bytes = read_file(source);
    write(source, bytes + "\n");
    const Answer data = timed({"merge", shards});
    EXPECT_EQ(data.code, 4) << data.err;
    EXPECT_TRUE(says(data.err, fs::path{source}.filename().string())) << data.err;
    write(source, bytes);
    const std::string text = read_file(project);
    write(project,
          std::string{text}.replace(text.find("[project]"), 9, "[project]\nset = { early_warning_days = \"31\" }"));
    const Answer setting = timed({"merge", shards});
    EXPECT_EQ(setting.code, 4) << setting.err;
    EXPECT_TRUE(says(setting.err, "参数")) << setting.err;
}

TEST(ShardRun, SettingsThatWouldBeLeftAsideAreRefused) {
    const TempFolder folder;
    const std::string shards = cut_into(folder, 2, true), shard = shards + "/shard_001.gpkg";
    const auto before = contents(shards);
    for (const std::vector<std::string>& more : std::vector<std::vector<std::string>>{
             {"--as-of", "2025-01-01"}, {"--set", "early_warning_days=1"}, {"--policy", "cn"}}) {
        for (std::vector<std::string> words : {std::vector<std::string>{"run", shard}, {"merge", shards}}) {
            words.insert(words.end(), more.begin(), more.end());
            const Answer refused = timed(words);
            EXPECT_EQ(refused.code, 2) << more[0];
            EXPECT_TRUE(says(refused.err, more[0])) << refused.err;
        }
    }
    EXPECT_EQ(timed({"run", shard, "--book", folder / "b.gpkg"}).code, 2);
    EXPECT_EQ(timed({"run", shard, "--parcel", shard}).code, 2);
    EXPECT_EQ(timed({"merge", shards, "--parks", "名单.xlsx"}).code, 2);
    EXPECT_EQ(contents(shards), before);
}

TEST(ShardRun, ACutKilledAnywhereIsMadeGoodByTheSameCommand) {
    const TempFolder folder;
    const std::string shards = folder / "shards";
    const std::vector<std::string> words{"shard", province().project, "-n", "7", "-o", shards};
    const auto whole = time_of(words);
    const auto sound = contents(shards);
    int unfinished = 0;
    for (int i = 0; i < 10; ++i) {
        fs::remove_all(shards);
        Child child{Call{.words = words, .environment = one_day}};
        std::this_thread::sleep_for(whole * (i + 1) / 11);
        child.send(SIGKILL);
        child.wait();
        if (fs::exists(shards + "/shards.json")) continue;
        ++unfinished;
        ASSERT_EQ(timed(words).code, 0);
        EXPECT_EQ(contents(shards), sound);
    }
    EXPECT_GT(unfinished, 3);
}

TEST(ShardRun, AFolderOfOthersIsLeftAloneAndANewCutReplacesTheOld) {
    const TempFolder folder;
    fs::create_directory(folder / "mine");
    write(folder / "mine/notes.txt", "x");
    const Answer refused = timed({"shard", province().project, "-n", "2", "-o", folder / "mine"});
    EXPECT_EQ(refused.code, 2) << refused.err;
    EXPECT_EQ(contents(folder / "mine").size(), 1U);
    const std::string shards = cut_into(folder, 5, true);
    EXPECT_EQ(timed({"shard", province().project, "-n", "2", "-o", shards}).code, 2);
    ASSERT_EQ(timed({"shard", province().project, "-n", "2", "-o", shards, "--overwrite"}).code, 0);
    EXPECT_EQ(contents(shards).size(), 3U) << "two shards and their list";
    for (const char* wrong : {"0", "-1", "10000", "x"})
        EXPECT_EQ(timed({"shard", province().project, "-n", wrong, "-o", folder / "new"}).code, 2) << wrong;
    EXPECT_FALSE(fs::exists(folder / "new"));
}

TEST(ShardRun, APieceKilledAnywhereLeavesNoHalfAnswerAndTheNextTryCompletes) {
    const TempFolder folder;
    const std::string shards = cut_into(folder, 2, true), shard = shards + "/shard_001.gpkg";
    const std::string sound = read_file(shards + "/shard_001.measured");
    const auto whole = time_of({"run", shard});
    fs::remove(shards + "/shard_001.measured");
    int killed = 0;
    for (int i = 0; i < 10; ++i) {
        Child child{Call{.words = {"run", shard}}};
        std::this_thread::sleep_for(whole * (i + 1) / 12);
        child.send(SIGKILL);
        killed += child.wait().code == 128 + SIGKILL ? 1 : 0;
        if (fs::exists(shards + "/shard_001.measured")) {
            EXPECT_EQ(read_file(shards + "/shard_001.measured"), sound);
        }
        EXPECT_EQ(run({"run", shard}).code, 0);
        EXPECT_EQ(read_file(shards + "/shard_001.measured"), sound);
        fs::remove(shards + "/shard_001.measured");
    }
    EXPECT_GT(killed, 3) << "many of the tries end in the middle";
    ASSERT_EQ(run({"run", shard}).code, 0);
    ASSERT_EQ(timed({"merge", shards, "-o", folder / "merged.gpkg"}).code, 0);
    EXPECT_EQ(read_file(folder / "merged.gpkg"), read_file(province().book));
}

TEST(ShardRun, AMergeKilledAnywhereLeavesTheOldBookOrTheNewOne) {
    const TempFolder folder;
    const std::string shards = cut_into(folder, 2, true), book = folder / "merged.gpkg";
    const auto whole = time_of({"merge", shards, "-o", book});
    fs::remove(book);
    int killed = 0;
    for (int i = 0; i < 10; ++i) {
        Child child{Call{.words = {"merge", shards, "-o", book}, .environment = one_day}};
        std::this_thread::sleep_for(whole * (i + 1) / 12);
        child.send(SIGKILL);
        killed += child.wait().code == 128 + SIGKILL ? 1 : 0;
        if (fs::exists(book)) {
            EXPECT_EQ(read_file(book), read_file(province().book));
        }
        fs::remove(book);
    }
    EXPECT_GT(killed, 3);
    ASSERT_EQ(timed({"merge", shards, "-o", book}).code, 0);
    EXPECT_EQ(read_file(book), read_file(province().book));
}

TEST(ShardRun, AFullDiskLeavesNothingHalfWritten) {
    const TempFolder folder;
    const std::string shards = cut_into(folder, 2, false);
    const Answer full = run(Call{.words = {"run", shards + "/shard_001.gpkg"}, .largest_file = 20'000});
    EXPECT_NE(full.code, 0);
    EXPECT_FALSE(fs::exists(shards + "/shard_001.measured"));
    EXPECT_EQ(contents(shards).size(), 3U);
    EXPECT_EQ(run({"run", shards + "/shard_001.gpkg"}).code, 0);
}

}  // namespace
}  // namespace mutu::test

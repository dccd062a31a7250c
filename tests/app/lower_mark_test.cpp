// A mark of secrecy comes down by name, reason and document alone, and who does it past the book is found.
#include "app/published.hpp"

#include "mutu/value.hpp"

namespace mutu::test {
namespace {

using Words = std::vector<std::string>;

/// A demo whose sources are secret, run into its book.
struct Secret {
    TempFolder folder;
    std::string project = folder / "d/PROJECT.toml", book = folder / "d/book.gpkg";
    Secret() {
        EXPECT_EQ(run({"demo", folder / "d"}).code, 0);
        mark("secret");
        EXPECT_EQ(analysed().code, 0);
    }
    /// Every source of the project under this mark.
    void mark(const std::string& word) const {
        std::string text;
        for (const std::string& line : split(read_file(project), '\n')) {
            if (line.starts_with("secrecy")) continue;
            text += line + '\n';
            if (line.starts_with("[[source]]")) text += "secrecy = \"" + word + "\"\n";
        }
        write(project, text);
    }
    Answer analysed(Words more = {}) const {
        more.insert(more.begin(), {"run", project, "--quiet"});
        return run(more);
    }
    Answer lowered(const std::string& to, const std::string& by, const std::string& why,
                   const std::string& paper) const {
        return run({"audit", "lower", book, "--to", to, "--by", by, "--reason", why, "--document", paper});
    }
    Answer verified(Words more = {}) const {
        more.insert(more.begin(), {"audit", "verify", book});
        return run(more);
    }
    std::string mark_of_book() const {
        return ask(book, "SELECT secrecy AS s FROM run ORDER BY fid DESC LIMIT 1").at(0).at("s").value_or("");
    }
};

TEST(LowerMark, NeedsANameAReasonAndADocument) {
    const Secret made;
    ASSERT_EQ(made.mark_of_book(), "secret");
    EXPECT_EQ(made.lowered("internal", " ", "误标", "保〔2026〕3号").code, 2);
    EXPECT_EQ(made.lowered("internal", "张三", "", "保〔2026〕3号").code, 2);
    EXPECT_EQ(made.lowered("internal", "张三", "误标", " ").code, 2);
    EXPECT_EQ(made.lowered("secret", "张三", "误标", "保〔2026〕3号").code, 2);
    EXPECT_EQ(run({"audit", "lower", made.book, "--to", "internal", "--by", "张三"}).code, 2);
    EXPECT_EQ(made.mark_of_book(), "secret");
    EXPECT_TRUE(ask(made.book, "SELECT 1 AS n FROM sqlite_master WHERE name = 'mark_edit'").empty());
}

TEST(LowerMark, IsRecordedInAChainAndHolds) {
    const Secret made;
    const Answer done = made.lowered("internal", "张三", "来源误标", "保〔2026〕3号");
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(made.mark_of_book(), "internal");
    const auto rows = ask(made.book, "SELECT case_field AS f, old_value AS o, new_value AS n, edited_by AS b FROM "
                                     "mark_edit ORDER BY fid");
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].at("o"), "secret");
    EXPECT_EQ(rows[0].at("n"), "internal");
    EXPECT_EQ(rows[2].at("n"), "来源误标");
    EXPECT_EQ(rows[3].at("n"), "保〔2026〕3号");
    EXPECT_EQ(rows[3].at("b"), "张三");
    const Answer sound = made.verified();
    EXPECT_EQ(sound.code, 0) << sound.out;
    EXPECT_TRUE(says(sound.out, "降密记录 4 条，校验链完好")) << sound.out;
    const std::string head = sound.out.substr(sound.out.find("末条校验值 ") + std::string{"末条校验值 "}.size(), 64);
    EXPECT_EQ(made.verified({"--head", head}).code, 0);
    EXPECT_EQ(made.verified({"--head", std::string(64, 'a')}).code, 4);
    EXPECT_EQ(made.lowered("internal", "张三", "再降", "保〔2026〕4号").code, 2) << "nothing is higher";
    EXPECT_EQ(made.lowered("public", "李四", "经审查可公开", "保〔2026〕5号").code, 0);
    EXPECT_EQ(made.verified().code, 0) << made.verified().out;
}

TEST(LowerMark, AHandInTheBookIsFound) {
    const Secret made;
    change(made.book, "UPDATE run SET secrecy = 'public'");
    const Answer bare = made.verified();
    EXPECT_EQ(bare.code, 4);
    EXPECT_TRUE(says(bare.out, "密级低于来源资料而没有降密记录")) << bare.out;
    change(made.book, "UPDATE run SET secrecy = 'secret'");
    ASSERT_EQ(made.lowered("internal", "张三", "来源误标", "保〔2026〕3号").code, 0);
    // Lower than the record says; the record made to say another name.
    change(made.book, "UPDATE run SET secrecy = 'public'");
    EXPECT_EQ(made.verified().code, 4);
    change(made.book, "UPDATE run SET secrecy = 'internal'");
    EXPECT_EQ(made.verified().code, 0);
    change(made.book, "UPDATE mark_edit SET edited_by = '王五' WHERE fid = 4");
    const Value told = parse_json(made.verified({"--format", "json"}).out, "audit");
    EXPECT_FALSE(told.find("ok")->boolean("ok"));
    EXPECT_EQ(made.verified().code, 4);
    EXPECT_EQ(made.lowered("public", "张三", "又降", "保〔2026〕6号").code, 4) << "nothing is built on a changed row";
}

TEST(LowerMark, ARunOfLowerSourcesIsRefusedUntilItIsRecorded) {
    const Secret made;
    made.mark("internal");
    const std::string before = read_file(made.book);
    const Answer refused = made.analysed();
    EXPECT_EQ(refused.code, 4);
    EXPECT_TRUE(says(refused.err, "mutu audit lower")) << refused.err;
    EXPECT_EQ(made.analysed({"--overwrite"}).code, 4);
    EXPECT_EQ(read_file(made.book), before);
    ASSERT_EQ(made.lowered("internal", "张三", "来源误标", "保〔2026〕3号").code, 0);
    EXPECT_EQ(made.analysed().code, 0);
    EXPECT_EQ(number(made.book, "SELECT count(*) FROM mark_edit"), 4) << "taken along";
    EXPECT_EQ(made.verified().code, 0) << made.verified().out;
    EXPECT_NE(made.analysed({"--overwrite"}).code, 0) << "the record would be lost";
    // Up again without a word.
    made.mark("secret");
    EXPECT_EQ(made.analysed().code, 0);
    EXPECT_EQ(made.mark_of_book(), "secret");
}

}  // namespace
}  // namespace mutu::test

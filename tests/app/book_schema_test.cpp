// Books of other versions: an older one is kept when a run takes its place, a newer one is never touched.
#include "published.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

/// The demo with its book as the first version of the program wrote it.
struct OlderBook {
    TempFolder folder;
    std::string project = folder / "d/PROJECT.toml", book = folder / "d/book.gpkg",
                kept = folder / "d/book.旧版式.gpkg";
    OlderBook() {
        EXPECT_EQ(run({"demo", folder / "d", "--parks", "1"}).code, 0);
        EXPECT_EQ(run({"run", project, "--quiet", "--as-of", "2025-12-31"}).code, 0);
        change(book, "ALTER TABLE run DROP COLUMN book_schema");
    }
};

TEST(BookSchema, StandsWithEveryRun) { EXPECT_EQ(number(demo_book(), "SELECT book_schema FROM run"), 2); }

TEST(BookSchema, KeepsTheOlderBookBesideTheOneThatReplacesIt) {
    const OlderBook older;
    const std::string before = read_file(older.book);
    EXPECT_EQ(run({"list", older.book, "parks"}).code, 0) << "an older book is read";
    const Answer told = run({"run", older.project, "--as-of", "2026-06-30"});
    ASSERT_EQ(told.code, 0) << told.err;
    EXPECT_TRUE(says(told.err, older.kept)) << told.err;
    EXPECT_TRUE(read_file(older.kept) == before);
    const auto runs = ask(older.book, "SELECT as_of, book_schema FROM run ORDER BY fid");
    ASSERT_EQ(runs.size(), 2U) << "its run is kept as history";
    EXPECT_EQ(runs[0].at("book_schema"), std::nullopt);
    EXPECT_EQ(runs[1].at("book_schema"), "2");
    ASSERT_EQ(run({"run", older.project, "--quiet", "--as-of", "2026-07-31"}).code, 0);
    EXPECT_FALSE(fs::exists(older.folder / "d/book.旧版式2.gpkg")) << "a book of this version is not kept";
}

TEST(BookSchema, NeverWritesOverAnEarlierKeptBook) {
    const OlderBook older;
    write(older.kept, "somebody's");
    ASSERT_EQ(run({"run", older.project, "--quiet"}).code, 0);
    EXPECT_EQ(read_file(older.kept), "somebody's");
    EXPECT_TRUE(fs::exists(older.folder / "d/book.旧版式2.gpkg"));
}

TEST(BookSchema, ANewerBookIsRefusedAndStaysAsItIs) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    change(book, "UPDATE run SET book_schema = 99");
    const std::string before = read_file(book);
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"list", book, "parks"},
             {"explain", book, "P001"},
             {"what-if", book},
             {"sql", book, "SELECT 1"},
             {"run", fs::path{demo_book()}.parent_path() / "PROJECT.toml", "--book", book}}) {
        const Answer told = run(words);
        EXPECT_EQ(told.code, 4) << words[0] << told.err;
        EXPECT_TRUE(says(told.err, "99") && says(told.err, "升级")) << told.err;
    }
    EXPECT_TRUE(read_file(book) == before);
    EXPECT_FALSE(fs::exists(folder / "book.旧版式.gpkg"));
}

}  // namespace
}  // namespace mutu::test

// 园区名录 from outside.
#include "app/published.hpp"
#include "support/zip.hpp"

namespace mutu::test {
namespace {

Answer directory(const std::string& book, const std::string& out, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"report", book, "--kind", "directory", "-o", out});
    return run(more);
}

TEST(Directory, HasEveryParkWithItsBlocksAddedUp) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "名录.csv";
    const Answer answer = directory(book, out);
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string text = read_file(out);
    // 1 588 046 + 1 707 557 m² = 4 943.40 亩; drawn 3 294 418.04 m² = 4 941.63 亩.
    EXPECT_TRUE(says(text, "P002,示例二园（虚构）,省级,未知,无,439901,4943.40,4941.63,")) << text;
    EXPECT_TRUE(says(text, "按图形外接范围推得,食品加工,装备制造,未知,虚构园批〔2014〕2号,未知,60,")) << text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF园区编号,")) << text;
    EXPECT_TRUE(says(answer.err, "不在任何园区范围内的用地 ")) << answer.err;
}

TEST(Directory, TakesTheFourBoundsFromTheTextBeforeTheShape) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "a.csv";
    change(book, "UPDATE park SET four_bounds = '东至某河，西至某路' WHERE park_id = 'P001'");
    ASSERT_EQ(directory(book, out).code, 0);
    const std::string text = read_file(out);
    EXPECT_TRUE(says(text, "东至某河，西至某路,资料,")) << text;
    EXPECT_TRUE(says(text, "°E，南至 ")) << text;
}

TEST(Directory, SaysUnknownWhereOneBlockIsUnknown) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "a.csv";
    change(book, "UPDATE park SET approved_area_m2 = NULL WHERE block_id = 'P002B'");
    ASSERT_EQ(directory(book, out).code, 0);
    EXPECT_TRUE(says(read_file(out), "P002,示例二园（虚构）,省级,未知,无,439901,未知,4941.63,")) << read_file(out);
}

TEST(Directory, ListsLandAndFirmsOutsideEveryBoundary) {
    const TempFolder folder;
    const std::string book = book_in(folder), out = folder / "a.html";
    change(book, "UPDATE enterprise_land SET park_id = NULL WHERE uscc = '914399011000000166'; INSERT INTO enterprise "
                 "(uscc, name) VALUES ('91430000MA4L0000X1', '无地企业')");
    const Answer answer = directory(book, out);
    ASSERT_EQ(answer.code, 0) << answer.err;
    const std::string html = read_file(out);
    for (const auto& row : ask(book, "SELECT parcel_id AS p FROM parcel_result WHERE park_id IS NULL"))
        EXPECT_TRUE(says(html, row.at("p").value()));
    EXPECT_TRUE(says(html, "914399011000000166") && says(html, "用地不在任何园区范围内"));
    EXPECT_TRUE(says(html, "无地企业") && says(html, "未与宗地对上，位置未知"));
    EXPECT_TRUE(says(answer.err, "企业 2 家")) << answer.err;
}

TEST(Directory, MarkupInNamesIsText) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    change(book, "UPDATE park_result SET park_name = '<script>alert(1)</script>' WHERE park_id = 'P001'; UPDATE park "
                 "SET leading_industry = '=1+1' WHERE park_id = 'P001'");
    ASSERT_EQ(directory(book, folder / "a.html").code, 0);
    const std::string html = read_file(folder / "a.html");
    EXPECT_FALSE(says(html, "<script>"));
    EXPECT_TRUE(says(html, "&lt;script&gt;"));
    ASSERT_EQ(directory(book, folder / "a.xlsx").code, 0);
    std::string sheets;
    for (const auto& [name, content] : unzip(folder / "a.xlsx")) sheets += content;
    EXPECT_FALSE(says(sheets, "<f>"));
    EXPECT_TRUE(says(sheets, "=1+1"));
    EXPECT_TRUE(says(sheets, "未知"));
}

TEST(Directory, WhatCannotBeDoneIsRefused) {
    const TempFolder folder;
    const std::string book = book_in(folder);
    EXPECT_EQ(directory(book, folder / "a.docx").code, 2);
    EXPECT_EQ(run({"report", book, "--kind", "directory"}).code, 2);
    EXPECT_EQ(directory(book, folder / "a.csv", {"--park", "没有的园区"}).code, 2);
    write(folder / "a.csv", "mine");
    EXPECT_EQ(directory(book, folder / "a.csv").code, 2);
    EXPECT_EQ(read_file(folder / "a.csv"), "mine");
    ASSERT_EQ(directory(book, folder / "b.csv", {"--park", "P003"}).code, 0);
    EXPECT_FALSE(says(read_file(folder / "b.csv"), "P001"));
}

}  // namespace
}  // namespace mutu::test

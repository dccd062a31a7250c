// mutu report --kind charts on the demo: figures of the book, one look in three forms, the same bytes twice.
#include "paper.hpp"
#include "program.hpp"

#include "mutu/text.hpp"
#include "mutu/units.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

std::size_t times(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++count;
    return count;
}

std::string mu_of(const std::string& sql) { return fixed(Area::square_metres(number(paper_demo().book, sql)).mu(), 2); }

TEST(Charts, SayTheFiguresOfTheBook) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const TempFolder folder;
    ASSERT_EQ(run({"report", paper_demo().book, "--kind", "charts", "-o", folder / "c"}).code, 0);
    const std::string text = text_of(folder / "c/charts.pdf");
    for (const char* title : {"批—供—建—用", "供而未动工时长", "各年批准用地供应情况", "亩均税收 × 亩均产值",
                              "税收在用地上的集中程度", "园区亩均税收排名", "亩均效益评价分档", "用地分类"})
        EXPECT_TRUE(says(text, title)) << title;
    EXPECT_TRUE(says(text, mu_of("SELECT total(approved_m2) FROM park_result") + " 亩")) << text;
    EXPECT_TRUE(says(text, mu_of("SELECT total(supplied_m2) FROM park_result") + " 亩")) << text;
    EXPECT_TRUE(says(text, mu_of("SELECT total(area_m2) FROM parcel_result WHERE idle_state = 'completed'") + " 亩"))
        << text;
    EXPECT_TRUE(says(text, mu_of("SELECT total(area_m2) FROM parcel_result WHERE land_class = 'low_efficiency'")));
    EXPECT_TRUE(says(text, fixed(number(paper_demo().book, "SELECT max(tax_wan_per_mu) FROM park_result"), 2)));
}

TEST(Charts, StandInHtmlAndDocxToo) {
    const TempFolder folder;
    ASSERT_EQ(run({"report", paper_demo().book, "--kind", "charts", "--park", "P001", "-o", folder / "c"}).code, 0);
    const std::string html = read_file(folder / "c/charts.html");
    EXPECT_EQ(times(html, "src=\"data:image/svg+xml;base64,"), 8U);
    EXPECT_EQ(times(html, "<script"), 0U);
    for (const char* name : {"funnel", "idle_age", "vintage", "classes", "quadrant", "lorenz", "ranking", "grades"})
        EXPECT_TRUE(says(read_file(folder / ("c/" + std::string{name} + ".svg")), "<svg")) << name;
    EXPECT_TRUE(says(read_file(folder / "c/charts.docx"), "word/media/picture8.png"));
}

TEST(Charts, AreTheSameTwiceAndNeverOverwriteUnasked) {
    const TempFolder folder;
    for (const char* name : {"a", "b"})
        ASSERT_EQ(run({"report", paper_demo().book, "--kind", "charts", "-o", folder / name}).code, 0);
    EXPECT_EQ(contents(folder / "a"), contents(folder / "b"));
    const Answer again = run({"report", paper_demo().book, "--kind", "charts", "-o", folder / "a"});
    EXPECT_EQ(again.code, 2);
    EXPECT_TRUE(says(again.err, "--overwrite")) << again.err;
}

}  // namespace
}  // namespace mutu::test

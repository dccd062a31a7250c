// Widths of a table's columns on paper: numbers stay whole, the sheet is filled, letters shrink before ids break.
#include "table_grid.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace mutu {
namespace {

constexpr int room = 8844;  // twips between the margins of a paper

TextTable table(const std::vector<std::string>& headings, const std::vector<bool>& numeric,
                const std::vector<std::string>& row) {
    TextTable made;
    made.headings = headings, made.numeric = numeric;
    auto& cells = made.rows.emplace_back();
    for (const std::string& cell : row) cells.emplace_back(cell);
    return made;
}

int sum(const TableGrid& grid) { return std::accumulate(grid.widths.begin(), grid.widths.end(), 0); }

TEST(TableGrid, GivesWordsWhatNumbersLeave) {
    const TableGrid grid =
        grid_of(table({"园区", "面积（亩）", "说明"}, {false, true, false},
                      {"示例一园", "1040.81", "自然资源部年度处置任务，湖南当年任务以省里下达为准，占期初存量的比例"}),
                room);
    EXPECT_EQ(grid.size, 21);
    EXPECT_EQ(sum(grid), room);
    EXPECT_GE(grid.widths[1], 7 * 105) << "seven digits of half a character, 10.5 pt";
    EXPECT_GT(grid.widths[2], 3 * grid.widths[0]);
}

TEST(TableGrid, SetsSmallerLettersBeforeItBreaksANumber) {
    const std::vector<std::string> headings(10, "面积（亩）"), row(10, "12345.67");
    const TableGrid grid = grid_of(table(headings, std::vector<bool>(10, true), row), room);
    EXPECT_LT(grid.size, 21);
    EXPECT_EQ(sum(grid), room);
    for (const int width : grid.widths) EXPECT_GE(width, 8 * grid.size * 5);
}

TEST(TableGrid, BreaksIdsWhereNothingElseHelps) {
    std::vector<std::string> headings(7, "宗地"), row(7, "439901001001GB00004");
    headings.emplace_back("面积（亩）"), row.emplace_back("62.17");
    std::vector<bool> numeric(7, false);
    numeric.push_back(true);
    const TableGrid grid = grid_of(table(headings, numeric, row), room);
    EXPECT_EQ(sum(grid), room);
    EXPECT_GE(grid.widths[7], 5 * grid.size * 5) << "a number is not broken even then";
}

TEST(TableGrid, SharesEvenlyWhereEvenNumbersDoNotFit) {
    const std::vector<std::string> headings(40, "数"), row(40, "1234567.89");
    const TableGrid grid = grid_of(table(headings, std::vector<bool>(40, true), row), room);
    EXPECT_EQ(sum(grid), room);
    EXPECT_EQ(grid.widths[0], room / 40);
}

}  // namespace
}  // namespace mutu

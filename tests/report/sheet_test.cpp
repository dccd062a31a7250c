// Limits of one sheet.
#include "workbook.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

TEST(Sheet, RefusesMoreRowsThanXlsxHolds) {
    Workbook book{testing::TempDir() + "/many.xlsx", 1, "many"};
    Sheet sheet{book, "宗地", {{"面积", Form::mu, false}}, {}};
    const Cell unknown[] = {{}};
    const auto fill = [&] {
        for (int row = 0; row < 1'048'576; ++row) sheet.add(unknown);
    };
    EXPECT_THROW(fill(), Error);
}

TEST(Sheet, LeavesTheOldFileWhereWritingWasGivenUp) {
    const std::string path = testing::TempDir() + "/given_up.xlsx";
    {
        Workbook book{path, 1, "first"};
        book.add_sheet("甲");
        book.finish();
    }
    const std::string before = read_file(path);
    {
        Workbook abandoned{path, 1, "second"};
    }
    EXPECT_EQ(read_file(path), before);
    EXPECT_THROW(read_file(path + ".part"), Error);
}

}  // namespace
}  // namespace mutu

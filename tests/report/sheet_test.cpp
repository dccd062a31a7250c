// Limits of one sheet.
#include "support/sheet.hpp"
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

TEST(Sheet, IsPrintedOnAsManyPagesSideBySideAsKeepItReadable) {
    const std::string path = testing::TempDir() + "/wide.xlsx";
    {
        Workbook book{path, 1, "wide"};
        std::vector<SheetColumn> many;
        for (int i = 0; i < 30; ++i)
            many.push_back({"约定动工日期（合同载明）"});  // 24 characters and a button: 27 × 30
        Sheet{book, "宽", many, {}}.finish({});
        Sheet{book, "窄", {{"宗地编号"}, {"面积(亩)", Form::mu, true}}, {}}.finish({});
        book.finish();
    }
    const test::Xlsx file{path};
    EXPECT_NE(file.sheet("宽").xml.find("fitToWidth=\"3\" fitToHeight=\"0\""), std::string::npos);
    EXPECT_EQ(file.sheet("窄").xml.find("fitToWidth"), std::string::npos)
        << "one page is what the format takes for granted";
    const std::string& titles = file.member("xl/workbook.xml");
    EXPECT_NE(titles.find("'宽'!$A:$D,'宽'!$1:$1"), std::string::npos) << titles;
    EXPECT_NE(titles.find(">'窄'!$1:$1<"), std::string::npos) << "no columns of it are repeated";
}

}  // namespace
}  // namespace mutu

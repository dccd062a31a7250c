// Numbers, dates and blanks in the forms people type.
#include "mutu/text.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

double number(std::string_view text) { return std::get<double>(parse_number(text)); }
std::string date(std::string_view text) { return std::get<Date>(parse_date(text)).iso(); }
bool refused(std::string_view text) { return std::holds_alternative<Unreadable>(parse_number(text)); }
std::string why(std::string_view text) { return std::get<Unreadable>(parse_date(text)).why; }

TEST(Blank, KnowsTheWordsForNothing) {
    for (const char* text : {"", "  ", "-", "—", "/", "无", "NULL", "null", "\u3000", "\uFEFF"})
        EXPECT_TRUE(is_blank(text)) << text;
    for (const char* text : {"0", "无锡", "a"}) EXPECT_FALSE(is_blank(text)) << text;
}

TEST(Number, TakesThousandsCommasAndFullWidthDigits) {
    EXPECT_EQ(number("1,234,567.89"), 1234567.89);
    EXPECT_EQ(number("１２．５"), 12.5);
    EXPECT_EQ(number("１，２００"), 1200);
    EXPECT_EQ(number(" -3 "), -3);
    EXPECT_EQ(number("+3"), 3);
    EXPECT_EQ(number("33.3%"), 0.333);
    EXPECT_EQ(number("1/3"), 1.0 / 3.0);
    EXPECT_EQ(number("1e3"), 1000);
}

TEST(Number, RefusesDecimalCommasNanAndWords) {
    for (const char* text : {"12,5", "1,23", "nan", "inf", "12亩", "--3", "1 2", "0x10", "1/0"})
        EXPECT_TRUE(refused(text)) << text;
}

TEST(Date, TakesTheFormsPeopleType) {
    for (const char* text : {"2016-01-04", "2016/1/4", "2016.1.4", "2016年01月04日", "2016年1月4日", "20160104",
                             "2016-01-04 23:30:00", "2016-01-04T23:30:00Z", "42373", "42373.0", "２０１６-01-04"})
        EXPECT_EQ(date(text), "2016-01-04") << text;
}

TEST(Date, RefusesImpossibleAndPartialDays) {
    EXPECT_EQ(why("2024-02-30"), "impossible day");
    EXPECT_EQ(why("20240230"), "impossible day");
    EXPECT_EQ(why("1899-12-30"), "sentinel");
    EXPECT_EQ(why("1900-01-01"), "sentinel");
    for (const char* text : {"2024", "2024-02", "2024年2月", "4/1/2016", "soon", "-5"})
        EXPECT_TRUE(std::holds_alternative<Unreadable>(parse_date(text))) << text;
}

TEST(YesNo, ReadsBothLanguages) {
    EXPECT_TRUE(std::get<bool>(parse_yes_no("是")));
    EXPECT_FALSE(std::get<bool>(parse_yes_no("0")));
    EXPECT_TRUE(std::holds_alternative<Blank>(parse_yes_no("-")));
}

TEST(Fixed, RoundsHalfAwayFromZeroOnTheDecimalText) {
    EXPECT_EQ(fixed(0.125, 2), "0.13");
    EXPECT_EQ(fixed(1.005, 2), "1.01");
    EXPECT_EQ(fixed(-2.5, 0), "-3");
    EXPECT_EQ(fixed(999.995, 2), "1000.00");
    EXPECT_EQ(fixed(-0.001, 2), "0.00");
    EXPECT_EQ(fixed(7, 2), "7.00");
}

TEST(Shortest, ReadsBackAndHasNoExponentInTheUsualRange) {
    EXPECT_EQ(shortest(0.1), "0.1");
    EXPECT_EQ(shortest(13333.4), "13333.4");
    EXPECT_EQ(shortest(1e15), "1000000000000000");
}

TEST(Encoding, DecodesGbkAndKnowsUtf8) {
    EXPECT_EQ(to_utf8("\xD4\xB0\xC7\xF8", "GBK"), "园区");
    EXPECT_FALSE(is_utf8("\xD4\xB0\xC7\xF8"));
    EXPECT_TRUE(is_utf8("园区"));
    EXPECT_EQ(from_utf8("园区", "GBK"), "\xD4\xB0\xC7\xF8");
    EXPECT_FALSE(from_utf8("😀", "GBK"));
}

TEST(Width, CountsChineseAsTwoColumns) { EXPECT_EQ(display_width("亩均 tax"), 8U); }

TEST(Nearest, SuggestsWhatWasMeant) {
    const std::vector<std::string> words{"early_warning_days", "idle_a_years"};
    EXPECT_EQ(nearest("early_warning_day", words), "early_warning_days");
    EXPECT_FALSE(nearest("zebra", words));
}

}  // namespace
}  // namespace mutu

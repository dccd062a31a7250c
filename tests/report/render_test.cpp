// Tables as text for people and for programs, hostile values among them.
#include "mutu/report.hpp"
#include "mutu/value.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

TextTable sample() {
    return {{"park", "area_mu"},
            {"园区", "亩"},
            {false, true},
            {{"甲", "12.50"}, {"abcd", std::nullopt}, {"长名字", "1500.00"}}};
}

TEST(Render, AlignsWideCharacters) {
    EXPECT_EQ(render(sample(), Format::table, "parks"), "园区         亩\n"
                                                        "甲        12.50\n"
                                                        "abcd\n"
                                                        "长名字  1500.00\n");
}

TEST(Render, WritesJsonWithNumbersUnquoted) {
    EXPECT_EQ(render(sample(), Format::json, "parks"), "{\"schema\":\"parks\",\"schemaVersion\":1,\"rows\":[\n"
                                                       "{\"park\":\"甲\",\"area_mu\":12.50},\n"
                                                       "{\"park\":\"abcd\",\"area_mu\":null},\n"
                                                       "{\"park\":\"长名字\",\"area_mu\":1500.00}\n"
                                                       "]}\n");
}

TEST(Render, WritesOneJsonObjectALine) {
    EXPECT_EQ(render(sample(), Format::ndjson, "parks"),
              "{\"park\":\"甲\",\"area_mu\":12.50}\n{\"park\":\"abcd\",\"area_mu\":null}\n{\"park\":\"长名字\",\"area_"
              "mu\":1500.00}\n");
}

TEST(Render, QuotesCsvAsTheStandardSays) {
    const TextTable table{{"a", "b"}, {"甲", "乙"}, {}, {{"x,\"y\"", "one\ntwo"}, {std::nullopt, "3"}}};
    EXPECT_EQ(render(table, Format::csv, "t"), "a,b\n\"x,\"\"y\"\"\",\"one\ntwo\"\n,3\n");
}

TEST(Render, EscapesMarkdown) {
    const TextTable table{{"a", "b"}, {"甲", "乙"}, {false, true}, {{"x|y", "<b>"}}};
    EXPECT_EQ(render(table, Format::md, "t"), "| 甲 | 乙 |\n| --- | ---: |\n| x\\|y | &lt;b> |\n");
}

TEST(Render, NeutralisesTerminalEscapes) {
    const TextTable table{{"a"}, {"甲"}, {}, {{"\x1b[2J\u009b1m\u202e\r\n"}}};
    EXPECT_EQ(render(table, Format::table, "t"), "甲\n\\x1b[2J\\x9b1m\\u202e\\r\\n\n");
    EXPECT_EQ(render(table, Format::csv, "t"), "a\n\"\\x1b[2J\\x9b1m\\u202e\r\n\"\n");
}

TEST(Render, KeepsTheValueOfEscapedJson) {
    const std::string value = "\x1b[2J\u009b\u202e\"\\x1b";
    const std::string line = render({{"a"}, {"甲"}, {}, {{value}}}, Format::ndjson, "t");
    EXPECT_EQ(line, "{\"a\":\"\\u001b[2J\\u009b\\u202e\\\"\\\\x1b\"}\n");
    EXPECT_EQ(parse_json(line, "t").find("a")->text("a"), value);
}

TEST(Render, QuotesWhatIsNoNumberInANumericColumn) {
    const TextTable table{{"a"}, {"甲"}, {true}, {{"1,\"x\":2"}, {"007"}, {"-1.5e3"}, {"1."}}};
    EXPECT_EQ(render(table, Format::ndjson, "t"),
              "{\"a\":\"1,\\\"x\\\":2\"}\n{\"a\":\"007\"}\n{\"a\":-1.5e3}\n{\"a\":\"1.\"}\n");
}

TEST(Render, ReplacesBrokenUtf8) {
    EXPECT_EQ(render({{"a"},
                      {"a"},
                      {},
                      {{"x\xff"
                        "y\xe4\xb8"}}},
                     Format::table, "t"),
              "a\nx\uFFFDy\uFFFD\uFFFD\n");
}

TEST(Render, WritesAnEmptyTable) {
    EXPECT_EQ(render({{"a"}, {"甲"}, {}, {}}, Format::json, "t"),
              "{\"schema\":\"t\",\"schemaVersion\":1,\"rows\":[]}\n");
    EXPECT_EQ(render({{"a"}, {"甲"}, {}, {}}, Format::table, "t"), "甲\n");
}

}  // namespace
}  // namespace mutu

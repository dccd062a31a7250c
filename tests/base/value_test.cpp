// TOML and JSON trees: places in messages, order kept, text that reads back.
#include "mutu/value.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

TEST(Toml, KeepsTheOrderOfTheFileAndTheDates) {
    const Value value = parse_toml("b = 1\na = 2024-02-29\n[t]\nx = [1, 2.5, \"三\"]\n", "p.toml");
    EXPECT_EQ(to_json(value), R"({"b":1,"a":"2024-02-29","t":{"x":[1,2.5,"三"]}})");
    EXPECT_EQ(value.find("a")->where(), "p.toml:2:5");
}

TEST(Toml, FaultsNameLineAndColumn) {
    try {
        parse_toml("a = 1\nb = = 2\n", "p.toml");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Kind::input);
        EXPECT_EQ(std::string{error.what()}.substr(0, 9), "p.toml:2:");
    }
}

TEST(Value, WrongKindsNameThePlace) {
    const Value value = parse_toml("a = 1\n", "p.toml");
    try {
        value.find("a")->text("a");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "p.toml:1:5: a must be text in quotes");
    }
}

TEST(Json, ReadsBackWhatItWrote) {
    Value value;
    value.add("text", "a\"\\\n\x01");
    value.add("number", 13333.4);
    value.add("null", Value{});
    value.add("list", Value{Value::List{Value{true}, Value{7}}});
    const std::string text = to_json(value);
    EXPECT_EQ(to_json(parse_json(text, "j")), text);
    EXPECT_EQ(text, R"({"text":"a\"\\\n\u0001","number":13333.4,"null":null,"list":[true,7]})");
}

}  // namespace
}  // namespace mutu

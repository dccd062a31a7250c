// A calendar file read back by a reader of its own.
#include "support/ics.hpp"

#include "mutu/calendar.hpp"
#include "mutu/text.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

Calendar one_event(const std::string& summary, const std::string& description = "") {
    return {"时限",
            *Date::civil(2026, 6, 30),
            {30, 7},
            false,
            {{"a@mutu", *Date::civil(2026, 12, 31), summary, description, "", "应动工"}}};
}

TEST(CalendarFile, HoldsTheDayAsAWholeDay) {
    const auto event = test::read_ics(to_ics(one_event("应动工：地块一"))).inside.at(0);
    EXPECT_EQ(event.name, "VEVENT");
    EXPECT_EQ(event.raw("DTSTART;VALUE=DATE"), "20261231");
    EXPECT_EQ(event.raw("DTEND;VALUE=DATE"), "20270101");
    EXPECT_EQ(event.raw("UID"), "a@mutu");
    EXPECT_EQ(event.raw("DTSTAMP"), "20260630T000000Z");
}

TEST(CalendarFile, WarnsAsManyDaysAheadAsAsked) {
    const auto event = test::read_ics(to_ics(one_event("应动工"))).inside.at(0);
    ASSERT_EQ(event.inside.size(), 2U);
    EXPECT_EQ(event.inside[0].raw("TRIGGER"), "-P30D");
    EXPECT_EQ(event.inside[1].raw("TRIGGER"), "-P7D");
    EXPECT_EQ(event.inside[0].raw("ACTION"), "DISPLAY");
}

TEST(CalendarFile, GivesBackEveryLetterOfAText) {
    const std::string summary = "甲,乙;丙\\丁 <b>&\"", description = "第一行\n第二行：BEGIN:VEVENT";
    const auto calendar = test::read_ics(to_ics(one_event(summary, description)));
    ASSERT_EQ(calendar.inside.size(), 1U);
    EXPECT_EQ(calendar.inside[0].text("SUMMARY"), summary);
    EXPECT_EQ(calendar.inside[0].text("DESCRIPTION"), description);
}

TEST(CalendarFile, CutsLongLinesBetweenCharacters) {
    for (std::size_t ahead = 0; ahead < 8; ++ahead) {
        std::string summary(ahead, 'x');
        for (int i = 0; i < 60; ++i) summary += i % 7 == 0 ? "\U00020000" : "宗";
        const std::string bytes = to_ics(one_event(summary));
        for (const std::string& line : test::ics_lines(bytes)) EXPECT_TRUE(is_utf8(line)) << ahead << ' ' << line;
        EXPECT_EQ(test::read_ics(bytes).inside.at(0).text("SUMMARY"), summary);
    }
}

TEST(CalendarFile, ShowsWhatWouldTurnTheTextAround) {
    const auto event = test::read_ics(to_ics(one_event("甲\u202E乙\x07"))).inside.at(0);
    EXPECT_EQ(event.text("SUMMARY"), "甲\\u202e乙\\x07");
}

}  // namespace
}  // namespace mutu

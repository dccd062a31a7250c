// Themes over columns that are worked out: the grade of the firm, the use of the land; each agrees with its filter and
// its map.
#include "client.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

/// value → count of a legend.
std::map<std::string, std::int64_t> counts(const std::string& theme) {
    std::map<std::string, std::int64_t> made;
    const Heard heard = served().get("/api/legend?theme=" + theme);
    EXPECT_EQ(heard.status, 200) << heard.body;
    const Value legend = heard.json();
    for (const Value& one : legend.find("classes")->list("classes"))
        made[one.find("value")->text("value")] = one.find("count")->integer("count");
    return made;
}

TEST(Themes, OfGradeAndUseCountEveryParcelOnceAndFilterAlike) {
    const auto all = static_cast<std::int64_t>(number(served().book(), "SELECT count(*) FROM parcel_result"));
    for (const char* theme : {"grade", "land_use", "efficiency"}) {
        std::int64_t sum = 0;
        int filled = 0;
        for (const auto& [value, count] : counts(theme)) {
            sum += count, filled += count > 0;
            const Value table = served().get(std::string{"/api/parcels?limit=1&"} + theme + "=" + value).json();
            EXPECT_EQ(table.find("count")->integer("count"), count) << theme << " " << value;
        }
        EXPECT_EQ(sum, all) << theme;
        EXPECT_GT(filled, 1) << theme;
    }
}

TEST(Themes, AGradeIsThatOfTheFirmWithMostLandOnTheParcel) {
    const auto row =
        ask(served().book(),
            "SELECT l.parcel_id, e.grade FROM enterprise_land l JOIN enterprise_result e ON e.uscc = l.uscc WHERE "
            "e.grade = 'D' AND e.year = (SELECT max(year) FROM enterprise_result WHERE grade IS NOT NULL) AND "
            "(SELECT count(*) FROM enterprise_land o WHERE o.parcel_id = l.parcel_id) = 1 LIMIT 1");
    ASSERT_EQ(row.size(), 1U);
    const std::string parcel = row[0].at("parcel_id").value_or("");
    const Value table = served().get("/api/parcels?grade=D&q=" + parcel).json();
    EXPECT_EQ(table.find("count")->integer("count"), 1);
}

TEST(Themes, AUseFollowsTheCodeInItsSystem) {
    const auto industry = counts("land_use")["industry"];
    EXPECT_EQ(industry,
              static_cast<std::int64_t>(number(
                  served().book(), "SELECT count(*) FROM parcel_result r JOIN parcel p USING (parcel_id) WHERE "
                                   "(p.code_system LIKE 'YDYH%' AND p.land_use_code LIKE '1001%') OR (p.code_system "
                                   "= 'SD' AND p.land_use_code LIKE '0601%')")));
    EXPECT_GT(industry, 0);
}

}  // namespace
}  // namespace mutu::test

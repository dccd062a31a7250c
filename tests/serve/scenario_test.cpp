// Scenarios over the JSON interface: the same figures and land as the book's tables; nothing where there is none.
#include "client.hpp"

#include <gtest/gtest.h>

#include <set>

namespace mutu::test {
namespace {

/// A served demo of its own with a plan and a search for land.
struct Planned {
    Planned() {
        EXPECT_EQ(before.find("scenarios")->list("scenarios").size(), 0U);
        EXPECT_EQ(run({"plan", site.book(), "--budget", "3000", "--years", "3"}).code, 0);
        EXPECT_EQ(run({"expand", site.book(), "--park", "P001", "--area-mu", "300"}).code, 0);
    }
    Served site;
    Value before = site.get("/api/scenarios").json();
    Value json(const std::string& target) const {
        const Heard heard = site.get(target);
        EXPECT_EQ(heard.status, 200) << target << "\n" << heard.body;
        return heard.json();
    }
};

const Planned& planned() {
    static const Planned one;
    return one;
}

const std::string& text(const Value& table, const char* key) { return table.find(key)->text(key); }

/// Σ area of the legend entry under this label.
double legend_area(const Value& page, const std::string& label) {
    double area = 0;
    for (const Value& one : page.find("legend")->list("legend"))
        if (text(one, "label") == label) area += one.find("area_m2")->real("area_m2");
    return area;
}

TEST(Scenarios, AreListedWithWhatWasAskedFor) {
    const Value all = planned().json("/api/scenarios");
    const Value::List& list = all.find("scenarios")->list("scenarios");
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(text(list[0], "kind"), "plan");
    EXPECT_EQ(text(list[0].find("request")->list("request")[0], "text"), "3000 万元");
    EXPECT_EQ(text(list[1], "id"), "E1");
    EXPECT_EQ(list[1].find("alternatives")->list("alternatives").size(),
              number(planned().site.book(), "SELECT count(*) FROM expansion_candidate"));
    for (const Value& one : list) EXPECT_FALSE(one.find("stale")->boolean("stale"));
}

TEST(Scenarios, APlanShowsTheBooksFiguresAndLand) {
    const std::string& book = planned().site.book();
    const Value page = planned().json("/api/plans/P1");
    std::set<std::string> parcels;
    for (const Value& one : page.find("land")->find("features")->list("features"))
        if (const Value* id = one.find("properties")->find("parcel_id")) parcels.insert(id->text("parcel_id"));
    EXPECT_EQ(parcels.size(), number(book, "SELECT count(*) FROM plan_parcel"));
    EXPECT_NEAR(legend_area(page, "第 1 年"), number(book, "SELECT sum(area_m2) FROM plan_parcel WHERE year = 1"),
                1e-3);
    EXPECT_NEAR(legend_area(page, "方案连片"), number(book, "SELECT sum(area_m2) FROM plan_block"), 1e-3);
    const Value::List& parks = page.find("parks")->list("parks");
    ASSERT_EQ(parks.size(), 3U);
    const Value& tax = parks[0].find("figures")->list("figures")[3];
    EXPECT_EQ(text(tax, "label"), "年税收");
    EXPECT_EQ(text(tax, "after"), fixed(number(book, "SELECT tax_after_wan FROM plan_park LIMIT 1"), 2) + " 万元");
}

TEST(Scenarios, AnAlternativeShowsItsLandAndTheBoundaryAfterwards) {
    const std::string& book = planned().site.book();
    const Value page = planned().json("/api/expansions/E1?alternative=A2");
    EXPECT_EQ(text(page, "alternative"), "A2");
    const std::string of = " WHERE alternative_id = 'A2'";
    EXPECT_NEAR(legend_area(page, "调入范围"), number(book, "SELECT area_m2 FROM expansion_candidate" + of), 1e-3);
    EXPECT_NEAR(legend_area(page, "调整后的园区范围"), number(book, "SELECT area_m2 FROM expansion_boundary" + of),
                1e-3);
    const Value& park = page.find("parks")->list("parks")[0];
    EXPECT_EQ(text(park.find("figures")->list("figures")[0], "after"),
              fixed(number(book, "SELECT park_after_m2 FROM expansion_candidate" + of) * 3 / 2000, 2) + " 亩");
    EXPECT_EQ(
        page.find("checks")->list("checks").size(),
        number(book, "SELECT count(*) FROM expansion_check" + of + " AND strength = 'hard' AND verdict <> 'yes'"));
    EXPECT_EQ(text(planned().json("/api/expansions/E1"), "alternative"), "A1");
}

TEST(Scenarios, ThatAreNotThereAreNamed) {
    for (const char* target : {"/api/plans/P9", "/api/expansions/E9", "/api/expansions/E1?alternative=A99",
                               "/api/plans/E1", "/api/plans/%27%20OR%201%3D1%20--"})
        EXPECT_EQ(planned().site.get(target).status, 404) << target;
    EXPECT_TRUE(says(planned().site.get("/api/plans/P9").body, "P9"));
}

TEST(Scenarios, OfAnEarlierRunSaySo) {
    Served site;
    EXPECT_EQ(run({"plan", site.book(), "--budget", "500"}).code, 0);
    const std::string project = site.book().substr(0, site.book().rfind('/')) + "/PROJECT.toml";
    EXPECT_EQ(run({"run", project, "--quiet", "--as-of", "2027-01-31"}).code, 0);
    const Value page = site.get("/api/plans/P1").json();
    EXPECT_TRUE(page.find("stale")->boolean("stale"));
}

}  // namespace
}  // namespace mutu::test

// Cases over the network: who may see them and who may take a step; what is refused, and what is written down.
#include "case_office.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

TEST(CasesApi, GoThroughTheHandsOfTheOfficeAndAreWrittenDown) {
    Office office;
    const std::string open = R"({"parcel_id":")" + office.parcel() + R"(","note":"围墙未动"})";
    const std::string about = "/api/cases?parcel=" + office.parcel();
    EXPECT_TRUE(office.get("赵六", about).json().find("may_open")->boolean("may_open"));
    EXPECT_FALSE(office.get("李四", about).json().find("may_open")->boolean("may_open"));

    // Who has no post looks; who is a viewer does not even that; nobody acts from another page.
    EXPECT_EQ(office.act("editor", "/api/cases", open).status, 403);
    EXPECT_EQ(office.act("viewer", "/api/cases", open).status, 403);
    EXPECT_EQ(office.get("viewer", "/api/cases").status, 403);
    EXPECT_EQ(office.say("POST", "/api/cases", open, office.cookie("赵六") + "X-Mutu: 1\r\n").status, 403);
    EXPECT_EQ(office.say("POST", "/api/cases", open, office.cookie("赵六")).status, 403);
    EXPECT_EQ(office.say("POST", "/api/cases", open, "X-Mutu: 1\r\n").status, 401);

    const Heard opened = office.act("赵六", "/api/cases", open);
    ASSERT_EQ(opened.status, 200) << opened.body;
    EXPECT_EQ(opened.json().find("state")->text("state"), "suspected");
    EXPECT_EQ(opened.header("Cache-Control"), "no-store");
    EXPECT_EQ(office.act("赵六", "/api/cases", open).status, 409);  // one open case a parcel

    const std::string step = R"({"step":"investigate","document":"调〔2026〕1号","document_date":"2026-01-05"})";
    EXPECT_EQ(office.act("赵六", "/api/cases/C1/step", step).status, 409);
    EXPECT_EQ(
        office.act("张三", "/api/cases/C1/step", R"({"step":"decide_fee","document":"1","document_date":"2026-01-05"})")
            .status,
        409);
    const Heard drafted = office.act("张三", "/api/cases/C1/step", step);
    ASSERT_EQ(drafted.status, 200) << drafted.body;
    EXPECT_EQ(drafted.json().find("draft")->find("step")->text("step"), "investigate");
    EXPECT_EQ(office.act("张三", "/api/cases/C1/sign", "{}").status, 409);  // nobody reviews own work
    EXPECT_TRUE(office.get("李四", "/api/cases/C1").json().find("draft")->find("may")->boolean("may"));
    EXPECT_EQ(office.act("李四", "/api/cases/C1/sign", "{}").status, 200);
    const Heard taken = office.act("王五", "/api/cases/C1/sign", "{}");
    EXPECT_EQ(taken.json().find("state")->text("state"), "investigating") << taken.body;
    EXPECT_EQ(office.act("张三", "/api/cases/C1/serve", R"({"step":"investigate","served_date":"2026-01-07"})").status,
              200);
    EXPECT_EQ(office.act("李四", "/api/cases/C1/note", R"({"note":"<b>已约谈</b>"})").status, 200);

    // The name is the one that logged in, whatever the body says; the log knows each act, the chain holds.
    EXPECT_EQ(office.act("李四", "/api/cases/C1/note", R"({"note":"x","edited_by":"王五"})").status, 400);
    EXPECT_EQ(ask(office.book(), "SELECT group_concat(DISTINCT edited_by) AS who FROM case_edit").at(0).at("who"),
              "赵六,张三,李四,王五");
    EXPECT_TRUE(says(office.log(), "C1 step investigate")) << office.log();
    EXPECT_TRUE(says(office.log(), "C1 open"));
    EXPECT_EQ(run({"audit", "verify", office.book()}).code, 0);
    EXPECT_EQ(office.get("editor", "/api/cases?open=1").json().find("cases")->list("cases").size(), 1U);
}

TEST(CasesApi, ABadAnswerIsToldAndWritesNothing) {
    Office office;
    EXPECT_EQ(office.act("赵六", "/api/cases", R"({"parcel_id":"没有这宗"})").status, 400);
    EXPECT_EQ(office.act("赵六", "/api/cases", "{").status, 400);
    EXPECT_EQ(office.act("赵六", "/api/cases", "[1]").status, 400);
    EXPECT_EQ(office.act("赵六", "/api/cases", R"({"parcel_id":7})").status, 400);
    EXPECT_EQ(office.act("赵六", "/api/cases", "\"\xff\xfe\"").status, 400);
    EXPECT_EQ(office.act("赵六", "/api/cases", std::string(17'000, ' ')).status, 413);
    EXPECT_EQ(office.act("赵六", "/api/cases/C7/sign", "{}").status, 404);
    EXPECT_EQ(office.act("赵六", "/api/cases/C1/nothing", "{}").status, 404);
    EXPECT_EQ(office.get("赵六", "/api/cases/C7").status, 404);
    EXPECT_EQ(
        office.say("PUT", "/api/cases/C1", "{}", office.cookie("赵六") + "X-Mutu: " + office.token("赵六") + "\r\n")
            .status,
        405);
    EXPECT_EQ(number(office.book(), "SELECT count(*) FROM sqlite_master WHERE name = 'case_edit'"), 0);
}

TEST(CasesApi, WithoutUsersTheyAreReadAndNotWritten) {
    const Heard list = served().get("/api/cases");
    EXPECT_EQ(list.status, 200) << list.body;
    Wire wire{served().port()};
    wire.say("POST /api/cases HTTP/1.1\r\nHost: " + served().host() + "\r\nX-Mutu: 1\r\nContent-Length: 2\r\n\r\n{}");
    EXPECT_EQ(wire.hear().status, 403);
}

TEST(CasesApi, APostIsForEditorsAndSpelledOut) {
    const TempFolder folder;
    const std::string file = folder / "users";
    const auto user = [&](const std::string& options) {
        return std::system((std::string{"printf '%s\\n' '"} + office_word + "' | " + MUTU_PROGRAM + " user " + file +
                            " 甲 " + options + " 2>/dev/null")
                               .c_str());
    };
    EXPECT_NE(user("--role viewer --duty clerk --office county_bureau"), 0);
    EXPECT_NE(user("--role editor --duty clerk"), 0);
    EXPECT_NE(user("--role editor --duty boss --office county_bureau"), 0);
    EXPECT_EQ(user("--role editor --duty clerk --office county_bureau"), 0);
    EXPECT_TRUE(says(read_file(file), "甲:editor,clerk@county_bureau:$argon2id$"));
    EXPECT_EQ(user("--role editor"), 0);  // gives the post up
    EXPECT_FALSE(says(read_file(file), "clerk@county_bureau"));
}

}  // namespace
}  // namespace mutu::test

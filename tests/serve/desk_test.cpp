// 新建分析 as a browser does it: files in, a form, a run, an open book; and what strangers try.
#include "client.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace mutu::test {
namespace {

const std::string parcels =
    "宗地代码,权利人,供应方式,合同签订日期,约定动工日期,WKT\n"
    "439901001001GB00001,甲公司,出让,2019-01-01,2020-01-01,\"POLYGON((37500000 2950000,37500100 2950000,37500100 "
    "2950100,37500000 2950100,37500000 2950000))\"\n";

/// A workspace of its own, served until the end of the test.
class Workspace : public testing::Test {
protected:
    Workspace() : server_{folder_.path()} {}

    std::string target(const std::string& rest) const { return "/api/desk/" + rest; }
    Heard say(const std::string& method, const std::string& path, const std::string& body,
              const std::string& headers = "X-Mutu: 1\r\n") const {
        Wire wire{server_.port()};
        wire.say(method + " " + path + " HTTP/1.1\r\nHost: " + server_.host() +
                 "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" +
                 body);
        return wire.hear();
    }
    Heard put(const std::string& analysis, const std::string& file, const std::string& bytes) const {
        return say("PUT", target(analysis + "/files/" + file), bytes);
    }
    std::string state() const {
        const Value told = server_.get("/api/desk").json();
        return told.find("job")->find("state")->text("state");
    }
    std::string ended() const {
        for (int tries = 0; tries < 600 && state() == "running"; ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        return state();
    }

    TempFolder folder_;
    Served server_;
};

TEST_F(Workspace, FilesBecomeAnOpenBook) {
    EXPECT_EQ(server_.get("/api/book").status, 404) << "nothing is open yet";
    EXPECT_EQ(server_.get("/").status, 200);
    ASSERT_EQ(put("mine", "land.csv", parcels).status, 201);
    const Heard first = say("POST", target("mine/draft"), "");
    ASSERT_EQ(first.status, 200) << first.body;
    const Value draft = first.json();
    const Value& source = draft.find("form")->find("sources")->list("sources").at(0);
    EXPECT_EQ(source.find("role")->text("role"), "parcel");
    EXPECT_EQ(source.find("columns")->list("columns").at(1).find("first")->list("first").at(0).text("cell"), "甲公司");
    EXPECT_TRUE(says(draft.find("project")->text("project"), "role = \"parcel\""));

    const std::string answers =
        R"({"name":"我的","as_of":"2026-06-30","sources":[{"path":"资料/land.csv","layer":"land","crs":"EPSG:4525",)"
        R"("columns":{"project_name":"权利人"}}]})";
    const Heard started = say("POST", target("mine/run"), answers);
    ASSERT_EQ(started.status, 202) << started.body;
    ASSERT_EQ(ended(), "done") << server_.get("/api/desk").body;
    const Heard book = server_.get("/api/book");
    ASSERT_EQ(book.status, 200) << book.body;
    EXPECT_EQ(book.json().find("as_of")->text("as_of"), "2026-06-30");
    EXPECT_EQ(server_.get("/api/parcels/439901001001GB00001").status, 200);
    const std::string project = read_file(folder_ / "mine/PROJECT.toml");
    EXPECT_TRUE(says(project, "crs = \"EPSG:4525\"")) << project;
    EXPECT_TRUE(says(project, "project_name = \"权利人\"")) << project;
    EXPECT_EQ(run({"run", folder_ / "mine/PROJECT.toml", "--overwrite", "--dry-run"}).code, 0)
        << "on the command line too";
}

TEST_F(Workspace, ARunThatFailsSaysWhyAndOpensNothing) {
    ASSERT_EQ(put("bad", "park.csv", "园区名称,园区代码\n甲园,P1\n").status, 201);
    EXPECT_EQ(say("POST", target("bad/run"), "{}").status, 202);
    EXPECT_EQ(ended(), "failed");
    EXPECT_FALSE(server_.get("/api/desk").json().find("job")->find("said")->text("said").empty());
    EXPECT_EQ(server_.get("/api/book").status, 404);
}

TEST_F(Workspace, ARunIsStoppedBeforeItsNextStepAndWritesNothing) {
    std::string many = parcels.substr(0, parcels.find('\n') + 1);
    for (int i = 0; i < 20000; ++i) {  // reading takes a while
        const std::string x = std::to_string(37500000 + 100 * (i % 200)), y = std::to_string(2950000 + 100 * (i / 200));
        const std::string right = std::to_string(37500100 + 100 * (i % 200)),
                          top = std::to_string(2950100 + 100 * (i / 200));
        many += "Z" + std::to_string(i) + ",甲公司,出让,2019-01-01,2020-01-01,\"POLYGON((" + x + " " + y + "," + right +
                " " + y + "," + right + " " + top + "," + x + " " + top + "," + x + " " + y + "))\"\n";
    }
    ASSERT_EQ(put("big", "land.csv", many).status, 201);
    const std::string answers = R"({"sources":[{"path":"资料/land.csv","layer":"land","crs":"EPSG:4525"}]})";
    EXPECT_EQ(say("POST", target("big/stop"), "").status, 409) << "nothing runs";
    ASSERT_EQ(say("POST", target("big/run"), answers).status, 202);
    EXPECT_EQ(say("POST", target("other/stop"), "").status, 404);
    EXPECT_EQ(say("POST", target("big/stop"), "", "").status, 403) << "from the page alone";
    EXPECT_EQ(say("POST", target("big/stop"), "").status, 202);
    EXPECT_EQ(ended(), "stopped");
    EXPECT_TRUE(says(server_.get("/api/desk").json().find("job")->find("said")->text("said"), "没有写出"));
    EXPECT_FALSE(fs::exists(folder_ / "big/book.gpkg"));
    ASSERT_EQ(say("POST", target("big/run"), answers).status, 202) << "the next run goes on";
    EXPECT_EQ(ended(), "done");
}

TEST_F(Workspace, WhatWasPutInIsTakenOutAgain) {
    ASSERT_EQ(put("mine", "land.csv", parcels).status, 201);
    ASSERT_EQ(put("mine", "notes.csv", "甲乙丙,丁戊己\n1,2\n").status, 201);
    fs::create_directories(folder_ / "mine/资料/unpacked/inner");
    write(folder_ / "mine/资料/unpacked/inner/more.csv", parcels);
    EXPECT_EQ(say("DELETE", target("mine/files/notes.csv"), "").status, 200);
    EXPECT_EQ(say("DELETE", target("mine/files/unpacked"), "").status, 200) << "a folder with all in it";
    EXPECT_EQ(say("DELETE", target("mine/files/notes.csv"), "").status, 404);
    EXPECT_EQ(say("DELETE", target("mine/files/land.csv"), "", "").status, 403) << "from the page alone";
    const Value draft = say("POST", target("mine/draft"), "").json();
    EXPECT_EQ(draft.find("files")->list("files").size(), 1U);
    EXPECT_TRUE(fs::exists(folder_ / "mine/资料/land.csv"));
}

TEST_F(Workspace, WhatIsNoDataIsLeftOutAndWhatIsUnknownIsAskedFor) {
    ASSERT_EQ(put("mine", "land.csv", parcels).status, 201);
    ASSERT_EQ(put("mine", "notes.csv", "甲乙丙,丁戊己\n1,2\n").status, 201);
    const std::string land = R"({"path":"资料/land.csv","layer":"land","crs":"EPSG:4525"})";
    const Heard asked = say("POST", target("mine/run"), R"({"sources":[)" + land + "]}");
    EXPECT_EQ(asked.status, 409);
    EXPECT_TRUE(says(asked.body, "notes.csv")) << asked.body;
    EXPECT_FALSE(fs::exists(folder_ / "mine/PROJECT.toml"));
    const std::string notes = R"({"path":"资料/notes.csv","layer":"notes","role":""})";
    EXPECT_EQ(say("POST", target("mine/run"), R"({"sources":[)" + land + "," + notes + "]}").status, 202);
    EXPECT_EQ(ended(), "done") << server_.get("/api/desk").body;
}

TEST_F(Workspace, TakesNothingFromOtherSites) {
    EXPECT_EQ(say("PUT", target("a/files/x.csv"), "a,b\n", "").status, 403) << "without the page's header";
    EXPECT_EQ(say("PUT", target("a/files/x.csv"), "a,b\n", "X-Mutu: 1\r\nOrigin: http://evil.example\r\n").status, 403);
    EXPECT_EQ(say("POST", "/api/book", "{}").status, 405);
    EXPECT_FALSE(fs::exists(folder_ / "a"));
}

TEST_F(Workspace, NoNameLeavesTheFolder) {
    for (const char* name : {"..%2fx.csv", "..%5cx.csv", ".hidden.csv", "a%00.csv", "%ff.csv", "CON%3a.csv"})
        EXPECT_GE(put("a", name, "a,b\n").status, 400) << name;
    for (const char* analysis : {"..", "%2e%2e", ".x", "a%2fb", "a%5cb"})
        EXPECT_GE(put(analysis, "x.csv", "a,b\n").status, 400) << analysis;
    EXPECT_EQ(put("a", "program.sh", "rm").status, 415);
    EXPECT_EQ(say("DELETE", target("a/files/../../x"), "").status, 400);
    for (const auto& entry : fs::recursive_directory_iterator{folder_.path()})
        EXPECT_FALSE(entry.is_regular_file()) << entry.path();
}

TEST_F(Workspace, FilesThatComeAtOnceStayApart) {
    const auto bytes = [](char letter) { return "a,b\n" + std::string(3'000'000, letter) + ",1\n"; };
    std::vector<std::jthread> senders;
    for (const char letter : {'x', 'y', 'z'})
        senders.emplace_back(
            [&, letter] { EXPECT_EQ(put("mine", std::string{letter} + ".csv", bytes(letter)).status, 201); });
    senders.clear();
    for (const char letter : {'x', 'y', 'z'})
        EXPECT_TRUE(read_file(folder_ / ("mine/资料/" + std::string{letter} + ".csv")) == bytes(letter)) << letter;
}

TEST_F(Workspace, AnswersThatFitNothingAreRefusedByName) {
    ASSERT_EQ(put("mine", "land.csv", parcels).status, 201);
    const auto refusal = [&](const std::string& answers) {
        const Heard heard = say("POST", target("mine/draft"), answers);
        return std::to_string(heard.status) + " " + heard.body;
    };
    const std::string source = R"({"sources":[{"path":"资料/land.csv","layer":"land",)";
    EXPECT_TRUE(says(refusal(R"({"sources":[{"path":"nowhere.csv","layer":""}]})"), "nowhere.csv"));
    EXPECT_TRUE(says(refusal(source + R"("role":"castle"}]})"), "castle"));
    EXPECT_TRUE(says(refusal(source + R"("crs":"EPSG:1"}]})"), "EPSG:1"));
    EXPECT_TRUE(says(refusal(source + R"("columns":{"parcel_id":"没有这列"}}]})"), "没有这列"));
    EXPECT_TRUE(says(refusal(R"({"as_of":"下周"})"), "下周"));
    for (const char* broken : {"{", "[1]", "\"x\"", "{\"a\":\xff}"})
        EXPECT_EQ(refusal(broken).substr(0, 3), "400") << broken;
    EXPECT_EQ(refusal("{\"a\":" + std::string(100'000, '[')).substr(0, 3), "400") << "deep";
    EXPECT_EQ(refusal("{\"a\":\"" + std::string(2'000'000, 'x') + "\"}").substr(0, 3), "413") << "long";
}

}  // namespace
}  // namespace mutu::test

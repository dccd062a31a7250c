// The server as strangers meet it: limits, hostile requests, headers, start and end.
#include "client.hpp"

#include <gtest/gtest.h>

namespace mutu::test {
namespace {

TEST(Server, TheFirstLineIsTheAddress) {
    EXPECT_EQ(served().address(), "http://127.0.0.1:" + std::to_string(served().port()) + "/");
    EXPECT_EQ(served().get("/healthz").body, "ok\n");
}

TEST(Server, ThePageLoadsNothingForeignAndNothingInline) {
    const Heard page = served().get("/");
    EXPECT_EQ(page.status, 200);
    const std::string policy = page.header("Content-Security-Policy");
    EXPECT_TRUE(says(policy, "default-src 'none'"));
    EXPECT_TRUE(says(policy, "script-src 'self'"));
    EXPECT_FALSE(says(policy, "unsafe"));
    EXPECT_FALSE(says(policy, "http"));
    EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
    EXPECT_FALSE(says(page.body, "http://"));
    EXPECT_FALSE(says(page.body, "https://"));
    EXPECT_FALSE(says(page.body, "<style"));
    EXPECT_FALSE(says(page.body, "onclick"));
}

TEST(Server, EveryReplyCarriesThePolicy) {
    for (const char* target :
         {"/api/book", "/nowhere", "/tiles/parcel_result/14/0/0.mvt", "/ogc", "/api/parcels?limit=x"})
        EXPECT_FALSE(served().get(target).header("Content-Security-Policy").empty()) << target;
}

TEST(Server, NoPathLeavesTheRoot) {
    for (const char* target : {"/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
                               "/app.js/../../etc/passwd", "/..\\..\\etc\\passwd", "/%00", "/index.html%00.js"}) {
        const Heard heard = served().get(target);
        EXPECT_GE(heard.status, 400) << target;
        EXPECT_FALSE(says(heard.body, "root:")) << target;
    }
}

TEST(Server, ABodyIsRefusedUnreadAndTheConnectionEnds) {
    const std::string host = "Host: " + served().host() + "\r\n";
    for (const char* method : {"POST", "PUT", "GET"}) {
        Wire wire{served().port()};
        wire.say(std::string{method} + " /api/book HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n");
        const Heard heard = wire.hear();  // before a single chunk was sent
        EXPECT_EQ(heard.status, 411) << method;
        wire.say("5\r\nhello\r\n0\r\n\r\n");
        EXPECT_TRUE(wire.is_closed()) << method;
    }
    Wire wire{served().port()};
    wire.say("POST /api/book HTTP/1.1\r\n" + host + "Content-Length: 1000000000\r\n\r\n");
    EXPECT_EQ(wire.hear().status, 413);
    EXPECT_TRUE(wire.is_closed());
}

TEST(Server, OtherMethodsAreNotAllowed) {
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
        Wire wire{served().port()};
        wire.say(std::string{method} + " /api/book HTTP/1.1\r\nHost: " + served().host() + "\r\n\r\n");
        EXPECT_EQ(wire.hear().status, 405) << method;
    }
}

TEST(Server, LongAddressesAndManyHeadersAreRefused) {
    EXPECT_EQ(served().get("/api/search?q=" + std::string(5000, 'a')).status, 414);
    EXPECT_EQ(served().get("/api/search?q=" + std::string(300, 'a')).status, 400);
    std::string headers;
    for (int i = 0; i < 100; ++i) headers += "X-" + std::to_string(i) + ": y\r\n";
    EXPECT_EQ(served().get("/api/book", headers).status, 431);
    std::string query = "/api/parcels?";
    for (int i = 0; i < 100; ++i) query += "a" + std::to_string(i) + "=1&";
    EXPECT_EQ(served().get(query).status, 400);
}

TEST(Server, RangesWithoutEndDoNoHarm) {
    std::string ranges = "bytes=0-1";
    for (int i = 0; i < 1500; ++i) ranges += ",0-1";
    const Heard heard = served().get("/app.js", "Range: " + ranges + "\r\n");
    EXPECT_GE(heard.status, 400);
    EXPECT_EQ(served().get("/healthz").status, 200);
}

TEST(Server, AForeignHostNameIsTurnedAway) {
    Wire wire{served().port()};
    wire.say("GET /api/book HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    EXPECT_EQ(wire.hear().status, 421);
    Wire other{served().port()};
    other.say("GET /api/book HTTP/1.1\r\nHost: localhost:" + std::to_string(served().port()) + "\r\n\r\n");
    EXPECT_EQ(other.hear().status, 200);
}

TEST(Server, TheSameVersionIsNotSentTwice) {
    const Heard first = served().get("/api/parks");
    const std::string etag = first.header("ETag");
    ASSERT_FALSE(etag.empty());
    const Heard again = served().get("/api/parks", "If-None-Match: " + etag + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
    const std::string page = served().get("/index.html").header("ETag");
    EXPECT_EQ(served().get("/index.html", "If-None-Match: " + page + "\r\n").status, 304);
}

TEST(Server, CompressedRepliesAreSmaller) {
    const Heard plain = served().get("/api/parks"), packed = served().get("/api/parks", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
    EXPECT_LT(packed.body.size(), plain.body.size() / 2);
    EXPECT_EQ(packed.body.substr(0, 2), "\x1f\x8b");
}

TEST(Server, SixtyIdleClientsDoNotKeepTheNextOneWaiting) {
    std::vector<std::unique_ptr<Wire>> idle;
    for (int i = 0; i < 60; ++i) idle.push_back(std::make_unique<Wire>(served().port()));
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(served().get("/healthz").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{4});
}

TEST(Server, NonsenseIsSurvived) {
    const std::string zeros(100, '\0');
    for (const std::string& bytes :
         {std::string{"\r\n\r\n"}, std::string{"GET\r\n\r\n"}, "GET / HTTP/9.9\r\n\r\n" + zeros, zeros,
          std::string{"GET /%zz%f HTTP/1.1\r\n\r\n"}, std::string(20'000, 'A')}) {
        Wire wire{served().port()};
        wire.say(bytes);
    }
    EXPECT_EQ(served().get("/healthz").status, 200);
}

TEST(Server, BeyondThisMachineIsRefusedForNow) {
    for (const char* address : {"0.0.0.0", "192.168.1.2", "::"}) {
        const Answer said = run({"serve", served().book(), "--bind", address, "--port", "0"});
        EXPECT_EQ(said.code, 2) << address;
        EXPECT_TRUE(says(said.err, "不是本机地址")) << said.err;
    }
}

TEST(Server, ATakenPortAndAMissingBookAreSaid) {
    const Answer taken = run({"serve", served().book(), "--port", std::to_string(served().port())});
    EXPECT_EQ(taken.code, 3);
    EXPECT_TRUE(says(taken.err, "端口"));
    EXPECT_EQ(run({"serve", "none.gpkg", "--port", "0"}).code, 3);
}

TEST(Server, AReplacedBookIsNoticed) {
    const TempFolder folder;
    const std::string etag = served().get("/api/book").header("ETag");
    fs::copy_file(served().book(), folder / "copy.gpkg");
    fs::rename(folder / "copy.gpkg", served().book());
    const Heard after = served().get("/api/book");
    EXPECT_EQ(after.status, 200);
    EXPECT_NE(after.header("ETag"), etag);
}

TEST(Server, ZStopsInOrderAndLeavesNothingBeside) {
    for (const int signal : {SIGINT, SIGTERM}) {
        const Answer said = served().stop(signal);
        EXPECT_EQ(said.code, 0) << said.err;
        EXPECT_FALSE(fs::exists(served().book() + "-wal"));
        EXPECT_FALSE(fs::exists(served().book() + "-journal"));
        served().start();
    }
}

}  // namespace
}  // namespace mutu::test

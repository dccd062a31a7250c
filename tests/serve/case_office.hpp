// A served book with people who deal with cases.
#pragma once

#include "client.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace mutu::test {

inline constexpr const char* office_word = "eight is too few";

/// A book served to people with posts: 赵六 of the park office, 张三, 李四 and 王五 of the bureau, an editor without a
/// post and a viewer.
class Office {
public:
    Office() {
        EXPECT_EQ(run({"demo", folder_ / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder_ / "d/PROJECT.toml", "--quiet"}).code, 0);
        parcel_ = ask(book(), "SELECT parcel_id FROM parcel_result WHERE idle_state = 'idle_a_2y' ORDER BY fid LIMIT 1")
                      .at(0)
                      .begin()
                      ->second.value_or("");
        add("赵六", "--role editor --duty clerk --office park_office");
        add("张三", "--role editor --duty clerk --office county_bureau");
        add("李四", "--role editor --duty reviewer --office county_bureau");
        add("王五", "--role admin --duty approver --office county_bureau");
        add("editor", "--role editor"), add("viewer", "--role viewer");
        server_ = std::make_unique<Served>(book(), std::vector<std::string>{"--users", users()});
    }
    std::string book() const { return folder_ / "d/book.gpkg"; }
    std::string users() const { return folder_ / "users"; }
    const std::string& parcel() const { return parcel_; }
    std::string log() const { return read_file(users() + ".log"); }

    Heard get(const std::string& who, const std::string& target) { return server_->get(target, of(who).cookie); }
    /// An act as the page would ask for it.
    Heard act(const std::string& who, const std::string& path, const std::string& body) {
        return say("POST", path, body, of(who).cookie + "X-Mutu: " + of(who).token + "\r\n");
    }
    Heard say(const std::string& method, const std::string& path, const std::string& body, const std::string& headers) {
        Wire wire{server_->port()};
        wire.say(method + " " + path + " HTTP/1.1\r\nHost: " + server_->host() +
                 "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" +
                 body);
        return wire.hear();
    }
    Served& server() { return *server_; }
    const TempFolder& folder() const { return folder_; }
    std::string cookie(const std::string& who) { return of(who).cookie; }
    std::string token(const std::string& who) { return of(who).token; }
    void add(const std::string& name, const std::string& options) const {
        const std::string line = std::string{"printf '%s\\n' '"} + office_word + "' | " + MUTU_PROGRAM + " user " +
                                 users() + " " + name + " " + options + " 2>/dev/null";
        ASSERT_EQ(std::system(line.c_str()), 0) << line;
    }

private:
    struct Held {
        std::string cookie, token;
    };
    const Held& of(const std::string& who) {
        Held& held = held_[who];
        if (held.cookie.empty()) {
            const Heard in = say("POST", "/api/session",
                                 R"({"name":")" + who + R"(","password":")" + office_word + "\"}", "X-Mutu: 1\r\n");
            const std::string set = in.header("Set-Cookie");
            held.cookie = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
            held.token = in.json().find("token")->text("token");
        }
        return held;
    }
    TempFolder folder_;
    std::string parcel_;
    std::unique_ptr<Served> server_;
    std::map<std::string, Held> held_;
};

}  // namespace mutu::test

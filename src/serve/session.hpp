// Who is logged in, and how often somebody may try. Seen by src/serve only.
#pragma once

#include "users.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace mutu {

struct Session {
    std::string user;
    UserRole role = UserRole::viewer;
    std::string duty = {}, office = {};  // users.hpp
    std::string change_token = {};       // what a request that changes something must repeat
};

/// Promise: a token is known to its browser alone (its hash is kept, in memory); a session ends half an hour after its
/// last request and twelve hours after its first, or with the server. Safe to use from many threads.
class Sessions {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Clock = std::function<Time()>;
    explicit Sessions(Users users, Clock clock = std::chrono::steady_clock::now);

    /// The token of a new session; absent for a wrong name or password, which take the same time. Refusal 429 after
    /// five failures of a name from an address, twenty of an address or fifty of a name within a quarter of an hour.
    std::optional<std::string> log_in(const std::string& name, const std::string& password, const std::string& address);
    std::optional<Session> find(const std::string& token);
    void log_out(const std::string& token);

private:
    struct Held {
        Session session;
        Time begun, used;
    };
    void demand_patience(const std::string& name, const std::string& address, Time now);
    void drop_ended(Time now);

    const Users users_;
    const std::string nobody_;  // the hash that a password of an unknown name is held to
    Clock clock_;
    std::mutex guard_;
    std::map<std::string, Held> held_;  // by the SHA-256 of the token
    std::map<std::string, std::deque<Time>> failures_;
};

}  // namespace mutu

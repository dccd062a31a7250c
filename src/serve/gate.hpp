// Before any route: who asks, and may they. Seen by src/serve only.
#pragma once

#include "access_log.hpp"
#include "analysis_folder.hpp"
#include "http.hpp"
#include "session.hpp"

#include <optional>
#include <string>

namespace mutu {

/// Who asks. Without a users file everybody on this machine is its admin.
struct Caller {
    std::string user;
    UserRole role = UserRole::admin;
    std::string duty = {}, office = {};  // "": does not deal with cases
    std::string change_token = "1";      // what the page says in X-Mutu
};

/// Promise: with users, data is answered to a session alone. Safe to use from many threads.
class Gate {
public:
    /// No users: an empty path. `tls`: a proxy in front speaks TLS, and the cookie is for it alone.
    Gate(const std::string& users_file, bool tls);

    bool guarded() const { return sessions_.has_value(); }
    /// Absent where a log-in is needed first.
    std::optional<Caller> caller(const Request& request);
    /// The program's own page, its papers and what a log-in needs: asked for by anybody.
    static bool is_open(const std::string& path);
    /// GET, POST {"name", "password"} and DELETE of /api/session. The caller of DELETE has shown the token of changes.
    Reply session_reply(const std::string& method, const Request& request, const Pieces& body);
    /// Writes down that data left as a file.
    void exported(const Caller& caller, const Request& request);
    /// Writes down that a case was dealt with.
    void acted(const Caller& caller, const Request& request, const std::string& what);

private:
    static Caller caller_of(const Session& session);
    Reply told(const std::optional<Caller>& caller) const;
    Reply log_in(const Request& request, const Pieces& body);
    std::string cookie(const std::string& token, const char* age) const;

    bool tls_;
    std::optional<Sessions> sessions_;
    std::optional<AccessLog> log_;
};

}  // namespace mutu

// A request and its reply as plain data, without a socket. Seen by src/serve only.
#pragma once

#include "mutu/error.hpp"
#include "mutu/value.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutu {

struct Request {
    std::string path;                          // decoded, begins with '/'
    std::map<std::string, std::string> query;  // decoded; the first of each name
    std::string host, origin;                  // as the client wrote them: "127.0.0.1:8600"
    std::string if_none_match, accept;
    bool gzip = false;                 // the client takes it
    std::string cookie, change_token;  // the headers Cookie and X-Mutu
    std::string address;               // of the client; of whom a proxy names, behind one
    bool tls = false;                  // between the client and the proxy in front
};

struct Reply {
    int status = 200;
    std::string type = "application/json; charset=utf-8";
    std::shared_ptr<const std::string> body = std::make_shared<const std::string>();
    std::vector<std::pair<std::string, std::string>> headers = {};
    bool last = false;  // the connection is closed behind it
};

/// What is wrong with a request, for its author; becomes a reply of this status.
class Refusal : public std::runtime_error {
public:
    Refusal(int status, const std::string& message) : std::runtime_error{message}, status_{status} {}
    int status() const { return status_; }

private:
    int status_;
};

Reply text_reply(int status, std::string type, std::string body);
Reply json_reply(const Value& value, int status = 200);
/// {"status": …, "error": …}
Reply refused(int status, const std::string& message);

}  // namespace mutu

// Replies of the common kinds.
#include "http.hpp"

namespace mutu {

Reply text_reply(int status, std::string type, std::string body) {
    Reply reply;
    reply.status = status;
    reply.type = std::move(type);
    reply.body = std::make_shared<const std::string>(std::move(body));
    return reply;
}

Reply json_reply(const Value& value, int status) {
    return text_reply(status, "application/json; charset=utf-8", to_json(value));
}

Reply refused(int status, const std::string& message) {
    Value body;
    body.add("status", status), body.add("error", message);
    return json_reply(body, status);
}

}  // namespace mutu

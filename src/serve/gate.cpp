// Cookies in, callers out.
#include "gate.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <string_view>

namespace mutu {
namespace {

constexpr std::size_t longest_log_in = 2048;  // bytes of JSON

/// The name that a browser keeps to TLS and to this very host needs TLS.
const char* cookie_name(bool tls) { return tls ? "__Host-mutu" : "mutu"; }

std::string cookie_in(const std::string& header, std::string_view wanted) {
    for (const std::string& one : split(header, ';')) {
        const auto from = one.find_first_not_of(' ');
        const auto equal = one.find('=');
        if (from == std::string::npos || equal == std::string::npos || equal < from) continue;
        if (std::string_view{one}.substr(from, equal - from) == wanted) return one.substr(equal + 1);
    }
    return {};
}

struct Tried {
    std::string name, password;
};

Tried tried_in(const Pieces& body) {
    std::string json;
    const bool whole = body && body([&](const char* data, std::size_t size) {
                           json.append(data, size);
                           return json.size() <= longest_log_in;
                       });
    if (json.size() > longest_log_in) throw Refusal{413, "登录内容太长"};
    if (!whole || !is_utf8(json)) throw Refusal{400, "登录内容没有传完，或不是 UTF-8"};
    try {
        const Value value = parse_json(json, "log-in");
        const Value *name = value.find("name"), *password = value.find("password");
        if (!name || !password) throw Refusal{400, "登录要有 name 和 password"};
        return {name->text("name"), password->text("password")};
    } catch (const Error&) {
        throw Refusal{400, "登录内容不是可用的 JSON"};
    }
}

}  // namespace

Gate::Gate(const std::string& users_file, bool tls) : tls_{tls} {
    if (users_file.empty()) return;
    sessions_.emplace(read_users(users_file));
    log_.emplace(users_file + ".log");
}

bool Gate::is_open(const std::string& path) {
    const bool data = (path.starts_with("/api/") && path != "/api/openapi.json") || path == "/ogc" ||
                      path.starts_with("/ogc/") || path.starts_with("/tiles/");
    return !data || path == "/api/session";
}

std::optional<Caller> Gate::caller(const Request& request) {
    if (!sessions_) return Caller{};
    const auto session = sessions_->find(cookie_in(request.cookie, cookie_name(tls_)));
    if (!session) return {};
    return caller_of(*session);
}

Caller Gate::caller_of(const Session& session) {
    return {session.user, session.role, session.duty, session.office, session.change_token};
}

std::string Gate::cookie(const std::string& token, const char* age) const {
    return std::string{cookie_name(tls_)} + "=" + token + "; Path=/; HttpOnly; SameSite=Strict" + age +
           (tls_ ? "; Secure" : "");
}

Reply Gate::told(const std::optional<Caller>& caller) const {
    Value value;
    value.add("users", guarded());
    value.add("user", caller ? Value{caller->user} : Value{});
    value.add("role", caller ? Value{std::string{name(caller->role)}} : Value{});
    value.add("duty", caller && !caller->duty.empty() ? Value{caller->duty} : Value{});
    value.add("office", caller && !caller->office.empty() ? Value{caller->office} : Value{});
    value.add("token", caller ? Value{caller->change_token} : Value{});
    Reply reply = json_reply(value);
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

Reply Gate::log_in(const Request& request, const Pieces& body) {
    const auto [user, password] = tried_in(body);
    std::optional<std::string> token;
    try {
        token = sessions_->log_in(user, password, request.address);
    } catch (const Refusal&) {
        log_->add("log-in held up", user, request.address, "");
        throw;
    }
    log_->add(token ? "log-in" : "log-in failed", user, request.address, "");
    if (!token) return refused(401, "名字或密码不对");
    const auto session = sessions_->find(*token);
    if (!session) return refused(401, "登录已失效");
    Reply reply = told(caller_of(*session));
    reply.headers.emplace_back("Set-Cookie", cookie(*token, ""));
    return reply;
}

Reply Gate::session_reply(const std::string& method, const Request& request, const Pieces& body) {
    try {
        const auto asking = caller(request);
        if (method == "GET") return told(asking);
        if (!guarded()) return refused(405, "没有用户文件，不用登录");
        if (method == "POST") return log_in(request, body);
        if (method != "DELETE") return refused(405, "只有 GET、POST 和 DELETE");
        if (asking) {
            sessions_->log_out(cookie_in(request.cookie, cookie_name(tls_)));
            log_->add("log-out", asking->user, request.address, "");
        }
        Reply reply = told({});
        reply.headers.emplace_back("Set-Cookie", cookie("", "; Max-Age=0"));
        return reply;
    } catch (const Refusal& fault) {
        Reply reply = refused(fault.status(), fault.what());
        if (fault.status() == 429) reply.headers.emplace_back("Retry-After", "900");
        return reply;
    }
}

void Gate::exported(const Caller& caller, const Request& request) {
    const bool items = request.path.starts_with("/ogc/") && request.path.find("/items") != std::string::npos;
    if (!log_ || (request.path != "/api/parcels.csv" && !items)) return;
    std::string detail = request.path;
    for (const auto& [key, value] : request.query) detail += " " + key + "=" + value;
    log_->add("export", caller.user, request.address, detail);
}

void Gate::acted(const Caller& caller, const Request& request, const std::string& what) {
    if (log_) log_->add("case", caller.user, request.address, what);
}

}  // namespace mutu

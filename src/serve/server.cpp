// Sockets, limits and the end: the only file that knows the HTTP library.
#include "base_maps.hpp"
#include "cases.hpp"
#include "desk.hpp"
#include "gate.hpp"
#include "password.hpp"
#include "routes.hpp"

#include "mutu/parallel.hpp"
#include "mutu/serve.hpp"
#include "mutu/text.hpp"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <thread>

namespace mutu {
namespace {

constexpr std::size_t threads = 64;           // an idle connection holds one
constexpr std::size_t longest_target = 4096;  // bytes of path and query
constexpr std::size_t most_headers = 64, most_header_bytes = 16'384, most_parameters = 40;
constexpr std::size_t worth_compressing = 1024;       // bytes
constexpr std::size_t largest_body = (1U << 30) + 1;  // bytes, where a workspace takes files
constexpr std::size_t largest_log_in = 4096;          // bytes
constexpr std::size_t largest_act = 16'384;           // bytes, of a case

/// What every reply says: nothing foreign, nothing inline, nothing guessed, nothing framed.
constexpr std::pair<const char*, const char*> safety_headers[] = {
    {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                                "connect-src 'self'; font-src "
                                "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "private, no-cache"}};

bool loopback(const std::string& address) {
    return address == "127.0.0.1" || address == "localhost" || address == "::1" || address == "[::1]";
}

/// A page of a foreign name that was made to point here must not read the book.
bool asks_loopback(const std::string& host) {
    const auto colon = host.ends_with(']') ? std::string::npos : host.rfind(':');
    return loopback(host.substr(0, colon));
}

/// What one server is started for.
struct Doors {
    bool workspace, guarded, tls;
};

/// Changes are taken from the page alone: another site cannot set this header without asking first, and is not
/// answered.
bool from_the_page(const httplib::Request& request, bool tls) {
    const std::string origin = request.get_header_value("Origin");
    return request.has_header("X-Mutu") &&
           (origin.empty() || origin == (tls ? "https://" : "http://") + request.get_header_value("Host"));
}

bool of_the_desk(const std::string& path) { return path == "/api/desk" || path.starts_with("/api/desk/"); }
bool of_the_session(const std::string& path) { return path == "/api/session"; }
bool of_the_cases(const std::string& path) { return path == "/api/cases" || path.starts_with("/api/cases/"); }

/// Why a request with another method than GET is not looked at; only a workspace, a log-in and a case take any, and
/// only with a length.
std::optional<Reply> change_turned_away(const httplib::Request& request, const Doors& doors) {
    const bool known = request.method == "PUT" || request.method == "POST" || request.method == "DELETE";
    const bool session = doors.guarded && of_the_session(request.path) && request.method != "PUT";
    const bool act = request.method == "POST" && of_the_cases(request.path);
    if (!known || !(session || (act && doors.guarded) || (doors.workspace && of_the_desk(request.path)))) {
        Reply reply = refused(405, "只有 GET 和 HEAD");
        reply.headers.emplace_back("Allow", "GET, HEAD");
        return reply;
    }
    const std::string length = request.get_header_value("Content-Length");
    if (request.method == "DELETE" && !length.empty() && length != "0") return refused(413, "不接受请求正文");
    if (request.method != "DELETE" && length.empty()) return refused(411, "请求正文没有长度");
    const std::size_t most = session ? largest_log_in : act ? largest_act : largest_body;
    if (length.size() > std::to_string(most).size() || std::strtoull(length.c_str(), nullptr, 10) > most)
        return refused(413, session ? "登录内容太长" : "填写的内容太长");
    if (!from_the_page(request, doors.tls)) return refused(403, "改动只接受本页面发出的请求");
    return {};
}

/// Why a request is not looked at; absent where it may pass. Bodies are refused unread where no path takes one.
std::optional<Reply> turned_away(const httplib::Request& request, const Doors& doors) {
    std::size_t bytes = 0;
    for (const auto& [name, value] : request.headers) bytes += name.size() + value.size();
    const auto length = request.get_header_value("Content-Length");
    const bool reads = request.method == "GET" || request.method == "HEAD";
    const bool takes =
        doors.workspace || (doors.guarded && (of_the_session(request.path) || of_the_cases(request.path)));
    if (request.has_header("Transfer-Encoding")) return refused(411, "不接受分块的请求正文");
    if (!reads && !doors.guarded && of_the_cases(request.path))
        return refused(403, "没有用户文件，处置记录只能看：谁办的要由登录说明（mutu serve --users F）");
    if ((reads || !takes) && !length.empty() && length != "0") return refused(413, "不接受请求正文");
    if (request.target.size() > longest_target) return refused(414, "网址太长");
    if (request.headers.size() > most_headers || bytes > most_header_bytes) return refused(431, "请求头太多");
    if (request.params.size() > most_parameters) return refused(400, "参数太多");
    if (request.get_header_value("Range").find(',') != std::string::npos) return refused(416, "一次只能要一段");
    // With users a foreign name brings no cookie, since that is held to the name of this server.
    if (!doors.guarded && !asks_loopback(request.get_header_value("Host")))
        return refused(421, "只回答本机地址 127.0.0.1 或 localhost");
    return reads ? std::nullopt : change_turned_away(request, doors);
}

Request plain(const httplib::Request& request, bool tls) {
    Request made;
    made.path = request.path;
    for (const auto& [name, value] : request.params) made.query.emplace(name, value);
    made.host = request.get_header_value("Host");
    made.if_none_match = request.get_header_value("If-None-Match");
    made.accept = request.get_header_value("Accept");
    made.gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
    made.cookie = request.get_header_value("Cookie");
    made.change_token = request.get_header_value("X-Mutu");
    made.address = request.remote_addr;  // the pseudo-header REMOTE_ADDR may come from the client
    // Only a proxy on this machine is believed about others.
    if (tls && loopback(request.remote_addr) && request.has_header("X-Real-IP"))
        made.address = request.get_header_value("X-Real-IP").substr(0, 64);
    made.tls = tls;
    return made;
}

void compress(Reply& reply, bool accepted) {
    const bool already = std::any_of(reply.headers.begin(), reply.headers.end(),
                                     [](const auto& one) { return one.first == "Content-Encoding"; });
    if (!accepted || already || reply.status != 200 || reply.body->size() < worth_compressing) return;
    reply.body = std::make_shared<const std::string>(gzipped(*reply.body, 1));
    reply.headers.emplace_back("Content-Encoding", "gzip");
    reply.headers.emplace_back("Vary", "Accept-Encoding");
}

void put(const Reply& reply, httplib::Response& response) {
    response.status = reply.status;
    const auto own = [&reply](const char* name) {
        return std::any_of(reply.headers.begin(), reply.headers.end(),
                           [name](const auto& one) { return one.first == name; });
    };
    for (const auto& [name, value] : safety_headers)
        if (!own(name)) response.set_header(name, value);
    for (const auto& [name, value] : reply.headers) response.set_header(name, value);
    if (reply.last) response.set_header("Connection", "close");
    if (reply.body->empty()) return;
    // A provider of known length is sent as it is; a body would be compressed once more.
    response.set_content_provider(
        reply.body->size(), reply.type,
        [body = reply.body, last = reply.last](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
            return sink.write(body->data() + offset, length) && !last;
        });
}

/// What the page asks first, where there is no workspace.
Reply no_workspace() {
    Value value;
    value.add("workspace", false);
    return json_reply(value);
}

/// What is behind the doors of a server.
struct House {
    Shelf& shelf;
    const Assets& assets;
    Gate& gate;
    Desk* desk;  // absent without a workspace
    CaseDesk& cases;
    BaseMaps& base;
    std::string policy;  // for pages, where it is another than of old
};

void mark(Reply& reply, const std::string& secrecy) {
    if (!secrecy.empty()) reply.headers.emplace_back("Mutu-Secrecy", secrecy);
}

Reply data_answer(House& house, const Request& request) {
    Shelf& shelf = house.shelf;
    const auto caller = house.gate.caller(request);
    if (!caller && !Gate::is_open(request.path)) return refused(401, "请先登录");
    try {
        if (caller && BaseMaps::owns(request.path)) return house.base.answer(request);
        if (shelf.empty() || !caller)
            return Gate::is_open(request.path) ? page_reply(house.assets, request) : refused(404, "还没有打开成果库");
        house.gate.exported(*caller, request);
        Loan loan = shelf.take(caller->role == UserRole::viewer);
        Reply reply = answer({*loan.snapshot, *loan.book, house.assets}, request);
        mark(reply, loan.snapshot->secrecy);
        shelf.give_back(std::move(loan));
        return reply;
    } catch (const Error& fault) {
        switch (fault.kind()) {
        case Kind::usage: return refused(400, fault.what());
        case Kind::stopped: return refused(503, "服务正在停止");
        case Kind::input:
        case Kind::refused:
        case Kind::infeasible: return refused(503, fault.what());
        case Kind::bug: break;
        }
    } catch (const std::exception&) {
        // What went wrong inside is for the log of the one who runs it, not for the client.
        return refused(500, "程序内部错误");
    }
    return refused(500, "程序内部错误");
}

/// Who may change, changes; a viewer sees no analyses.
Reply desk_answer(House& house, const std::string& method, const Request& request, const Pieces& body) {
    const auto caller = house.gate.caller(request);
    if (!caller) return refused(401, "请先登录");
    if (!house.desk || (caller->role == UserRole::viewer && method == "GET" && request.path == "/api/desk"))
        return no_workspace();
    if (caller->role == UserRole::viewer) return refused(403, "查看角色不能新建分析");
    if (method != "GET" && !same_text(request.change_token, caller->change_token))
        return refused(403, "改动只接受本页面发出的请求；请刷新页面");
    return house.desk->answer(method, request, body);
}

/// What is done about idle land: read by editors, done by who has a post.
Reply cases_answer(House& house, const std::string& method, const Request& request, const Pieces& body) {
    const auto caller = house.gate.caller(request);
    if (!caller) return refused(401, "请先登录");
    if (method != "GET" && !same_text(request.change_token, caller->change_token))
        return refused(403, "改动只接受本页面发出的请求；请刷新页面");
    Reply reply = house.cases.answer(method, request, body, *caller);
    mark(reply, house.shelf.secrecy());
    return reply;
}

Reply session_answer(House& house, const std::string& method, const Request& request, const Pieces& body) {
    const auto caller = house.gate.caller(request);
    if (method == "DELETE" && caller && !same_text(request.change_token, caller->change_token))
        return refused(403, "改动只接受本页面发出的请求；请刷新页面");
    return house.gate.session_reply(method, request, body);
}

/// Any request that passed the doors. Faults of the inside are told without their words.
Reply safe_answer(House& house, const std::string& method, const Request& request, const Pieces& body) {
    try {
        if (of_the_session(request.path)) return session_answer(house, method, request, body);
        if (of_the_cases(request.path)) return cases_answer(house, method, request, body);
        if (of_the_desk(request.path)) return desk_answer(house, method, request, body);
        return data_answer(house, request);
    } catch (const std::exception&) {
        return refused(500, "程序内部错误");
    }
}

void set_limits(httplib::Server& server, const Doors& doors) {
    server.new_task_queue = [] { return new httplib::ThreadPool(threads); };  // NOLINT: the library owns it
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(1000);
    server.set_keep_alive_timeout(2);
    server.set_read_timeout(5);
    server.set_write_timeout(10);
    server.set_payload_max_length(doors.workspace ? largest_body : doors.guarded ? largest_act : 0);
    server.set_socket_options([](socket_t socket) {
        // SO_REUSEADDR alone: with the library's SO_REUSEPORT a second server would share the port unnoticed.
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
}

/// PUT and POST, their bodies handed on piece by piece.
void take_changes(httplib::Server& server, House& house, bool tls) {
    const auto handler = [&house, tls](const httplib::Request& request, httplib::Response& response,
                                       const httplib::ContentReader& content) {
        bool read = false;
        Reply reply = safe_answer(house, request.method, plain(request, tls), [&](const auto& take) {
            read = true;
            return content([&](const char* data, std::size_t size) { return take(data, size); });
        });
        reply.last = !read;  // what was not read would be taken for the next request
        put(reply, response);
    };
    server.Put("/api/desk/.+", handler);
    server.Post("/api/desk/.+", handler);
    server.Post("/api/session", handler);
    server.Post("/api/cases", handler);
    server.Post("/api/cases/.+", handler);
}

/// Everything but bodies is answered before the library looks for a route of its own.
void take_requests(httplib::Server& server, House& house, const Doors& doors) {
    server.set_pre_routing_handler([&house, doors](const httplib::Request& request, httplib::Response& response) {
        using Handling = httplib::Server::HandlerResponse;
        auto refusal = turned_away(request, doors);
        const bool reads = request.method == "GET" || request.method == "HEAD";
        if (!refusal && !reads && request.method != "DELETE")
            return Handling::Unhandled;  // below, where bodies are read
        if (refusal) refusal->last = true;
        Reply reply = refusal ? std::move(*refusal)
                              : safe_answer(house, reads ? "GET" : request.method, plain(request, doors.tls), {});
        if (!house.policy.empty()) reply.headers.emplace_back("Content-Security-Policy", house.policy);
        compress(reply, request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos);
        put(reply, response);
        return Handling::Handled;
    });
    take_changes(server, house, doors.tls);
}

/// The policy of every reply with the hosts that pictures may come from; "" where there are none.
std::string policy_with(const std::string& hosts) {
    if (hosts.empty()) return {};
    std::string policy = safety_headers[0].second;
    constexpr std::string_view own = "img-src 'self' data: blob:";
    return policy.insert(policy.find(own) + own.size(), hosts);
}

void refuse_secret_base(const BaseMaps& base, bool may_pass) {
    if (base.secrecy() != "secret" || may_pass) return;
    throw Error{Kind::refused, "底图标为涉密，不对本机以外提供；所在网络按规定可以处理涉密信息的，请加 "
                               "--ack-secret-network，否则只在本机打开"};
}

int bound_port(httplib::Server& server, const ServeOptions& options) {
    if (options.port == 0) {
        const int port = server.bind_to_any_port(options.bind);
        if (port > 0) return port;
    } else if (server.bind_to_port(options.bind, options.port)) {
        return options.port;
    }
    throw Error{Kind::input, "端口 " + std::to_string(options.port) +
                                 " 用不了（可能已被占用）；请换一个 --port，或用 --port 0 取空闲端口"};
}

}  // namespace

int serve(const ServeOptions& options, const Common& common, std::ostream& out, std::ostream& talk) {
    if (!loopback(options.bind) && options.users.empty())
        throw Error{Kind::usage,
                    "--bind " + options.bind +
                        " 不是本机地址：对外提供要有用户文件（--users F，用 mutu user 建），否则只能在本机打开"};
    set_thread_count(common.threads);
    Gate gate{options.users, options.tls};
    const Assets assets = load_assets(options.web_root);
    const bool workspace = std::filesystem::is_directory(options.book);
    const bool stays_here = loopback(options.bind) && !options.tls;
    BaseMaps base{options.base_maps};
    refuse_secret_base(base, stays_here || options.ack_secret);
    Shelf shelf{workspace ? "" : options.book, common, stays_here || options.ack_secret, base.secrecy()};
    std::optional<Desk> desk;
    if (workspace) desk.emplace(options.book, common, shelf);
    CaseDesk cases{common, shelf, gate};
    House house{shelf, assets, gate, desk ? &*desk : nullptr, cases, base, policy_with(base.policy())};
    httplib::Server server;
    const Doors doors{workspace, gate.guarded(), options.tls};
    set_limits(server, doors);
    take_requests(server, house, doors);
    const int port = bound_port(server, options);
    out << "http://" << (options.bind == "::1" ? "[::1]" : options.bind) << ":" << port << "/\n" << std::flush;
    if (!common.quiet)
        talk << (gate.guarded()
                     ? "一张图已打开，按 Ctrl-C 停止；要登录，登录与导出记在 " + options.users + ".log\n"
                     : "一张图已打开，按 Ctrl-C 停止；只有本机能看，凡能登录本机的人都能看到税收等全部数据\n");
    {
        const std::jthread listener{[&server] { server.listen_after_bind(); }};
        while (!stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
            shelf.make_way();
        }
        server.stop();
    }
    for (const std::string& path : shelf.close())
        talk << path << "：仍被别的程序打开，改动在旁边的 -wal 文件里，勿分开；那个程序关闭后自会并入\n";
    return 0;
}

}  // namespace mutu

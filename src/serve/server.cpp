// Sockets, limits and the end: the only file that knows the HTTP library.
#include "desk.hpp"
#include "routes.hpp"

#include "mutu/parallel.hpp"
#include "mutu/serve.hpp"
#include "mutu/text.hpp"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
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

/// Changes are taken from the page alone: another site cannot set this header without asking first, and is not
/// answered.
bool from_the_page(const httplib::Request& request) {
    const std::string origin = request.get_header_value("Origin");
    return request.get_header_value("X-Mutu") == "1" &&
           (origin.empty() || origin == "http://" + request.get_header_value("Host"));
}

bool of_the_desk(const std::string& path) { return path == "/api/desk" || path.starts_with("/api/desk/"); }

/// Why a request with another method than GET is not looked at; only a workspace takes any, and only with a length.
std::optional<Reply> change_turned_away(const httplib::Request& request, bool workspace) {
    const bool known = request.method == "PUT" || request.method == "POST" || request.method == "DELETE";
    if (!workspace || !known || !of_the_desk(request.path)) {
        Reply reply = refused(405, "只有 GET 和 HEAD");
        reply.headers.emplace_back("Allow", "GET, HEAD");
        return reply;
    }
    const std::string length = request.get_header_value("Content-Length");
    if (request.method == "DELETE" && !length.empty() && length != "0") return refused(413, "不接受请求正文");
    if (request.method != "DELETE" && length.empty()) return refused(411, "请求正文没有长度");
    if (!from_the_page(request)) return refused(403, "改动只接受本页面发出的请求");
    return {};
}

/// Why a request is not looked at; absent where it may pass. Bodies are refused unread where no path takes one.
std::optional<Reply> turned_away(const httplib::Request& request, bool workspace) {
    std::size_t bytes = 0;
    for (const auto& [name, value] : request.headers) bytes += name.size() + value.size();
    const auto length = request.get_header_value("Content-Length");
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (request.has_header("Transfer-Encoding")) return refused(411, "不接受分块的请求正文");
    if ((reads || !workspace) && !length.empty() && length != "0") return refused(413, "不接受请求正文");
    if (request.target.size() > longest_target) return refused(414, "网址太长");
    if (request.headers.size() > most_headers || bytes > most_header_bytes) return refused(431, "请求头太多");
    if (request.params.size() > most_parameters) return refused(400, "参数太多");
    if (request.get_header_value("Range").find(',') != std::string::npos) return refused(416, "一次只能要一段");
    if (!asks_loopback(request.get_header_value("Host"))) return refused(421, "只回答本机地址 127.0.0.1 或 localhost");
    return reads ? std::nullopt : change_turned_away(request, workspace);
}

Request plain(const httplib::Request& request) {
    Request made;
    made.path = request.path;
    for (const auto& [name, value] : request.params) made.query.emplace(name, value);
    made.host = request.get_header_value("Host");
    made.if_none_match = request.get_header_value("If-None-Match");
    made.gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
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
    for (const auto& [name, value] : safety_headers) response.set_header(name, value);
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

Reply safe_answer(Shelf& shelf, const Assets& assets, const Request& request) {
    try {
        if (shelf.empty()) {
            const bool data = request.path.starts_with("/api/") || request.path.starts_with("/tiles/") ||
                              request.path == "/ogc" || request.path.starts_with("/ogc/");
            return data ? refused(404, "还没有打开成果库") : asset_reply(assets, request);
        }
        Loan loan = shelf.take();
        Reply reply = answer({*loan.snapshot, *loan.book, assets}, request);
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
    }
    return refused(500, "程序内部错误");
}

void set_limits(httplib::Server& server, bool workspace) {
    server.new_task_queue = [] { return new httplib::ThreadPool(threads); };  // NOLINT: the library owns it
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(1000);
    server.set_keep_alive_timeout(2);
    server.set_read_timeout(5);
    server.set_write_timeout(10);
    server.set_payload_max_length(workspace ? largest_body : 0);
    server.set_socket_options([](socket_t socket) {
        // SO_REUSEADDR alone: with the library's SO_REUSEPORT a second server would share the port unnoticed.
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
}

/// PUT and POST, their bodies handed on piece by piece.
void take_changes(httplib::Server& server, Desk& desk) {
    const auto handler = [&desk](const httplib::Request& request, httplib::Response& response,
                                 const httplib::ContentReader& content) {
        bool read = false;
        Reply reply = desk.answer(request.method, plain(request), [&](const auto& take) {
            read = true;
            return content([&](const char* data, std::size_t size) { return take(data, size); });
        });
        reply.last = !read;  // what was not read would be taken for the next request
        put(reply, response);
    };
    server.Put("/api/desk/.+", handler);
    server.Post("/api/desk/.+", handler);
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
    if (!loopback(options.bind))
        throw Error{Kind::usage,
                    "--bind " + options.bind +
                        " 不是本机地址：目前没有用户与权限，只能在本机打开（127.0.0.1）。税收与个人信息不分级，"
                        "所以不对外提供"};
    set_thread_count(common.threads);
    const Assets assets = load_assets(options.web_root);
    const bool workspace = std::filesystem::is_directory(options.book);
    Shelf shelf{workspace ? "" : options.book, common};
    std::optional<Desk> desk;
    if (workspace) desk.emplace(options.book, common, shelf);
    httplib::Server server;
    set_limits(server, workspace);
    const auto reading = [&](const httplib::Request& request, const std::string& method) {
        if (!of_the_desk(request.path)) return safe_answer(shelf, assets, plain(request));
        return desk ? desk->answer(method, plain(request), {}) : no_workspace();
    };
    server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
        using Handling = httplib::Server::HandlerResponse;
        auto refusal = turned_away(request, workspace);
        const bool reads = request.method == "GET" || request.method == "HEAD";
        if (!refusal && !reads && request.method != "DELETE")
            return Handling::Unhandled;  // below, where bodies are read
        if (refusal) refusal->last = true;
        Reply reply = refusal ? std::move(*refusal) : reading(request, reads ? "GET" : request.method);
        compress(reply, request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos);
        put(reply, response);
        return Handling::Handled;
    });
    if (desk) take_changes(server, *desk);
    const int port = bound_port(server, options);
    out << "http://" << (options.bind == "::1" ? "[::1]" : options.bind) << ":" << port << "/\n" << std::flush;
    if (!common.quiet) talk << "一张图已打开，按 Ctrl-C 停止；只有本机能看，凡能登录本机的人都能看到税收等全部数据\n";
    std::jthread listener{[&server] { server.listen_after_bind(); }};
    while (!stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds{50});
    server.stop();
    return 0;
}

}  // namespace mutu

// The built program as a server, and a client that says exactly what it is told to.
#pragma once

#include "app/program.hpp"

#include "mutu/value.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>

namespace mutu::test {

struct Heard {
    int status = 0;
    std::string head, body;  // head as it came, with the names of headers
    bool closed = false;     // by the server, behind the reply

    std::string header(const std::string& name) const {
        const std::string mark = "\r\n" + lower_ascii(name) + ": ";
        const std::string low = lower_ascii(head);
        const auto at = low.find(mark);
        return at == std::string::npos ? ""
                                       : head.substr(at + mark.size(), head.find("\r\n", at + 2) - at - mark.size());
    }
    Value json() const { return parse_json(body, "reply"); }
};

/// A socket to the server; reading stops when nothing comes for eight seconds.
class Wire {
public:
    explicit Wire(int port) : socket_{socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
        const timeval patience{8, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error{"cannot connect"};
    }
    ~Wire() { close(socket_); }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    void say(const std::string& bytes) const {
        for (std::size_t at = 0; at < bytes.size();) {
            const ssize_t sent = send(socket_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (sent <= 0) return;  // the server has had enough
            at += static_cast<std::size_t>(sent);
        }
    }
    /// One reply, by its Content-Length.
    Heard hear() {
        Heard heard;
        std::size_t end = 0;
        while ((end = kept_.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return heard;
        heard.head = kept_.substr(0, end + 2);
        heard.status = std::stoi(heard.head.substr(9, 3));
        kept_.erase(0, end + 4);
        const std::string length = heard.header("Content-Length");
        const std::size_t wanted = length.empty() ? 0 : std::stoul(length);
        while (kept_.size() < wanted && more()) {
        }
        heard.body = kept_.substr(0, wanted);
        kept_.erase(0, wanted);
        return heard;
    }
    bool is_closed() {
        char byte = 0;
        const ssize_t got = recv(socket_, &byte, 1, 0);
        return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
    }

private:
    bool more() {
        char bytes[65536];
        const ssize_t got = recv(socket_, bytes, sizeof bytes, 0);
        if (got > 0) kept_.append(bytes, static_cast<std::size_t>(got));
        return got > 0;
    }
    int socket_;
    std::string kept_;
};

/// A demo of three parks, run once, served on a free port until the program of tests ends.
class Served {
public:
    Served() {
        EXPECT_EQ(run({"demo", folder_ / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder_ / "d/PROJECT.toml", "--quiet"}).code, 0);
        start();
    }
    /// A book or a workspace that is there already.
    explicit Served(std::string path, std::vector<std::string> options = {}, std::optional<uid_t> user = {})
        : book_{std::move(path)}, options_{std::move(options)}, user_{user} {
        start();
    }
    const std::string& book() const { return book_; }
    int port() const { return port_; }
    std::string host() const { return "127.0.0.1:" + std::to_string(port_); }

    Heard get(const std::string& target, const std::string& headers = {}) const {
        Wire wire{port_};
        wire.say("GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n" + headers + "\r\n");
        return wire.hear();
    }
    Answer stop(int signal) {
        child_->send(signal);
        return child_->wait();
    }
    void start() {
        std::vector<std::string> words{"serve", book_, "--port", "0"};
        words.insert(words.end(), options_.begin(), options_.end());
        child_ = std::make_unique<Child>(Call{.words = words, .user = user_});
        for (int tries = 0; tries < 400; ++tries) {
            const std::string said = child_->said();
            if (const auto end = said.find('\n'); end != std::string::npos) {
                address_ = said.substr(0, end);
                port_ = std::stoi(address_.substr(address_.rfind(':') + 1));
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{25});
        }
        throw std::runtime_error{"the server does not start"};
    }
    const std::string& address() const { return address_; }

private:
    TempFolder folder_;
    std::string book_ = folder_ / "d/book.gpkg", address_;
    std::vector<std::string> options_;
    std::optional<uid_t> user_;
    std::unique_ptr<Child> child_;
    int port_ = 0;
};

inline Served& served() {
    static Served one;
    return one;
}

}  // namespace mutu::test

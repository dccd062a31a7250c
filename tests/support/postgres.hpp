// A real PostgreSQL of the test's own on loopback, gone afterwards.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace mutu::test {

namespace fs = std::filesystem;

inline int free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET, address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(probe, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    close(probe);
    return ntohs(address.sin_port);
}

/// The newest folder of server programs that Debian installs; empty when there is none.
inline std::string postgres_programs() {
    std::string found;
    const fs::path root = "/usr/lib/postgresql";
    if (!fs::exists(root)) return found;
    for (const auto& version : fs::directory_iterator{root})
        if (fs::exists(version.path() / "bin/initdb")) found = std::max(found, (version.path() / "bin").string());
    return found;
}

/// Runs a server while it lives. PostgreSQL refuses to be root, so root lends the work to the user postgres.
class PostgresServer {
public:
    PostgresServer() : folder_{folder_of_its_own()}, port_{free_port()} {
        if (root_ && !shell("chown postgres '" + folder_.string() + "'")) return;
        running_ = as_owner("initdb -N -A trust -U mutu -E UTF8 --locale=C.UTF-8 -D '" + data() + "'") && start();
    }
    ~PostgresServer() {
        if (running_) as_owner("pg_ctl -m immediate -D '" + data() + "' stop");
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    bool running() const { return running_; }
    /// Without fsync: processes are killed here, not machines, and coming up again would sync every file there is.
    bool start() const {
        return as_owner("pg_ctl -w -D '" + data() + "' -l '" + folder_.string() +
                        "/log' -t 300 -o \"-c fsync=off -c listen_addresses=127.0.0.1 -c port=" +
                        std::to_string(port_) + " -c unix_socket_directories='" + folder_.string() + "'\" start");
    }
    /// As when the power goes: no process is given time to end well.
    bool cut() const { return as_owner("pg_ctl -m immediate -D '" + data() + "' stop"); }
    std::string connection(const std::string& database = "postgres", const std::string& user = "mutu") const {
        return "PG:host=127.0.0.1 port=" + std::to_string(port_) + " user=" + user + " dbname=" + database;
    }
    bool sql(const std::string& statement) const {
        return as_owner("psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p " + std::to_string(port_) +
                        " -U mutu -d postgres -c \"" + statement + "\"");
    }

private:
    static fs::path folder_of_its_own() {
        std::string name = (fs::temp_directory_path() / "mutu-postgres-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error{"no temporary folder"};
        return name;
    }
    std::string data() const { return (folder_ / "data").string(); }
    static bool shell(const std::string& command) { return std::system((command + " > /dev/null 2>&1").c_str()) == 0; }
    bool as_owner(const std::string& command) const {
        return shell("cd / && " + std::string{root_ ? "runuser -u postgres -- " : ""} + postgres_programs() + "/" +
                     command);
    }

    fs::path folder_;
    int port_;
    bool root_ = geteuid() == 0, running_ = false;
};

}  // namespace mutu::test

// A table of a real PostgreSQL as a source: a server of the test's own, on loopback, gone afterwards.
#include "io/support.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

namespace mutu::test {
namespace {

int free_port() {
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
std::string programs() {
    std::string found;
    const fs::path root = "/usr/lib/postgresql";
    if (!fs::exists(root)) return found;
    for (const auto& version : fs::directory_iterator{root})
        if (fs::exists(version.path() / "bin/initdb")) found = std::max(found, (version.path() / "bin").string());
    return found;
}

/// Runs a server while it lives. PostgreSQL refuses to be root, so root lends the work to the user postgres.
class Server {
public:
    Server() : folder_{scratch("postgres")}, port_{free_port()} {
        if (root_ && !shell("chown postgres '" + folder_.string() + "'")) return;
        running_ = as_owner("initdb -A trust -U mutu -E UTF8 --locale=C.UTF-8 -D '" + data() + "'") &&
                   as_owner("pg_ctl -w -D '" + data() + "' -l '" + folder_.string() +
                            "/log' -o \"-c listen_addresses=127.0.0.1 -c port=" + std::to_string(port_) +
                            " -c unix_socket_directories='" + folder_.string() + "'\" start");
    }
    ~Server() {
        if (running_) as_owner("pg_ctl -m immediate -D '" + data() + "' stop");
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    bool running() const { return running_; }
    std::string connection() const {
        return "PG:host=127.0.0.1 port=" + std::to_string(port_) + " user=mutu dbname=postgres";
    }
    bool sql(const std::string& statement) const {
        return as_owner("psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p " + std::to_string(port_) +
                        " -U mutu -d postgres -c \"" + statement + "\"");
    }

private:
    std::string data() const { return (folder_ / "data").string(); }
    static bool shell(const std::string& command) { return std::system((command + " > /dev/null 2>&1").c_str()) == 0; }
    bool as_owner(const std::string& command) const {
        return shell("cd / && " + std::string{root_ ? "runuser -u postgres -- " : ""} + programs() + "/" + command);
    }

    fs::path folder_;
    int port_;
    bool root_ = geteuid() == 0, running_ = false;
};

TEST(FeatureRow1, ATableOfPostgresIsASource) {
    if (programs().empty()) GTEST_SKIP() << "PostgreSQL's server is not installed (Debian: postgresql)";
    const Server server;
    if (!server.running()) GTEST_SKIP() << "PostgreSQL is installed but does not start here";
    ASSERT_TRUE(server.sql("CREATE TABLE firms (企业名称 text, 行业代码 text, 注册日期 date);"
                           "INSERT INTO firms VALUES ('甲公司', '3620', '2016-01-04'), ('乙公司', NULL, NULL)"));
    ASSERT_TRUE(server.sql("CREATE TABLE other (x int)"));
    auto spec = source(Role::enterprise, server.connection());
    EXPECT_NE(refusal(spec).find("firms"), std::string::npos) << "two tables and none named: the list is told";
    spec.layer = "firms";
    const auto holdings = read(spec);
    const Table& firms = holdings[Role::enterprise];
    ASSERT_EQ(firms.rows(), 2U);
    EXPECT_EQ(firms.column<std::string>("name")[0], "甲公司");
    EXPECT_EQ(firms.column<std::string>("industry_code")[0], "3620");
    EXPECT_EQ(firms.column<std::string>("industry_code")[1], std::nullopt);
    spec.where = "行业代码 = '3620'";
    EXPECT_EQ(read(spec)[Role::enterprise].rows(), 1U);
}

TEST(FeatureRow1, ALayerOfPostgisIsASource) {
    if (programs().empty()) GTEST_SKIP() << "PostgreSQL's server is not installed (Debian: postgresql)";
    const Server server;
    if (!server.running() || !server.sql("CREATE EXTENSION postgis"))
        GTEST_SKIP() << "no PostGIS in the server (Debian: postgresql-15-postgis-3)";
    ASSERT_TRUE(server.sql("CREATE TABLE parcels (zddm text, geom geometry(Polygon, 4525));"
                           "INSERT INTO parcels VALUES ('G1', ST_GeomFromText('POLYGON((37500000 2950000,37500100 "
                           "2950000,37500100 2950100,37500000 2950000))', 4525))"));
    auto spec = source(Role::parcel, server.connection());
    spec.layer = "parcels";
    const auto holdings = read(spec);
    ASSERT_EQ(holdings[Role::parcel].rows(), 1U);
    EXPECT_EQ(area(holdings[Role::parcel].shapes(), 0), 5000);
    EXPECT_EQ(holdings.sources.front().crs.code(), 4525);
}

TEST(FeatureRow1, APostgresThatDoesNotAnswerIsNamedWithoutItsPassword) {
    const std::string message =
        refusal(source(Role::enterprise, "PG:host=127.0.0.1 port=" + std::to_string(free_port()) +
                                             " user=mutu password=geheim dbname=park"));
    EXPECT_NE(message.find("PG:"), std::string::npos) << message;
    EXPECT_EQ(message.find("geheim"), std::string::npos) << message;
    const std::string address = refusal(source(Role::enterprise, "PG:postgresql://mutu:geheim@127.0.0.1:1/park"));
    EXPECT_EQ(address.find("geheim"), std::string::npos) << address;
}

}  // namespace
}  // namespace mutu::test

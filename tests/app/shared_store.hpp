// A shared store for tests: one server and one demo book for all cases, a database for each, and a session of the
// test's own that holds a publisher in the middle of a park.
#pragma once

#include "published.hpp"
#include "support/postgres.hpp"

#include <libpq-fe.h>

namespace mutu::test {

/// An open connection; Promise: closed at the end, and with it whatever it holds.
class Session {
public:
    explicit Session(const std::string& connection) : db_{PQconnectdb(connection.substr(3).c_str())} {
        if (PQstatus(db_.get()) != CONNECTION_OK) throw std::runtime_error{PQerrorMessage(db_.get())};
        PQsetNoticeProcessor(db_.get(), [](void*, const char*) {}, nullptr);
    }
    /// First column of all rows, NULL as "".
    std::vector<std::string> ask(const std::string& sql) const {
        struct Clear {
            void operator()(PGresult* result) const noexcept { PQclear(result); }
        };
        const std::unique_ptr<PGresult, Clear> result{PQexec(db_.get(), sql.c_str())};
        const auto state = PQresultStatus(result.get());
        if (state != PGRES_COMMAND_OK && state != PGRES_TUPLES_OK)
            throw std::runtime_error{sql + ": " + PQerrorMessage(db_.get())};
        std::vector<std::string> cells;
        for (int row = 0; row < PQntuples(result.get()); ++row) cells.emplace_back(PQgetvalue(result.get(), row, 0));
        return cells;
    }
    std::string one(const std::string& sql) const { return ask(sql).at(0); }

private:
    struct Finish {
        void operator()(PGconn* db) const noexcept { PQfinish(db); }
    };
    std::unique_ptr<PGconn, Finish> db_;
};

/// What all cases share; made once. `why` is a word on what is missing.
struct Office {
    std::string why;
    std::unique_ptr<PostgresServer> server;
    TempFolder folder;
    std::string book = folder / "d/book.gpkg";

    Office() {
        if (postgres_programs().empty()) {
            why = "PostgreSQL's server is not installed (Debian: postgresql)";
            return;
        }
        server = std::make_unique<PostgresServer>();
        if (!server->running())
            why = "PostgreSQL is installed but does not start here";
        else if (!server->sql("CREATE EXTENSION postgis"))
            why = "no PostGIS in the server (Debian: postgresql-15-postgis-3)";
        else if (run({"demo", folder / "d", "--parcels", "24"}).code != 0 ||
                 run({"run", folder / "d/PROJECT.toml"}).code != 0)
            throw std::runtime_error{"the demo does not run"};
    }
};

inline Office& office() {
    static Office made;
    return made;
}

/// A database of the case's own.
class SharedStoreTest : public testing::Test {
protected:
    void SetUp() override {
        if (!office().why.empty()) GTEST_SKIP() << office().why;
        static int number = 0;
        database = "store" + std::to_string(++number);
        ASSERT_TRUE(office().server->sql("CREATE DATABASE " + database));
    }
    void TearDown() override {
        if (!database.empty()) office().server->sql("DROP DATABASE " + database + " WITH (FORCE)");
    }
    std::string address(const std::string& user = "mutu") const { return office().server->connection(database, user); }
    Session session(const std::string& user = "mutu") const { return Session{address(user)}; }
    Answer publish(std::vector<std::string> more = {}, const std::string& book = office().book) const {
        return run(publishing(std::move(more), book));
    }
    std::vector<std::string> publishing(std::vector<std::string> more = {},
                                        const std::string& book = office().book) const {
        std::vector<std::string> words{"publish", book, address()};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    Answer pull(const std::string& to, std::vector<std::string> more = {}, const std::string& user = "mutu") const {
        std::vector<std::string> words{"pull", address(user), to};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    /// Everything that stands in the store but the times of publication, in one sum.
    std::string content() const {
        const Session db = session();
        std::string all;
        for (const std::string& table :
             db.ask("SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = "
                    "'mutu' AND "
                    "relkind IN ('r', 'p') AND relname NOT IN ('store', 'layout', 'park_right') ORDER BY 1")) {
            const std::string row = table == "published_run" ? "key || content_sha256 || run_id" : "t::text";
            all += table +
                   db.one("SELECT coalesce(md5(string_agg(" + row + ", E'\\n' ORDER BY " + row +
                          ")), '') FROM mutu.\"" + table + "\" t") +
                   "\n";
        }
        return all;
    }
    std::string database;
};

/// Whether a publisher, or one who pulls, waits for a lock now or soon.
inline bool waiting(const std::string& address) {
    const Session observer{address};
    for (int tries = 0; tries < 600; ++tries) {
        if (observer.one("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mutu' AND datname = "
                         "current_database() AND wait_event_type = 'Lock'") != "0")
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return false;
}

/// Holds whoever publishes this park at its row of a table, with the tables before it already sent: an uncommitted
/// row of the same key, which the publisher has to wait for.
class Held {
public:
    Held(const std::string& address, const std::string& park, const std::string& fid,
         const std::string& table = "indicator")
        : session_{address} {
        session_.ask("BEGIN");
        session_.ask("INSERT INTO mutu." + table + " (mutu_park, mutu_run, fid) VALUES ('" + park + "', '', " + fid +
                     ")");
    }
    bool waits_for(const std::string& address) const { return waiting(address); }
    void release() const { session_.ask("ROLLBACK"); }

private:
    Session session_;
};

}  // namespace mutu::test

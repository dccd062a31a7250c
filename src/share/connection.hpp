// libpq as one handle: statements with bound values, COPY in and out, failures in words. Private to the share module.
#pragma once

#include "mutu/error.hpp"

#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

struct FinishConnection {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
struct ClearResult {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ClearResult>;

/// Rows of a query, all values as text or absent.
using Answers = std::vector<std::vector<std::optional<std::string>>>;

/// An open connection. Promise: no message shows a password.
class Connection {
public:
    explicit Connection(const std::string& address);

    const std::string& shown() const { return shown_; }
    /// Statements without values, several allowed.
    void run(const std::string& sql) const;
    Answers ask(const std::string& sql, const std::vector<std::string>& values = {}) const;
    bool yes(const std::string& sql, const std::vector<std::string>& values = {}) const;
    /// An identifier as SQL spells it; and a text.
    std::string name(std::string_view identifier) const;
    std::string literal(std::string_view text) const;

    void copy_in(const std::string& sql, std::string_view rows) const;
    /// Each row without its line end.
    void copy_out(const std::string& sql, const std::function<void(std::string_view)>& row) const;

    /// The failure of a result, or of the connection where there is none.
    Error fault(const PGresult* result) const;

private:
    ResultHandle checked(PGresult* result) const;
    std::string without_password(std::string text) const;

    std::unique_ptr<PGconn, FinishConnection> connection_;
    std::string shown_, password_;
};

/// Rolls back unless committed.
class StoreTransaction {
public:
    explicit StoreTransaction(const Connection& db, const char* begin = "BEGIN") : db_{db} { db_.run(begin); }
    ~StoreTransaction();
    StoreTransaction(const StoreTransaction&) = delete;
    StoreTransaction& operator=(const StoreTransaction&) = delete;
    StoreTransaction(StoreTransaction&&) = delete;
    StoreTransaction& operator=(StoreTransaction&&) = delete;
    void commit();

private:
    const Connection& db_;
    bool open_ = true;
};

}  // namespace mutu

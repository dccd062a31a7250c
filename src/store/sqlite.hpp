// SQLite as three handles: a database, a statement with bound values, a transaction. Values never become SQL text.
#pragma once

#include "mutu/error.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mutu {

struct CloseDatabase {
    void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

/// An identifier as SQL spells it, quotes doubled. A NUL byte cannot stand in SQL: the name ends before it.
std::string quoted_name(std::string_view identifier);
/// "file:/abs/path?mode=ro" with everything escaped that a URI would read otherwise.
std::string read_only_uri(const std::string& path);

/// One compiled statement. Bound text and blobs are not copied unless asked: they must live until the next reset.
class Statement {
public:
    Statement(sqlite3* db, std::string_view sql, std::string path);

    void bind_null(int index);
    void bind(int index, std::int64_t value);
    void bind(int index, double value);
    void bind(int index, std::string_view text, bool copy = false);
    void bind_blob(int index, std::string_view bytes);

    /// Whether there is a row.
    bool step();
    /// Runs a statement without rows and makes it ready for the next values.
    void run();
    void reset();

    int columns() const { return sqlite3_column_count(statement_.get()); }
    std::string column_name(int column) const;
    int type(int column) const { return sqlite3_column_type(statement_.get(), column); }
    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
    double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
    std::string text(int column) const;
    /// Bytes of a text or blob, valid until the next step.
    std::string_view view(int column) const;
    std::string blob(int column) const;

private:
    void check(int code) const;

    sqlite3* db_;
    std::string path_;
    std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
};

/// An open database. Messages name its path.
class Database {
public:
    enum class Mode { create, write, read, still };  // still: of a file that nobody changes, without its log
    Database(const std::string& path, Mode mode);

    sqlite3* raw() const { return db_.get(); }
    const std::string& path() const { return path_; }
    void exec(const std::string& sql) const;
    Statement prepare(std::string_view sql) const { return Statement{db_.get(), sql, path_}; }
    /// First column of the first row; `otherwise` when there is none.
    std::int64_t integer(std::string_view sql, std::int64_t otherwise = 0) const;
    std::string text(std::string_view sql) const;
    /// A table or view of this name stands in the schema ("main", or an attached one).
    bool has_table(std::string_view name, std::string_view schema = "main") const;

private:
    std::string path_;
    std::unique_ptr<sqlite3, CloseDatabase> db_;
};

/// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(const Database& db) : db_{db} { db_.exec("BEGIN"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction(Transaction&&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    void commit();

private:
    const Database& db_;
    bool open_ = true;
};

/// What the last failure on this connection means to the person at the keyboard.
Error sqlite_error(sqlite3* db, const std::string& path);

}  // namespace mutu

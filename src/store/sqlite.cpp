// Errors of SQLite into our own, and the reading and binding of values.
#include "sqlite.hpp"

#include "mutu/store.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace mutu {

std::string quoted_name(std::string_view identifier) {
    std::string out = "\"";
    for (const char c : identifier.substr(0, identifier.find('\0'))) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::string read_only_uri(const std::string& path) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out = "file:";
    for (const char c : std::filesystem::absolute(path).lexically_normal().string()) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '?' || c == '#' || c == '%' || byte <= 0x20 || byte >= 0x7F)
            out += '%', out += hex[byte >> 4], out += hex[byte & 15];
        else
            out += c;
    }
    return out + "?mode=ro";
}

Error sqlite_error(sqlite3* db, const std::string& path) {
    const int code = db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM;
    const int cause = db ? sqlite3_system_errno(db) : 0;
    const std::string words = db ? sqlite3_errmsg(db) : "out of memory";
    switch (code & 0xFF) {
    case SQLITE_FULL: return {Kind::input, path + ": 磁盘已满，写不下去；请腾出空间后重试（原文件未动）"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Kind::input, path + ": 成果库正被别的程序占用，请关闭后重试"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: return {Kind::input, path + ": 不是完好的 SQLite 文件（" + words + "）"};
    case SQLITE_INTERRUPT: return {Kind::stopped, path + ": 已按要求停止"};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY: {
        const std::string why = cause != 0 ? std::strerror(cause) : words;
        return {Kind::input, path + ": 无法读写（" + why + "）；请检查路径、权限和磁盘空间"};
    }
    default: return {Kind::bug, path + ": SQLite " + std::to_string(code) + ": " + words};
    }
}

Statement::Statement(sqlite3* db, std::string_view sql, std::string path) : db_{db}, path_{std::move(path)} {
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &made, nullptr);
    statement_.reset(made);
    check(code);
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) throw sqlite_error(db_, path_);
}

void Statement::bind_null(int index) { check(sqlite3_bind_null(statement_.get(), index)); }
void Statement::bind(int index, std::int64_t value) { check(sqlite3_bind_int64(statement_.get(), index, value)); }
void Statement::bind(int index, double value) { check(sqlite3_bind_double(statement_.get(), index, value)); }

void Statement::bind(int index, std::string_view text, bool copy) {
    // A null pointer would bind NULL; SQLITE_TRANSIENT is a C cast in the foreign header.
    const auto destructor = copy ? SQLITE_TRANSIENT : SQLITE_STATIC;  // NOLINT(cppcoreguidelines-pro-type-cstyle-cast)
    const char* bytes = text.data() ? text.data() : "";
    check(sqlite3_bind_text64(statement_.get(), index, bytes, text.size(), destructor, SQLITE_UTF8));
}

void Statement::bind_blob(int index, std::string_view bytes) {
    check(sqlite3_bind_blob64(statement_.get(), index, bytes.data(), bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) throw sqlite_error(db_, path_);
    return false;
}

void Statement::run() {
    step();
    reset();
}

void Statement::reset() { check(sqlite3_reset(statement_.get())); }

std::string Statement::column_name(int column) const {
    const char* name = sqlite3_column_name(statement_.get(), column);
    return name ? name : "";
}

std::string_view Statement::view(int column) const {
    const void* bytes = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes ? std::string_view{static_cast<const char*>(bytes), static_cast<std::size_t>(size)}
                 : std::string_view{};
}

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_text(statement_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes ? std::string{static_cast<const char*>(bytes), size} : std::string{};
}

std::string Statement::blob(int column) const {
    const void* bytes = sqlite3_column_blob(statement_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes ? std::string{static_cast<const char*>(bytes), size} : std::string{};
}

Database::Database(const std::string& path, Mode mode) : path_{path} {
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    switch (mode) {
    case Mode::create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE; break;
    case Mode::write: flags |= SQLITE_OPEN_READWRITE; break;
    case Mode::read:
    case Mode::still: flags |= SQLITE_OPEN_READONLY; break;
    }
    // As a URI even when writing, so that a path beginning with "file:" is a path.
    const std::string uri = read_only_uri(path);
    std::string name = path == ":memory:" ? path : uri.substr(0, uri.size() - std::string_view{"?mode=ro"}.size());
    if (mode == Mode::still) name = uri + "&immutable=1";
    sqlite3* made = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &made, flags, nullptr);
    db_.reset(made);
    if (code != SQLITE_OK) throw sqlite_error(db_.get(), path_);
}

void Database::exec(const std::string& sql) const {
    if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw sqlite_error(db_.get(), path_);
}

std::int64_t Database::integer(std::string_view sql, std::int64_t otherwise) const {
    Statement statement = prepare(sql);
    return statement.step() ? statement.integer(0) : otherwise;
}

std::string Database::text(std::string_view sql) const {
    Statement statement = prepare(sql);
    return statement.step() ? statement.text(0) : std::string{};
}

bool Database::has_table(std::string_view name, std::string_view schema) const {
    Statement statement = prepare("SELECT 1 FROM " + quoted_name(schema) +
                                  ".sqlite_master WHERE type IN ('table', 'view') AND lower(name) = lower(?1)");
    statement.bind(1, name);
    return statement.step();
}

Transaction::~Transaction() {
    // The failure that led here is already on its way up; a failing rollback adds nothing to it.
    if (open_) sqlite3_exec(db_.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    db_.exec("COMMIT");
    open_ = false;
}

std::string sqlite_version() { return sqlite3_libversion(); }

}  // namespace mutu

// One connection to PostgreSQL and what its failures mean to the person at the keyboard.
#include "connection.hpp"

#include "mutu/share.hpp"

#include <algorithm>

namespace mutu {
namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};
struct FreeText {
    void operator()(char* text) const noexcept { PQfreemem(text); }
};
using OptionsHandle = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string info_of(const std::string& address) {
    if (!address.starts_with("PG:"))
        throw Error{Kind::usage, "共享库的地址以 PG: 开头，如 \"PG:host=10.0.0.5 dbname=mutu user=li\" 或 "
                                 "PG:postgresql://li@10.0.0.5/mutu"};
    return address.substr(3);
}

// libpq's own words would repeat the address, and with it a password.
OptionsHandle parsed(const std::string& info) {
    char* fault = nullptr;
    OptionsHandle options{PQconninfoParse(info.c_str(), &fault)};
    const std::unique_ptr<char, FreeText> freed{fault};
    if (!options)
        throw Error{Kind::usage, "PG: 后面的连接写法有误；写作 \"PG:host=10.0.0.5 dbname=mutu user=li\" 或 "
                                 "PG:postgresql://li@10.0.0.5/mutu，口令放在 ~/.pgpass"};
    return options;
}

std::string shown_of(const PQconninfoOption* options) {
    std::string shown = "PG:";
    for (const char* wanted : {"service", "host", "hostaddr", "port", "dbname", "user"})
        for (const PQconninfoOption* one = options; one->keyword; ++one)
            if (std::string_view{one->keyword} == wanted && one->val)
                shown += (shown.size() > 3 ? " " : "") + std::string{wanted} + "=" + one->val;
    return shown;
}

std::string trimmed_line(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::string field(const PGresult* result, int which) {
    const char* found = result ? PQresultErrorField(result, which) : nullptr;
    return found ? found : "";
}

/// What a class of failures means: its kind and what to do.
std::pair<Kind, const char*> meaning(const std::string& state) {
    if (state == "42501") return {Kind::refused, "没有权限；请管理员授权，或换一个用户"};
    if (state == "53100")
        return {Kind::input, "数据库一侧的磁盘已满；本园区没有写入一半，腾出空间后再运行一次即可接着发布"};
    if (state == "55P03" || state == "40P01" || state == "57014")
        return {Kind::input, "等不到别人放开的表；没有写入一半，请再运行一次"};
    if (state.starts_with("57P") || state.starts_with("08"))
        return {Kind::input, "连接断开；没有写入一半，再运行一次即可接着做"};
    if (state.starts_with("22") || state.starts_with("23"))
        return {Kind::input, "成果库中的值 PostgreSQL 存不下；请按上面的表和行更正后重新分析"};
    return {Kind::input, "没有写入一半"};
}

}  // namespace

bool stays_on_this_machine(const std::string& address) {
    struct Stands {
        bool named = false, here = true;
    } host;
    const auto look = [&](const PQconninfoOption* options) {
        for (const PQconninfoOption* one = options; one && one->keyword; ++one) {
            if (one->val == nullptr || *one->val == '\0') continue;
            const std::string_view keyword = one->keyword, value = one->val;
            if (keyword == "service") host.named = true, host.here = false;
            if (keyword != "host" && keyword != "hostaddr") continue;
            host.named = true;
            host.here = host.here && (value.starts_with('/') || value.starts_with('@') || value == "localhost" ||
                                      value == "127.0.0.1" || value == "::1");
        }
    };
    look(parsed(info_of(address)).get());
    if (!host.named) look(OptionsHandle{PQconndefaults()}.get());  // PGHOST, PGSERVICE
    return host.here;
}

Connection::Connection(const std::string& address) {
    const std::string info = info_of(address);
    const OptionsHandle options = parsed(info);
    shown_ = shown_of(options.get());
    for (const PQconninfoOption* one = options.get(); one->keyword; ++one)
        if (std::string_view{one->keyword} == "password" && one->val) password_ = one->val;
    // What stands before the address is what it leaves open; what stands behind it is not its to choose.
    const char* const words[] = {"connect_timeout", "application_name", "dbname", "client_encoding", nullptr};
    const char* const values[] = {"15", "mutu", info.c_str(), "UTF8", nullptr};
    connection_.reset(PQconnectdbParams(words, values, 1));
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw Error{Kind::input, shown_ + "：连不上（" +
                                     without_password(trimmed_line(PQerrorMessage(connection_.get()))) +
                                     "）；请核对主机、端口、库名和用户，或问管理员"};
    PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
    run("SET DateStyle = 'ISO, YMD'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET lock_timeout = '60s'; "
        "SET standard_conforming_strings = on");
    if (ask("SHOW server_encoding").at(0)[0] != "UTF8")
        throw Error{Kind::input, shown_ + "：数据库的编码不是 UTF8，存不下中文；请用 createdb -E UTF8 另建一个库"};
}

std::string Connection::without_password(std::string text) const {
    if (password_.empty()) return text;
    for (auto at = text.find(password_); at != std::string::npos; at = text.find(password_, at + 3))
        text.replace(at, password_.size(), "***");
    return text;
}

Error Connection::fault(const PGresult* result) const {
    if (PQstatus(connection_.get()) == CONNECTION_BAD)
        return {Kind::input, shown_ + "：连接断开（" +
                                 without_password(trimmed_line(PQerrorMessage(connection_.get()))) +
                                 "）；没有写入一半，再运行一次即可接着做"};
    const std::string state = field(result, PG_DIAG_SQLSTATE);
    std::string words = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (words.empty()) words = PQerrorMessage(connection_.get());
    if (const std::string context = field(result, PG_DIAG_CONTEXT); context.starts_with("COPY"))
        words += "；" + context.substr(0, 200);
    const auto [kind, advice] = meaning(state);
    return {kind, shown_ + "：" + without_password(trimmed_line(words)) + "；" + advice};
}

ResultHandle Connection::checked(PGresult* result) const {
    ResultHandle handle{result};
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT: return handle;
    default: throw fault(result);
    }
}

void Connection::run(const std::string& sql) const { checked(PQexec(connection_.get(), sql.c_str())); }

Answers Connection::ask(const std::string& sql, const std::vector<std::string>& values) const {
    std::vector<const char*> bound;
    bound.reserve(values.size());
    for (const std::string& value : values) bound.push_back(value.c_str());
    const ResultHandle result = checked(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(bound.size()),
                                                     nullptr, bound.data(), nullptr, nullptr, 0));
    Answers answers;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        auto& cells = answers.emplace_back();
        for (int column = 0; column < PQnfields(result.get()); ++column)
            cells.push_back(PQgetisnull(result.get(), row, column)
                                ? std::nullopt
                                : std::optional<std::string>{PQgetvalue(result.get(), row, column)});
    }
    return answers;
}

bool Connection::yes(const std::string& sql, const std::vector<std::string>& values) const {
    const Answers answers = ask(sql, values);
    return !answers.empty() && answers[0][0] == "t";
}

std::string Connection::name(std::string_view identifier) const {
    const std::unique_ptr<char, FreeText> text{
        PQescapeIdentifier(connection_.get(), identifier.data(), identifier.size())};
    if (!text) throw fault(nullptr);
    return text.get();
}

std::string Connection::literal(std::string_view text) const {
    const std::unique_ptr<char, FreeText> quoted{PQescapeLiteral(connection_.get(), text.data(), text.size())};
    if (!quoted) throw fault(nullptr);
    return quoted.get();
}

void Connection::copy_in(const std::string& sql, std::string_view rows) const {
    constexpr std::size_t piece = std::size_t{1} << 20;
    checked(PQexec(connection_.get(), sql.c_str()));
    for (std::size_t at = 0; at < rows.size(); at += piece) {
        const std::string_view part = rows.substr(at, piece);
        if (PQputCopyData(connection_.get(), part.data(), static_cast<int>(part.size())) != 1) throw fault(nullptr);
    }
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) throw fault(nullptr);
    std::optional<Error> failed;
    while (const ResultHandle result{PQgetResult(connection_.get())})
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && !failed) failed = fault(result.get());
    if (failed) throw Error{*failed};
    if (PQstatus(connection_.get()) == CONNECTION_BAD) throw fault(nullptr);
}

void Connection::copy_out(const std::string& sql, const std::function<void(std::string_view)>& row) const {
    checked(PQexec(connection_.get(), sql.c_str()));
    for (;;) {
        char* bytes = nullptr;
        const int size = PQgetCopyData(connection_.get(), &bytes, 0);
        const std::unique_ptr<char, FreeText> freed{bytes};
        if (size == -2) throw fault(nullptr);
        if (size < 0) break;
        row(std::string_view{bytes, static_cast<std::size_t>(size) - 1});
    }
    std::optional<Error> failed;
    while (const ResultHandle result{PQgetResult(connection_.get())})
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && !failed) failed = fault(result.get());
    if (failed) throw Error{*failed};
}

StoreTransaction::~StoreTransaction() {
    if (!open_) return;
    try {
        db_.run("ROLLBACK");
    } catch (const Error&) {  // a connection that is gone has rolled back
        open_ = false;
    }
}

void StoreTransaction::commit() {
    db_.run("COMMIT");
    open_ = false;
}

}  // namespace mutu

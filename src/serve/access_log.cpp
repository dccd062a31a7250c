// One write per line, behind what is there.
#include "access_log.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <ctime>

namespace mutu {
namespace {

/// The second, in UTC.
std::string now_text() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

}  // namespace

AccessLog::AccessLog(std::string path)
    : path_{std::move(path)},
      file_{::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)} {
    if (file_ < 0) throw Error{Kind::input, path_ + "：登录与导出的记录写不了；请检查权限"};
}

AccessLog::~AccessLog() { ::close(file_); }

void AccessLog::add(const std::string& event, const std::string& user, const std::string& address,
                    const std::string& detail) {
    Value line;
    line.add("time", now_text()), line.add("event", event);
    line.add("user", is_utf8(user) ? user : "?"), line.add("address", address);
    line.add("detail", is_utf8(detail) ? detail : "?");
    const std::string text = to_json(line) + "\n";
    const std::lock_guard lock{guard_};
    if (::write(file_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        throw Error{Kind::input, path_ + "：登录与导出的记录写不下；磁盘可能已满"};
}

}  // namespace mutu

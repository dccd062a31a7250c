// The users file: read with suspicion, written for its owner alone.
#include "users.hpp"

#include "password.hpp"

#include "mutu/error.hpp"
#include "mutu/serve.hpp"
#include "mutu/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <istream>
#include <ostream>
#include <utility>

namespace mutu {
namespace {

constexpr std::pair<std::string_view, UserRole> roles[] = {
    {"viewer", UserRole::viewer}, {"editor", UserRole::editor}, {"admin", UserRole::admin}};
constexpr std::size_t longest_name = 40, shortest_password = 10, longest_password = 200;  // bytes
constexpr unsigned others = 077;

void demand_private(const std::string& path) {
    struct stat file{};
    if (::stat(path.c_str(), &file) != 0)
        throw Error{Kind::input, path + "：没有用户文件；先用 mutu user " + path + " 名字 --role admin 建一个"};
    if (!S_ISREG(file.st_mode)) throw Error{Kind::input, path + "：不是普通文件，不能作用户文件"};
    if ((file.st_mode & others) != 0) {
        char mode[8];
        std::snprintf(mode, sizeof mode, "%03o", static_cast<unsigned>(file.st_mode & 0777U));
        throw Error{Kind::input,
                    path + "：权限 " + mode + " 让本机其他人也能读写；请改为只有本人可用：chmod 600 " + path};
    }
}

[[noreturn]] void bad_line(const std::string& path, std::size_t line, const std::string& what) {
    throw Error{Kind::input, path + " 第 " + std::to_string(line) + " 行：" + what +
                                 "；每行应为 名字:角色:argon2id 密文，可用 mutu user 生成"};
}

/// "editor,clerk@county_bureau" in its three parts; the last two are empty where the user has no post.
struct Places {
    std::string role, duty, office;
};
Places places_in(const std::string& text) {
    const auto comma = text.find(',');
    if (comma == std::string::npos) return {text, "", ""};
    const std::string post = text.substr(comma + 1);
    const auto at = post.find('@');
    return {text.substr(0, comma), post.substr(0, at), at == std::string::npos ? "" : post.substr(at + 1)};
}

/// What is wrong with a post in dealing with cases; "" where nothing is.
std::string why_no_post(UserRole role, const std::string& duty, const std::string& office) {
    if (duty.empty() && office.empty()) return {};
    const bool known = (duty == "clerk" || duty == "reviewer" || duty == "approver") &&
                       (office == "park_office" || office == "county_bureau" || office == "government");
    if (!known)
        return "岗位 “" + duty + "@" + office +
               "” 不认识：岗位应为 clerk、reviewer 或 approver，机关应为 park_office、county_bureau 或 government";
    return role == UserRole::viewer ? "查看角色（viewer）不能有处置岗位，应为 editor 或 admin" : "";
}

void add_line(Users& users, const std::string& path, std::size_t number, const std::string& line) {
    const std::vector<std::string> parts = split(line, ':');
    if (parts.size() != 3) bad_line(path, number, "有 " + std::to_string(parts.size()) + " 段，应为 3 段");
    if (!is_user_name(parts[0])) bad_line(path, number, "名字 “" + parts[0] + "” 不能用");
    const auto [word, duty, office] = places_in(parts[1]);
    const auto role = user_role_named(word);
    if (!role) bad_line(path, number, "角色 “" + word + "” 不认识，应为 viewer、editor 或 admin");
    if (const auto why = why_no_post(*role, duty, office); !why.empty()) bad_line(path, number, why);
    // The text itself is not repeated: somebody may have put a password there.
    if (!is_password_hash(parts[2]))
        bad_line(path, number, "用户 " + parts[0] + " 的密文不是 $argon2id$ 开头的完整密文");
    if (!users.emplace(parts[0], User{*role, parts[2], duty, office}).second)
        bad_line(path, number, "用户 " + parts[0] + " 重复");
}

/// Written beside and renamed: a broken write leaves the old file.
void write_private(const std::string& path, const std::string& text) {
    const std::string part = path + ".part";
    ::unlink(part.c_str());
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) throw Error{Kind::input, path + "：写不了，请检查文件夹的权限"};
    const bool written =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    ::close(file);
    if (!written || ::rename(part.c_str(), path.c_str()) != 0) {
        ::unlink(part.c_str());
        throw Error{Kind::input, path + "：写不下，磁盘可能已满"};
    }
}

}  // namespace

std::optional<UserRole> user_role_named(std::string_view name) {
    for (const auto& [word, role] : roles)
        if (word == name) return role;
    return {};
}

std::string_view name(UserRole role) { return roles[static_cast<std::size_t>(role)].first; }

bool is_user_name(const std::string& name) {
    if (name.empty() || name.size() > longest_name || !is_utf8(name) || name.front() == '#') return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return byte >= 0x80 || word || c == '.' || c == '-' || c == '_';
    });
}

Users read_users(const std::string& path) {
    demand_private(path);
    Users users;
    std::size_t number = 0;
    for (std::string line : split(read_file(path), '\n')) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty() && line.front() != '#') add_line(users, path, number, line);
    }
    if (users.empty())
        throw Error{Kind::input, path + "：里面没有用户；先用 mutu user " + path + " 名字 --role admin 添加"};
    return users;
}

int keep_user(const UserOptions& options, std::istream& in, std::ostream& talk) {
    if (!is_user_name(options.name))
        throw Error{Kind::usage, "名字 “" + options.name + "” 不能用：可用汉字、字母、数字和 . - _，不超过 40 字节"};
    const auto role = user_role_named(options.role);
    if (!role) throw Error{Kind::usage, "角色 “" + options.role + "” 不认识，应为 viewer、editor 或 admin"};
    if (const auto why = why_no_post(*role, options.duty, options.office); !why.empty()) throw Error{Kind::usage, why};
    Users users;
    if (::access(options.file.c_str(), F_OK) == 0) users = read_users(options.file);
    std::string password;
    std::getline(in, password);
    if (password.ends_with('\r')) password.pop_back();
    if (password.size() < shortest_password || password.size() > longest_password)
        throw Error{Kind::input, "密码长 " + std::to_string(password.size()) + " 字节，应为 10 到 200 字节"};
    const bool known = users.contains(options.name);
    users.insert_or_assign(options.name, User{*role, hashed_password(password), options.duty, options.office});
    std::string text = "# 亩图用户：名字:角色:密文，或 名字:角色,岗位@机关:密文。角色 viewer 看公开字段，editor "
                       "看全部并新建分析，admin 同 editor\n";
    for (const auto& [word, user] : users)
        text += word + ":" + std::string{name(user.role)} +
                (user.duty.empty() ? "" : "," + user.duty + "@" + user.office) + ":" + user.hash + "\n";
    write_private(options.file, text);
    talk << (known ? "已更新用户 " : "已添加用户 ") << options.name << "（" << options.role
         << "）；正在运行的 mutu serve 重新启动后生效\n";
    return 0;
}

}  // namespace mutu

// Who may see and do what: a file of users, one a line. Seen by src/serve only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mutu {

/// Each may what those before it may. A viewer sees open columns alone (veil.hpp); an editor all, and makes analyses.
enum class UserRole : std::uint8_t { viewer, editor, admin };
std::optional<UserRole> user_role_named(std::string_view name);
std::string_view name(UserRole role);

struct User {
    UserRole role = UserRole::viewer;
    std::string hash;                    // password.hpp
    std::string duty = {}, office = {};  // of who deals with cases (cases.hpp); "": does not
};
using Users = std::map<std::string, User, std::less<>>;

/// Letters, digits, '.', '-', '_' or Chinese, at most 40 bytes.
bool is_user_name(const std::string& name);

/// Lines `name:role:$argon2id$…` or `name:role,duty@office:$argon2id$…`; blank ones and those that begin with '#' say
/// nothing. Error{Kind::input} with file, line and remedy for a bad line, for no user at all, and for a file that
/// others on this machine may read or write.
Users read_users(const std::string& path);

}  // namespace mutu

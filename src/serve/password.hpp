// Passwords, tokens and comparing them: the only file of the server that knows libsodium. Seen by src/serve only.
#pragma once

#include <string>

namespace mutu {

/// "$argon2id$v=19$…" of a password, with a salt of its own. About 0.1 s and 64 MB.
std::string hashed_password(const std::string& password);
/// A line as hashed_password makes it.
bool is_password_hash(const std::string& text);
/// Whether the password made the hash; costs the same for a wrong one. One at a time, whatever number of threads ask:
/// a crowd of log-ins must not take a crowd of 64 MB.
bool password_fits(const std::string& hash, const std::string& password);

/// 256 random bits in hexadecimal.
std::string random_token();
/// Compared in a time that does not tell where they differ.
bool same_text(const std::string& a, const std::string& b);

}  // namespace mutu

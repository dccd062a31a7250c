// libsodium behind five questions.
#include "password.hpp"

#include "mutu/error.hpp"

#include <sodium.h>

#include <mutex>

namespace mutu {
namespace {

void ready() {
    static const int state = sodium_init();
    if (state < 0) throw Error{Kind::bug, "libsodium cannot start"};
}

}  // namespace

std::string hashed_password(const std::string& password) {
    ready();
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw Error{Kind::input, "内存不够，密码没有处理：argon2id 需要 64 MB"};
    hash.resize(hash.find('\0'));
    return hash;
}

bool is_password_hash(const std::string& text) {
    ready();
    // -1: no hash at all; 1: one of other costs, which still says whether a password fits.
    return text.starts_with("$argon2id$") && text.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_needs_rehash(text.c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != -1;
}

bool password_fits(const std::string& hash, const std::string& password) {
    ready();
    static std::mutex one_at_a_time;
    const std::lock_guard lock{one_at_a_time};
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string random_token() {
    ready();
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    char text[2 * sizeof bytes + 1];
    sodium_bin2hex(text, sizeof text, bytes, sizeof bytes);
    return text;
}

bool same_text(const std::string& a, const std::string& b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace mutu

// Sessions live in memory alone: a restart logs everybody out.
#include "session.hpp"

#include "http.hpp"
#include "password.hpp"

#include "mutu/hash.hpp"

#include <algorithm>
#include <iterator>

namespace mutu {
namespace {

constexpr std::chrono::minutes idle_end{30}, last_end{12 * 60};
constexpr auto patience = std::chrono::minutes{15};
constexpr std::size_t most_sessions = 1000, most_watched = 10'000;
constexpr std::size_t failures_of_pair = 5, failures_of_address = 20, failures_of_name = 50;

std::string pair_key(const std::string& name, const std::string& address) { return "p" + address + "\n" + name; }

}  // namespace

Sessions::Sessions(Users users, Clock clock)
    : users_{std::move(users)}, nobody_{hashed_password(random_token())}, clock_{std::move(clock)} {}

void Sessions::drop_ended(Time now) {
    std::erase_if(held_, [&](const auto& one) {
        return now - one.second.used >= idle_end || now - one.second.begun >= last_end;
    });
    for (auto& [key, times] : failures_)
        while (!times.empty() && now - times.front() >= patience) times.pop_front();
    std::erase_if(failures_, [](const auto& one) { return one.second.empty(); });
}

void Sessions::demand_patience(const std::string& name, const std::string& address, Time now) {
    const auto spent = [&](const std::string& key, std::size_t most) {
        const auto found = failures_.find(key);
        return found != failures_.end() && found->second.size() >= most;
    };
    if (spent(pair_key(name, address), failures_of_pair) || spent("a" + address, failures_of_address) ||
        spent("n" + name, failures_of_name))
        throw Refusal{429, "登录失败次数太多，请一刻钟后再试"};
    // Counted before it is known whether the password fits: many tries at once are as many as one after another.
    for (const std::string& key : {pair_key(name, address), "a" + address, "n" + name})
        if (failures_.size() < most_watched || failures_.contains(key)) failures_[key].push_back(now);
}

std::optional<std::string> Sessions::log_in(const std::string& name, const std::string& password,
                                            const std::string& address) {
    const Time now = clock_();
    {
        const std::lock_guard lock{guard_};
        drop_ended(now);
        demand_patience(name, address, now);
    }
    const auto user = users_.find(name);
    const bool known = user != users_.end();
    if (!password_fits(known ? user->second.hash : nobody_, password) || !known) return {};
    std::string token = random_token();
    const std::lock_guard lock{guard_};
    for (const std::string& key : {pair_key(name, address), "a" + address, "n" + name})
        if (const auto found = failures_.find(key); found != failures_.end() && !found->second.empty())
            found->second.pop_back();
    if (held_.size() >= most_sessions)
        held_.erase(std::min_element(held_.begin(), held_.end(),
                                     [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
    held_[sha256(token)] = {
        {name, user->second.role, user->second.duty, user->second.office, random_token()}, now, now};
    return token;
}

std::optional<Session> Sessions::find(const std::string& token) {
    if (token.empty()) return {};
    const Time now = clock_();
    const std::lock_guard lock{guard_};
    drop_ended(now);
    const auto found = held_.find(sha256(token));  // a hash found by its order tells nothing of the token
    if (found == held_.end()) return {};
    found->second.used = now;
    return found->second.session;
}

void Sessions::log_out(const std::string& token) {
    const std::lock_guard lock{guard_};
    held_.erase(sha256(token));
}

}  // namespace mutu

// The firms of a run, found by code, by name, or by a name that differs in its spelling only. Seen by src/analyze only.
#pragma once

#include "firm_names.hpp"
#include "key_index.hpp"
#include "steps.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mutu {

/// Firms that a code or name may mean, and how it was found.
struct Found {
    std::vector<std::size_t> firms;  // one: the firm; none: unknown; several: doubtful
    const char* keys = "name";
    double score = 1;
    bool lost_digits = false;  // only what a spreadsheet keeps of the code agrees
    bool doubtful() const { return firms.size() > 1 || lost_digits; }
};

/// How a record names a firm.
struct FirmKey {
    std::optional<std::string> code, name;
    bool lost_digits = false;  // of the code: it names no firm for sure
    /// What stands for the firm in `link` and on the sheet of ties.
    std::string shown() const { return code && !(lost_digits && name) ? *code : name.value_or(""); }
};

inline constexpr double core_score = 0.9;  // the names agree but for 有限/有限责任 or the phase of a project

/// Finds firms by code, else by name. A name that belongs to several codes is doubtful, and so is a code that lost
/// digits.
class Register {
public:
    /// The firm of this key, made where none is known.
    std::size_t add(const FirmKey& key) {
        if (const Found known = find(key); known.firms.size() == 1 && !known.lost_digits) {
            Firm& firm = firms[known.firms.front()];
            if (firm.name.empty() && key.name) name_it(known.firms.front(), *key.name);
            return known.firms.front();
        }
        firms.emplace_back().key = key.shown();
        const std::size_t firm = firms.size() - 1;
        if (key.code) codes_.add(*key.code, key.lost_digits, firm);
        if (key.name) name_it(firm, *key.name);
        return firm;
    }
    Found find(const FirmKey& key) const {
        if (key.lost_digits && key.name)
            if (Found named = by_name(*key.name); !named.firms.empty()) return named;
        if (key.code) {
            KeyHits hits = codes_.find(*key.code, key.lost_digits);
            return {std::move(hits.rows), hits.doubtful ? "uscc~" : "uscc", 1, hits.doubtful};
        }
        return key.name ? by_name(*key.name) : Found{};
    }
    /// Another name under which the firm is found.
    void also_called(std::size_t firm, const std::string& name) {
        insert(by_name_[plain_name(name)], firm), insert(by_core_[core_name(name)], firm);
    }
    std::optional<std::size_t> keyed(const std::string& key) const {
        for (std::size_t firm = 0; firm < firms.size(); ++firm)
            if (firms[firm].key == key || firms[firm].name == key) return firm;
        return std::nullopt;
    }
    std::vector<Firm> firms;

private:
    Found by_name(const std::string& name) const {
        if (const auto found = by_name_.find(plain_name(name)); found != by_name_.end()) return {found->second};
        const auto found = by_core_.find(core_name(name));
        if (found == by_core_.end()) return {};
        return {found->second, "name~", core_score};
    }
    static void insert(std::vector<std::size_t>& list, std::size_t firm) {
        if (std::find(list.begin(), list.end(), firm) == list.end()) list.push_back(firm);
    }
    void name_it(std::size_t firm, const std::string& name) {
        firms[firm].name = name;
        also_called(firm, name);
    }
    KeyIndex codes_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_, by_core_;
};

/// Gives every parcel its share of the money of its firms' data year.
void share_money(Firms& firms, const std::vector<ParcelAreas>& areas);

}  // namespace mutu

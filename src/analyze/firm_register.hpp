// The firms of a run, found by code, by name, or by a name that differs in its spelling only. Seen by src/analyze only.
#pragma once

#include "firm_names.hpp"
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
};

inline constexpr double core_score = 0.9;  // the names agree but for 有限/有限责任 or the phase of a project

/// Finds firms by code, else by name. A name that belongs to several codes is doubtful.
class Register {
public:
    std::size_t add(const std::optional<std::string>& code, const std::optional<std::string>& name) {
        if (const auto known = find(code, name); known.firms.size() == 1) {
            Firm& firm = firms[known.firms.front()];
            if (firm.name.empty() && name) name_it(known.firms.front(), *name);
            return known.firms.front();
        }
        firms.emplace_back().key = code ? *code : name.value_or("");
        const std::size_t firm = firms.size() - 1;
        if (code) by_code_[*code] = firm;
        if (name) name_it(firm, *name);
        return firm;
    }
    Found find(const std::optional<std::string>& code, const std::optional<std::string>& name) const {
        if (code) {
            const auto found = by_code_.find(*code);
            return {found == by_code_.end() ? std::vector<std::size_t>{} : std::vector{found->second}, "uscc", 1};
        }
        if (!name) return {};
        if (const auto found = by_name_.find(plain_name(*name)); found != by_name_.end()) return {found->second};
        const auto found = by_core_.find(core_name(*name));
        if (found == by_core_.end()) return {};
        return {found->second, "name~", core_score};
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
    static void insert(std::vector<std::size_t>& list, std::size_t firm) {
        if (std::find(list.begin(), list.end(), firm) == list.end()) list.push_back(firm);
    }
    void name_it(std::size_t firm, const std::string& name) {
        firms[firm].name = name;
        also_called(firm, name);
    }
    std::unordered_map<std::string, std::size_t> by_code_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_, by_core_;
};

}  // namespace mutu

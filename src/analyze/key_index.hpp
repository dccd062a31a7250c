// Rows found by a key, as surely as the digits of the key are known. Seen by src/analyze only.
#pragma once

#include "mutu/table.hpp"
#include "mutu/text.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace mutu {

/// Rows that a key means; doubtful where only the digits that a spreadsheet keeps agree.
struct KeyHits {
    std::vector<std::size_t> rows;
    bool doubtful = false;
};

/// Promise: a key that lost digits, on either side, never finds a row for sure, and finds one at all only where no
/// other row could be meant.
class KeyIndex {
public:
    void add(const std::string& key, bool lost_digits, std::size_t row) {
        if (!lost_digits) whole_[key].push_back(row);
        const std::string kept = kept_digits(key);
        if (!kept.empty()) (lost_digits ? kept_of_lost_ : kept_of_whole_)[kept].push_back(row);
    }
    /// One text column of a table, blank cells left out.
    static KeyIndex of(const Table& table, const std::string& field) {
        KeyIndex index;
        const auto column = table.column<std::string>(field);
        for (std::size_t row = 0; row < table.rows(); ++row)
            if (column[row]) index.add(*column[row], table.lost_digits(field, row), row);
        return index;
    }
    KeyHits find(const std::string& key, bool lost_digits) const {
        if (!lost_digits)
            if (const auto found = whole_.find(key); found != whole_.end()) return {found->second};
        const std::string kept = kept_digits(key);
        std::vector<std::size_t> like = rows(kept_of_lost_, kept);
        if (lost_digits)
            for (const std::size_t row : rows(kept_of_whole_, kept)) like.push_back(row);
        if (like.size() != 1) return {};
        return {std::move(like), true};
    }

private:
    using Rows = std::unordered_map<std::string, std::vector<std::size_t>>;
    static std::vector<std::size_t> rows(const Rows& all, const std::string& key) {
        const auto found = all.find(key);
        return found == all.end() ? std::vector<std::size_t>{} : found->second;
    }
    Rows whole_, kept_of_whole_, kept_of_lost_;
};

}  // namespace mutu

// Words and figures that the pages of `mutu expand` share. Seen by src/app only.
#pragma once

#include "expanded.hpp"

#include "mutu/text.hpp"

namespace mutu {

/// The words of one answer in one language.
struct ExpandWords {
    const Labels& labels;
    Language language;
    std::string operator()(const std::string& key) const { return labels.text("expand", key, language); }
    std::string kind(const std::string& id) const { return labels.text("constraint_kind", id, language); }
    std::string check(const ExpandCheck& one) const {
        const std::string prefix = "constraint_";
        if (one.rule.starts_with(prefix)) return kind(one.rule.substr(prefix.size()));
        return labels.has("expand", one.rule) ? (*this)(one.rule) : one.title;
    }
};

inline TextTable table_of(const std::vector<std::string>& keys, std::vector<bool> numeric, const ExpandWords& words) {
    TextTable table{keys, {}, std::move(numeric), {}};
    for (const auto& key : keys) table.headings.push_back(words(key));
    return table;
}

inline std::string hectares(Area area) { return fixed(area.hectares(), 4); }
inline std::string mu(Area area) { return fixed(area.mu(), 2); }
inline std::optional<std::string> decimals(const std::optional<Rational>& value) {
    return value ? std::optional{value->decimals(2)} : std::nullopt;
}
inline std::optional<std::string> wan(const std::optional<Money>& amount) {
    return amount ? std::optional{fixed(amount->wan(), 2)} : std::nullopt;
}

/// How an alternative came by a check, with a mark where a note goes with it.
std::string verdict_of(const TestedChange& change, const std::string& rule, const ExpandWords& words);
/// A zero that was worked out, not assumed.
void write_certificate(const TestedChange& change, const ExpandWords& words, std::ostream& out);
/// Land in and out, as a notice publishes it.
TextTable account_table(const TestedChange& change, const ExpandWords& words);
TextTable stranded_table(const Expanded& expanded, const ExpandWords& words);
/// 先挖潜, the demand for land and the procedure, which end every answer.
void write_reserve_and_steps(const Expanded& expanded, const ExpandWords& words, Format format, std::ostream& out);

}  // namespace mutu

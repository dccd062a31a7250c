// Control indices of one parcel: value against limit, exactly, and what is lacking.
#include "mutu/control_index.hpp"

#include "parts.hpp"

#include "mutu/park_measure.hpp"

#include <algorithm>

namespace mutu {
namespace {

bool digits_start(const std::string& code) { return !code.empty() && code[0] >= '0' && code[0] <= '9'; }

/// "C3511" → "3511": the section letter says nothing the digits do not.
std::string bare_code(const std::string& code) { return digits_start(code) || code.empty() ? code : code.substr(1); }

/// The code in another edition; absent where no concordance leads there or the code is too short to tell.
std::optional<std::string> translated(const Rulebook& book, const std::string& code, const std::string& from,
                                      const std::string& to) {
    if (from == to) return code;
    for (const Concordance& one : book.concordances) {
        if (one.from != from || one.to != to) continue;
        const std::pair<std::string, std::string>* best = nullptr;
        for (const auto& entry : one.codes)
            if (code.starts_with(entry.first) && (!best || entry.first.size() > best->first.size())) best = &entry;
        if (best && !best->second.empty()) return best->second;
    }
    return std::nullopt;
}

/// What a share or a yield of the parcel is, in the unit its limit is written in.
std::optional<Rational> exact_value(const ControlOutcome& outcome) {
    if (!outcome.of || !outcome.over) return std::nullopt;
    if (outcome.ratio.of != ControlMeasure::investment) return Rational::fraction(*outcome.of, *outcome.over);
    const auto hectares = exact(ParkDimension::area, *outcome.over) * *Rational::fraction(1, 10'000);
    return exact(ParkDimension::money, *outcome.of).over(hectares);
}

/// limit · over, in the smallest unit of the numerator, rounded up for a floor and down for a ceiling.
std::int64_t bound(const ControlOutcome& outcome, bool floor) {
    Rational amount = Rational::of(*outcome.limit) * Rational::whole(*outcome.over);
    if (outcome.ratio.of == ControlMeasure::investment) amount *= *Rational::fraction(1'000'000, 3'000'000);
    std::int64_t whole = std::stoll(amount.decimals(0));
    if (floor && Rational::whole(whole) < amount) ++whole;
    if (!floor && Rational::whole(whole) > amount) --whole;
    return whole;
}

void take_ratio(const ControlIndex& index, const ControlFacts& facts, ControlOutcome& outcome) {
    outcome.ratio = index.ratio;
    const auto known = [&](const ControlRatio& ratio) { return facts[ratio.of] && facts[ratio.over]; };
    if (!known(index.ratio) && index.otherwise && known(*index.otherwise)) outcome.ratio = *index.otherwise;
    outcome.of = facts[outcome.ratio.of], outcome.over = facts[outcome.ratio.over];
    if (!outcome.of)
        outcome.because = "missing: " + std::string{word(outcome.ratio.of)};
    else if (!outcome.over)
        outcome.because = "missing: " + std::string{word(outcome.ratio.over)};
    else if (*outcome.over <= 0)
        outcome.because = "zero_denominator: " + std::string{word(outcome.ratio.over)};
}

std::optional<Ratio> limit_of(const Rulebook& book, const ControlIndex& index, const ControlFacts& facts,
                              std::string& because) {
    if (!index.limit.empty()) {
        const auto limit = book.ratio(index.limit);
        if (!limit) because = "empty: parameter:" + index.limit;
        return limit;
    }
    for (const IndustryTable& table : book.industry_tables)
        if (table.id == index.table) return industry_limit(book, table, facts, because);
    return std::nullopt;
}

}  // namespace

std::optional<Ratio> industry_limit(const Rulebook& book, const IndustryTable& table, const ControlFacts& facts,
                                    std::string& because) {
    const std::string code = bare_code(facts.industry_code);
    if (code.empty()) {
        because = "missing: industry_code";
        return std::nullopt;
    }
    const std::string version = facts.nic_version.empty() ? book.word("nic_version_when_unsaid") : facts.nic_version;
    const auto own = translated(book, code, version, table.nic_version);
    if (!own) {
        because = "untranslated: " + version + "/" + facts.industry_code;
        return std::nullopt;
    }
    for (const IndustryTable::Row& row : table.rows)
        for (const std::string& prefix : row.codes)
            if (own->starts_with(prefix)) {
                if (!row.value) because = "empty: table/" + table.id;
                return row.value;
            }
    because = (table.rows.empty() ? "empty: table/" : "unlisted: table/") + table.id;
    return std::nullopt;
}

std::vector<ControlOutcome> judge_controls(const Rulebook& book, const ControlFacts& facts) {
    std::vector<ControlOutcome> outcomes;
    if (book.control_indices.empty()) return outcomes;
    const std::string text = book.word("control_text");
    for (std::size_t i = 0; i < book.control_indices.size(); ++i) {
        const ControlIndex& index = book.control_indices[i];
        if (index.text != text) continue;
        ControlOutcome outcome;
        outcome.index = i;
        take_ratio(index, facts, outcome);
        std::string because;
        outcome.limit = limit_of(book, index, facts, because);
        if (outcome.because.empty()) outcome.because = because;
        settle(index, outcome);
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

void settle(const ControlIndex& index, ControlOutcome& outcome) {
    if (!outcome.because.empty() || !outcome.limit) return;
    const Rational value = *exact_value(outcome), limit = Rational::of(*outcome.limit);
    const bool floor = index.op == ">=";
    outcome.met = truth_of(floor ? value >= limit : value <= limit);
    if (outcome.met != Truth::no) return;
    const std::int64_t least = bound(outcome, floor);
    outcome.short_of = floor ? least - *outcome.of : *outcome.of - least;
}

std::optional<double> control_value(const ControlIndex& index, const ControlOutcome& outcome) {
    if (!outcome.over || *outcome.over <= 0) return std::nullopt;
    const auto value = exact_value(outcome);
    if (!value) return std::nullopt;
    return index.unit == "%" ? (*value * Rational::whole(100)).value() : value->value();
}

}  // namespace mutu

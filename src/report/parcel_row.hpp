// One parcel as the ledger sees it: the register's row, its matched supply, its result and verdicts, ready to be put in
// cells.
#pragma once

#include "mutu/assessment.hpp"
#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/quantity.hpp"
#include "mutu/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mutu {

/// What all sheets look things up in; built once. The objects it refers to outlive it.
struct LedgerSource {
    LedgerSource(const Holdings& holdings, const Assessment& assessment, const Labels& labels,
                 const SentenceOf& sentence);

    const Holdings& holdings;
    const Assessment& assessment;
    const Labels& labels;
    const SentenceOf& sentence;
    std::vector<std::optional<std::size_t>> supply_rows;     // of each parcel: the supply row in force
    std::unordered_map<std::string, std::size_t> park_rows;  // park id → row of the park table
    std::unordered_map<std::string, std::string> park_names;
    std::unordered_map<std::string, std::vector<std::string>> occupants;  // parcel id → firms
    std::optional<Ratio> idle_fee_share;
};

struct ParcelRow {
    const LedgerSource& source;
    std::size_t row = 0;
    const ParcelResult& result() const { return source.assessment.parcels[row]; }
};

/// A number as a run's parameters hold it: 0.2, "0.2", "20%", "1/5" or {value = …}.
std::optional<Ratio> lenient_ratio(const Value* value);

/// A field as it stands in a table; codes and yes/no in words. Unknown when the column is absent.
Quantity field_value(const Table& table, std::string_view field, std::size_t row, const Labels& labels);

std::string park_name(const LedgerSource& source, const std::optional<std::string>& park_id);
/// Codes joined by ';' as words joined by "；".
std::string action_words(const LedgerSource& source, const std::string& codes);
/// Field names as words joined by "、".
std::string missing_words(const LedgerSource& source, const std::vector<std::string>& fields);
/// Rules (rows of rule_texts) that came out so for the parcel.
std::vector<std::size_t> rules_answered(const ParcelRow& parcel, Truth answer);
/// The sentence of the proof of this rule for the parcel; empty when there is none.
std::string proof_sentence(const ParcelRow& parcel, std::string_view rule_id);

bool is_idle(const ParcelResult& result);
/// A county bureau's recognition stands: the bare word 闲置土地 may be used.
bool is_recognised(const ParcelResult& result);

/// One column of a parcel sheet. `value` gets the column's id, so a plain field needs no function of its own.
struct ParcelColumn {
    std::string_view id;
    Form form = Form::text;
    Quantity (*value)(const ParcelRow&, std::string_view id) = nullptr;
    bool summed = false;
};

}  // namespace mutu

// Looking things up for the ledger: supply rows in force, parks, verdicts, occupants, and their words.
#include "parcel_row.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

/// Supply rows tied to each parcel: by the recorded links, else by the parcel id the supply row names.
std::unordered_map<std::string, std::vector<std::size_t>> supplies_by_parcel(const Holdings& holdings,
                                                                             const Assessment& assessment) {
    std::unordered_map<std::string, std::vector<std::size_t>> tied;
    const Table& supply = holdings[Role::supply];
    const auto ids = supply.column<std::string>("supply_id");
    std::unordered_map<std::string, std::size_t> row_of;
    for (std::size_t row = 0; row < supply.rows(); ++row)
        if (ids[row]) row_of.emplace(*ids[row], row);
    bool linked = false;
    const auto tie = [&](const std::string& supply_id, const std::string& parcel_id, const std::string& state) {
        linked = true;
        const auto found = row_of.find(supply_id);
        if (state == "matched" && found != row_of.end()) tied[parcel_id].push_back(found->second);
    };
    for (const Link& link : assessment.links) {
        if (link.from_role == "supply" && link.to_role == "parcel") tie(link.from_key, link.to_key, link.state);
        if (link.from_role == "parcel" && link.to_role == "supply") tie(link.to_key, link.from_key, link.state);
    }
    const auto parcels = supply.column<std::string>("parcel_id");
    for (std::size_t row = 0; row < supply.rows() && !linked; ++row)
        if (parcels[row]) tied[*parcels[row]].push_back(row);
    return tied;
}

/// The row with the latest supply date up to as-of (contract.md §4 supply); the earlier row on a tie.
std::optional<std::size_t> in_force(const Table& supply, const std::vector<std::size_t>& rows, Date as_of) {
    const auto dates = supply.column<Date>("supply_date");
    std::optional<std::size_t> best;
    for (const std::size_t row : rows)
        if (dates[row] && *dates[row] <= as_of && (!best || *dates[row] > *dates[*best])) best = row;
    return best;
}

}  // namespace

LedgerSource::LedgerSource(const Holdings& read, const Assessment& concluded, const Labels& words,
                           const SentenceOf& speaker)
    : holdings{read}, assessment{concluded}, labels{words}, sentence{speaker}, supply_rows(concluded.parcels.size()) {
    if (assessment.parcels.size() != holdings[Role::parcel].rows())
        throw Error{Kind::bug, "ledger: parcels and their results differ in number"};
    const auto tied = supplies_by_parcel(holdings, assessment);
    for (std::size_t row = 0; row < supply_rows.size(); ++row)
        if (const auto found = tied.find(assessment.parcels[row].parcel_id); found != tied.end())
            supply_rows[row] = in_force(holdings[Role::supply], found->second, assessment.run.as_of);
    const auto park_ids = holdings[Role::park].column<std::string>("park_id");
    for (std::size_t row = 0; row < holdings[Role::park].rows(); ++row)
        if (park_ids[row]) park_rows.emplace(*park_ids[row], row);
    for (const ParkResult& park : assessment.parks) park_names.emplace(park.park_id, park.park_name);
    const Table& occupancy = holdings[Role::occupancy];
    const auto firms = occupancy.column<std::string>("name"), of = occupancy.column<std::string>("parcel_id");
    for (std::size_t row = 0; row < occupancy.rows(); ++row)
        if (firms[row] && of[row]) occupants[*of[row]].push_back(*firms[row]);
    idle_fee_share = lenient_ratio(assessment.run.parameters.find("idle_fee_share"));
}

std::optional<Ratio> lenient_ratio(const Value* value) {
    if (value == nullptr) return std::nullopt;
    if (const Value* inner = value->find("value")) return lenient_ratio(inner);
    double storage = 0;
    if (const double* number = value->number(storage)) return Ratio::decimal(*number);
    if (const auto* words = value->as<std::string>()) {
        const auto parsed = parse_number(*words);
        if (const auto* number = std::get_if<double>(&parsed)) return Ratio::decimal(*number);
    }
    return std::nullopt;
}

Quantity field_value(const Table& table, std::string_view field, std::size_t row, const Labels& labels) {
    const AnyColumn* column = table.any(field);
    if (column == nullptr) return {};
    const Quantity value = std::visit(
        [&](const auto& values) -> Quantity {
            using Held = typename std::decay_t<decltype(values)>::value_type::value_type;
            if (!values[row]) return {};
            if constexpr (std::is_same_v<Held, bool>)
                return labels.text("yes_no", *values[row] ? "yes" : "no");
            else
                return *values[row];
        },
        *column);
    const Field* spec = find_field(table.role(), field);
    if (const auto* code = std::get_if<std::string>(&value); code && spec && spec->type == FieldType::code)
        return labels.text(field, *code);
    return value;
}

std::string park_name(const LedgerSource& source, const std::optional<std::string>& park_id) {
    if (!park_id) return {};
    const auto found = source.park_names.find(*park_id);
    return found == source.park_names.end() || found->second.empty() ? *park_id : found->second;
}

std::string action_words(const LedgerSource& source, const std::string& codes) {
    std::vector<std::string> words;
    for (const std::string& code : split(codes, ';'))
        if (!code.empty()) words.push_back(source.labels.text("action", code));
    return join(words, "；");
}

std::string missing_words(const LedgerSource& source, const std::vector<std::string>& fields) {
    std::vector<std::string> words;
    for (const std::string& field : fields) words.push_back(source.labels.text("field", field));
    return join(words, "、");
}

std::vector<std::size_t> rules_answered(const ParcelRow& parcel, Truth answer) {
    const Assessment& assessment = parcel.source.assessment;
    std::vector<std::size_t> rules;
    if (parcel.row >= assessment.facts.size()) return rules;
    const ParcelFacts& facts = assessment.facts[parcel.row];
    for (std::size_t rule = 0; rule < facts.answers.size() && rule < assessment.rule_texts.size(); ++rule)
        if (facts.answer(rule) == answer) rules.push_back(rule);
    return rules;
}

std::string proof_sentence(const ParcelRow& parcel, std::string_view rule_id) {
    const Assessment& assessment = parcel.source.assessment;
    if (parcel.row >= assessment.facts.size()) return {};
    for (std::size_t rule = 0; rule < assessment.facts[parcel.row].answers.size(); ++rule)
        if (rule < assessment.rule_texts.size() && assessment.rule_texts[rule].rule_id == rule_id)
            return parcel.source.sentence(parcel.row, rule);
    return {};
}

bool is_idle(const ParcelResult& result) {
    const std::string& state = result.idle_state;
    return state == "idle_a_1y" || state == "idle_a_2y" || state == "idle_b" || state == "idle_gov";
}

bool is_recognised(const ParcelResult& result) { return result.recognition == "recognised"; }

}  // namespace mutu

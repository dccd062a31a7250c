// How each shared cell of a parcel sheet is found.
#include "parcel_cells.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu::cells {
namespace {

Quantity text_or_unknown(std::string words) { return words.empty() ? Quantity{} : Quantity{std::move(words)}; }

Quantity of_parcel(const ParcelRow& parcel, std::string_view id) {
    return field_value(parcel.source.holdings[Role::parcel], id, parcel.row, parcel.source.labels);
}

Quantity of_supply(const ParcelRow& parcel, std::string_view id) {
    const auto row = parcel.source.supply_rows[parcel.row];
    return row ? field_value(parcel.source.holdings[Role::supply], id, *row, parcel.source.labels) : Quantity{};
}

Quantity first(Quantity a, Quantity b) { return known(a) ? std::move(a) : std::move(b); }

Quantity label(const ParcelRow& parcel, std::string_view group, const std::string& id) {
    return text_or_unknown(id.empty() ? id : parcel.source.labels.text(group, id));
}

}  // namespace

Quantity unknown(const ParcelRow&, std::string_view) { return {}; }

Quantity own(const ParcelRow& parcel, std::string_view id) {
    return first(of_parcel(parcel, id), of_supply(parcel, id));
}

Quantity contract(const ParcelRow& parcel, std::string_view id) {
    return first(of_supply(parcel, id), of_parcel(parcel, id));
}

Quantity contract_date(const ParcelRow& parcel, std::string_view id) {
    return first(contract(parcel, id), of_supply(parcel, "supply_date"));
}

Quantity land_price(const ParcelRow& parcel, std::string_view id) {
    return first(contract(parcel, id), of_supply(parcel, "price_wan"));
}

Quantity idle_fee(const ParcelRow& parcel, std::string_view) {
    const auto codes = split(parcel.result().action, ';');
    const auto share = parcel.source.idle_fee_share;
    const Quantity price = land_price(parcel, "land_price_wan");
    const auto* money = std::get_if<Money>(&price);
    if (!money || !share || std::find(codes.begin(), codes.end(), "FEE20") == codes.end()) return {};
    const long double fee = static_cast<long double>(money->fen()) * static_cast<long double>(share->numerator());
    return Money::fen(std::llround(fee / static_cast<long double>(share->denominator())));
}

Quantity region(const ParcelRow& parcel, std::string_view) {
    const auto& park_id = parcel.result().park_id;
    if (!park_id) return {};
    const auto found = parcel.source.park_rows.find(*park_id);
    if (found == parcel.source.park_rows.end()) return {};
    return field_value(parcel.source.holdings[Role::park], "region_code", found->second, parcel.source.labels);
}

Quantity park(const ParcelRow& parcel, std::string_view) {
    return text_or_unknown(park_name(parcel.source, parcel.result().park_id));
}

Quantity parcel_id(const ParcelRow& parcel, std::string_view) { return parcel.result().parcel_id; }
Quantity area(const ParcelRow& parcel, std::string_view) { return quantity(parcel.result().area); }
Quantity registered_area(const ParcelRow& parcel, std::string_view) {
    return quantity(parcel.result().area_registered);
}

Quantity occupants(const ParcelRow& parcel, std::string_view) {
    const auto found = parcel.source.occupants.find(parcel.result().parcel_id);
    return found == parcel.source.occupants.end() ? Quantity{} : Quantity{join(found->second, "、")};
}

Quantity idle_state(const ParcelRow& parcel, std::string_view) {
    return label(parcel, "idle_state", parcel.result().idle_state);
}

Quantity recognition(const ParcelRow& parcel, std::string_view) {
    return label(parcel, "recognition", parcel.result().recognition);
}

Quantity land_class(const ParcelRow& parcel, std::string_view) {
    return label(parcel, "land_class", parcel.result().land_class);
}

Quantity start_due(const ParcelRow& parcel, std::string_view) { return quantity(parcel.result().start_due); }
Quantity idle_on(const ParcelRow& parcel, std::string_view) { return quantity(parcel.result().idle_on); }

Quantity idle_months(const ParcelRow& parcel, std::string_view) {
    const auto& since = parcel.result().idle_on;
    const Date as_of = parcel.source.assessment.run.as_of;
    if (!since || *since > as_of) return {};
    int months = (as_of.year() - since->year()) * 12 + as_of.month() - since->month();
    if (add_months(*since, months) > as_of) --months;
    return static_cast<std::int64_t>(months);
}

Quantity is_due(const ParcelRow& parcel, std::string_view) {
    const auto& due = parcel.result().start_due;
    if (!due) return {};
    return parcel.source.labels.text("yes_no", *due <= parcel.source.assessment.run.as_of ? "yes" : "no");
}

Quantity actions(const ParcelRow& parcel, std::string_view) {
    return text_or_unknown(action_words(parcel.source, parcel.result().action));
}

Quantity idle_sentence(const ParcelRow& parcel, std::string_view) {
    // The branch the state came from speaks; the other one would only say that it does not apply.
    const bool stopped = parcel.result().idle_state == "idle_b" || parcel.result().idle_state == "stalled";
    std::string words = proof_sentence(parcel, stopped ? "idle_b" : "idle_a");
    if (words.empty()) words = proof_sentence(parcel, stopped ? "idle_a" : "idle_b");
    return text_or_unknown(std::move(words));
}

Quantity low_sentence(const ParcelRow& parcel, std::string_view) {
    std::vector<std::string> sentences;
    for (const std::size_t index : rules_answered(parcel, Truth::yes)) {
        const std::string& rule = parcel.source.assessment.rule_texts[index].rule_id;
        if (rule.starts_with("idle_")) continue;
        std::string words = proof_sentence(parcel, rule);
        if (!words.empty()) sentences.push_back(std::move(words));
    }
    return text_or_unknown(join(sentences, "；"));
}

Quantity low_mark(const ParcelRow& parcel, std::string_view) {
    return parcel.source.labels.text("ledger", "proposed_low");
}

Quantity far(const ParcelRow& parcel, std::string_view) { return quantity(parcel.result().far); }
Quantity building_density(const ParcelRow& parcel, std::string_view) {
    return quantity(parcel.result().building_density);
}
Quantity investment_per_mu(const ParcelRow& parcel, std::string_view) {
    return quantity(parcel.result().investment_per_mu);
}
Quantity tax_per_mu(const ParcelRow& parcel, std::string_view) { return quantity(parcel.result().tax_per_mu); }

Quantity missing(const ParcelRow& parcel, std::string_view) {
    return text_or_unknown(missing_words(parcel.source, parcel.result().missing));
}

Quantity open_questions(const ParcelRow& parcel, std::string_view) {
    const ParcelResult& result = parcel.result();
    std::vector<std::string> open;
    const std::pair<std::string_view, const std::string&> ladders[] = {
        {"supply_state", result.supply_state}, {"idle_state", result.idle_state}, {"efficiency", result.efficiency}};
    for (const auto& [ladder, state] : ladders)
        if (state == "undetermined") open.push_back(parcel.source.labels.text("ledger", ladder));
    for (const std::size_t rule : rules_answered(parcel, Truth::undetermined))
        open.push_back(parcel.source.assessment.rule_texts[rule].title);
    return text_or_unknown(join(open, "、"));
}

Quantity open_sentences(const ParcelRow& parcel, std::string_view) {
    std::vector<std::string> sentences;
    for (const std::size_t rule : rules_answered(parcel, Truth::undetermined)) {
        std::string words = proof_sentence(parcel, parcel.source.assessment.rule_texts[rule].rule_id);
        if (!words.empty() && std::find(sentences.begin(), sentences.end(), words) == sentences.end())
            sentences.push_back(std::move(words));
    }
    return text_or_unknown(join(sentences, "；"));
}

}  // namespace mutu::cells

// From a parcel's raw inputs to its facts: how blank and absent event cells are read (contract.md §8), with constants
// from the rulebook.
#pragma once

#include "steps.hpp"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace mutu {

/// What an event column says of one parcel up to as-of.
struct Event {
    enum class State : std::uint8_t { happened, not_happened, unknown } state = State::unknown;
    std::optional<Date> on;            // when it happened
    std::string_view assumption = {};  // id of a label when the answer leans on a reading of blanks
    bool absent_column = false;
};

/// One parcel as the fact makers see it. Findings are wanted once, when a run is made.
struct Reading {
    const ParcelInputs& in;
    const FactConstants& constants;
    Date as_of;
    std::vector<Finding>* found = nullptr;

    Event event(const EventInput& cell) const;
    Event cause() const;
    /// The day of an event up to as-of, whatever blanks mean.
    std::optional<Date> happened(const EventInput& cell) const;
    void find(std::string code, std::string message, std::string fix) const;
};

/// A known fact.
/// The value comes as what it is and not as a FactValue: assigning in place is what a hundred thousand parcels can
/// afford.
template <class T>
void put(Fact& fact, T&& value, std::string_view source, std::string_view assumption = {}) {
    fact.value = std::forward<T>(value), fact.source = source, fact.assumption = assumption;
    fact.missing.clear();
}
/// An unknown one with the fields that would settle it.
inline void lack(Fact& fact, std::initializer_list<std::string_view> missing) {
    fact.value.emplace<std::monostate>(), fact.source = {}, fact.assumption = {};
    fact.missing.clear();
    for (const std::string_view field : missing) fact.missing.push_back(field);
}

/// A field or measure name with static storage equal to `name`; empty when there is none.
std::string_view lasting_name(std::string_view name);
inline bool says(const Facts& facts, Measure measure, Truth answer) {
    const Truth* found = std::get_if<Truth>(&facts[measure].value);
    return found && *found == answer;
}

/// Finished, started, due, stopped: the facts of the idle ladder.
void time_facts(const Reading& reading, Facts& facts);
/// 反证: evidence of building or production against "not started". Needs the facts before it.
void contradiction_fact(const Reading& reading, Facts& facts);

}  // namespace mutu

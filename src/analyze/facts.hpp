// One parcel as the fact makers see it, and how blank and absent event cells are read (contract.md §8).
#pragma once

#include "steps.hpp"

namespace mutu {

/// What an event column says of one parcel up to as-of.
struct Event {
    enum class State : std::uint8_t { happened, not_happened, unknown } state = State::unknown;
    std::optional<Date> on;            // when it happened
    std::string_view assumption = {};  // id of a label when the answer leans on a reading of blanks
    bool absent_column = false;
};

struct ParcelView {
    const Known& known;
    std::size_t parcel;
    Date as_of;
    Diagnostics& found;

    Event event(std::string_view field) const;
    /// The date of an event up to as-of, whatever blanks mean.
    std::optional<Date> happened(std::string_view field) const;
    /// A field check up to as-of (an undated one counts) with this result.
    bool checked_as(std::string_view result) const;
    void find(std::string code, Severity severity, std::string message, std::string fix) const;
};

/// A field or measure name with static storage equal to `name`; empty when there is none.
std::string_view lasting_name(std::string_view name);
inline bool says(const Facts& facts, Measure measure, Truth answer) {
    const Truth* found = std::get_if<Truth>(&facts[measure].value);
    return found && *found == answer;
}

/// Finished, started, due, stopped: the facts of the idle ladder.
void time_facts(const ParcelView& view, Facts& facts);
/// 反证: evidence of building or production against "not started". Needs the facts before it.
void contradiction_fact(const ParcelView& view, Facts& facts);

}  // namespace mutu

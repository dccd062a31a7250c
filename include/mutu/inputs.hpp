// Everything the fact makers look at of one parcel, gathered once from files and shapes: whoever has it can judge again
// under changed parameters without either.
#pragma once

#include "mutu/date.hpp"
#include "mutu/units.hpp"
#include "mutu/verdict.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mutu {

/// An event column of one parcel as it was read (contract.md §8 says what each means).
struct EventInput {
    enum class Cell : std::uint8_t { absent, blank, unreadable, given } cell = Cell::absent;
    Date on;  // where given
};

/// Raw inputs. What no parameter can change is already answered here; words stand for themselves, empty is blank.
struct ParcelInputs {
    std::optional<std::uint32_t> park;  // row of Assessment::parks
    bool recognised = false;

    Truth has_instrument = Truth::no, supply_row = Truth::no;
    bool terms_given = false, approvals_given = false;
    std::optional<Ratio> approved_share;
    std::optional<Date> contract_date;  // a supply date stands in
    std::string_view holder_kind;       // user, reserve, government; "other" outside the list
    std::optional<Date> agreed_delivery, agreed_start, extended_start;
    bool agreed_delivery_unreadable = false, agreed_start_unreadable = false, extended_start_unreadable = false;

    EventInput delivery, start, permit, stop, resume, finish, production_stop;
    EventInput::Cell cause_cell = EventInput::Cell::absent;
    std::string_view idle_cause;                      // where given: a code of the field, or "other"
    std::string_view foundation_type;                 // pit, pile, other
    std::optional<std::int64_t> foundation_progress;  // of foundation_steps
    bool foundation_progress_unreadable = false;
    bool checked_started = false, checked_built = false;  // field checks up to as-of
    std::optional<std::int32_t> produced_in;  // the latest year up to the data year in which a tied firm produced

    std::optional<Area> required_area, developed_area;
    std::optional<Money> total_investment, invested, land_price;
    std::optional<bool> price_included;
    bool price_included_unreadable = false;

    std::optional<Area> land;      // the basis of the run
    std::string_view land_source;  // field or column it came from
    std::optional<Area> footprint, far_floor;
    std::optional<Ratio> control_far;
    std::optional<Money> control_investment;  // for one 亩
    std::string operation_state, industry_code;
    std::optional<Money> tax, output, revenue;                            // the known sums
    bool tax_whole = false, output_whole = false, revenue_whole = false;  // no tied firm is unknown
    Truth above_designated = Truth::undetermined;
    std::optional<Money> park_tax;  // Σ over the parcels of its park that have tax and land
    std::optional<Area> park_land;
    bool park_tax_whole = false;  // no firm of the park's parcels is without tax
};

/// contract.md §4: the progress of foundations is held to the nearest 1/3 000 000.
inline constexpr std::int64_t foundation_steps = 3'000'000;

/// About 70 to 100 bytes; `decode(encode(x)) == x`.
std::string encode(const ParcelInputs& inputs);
/// Fills `into`, whose words then point to static storage. Error{Kind::input} when the bytes are of another version or
/// damaged.
void decode(std::string_view bytes, ParcelInputs& into);
ParcelInputs decoded(std::string_view bytes);

/// The word of a list with static storage that equals `word`; "other" where none does, empty for empty.
std::string_view listed_word(std::span<const std::string_view> list, std::string_view word);
std::span<const std::string_view> holder_words();
std::span<const std::string_view> cause_words();  // with "other"
std::span<const std::string_view> foundation_words();

}  // namespace mutu

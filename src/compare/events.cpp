// What happened between two days, told from what was merely put right.
#include "mutu/cause.hpp"

namespace mutu {
namespace {

constexpr EventInput ParcelInputs::* dated[] = {
    &ParcelInputs::delivery, &ParcelInputs::start,  &ParcelInputs::permit,         &ParcelInputs::stop,
    &ParcelInputs::resume,   &ParcelInputs::finish, &ParcelInputs::production_stop};

template <class T>
void take_growth(std::optional<T>& mixed, const std::optional<T>& after) {
    if (after && (!mixed || *mixed < *after)) mixed = after;
}

/// A supply that no run before knew; one whose contract is older than the period was entered late.
bool newly_supplied(const ParcelInputs& before, const ParcelInputs& after, Date from) {
    const auto supplied = [](const ParcelInputs& one) {
        return one.has_instrument == Truth::yes || one.supply_row == Truth::yes;
    };
    return !supplied(before) && supplied(after) && (!after.contract_date || *after.contract_date > from);
}

void take_supply(ParcelInputs& mixed, const ParcelInputs& after) {
    mixed.has_instrument = after.has_instrument, mixed.supply_row = after.supply_row;
    mixed.contract_date = after.contract_date, mixed.holder_kind = after.holder_kind;
    mixed.terms_given = after.terms_given;
    mixed.agreed_delivery = after.agreed_delivery, mixed.agreed_start = after.agreed_start;
    mixed.extended_start = after.extended_start;
}

void take_progress(ParcelInputs& mixed, const ParcelInputs& after) {
    if (!after.foundation_type.empty() && mixed.foundation_type.empty()) mixed.foundation_type = after.foundation_type;
    take_growth(mixed.foundation_progress, after.foundation_progress);
    take_growth(mixed.developed_area, after.developed_area);
    take_growth(mixed.invested, after.invested);
    take_growth(mixed.footprint, after.footprint);
    take_growth(mixed.far_floor, after.far_floor);
    mixed.checked_started = mixed.checked_started || after.checked_started;
    mixed.checked_built = mixed.checked_built || after.checked_built;
    mixed.operation_state = after.operation_state;
}

void take_year(ParcelInputs& mixed, const ParcelInputs& after) {
    mixed.produced_in = after.produced_in;
    mixed.tax = after.tax, mixed.output = after.output, mixed.revenue = after.revenue;
    mixed.tax_whole = after.tax_whole, mixed.output_whole = after.output_whole;
    mixed.revenue_whole = after.revenue_whole, mixed.above_designated = after.above_designated;
    mixed.park_tax = after.park_tax, mixed.park_land = after.park_land, mixed.park_tax_whole = after.park_tax_whole;
}

}  // namespace

ParcelInputs known_at(const ParcelInputs& inputs, Date day) {
    ParcelInputs known = inputs;
    for (const auto event : dated)
        if (EventInput& one = known.*event; one.cell == EventInput::Cell::given && day < one.on)
            one.cell = EventInput::Cell::blank;
    return known;
}

ParcelInputs with_events(const ParcelInputs& before, const ParcelInputs& after, Date from, Date to, bool new_year) {
    ParcelInputs mixed = known_at(before, from);
    for (const auto event : dated) {
        const EventInput& now = after.*event;
        if (now.cell == EventInput::Cell::given && from < now.on && now.on <= to) mixed.*event = now;
    }
    if (newly_supplied(before, after, from)) take_supply(mixed, after);
    if (after.holder_kind == "reserve" || after.holder_kind == "government") mixed.holder_kind = after.holder_kind;
    take_growth(mixed.extended_start, after.extended_start);
    take_progress(mixed, after);
    if (new_year) take_year(mixed, after);
    return mixed;
}

}  // namespace mutu

// Parcels judged twice, under two rulebooks, and the sums of what changes.
#include "mutu/whatif.hpp"

#include "facts.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace mutu {
namespace {

bool is_idle(const States& states) { return states.land_class == "idle"; }

/// Written alike, which is enough: shares that are equal but written otherwise only cost the work.
bool same(const std::optional<Ratio>& a, const std::optional<Ratio>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return a->numerator() == b->numerator() && a->denominator() == b->denominator();
}

bool same(const FactConstants& a, const FactConstants& b) {
    const auto plain = [](const FactConstants& c) {
        return std::tie(c.delivery_plus_years, c.idle_a_years, c.forfeit_years, c.idle_b_years, c.early_warning_days,
                        c.extension_max_months, c.stop_months, c.ramp_up_months, c.next_day, c.blank_unknown,
                        c.absent_not_happened, c.unsaid_unknown, c.negligible);
    };
    return plain(a) == plain(b) && same(a.foundation_other_min, b.foundation_other_min) &&
           same(a.contra_footprint_share, b.contra_footprint_share);
}

/// The three ladders over facts that are made; what they conclude is written into the facts.
States climbed(const Judge& judge, Facts& facts) {
    States states;
    const auto climb = [&](const Ladder& ladder, Measure into) {
        const std::string_view outcome = outcome_of(judge.rules, ladder, facts);
        facts[into].value = std::string{outcome};
        return outcome;
    };
    states.supply_state = climb(judge.supply_state, Measure::supply_state);
    states.idle_state = climb(judge.idle_state, Measure::idle_state);
    states.efficiency = climb(judge.efficiency, Measure::efficiency);
    states.land_class = land_class(states.supply_state, states.idle_state, states.efficiency);
    return states;
}

}  // namespace

States states_of(const Judge& judge, const ParcelInputs& inputs, Facts& facts) {
    make_facts(inputs, judge.constants, judge.as_of, nullptr, facts);
    return climbed(judge, facts);
}

States states_again(const Judge& judge, const Judge& made_by, const ParcelInputs& inputs, Facts& made, Facts& scratch) {
    if (judge.as_of != made_by.as_of) return states_of(judge, inputs, scratch);
    if (!same(judge.constants, made_by.constants)) {
        if (&made != &scratch) return states_of(judge, inputs, scratch);
        remake_facts(inputs, judge.constants, judge.as_of, made);
    }
    for (const Measure concluded : {Measure::supply_state, Measure::idle_state, Measure::efficiency})
        made[concluded].value = FactValue{};
    return climbed(judge, made);
}

// What the overlay, the reading of years or the choice of supply rows took from the pack cannot be undone from inputs.
bool works_in_reading(std::string_view parameter) {
    static constexpr std::array<std::string_view, 3> bound{"data_year", "far_double_storey_m", "supply_cover_min"};
    return std::find(bound.begin(), bound.end(), parameter) != bound.end();
}

ClassSums& ClassSums::operator+=(const ClassSums& other) {
    supplied += other.supplied, idle += other.idle, low_efficiency += other.low_efficiency;
    undetermined += other.undetermined, recognised_idle += other.recognised_idle;
    idle_count += other.idle_count, low_efficiency_count += other.low_efficiency_count;
    undetermined_count += other.undetermined_count, recognised_idle_count += other.recognised_idle_count;
    return *this;
}

void add(ClassSums& sums, const ParcelInputs& inputs, const States& states) {
    const Area land = inputs.land.value_or(Area{});
    if (states.supply_state == "supplied") sums.supplied += land;
    if (is_idle(states)) ++sums.idle_count, sums.idle += land;
    if (is_idle(states) && inputs.recognised) ++sums.recognised_idle_count, sums.recognised_idle += land;
    if (states.efficiency == "low") ++sums.low_efficiency_count, sums.low_efficiency += land;
    if (states.land_class == "undetermined") ++sums.undetermined_count, sums.undetermined += land;
}

ParkChange& ParkChange::operator+=(const ParkChange& other) {
    before += other.before, after += other.after;
    parcels += other.parcels, area += other.area, tax += other.tax;
    return *this;
}

void compare(const Judge& before, const Judge& after, std::string_view parcel_id, const ParcelInputs& inputs,
             Facts& facts, Comparison& into) {
    const States was = states_of(before, inputs, facts);
    const States is = states_again(after, before, inputs, facts, facts);
    const auto note = [&](std::string_view field, std::string_view from, std::string_view to) {
        if (from == to) return;
        into.changed.push_back({std::string{parcel_id}, field, from, to, inputs.park, inputs.land, inputs.tax});
    };
    note("idle_state", was.idle_state, is.idle_state);
    note("efficiency", was.efficiency, is.efficiency);
    note("land_class", was.land_class, is.land_class);
    ParkChange own;
    add(own.before, inputs, was), add(own.after, inputs, is);
    if (was.land_class != is.land_class) {
        own.parcels = 1;
        own.area = inputs.land.value_or(Area{}), own.tax = inputs.tax.value_or(Money{});
    }
    into.whole += own;
    if (!inputs.park) return;
    if (*inputs.park >= into.parks.size()) into.parks.resize(*inputs.park + std::size_t{1});
    into.parks[*inputs.park] += own;
}

void append(Comparison& earlier, Comparison later) {
    std::move(later.changed.begin(), later.changed.end(), std::back_inserter(earlier.changed));
    earlier.parks.resize(std::max(earlier.parks.size(), later.parks.size()));
    for (std::size_t park = 0; park < later.parks.size(); ++park) earlier.parks[park] += later.parks[park];
    earlier.whole += later.whole;
}

}  // namespace mutu

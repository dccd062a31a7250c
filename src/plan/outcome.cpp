// Parks before and after the plan, by the rules that judged them.
#include "after.hpp"

#include <algorithm>

namespace mutu {
namespace {

EventInput on(Date date) { return {.cell = EventInput::Cell::given, .on = date}; }
EventInput never() { return {.cell = EventInput::Cell::blank, .on = {}}; }

/// Given to another user who has begun to build.
void supply_anew(ParcelInputs& parcel, Date on_day) {
    parcel.recognised = false, parcel.has_instrument = Truth::yes, parcel.holder_kind = "user";
    parcel.contract_date = on_day, parcel.start = on(on_day);
    parcel.stop = parcel.resume = parcel.production_stop = never();
    parcel.cause_cell = EventInput::Cell::blank, parcel.idle_cause = {};
    parcel.operation_state.clear();
}

}  // namespace

void renew_park_tax(std::vector<ParcelInputs>& inputs, std::size_t parks) {
    struct Sum {
        Money tax;
        Area land;
        bool whole = true;
    };
    std::vector<Sum> sums(parks);
    for (const ParcelInputs& one : inputs) {
        if (!one.park) continue;
        Sum& sum = sums[*one.park];
        sum.whole = sum.whole && one.park_tax_whole;
        if (one.tax && one.land) sum.tax += *one.tax, sum.land += *one.land;
    }
    for (ParcelInputs& one : inputs) {
        if (!one.park) continue;
        const Sum& sum = sums[*one.park];
        one.park_tax = sum.tax, one.park_land = sum.land;
    }
}

namespace {

void add_up(const Judge& judge, const std::vector<ParcelInputs>& inputs, bool after, std::vector<PlanPark>& parks) {
    Facts scratch;
    for (const ParcelInputs& one : inputs) {
        if (!one.park) continue;
        PlanPark& park = parks[*one.park];
        add(after ? park.after : park.before, one, states_of(judge, one, scratch));
        if (one.tax) (after ? park.tax_after : park.tax_before) += *one.tax;
        if (!after && one.tax && one.land) park.land += *one.land;
        if (!after && !one.park_tax_whole) park.tax_whole = false;
    }
}

}  // namespace

ParcelInputs during_works(const ParcelInputs& before, const OptionSpec& spec, Date decided) {
    ParcelInputs during = before;
    if (spec.effect == OptionSpec::Effect::improve) return during;
    supply_anew(during, decided);
    during.finish = never();
    if (during.tax) during.tax = Money{};
    if (during.output) during.output = Money{};
    return during;
}

const OptionSpec& spec_of(const Rulebook& rules, const PlanOption& option) {
    return *std::find_if(rules.options.begin(), rules.options.end(),
                         [&](const OptionSpec& own) { return own.action == option.action; });
}

ParcelInputs after_option(const ParcelInputs& before, const OptionSpec& spec, const PlanOption& option, Date done) {
    ParcelInputs after = before;
    if (option.tax_after) after.tax = option.tax_after, after.tax_whole = true;
    if (option.output_after) after.output = option.output_after, after.output_whole = true;
    if (spec.effect == OptionSpec::Effect::improve) return after;
    supply_anew(after, done);
    after.finish = on(done);
    // A project that keeps the standard builds what the plan of the parcel asks for.
    if (before.control_far && before.land)
        after.far_floor = Area::square_metres(before.control_far->value() * before.land->square_metres());
    if (before.control_investment && before.land)
        after.invested = after.total_investment = Money::wan(before.control_investment->wan() * before.land->mu());
    return after;
}

std::vector<PlanPark> outcome_of(const Judge& judge, std::vector<ParcelInputs> inputs,
                                 const std::vector<Candidate>& candidates, const Plan& plan) {
    std::size_t count = 0;
    for (const ParcelInputs& one : inputs)
        if (one.park) count = std::max<std::size_t>(count, *one.park + 1U);
    std::vector<PlanPark> parks(count);
    for (std::size_t park = 0; park < count; ++park) parks[park].park = static_cast<std::uint32_t>(park);
    add_up(judge, inputs, false, parks);
    for (const Chosen& one : plan.chosen) {
        const Candidate& candidate = candidates[one.candidate];
        const PlanOption& option = candidate.options[one.option];
        inputs[candidate.row] = after_option(inputs[candidate.row], spec_of(judge.rules, option), option, judge.as_of);
    }
    renew_park_tax(inputs, count);
    add_up(judge, inputs, true, parks);
    return parks;
}

}  // namespace mutu

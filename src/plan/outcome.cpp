// Parks before and after the plan, by the rules that judged them.
#include "mutu/plan.hpp"

#include <algorithm>

namespace mutu {
namespace {

EventInput on(Date date) { return {.cell = EventInput::Cell::given, .on = date}; }
EventInput never() { return {.cell = EventInput::Cell::blank, .on = {}}; }

/// Tax and land of the parcels of each park, as inputs carry them.
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

ParcelInputs after_option(const ParcelInputs& before, const OptionSpec& spec, const PlanOption& option, Date done) {
    ParcelInputs after = before;
    if (option.tax_after) after.tax = option.tax_after, after.tax_whole = true;
    if (option.output_after) after.output = option.output_after, after.output_whole = true;
    if (spec.effect == OptionSpec::Effect::improve) return after;
    after.recognised = false, after.has_instrument = Truth::yes, after.holder_kind = "user";
    after.contract_date = done;
    after.start = on(done), after.finish = on(done);
    after.stop = after.resume = after.production_stop = never();
    after.cause_cell = EventInput::Cell::blank, after.idle_cause = {};
    after.operation_state.clear();
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
        const auto spec = std::find_if(judge.rules.options.begin(), judge.rules.options.end(),
                                       [&](const OptionSpec& own) { return own.action == option.action; });
        inputs[candidate.row] = after_option(inputs[candidate.row], *spec, option, judge.as_of);
    }
    renew_park_tax(inputs, count);
    add_up(judge, inputs, true, parks);
    return parks;
}

}  // namespace mutu

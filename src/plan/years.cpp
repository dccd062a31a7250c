// Parks at the end of each year of a plan: every parcel judged again, nothing carried forward by a formula.
#include "after.hpp"

#include <algorithm>

namespace mutu {
namespace {

/// Inputs at the end of `year`: what is not yet decided stays, what is decided is under way or done.
std::vector<ParcelInputs> inputs_in(int year, const Judge& judge, const std::vector<ParcelInputs>& today,
                                    const std::vector<Candidate>& candidates, const Plan& plan) {
    std::vector<ParcelInputs> inputs = today;
    for (const Chosen& one : plan.chosen) {
        if (year < one.year) continue;
        const Candidate& candidate = candidates[one.candidate];
        const PlanOption& option = candidate.options[one.option];
        const OptionSpec& spec = spec_of(judge.rules, option);
        const bool done = option.years && year >= one.year + *option.years;
        ParcelInputs& own = inputs[candidate.row];
        own = done ? after_option(own, spec, option, judge.as_of) : during_works(own, spec, judge.as_of);
    }
    return inputs;
}

std::vector<bool> touched_parks(const std::vector<Candidate>& candidates, const Plan& plan, std::size_t parks) {
    std::vector<bool> touched(parks, false);
    for (const Chosen& one : plan.chosen)
        if (const auto& park = candidates[one.candidate].inputs.park) touched[*park] = true;
    return touched;
}

}  // namespace

std::vector<PlanParkYear> outcome_by_year(const Judge& judge, const std::vector<ParcelInputs>& inputs,
                                          const std::vector<Candidate>& candidates, const Plan& plan) {
    std::size_t parks = 0;
    for (const ParcelInputs& one : inputs)
        if (one.park) parks = std::max<std::size_t>(parks, *one.park + 1U);
    const std::vector<bool> touched = touched_parks(candidates, plan, parks);
    std::vector<PlanParkYear> rows;
    Facts scratch;
    for (const PlanYear& cash : plan.cash) {
        std::vector<ParcelInputs> then = inputs_in(cash.year, judge, inputs, candidates, plan);
        renew_park_tax(then, parks);
        std::vector<PlanParkYear> sums(parks);
        for (const ParcelInputs& one : then) {
            if (!one.park || !touched[*one.park]) continue;
            PlanParkYear& sum = sums[*one.park];
            add(sum.sums, one, states_of(judge, one, scratch));
            if (one.tax) sum.tax += *one.tax;
            if (one.tax && one.land) sum.land += *one.land;
            sum.tax_whole = sum.tax_whole && one.park_tax_whole;
        }
        for (std::uint32_t park = 0; park < parks; ++park) {
            if (!touched[park]) continue;
            sums[park].year = cash.year, sums[park].park = park;
            rows.push_back(sums[park]);
        }
    }
    return rows;
}

}  // namespace mutu

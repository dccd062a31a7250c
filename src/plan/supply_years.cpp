// 尚可供地年数 through the years of a plan, by the indicator that evaluates the park itself.
#include "mutu/plan.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::string_view indicator = "years_of_supply";

/// Land of a park that the plan supplies for the first time, up to and with a year.
Area newly_supplied(const Judge& judge, const std::vector<Candidate>& candidates, const Plan& plan,
                    const PlanParkYear& row) {
    Area sum;
    Facts scratch;
    for (const Chosen& one : plan.chosen) {
        const Candidate& candidate = candidates[one.candidate];
        if (one.year > row.year || candidate.inputs.park != row.park || !candidate.inputs.land) continue;
        if (states_of(judge, candidate.inputs, scratch).supply_state == "approved_unsupplied")
            sum += *candidate.inputs.land;
    }
    return sum;
}

/// Both sides of the supply axis: what goes to one leaves the other, and no more goes than is left. Parcels count by
/// the area of the run, what is left by shares of the park, so that the last of them may be a little larger.
void supply(ParkFacts& facts, Area land) {
    const auto of = [&](ParkMeasure measure) { return facts[measure].amount; };
    if (const auto total = of(ParkMeasure::land_total), gone = of(ParkMeasure::land_d),
        barred = of(ParkMeasure::land_c);
        total && gone && barred)
        land = std::min(land, Area::quanta(std::max<std::int64_t>(*total - *gone - *barred, 0)));
    for (const auto& [measure, sign] : {std::pair{ParkMeasure::land_d, 1}, {ParkMeasure::land_e, -1}})
        if (auto& amount = facts[measure].amount) *amount += sign * land.quanta();
}

}  // namespace

void tell_years_of_supply(const Judge& judge, const std::map<std::uint32_t, ParkFacts>& facts,
                          const std::vector<Candidate>& candidates, const Plan& plan, std::vector<PlanParkYear>& rows) {
    const auto& specs = judge.rules.indicators;
    const auto spec = std::find_if(specs.begin(), specs.end(), [](const auto& one) { return one.id == indicator; });
    for (PlanParkYear& row : rows) {
        const auto today = facts.find(row.park);
        if (spec == specs.end() || today == facts.end()) {
            row.years_because = "missing: indicator " + std::string{indicator};
            continue;
        }
        ParkFacts then = today->second;
        supply(then, newly_supplied(judge, candidates, plan, row));
        complete(then);
        const ParkOutcome outcome = evaluate(judge.rules, then);
        const IndicatorOutcome& own = outcome.indicators[static_cast<std::size_t>(spec - specs.begin())];
        row.years_of_supply = own.value, row.years_because = own.because;
    }
}

}  // namespace mutu

// What a parcel may yet turn out to be: its ladders walked with every fact open that is missing or only assumed.
#include "facts.hpp"

#include "mutu/whatif.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

using Words = std::set<std::string>;

void open(Facts& facts, Measure measure) { facts[measure].value = FactValue{}; }

/// A fact with something missing is only assumed; so is a park's mean of which a part is unknown.
void open_assumed(const ParcelInputs& inputs, Facts& facts) {
    for (const MeasureSpec& one : measures())
        if (!facts[one.measure].missing.empty()) open(facts, one.measure);
    if (!inputs.park_tax_whole) open(facts, Measure::park_tax_per_mu);
}

/// A line that says "undetermined" outright does not believe some facts; true when this opened one more.
bool open_disbelieved(const Rulebook& rules, const Ladder& opened, Facts& facts) {
    bool grew = false;
    for (const std::string& source : disbelieved(rules, opened, facts))
        for (const MeasureSpec& one : measures())
            if (facts[one.measure].source == source && facts[one.measure].known())
                open(facts, one.measure), grew = true;
    return grew;
}

Words outcomes(const Rulebook& rules, const Ladder& ladder, const Facts& facts) {
    const auto found = possible_outcomes(rules, ladder, facts);
    return {found.begin(), found.end()};
}

/// Until nothing more opens: a fact that opens may let a further line in.
void open_all_disbelieved(const Judge& judge, Facts& facts) {
    bool grew = true;
    while (grew) {
        grew = open_disbelieved(judge.rules, judge.open_supply_state, facts);
        for (const std::string& supply : outcomes(judge.rules, judge.open_supply_state, facts)) {
            facts[Measure::supply_state] = {.value = supply};
            if (open_disbelieved(judge.rules, judge.open_idle_state, facts)) grew = true;
        }
    }
}

std::vector<std::string> listed(const Words& words) { return {words.begin(), words.end()}; }

}  // namespace

Possible possible_states(const Judge& judge, const ParcelInputs& inputs) {
    Facts facts = judged_facts(judge, inputs);
    Words supplies, idles, efficiencies, classes, missing;
    for (const char* ladder : {"supply_state", "idle_state", "efficiency"})
        for (const auto& name : mutu::judge(judge.rules, judge.rules.ladder(ladder), facts).missing)
            missing.insert(name);
    if (missing.empty() && inputs.park_tax_whole) {
        const States stand = states_of(judge, inputs, facts);
        const auto one = [](std::string_view word) { return std::vector<std::string>{std::string{word}}; };
        return {one(stand.supply_state), one(stand.idle_state), one(stand.efficiency), one(stand.land_class), {}};
    }
    open_assumed(inputs, facts);
    open_all_disbelieved(judge, facts);
    for (const std::string& supply : outcomes(judge.rules, judge.open_supply_state, facts)) {
        facts[Measure::supply_state] = {.value = supply};
        supplies.insert(supply);
        for (const std::string& idle : outcomes(judge.rules, judge.open_idle_state, facts)) {
            facts[Measure::idle_state] = {.value = idle};
            idles.insert(idle);
            for (const std::string& efficiency : outcomes(judge.rules, judge.open_efficiency, facts)) {
                efficiencies.insert(efficiency);
                classes.insert(std::string{land_class(supply, idle, efficiency)});
            }
        }
    }
    return {listed(supplies), listed(idles), listed(efficiencies), listed(classes), listed(missing)};
}

void Interval::add(const std::optional<Area>& area, bool surely, bool maybe) {
    if (surely) ++low_count, low += area.value_or(Area{});
    if (maybe) ++high_count, high += area.value_or(Area{});
}

Interval& Interval::operator+=(const Interval& other) {
    low += other.low, high += other.high, low_count += other.low_count, high_count += other.high_count;
    return *this;
}

ParkRange& ParkRange::operator+=(const ParkRange& other) {
    supplied += other.supplied, idle += other.idle, low_efficiency += other.low_efficiency;
    undetermined += other.undetermined;
    return *this;
}

void add(ParkRange& range, const ParcelInputs& inputs, const Possible& possible) {
    const auto put = [&](Interval& figure, const std::vector<std::string>& words, const char* word) {
        const bool maybe = std::find(words.begin(), words.end(), word) != words.end();
        figure.add(inputs.land, maybe && words.size() == 1, maybe);
    };
    put(range.supplied, possible.supply_states, "supplied");
    put(range.idle, possible.land_classes, "idle");
    put(range.low_efficiency, possible.efficiencies, "low");
    range.undetermined.add(inputs.land, false, possible.open());
}

}  // namespace mutu

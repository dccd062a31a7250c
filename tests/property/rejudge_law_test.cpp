// Laws of judging again: stored inputs and proofs say what the run said, what-if is the difference of two runs, and the
// truth lies within the range that the unknown leaves.
#include "support/random_park.hpp"

#include "mutu/whatif.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace mutu {
namespace {

using namespace test;

/// Parameters with values of their kind; each acts on judging alone.
std::pair<std::string, std::string> random_setting() {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> all{
        {"idle_a_years", {"1", "2", "3"}},
        {"forfeit_years", {"1", "2", "4", ""}},
        {"idle_b_years", {"1", "2"}},
        {"idle_b_area_share", {"1/3", "1/2", "0.9"}},
        {"idle_b_investment_share", {"0.1", "25%", "60%", ""}},
        {"branch_b_logic", {"or", "and"}},
        {"delivery_plus_years", {"1", "2", ""}},
        {"foundation_other_min", {"0", "1/3", "1"}},
        {"anniversary", {"end_of_day", "next_day"}},
        {"early_warning_days", {"30", "180", "700"}},
        {"blank_event", {"not_happened", "unknown"}},
        {"absent_event", {"not_happened", "unknown"}},
        {"investment_when_unsaid", {"excludes", "unknown"}},
        {"contra_footprint_share", {"0", "0.10", "0.5"}},
        {"approved_cover_min", {"0.1", "1/2", "0.9"}},
        {"sliver_area_m2", {"0", "10", "600"}},
        {"low_efficiency_preset", {"generic_80", "zj_huzhou_2021", "zj_third"}},
        {"low_efficiency_count", {"1", "2", ""}},
        {"generic_share", {"10%", "80%", "120%"}},
        {"generic_tax_share", {"10%", "50%", "150%"}},
        {"stop_months", {"1", "12", "60", ""}},
        {"ramp_up_months", {"1", "24", "120"}},
        {"county_tax_per_mu", {"", "3", "30"}},
        {"third_share", {"1/3", "0.9"}},
        {"huzhou_below_land", {"1", "10", "100"}}};
    const auto& [name, values] = *rc::gen::elementOf(all);
    return {name, one_of(values)};
}

Settings random_settings() {
    Settings settings;
    for (int n = *rc::gen::inRange(1, 4); n > 0; --n) settings.push_back(random_setting());
    return settings;
}

using Rows = std::set<std::vector<std::string>>;

Rows differences(const Assessment& before, const Assessment& after) {
    Rows rows;
    for (std::size_t i = 0; i < before.parcels.size(); ++i) {
        const ParcelResult &was = before.parcels[i], &is = after.parcels[i];
        const auto note = [&](const char* field, const std::string& from, const std::string& to) {
            if (from != to) rows.insert({was.parcel_id, field, from, to});
        };
        note("idle_state", was.idle_state, is.idle_state);
        note("efficiency", was.efficiency, is.efficiency);
        note("land_class", was.land_class, is.land_class);
    }
    return rows;
}

RC_GTEST_PROP(RejudgeLaw, WhatIfIsTheDifferenceOfTwoRuns, ()) {
    const RandomPark park = random_park();
    const Settings first = coin() ? Settings{} : random_settings();
    Settings both = first;
    for (const auto& setting : random_settings()) both.push_back(setting);
    const Assessment before = analyzed(park, first), after = analyzed(park, both);
    const Rulebook old_rules = rules(first), new_rules = rules(both);
    const Judge old_judge{old_rules, labels(), law_as_of}, new_judge{new_rules, labels(), law_as_of};
    Comparison comparison;
    Facts scratch;
    for (std::size_t i = 0; i < before.parcels.size(); ++i)
        compare(old_judge, new_judge, before.parcels[i].parcel_id, decoded(before.facts[i].inputs), scratch,
                comparison);
    Rows told;
    for (const Change& one : comparison.changed)
        told.insert({one.parcel_id, std::string{one.field}, std::string{one.from}, std::string{one.to}});
    RC_ASSERT(told == differences(before, after));
    RC_ASSERT(comparison.parks.size() == 1U);
    const auto figures = [](const ParkResult& one) {
        return ClassSums{.supplied = one.supplied.value_or(Area{}),
                         .idle = one.idle,
                         .low_efficiency = one.low_efficiency,
                         .undetermined = one.undetermined,
                         .recognised_idle = one.recognised_idle,
                         .idle_count = one.idle_count,
                         .low_efficiency_count = one.low_efficiency_count,
                         .undetermined_count = one.undetermined_count,
                         .recognised_idle_count = one.recognised_idle_count};
    };
    RC_ASSERT(comparison.parks[0].before == figures(before.parks[0]));
    RC_ASSERT(comparison.parks[0].after == figures(after.parks[0]));
}

RC_GTEST_PROP(RejudgeLaw, InputsComeBackAsTheyWere, ()) {
    for (const ParcelFacts& facts : analyzed(random_park()).facts)
        RC_ASSERT(encode(decoded(facts.inputs)) == facts.inputs);
}

RC_GTEST_PROP(RejudgeLaw, AStoredProofSupportsItsVerdictAndNothingElse, ()) {
    const Assessment out = analyzed(random_park(), random_settings());
    for (const ParcelFacts& facts : out.facts)
        for (std::size_t rule = 0; rule < out.rule_texts.size(); ++rule) {
            const std::string conditions = to_json(out.rule_texts[rule].conditions);
            const std::string proof = "{\"facts\":" + facts.facts + "," + conditions.substr(1);
            if (recomputed_stored(parse_json(proof, "proof")) != facts.answer(rule))
                RC_FAIL(out.rule_texts[rule].rule_id + " " + std::string{word(facts.answer(rule))} +
                        " is not supported by " + proof);
        }
}

RC_GTEST_PROP(RejudgeLaw, AFullProofMadeFromInputsSupportsItsVerdict, ()) {
    const Settings set = random_settings();
    const Assessment out = analyzed(random_park(), set);
    const Rulebook book = rules(set);
    const Judge judge{book, labels(), law_as_of};
    for (const ParcelFacts& stored : out.facts) {
        const Facts facts = judged_facts(judge, decoded(stored.inputs));
        for (std::size_t rule = 0; rule < judge.listed.size(); ++rule) {
            const Truth verdict = stored.answer(rule);
            const Value proof = prove(book, judge.listed[rule], facts, labels());
            RC_ASSERT(recomputed(full_proof(proof, out.rule_texts[rule], verdict)) == verdict);
        }
    }
}

/// Cells of a few parcels become blank; under the reading in which a blank event is unknown.
RC_GTEST_PROP(RejudgeLaw, TheTruthLiesWithinWhatTheUnknownLeaves, ()) {
    const Settings set{{"blank_event", "unknown"}};
    RandomPark park = random_park();
    const Assessment truth = analyzed(park, set);
    static const std::vector<std::string> fields{"required_area_m2",
                                                 "developed_area_m2",
                                                 "total_investment_wan",
                                                 "invested_wan",
                                                 "land_price_wan",
                                                 "operation_state",
                                                 "actual_start_date",
                                                 "actual_finish_date",
                                                 "stop_date",
                                                 "resume_date",
                                                 "permit_date",
                                                 "idle_cause",
                                                 "production_stop_date",
                                                 "control_investment_wan_per_mu"};
    for (Typed& typed : park.rows) {
        if (typed.role == Role::enterprise_year && coin()) typed.cells["tax_wan"].clear();
        if (typed.role != Role::parcel) continue;
        for (const std::string& field : fields)
            if (typed.cells.contains(field) && coin()) typed.cells[field].clear();
    }
    const Assessment masked = analyzed(park, set);
    const Rulebook book = rules(set);
    const Judge judge{book, labels(), law_as_of};
    const auto holds = [](const std::vector<std::string>& words, const std::string& truly) {
        return truly == "undetermined" || std::find(words.begin(), words.end(), truly) != words.end();
    };
    ParkRange blank, known;
    for (std::size_t i = 0; i < masked.parcels.size(); ++i) {
        const ParcelInputs without = decoded(masked.facts[i].inputs), with = decoded(truth.facts[i].inputs);
        const Possible possible = possible_states(judge, without);
        RC_ASSERT(holds(possible.efficiencies, truth.parcels[i].efficiency));
        RC_ASSERT(holds(possible.idle_states, truth.parcels[i].idle_state));
        add(blank, without, possible), add(known, with, possible_states(judge, with));
    }
    // What is open even with every cell given stays open: its own range lies within the wider one.
    const auto within = [](const Interval& wide, const Interval& narrow) {
        return wide.low <= narrow.low && narrow.high <= wide.high && wide.low_count <= narrow.low_count &&
               narrow.high_count <= wide.high_count;
    };
    RC_ASSERT(within(blank.idle, known.idle));
    RC_ASSERT(within(blank.low_efficiency, known.low_efficiency));
}

TEST(Rejudge, InputsOfAnotherVersionAreRefused) {
    ParcelInputs inputs;
    std::string bytes = encode(inputs);
    EXPECT_NO_THROW(decoded(bytes));
    EXPECT_THROW(decoded(bytes.substr(0, 3)), Error);
    bytes[0] = 9;
    EXPECT_THROW(decoded(bytes), Error);
    EXPECT_THROW(decoded(""), Error);
}

/// Few cases: each is several analyses. RC_PARAMS of the caller wins.
const bool fewer_cases = [] { return setenv("RC_PARAMS", "max_success=150", 0) == 0; }();

}  // namespace
}  // namespace mutu

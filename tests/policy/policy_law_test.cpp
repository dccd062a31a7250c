// Laws over random facts: proofs support their verdicts, and taking a fact away never turns one answer into another.
#include "pack.hpp"

#include <rapidcheck/gtest.h>

#include <algorithm>

namespace mutu {
namespace {

/// Words that the shipped ladders and rules know, by code measure.
std::string random_word(Measure measure) {
    using Words = std::vector<std::string>;
    switch (measure) {
    case Measure::holder_kind: return *rc::gen::elementOf(Words{"user", "reserve", "government"});
    case Measure::supply_state:
        return *rc::gen::elementOf(Words{"supplied", "supplied", "unapproved", "approved_unsupplied", "undetermined"});
    case Measure::idle_cause: return *rc::gen::elementOf(Words{"none", "gov_plan", "other"});
    case Measure::idle_state:
        return *rc::gen::elementOf(Words{"completed", "completed", "idle_a_1y", "not_applicable", "undetermined"});
    case Measure::operation_state: return *rc::gen::elementOf(Words{"normal", "stopped", "half_stopped"});
    default: return "2511";
    }
}

FactValue random_value(const MeasureSpec& entry) {
    switch (entry.dimension) {
    case Dimension::truth: return truth_of(*rc::gen::arbitrary<bool>());
    case Dimension::date: return day(2023, 12, 28) + *rc::gen::inRange(-3, 4);
    case Dimension::area:
        return Area::quanta(*rc::gen::inRange<std::int64_t>(0, 9) * 1'000'000 + *rc::gen::inRange(0, 2));
    case Dimension::money:
        return Money::fen(*rc::gen::inRange<std::int64_t>(-1, 9) * 1'000'000 + *rc::gen::inRange(0, 2));
    case Dimension::ratio: return *Ratio::of(*rc::gen::inRange(0, 7), *rc::gen::inRange(1, 7));
    case Dimension::yield:
        return *Yield::of(Money::fen(*rc::gen::inRange<std::int64_t>(0, 9) * 1'000'000),
                          Area::quanta(*rc::gen::inRange(1, 4) * 200'000));
    case Dimension::code: return random_word(entry.measure);
    }
    return std::monostate{};
}

Facts random_facts() {
    Facts facts;
    for (const MeasureSpec& entry : measures())
        if (*rc::gen::inRange(0, 6) != 0) facts[entry.measure].value = random_value(entry);
    return facts;
}

RC_GTEST_PROP(PolicyLaw, EveryProofSupportsItsVerdict, ()) {
    const Labels labels;
    static const auto texts = rule_texts(shipped(), labels, Date{});
    const Facts facts = random_facts();
    std::size_t index = 0;
    for (const Rule& rule : shipped().rules) {
        if (!rule.listed) continue;
        const Truth verdict = judge(shipped(), rule, facts).verdict;
        RC_ASSERT(recomputed(full_proof(prove(shipped(), rule, facts, labels), texts[index++], verdict)) == verdict);
    }
}

// The day itself is never unknown. Facts whose blank has a stated reading (a line with unknown = "pass", or `known`)
// are left alone: for them a blank is an answer.
RC_GTEST_PROP(PolicyLaw, TakingAFactAwayLeavesTheVerdictOrMakesItUndetermined, ()) {
    static const std::vector<Measure> read_when_blank{Measure::as_of,         Measure::contract_date,
                                                      Measure::holder_kind,   Measure::start_contradicted,
                                                      Measure::ramp_up_until, Measure::built};
    const Facts facts = random_facts();
    Facts fewer = facts;
    const MeasureSpec& entry = measures()[*rc::gen::inRange<std::size_t>(0, measure_count)];
    RC_PRE(std::find(read_when_blank.begin(), read_when_blank.end(), entry.measure) == read_when_blank.end());
    fewer[entry.measure] = {};
    for (const Rule& rule : shipped().rules) {
        const Truth before = judge(shipped(), rule, facts).verdict, after = judge(shipped(), rule, fewer).verdict;
        RC_ASSERT(after == before || after == Truth::undetermined);
    }
}

}  // namespace
}  // namespace mutu

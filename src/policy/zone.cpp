// What follows from a park's facts before any indicator: sums of the axes, and the type of the zone.
#include "indicator_parts.hpp"

namespace mutu {
namespace {

void fill_sum(ParkFacts& facts, ParkMeasure whole, std::initializer_list<ParkMeasure> parts) {
    if (facts[whole].amount || !facts[whole].missing.empty()) return;
    ParkFact sum{.amount = 0};
    bool any = false;
    for (const ParkMeasure part : parts) {
        if (!facts[part].amount) continue;
        any = true;
        *sum.amount += *facts[part].amount;
        sum.source = facts[part].source;
    }
    if (any) facts[whole] = std::move(sum);
}

/// A whole that was given makes a part nobody named nothing: a land survey lists what there is.
void fill_none(ParkFacts& facts, ParkMeasure whole, std::initializer_list<ParkMeasure> parts) {
    std::int64_t named = 0;
    bool any = false;
    for (const ParkMeasure part : parts)
        if (facts[part].amount) named += *facts[part].amount, any = true;
    if (!any || !facts[whole].amount || named != *facts[whole].amount) return;
    for (const ParkMeasure part : parts)
        if (!facts[part].amount) facts[part] = {.amount = 0, .source = facts[whole].source};
}

}  // namespace

void complete(ParkFacts& facts) {
    using M = ParkMeasure;
    const auto whole = [&](M sum, std::initializer_list<M> parts) {
        fill_sum(facts, sum, parts);
        fill_none(facts, sum, parts);
    };
    whole(M::land_a, {M::land_a1, M::land_a2, M::land_a3, M::land_a4, M::land_a5, M::land_a6});
    whole(M::land_b, {M::land_b1, M::land_b21, M::land_b22});
    whole(M::land_d, {M::land_d1, M::land_d21, M::land_d22});
    whole(M::land_e, {M::land_e1, M::land_e21, M::land_e22});
    const auto total = [&](M sum, M first, M second, M third) {
        if (facts[first].amount && facts[second].amount && facts[third].amount && !facts[first].known_over)
            fill_sum(facts, sum, {first, second, third});
    };
    total(M::land_total, M::land_a, M::land_b, M::land_c);
    total(M::land_supply_total, M::land_d, M::land_e, M::land_f);
}

std::string zone_type(const Rulebook& book, const ParkFacts& facts, std::string& because) {
    const auto least = book.ratio("zone_industrial_min"), most = book.ratio("zone_residential_max");
    const auto share_of = [&](ParkMeasure part) {
        Formula formula;
        formula.unit = std::string{"1"}, formula.of = {{part}}, formula.over = {{ParkMeasure::land_a}};
        return work(formula, facts);
    };
    const Worked industry = share_of(ParkMeasure::land_a2), housing = share_of(ParkMeasure::land_a1);
    const std::string op = book.word("zone_industrial_op") == "above" ? ">" : ">=";
    const Truth enough =
        industry.value && least ? meets(*industry.value, op, Rational::of(*least)) : Truth::undetermined;
    const Truth few = housing.value && most ? meets(*housing.value, "<", Rational::of(*most)) : Truth::undetermined;
    switch (both(enough, few)) {
    case Truth::yes: return "industrial";
    case Truth::no: return "city";
    case Truth::undetermined: break;
    }
    because = !least            ? "empty: parameter:zone_industrial_min"
              : !most           ? "empty: parameter:zone_residential_max"
              : !industry.value ? industry.because
                                : housing.because;
    return {};
}

}  // namespace mutu

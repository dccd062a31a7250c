// Laws of the choice: what the solver finds is what trying everything finds, and every answer keeps what was asked.
#include "mutu/plan.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

namespace mutu {
namespace {

struct Case {
    std::vector<Candidate> candidates;
    std::vector<Neighbours> pairs;
    PlanRequest request;
};

template <class T>
T between(T low, T high) {
    return *rc::gen::inRange<T>(low, high + 1);
}

/// Up to eight parcels of 3 to 12 亩 in a random graph; one option may lack a price.
Case random_case() {
    Case made;
    const auto count = between<std::uint32_t>(1, 8);
    for (std::uint32_t i = 0; i < count; ++i) {
        Candidate one{
            .row = i, .parcel_id = "P" + std::to_string(i), .land_class = "idle", .inputs = {}, .options = {}};
        one.inputs.land = Area::mu(between(3, 12));
        for (const char* action : {"RESERVE", "FAR_UP"}) {
            if (between(0, 3) == 0) continue;
            PlanOption option;
            option.action = action, option.years = between(1, 4);
            if (between(0, 9) > 0) option.cost = Money::fen(between<std::int64_t>(0, 9'000'000));
            option.tax_uplift = Money::fen(between<std::int64_t>(0, 900'000));
            one.options.push_back(std::move(option));
        }
        made.candidates.push_back(std::move(one));
    }
    for (std::uint32_t i = 0; i < count; ++i)
        for (std::uint32_t j = i + 1; j < count; ++j)
            if (between(0, 2) == 0) made.pairs.push_back({i, j, 10});
    PlanRequest& asked = made.request;
    asked.budget = Money::fen(between<std::int64_t>(0, 30'000'000)), asked.years = between(1, 4), asked.gap = 0;
    if (between(0, 1) == 1) asked.min_block = Area::mu(between(5, 25));
    asked.block_parcels = between<std::size_t>(1, 4);
    if (between(0, 3) == 0) asked.limits["RESERVE"] = between(0, 2);
    if (between(0, 3) == 0) asked.forbid.insert("P" + std::to_string(between<std::uint32_t>(0, count - 1)));
    return made;
}

bool linked(const Case& made, std::uint32_t a, std::uint32_t b) {
    for (const Neighbours& pair : made.pairs)
        if ((pair.left == a && pair.right == b) || (pair.left == b && pair.right == a)) return true;
    return false;
}

bool connected(const Case& made, std::uint32_t set) {
    std::uint32_t reached = set & (~set + 1U);
    for (bool grew = true; grew;) {
        grew = false;
        for (std::uint32_t a = 0; a < 8; ++a)
            for (std::uint32_t b = 0; b < 8; ++b)
                if ((reached >> a & 1U) != 0 && (set >> b & 1U) != 0 && (reached >> b & 1U) == 0 && linked(made, a, b))
                    reached |= 1U << b, grew = true;
    }
    return reached == set;
}

/// The set is a union of disjoint connected blocks, each small enough and with enough land.
bool splits(const Case& made, std::uint32_t set) {
    if (set == 0) return true;
    const std::uint32_t first = set & (~set + 1U), rest = set & ~first;
    for (std::uint32_t more = rest;; more = (more - 1) & rest) {
        const std::uint32_t block = first | more;
        Area land;
        for (std::uint32_t i = 0; i < 8; ++i)
            if ((block >> i & 1U) != 0) land += *made.candidates[i].inputs.land;
        const auto size = static_cast<std::size_t>(__builtin_popcount(block));
        if (size <= made.request.block_parcels && land >= made.request.min_block && connected(made, block) &&
            splits(made, set & ~block))
            return true;
        if (more == 0) return false;
    }
}

/// The best sum of uplifts over all choices of at most one option a parcel; −1 where none keeps everything.
std::int64_t best_by_trying(const Case& made) {
    const PlanRequest& asked = made.request;
    std::int64_t best = -1;
    const std::function<void(std::uint32_t, std::uint32_t, std::int64_t, std::int64_t, int)> go =
        [&](std::uint32_t i, std::uint32_t set, std::int64_t cost, std::int64_t gain, int reserved) {
            const auto limit = asked.limits.find("RESERVE");
            if (cost > asked.budget.fen() || (limit != asked.limits.end() && reserved > limit->second)) return;
            if (i == made.candidates.size()) {
                if (asked.min_block == Area{} || splits(made, set)) best = std::max(best, gain);
                return;
            }
            const Candidate& one = made.candidates[i];
            if (!asked.force.contains(one.parcel_id)) go(i + 1, set, cost, gain, reserved);
            if (asked.forbid.contains(one.parcel_id)) return;
            for (const PlanOption& option : one.options)
                if (option.cost && option.tax_uplift &&
                    (*option.tax_uplift > Money{} || asked.force.contains(one.parcel_id)))
                    go(i + 1, set | 1U << i, cost + option.cost->fen(), gain + option.tax_uplift->fen(),
                       reserved + (option.action == "RESERVE" ? 1 : 0));
        };
    go(0, 0, 0, 0, 0);
    return best;
}

RC_GTEST_PROP(PlanLaw, TheObjectiveIsThatOfTryingEverything, ()) {
    const Case made = random_case();
    const Plan plan = redevelop(made.candidates, made.pairs, made.request);
    RC_ASSERT(plan.status == PlanStatus::optimal);
    RC_ASSERT(plan.objective == best_by_trying(made));
    RC_ASSERT(plan.objective == plan.bound);
}

RC_GTEST_PROP(PlanLaw, AForcedParcelCostsWhatTryingEverythingSays, ()) {
    Case made = random_case();
    const std::string id = made.candidates.back().parcel_id;
    RC_PRE(!made.request.forbid.contains(id));
    const auto found = objective_with(made.candidates, made.pairs, made.request, id, true);
    made.request.force.insert(id);
    RC_ASSERT(found.value_or(-1) == best_by_trying(made));
}

RC_GTEST_PROP(PlanLaw, YearsAreWithinTheBudgetsShareAndNobodyIsChosenTwice, ()) {
    const Case made = random_case();
    const Plan plan = redevelop(made.candidates, made.pairs, made.request);
    std::vector<int> times(made.candidates.size(), 0);
    Money spent;
    for (const Chosen& one : plan.chosen) {
        ++times[one.candidate];
        spent += *made.candidates[one.candidate].options[one.option].cost;
        RC_ASSERT(one.year >= 1);
        RC_ASSERT(one.year <= made.request.years);
    }
    RC_ASSERT(spent == plan.spent);
    for (const int count : times) RC_ASSERT(count <= 1);
    Money so_far;
    for (int year = 1; year <= made.request.years; ++year) {
        for (const Chosen& one : plan.chosen)
            if (one.year == year) so_far += *made.candidates[one.candidate].options[one.option].cost;
        RC_ASSERT(so_far.fen() * made.request.years <= made.request.budget.fen() * year);
    }
    RC_ASSERT(plan.chosen.size() + plan.refused.size() == made.candidates.size());
    RC_ASSERT(plan.cash.back().balance == [&] {
        std::int64_t sum = 0;
        for (const PlanYear& one : plan.cash) sum += one.uplift.fen() - one.cost.fen();
        return sum;
    }());
}

}  // namespace
}  // namespace mutu

// How long judging again takes: cmake --workflow --preset bench && build/bench/bin/rejudge_bench
#include "support/builders.hpp"

#include "mutu/whatif.hpp"

#include <benchmark/benchmark.h>

namespace mutu {
namespace {

const Date as_of = Date::civil(2026, 6, 30).value();

/// A parcel in one of four stages of its life, with sums and dates that differ from its neighbour's.
ParcelInputs made_up(int i) {
    ParcelInputs in;
    in.park = static_cast<std::uint32_t>(i % 7);
    in.has_instrument = Truth::yes, in.terms_given = in.approvals_given = true;
    in.approved_share = Ratio::of(997 + i % 4, 1000);
    in.contract_date = as_of + -(1000 + i % 3000);
    in.agreed_start = as_of + -(i % 2000 - 300);
    const auto blank = EventInput{EventInput::Cell::blank, {}};
    in.delivery = in.start = in.permit = in.stop = in.resume = in.finish = in.production_stop = blank;
    in.cause_cell = EventInput::Cell::blank;
    const int stage = i % 4;
    if (stage > 0) in.start = {EventInput::Cell::given, as_of + -(900 + i % 900)};
    if (stage == 1) in.stop = {EventInput::Cell::given, as_of + -(i % 700)};
    if (stage > 1) in.finish = {EventInput::Cell::given, as_of + -(i % 1500)};
    in.land = Area::mu(20 + i % 50), in.land_source = "registered_area_m2";
    in.required_area = in.land, in.developed_area = Area::mu(10 + i % 30);
    in.total_investment = Money::wan(3000 + i % 900), in.invested = Money::wan(900 + i % 1500);
    in.footprint = stage > 1 ? Area::mu(10) : Area{}, in.far_floor = stage > 1 ? Area::mu(15 + i % 20) : Area{};
    in.control_far = Ratio::decimal(1.0), in.control_investment = Money::wan(120);
    in.operation_state = "normal", in.industry_code = "3670";
    in.tax = Money::wan(i % 400), in.output = Money::wan(i % 4000), in.tax_whole = in.output_whole = true;
    in.park_tax = Money::wan(100'000), in.park_land = Area::mu(9000), in.park_tax_whole = true;
    return in;
}

std::vector<std::string> stored(int parcels) {
    std::vector<std::string> bytes;
    for (int i = 0; i < parcels; ++i) bytes.push_back(encode(made_up(i)));
    return bytes;
}

void comparing_two_rulebooks(benchmark::State& state) {
    const Rulebook before = test::rules(), after = test::rules({{"idle_a_years", "2"}, {"generic_share", "0.9"}});
    const Judge old_judge{before, test::labels(), as_of}, new_judge{after, test::labels(), as_of};
    const auto bytes = stored(20'000);
    for (auto _ : state) {
        Comparison comparison;
        Facts facts;
        ParcelInputs inputs;
        for (const std::string& one : bytes) {
            decode(one, inputs);
            compare(old_judge, new_judge, "430500", inputs, facts, comparison);
        }
        benchmark::DoNotOptimize(comparison.whole.parcels);
    }
    state.SetItemsProcessed(state.iterations() * 20'000);
}
BENCHMARK(comparing_two_rulebooks)->Unit(benchmark::kMillisecond);

void reading_inputs(benchmark::State& state) {
    const auto bytes = stored(20'000);
    ParcelInputs inputs;
    for (auto _ : state)
        for (const std::string& one : bytes) {
            decode(one, inputs);
            benchmark::DoNotOptimize(inputs.land);
        }
    state.SetItemsProcessed(state.iterations() * 20'000);
}
BENCHMARK(reading_inputs)->Unit(benchmark::kMillisecond);

void writing_a_full_proof(benchmark::State& state) {
    const Rulebook rules = test::rules();
    const Judge judge{rules, test::labels(), as_of};
    const ParcelInputs inputs = made_up(1);
    for (auto _ : state) {
        const Facts facts = judged_facts(judge, inputs);
        for (const Rule& rule : judge.listed)
            benchmark::DoNotOptimize(to_json(prove(rules, *rules.find_rule(rule.id), facts, test::labels())).size());
    }
}
BENCHMARK(writing_a_full_proof)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace mutu

BENCHMARK_MAIN();

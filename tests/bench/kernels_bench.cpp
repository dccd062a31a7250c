// How long the kernels take: cmake --workflow --preset bench && build/bench/bin/kernels_bench
#include "mutu/crs.hpp"
#include "mutu/overlay.hpp"
#include "mutu/parallel.hpp"
#include "mutu/repair.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <numbers>

namespace mutu {
namespace {

/// side × side parcels of about 100 m that share jittered corners, as a survey gives them.
GeometryColumn parcels(int side) {
    const auto corner = [](int i, int j) {
        return Xy{37'549'627 + 100.0 * i + 20 * std::sin(7.0 * i + 3.0 * j),
                  2'987'728 + 100.0 * j + 20 * std::cos(5.0 * i + j)};
    };
    GeometryColumn column;
    for (int i = 0; i < side; ++i)
        for (int j = 0; j < side; ++j) {
            for (const Xy p : {corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)})
                column.add_point(p);
            column.end_ring(), column.end_part(), column.end_row();
        }
    return column;
}

/// Round areas of `points` corners over the same ground.
GeometryColumn rounds(int side, int points, double radius) {
    GeometryColumn column;
    for (int i = 0; i < side; ++i)
        for (int j = 0; j < side; ++j) {
            for (int k = 0; k < points; ++k) {
                const double angle = 2 * std::numbers::pi * k / points, r = radius * (1 + 0.2 * std::sin(9 * angle));
                column.add_point(
                    {37'549'677 + 100.0 * i + r * std::cos(angle), 2'987'778 + 100.0 * j + r * std::sin(angle)});
            }
            column.end_ring(), column.end_part(), column.end_row();
        }
    return column;
}

void buildings_over_parcels(benchmark::State& state) {
    set_thread_count(1);
    const auto land = parcels(60), buildings = rounds(60, 8, 30);
    for (auto _ : state) benchmark::DoNotOptimize(covered_area(land, buildings).area.data());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(land.rows()));
}
BENCHMARK(buildings_over_parcels)->Unit(benchmark::kMillisecond);

void constraints_over_parcels(benchmark::State& state) {
    set_thread_count(1);
    const auto land = parcels(60), zones = rounds(2, 4000, 1500);
    for (auto _ : state) benchmark::DoNotOptimize(overlay(land, zones).data());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(land.rows()));
}
BENCHMARK(constraints_over_parcels)->Unit(benchmark::kMillisecond);

void zones_minus_parcels(benchmark::State& state) {
    set_thread_count(1);
    const auto land = parcels(60), zones = rounds(12, 60, 260);
    OverlayCounts counts;
    for (auto _ : state) benchmark::DoNotOptimize(difference(zones, land, {}, &counts).rows());
    state.counters["by shared edges"] = static_cast<double>(counts.unions);
    state.counters["by GEOS"] = static_cast<double>(counts.robust_unions);
}
BENCHMARK(zones_minus_parcels)->Unit(benchmark::kMillisecond);

void union_of_all(benchmark::State& state) {
    const auto land = parcels(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(united(land).rows());
}
BENCHMARK(union_of_all)->Arg(10)->Arg(60)->Unit(benchmark::kMillisecond);

void validity(benchmark::State& state) {
    set_thread_count(1);
    const auto land = parcels(60);
    for (auto _ : state) {
        GeometryColumn copy = land;
        benchmark::DoNotOptimize(make_valid(copy).size());
    }
}
BENCHMARK(validity)->Unit(benchmark::kMillisecond);

void onto_the_equal_area_plane(benchmark::State& state) {
    set_thread_count(1);
    GeometryColumn degrees;
    for (int i = 0; i < 100'000; ++i) degrees.add_point({110 + i * 1e-5, 28 + (i % 100) * 1e-4});
    degrees.end_ring(), degrees.end_part(), degrees.end_row();
    for (auto _ : state) benchmark::DoNotOptimize(equal_area(degrees, 111).points().data());
    state.SetItemsProcessed(state.iterations() * 100'000);
}
BENCHMARK(onto_the_equal_area_plane)->Unit(benchmark::kMillisecond);

void reading_shapes(benchmark::State& state) {
    const auto land = parcels(60);
    std::vector<std::string> bytes;
    for (std::size_t row = 0; row < land.rows(); ++row) bytes.push_back(to_wkb(land, row));
    for (auto _ : state) {
        GeometryColumn column;
        for (const std::string& wkb : bytes) add_wkb(column, std::as_bytes(std::span{wkb}));
        benchmark::DoNotOptimize(column.rows());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(land.rows()));
}
BENCHMARK(reading_shapes)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mutu

BENCHMARK_MAIN();

// How long the faults of a coverage take: a jittered grid of parcels of 40 vertices, one in a hundred moved by 1.5 m.
//   coverage_bench [PARCELS]
#include "mutu/parallel.hpp"
#include "mutu/topology.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace {

using mutu::GeometryColumn;
using mutu::Xy;

constexpr double side = 100;
constexpr int steps = 10;  // vertices a side

double noise(std::uint64_t x) {
    x = (x ^ (x >> 31)) * 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 29)) * 0xD6E8FEB86659FD93U;
    return static_cast<double>((x ^ (x >> 32)) >> 11) / 9007199254740992.0 - 0.5;
}

/// A point on the lattice of edge vertices; shared by the parcels on both sides of an edge.
Xy vertex(std::uint64_t i, std::uint64_t j) {
    const std::uint64_t key = i << 32 | j;
    return {std::round((38'500'000 + static_cast<double>(i) * side / steps + noise(key) * 3) * 1000) / 1000,
            std::round((3'000'000 + static_cast<double>(j) * side / steps + noise(~key) * 3) * 1000) / 1000};
}

GeometryColumn coverage(std::uint64_t parcels) {
    const auto across = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(parcels)));
    GeometryColumn column;
    column.reserve(across * across, across * across * (4 * steps + 1));
    for (std::uint64_t row = 0; row < across; ++row)
        for (std::uint64_t col = 0; col < across; ++col) {
            const double moved = noise(row * across + col) > 0.49 ? 1.5 : 0;
            const std::uint64_t i = col * steps, j = row * steps;
            const auto add = [&](std::uint64_t di, std::uint64_t dj) {
                const Xy p = vertex(i + di, j + dj);
                column.add_point({p.x + moved, p.y + moved});
            };
            for (std::uint64_t s = 0; s < steps; ++s) add(s, 0);
            for (std::uint64_t s = 0; s < steps; ++s) add(steps, s);
            for (std::uint64_t s = steps; s > 0; --s) add(s, steps);
            for (std::uint64_t s = steps; s > 0; --s) add(0, s);
            column.end_ring(), column.end_part(), column.end_row();
        }
    return column;
}

}  // namespace

int main(int argc, char** argv) {
    const GeometryColumn column = coverage(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 80'656);
    const auto begun = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    const mutu::TopologyLimits limits;
    const mutu::CoverageFaults faults = mutu::coverage_faults(column, limits);
    const double coverage_time = seconds();
    const auto spikes = mutu::spikes(column, limits.spike_angle).size();
    const auto crowds = mutu::crowded_points(column, limits.point_spacing).size();
    const auto slivers = mutu::slivers(column, limits.sliver_width, limits.sliver_area).size();
    const auto repeats = mutu::first_equal(faults.flat).size();
    std::printf("%zu parcels, %zu vertices, %u threads: %.2f s (coverage %.2f s)\n", column.rows(),
                column.points().size(), mutu::thread_count(), seconds(), coverage_time);
    std::printf(
        "  overlaps %zu, gaps %zu; pairs %llu, proved %llu, measured %llu; broken %zu, spikes %zu, crowded %zu, "
        "slivers %zu, rows compared %zu\n",
        faults.overlaps.size(), faults.gaps.size(), static_cast<unsigned long long>(faults.counts.pairs),
        static_cast<unsigned long long>(faults.counts.proved), static_cast<unsigned long long>(faults.counts.measured),
        faults.broken.size(), spikes, crowds, slivers, repeats);
    return 0;
}

// The plain way to find land, to hold the search against: begin at the best cell beside the park, always take the best
// cell that hangs on, whatever shape comes of it.
#pragma once

#include "expand/ground.hpp"
#include "free_land.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace mutu::test {

struct Quality {
    double area = 0, cultivated = 0, soft = 0, distance = 0, compactness = 0;
};
/// Smaller is better: shares of bad land, distance in sides of the region, what it lacks of a circle.
inline double burden(const Quality& q) {
    return (q.cultivated + q.soft) / q.area + q.distance / std::sqrt(q.area) + 1 - q.compactness;
}

/// The same free land and the same figures as the search has.
inline Quality greedy(const FreeLand& land, double area) {
    const auto cost = [&](std::uint32_t unit) {
        const Piece& own = land.units[unit];
        return (own.cultivated + own.soft) / own.area + own.distance / std::sqrt(area);
    };
    std::vector<std::uint32_t> beside;
    std::vector<char> seen(land.units.size(), 0), taken(land.units.size(), 0);
    for (std::uint32_t unit = 0; unit < land.units.size(); ++unit)
        if (land.units[unit].near && (beside.empty() || cost(unit) < cost(beside.front()))) beside = {unit};
    for (const std::uint32_t unit : beside) seen[unit] = 1;
    Quality found;
    double outline = 0;
    while (found.area < area && !beside.empty()) {
        const auto best = std::min_element(beside.begin(), beside.end(),
                                           [&](std::uint32_t a, std::uint32_t b) { return cost(a) < cost(b); });
        const std::uint32_t unit = *best;
        beside.erase(best);
        const Piece& own = land.units[unit];
        taken[unit] = 1;
        found.area += own.area, found.cultivated += own.cultivated, found.soft += own.soft;
        found.distance += own.distance * own.area, outline += own.outline;
        for (const PieceLink& link : land.links[unit]) {
            if (taken[link.to] != 0) outline -= 2 * link.length;
            if (seen[link.to] == 0) seen[link.to] = 1, beside.push_back(link.to);
        }
    }
    found.distance /= found.area;
    found.compactness = 4 * std::numbers::pi * found.area / (outline * outline);
    return found;
}

/// The best of everything that the search grows.
inline Quality searched(const FreeLand& land, double area, const SearchRequest& request) {
    Quality best;
    bool stopped = false;
    for (const Region& one : grow_regions(land, area, request, stopped)) {
        const Quality q{one.area, one.cultivated, one.soft, one.distance, one.compactness};
        if (best.area == 0 || burden(q) < burden(best)) best = q;
    }
    return best;
}

/// A park among fields, woods and forbidden shapes that a seed lays out.
inline ExpandGround field_of(std::uint64_t seed) {
    ExpandGround ground = open_ground();
    const auto next = [&](double low, double high) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        return low + (high - low) * static_cast<double>(seed >> 33U) / 2147483648.0;
    };
    for (double x = -4000; x < 5000; x += 250)
        for (double y = -4000; y < 5000; y += 250) {
            add_box(ground.land_use, x, y, 250, 250);
            ground.land_systems.emplace_back("SD");
            ground.land_codes.emplace_back(next(0, 1) < 0.45 ? "0101" : "0301");
        }
    for (int i = 0; i < 40; ++i) {
        const double x = next(-3000, 4000), y = next(-3000, 4000);
        forbid(ground, i % 4 == 0 ? "flood" : "basic_farmland", x, y, next(50, 500), next(50, 500));
    }
    return ground;
}

}  // namespace mutu::test

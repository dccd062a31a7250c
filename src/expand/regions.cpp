// Regions grown over free land under different wishes, and how they compare.
#include "free_land.hpp"

#include "mutu/parallel.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <set>

namespace mutu {
namespace {

/// What a region would rather avoid; larger is stronger. Shares of a unit, distance in units of the region's side.
struct Wish {
    double cultivated = 0, soft = 0, built = 0, distance = 0, shape = 0, fit = 0, cost = 0;
};
constexpr std::array wishes{Wish{1, 1, 0.5, 0.3, 1},        Wish{6, 1, 0.5, 0.2, 0.5}, Wish{1, 6, 0.5, 0.2, 0.5},
                            Wish{1, 1, 0.5, 0.3, 4},        Wish{1, 1, 0.5, 3, 0.7},   Wish{0.2, 0.2, 4, 0.2, 1},
                            Wish{3, 3, 0.5, 0.1, 0.2},      Wish{0, 0, 0, 0.1, 3},     Wish{0.5, 0.5, 0, 0.1, 0.7, 6},
                            Wish{0, 0.5, 0, 0.2, 0.7, 0, 3}};
constexpr std::size_t most_starts = 24, starts_a_round = 4;
constexpr double by_edge = 1.2;  // what a whole shared edge with the region is worth

/// A fixed sequence of well-mixed numbers.
std::uint64_t mixed(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

double square_distance(Xy a, Xy b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

/// Units beside the park, spread out; where none lies beside it, those hardly farther away than the nearest.
std::vector<std::uint32_t> starts_of(const FreeLand& land, const SearchRequest& request) {
    std::vector<std::uint32_t> near;
    for (std::uint32_t unit = 0; unit < land.units.size(); ++unit)
        if (land.units[unit].near) near.push_back(unit);
    if (near.empty() && !land.units.empty()) {
        const auto nearest = std::min_element(land.units.begin(), land.units.end(),
                                              [](const Piece& a, const Piece& b) { return a.distance < b.distance; });
        for (std::uint32_t unit = 0; unit < land.units.size(); ++unit)
            if (land.units[unit].distance <= nearest->distance + land.cell) near.push_back(unit);
    }
    std::vector<std::uint32_t> chosen;
    if (near.empty()) return chosen;
    std::vector<double> away(near.size(), std::numeric_limits<double>::infinity());
    std::size_t next = mixed(request.seed) % near.size();
    while (chosen.size() < std::min(most_starts, near.size())) {
        chosen.push_back(near[next]);
        for (std::size_t i = 0; i < near.size(); ++i)
            away[i] = std::min(away[i], square_distance(land.units[near[i]].middle, land.units[near[next]].middle));
        next = static_cast<std::size_t>(std::max_element(away.begin(), away.end()) - away.begin());
    }
    return chosen;
}

/// One block under growth: what is taken, what lies beside it, and how much of each outline is shared.
class Growth {
public:
    Growth(const FreeLand& land, const Wish& wish, double side, const std::vector<char>& closed)
        : land_{land}, wish_{wish}, side_{side}, closed_{closed}, state_(land.units.size(), 0),
          shared_(land.units.size(), 0) {}

    double area() const { return area_; }
    const std::vector<std::uint32_t>& taken() const { return taken_; }

    void take(std::uint32_t unit) {
        const Piece& own = land_.units[unit];
        state_[unit] = 2;
        taken_.push_back(unit);
        area_ += own.area, x_ += own.middle.x * own.area, y_ += own.middle.y * own.area;
        for (const PieceLink& link : land_.links[unit]) {
            shared_[link.to] += link.length;
            if (state_[link.to] != 0 || closed_[link.to] != 0) continue;
            state_[link.to] = 1;
            beside_.push_back(link.to);
        }
    }
    /// The best unit beside the region, taken; false where there is none.
    bool step() {
        std::size_t best = beside_.size();
        double least = std::numeric_limits<double>::infinity();
        const Xy middle{x_ / area_, y_ / area_};
        for (std::size_t i = 0; i < beside_.size(); ++i)
            if (const double score = score_of(beside_[i], middle); score < least) least = score, best = i;
        if (best == beside_.size()) return false;
        const std::uint32_t unit = beside_[best];
        beside_[best] = beside_.back();
        beside_.pop_back();
        take(unit);
        return true;
    }

private:
    double score_of(std::uint32_t unit, Xy middle) const {
        const Piece& own = land_.units[unit];
        return (wish_.cultivated * own.cultivated + wish_.soft * (own.soft + own.steep) + wish_.built * own.built) /
                   own.area +
               wish_.distance * own.distance / side_ +
               wish_.shape * square_distance(own.middle, middle) / (side_ * side_) + wish_.fit * (1 - own.fit) +
               wish_.cost * own.cost / own.area * land_.cost_scale - by_edge * shared_[unit] / own.side;
    }

    const FreeLand& land_;
    const Wish& wish_;
    double side_;
    const std::vector<char>& closed_;  // units of other blocks, and their neighbours
    std::vector<char> state_;          // 0 untouched, 1 beside, 2 taken
    std::vector<double> shared_;       // outline shared with the region
    std::vector<std::uint32_t> taken_, beside_;
    double area_ = 0, x_ = 0, y_ = 0;
};

/// Everything in one region; its outline is that of its units less what they share.
Region summed(const FreeLand& land, std::vector<std::uint32_t> units) {
    Region region;
    std::sort(units.begin(), units.end());
    double outline = 0;
    for (const std::uint32_t unit : units) {
        const Piece& own = land.units[unit];
        region.area += own.area, region.cultivated += own.cultivated, region.soft += own.soft,
            region.steep += own.steep, region.cost += own.cost;
        region.fit += own.fit * own.area, region.road += own.road * own.area;
        region.distance += own.distance * own.area, outline += own.outline;
        for (const PieceLink& link : land.links[unit])
            if (std::binary_search(units.begin(), units.end(), link.to)) outline -= link.length;
    }
    region.distance /= region.area, region.fit /= region.area, region.road /= region.area;
    // A price of a 亩 to the hundredth: regions that are trimmed to one size differ by no more than their land.
    constexpr double hundredths_of_a_mu = 100 * 2000.0 / 3;
    region.cost = std::round(region.cost / region.area * hundredths_of_a_mu) / 100;
    region.compactness = 4 * std::numbers::pi * region.area / (outline * outline);
    region.units = std::move(units);
    return region;
}

/// All blocks of one region, the first from `start`, the others from the start farthest from what is taken.
std::vector<std::uint32_t> grow_one(const FreeLand& land, const Wish& wish, std::uint32_t start, double area,
                                    const SearchRequest& request, const std::vector<std::uint32_t>& starts) {
    const double side = std::sqrt(area / request.blocks);
    double held = 0;
    std::vector<char> closed(land.units.size(), 0);
    std::vector<std::uint32_t> all;
    for (int number = 0; number < request.blocks; ++number) {
        Growth growth{land, wish, side, closed};
        growth.take(start);
        while (held + growth.area() < area * (number + 1) / request.blocks)
            if (!growth.step()) return {};
        held += growth.area();
        for (const std::uint32_t unit : growth.taken()) {
            all.push_back(unit), closed[unit] = 1;
            for (const PieceLink& link : land.links[unit]) closed[link.to] = 1;
        }
        double farthest = -1;
        for (const std::uint32_t one : starts) {
            if (closed[one] != 0) continue;
            double away = std::numeric_limits<double>::infinity();
            for (const std::uint32_t unit : all)
                away = std::min(away, square_distance(land.units[unit].middle, land.units[one].middle));
            if (away > farthest) farthest = away, start = one;
        }
        if (farthest < 0 && number + 1 < request.blocks) return {};
    }
    return all;
}

}  // namespace

std::vector<Region> grow_regions(const FreeLand& land, double area, const SearchRequest& request, bool& stopped) {
    const auto starts = starts_of(land, request);
    std::vector<std::vector<std::uint32_t>> grown(starts.size() * wishes.size());
    const auto begun = std::chrono::steady_clock::now();
    const std::size_t round = starts_a_round * wishes.size();
    for (std::size_t first = 0; first < grown.size(); first += round) {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
        stopped = first > 0 && request.seconds && spent.count() >= *request.seconds;
        if (stopped) break;
        parallel_for(std::min(round, grown.size() - first), [&](std::size_t k) {
            const std::size_t i = first + k;
            grown[i] = grow_one(land, wishes[i % wishes.size()], starts[i / wishes.size()], area, request, starts);
        });
    }
    std::set<std::vector<std::uint32_t>> seen;
    std::vector<Region> regions;
    for (auto& units : grown) {
        if (units.empty()) continue;
        Region region = summed(land, std::move(units));
        if (seen.insert(region.units).second) regions.push_back(std::move(region));
    }
    return regions;
}

std::vector<std::uint32_t> pieces_of(const FreeLand& land) {
    constexpr auto unseen = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> piece(land.units.size(), unseen), open;
    for (std::uint32_t first = 0; first < land.units.size(); ++first) {
        if (piece[first] != unseen) continue;
        piece[first] = first, open = {first};
        while (!open.empty()) {
            const std::uint32_t unit = open.back();
            open.pop_back();
            for (const PieceLink& link : land.links[unit])
                if (piece[link.to] == unseen) piece[link.to] = first, open.push_back(link.to);
        }
    }
    return piece;
}

double apart(const FreeLand& land, const Region& a, const Region& b) {
    std::vector<std::uint32_t> shared;
    std::set_intersection(a.units.begin(), a.units.end(), b.units.begin(), b.units.end(), std::back_inserter(shared));
    double common = 0;
    for (const std::uint32_t unit : shared) common += land.units[unit].area;
    return 1 - common / (a.area + b.area - common);
}

std::vector<int> fronts_of(const std::vector<Region>& regions) {
    const auto beats = [&](const Region& a, const Region& b) {
        const bool no_worse = a.cultivated <= b.cultivated && a.soft <= b.soft && a.steep <= b.steep &&
                              a.compactness >= b.compactness && a.distance <= b.distance && a.cost <= b.cost &&
                              a.fit >= b.fit;
        const bool better = a.cultivated < b.cultivated || a.soft < b.soft || a.steep < b.steep ||
                            a.compactness > b.compactness || a.distance < b.distance || a.cost < b.cost ||
                            a.fit > b.fit;
        return no_worse && better;
    };
    std::vector<int> fronts(regions.size(), 0);
    std::size_t left = regions.size();
    for (int front = 1; left > 0; ++front) {
        std::vector<std::size_t> unbeaten;
        for (std::size_t i = 0; i < regions.size(); ++i) {
            bool beaten = fronts[i] != 0;
            for (std::size_t j = 0; !beaten && j < regions.size(); ++j)
                beaten = fronts[j] == 0 && j != i && beats(regions[j], regions[i]);
            if (!beaten) unbeaten.push_back(i);
        }
        for (const std::size_t i : unbeaten) fronts[i] = front;
        left -= unbeaten.size();
    }
    return fronts;
}

}  // namespace mutu

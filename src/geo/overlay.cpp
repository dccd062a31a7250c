// Layer over layer: candidate pairs from the index, their shared areas from the kernel, in row order.
#include "mutu/overlay.hpp"

#include "overlay_parts.hpp"

#include "mutu/parallel.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::size_t row_grain = 256, pair_grain = 1024;

/// Pairs whose boxes share land, by left then right.
std::vector<Fragment> candidates(const Layer& left, const Layer& right) {
    const BoxIndex index{right.boxes};
    std::vector<std::vector<Fragment>> chunks((left.boxes.size() + row_grain - 1) / row_grain);
    parallel_chunks(left.boxes.size(), row_grain, [&](std::size_t begin, std::size_t end) {
        std::vector<std::uint32_t> found;
        for (std::size_t row = begin; row < end; ++row) {
            index.query(left.boxes[row], found);
            for (const std::uint32_t other : found)
                chunks[begin / row_grain].push_back({static_cast<std::uint32_t>(row), other, 0});
        }
    });
    std::vector<Fragment> pairs;
    for (const std::vector<Fragment>& chunk : chunks) pairs.insert(pairs.end(), chunk.begin(), chunk.end());
    return pairs;
}

/// Pairs of these rows whose boxes share land, left < right: a sweep from left to right. Changes the order of `rows`.
void add_meetings(const Layer& layer, std::vector<std::uint32_t>& rows, std::vector<Fragment>& pairs) {
    if (rows.size() < 2) return;
    std::sort(rows.begin(), rows.end(),
              [&](std::uint32_t a, std::uint32_t b) { return layer.boxes[a].min_x < layer.boxes[b].min_x; });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Box& box = layer.boxes[rows[i]];
        for (std::size_t j = i + 1; j < rows.size() && layer.boxes[rows[j]].min_x < box.max_x; ++j) {
            const Box& other = layer.boxes[rows[j]];
            if (box.min_y < other.max_y && other.min_y < box.max_y)
                pairs.push_back({std::min(rows[i], rows[j]), std::max(rows[i], rows[j]), 0});
        }
    }
}

void count(OverlayCounts& counts, Settled how) {
    ++counts.pairs;
    switch (how) {
    case Settled::contained: ++counts.contained; break;
    case Settled::swept: ++counts.swept; break;
    case Settled::robust: ++counts.robust; break;
    }
}

/// Fills in the areas and keeps the pairs that share land.
void measure(const Layer& left, const Layer& right, std::vector<Fragment>& pairs, OverlayCounts* counts) {
    std::vector<OverlayCounts> told((pairs.size() + pair_grain - 1) / pair_grain);
    parallel_chunks(pairs.size(), pair_grain, [&](std::size_t begin, std::size_t end) {
        Scratch scratch;
        for (std::size_t i = begin; i < end; ++i) {
            const SharedArea common = common_area(left, pairs[i].left, right, pairs[i].right, scratch);
            pairs[i].area = common.area;
            count(told[begin / pair_grain], common.how);
        }
    });
    std::erase_if(pairs, [](const Fragment& pair) { return pair.area <= 0; });
    if (counts == nullptr) return;
    for (const OverlayCounts& chunk : told) *counts += chunk;
}

}  // namespace

OverlayCounts& OverlayCounts::operator+=(const OverlayCounts& other) {
    pairs += other.pairs, contained += other.contained, swept += other.swept, robust += other.robust;
    unions += other.unions, robust_unions += other.robust_unions;
    return *this;
}

std::vector<Fragment> fragments(const Layer& left, const Layer& right, OverlayCounts* counts) {
    std::vector<Fragment> pairs = candidates(left, right);
    measure(left, right, pairs, counts);
    return pairs;
}

std::vector<Fragment> overlaps_met(const Layer& layer, const std::vector<Fragment>& list,
                                   const std::vector<std::size_t>& begin) {
    const std::size_t rows = begin.size() - 1;
    std::vector<std::vector<Fragment>> chunks((rows + row_grain - 1) / row_grain);
    parallel_chunks(rows, row_grain, [&](std::size_t first, std::size_t end) {
        std::vector<std::uint32_t> mine;
        for (std::size_t row = first; row < end; ++row) {
            mine.clear();
            for (std::size_t i = begin[row]; i < begin[row + 1]; ++i) mine.push_back(list[i].right);
            add_meetings(layer, mine, chunks[first / row_grain]);
        }
    });
    std::vector<Fragment> pairs;
    for (const std::vector<Fragment>& chunk : chunks) pairs.insert(pairs.end(), chunk.begin(), chunk.end());
    const auto key = [](const Fragment& pair) { return std::pair{pair.left, pair.right}; };
    std::sort(pairs.begin(), pairs.end(), [&](const Fragment& a, const Fragment& b) { return key(a) < key(b); });
    const auto same = [&](const Fragment& a, const Fragment& b) { return key(a) == key(b); };
    pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
    measure(layer, layer, pairs, nullptr);
    return pairs;
}

std::vector<Fragment> overlay(const GeometryColumn& left, const GeometryColumn& right, OverlayCounts* counts) {
    return fragments(Layer{left}, Layer{right}, counts);
}

}  // namespace mutu

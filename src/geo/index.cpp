// The packed tree over boxes.
#include "overlay_parts.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr std::size_t fan = 16;

/// Position along the Hilbert curve through a 2¹⁶ × 2¹⁶ grid.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
    std::uint32_t d = 0;
    for (std::uint32_t side = 1U << 15; side > 0; side /= 2) {
        const std::uint32_t right = (x & side) != 0 ? 1 : 0, up = (y & side) != 0 ? 1 : 0;
        d += side * side * ((3 * right) ^ up);
        if (up == 0) {
            if (right == 1) x = 0xFFFF - x, y = 0xFFFF - y;
            std::swap(x, y);
        }
    }
    return d;
}

std::uint32_t scaled(double value, double from, double to) {
    return to > from ? static_cast<std::uint32_t>((value - from) / (to - from) * 65'535) : 0;
}

bool share_land(const Box& a, const Box& b) {
    return a.min_x < b.max_x && b.min_x < a.max_x && a.min_y < b.max_y && b.min_y < a.max_y;
}

}  // namespace

BoxIndex::BoxIndex(const std::vector<Box>& boxes) {
    Box all;
    for (const Box& box : boxes) all.grow(box);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;  // Hilbert position, row
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Box& box = boxes[i];
        if (box.empty()) continue;
        order.emplace_back(hilbert(scaled(box.min_x / 2 + box.max_x / 2, all.min_x, all.max_x),
                                   scaled(box.min_y / 2 + box.max_y / 2, all.min_y, all.max_y)),
                           static_cast<std::uint32_t>(i));
    }
    std::sort(order.begin(), order.end());
    levels_.emplace_back();
    for (const auto& [position, row] : order) rows_.push_back(row), levels_[0].push_back(boxes[row]);
    while (levels_.back().size() > 1) {
        const std::vector<Box>& below = levels_.back();
        std::vector<Box> level((below.size() + fan - 1) / fan);
        for (std::size_t i = 0; i < below.size(); ++i) level[i / fan].grow(below[i]);
        levels_.push_back(std::move(level));
    }
}

/// The node shares land with the box and lies above level 0. A child is asked before it is entered: most are not.
void BoxIndex::descend(std::size_t level, std::size_t node, const Box& box, std::vector<std::uint32_t>& found) const {
    const std::vector<Box>& below = levels_[level - 1];
    const std::size_t end = std::min((node + 1) * fan, below.size());
    for (std::size_t child = node * fan; child < end; ++child) {
        if (!share_land(below[child], box)) continue;
        if (level == 1)
            found.push_back(rows_[child]);
        else
            descend(level - 1, child, box, found);
    }
}

void BoxIndex::query(const Box& box, std::vector<std::uint32_t>& found) const {
    found.clear();
    if (rows_.empty() || box.empty() || !share_land(levels_.back()[0], box)) return;
    if (levels_.size() == 1)
        found.push_back(rows_[0]);
    else
        descend(levels_.size() - 1, 0, box, found);
    std::sort(found.begin(), found.end());
}

}  // namespace mutu

// Sort-tile-recursive packing: boxes into leaves, leaves into nodes, until one node holds all.
#include "rtree_pack.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <span>

namespace mutu {
namespace {

constexpr std::size_t head_size = 4, cell_size = 24;  // depth and count; id and four bounds, all big-endian

struct Cell {
    std::int64_t id = 0;   // of the row, or of the node below
    std::size_t slot = 0;  // of the box, or of the node below
    float min_x = 0, max_x = 0, min_y = 0, max_y = 0;
};

float below(double value) {
    const auto near = static_cast<float>(value);
    return static_cast<double>(near) > value ? std::nextafter(near, -std::numeric_limits<float>::infinity()) : near;
}

float above(double value) {
    const auto near = static_cast<float>(value);
    return static_cast<double>(near) < value ? std::nextafter(near, std::numeric_limits<float>::infinity()) : near;
}

template <class T>
void append(std::string& out, T value) {
    for (std::size_t shift = 8 * sizeof value; shift > 0;) out += static_cast<char>(value >> (shift -= 8) & 0xFF);
}

std::string node(std::span<const Cell> cells, std::size_t depth, std::size_t node_size) {
    std::string bytes;
    bytes.reserve(node_size);
    append(bytes, static_cast<std::uint16_t>(depth));
    append(bytes, static_cast<std::uint16_t>(cells.size()));
    for (const Cell& cell : cells) {
        append(bytes, static_cast<std::uint64_t>(cell.id));
        for (const float bound : {cell.min_x, cell.max_x, cell.min_y, cell.max_y})
            append(bytes, std::bit_cast<std::uint32_t>(bound));
    }
    bytes.resize(node_size, '\0');
    return bytes;
}

Cell around(std::span<const Cell> cells) {
    Cell all = cells.front();
    for (const Cell& cell : cells) {
        all.min_x = std::min(all.min_x, cell.min_x), all.max_x = std::max(all.max_x, cell.max_x);
        all.min_y = std::min(all.min_y, cell.min_y), all.max_y = std::max(all.max_y, cell.max_y);
    }
    return all;
}

/// Where part i of n equal parts of a list begins.
std::size_t share(std::size_t size, std::size_t n, std::size_t i) { return size * i / n; }

/// Cells in the order of their tiles: upright slices, each from bottom to top; every node gets its equal share.
void tile(std::vector<Cell>& cells, std::size_t nodes) {
    const auto slices = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(nodes))));
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
        const float left = a.min_x + a.max_x, right = b.min_x + b.max_x;
        return left != right ? left < right : a.id < b.id;
    });
    for (std::size_t slice = 0; slice < slices; ++slice) {
        const auto edge = [&](std::size_t i) {  // slices end where nodes end
            return cells.begin() + static_cast<std::ptrdiff_t>(share(cells.size(), nodes, share(nodes, slices, i)));
        };
        std::sort(edge(slice), edge(slice + 1), [](const Cell& a, const Cell& b) {
            const float low = a.min_y + a.max_y, high = b.min_y + b.max_y;
            return low != high ? low < high : a.id < b.id;
        });
    }
}

}  // namespace

PackedRtree pack_rtree(const std::vector<std::pair<std::int64_t, Box>>& boxes, std::size_t node_size) {
    const std::size_t capacity = (node_size - head_size) / cell_size;
    std::vector<Cell> cells;
    cells.reserve(boxes.size());
    for (const auto& [id, box] : boxes)
        cells.push_back({id, cells.size(), below(box.min_x), above(box.max_x), below(box.min_y), above(box.max_y)});
    PackedRtree tree{std::vector<std::string>(1), std::vector<std::int64_t>(boxes.size()), {0}};
    std::size_t depth = 0;
    const auto own = [&](const Cell& cell, std::int64_t parent) {
        (depth == 0 ? tree.row_nodes : tree.node_parent)[cell.slot] = parent;
    };
    for (; cells.size() > capacity; ++depth) {
        const std::size_t nodes = (cells.size() + capacity - 1) / capacity;
        tile(cells, nodes);
        std::vector<Cell> upper;
        for (std::size_t i = 0; i < nodes; ++i) {
            const std::size_t first = share(cells.size(), nodes, i), end = share(cells.size(), nodes, i + 1);
            const std::span<const Cell> group{cells.data() + first, end - first};
            Cell cell = around(group);
            cell.slot = tree.nodes.size();
            cell.id = static_cast<std::int64_t>(cell.slot) + 1;
            tree.nodes.push_back(node(group, 0, node_size));
            tree.node_parent.push_back(0);
            for (const Cell& inner : group) own(inner, cell.id);
            upper.push_back(cell);
        }
        cells = std::move(upper);
    }
    for (const Cell& cell : cells) own(cell, 1);
    tree.nodes.front() = node(cells, depth, node_size);
    return tree;
}

}  // namespace mutu

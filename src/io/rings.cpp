// Shells and holes by even-odd depth: one inner point of each ring against all larger rings.
#include "rings.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace mutu {
namespace {

/// Even-odd rule; points on the boundary fall on either side.
bool encloses(std::span<const Xy> ring, Xy point) {
    bool inside = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Xy a = ring[i], b = ring[i + 1];
        if ((a.y < point.y) == (b.y < point.y)) continue;
        if (a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) > point.x) inside = !inside;
    }
    return inside;
}

/// Every ring as a row of its own, so that a point inside it can be asked for.
struct Loose {
    GeometryColumn rows;
    std::vector<double> size;
    std::vector<Box> box;
    std::vector<Xy> inner;

    std::span<const Xy> ring(std::size_t row) const { return rows.ring(rows.row_rings(row).begin); }
};

Loose apart(std::span<const Ring> rings) {
    Loose loose;
    for (const Ring& ring : rings) {
        for (const Xy point : ring) loose.rows.add_point(point);
        if (!loose.rows.end_ring()) continue;
        loose.rows.end_part(), loose.rows.end_row();
        const std::size_t row = loose.rows.rows() - 1;
        loose.size.push_back(std::abs(signed_area(loose.ring(row))));
        loose.box.push_back(loose.rows.box(row));
        loose.inner.push_back(inner_point(loose.rows, row));
    }
    return loose;
}

/// Of each ring: how many rings hold it, and the smallest of them.
struct Nest {
    std::size_t depth = 0;
    std::optional<std::size_t> holder;
};

std::vector<Nest> nests(const Loose& loose) {
    std::vector<std::size_t> by_size(loose.size.size());
    std::iota(by_size.begin(), by_size.end(), std::size_t{0});
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](std::size_t a, std::size_t b) { return loose.size[a] > loose.size[b]; });
    std::vector<Nest> found(by_size.size());
    for (std::size_t i = 0; i < by_size.size(); ++i) {
        Nest& nest = found[by_size[i]];
        for (std::size_t j = 0; j < i; ++j) {  // larger first, so that the last holder is the smallest
            const std::size_t larger = by_size[j];
            if (!loose.box[larger].meets(loose.box[by_size[i]])) continue;
            if (!encloses(loose.ring(larger), loose.inner[by_size[i]])) continue;
            ++nest.depth, nest.holder = larger;
        }
    }
    return found;
}

void add_ring(GeometryColumn& column, std::span<const Xy> ring) {
    for (const Xy point : ring) column.add_point(point);
    column.end_ring();
}

}  // namespace

std::size_t add_row_of_rings(GeometryColumn& column, std::span<const Ring> rings) {
    const Loose loose = apart(rings);
    const std::vector<Nest> nest = nests(loose);
    for (std::size_t shell = 0; shell < nest.size(); ++shell) {
        if (nest[shell].depth % 2 != 0) continue;
        add_ring(column, loose.ring(shell));
        for (std::size_t hole = 0; hole < nest.size(); ++hole)
            if (nest[hole].depth % 2 != 0 && nest[hole].holder == shell) add_ring(column, loose.ring(hole));
        column.end_part();
    }
    column.end_row();
    return rings.size() - nest.size();
}

}  // namespace mutu

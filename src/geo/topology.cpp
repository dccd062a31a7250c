// Overlaps within a layer: pairs that the matching of edges proves disjoint are never measured.
#include "mutu/topology.hpp"

#include "edges.hpp"
#include "overlay_parts.hpp"

#include "mutu/parallel.hpp"
#include "mutu/repair.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace mutu {
namespace {

constexpr std::size_t row_grain = 256, pair_grain = 1024;

/// Pairs whose boxes share land, left < right: those to measure now, and those that stand or fall with their component.
struct Pairs {
    std::vector<Fragment> doubtful, trusted;
};

Pairs candidates(const Layer& layer, const EdgeMatch& match) {
    const BoxIndex index{layer.boxes};
    const std::size_t rows = layer.boxes.size();
    std::vector<Pairs> chunks((rows + row_grain - 1) / row_grain);
    const auto trusted = [&](std::size_t a, std::size_t b) {
        return match.component[a] >= 0 && match.component[a] == match.component[b] && !match.rim[a] && !match.rim[b];
    };
    parallel_chunks(rows, row_grain, [&](std::size_t begin, std::size_t end) {
        Pairs& mine = chunks[begin / row_grain];
        std::vector<std::uint32_t> found;
        for (std::size_t row = begin; row < end; ++row) {
            index.query(layer.boxes[row], found);
            for (const std::uint32_t other : found)
                if (row < other)
                    (trusted(row, other) ? mine.trusted : mine.doubtful)
                        .push_back({static_cast<std::uint32_t>(row), other, 0});
        }
    });
    Pairs all;
    for (const Pairs& chunk : chunks) {
        all.doubtful.insert(all.doubtful.end(), chunk.doubtful.begin(), chunk.doubtful.end());
        all.trusted.insert(all.trusted.end(), chunk.trusted.begin(), chunk.trusted.end());
    }
    return all;
}

/// Keeps the pairs that share land.
void measure(const Layer& layer, std::vector<Fragment>& pairs) {
    parallel_chunks(pairs.size(), pair_grain, [&](std::size_t begin, std::size_t end) {
        Scratch scratch;
        for (std::size_t i = begin; i < end; ++i)
            pairs[i].area = common_area(layer, pairs[i].left, layer, pairs[i].right, scratch).area;
    });
    std::erase_if(pairs, [](const Fragment& pair) { return pair.area <= 0; });
}

/// Components in which a row at the rim shares land with another row of the same.
std::set<std::int32_t> covered_twice(const std::vector<Fragment>& overlaps, const EdgeMatch& match) {
    std::set<std::int32_t> components;
    for (const Fragment& pair : overlaps)
        if (match.component[pair.left] >= 0 && match.component[pair.left] == match.component[pair.right])
            components.insert(match.component[pair.left]);
    return components;
}

std::vector<Fragment> overlaps(const Layer& layer, const EdgeMatch& match, TopologyCounts& counts) {
    Pairs pairs = candidates(layer, match);
    counts.pairs = pairs.doubtful.size() + pairs.trusted.size();
    counts.measured = pairs.doubtful.size();
    measure(layer, pairs.doubtful);
    const std::set<std::int32_t> tainted = covered_twice(pairs.doubtful, match);
    std::erase_if(pairs.trusted, [&](const Fragment& pair) { return !tainted.contains(match.component[pair.left]); });
    counts.measured += pairs.trusted.size();
    counts.proved = counts.pairs - counts.measured;
    measure(layer, pairs.trusted);
    pairs.doubtful.insert(pairs.doubtful.end(), pairs.trusted.begin(), pairs.trusted.end());
    std::sort(pairs.doubtful.begin(), pairs.doubtful.end(), [](const Fragment& a, const Fragment& b) {
        return std::pair{a.left, a.right} < std::pair{b.left, b.right};
    });
    return std::move(pairs.doubtful);
}

/// By the rows beside them. Found as they are, their order would tell where in the layer's lists a neighbourhood stood.
void put_in_order(std::vector<Gap>& gaps, GeometryColumn& shapes) {
    std::vector<std::size_t> order(gaps.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair{gaps[a].row, gaps[a].other} < std::pair{gaps[b].row, gaps[b].other};
    });
    std::vector<Gap> sorted;
    GeometryColumn land;
    for (const std::size_t i : order) sorted.push_back(gaps[i]), land.add_row(shapes, i);
    gaps = std::move(sorted), shapes = std::move(land);
}

}  // namespace

GeometryColumn snapped(const GeometryColumn& column, double grid, std::vector<std::size_t>* broken) {
    GeometryColumn result;
    result.reserve(column.rows(), column.points().size());
    const auto round = [&](Xy p) { return Xy{std::round(p.x / grid) * grid, std::round(p.y / grid) * grid}; };
    for (std::size_t row = 0; row < column.rows(); ++row) {
        const Range parts = column.parts(row);
        for (std::size_t part = parts.begin; part < parts.end; ++part) {
            const Range rings = column.rings(part);
            bool shell = true;
            for (std::size_t r = rings.begin; r < rings.end && shell; ++r) {
                Xy last{NAN, NAN};
                for (const Xy p : column.ring(r)) {
                    const Xy q = round(p);
                    if (q != last) result.add_point(q);
                    last = q;
                }
                shell = result.end_ring() || r > rings.begin;  // holes of a shell that vanished bound nothing
            }
            result.end_part();
        }
        result.end_row();
    }
    const std::vector<Repair> mended = make_valid(result);
    if (!broken) return result;
    for (const Repair& repair : mended) broken->push_back(repair.row);
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (result.null(row) && !column.null(row)) broken->push_back(row);
    std::sort(broken->begin(), broken->end());
    broken->erase(std::unique(broken->begin(), broken->end()), broken->end());
    return result;
}

CoverageFaults coverage_faults(const GeometryColumn& column, const TopologyLimits& limits, bool with_gaps) {
    CoverageFaults faults;
    faults.flat = snapped(column, limits.snap, &faults.broken);
    std::vector<bool> off_grid(faults.flat.rows(), false);
    for (const std::size_t row : faults.broken) off_grid[row] = true;
    const EdgeMatch match = match_edges(faults.flat, limits.snap, off_grid);
    const Layer layer{faults.flat};
    faults.overlaps = overlaps(layer, match, faults.counts);
    if (with_gaps) faults.gaps = find_gaps(layer, match, limits, faults.gap_shapes);
    put_in_order(faults.gaps, faults.gap_shapes);
    std::erase_if(faults.overlaps, [&](const Fragment& pair) { return pair.area < limits.overlap_area; });
    return faults;
}

}  // namespace mutu

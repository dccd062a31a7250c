// What a layer covers of each row, and what it leaves.
#include "overlay_parts.hpp"

#include "mutu/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mutu {
namespace {

/// Row → its slice of a list sorted by left.
std::vector<std::size_t> starts_by_left(const std::vector<Fragment>& list, std::size_t rows) {
    std::vector<std::size_t> begin(rows + 1, 0);
    for (const Fragment& f : list) ++begin[f.left + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    return begin;
}

using Slice = std::span<const Fragment>;

constexpr std::size_t row_grain = 16;

/// Counts kept by chunk, so that no two threads share one.
class Tally {
public:
    explicit Tally(std::size_t rows) : chunks_(rows / row_grain + 1) {}
    OverlayCounts& at(std::size_t first) { return chunks_[first / row_grain]; }
    void add_to(OverlayCounts* counts) const {
        if (counts == nullptr) return;
        for (const OverlayCounts& chunk : chunks_) *counts += chunk;
    }

private:
    std::vector<OverlayCounts> chunks_;
};

/// Of one row's fragments, the right rows that share land with another of them.
std::vector<std::uint32_t> entangled(Slice mine, const std::vector<Fragment>& overlaps,
                                     const std::vector<std::size_t>& begin) {
    const auto has = [&](std::uint32_t right) {
        return std::binary_search(mine.begin(), mine.end(), Fragment{0, right, 0},
                                  [](const Fragment& a, const Fragment& b) { return a.right < b.right; });
    };
    std::vector<std::uint32_t> rows;
    for (const Fragment& f : mine)
        for (std::size_t i = begin[f.right]; i < begin[f.right + 1]; ++i)
            if (has(overlaps[i].right)) rows.push_back(f.right), rows.push_back(overlaps[i].right);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

double covered_of_row(const Layer& left, std::size_t row, const Layer& right, Slice mine,
                      const std::vector<std::uint32_t>& tangled, OverlayCounts& counts) {
    double sum = 0, tangled_all = 0, tangled_largest = 0;
    for (const Fragment& f : mine) {
        if (std::binary_search(tangled.begin(), tangled.end(), f.right))
            tangled_all += f.area, tangled_largest = std::max(tangled_largest, f.area);
        else
            sum += f.area;
    }
    if (!tangled.empty()) {
        const Shape both =
            intersection_of(to_geos(left.column, row).get(), union_of(right.column, tangled, counts).get());
        double shared = 0;
        GEOSArea_r(geos(), both.get(), &shared);
        sum += std::clamp(shared, tangled_largest, tangled_all);
    }
    const double own = left.areas[row];
    return sum >= own * (1 - 1e-9) ? own : sum;  // fully covered, but for rounding
}

/// Keeps the parts that are land worth keeping, in GEOS's normal order.
GeometryColumn without_slivers(const GEOSGeometry* shape, const Slivers& slivers, double& dropped) {
    GeometryColumn all, kept;
    add_geos(all, shape);
    const Range parts = all.parts(0);
    for (std::size_t p = parts.begin; p < parts.end; ++p) {
        const Range rings = all.rings(p);
        double land = std::abs(signed_area(all.ring(rings.begin)));
        double perimeter = 0;
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            const std::span<const Xy> ring = all.ring(r);
            if (r > rings.begin) land -= std::abs(signed_area(ring));
            for (std::size_t i = 0; i + 1 < ring.size(); ++i)
                perimeter += std::hypot(ring[i + 1].x - ring[i].x, ring[i + 1].y - ring[i].y);
        }
        if (land < least_area || (land < slivers.area && 2 * land / perimeter < slivers.width)) {
            dropped += land;
            continue;
        }
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            for (const Xy point : all.ring(r)) kept.add_point(point);
            kept.end_ring();
        }
        kept.end_part();
    }
    kept.end_row();
    return kept;
}

/// GEOS 3.11 now and then keeps a whole row that many neighbours cover together (tried: cells with corners on each
/// other's edges). What is left must agree with the measured fragments, of which the largest is surely gone and no more
/// than all.
bool plausible(const GEOSGeometry* rest, double own, Slice mine) {
    double left = 0, all = 0, largest = 0;
    GEOSArea_r(geos(), rest, &left);
    for (const Fragment& f : mine) all += f.area, largest = std::max(largest, f.area);
    const double tolerance = 1e-6 * own + 1e-3;
    return left >= own - all - tolerance && left <= own - largest + tolerance;
}

/// The row minus the union; minus one after the other where that is not believable; on a 1 mm grid as the last resort.
Shape remainder_of(const Layer& left, std::size_t row, const GeometryColumn& right, Slice mine, OverlayCounts& counts) {
    Shape shape = to_geos(left.column, row);
    GEOSNormalize_r(geos(), shape.get());
    if (mine.empty()) return shape;
    std::vector<std::uint32_t> rows;
    for (const Fragment& f : mine) rows.push_back(f.right);
    const Shape cover = union_of(right, rows, counts);
    Shape rest = difference_of(shape.get(), cover.get());
    if (!plausible(rest.get(), left.areas[row], mine)) {
        order_by_place(right, rows);
        rest = Shape{GEOSGeom_clone_r(geos(), shape.get())};
        for (const std::uint32_t other : rows) rest = difference_of(rest.get(), to_geos(right, other).get());
    }
    if (!plausible(rest.get(), left.areas[row], mine)) rest = difference_on_grid(shape.get(), cover.get());
    GEOSNormalize_r(geos(), rest.get());
    return rest;
}

}  // namespace

Covered covered_area(const GeometryColumn& left, const GeometryColumn& right, OverlayCounts* counts) {
    const Layer a{left}, b{right};
    Covered out{fragments(a, b, counts), std::vector<double>(left.rows(), 0)};
    const std::vector<Fragment>& list = out.fragments;
    const auto begin = starts_by_left(list, left.rows());
    const std::vector<Fragment> overlaps = overlaps_met(b, list, begin);
    const auto overlap_begin = starts_by_left(overlaps, right.rows());
    Tally tally{left.rows()};
    parallel_chunks(left.rows(), row_grain, [&](std::size_t first, std::size_t end) {
        for (std::size_t row = first; row < end; ++row) {
            const Slice mine{list.data() + begin[row], begin[row + 1] - begin[row]};
            if (mine.empty()) continue;
            const auto tangled = entangled(mine, overlaps, overlap_begin);
            out.area[row] = covered_of_row(a, row, b, mine, tangled, tally.at(first));
        }
    });
    tally.add_to(counts);
    return out;
}

GeometryColumn difference(const GeometryColumn& left, const GeometryColumn& right, const Slivers& slivers,
                          OverlayCounts* counts) {
    const Layer a{left};
    const std::vector<Fragment> list = fragments(a, Layer{right}, counts);
    const auto begin = starts_by_left(list, left.rows());
    std::vector<GeometryColumn> rest(left.rows());
    std::vector<double> lost(left.rows(), 0);
    Tally tally{left.rows()};
    parallel_chunks(left.rows(), row_grain, [&](std::size_t first, std::size_t end) {
        for (std::size_t row = first; row < end; ++row) {
            const Slice mine{list.data() + begin[row], begin[row + 1] - begin[row]};
            const bool swallowed =
                std::any_of(mine.begin(), mine.end(), [&](const Fragment& f) { return f.area == a.areas[row]; });
            if (left.null(row) || swallowed) continue;
            const Shape remainder = remainder_of(a, row, right, mine, tally.at(first));
            rest[row] = without_slivers(remainder.get(), slivers, lost[row]);
        }
    });
    tally.add_to(counts);
    GeometryColumn out;
    out.reserve(left.rows(), left.points().size());
    for (const GeometryColumn& row : rest)
        if (row.rows() == 0)
            out.add_null();
        else
            out.add_row(row, 0);
    if (slivers.dropped != nullptr) *slivers.dropped = std::move(lost);
    return out;
}

GeometryColumn united(const GeometryColumn& column) {
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!column.null(row)) rows.push_back(static_cast<std::uint32_t>(row));
    OverlayCounts untold;
    const Shape shape = union_of(column, std::move(rows), untold);
    GEOSNormalize_r(geos(), shape.get());
    GeometryColumn out;
    add_geos(out, shape.get());
    return out;
}

}  // namespace mutu

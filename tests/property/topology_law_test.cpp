// Overlaps by matched edges are those of the plain double loop, on random coverages with random faults.
#include "mutu/topology.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace mutu {
namespace {

/// A grid of quads whose inner corners are jittered, each edge bent once in the middle so that most sides match.
struct Coverage {
    int columns = 1, rows = 1;
    double x = 0, y = 0, size = 10;
    std::uint32_t seed = 1;
};

double jitter(std::uint32_t& state) {
    state = state * 1664525U + 1013904223U;
    return (static_cast<double>(state >> 16) / 65536.0 - 0.5) * 4;
}

void draw(GeometryColumn& column, const Coverage& c) {
    std::uint32_t state = c.seed;
    const int across = 2 * c.columns + 1, down = 2 * c.rows + 1;
    std::vector<Xy> corner(static_cast<std::size_t>(across * down));
    for (int j = 0; j < down; ++j)
        for (int i = 0; i < across; ++i)
            corner[static_cast<std::size_t>(j * across + i)] = {
                std::round((c.x + i * c.size / 2 + jitter(state) / 2) * 1000) / 1000,
                std::round((c.y + j * c.size / 2 + jitter(state) / 2) * 1000) / 1000};
    const auto at = [&](int i, int j) { return corner[static_cast<std::size_t>(j * across + i)]; };
    for (int j = 0; j < c.rows; ++j)
        for (int i = 0; i < c.columns; ++i) {
            const int x = 2 * i, y = 2 * j;
            for (const auto& [dx, dy] : {std::pair{0, 0}, {1, 0}, {2, 0}, {2, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 1}})
                column.add_point(at(x + dx, y + dy));
            column.end_ring(), column.end_part(), column.end_row();
        }
}

GeometryColumn shifted(const GeometryColumn& column, std::size_t row, double dx, double dy) {
    GeometryColumn result;
    for (std::size_t r = 0; r < column.rows(); ++r) {
        GeometryColumn one;
        one.add_row(column, r);
        if (r == row)
            for (Xy& p : one.points()) p.x += dx, p.y += dy;
        result.add_row(one, 0);
    }
    return result;
}

/// Every pair measured, no index, no shortcut.
std::vector<Fragment> double_loop(const GeometryColumn& column) {
    std::vector<Fragment> all;
    for (std::size_t i = 0; i < column.rows(); ++i)
        for (std::size_t j = i + 1; j < column.rows(); ++j) {
            GeometryColumn a, b;
            a.add_row(column, i), b.add_row(column, j);
            for (const Fragment& f : overlay(a, b))
                all.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j), f.area});
        }
    return all;
}

void expect_same(const GeometryColumn& column) {
    TopologyLimits limits;
    limits.overlap_area = 0;
    const CoverageFaults faults = coverage_faults(column, limits, false);
    const std::vector<Fragment> plain = double_loop(faults.flat);
    RC_ASSERT(faults.overlaps.size() == plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i) {
        RC_ASSERT(faults.overlaps[i].left == plain[i].left);
        RC_ASSERT(faults.overlaps[i].right == plain[i].right);
        RC_ASSERT(std::abs(faults.overlaps[i].area - plain[i].area) <= 1e-6);
    }
}

Coverage some_coverage() {
    return {.columns = *rc::gen::inRange(1, 8),
            .rows = *rc::gen::inRange(1, 8),
            .seed = *rc::gen::arbitrary<std::uint32_t>()};
}

RC_GTEST_PROP(FeatureRow6Law, MatchedEdgesFindWhatTheDoubleLoopFinds, ()) {
    GeometryColumn column;
    const Coverage coverage = some_coverage();
    draw(column, coverage);
    const int faults = *rc::gen::inRange(0, 4);
    for (int i = 0; i < faults; ++i)
        column = shifted(column, *rc::gen::inRange<std::size_t>(0, column.rows()), *rc::gen::inRange(-30, 31) / 10.0,
                         *rc::gen::inRange(-30, 31) / 10.0);
    expect_same(column);
}

RC_GTEST_PROP(FeatureRow6Law, TwoWholeCoveragesLaidOverEachOtherAreFound, ()) {
    GeometryColumn column;
    Coverage first = some_coverage(), second = some_coverage();
    second.x = *rc::gen::inRange(-50, 51), second.y = *rc::gen::inRange(-50, 51);
    second.size = *rc::gen::element(10.0, 5.0, 2.5);  // whole within one square of the other, or across many
    draw(column, first);
    draw(column, second);
    expect_same(column);
}

RC_GTEST_PROP(FeatureRow6Law, ACoverageDrawnTwiceIsFound, ()) {
    GeometryColumn column;
    const Coverage coverage = some_coverage();
    draw(column, coverage);
    draw(column, coverage);
    expect_same(column);
}

}  // namespace
}  // namespace mutu

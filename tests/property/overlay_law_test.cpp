// Laws of the overlay over random shapes: it agrees with GEOS, it loses no land, and how a shape is written does not
// matter.
#include "mutu/overlay.hpp"
#include "mutu/repair.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mutu {
namespace {

constexpr Xy zone_37{37'549'627, 2'987'728};  // where eight-digit coordinates hurt

int pick(int from, int to) { return *rc::gen::inRange(from, to); }

/// Coordinates as surveyed, to the millimetre.
Xy surveyed(Xy p) { return {std::round(p.x * 1000) / 1000, std::round(p.y * 1000) / 1000}; }

void add_star_ring(GeometryColumn& column, Xy centre, double radius, int points, bool reversed) {
    std::vector<Xy> ring;
    for (int i = 0; i < points; ++i) {
        const double angle = 2 * std::numbers::pi * (i + pick(0, 90) / 100.0) / points;
        const double r = radius * pick(35, 100) / 100.0;
        ring.push_back(surveyed({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)}));
    }
    if (reversed) std::reverse(ring.begin(), ring.end());
    for (const Xy p : ring) column.add_point(p);
    column.end_ring();
}

/// A star, sometimes with a hole, sometimes with a second part far from the first.
void add_star(GeometryColumn& column, Xy origin) {
    const Xy centre{origin.x + pick(0, 100), origin.y + pick(0, 100)};
    const double radius = pick(5, 60);
    add_star_ring(column, centre, radius, pick(3, 90), pick(0, 2) == 1);
    if (pick(0, 3) == 0) add_star_ring(column, centre, radius * 0.15, pick(3, 7), pick(0, 2) == 1);
    column.end_part();
    if (pick(0, 3) == 0) {
        add_star_ring(column, {centre.x + 130, centre.y + 5}, 50, pick(3, 12), pick(0, 2) == 1);
        column.end_part();
    }
    column.end_row();
}

GeometryColumn stars(Xy origin, int count) {
    GeometryColumn column;
    for (int i = 0; i < count; ++i) add_star(column, origin);
    make_valid(column);
    return column;
}

/// Neighbours that share jittered corners and edges; some cells have an extra point on an edge, off it by rounding.
GeometryColumn jittered_grid(Xy origin, int side, double cell) {
    std::vector<Xy> corners;
    for (int i = 0; i <= side; ++i)
        for (int j = 0; j <= side; ++j)
            corners.push_back(surveyed({origin.x + cell * i + pick(-300, 300) / 1000.0 * cell,
                                        origin.y + cell * j + pick(-300, 300) / 1000.0 * cell}));
    GeometryColumn column;
    const auto corner = [&](int i, int j) { return corners[static_cast<std::size_t>(i * (side + 1) + j)]; };
    for (int i = 0; i < side; ++i)
        for (int j = 0; j < side; ++j) {
            const Xy a = corner(i, j), b = corner(i + 1, j);
            column.add_point(a);
            if (pick(0, 2) == 0) column.add_point({a.x / 2 + b.x / 2, a.y / 2 + b.y / 2});
            for (const Xy p : {b, corner(i + 1, j + 1), corner(i, j + 1)}) column.add_point(p);
            column.end_ring();
            column.end_part();
            column.end_row();
        }
    make_valid(column);
    return column;
}

/// A layer over the same ground as the grid: stars, the grid itself, or another grid.
GeometryColumn some_layer(Xy origin) {
    switch (pick(0, 3)) {
    case 0: return jittered_grid(origin, pick(1, 5), 25);
    case 1: return jittered_grid({origin.x + pick(-20, 20), origin.y + pick(-20, 20)}, pick(1, 5), 33);
    default: return stars(origin, pick(1, 6));
    }
}

Xy some_origin() { return pick(0, 2) == 0 ? Xy{0, 0} : zone_37; }

double total(const std::vector<Fragment>& fragments) {
    double sum = 0;
    for (const Fragment& f : fragments) sum += f.area;
    return sum;
}

double tolerance(double area) { return 1e-6 * area + 1e-3; }

GeometryColumn only(const GeometryColumn& column, std::size_t row) {
    GeometryColumn one;
    one.add_row(column, row);
    return one;
}

/// Area of A minus what is left of A after B: the shared area by GEOS's overlay.
double shared_by_geos(const GeometryColumn& a, const GeometryColumn& b) {
    return area(a, 0) - area(difference(a, b), 0);
}

RC_GTEST_PROP(OverlayLaw, AgreesWithTheShapesThatGeosCuts, ()) {
    const Xy origin = some_origin();
    const auto left = some_layer(origin), right = some_layer(origin);
    std::vector<std::vector<double>> found(left.rows(), std::vector<double>(right.rows(), 0));
    for (const Fragment& f : overlay(left, right)) found[f.left][f.right] = f.area;
    for (std::size_t l = 0; l < left.rows(); ++l)
        for (std::size_t r = 0; r < right.rows(); ++r) {
            if (!left.box(l).meets(right.box(r))) continue;
            const double expected = shared_by_geos(only(left, l), only(right, r));
            RC_ASSERT(std::abs(found[l][r] - expected) <= tolerance(expected));
        }
}

RC_GTEST_PROP(OverlayLaw, AgreesWithGeosOnItsOwnIntersection, ()) {
    const Xy origin = some_origin();
    const auto left = stars(origin, 1), right = stars(origin, 1);
    // Inclusion and exclusion: the union is GEOS's, the shared area is ours.
    GeometryColumn both;
    both.add_row(left, 0);
    both.add_row(right, 0);
    const double expected = area(left, 0) + area(right, 0) - area(united(both), 0);
    RC_ASSERT(std::abs(total(overlay(left, right)) - expected) <= tolerance(expected));
}

RC_GTEST_PROP(OverlayLaw, CoveredPlusUncoveredIsTheRow, ()) {
    const Xy origin = some_origin();
    const auto left = some_layer(origin), right = some_layer(origin);
    const auto covered = covered_area(left, right).area;
    const auto rest = difference(left, right);
    for (std::size_t row = 0; row < left.rows(); ++row)
        RC_ASSERT(std::abs(covered[row] + area(rest, row) - area(left, row)) <= tolerance(area(left, row)));
}

RC_GTEST_PROP(OverlayLaw, NeighboursOfOneCoverageShareNoLand, ()) {
    const auto grid = jittered_grid(some_origin(), 5, 25);
    for (const Fragment& f : overlay(grid, grid)) RC_ASSERT(f.left == f.right || f.area < 1e-5);
}

RC_GTEST_PROP(OverlayLaw, AUnionOfNeighboursIsValidAndLosesNoLand, ()) {
    const auto grid = jittered_grid(some_origin(), 6, 25);
    GeometryColumn some;  // holes, islands and cells that touch in a corner come about by leaving cells out
    double sum = 0;
    for (std::size_t row = 0; row < grid.rows(); ++row)
        if (pick(0, 3) != 0) some.add_row(grid, row), sum += area(grid, row);
    if (some.rows() == 0) return;
    auto whole = united(some);
    RC_ASSERT(std::abs(area(whole, 0) - sum) <= tolerance(sum));
    RC_ASSERT(make_valid(whole).empty());
    for (std::size_t row = 0; row < some.rows(); ++row)
        RC_ASSERT(std::abs(covered_area(only(some, row), whole).area[0] - area(some, row)) <= tolerance(sum));
}

RC_GTEST_PROP(OverlayLaw, ACoverageCoversEachOfItsRows, ()) {
    const auto grid = jittered_grid(some_origin(), 4, 25);
    const auto covered = covered_area(grid, grid).area;
    for (std::size_t row = 0; row < grid.rows(); ++row)
        RC_ASSERT(std::abs(covered[row] - area(grid, row)) <= tolerance(area(grid, row)));
}

RC_GTEST_PROP(OverlayLaw, IsSymmetric, ()) {
    const Xy origin = some_origin();
    const auto left = some_layer(origin), right = some_layer(origin);
    auto there = overlay(left, right), back = overlay(right, left);
    RC_ASSERT(there.size() == back.size());
    std::sort(back.begin(), back.end(), [](const Fragment& a, const Fragment& b) {
        return std::pair{a.right, a.left} < std::pair{b.right, b.left};
    });
    for (std::size_t i = 0; i < there.size(); ++i) {
        RC_ASSERT(there[i].left == back[i].right && there[i].right == back[i].left);
        RC_ASSERT(std::abs(there[i].area - back[i].area) <= 1e-9 * there[i].area + 1e-8);
    }
}

/// The same shapes written otherwise: every ring begins elsewhere, some run backwards.
GeometryColumn rewritten(const GeometryColumn& column) {
    GeometryColumn out;
    for (std::size_t row = 0; row < column.rows(); ++row) {
        const Range parts = column.parts(row);
        for (std::size_t p = parts.begin; p < parts.end; ++p) {
            const Range rings = column.rings(p);
            for (std::size_t r = rings.begin; r < rings.end; ++r) {
                std::vector<Xy> ring{column.ring(r).begin(), column.ring(r).end() - 1};
                std::rotate(ring.begin(), ring.begin() + pick(0, static_cast<int>(ring.size())), ring.end());
                if (pick(0, 2) == 1) std::reverse(ring.begin(), ring.end());
                for (const Xy point : ring) out.add_point(point);
                out.end_ring();
            }
            out.end_part();
        }
        out.end_row();
    }
    return out;
}

void assert_same(const std::vector<Fragment>& a, const std::vector<Fragment>& b, double share) {
    RC_ASSERT(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        RC_ASSERT(a[i].left == b[i].left && a[i].right == b[i].right);
        RC_ASSERT(std::abs(a[i].area - b[i].area) <= share * a[i].area + 1e-7);
    }
}

RC_GTEST_PROP(OverlayLaw, RingStartAndDirectionDoNotMatter, ()) {
    const Xy origin = some_origin();
    const auto left = some_layer(origin), right = some_layer(origin);
    assert_same(overlay(left, right), overlay(rewritten(left), rewritten(right)), 1e-12);
}

RC_GTEST_PROP(OverlayLaw, AWholeMetreShiftDoesNotMatter, ()) {
    // Multiples of 1/64 m stay exact under the shift, so the shapes are the same and not only nearly so.
    const auto exact = [](GeometryColumn column) {
        for (Xy& p : column.points()) p = {std::round(p.x * 64) / 64, std::round(p.y * 64) / 64};
        make_valid(column);
        return column;
    };
    auto left = exact(stars({0, 0}, 4)), right = exact(stars({0, 0}, 4));
    const auto before = overlay(left, right);
    for (GeometryColumn* column : {&left, &right})
        for (Xy& p : column->points()) p = {p.x + zone_37.x, p.y + zone_37.y};
    assert_same(before, overlay(left, right), 1e-12);
}

RC_GTEST_PROP(OverlayLaw, FeatureOrderDoesNotMatter, ()) {
    const Xy origin = some_origin();
    const auto left = some_layer(origin), right = some_layer(origin);
    GeometryColumn backwards;
    const auto last = static_cast<std::uint32_t>(right.rows() - 1);
    for (std::uint32_t i = 0; i <= last; ++i) backwards.add_row(right, last - i);
    auto turned = overlay(left, backwards);
    for (Fragment& f : turned) f.right = last - f.right;
    std::sort(turned.begin(), turned.end(), [](const Fragment& a, const Fragment& b) {
        return std::pair{a.left, a.right} < std::pair{b.left, b.right};
    });
    assert_same(overlay(left, right), turned, 0);
}

RC_GTEST_PROP(OverlayLaw, TheIndexMissesNoPair, ()) {
    const Xy origin = some_origin();
    const auto left = some_layer(origin), right = some_layer(origin);
    double one_by_one = 0;
    for (std::size_t l = 0; l < left.rows(); ++l)
        for (std::size_t r = 0; r < right.rows(); ++r) one_by_one += total(overlay(only(left, l), only(right, r)));
    RC_ASSERT(std::abs(total(overlay(left, right)) - one_by_one) <= 1e-9 * one_by_one);
}

}  // namespace
}  // namespace mutu

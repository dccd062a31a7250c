// Laws of the search over random fields: no result touches forbidden land, areas add up, pieces are as many as asked.
#include "expand/ground.hpp"

#include "mutu/expand_search.hpp"
#include "mutu/grow.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace mutu::test {
namespace {

double between(double low, double high) {
    constexpr int steps = 1'000'000;
    return low + (high - low) * *rc::gen::inRange(0, steps) / steps;
}

/// A star-shaped polygon with odd corners.
void add_star(GeometryColumn& column, double x, double y, double radius) {
    const int corners = *rc::gen::inRange(3, 12);
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * 3.141592653589793 * i / corners, reach = radius * between(0.3, 1);
        column.add_point({x + reach * std::cos(angle), y + reach * std::sin(angle)});
    }
    column.end_ring(), column.end_part(), column.end_row();
}

/// A park at odd coordinates, up to a dozen forbidden shapes around and across it, an urban boundary that may be tight.
ExpandGround random_ground() {
    ExpandGround ground;
    ground.park_id = "P", ground.ellipsoid = false, ground.as_of = day("2026-06-30");
    ground.park = box(37'500'000.37, 2'988'000.81, between(200, 900), between(200, 900));
    const Box park = ground.park.box(0);
    const int shapes = *rc::gen::inRange(0, 13);
    constexpr std::array kinds{"basic_farmland", "ecological_redline", "nature_reserve", "water_source"};
    for (int i = 0; i < shapes; ++i) {
        add_star(ground.constraints, between(park.min_x - 900, park.max_x + 900),
                 between(park.min_y - 900, park.max_y + 900), between(20, 500));
        ground.constraint_kinds.emplace_back(kinds[static_cast<std::size_t>(i) % kinds.size()]);
        ground.constraint_names.emplace_back("名");
    }
    if (*rc::gen::arbitrary<bool>()) {
        add_star(ground.constraints, (park.min_x + park.max_x) / 2, (park.min_y + park.max_y) / 2, between(700, 3000));
        ground.constraint_kinds.emplace_back("urban_boundary"), ground.constraint_names.emplace_back("界");
    }
    return ground;
}

GeometryColumn layer(const ExpandGround& ground, bool boundary) {
    GeometryColumn column;
    for (std::size_t row = 0; row < ground.constraints.rows(); ++row)
        if ((ground.constraint_kinds[row] == "urban_boundary") == boundary) column.add_row(ground.constraints, row);
    return column;
}

/// Nothing forbidden is touched or neared, nothing of the park's taken, and the pieces are as many as asked.
void check_land(const ExpandGround& ground, const FoundRegion& one, const SearchRequest& request) {
    const GeometryColumn hard = layer(ground, false), within = layer(ground, true), near = grown(one.land, 0.0099);
    RC_ASSERT(overlay(one.land, hard).empty());
    RC_ASSERT(overlay(near, hard).empty());
    RC_ASSERT(overlay(one.land, ground.park).empty());
    if (within.rows() > 0) RC_ASSERT(area(difference(near, within), 0) < 1e-6);
    RC_ASSERT(one.land.parts(0).size() == static_cast<std::size_t>(request.blocks));
}

/// Before, added and after add up, on paper and on the drawn boundary.
void check_account(const TestedChange& change) {
    RC_ASSERT(change.after == change.before + change.added);
    RC_ASSERT(std::fabs(change.after.square_metres() - area(change.boundary, 0)) < 0.05);
}

RC_GTEST_PROP(ExpandLaw, NoResultTouchesForbiddenLandAndItsAreaIsWhatWasAsked, ()) {
    const ExpandGround ground = random_ground();
    const Rulebook book = rules({{"expand_search_cells", "4000"}});
    const ExpandRules read = expand_rules(book);
    const SearchRequest request{.area = Area::mu(between(30, 400)),
                                .blocks = *rc::gen::inRange(1, 4),
                                .seed = *rc::gen::arbitrary<std::uint64_t>()};
    const FoundLand found = search_land(ground, book, read, request);
    for (const FoundRegion& one : found.regions) {
        check_land(ground, one, request);
        const double held = area(one.land, 0), asked = request.area.square_metres();
        RC_ASSERT(held >= 0.98 * asked && held <= asked + found.cell * found.cell);
        // The certificates of the change say zero.
        const TestedChange change = test_change(ground, book, read, {one.land, {}});
        check_account(change);
        for (const ConstraintOverlap& overlap : change.overlaps) RC_ASSERT(overlap.area == Area{});
    }
}

/// 图斑 all around the park: uneven rectangles whose corners lie on each other's edges.
void add_parcels(ExpandGround& ground) {
    const Box park = ground.park.box(0);
    const double width = between(60, 200);
    for (double x = park.min_x - 1000; x < park.max_x + 1000; x += width) {
        const double height = between(50, 300);
        for (double y = park.min_y - 1000; y < park.max_y + 1000; y += height) {
            add_box(ground.land_use, x, y, width, height);
            ground.land_systems.emplace_back("SD");
            ground.land_codes.emplace_back(*rc::gen::inRange(0, 4) == 0 ? "1003" : "0301");
        }
    }
}

RC_GTEST_PROP(ExpandLaw, WithLandParcelsAsCellsNoResultTouchesForbiddenLandEither, ()) {
    ExpandGround ground = random_ground();
    add_parcels(ground);
    const Rulebook book = rules({{"expand_search_cells", "4000"}});
    const ExpandRules read = expand_rules(book);
    const SearchRequest request{.area = Area::mu(between(30, 400)),
                                .blocks = *rc::gen::inRange(1, 3),
                                .seed = *rc::gen::arbitrary<std::uint64_t>(),
                                .cells = *rc::gen::element(CellKind::parcels, CellKind::blocks)};
    for (const FoundRegion& one : search_land(ground, book, read, request).regions) {
        check_land(ground, one, request);
        const double held = area(one.land, 0), asked = request.area.square_metres();
        RC_ASSERT(held >= 0.98 * asked && held <= 1.25 * asked);
        const TestedChange change = test_change(ground, book, read, {one.land, {}});
        check_account(change);
    }
}

RC_GTEST_PROP(ExpandLaw, MoreForbiddenLandNeverMakesAVerdictBetter, ()) {
    ExpandGround ground = random_ground();
    const Box park = ground.park.box(0);
    GeometryColumn added;
    add_star(added, park.max_x + between(-50, 300), between(park.min_y, park.max_y), between(100, 400));
    const Rulebook book = rules({{"expand_search_cells", "4000"}});
    const ExpandRules read = expand_rules(book);
    RC_PRE(area(difference(added, ground.park), 0) > 1);
    const TestedChange before = test_change(ground, book, read, {added, {}});
    const Xy inside = inner_point(before.added_shape, 0);
    add_box(ground.constraints, inside.x - 3, inside.y - 3, 6, 6);
    ground.constraint_kinds.emplace_back("basic_farmland"), ground.constraint_names.emplace_back("");
    const TestedChange after = test_change(ground, book, read, {added, {}});
    const auto shared = [](const TestedChange& change) { return change.overlaps.front().area; };
    RC_ASSERT(shared(after) >= shared(before));
    RC_ASSERT(after.verdict <= before.verdict || before.verdict == Truth::undetermined);
}

}  // namespace
}  // namespace mutu::test

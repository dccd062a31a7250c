// A small ground by hand: a park of 1 km², rectangles in metres, no CRS: areas are those of the plane.
#pragma once

#include "support/builders.hpp"

#include "mutu/expand.hpp"

namespace mutu::test {

inline void add_box(GeometryColumn& column, double x, double y, double width, double height) {
    for (const Xy p : {Xy{x, y}, Xy{x + width, y}, Xy{x + width, y + height}, Xy{x, y + height}}) column.add_point(p);
    column.end_ring(), column.end_part(), column.end_row();
}
inline GeometryColumn box(double x, double y, double width, double height) {
    GeometryColumn column;
    add_box(column, x, y, width, height);
    return column;
}

/// The park is [0, 1000] × [0, 1000]; every hard kind has a far corner of its layer within reach, the urban boundary
/// reaches from −5000 to 5000.
inline ExpandGround open_ground() {
    ExpandGround ground;
    ground.park_id = "P", ground.ellipsoid = false, ground.as_of = day("2026-06-30");
    ground.park = box(0, 0, 1000, 1000);
    const auto line = [&](const char* kind, double x, double y, double width, double height) {
        add_box(ground.constraints, x, y, width, height);
        ground.constraint_kinds.emplace_back(kind), ground.constraint_names.emplace_back(kind);
    };
    line("urban_boundary", -5000, -5000, 10000, 10000);
    for (const char* kind : {"basic_farmland", "ecological_redline", "nature_reserve", "water_source"})
        line(kind, -4000, -4000, 100, 100);
    return ground;
}
inline void forbid(ExpandGround& ground, const char* kind, double x, double y, double width, double height) {
    add_box(ground.constraints, x, y, width, height);
    ground.constraint_kinds.emplace_back(kind), ground.constraint_names.emplace_back("另一处");
}

inline const ExpandCheck& check_of(const TestedChange& tested, const std::string& rule) {
    for (const ExpandCheck& check : tested.checks)
        if (check.rule == rule) return check;
    throw std::runtime_error{"no check " + rule};
}

inline TestedChange tested(const ExpandGround& ground, const GeometryColumn& added, const GeometryColumn& removed = {},
                           const std::vector<std::pair<std::string, std::string>>& set = {}) {
    const Rulebook book = rules(set);
    return test_change(ground, book, expand_rules(book), {added, removed});
}

}  // namespace mutu::test

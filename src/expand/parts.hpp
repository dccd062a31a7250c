// What the files of this module share: shapes cut and measured. Seen by src/expand
// only.
#pragma once

#include "mutu/expand.hpp"
#include "mutu/pack_section.hpp"

namespace mutu {

/// Rows of one column, chosen, as one column.
GeometryColumn rows_of(const GeometryColumn& column, const std::vector<std::uint32_t>& rows);
/// Every part of a row as a row of its own.
GeometryColumn exploded(const GeometryColumn& column, std::size_t row);
/// One null row where there is nothing; `united` otherwise.
GeometryColumn united_or_null(const GeometryColumn& column);
/// Length of all rings of a row.
double perimeter(const GeometryColumn& column, std::size_t row);
/// 4πA/P² on the plane; 0 for a null row.
double compactness(const GeometryColumn& column, std::size_t row);

/// The layers against the added land: overlaps with their parts, and a check for each hard and soft kind.
void test_constraints(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, TestedChange& out);
/// Land taken by code, cultivated land, cost.
void test_land(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, TestedChange& out);
/// How steep the added land is, and the check of it; nothing without heights.
void test_slopes(const ExpandGround& ground, const Rulebook& book, TestedChange& out);
/// Codes of the removed land by the land-use layer.
void test_released(const ExpandGround& ground, const Rulebook& book, TestedChange& out);
/// Blocks that come and go, how they lie to the park, and the check of contiguity.
void test_blocks(const ExpandGround& ground, const Rulebook& book, TestedChange& out);
/// Gates, clocks, and the indicators that move.
void test_park(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, TestedChange& out);
/// The same with the facts of afterwards given; gates of afterwards or of now.
void test_facts(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, const ParkFacts& after,
                bool gates_after, TestedChange& out);
/// One clock; exact to the day.
ExpandCheck judge_clock(const ClockRule& rule, std::optional<Date> date, Date as_of, const Rulebook& book);

}  // namespace mutu

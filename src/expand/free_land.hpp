// Free land around a park as a graph: cells of a grid, cut where forbidden land lies. Seen by src/expand only.
#pragma once

#include "parts.hpp"

#include "mutu/expand_search.hpp"

#include <array>

namespace mutu {

enum CellSide : std::uint8_t { west, east, south, north };

/// A connected piece of free land within one cell.
struct Piece {
    std::uint32_t cell = 0;
    bool whole = false, near = false;            // the cell is free altogether; it lies beside the park
    double area = 0, outline = 0;                // m², m
    double cultivated = 0, built = 0, soft = 0;  // m² of it
    double steep = 0;                            // m², weighted: flat land 0, land too steep 1
    double planned = 0;                          // m² planned for industry
    double fit = 0;                              // suitability, 0 to 1
    double cost = 0;                             // 万元
    double road = 0;                             // m from the nearest road, no farther than it matters
    double side = 0;                             // m: how long a whole shared edge is
    double distance = 0;                         // m from the park
    Xy middle;
};
struct PieceLink {
    std::uint32_t to = 0;
    double length = 0;     // of the shared edge
    CellSide side = west;  // on which side of this unit the other lies
};

struct FreeLand {
    double cell = 0, reach = 0;
    Box frame;
    std::uint32_t columns = 0, lines = 0;
    std::vector<Piece> units;
    GeometryColumn shapes;  // by unit
    std::vector<std::vector<PieceLink>> links;
    GeometryColumn blocked;  // what no land may share
    GeometryColumn sources;  // 图斑 or blocks before they were cut, by `Piece::cell`
    std::vector<std::string> factors;
    bool priced = false, roads = false;
    double cost_scale = 0;  // m² over 万元, of all units together; 0 without prices
    Box box_of(std::uint32_t cell) const;
};

FreeLand free_land_of(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                      const SearchRequest& request);
/// The park's own land that no parcel uses, valued so that the poorest is taken first.
FreeLand poor_land_of(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, Area area);
/// Whole cells and what is left of cut ones, as units.
void cut_cells(FreeLand& land);
/// Units that share enough of the sides of their cells.
void link_units(FreeLand& land);
/// 图斑, or the blocks between roads that they make up, as units: large ones cut by the grid first, then all by the
/// forbidden land; linked by the edges they share.
void cut_parcels(const ExpandGround& ground, const Rulebook& book, bool blocks, FreeLand& land);
/// A code "1003" of system "SD" stands under "SD:1003" and under "*:10".
bool under_any(const std::vector<std::string>& beginnings, const std::string& system, const std::string& code);
/// Figures of each unit (value.cpp): land use, constraints, slope, roads, plan; suitability and cost of them.
void value_units(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, FreeLand& land);
/// Metres from a place to the nearest edge of a row; infinity for a null row.
double distance_to(const GeometryColumn& shape, std::size_t row, Xy place);
/// Grid lines over a box, whole metres.
void lay_grid(const Box& frame, double fine, double most_cells, FreeLand& land);
void add_unit(FreeLand& land, std::uint32_t cell, const GeometryColumn& shapes, std::size_t row, bool whole);
GeometryColumn box_shape(const Box& box);
constexpr double least_piece = 0.05;  // of a cell; smaller pieces are left lying
constexpr double least_link = 5;      // metres: land that hangs together by less is not connected

/// A region under growth: units in the order they were taken; blocks one after the other.
struct Region {
    std::vector<std::uint32_t> units;  // ascending
    double area = 0, cultivated = 0, soft = 0, distance = 0, compactness = 0, steep = 0;
    double fit = 0, cost = 0, road = 0;  // means; the cost in 万元/亩
};
/// Regions of the asked plane area, without repeats, in a fixed order. `stopped` is set where the time was up first.
std::vector<Region> grow_regions(const FreeLand& land, double area, const SearchRequest& request, bool& stopped);
/// Connected pieces of free land: piece of each unit, numbered by first unit.
std::vector<std::uint32_t> pieces_of(const FreeLand& land);

/// 1 − shared land over common land.
double apart(const FreeLand& land, const Region& a, const Region& b);
/// 1 for what nothing beats in cultivated, soft, steep, compactness and distance together; 2 for what only those beat;
/// …
std::vector<int> fronts_of(const std::vector<Region>& regions);
/// The region as land: whole cells together, forbidden land taken out, only the asked number of pieces kept, trimmed
/// to the asked area by a strip of one cell. A null row where that leaves more than 2 % too little.
GeometryColumn land_of(const FreeLand& land, const Region& region, const ExpandGround& ground,
                       const SearchRequest& request);

}  // namespace mutu

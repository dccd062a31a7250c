// The road grid of a park and its parcels as a lattice: every corner is computed once, so that neighbours share it.
#pragma once

#include "layout.hpp"

#include <vector>

namespace mutu::demo {

inline constexpr int block_columns = 4;
inline constexpr int block_rows = 2;
inline constexpr int cells_per_block = block_columns * block_rows;
inline constexpr double road = 24;  // metres between blocks

/// Where a local point (along, across the roads) lies in the plane, to the millimetre.
class Frame {
public:
    Frame(Xy origin, double angle);
    Xy operator()(Xy local) const;

private:
    Xy origin_;
    double cos_, sin_;
};

/// Local bounds of a block.
struct BlockBox {
    double u0 = 0, v0 = 0, u1 = 0, v1 = 0;
};

struct Grid {
    int columns = 0, rows = 0;
    std::vector<double> widths;  // of parcel columns, block_columns per grid column
    std::vector<double> depths;  // of parcel rows, block_rows per grid row
    std::vector<double> us, vs;  // where each grid column and row begins; one more for the end

    BlockBox box(int column, int row) const;
};

Grid make_grid(int columns, int rows, Rng& rng);

/// The corners of one block's parcels, in local metres, row by row.
std::vector<Xy> lattice(const Grid& grid, int column, int row, Rng& rng);
/// One parcel of the lattice, in the plane; corners on roads are cut.
Ring cell(const std::vector<Xy>& corners, int column, int row, const Frame& frame);

}  // namespace mutu::demo

// Road grid, parcel lattice and the cut corners at crossings.
#include "grid.hpp"

#include <cmath>

namespace mutu::demo {
namespace {

constexpr int lattice_columns = block_columns + 1;

double millimetre(double metres) { return std::round(metres * 1000) / 1000; }

Xy towards(Xy from, Xy to, double metres) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    return {from.x + (to.x - from.x) * metres / length, from.y + (to.y - from.y) * metres / length};
}

std::vector<double> sums(const std::vector<double>& sizes, int per_block) {
    std::vector<double> starts{0};
    for (std::size_t i = 0; i < sizes.size(); i += static_cast<std::size_t>(per_block)) {
        double end = starts.back();
        for (std::size_t k = 0; k < static_cast<std::size_t>(per_block); ++k) end += sizes[i + k];
        starts.push_back(end + road);
    }
    return starts;
}

}  // namespace

Frame::Frame(Xy origin, double angle) : origin_{origin}, cos_{std::cos(angle)}, sin_{std::sin(angle)} {}

Xy Frame::operator()(Xy local) const {
    return {millimetre(origin_.x + local.x * cos_ - local.y * sin_),
            millimetre(origin_.y + local.x * sin_ + local.y * cos_)};
}

BlockBox Grid::box(int column, int row) const {
    const auto c = static_cast<std::size_t>(column), r = static_cast<std::size_t>(row);
    return {us[c], vs[r], us[c + 1] - road, vs[r + 1] - road};
}

Grid make_grid(int columns, int rows, Rng& rng) {
    Grid grid{columns, rows, {}, {}, {}, {}};
    for (int i = 0; i < columns * block_columns; ++i) grid.widths.push_back(rng.real(100, 230));
    for (int i = 0; i < rows * block_rows; ++i) grid.depths.push_back(rng.real(120, 210));
    grid.us = sums(grid.widths, block_columns);
    grid.vs = sums(grid.depths, block_rows);
    return grid;
}

std::vector<Xy> lattice(const Grid& grid, int column, int row, Rng& rng) {
    std::vector<Xy> corners;
    const BlockBox box = grid.box(column, row);
    for (int j = 0; j <= block_rows; ++j) {
        const auto first_depth = static_cast<std::size_t>(row * block_rows);
        const double v = j == 0 ? box.v0 : j == block_rows ? box.v1 : box.v0 + grid.depths[first_depth];
        double u = box.u0;
        for (int i = 0; i <= block_columns; ++i) {
            const bool inner_u = i > 0 && i < block_columns;
            const bool inner_v = j > 0 && j < block_rows;
            corners.push_back({inner_u  ? u + rng.real(-8, 8)
                               : i == 0 ? box.u0
                                        : box.u1,
                               inner_v ? v + rng.real(-8, 8) : v});
            if (i < block_columns) u += grid.widths[static_cast<std::size_t>(column * block_columns + i)];
        }
    }
    return corners;
}

Ring cell(const std::vector<Xy>& corners, int column, int row, const Frame& frame) {
    constexpr double cut = 8;
    const std::pair<int, int> around[] = {{column, row}, {column + 1, row}, {column + 1, row + 1}, {column, row + 1}};
    const auto at = [&](std::size_t k) {
        const auto [i, j] = around[k % 4];
        return corners[static_cast<std::size_t>(j * lattice_columns + i)];
    };
    Ring ring;
    for (std::size_t k = 0; k < 4; ++k) {
        const auto [i, j] = around[k];
        if ((i == 0 || i == block_columns) && (j == 0 || j == block_rows)) {
            ring.push_back(frame(towards(at(k), at(k + 3), cut)));
            ring.push_back(frame(towards(at(k), at(k + 1), cut)));
        } else {
            ring.push_back(frame(at(k)));
        }
    }
    return ring;
}

}  // namespace mutu::demo

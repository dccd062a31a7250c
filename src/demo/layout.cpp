// Blocks are dealt to grounds row by row; the park line leaves out half of the south-eastern block.
#include "layout.hpp"

#include "grid.hpp"

#include <algorithm>
#include <cmath>

namespace mutu::demo {
namespace {

constexpr int crossing_column = 2, outside_column = 3;  // of the block on the park line
constexpr std::size_t on_line = block_rows;             // parcels the line can cross, and leave out
constexpr std::size_t beside_line = 2 * block_rows;     // old land in the same block
constexpr double approval_margin = 6;                   // metres beyond the blocks, less than half a road

/// Indices of the parcels by the ground they get.
struct Dealt {
    std::vector<std::size_t> open, stock, withdrawn, crossing, outside;
};

Dealt deal(std::span<const Ground> grounds) {
    Dealt dealt;
    for (std::size_t i = 0; i < grounds.size(); ++i) {
        switch (grounds[i]) {
        case Ground::open: dealt.open.push_back(i); break;
        case Ground::stock: dealt.stock.push_back(i); break;
        case Ground::withdrawn: dealt.withdrawn.push_back(i); break;
        case Ground::crossing: (dealt.crossing.size() < on_line ? dealt.crossing : dealt.stock).push_back(i); break;
        case Ground::outside: (dealt.outside.size() < on_line ? dealt.outside : dealt.stock).push_back(i); break;
        }
    }
    return dealt;
}

struct Block {
    int column = 0, row = 0;
    Ground ground = Ground::open;
    std::vector<std::size_t> parcels;
};

std::size_t blocks_for(std::size_t parcels) { return (parcels + cells_per_block - 1) / cells_per_block; }

struct Size {
    int columns, rows;
};

Size grid_size(std::size_t blocks) {
    const int columns = std::max(3, static_cast<int>(std::ceil(std::sqrt(static_cast<double>(blocks) * 0.8))));
    const auto rows =
        static_cast<int>((blocks + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns));
    return {columns, std::max(2, rows)};
}

/// Blocks without parcels that an approval covers nevertheless.
std::size_t spare_blocks(std::size_t open_blocks) { return 1 + open_blocks * 15 / 100; }

class Plotter {
public:
    Plotter(const Site& site, std::span<const Ground> grounds, Rng& rng)
        : site_{site}, rng_{rng}, frame_{site.origin, site.angle}, dealt_{deal(grounds)} {
        layout_.places.resize(grounds.size());
        const std::size_t beside = std::min(dealt_.stock.size(), beside_line);
        const std::size_t open = blocks_for(dealt_.open.size());
        const std::size_t total = 1 + open + spare_blocks(open) + blocks_for(dealt_.stock.size() - beside) +
                                  blocks_for(dealt_.withdrawn.size());
        const auto [columns, rows] = grid_size(total);
        grid_ = make_grid(columns, rows, rng);
        split_ = site.two_blocks ? columns / 2 : columns;
    }

    Layout plot() {
        edge_block();
        const std::size_t beside = std::min(dealt_.stock.size(), beside_line);
        const std::size_t open = blocks_for(dealt_.open.size());
        fill(Ground::open, dealt_.open, open + spare_blocks(open));
        const std::span rest = std::span{dealt_.stock}.subspan(beside);
        fill(Ground::stock, rest, blocks_for(rest.size()));
        fill(Ground::withdrawn, dealt_.withdrawn, blocks_for(dealt_.withdrawn.size()));
        approvals();
        park_line();
        return std::move(layout_);
    }

private:
    void put(std::size_t parcel, const std::vector<Xy>& corners, std::size_t block, int column, int row) {
        layout_.places[parcel] = {cell(corners, column, row, frame_), block, row, column, true};
    }

    void edge_block() {
        const int column = grid_.columns - 1;
        const auto corners = lattice(grid_, column, 0, rng_);
        blocks_.push_back({column, 0, Ground::stock, {}});
        for (std::size_t i = 0; i < std::min(dealt_.stock.size(), beside_line); ++i)
            put(dealt_.stock[i], corners, 0, static_cast<int>(i) / block_rows, static_cast<int>(i) % block_rows);
        for (std::size_t i = 0; i < dealt_.crossing.size(); ++i)
            put(dealt_.crossing[i], corners, 0, crossing_column, static_cast<int>(i));
        for (std::size_t i = 0; i < dealt_.outside.size(); ++i) {
            put(dealt_.outside[i], corners, 0, outside_column, static_cast<int>(i));
            layout_.places[dealt_.outside[i]].in_park = false;
        }
    }

    /// The next free block, row by row, leaving out the one on the park line.
    Block next_block(Ground ground) {
        if (cursor_ == grid_.columns - 1) ++cursor_;
        const Block block{cursor_ % grid_.columns, cursor_ / grid_.columns, ground, {}};
        ++cursor_;
        return block;
    }

    void fill(Ground ground, std::span<const std::size_t> parcels, std::size_t count) {
        for (std::size_t b = 0; b < count; ++b) {
            Block block = next_block(ground);
            const auto corners = lattice(grid_, block.column, block.row, rng_);
            for (int k = 0; k < cells_per_block && !parcels.empty(); ++k, parcels = parcels.subspan(1)) {
                put(parcels[0], corners, blocks_.size(), k / block_rows, k % block_rows);
                block.parcels.push_back(parcels[0]);
            }
            blocks_.push_back(std::move(block));
        }
    }

    /// One approval over up to three neighbouring blocks and the roads between them; none crosses the gap between two
    /// blocks of a park.
    void approvals() {
        constexpr std::size_t longest = 3;
        for (std::size_t first = 1; first < blocks_.size();) {
            std::size_t end = first + 1;
            while (end < blocks_.size() && end - first < longest && blocks_[end].ground == blocks_[first].ground &&
                   blocks_[end].row == blocks_[first].row && blocks_[end].column == blocks_[end - 1].column + 1 &&
                   blocks_[end].column != split_)
                ++end;
            if (blocks_[first].ground != Ground::stock) approve(std::span{blocks_}.subspan(first, end - first));
            first = end;
        }
    }

    void approve(std::span<const Block> run) {
        ApprovalArea area{.ring = {}, .withdrawn = run.front().ground == Ground::withdrawn, .parcels = {}};
        std::vector<Xy> south, north;
        for (const Block& block : run) {
            const BlockBox box = grid_.box(block.column, block.row);
            for (const double u : {box.u0 - approval_margin, box.u1 + approval_margin}) {
                south.push_back({u, box.v0 - approval_margin});
                north.push_back({u, box.v1 + approval_margin});
            }
            area.parcels.insert(area.parcels.end(), block.parcels.begin(), block.parcels.end());
        }
        for (const Xy p : south) area.ring.push_back(frame_(p));
        for (auto p = north.rbegin(); p != north.rend(); ++p) area.ring.push_back(frame_(*p));
        layout_.approvals.push_back(std::move(area));
    }

    /// West and east part of the outline in local metres; a park of one block has only one.
    void park_line() {
        const double west = -margin(), east = grid_.us.back() - road, north = grid_.vs.back() - road;
        const BlockBox edge = grid_.box(grid_.columns - 1, 0);
        const auto first = static_cast<std::size_t>((grid_.columns - 1) * block_columns);
        const double cut = edge.u0 + grid_.widths[first] + grid_.widths[first + 1] + 0.6 * grid_.widths[first + 2];
        std::vector<Xy> south_side, north_side;
        for (int c = 0; c < grid_.columns; ++c) {
            const double u = grid_.us[static_cast<std::size_t>(c)] + 40;
            south_side.push_back({u, -margin()});
            north_side.push_back({u, north + margin()});
        }
        const std::vector<Xy> notch{{cut, -margin()},
                                    {cut, edge.v1 + road / 2},
                                    {east + margin(), edge.v1 + road / 2},
                                    {east + margin(), north + margin()}};
        const double gap = split_ < grid_.columns ? grid_.us[static_cast<std::size_t>(split_)] - road / 2 : 0;
        const auto corner_south = Xy{west, -margin()}, corner_north = Xy{west, north + margin()};
        if (split_ >= grid_.columns) {
            outline({corner_south}, south_side, notch, north_side, corner_north);
            return;
        }
        const auto cut_at = static_cast<std::ptrdiff_t>(split_);
        const std::vector<Xy> middle_west{{gap - 4, -margin()}, {gap - 4, north + margin()}};
        outline({corner_south}, {south_side.begin(), south_side.begin() + cut_at}, middle_west,
                {north_side.begin(), north_side.begin() + cut_at}, corner_north);
        outline({gap + 4, -margin()}, {south_side.begin() + cut_at, south_side.end()}, notch,
                {north_side.begin() + cut_at, north_side.end()}, {gap + 4, north + margin()});
    }

    void outline(Xy start, const std::vector<Xy>& south, const std::vector<Xy>& east, const std::vector<Xy>& north,
                 Xy end) {
        Ring ring{frame_(start)};
        for (const Xy p : south) ring.push_back(frame_(p));
        for (const Xy p : east) ring.push_back(frame_(p));
        for (auto p = north.rbegin(); p != north.rend(); ++p) ring.push_back(frame_(*p));
        ring.push_back(frame_(end));
        layout_.park.push_back(std::move(ring));
    }

    double margin() { return rng_.real(26, 70); }

    Site site_;
    Rng& rng_;
    Frame frame_;
    Dealt dealt_;
    Grid grid_;
    int split_ = 0;  // first grid column of the park's second block
    int cursor_ = 0;
    std::vector<Block> blocks_;
    Layout layout_;
};

}  // namespace

Layout lay_out(const Site& site, std::span<const Ground> grounds, Rng& rng) {
    return Plotter{site, grounds, rng}.plot();
}

Xy room_needed(int parcels) {
    // Means of the random sizes with a fifth to spare, which also holds the turn of the road grid.
    const double side = std::sqrt(std::ceil(parcels / 8.0) * 1.2 + 8);
    const double block_width = 4 * 165 + road, block_depth = 2 * 165 + road, gap = 3000;
    return {0.9 * side * block_width * 1.2 + gap, 1.12 * side * block_depth * 1.2 + gap};
}

double ring_area(std::span<const Xy> ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Xy a = ring[i], b = ring[(i + 1) % ring.size()], o = ring[0];
        twice += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
    }
    return std::abs(twice) / 2;
}

Ring shrunk(const Ring& ring, double share) {
    Xy centre;
    for (const Xy p : ring) {
        centre.x += p.x / static_cast<double>(ring.size());
        centre.y += p.y / static_cast<double>(ring.size());
    }
    const double scale = std::sqrt(share);
    Ring result;
    for (const Xy p : ring)
        result.push_back({std::round((centre.x + (p.x - centre.x) * scale) * 1000) / 1000,
                          std::round((centre.y + (p.y - centre.y) * scale) * 1000) / 1000});
    return result;
}

}  // namespace mutu::demo

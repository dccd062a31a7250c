// 图斑 as cells: large ones cut by the grid, the seams between them made one line, forbidden land taken out.
#include "free_land.hpp"

#include "mutu/repair.hpp"
#include "mutu/topology.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace mutu {
namespace {

constexpr double grid = 0.001;      // metres that corners are rounded to, so that two neighbours agree on theirs
constexpr double on_edge = 0.0016;  // a corner so near an edge lies on it
constexpr double bucket = 25;       // metres
constexpr double least_area = 1;    // m²: smaller pieces are no land of their own

std::vector<std::uint32_t> all_rows(std::size_t count) {
    std::vector<std::uint32_t> rows(count);
    for (std::uint32_t i = 0; i < count; ++i) rows[i] = i;
    return rows;
}

/// Every part of the rows that meet the frame; `rows` takes the row each comes from.
GeometryColumn parts_of_parcels(const ExpandGround& ground, const FreeLand& land, std::vector<std::uint32_t>& rows) {
    GeometryColumn parts;
    for (std::uint32_t row = 0; row < ground.land_use.rows(); ++row) {
        if (ground.land_use.null(row) || !ground.land_use.box(row).meets(land.frame)) continue;
        const GeometryColumn pieces = exploded(ground.land_use, row);
        for (std::size_t piece = 0; piece < pieces.rows(); ++piece) parts.add_row(pieces, piece), rows.push_back(row);
    }
    return parts;
}

/// Those larger than a cell cut along the grid.
GeometryColumn cut_large(const GeometryColumn& parts, const FreeLand& land) {
    GeometryColumn whole, large, boxes;
    for (std::size_t row = 0; row < parts.rows(); ++row)
        if (!parts.null(row)) (area(parts, row) > land.cell * land.cell ? large : whole).add_row(parts, row);
    if (large.rows() == 0) return whole;
    for (std::uint32_t cell = 0; cell < land.columns * land.lines; ++cell)
        boxes.add_row(box_shape(land.box_of(cell)), 0);
    GeometryColumn both = large;
    for (std::size_t row = 0; row < boxes.rows(); ++row) both.add_row(boxes, row);
    std::vector<Fragment> pairs = overlay(large, boxes);
    for (Fragment& pair : pairs) pair.right += static_cast<std::uint32_t>(large.rows());
    const GeometryColumn cut = shared_land(both, pairs);
    for (std::size_t row = 0; row < cut.rows(); ++row) {
        const GeometryColumn pieces = exploded(cut, row);
        for (std::size_t piece = 0; piece < pieces.rows(); ++piece)
            if (area(pieces, piece) >= least_area) whole.add_row(pieces, piece);
    }
    return whole;
}

/// Corners of a layer by squares of the plane.
class Corners {
public:
    explicit Corners(const GeometryColumn& shapes) {
        for (const Xy p : shapes.points()) squares_[key(square(p.x), square(p.y))].push_back(p);
    }
    /// Corners on the edge, in its order, without its ends.
    std::vector<Xy> between(Xy from, Xy to) const {
        const double length = std::hypot(to.x - from.x, to.y - from.y);
        std::vector<std::pair<double, Xy>> found;
        for (auto x = square(std::min(from.x, to.x) - grid); x <= square(std::max(from.x, to.x) + grid); ++x)
            for (auto y = square(std::min(from.y, to.y) - grid); y <= square(std::max(from.y, to.y) + grid); ++y)
                if (const auto here = squares_.find(key(x, y)); here != squares_.end())
                    for (const Xy p : here->second) {
                        const double along =
                            ((p.x - from.x) * (to.x - from.x) + (p.y - from.y) * (to.y - from.y)) / length;
                        const double off =
                            std::fabs((p.x - from.x) * (to.y - from.y) - (p.y - from.y) * (to.x - from.x)) / length;
                        if (off <= on_edge && along > on_edge && along < length - on_edge) found.emplace_back(along, p);
                    }
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
            return std::tuple{a.first, a.second.x, a.second.y} < std::tuple{b.first, b.second.x, b.second.y};
        });
        std::vector<Xy> points;
        for (const auto& [along, p] : found)
            if (points.empty() || !(points.back() == p)) points.push_back(p);
        return points;
    }

private:
    static std::int64_t square(double v) { return static_cast<std::int64_t>(std::floor(v / bucket)); }
    static std::uint64_t key(std::int64_t x, std::int64_t y) {
        return static_cast<std::uint64_t>(x) * 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(y);
    }
    std::unordered_map<std::uint64_t, std::vector<Xy>> squares_;
};

/// A corner of one row on an edge of another becomes a corner of both: unions then close, and shared edges are equal.
GeometryColumn with_shared_corners(const GeometryColumn& shapes) {
    const Corners corners{shapes};
    GeometryColumn noded;
    for (std::size_t row = 0; row < shapes.rows(); ++row) {
        const Range parts = shapes.parts(row);
        for (std::size_t part = parts.begin; part < parts.end; ++part) {
            const Range rings = shapes.rings(part);
            for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
                const auto points = shapes.ring(ring);
                for (std::size_t i = 0; i + 1 < points.size(); ++i) {
                    noded.add_point(points[i]);
                    for (const Xy p : corners.between(points[i], points[i + 1])) noded.add_point(p);
                }
                noded.end_ring();
            }
            noded.end_part();
        }
        noded.end_row();
    }
    make_valid(noded);
    return noded;
}

/// An edge as two rows write it, to the millimetre.
struct SharedEdge {
    std::array<std::int64_t, 4> at{};
    std::uint32_t unit = 0;
    double length = 0;
};

/// Metres of outline that two rows share, by pair of rows.
std::map<std::pair<std::uint32_t, std::uint32_t>, double> shared_edges(const GeometryColumn& shapes) {
    std::vector<SharedEdge> edges;
    const auto rounded = [](double v) { return static_cast<std::int64_t>(std::llround(v / grid)); };
    for (std::uint32_t row = 0; row < shapes.rows(); ++row) {
        const Range rings = shapes.row_rings(row);
        for (std::size_t ring = rings.begin; ring < rings.end; ++ring) {
            const auto points = shapes.ring(ring);
            for (std::size_t i = 1; i < points.size(); ++i) {
                std::array<std::int64_t, 2> a{rounded(points[i - 1].x), rounded(points[i - 1].y)},
                    b{rounded(points[i].x), rounded(points[i].y)};
                if (b < a) std::swap(a, b);
                edges.push_back({{a[0], a[1], b[0], b[1]},
                                 row,
                                 std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y)});
            }
        }
    }
    std::sort(edges.begin(), edges.end(),
              [](const SharedEdge& a, const SharedEdge& b) { return std::tie(a.at, a.unit) < std::tie(b.at, b.unit); });
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> shared;
    for (std::size_t i = 1; i < edges.size(); ++i)
        if (edges[i].at == edges[i - 1].at && edges[i].unit != edges[i - 1].unit)
            shared[{edges[i - 1].unit, edges[i].unit}] += edges[i].length;
    return shared;
}

void link_by_edges(FreeLand& land) {
    land.links.resize(land.units.size());
    for (const auto& [pair, length] : shared_edges(land.shapes)) {
        if (length < least_link) continue;
        land.links[pair.first].push_back({pair.second, length, west});
        land.links[pair.second].push_back({pair.first, length, west});
    }
}

std::uint32_t root_of(std::vector<std::uint32_t>& up, std::uint32_t row) {
    while (up[row] != row) row = up[row] = up[up[row]];
    return row;
}

/// 街坊: parcels that hang together without crossing a road become one; roads stay as they are.
GeometryColumn street_blocks(const GeometryColumn& parts, const std::vector<bool>& road) {
    std::vector<std::uint32_t> up = all_rows(parts.rows());
    for (const auto& [pair, length] : shared_edges(parts))
        if (!road[pair.first] && !road[pair.second]) up[root_of(up, pair.second)] = root_of(up, pair.first);
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (const std::uint32_t row : all_rows(parts.rows()))
        if (!parts.null(row)) members[root_of(up, row)].push_back(row);
    GeometryColumn blocks;
    for (const auto& [first, rows] : members) {
        const GeometryColumn pieces = exploded(united_or_null(rows_of(parts, rows)), 0);
        for (std::size_t piece = 0; piece < pieces.rows(); ++piece) blocks.add_row(pieces, piece);
    }
    return blocks;
}

}  // namespace

void cut_parcels(const ExpandGround& ground, const Rulebook& book, bool blocks, FreeLand& land) {
    std::vector<std::uint32_t> rows;
    GeometryColumn parts = parts_of_parcels(ground, land, rows);
    if (blocks) {
        const auto codes = book.words("expand_road_codes");
        std::vector<bool> road;
        road.reserve(rows.size());
        for (const std::uint32_t row : rows)
            road.push_back(under_any(codes, ground.land_systems[row], ground.land_codes[row]));
        parts = street_blocks(with_shared_corners(snapped(parts, grid)), road);
    }
    land.sources = with_shared_corners(snapped(cut_large(parts, land), grid));
    const Covered covered = covered_area(land.sources, land.blocked);
    std::vector<std::uint32_t> cut;
    for (std::uint32_t row = 0; row < land.sources.rows(); ++row)
        if (covered.area[row] > 0) cut.push_back(row);
    const GeometryColumn left = difference(rows_of(land.sources, cut), land.blocked);
    std::size_t next = 0;
    for (const std::uint32_t source : all_rows(land.sources.rows())) {
        if (land.sources.null(source)) continue;
        if (covered.area[source] == 0) add_unit(land, source, land.sources, source, true);
        if (next == cut.size() || cut[next] != source) continue;
        const GeometryColumn pieces = exploded(left, next++);
        for (std::size_t piece = 0; piece < pieces.rows(); ++piece)
            if (area(pieces, piece) >= least_area) add_unit(land, source, pieces, piece, false);
    }
    for (Piece& unit : land.units) unit.side = std::sqrt(unit.area);
    link_by_edges(land);
}

}  // namespace mutu

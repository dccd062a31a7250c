// Matching of directed edges: dealt into parts by hash, each part sorted, equal edges lie side by side.
#include "edges.hpp"

#include "mutu/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace mutu {
namespace {

constexpr std::size_t row_grain = 4096, edges_a_part = 1U << 15;

/// An edge from its smaller end to its larger; `code` is the row and, in the last bit, whether the row runs it
/// backwards.
struct Entry {
    GridPoint low, high;
    std::uint32_t code = 0;

    std::uint32_t row() const { return code >> 1; }
    bool backwards() const { return (code & 1U) != 0; }
    bool same_place(const Entry& other) const { return low == other.low && high == other.high; }
};

std::uint64_t hash_of(const Entry& e) {
    const auto join = [](GridPoint p) {
        return std::uint64_t{static_cast<std::uint32_t>(p.x)} << 32 | static_cast<std::uint32_t>(p.y);
    };
    std::uint64_t h = join(e.low) * 0x9E3779B97F4A7C15U;
    h = (h ^ (h >> 32) ^ join(e.high)) * 0xD6E8FEB86659FD93U;
    return h ^ (h >> 29);
}

/// Hands every edge of a row to `use`, land on the left.
template <class Use>
void each_entry(const Layer& layer, const EdgeMatch& match, std::size_t row, const Use& use) {
    const auto cell = [&](Xy p) {
        return GridPoint{static_cast<std::int32_t>(std::llround(p.x / match.grid) - match.origin_x),
                         static_cast<std::int32_t>(std::llround(p.y / match.grid) - match.origin_y)};
    };
    const Range rings = layer.column.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const std::span<const Xy> ring = layer.column.ring(r);
        GridPoint from = cell(ring[0]);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const GridPoint to = cell(ring[i]);
            const bool backwards = (to < from) == (layer.ring_signs[r] > 0);
            const auto code = static_cast<std::uint32_t>(row << 1 | (backwards ? 1U : 0U));
            if (from != to) use(Entry{std::min(from, to), std::max(from, to), code});
            from = to;
        }
    }
}

/// All entries, those of one hash part together; the order within a part follows from the rows alone.
struct Dealt {
    std::vector<Entry> entries;
    std::vector<std::size_t> begin;  // part → first entry
};

Dealt deal(const Layer& layer, const EdgeMatch& match, const std::vector<bool>& off_grid) {
    const std::size_t rows = layer.column.rows(), chunks = (rows + row_grain - 1) / row_grain;
    const std::size_t parts = layer.column.points().size() / edges_a_part + 1;
    std::vector<std::vector<std::uint32_t>> counts(chunks, std::vector<std::uint32_t>(parts, 0));
    const auto each_of_chunk = [&](std::size_t chunk, const auto& use) {
        for (std::size_t row = chunk * row_grain; row < std::min(rows, (chunk + 1) * row_grain); ++row)
            if (!off_grid[row]) each_entry(layer, match, row, [&](const Entry& e) { use(e, hash_of(e) % parts); });
    };
    parallel_for(chunks, [&](std::size_t chunk) {
        each_of_chunk(chunk, [&](const Entry&, std::size_t part) { ++counts[chunk][part]; });
    });
    Dealt dealt;
    dealt.begin.assign(parts + 1, 0);
    std::vector<std::vector<std::size_t>> next(chunks, std::vector<std::size_t>(parts));
    std::size_t sum = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) next[chunk][part] = sum, sum += counts[chunk][part];
        dealt.begin[part + 1] = sum;
    }
    dealt.entries.resize(sum);
    parallel_for(chunks, [&](std::size_t chunk) {
        each_of_chunk(chunk, [&](const Entry& e, std::size_t part) { dealt.entries[next[chunk][part]++] = e; });
    });
    return dealt;
}

/// What one part says: rows side by side along an edge, rows with an edge that is not matched, edges left open.
struct Told {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> beside;
    std::vector<std::uint32_t> unmatched;
    std::vector<GridEdge> open;
};

void tell_group(std::span<const Entry> group, Told& told) {
    const bool matched =
        group.size() == 2 && group[0].backwards() != group[1].backwards() && group[0].row() != group[1].row();
    if (matched) {
        told.beside.emplace_back(group[0].row(), group[1].row());
        return;
    }
    std::ptrdiff_t net = 0;  // forwards minus backwards: what does not cancel
    for (const Entry& e : group) net += e.backwards() ? -1 : 1, told.unmatched.push_back(e.row());
    for (const Entry& e : group) {
        if (net == 0) break;
        if (e.backwards() != (net < 0)) continue;
        told.open.push_back(e.backwards() ? GridEdge{e.high, e.low, e.row()} : GridEdge{e.low, e.high, e.row()});
        net += e.backwards() ? 1 : -1;
    }
}

Told told_by(std::span<Entry> part) {
    std::sort(part.begin(), part.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.low, a.high, a.code) < std::tie(b.low, b.high, b.code);
    });
    Told told;
    for (std::size_t i = 0, end = 0; i < part.size(); i = end) {
        for (end = i + 1; end < part.size() && part[end].same_place(part[i]);) ++end;
        tell_group(part.subspan(i, end - i), told);
    }
    return told;
}

std::uint32_t root(std::vector<std::uint32_t>& up, std::uint32_t row) {
    while (up[row] != row) row = up[row] = up[up[row]];
    return row;
}

/// Clean rows that hang together by their edges, each known by its smallest row.
void join_components(EdgeMatch& match, const std::vector<Told>& all, const std::vector<bool>& clean) {
    std::vector<std::uint32_t> up(clean.size());
    std::iota(up.begin(), up.end(), 0U);
    for (const Told& told : all)
        for (const auto& [a, b] : told.beside) {
            if (clean[a] && clean[b]) {
                const std::uint32_t p = root(up, a), q = root(up, b);
                up[std::max(p, q)] = std::min(p, q);
            } else {
                if (clean[a]) match.rim[a] = true;
                if (clean[b]) match.rim[b] = true;
            }
        }
    for (std::uint32_t row = 0; row < clean.size(); ++row)
        if (clean[row]) match.component[row] = static_cast<std::int32_t>(root(up, row));
}

bool fits(const Box& box, double grid) {
    constexpr double most = std::numeric_limits<std::uint32_t>::max() - 4.0;  // about the middle, to either side
    return !box.empty() && (box.max_x - box.min_x) / grid < most && (box.max_y - box.min_y) / grid < most;
}

}  // namespace

bool grid_holds(const GeometryColumn& flat, double grid, const std::vector<std::size_t>& broken) {
    Box all;
    std::size_t next = 0;
    for (std::size_t row = 0; row < flat.rows(); ++row) {
        const bool off_grid = next < broken.size() && broken[next] == row;
        if (off_grid) ++next;
        if (!off_grid && !flat.null(row)) all.grow(flat.box(row));
    }
    return fits(all, grid) && flat.rows() < std::numeric_limits<std::int32_t>::max();
}

EdgeMatch match_edges(const GeometryColumn& column, double grid, const std::vector<bool>& off_grid) {
    const Layer layer{column};
    EdgeMatch match;
    match.grid = grid;
    match.component.assign(column.rows(), -1);
    match.rim.assign(column.rows(), false);
    Box all;
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!off_grid[row] && !column.null(row)) all.grow(layer.boxes[row]);
    match.usable = fits(all, grid) && column.rows() < std::numeric_limits<std::int32_t>::max();
    if (!match.usable) return match;
    match.origin_x = std::llround((all.min_x + all.max_x) / 2 / grid);
    match.origin_y = std::llround((all.min_y + all.max_y) / 2 / grid);

    Dealt dealt = deal(layer, match, off_grid);
    const std::size_t parts = dealt.begin.size() - 1;
    std::vector<Told> told(parts);
    parallel_for(parts, [&](std::size_t part) {
        told[part] = told_by({dealt.entries.data() + dealt.begin[part], dealt.begin[part + 1] - dealt.begin[part]});
    });
    std::vector<bool> clean(column.rows());
    for (std::size_t row = 0; row < clean.size(); ++row) clean[row] = !off_grid[row] && !column.null(row);
    for (const Told& part : told)
        for (const std::uint32_t row : part.unmatched) clean[row] = false;
    join_components(match, told, clean);
    for (Told& part : told) match.open.insert(match.open.end(), part.open.begin(), part.open.end());
    std::sort(match.open.begin(), match.open.end(), [](const GridEdge& e, const GridEdge& f) {
        return std::tie(e.a, e.b, e.row) < std::tie(f.a, f.b, f.row);
    });
    return match;
}

}  // namespace mutu

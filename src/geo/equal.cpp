// Rows with the same shape, found by a hash that does not see ring start or direction and then compared edge by edge.
#include "mutu/overlay.hpp"
#include "mutu/parallel.hpp"

#include <algorithm>
#include <bit>
#include <tuple>
#include <unordered_map>

namespace mutu {
namespace {

using Line = std::tuple<double, double, double, double>;  // an edge from its smaller end to its larger

template <class Use>
void each_line(const GeometryColumn& column, std::size_t row, const Use& use) {
    const Range rings = column.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const std::span<const Xy> ring = column.ring(r);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const std::pair p{ring[i].x + 0.0, ring[i].y + 0.0},
                q{ring[i + 1].x + 0.0, ring[i + 1].y + 0.0};  // −0 is 0
            if (p == q) continue;
            const auto& [a, b] = std::minmax(p, q);
            use(Line{a.first, a.second, b.first, b.second});
        }
    }
}

std::uint64_t mixed(std::uint64_t h) {
    h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93U;
    h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93U;
    return h ^ (h >> 32);
}

/// A sum over edges, so their order does not matter.
std::uint64_t hash_of(const GeometryColumn& column, std::size_t row) {
    std::uint64_t sum = 0;
    each_line(column, row, [&](const Line& line) {
        std::uint64_t h = 1;
        std::apply([&](auto... value) { ((h = mixed(h + std::bit_cast<std::uint64_t>(value))), ...); }, line);
        sum += h;
    });
    return sum;
}

std::vector<Line> lines_of(const GeometryColumn& column, std::size_t row) {
    std::vector<Line> lines;
    each_line(column, row, [&](const Line& line) { lines.push_back(line); });
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace

std::vector<std::size_t> first_equal(const GeometryColumn& column) {
    std::vector<std::uint64_t> hashes(column.rows());
    parallel_for(column.rows(), [&](std::size_t row) { hashes[row] = hash_of(column, row); });
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> firsts;  // by hash, the different shapes met so far
    std::vector<std::size_t> first(column.rows());
    for (std::size_t row = 0; row < column.rows(); ++row) {
        first[row] = row;
        if (column.null(row)) continue;
        std::vector<std::size_t>& met = firsts[hashes[row]];
        const auto same = std::find_if(met.begin(), met.end(), [&](std::size_t other) {
            return lines_of(column, other) == lines_of(column, row);
        });
        if (same == met.end())
            met.push_back(row);
        else
            first[row] = *same;
    }
    return first;
}

}  // namespace mutu

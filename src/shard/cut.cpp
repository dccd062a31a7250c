// Neighbourhoods: whatever shares a cell of some 200 m with something else belongs together. Coarser than touching, and
// linear; pieces are then filled with neighbourhoods, the heaviest first.
#include "mutu/shard.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace mutu {
namespace {

constexpr double cell_degrees = 0.002, margin_degrees = 0.0003;
constexpr double most_cells_a_side = 2000;          // of the largest shape; cells grow with it
constexpr std::size_t most_cells_looked_at = 4096;  // of land use and the like; larger shapes go into every piece

class Joined {
public:
    std::size_t add() {
        above_.push_back(above_.size());
        return above_.size() - 1;
    }
    std::size_t top(std::size_t one) {
        while (above_[one] != one) one = above_[one] = above_[above_[one]];
        return one;
    }
    /// The older of the two stays on top.
    void join(std::size_t a, std::size_t b) {
        a = top(a), b = top(b);
        above_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> above_;
};

class Cells {
public:
    explicit Cells(double size) : size_{size} {}
    /// Calls `body` with each cell that the box and its margin meet.
    template <class Body>
    void each(const Box& box, const Body& body) const {
        const auto [x, y] = corners(box);
        for (std::int64_t i = x.first; i <= x.second; ++i)
            for (std::int64_t j = y.first; j <= y.second; ++j) body(i * (std::int64_t{1} << 32) + j);
    }
    std::size_t count(const Box& box) const {
        const auto [x, y] = corners(box);
        return static_cast<std::size_t>((x.second - x.first + 1) * (y.second - y.first + 1));
    }

private:
    using Span = std::pair<std::int64_t, std::int64_t>;
    Span span(double low, double high) const {
        return {std::llround(std::floor((low - margin_degrees) / size_)),
                std::llround(std::floor((high + margin_degrees) / size_))};
    }
    std::pair<Span, Span> corners(const Box& box) const {
        return {span(box.min_x, box.max_x), span(box.min_y, box.max_y)};
    }
    double size_;
};

double cell_size(const std::vector<std::vector<Box>>& boxes) {
    double longest = 0;
    for (const Role role : all_roles())
        if (is_cut(role))
            for (const Box& box : boxes[static_cast<std::size_t>(role)])
                if (!box.empty()) longest = std::max({longest, box.max_x - box.min_x, box.max_y - box.min_y});
    return std::max(cell_degrees, longest / most_cells_a_side);
}

struct Neighbourhoods {
    std::array<std::vector<std::size_t>, role_count> of_row;  // none: `nowhere`
    std::unordered_map<std::int64_t, std::size_t> of_cell;
    Joined joined;
};
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Rows that share a cell, and the rows of one park.
Neighbourhoods joined_by_land(const Holdings& holdings, const std::vector<std::vector<Box>>& boxes,
                              const Cells& cells) {
    Neighbourhoods all;
    for (const Role role : all_roles()) {
        const auto slot = static_cast<std::size_t>(role);
        all.of_row[slot].assign(holdings[role].rows(), nowhere);
        if (!is_cut(role)) continue;
        for (std::size_t row = 0; row < boxes[slot].size(); ++row) {
            if (boxes[slot][row].empty()) continue;
            const std::size_t own = all.of_row[slot][row] = all.joined.add();
            cells.each(boxes[slot][row], [&](std::int64_t cell) {
                const auto [found, fresh] = all.of_cell.try_emplace(cell, own);
                if (!fresh) all.joined.join(own, found->second);
            });
        }
    }
    const auto ids = holdings[Role::park].column<std::string>("park_id");
    const auto& parks = all.of_row[static_cast<std::size_t>(Role::park)];
    std::unordered_map<std::string, std::size_t> first;
    for (std::size_t row = 0; row < parks.size(); ++row)
        if (ids[row] && parks[row] != nowhere) {
            const auto [found, fresh] = first.try_emplace(*ids[row], parks[row]);
            if (!fresh) all.joined.join(parks[row], found->second);
        }
    return all;
}

std::size_t points_of(const GeometryColumn& shapes, std::size_t row) {
    std::size_t points = 0;
    const Range rings = shapes.row_rings(row);
    for (std::size_t ring = rings.begin; ring < rings.end; ++ring) points += shapes.ring(ring).size();
    return points;
}

/// ShardPiece of each neighbourhood: the heaviest first, each into the lightest piece so far.
std::unordered_map<std::size_t, std::size_t> dealt(const Holdings& holdings, Neighbourhoods& all,
                                                   std::vector<ShardPiece>& pieces) {
    std::map<std::size_t, std::size_t> weight;
    for (const Role role : all_roles()) {
        const auto& rows = all.of_row[static_cast<std::size_t>(role)];
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (rows[row] != nowhere) weight[all.joined.top(rows[row])] += points_of(holdings[role].shapes(), row);
    }
    std::vector<std::pair<std::size_t, std::size_t>> order(weight.begin(), weight.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::unordered_map<std::size_t, std::size_t> piece_of;
    for (const auto& [neighbourhood, points] : order) {
        const auto lightest = std::min_element(
            pieces.begin(), pieces.end(), [](const ShardPiece& a, const ShardPiece& b) { return a.points < b.points; });
        lightest->points += points;
        piece_of[neighbourhood] = static_cast<std::size_t>(lightest - pieces.begin());
    }
    return piece_of;
}

/// Supply rows without a shape, by the keys of the parcels of each piece.
void add_undrawn_supplies(const Holdings& holdings, const std::vector<Box>& boxes, std::vector<ShardPiece>& pieces) {
    const Table &parcels = holdings[Role::parcel], &supplies = holdings[Role::supply];
    for (ShardPiece& piece : pieces) {
        std::vector<bool> named(supplies.rows(), false);
        for (const std::string_view field : {"parcel_id", "supervision_no", "contract_no", "bdcdyh", "holder_name"}) {
            if (!find_field(Role::parcel, field) || !find_field(Role::supply, field)) continue;
            const auto theirs = parcels.column<std::string>(field), ours = supplies.column<std::string>(field);
            std::unordered_map<std::string_view, bool> held;
            for (const std::size_t row : piece.rows[static_cast<std::size_t>(Role::parcel)])
                if (theirs[row]) held.emplace(*theirs[row], true);
            for (std::size_t row = 0; row < named.size(); ++row)
                named[row] = named[row] || (ours[row] && held.contains(*ours[row]));
        }
        auto& rows = piece.rows[static_cast<std::size_t>(Role::supply)];
        for (std::size_t row = 0; row < named.size(); ++row)
            if (named[row] && (row >= boxes.size() || boxes[row].empty())) rows.push_back(row);
        std::sort(rows.begin(), rows.end());
    }
}

/// Land use, plans and constraints, wherever one of their cells is somebody's.
void add_ground(const Holdings& holdings, const std::vector<std::vector<Box>>& boxes, const Cells& cells,
                Neighbourhoods& all, const std::unordered_map<std::size_t, std::size_t>& piece_of,
                std::vector<ShardPiece>& pieces) {
    std::vector<bool> met(pieces.size());
    for (const Role role : all_roles()) {
        const auto slot = static_cast<std::size_t>(role);
        if (is_cut(role) || !has_shape(role)) continue;
        for (std::size_t row = 0; row < holdings[role].rows(); ++row) {
            if (row >= boxes[slot].size() || boxes[slot][row].empty()) continue;
            const bool wide = cells.count(boxes[slot][row]) > most_cells_looked_at;
            met.assign(pieces.size(), wide);
            if (!wide)
                cells.each(boxes[slot][row], [&](std::int64_t cell) {
                    if (const auto found = all.of_cell.find(cell); found != all.of_cell.end())
                        met[piece_of.at(all.joined.top(found->second))] = true;
                });
            for (std::size_t piece = 0; piece < pieces.size(); ++piece)
                if (met[piece]) pieces[piece].rows[slot].push_back(row);
        }
    }
}

}  // namespace

bool is_cut(Role role) {
    return has_shape(role) && role != Role::landuse && role != Role::plan && role != Role::constraint;
}

std::vector<ShardPiece> cut(const Holdings& holdings, const std::vector<std::vector<Box>>& boxes, std::size_t count) {
    const Cells cells{cell_size(boxes)};
    Neighbourhoods all = joined_by_land(holdings, boxes, cells);
    std::vector<ShardPiece> pieces(count);
    const auto piece_of = dealt(holdings, all, pieces);
    for (const Role role : all_roles()) {
        const auto& rows = all.of_row[static_cast<std::size_t>(role)];
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (rows[row] != nowhere)
                pieces[piece_of.at(all.joined.top(rows[row]))].rows[static_cast<std::size_t>(role)].push_back(row);
    }
    add_undrawn_supplies(holdings, boxes[static_cast<std::size_t>(Role::supply)], pieces);
    add_ground(holdings, boxes, cells, all, piece_of, pieces);
    return pieces;
}

}  // namespace mutu

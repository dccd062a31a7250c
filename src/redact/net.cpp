// Shortest augmenting paths, ended as soon as enough has moved: mostly a rectangle of four cells is enough.
#include "net.hpp"

#include <algorithm>
#include <deque>

namespace mutu {

void Behind::add(std::uint32_t firm, std::int64_t fen) { firms[firm] += fen; }

void Behind::settle() {
    for (const auto& [firm, fen] : firms) {
        sum += fen, weight += std::abs(fen);
        negative = negative || fen < 0;
    }
}

std::int64_t Behind::rest(Knower knower) const {
    const auto own = knower ? firms.find(*knower) : firms.end();
    return weight - (own == firms.end() ? 0 : std::abs(own->second));
}

bool Behind::alone(Knower knower) const { return knower && firms.size() == 1 && firms.contains(*knower); }

CellState Behind::judged(const DisclosureRule& rule) const {
    if (firms.empty()) return CellState::empty;
    if (firms.size() < static_cast<std::size_t>(rule.least_firms)) return CellState::few;
    std::int64_t first = 0, second = 0;
    for (const auto& [firm, fen] : firms) {
        const std::int64_t size = std::abs(fen);
        if (size > first)
            second = std::exchange(first, size);
        else
            second = std::max(second, size);
    }
    // A sum of nothing but zeros tells each of them.
    if (weight == 0 || first > weight / 100 * rule.largest_percent + weight % 100 * rule.largest_percent / 100)
        return CellState::dominated;
    if (__extension__ __int128{weight - first - second} * 100 < __extension__ __int128{first} * rule.peer_percent)
        return CellState::peers;
    return CellState::shown;
}

std::vector<Behind> behind(std::size_t rows, std::size_t columns, const std::vector<Contribution>& contributions) {
    std::vector<Behind> cells((rows + 1) * (columns + 1));
    for (const Contribution& one : contributions)
        for (const std::size_t row : {one.row, rows})
            for (const std::size_t column : {one.column, columns})
                cells[row * (columns + 1) + column].add(one.firm, one.amount.fen());
    for (Behind& cell : cells) cell.settle();
    return cells;
}

bool HiddenNet::moves(std::size_t row, std::size_t column, bool up, std::int64_t need,
                      const std::vector<Room>& rooms) const {
    const std::size_t wide = table_.columns + 1, high = table_.rows + 1, target = row * wide + column;
    if ((up ? rooms[target].up : rooms[target].down) < need) return false;
    std::vector<std::int64_t> flow(table_.cells.size());  // from the row to the column, net
    // What still fits from the row to the column of a cell, or back.
    const auto room = [&](std::size_t r, std::size_t c, bool forth) {
        const std::size_t cell = r * wide + c;
        if (cell == target || !hidden(table_.cells[cell].state)) return std::int64_t{0};
        const bool rises = forth != total(r, c);
        return (rises ? rooms[cell].up : rooms[cell].down) + (forth ? -flow[cell] : flow[cell]);
    };
    // The target takes what goes from its row to its column; the rest of the net must bring it back.
    const bool back = up != total(row, column);
    const std::size_t source = back ? high + column : row, sink = back ? row : high + column;
    constexpr std::size_t unseen = SIZE_MAX;
    while (need > 0) {
        std::vector<std::size_t> from(high + wide, unseen);
        std::deque<std::size_t> queue{source};
        from[source] = source;
        while (!queue.empty() && from[sink] == unseen) {
            const std::size_t node = queue.front();
            queue.pop_front();
            const bool is_row = node < high;
            for (std::size_t other = is_row ? high : 0; other < (is_row ? high + wide : high); ++other) {
                if (from[other] != unseen) continue;
                if (room(is_row ? node : other, is_row ? other - high : node - high, is_row) <= 0) continue;
                from[other] = node;
                queue.push_back(other);
            }
        }
        if (from[sink] == unseen) return false;
        std::int64_t least = need;
        for (std::size_t node = sink; node != source; node = from[node]) {
            const bool forth = from[node] < high;
            least = std::min(least, room(forth ? from[node] : node, (forth ? node : from[node]) - high, forth));
        }
        for (std::size_t node = sink; node != source; node = from[node]) {
            const bool forth = from[node] < high;
            const std::size_t cell = (forth ? from[node] : node) * wide + (forth ? node : from[node]) - high;
            flow[cell] += forth ? least : -least;
        }
        need -= least;
    }
    return true;
}

}  // namespace mutu

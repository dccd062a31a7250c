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

namespace {

/// One search for what the rest of the net can bring back. Nodes are rows, then columns.
class Search {
public:
    Search(const GuardedTable& table, const std::vector<HiddenNet::Room>& rooms, std::size_t target)
        : table_{table}, rooms_{rooms}, target_{target}, flow_(table.cells.size()) {}

    bool brings(std::size_t source, std::size_t sink, std::int64_t need) {
        while (need > 0) {
            if (!reaches(source, sink)) return false;
            std::int64_t least = need;
            for (std::size_t node = sink; node != source; node = from_[node])
                least = std::min(least, room(from_[node], node));
            for (std::size_t node = sink; node != source; node = from_[node])
                flow_[cell_between(from_[node], node)] += from_[node] < high() ? least : -least;
            need -= least;
        }
        return true;
    }

private:
    std::size_t high() const { return table_.rows + 1; }
    std::size_t wide() const { return table_.columns + 1; }
    std::size_t cell_between(std::size_t a, std::size_t b) const {
        return std::min(a, b) * wide() + std::max(a, b) - high();
    }

    /// What still fits from a row to a column, or back.
    std::int64_t room(std::size_t from, std::size_t to) const {
        const std::size_t cell = cell_between(from, to);
        if (cell == target_ || !hidden(table_.cells[cell].state)) return 0;
        const bool forth = from < high();
        const bool total = (cell / wide() == table_.rows) != (cell % wide() == table_.columns);
        const bool rises = forth != total;
        return (rises ? rooms_[cell].up : rooms_[cell].down) + (forth ? -flow_[cell] : flow_[cell]);
    }

    /// The shortest way, kept in `from_`.
    bool reaches(std::size_t source, std::size_t sink) {
        from_.assign(high() + wide(), SIZE_MAX);
        from_[source] = source;
        for (std::deque<std::size_t> queue{source}; !queue.empty() && from_[sink] == SIZE_MAX; queue.pop_front()) {
            const std::size_t node = queue.front(), first = node < high() ? high() : 0;
            const std::size_t end = node < high() ? high() + wide() : high();
            for (std::size_t other = first; other < end; ++other)
                if (from_[other] == SIZE_MAX && room(node, other) > 0) {
                    from_[other] = node;
                    queue.push_back(other);
                }
        }
        return from_[sink] != SIZE_MAX;
    }

    const GuardedTable& table_;
    const std::vector<HiddenNet::Room>& rooms_;
    std::size_t target_;
    std::vector<std::int64_t> flow_;  // of each cell from its row to its column, net
    std::vector<std::size_t> from_;
};

}  // namespace

bool HiddenNet::moves(std::size_t row, std::size_t column, bool up, std::int64_t need,
                      const std::vector<Room>& rooms) const {
    const std::size_t target = row * (table_.columns + 1) + column, column_node = table_.rows + 1 + column;
    if ((up ? rooms[target].up : rooms[target].down) < need) return false;
    // The target takes what goes from its row to its column; totals count with the other sign. The rest of the net must
    // bring it back.
    const bool forth = up != ((row == table_.rows) != (column == table_.columns));
    Search rest{table_, rooms, target};
    return forth ? rest.brings(column_node, row, need) : rest.brings(row, column_node, need);
}

}  // namespace mutu

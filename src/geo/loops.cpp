// Tracing of loops: open edges run backwards, at each vertex the sharpest turn to the left that is still unused.
#include "loops.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace mutu {
namespace {

/// Half of the turn clockwise from `zero` in which v lies: 0 along it, 1 within the first half turn, 2 beyond.
int half(GridVector zero, GridVector v) {
    const Wide side = cross(zero, v);
    if (side == 0) return dot(zero, v) > 0 ? 0 : 1;
    return side < 0 ? 1 : 2;
}

/// Turning clockwise from `zero`, a comes before b.
bool sooner(GridVector zero, GridVector a, GridVector b) {
    const int p = half(zero, a), q = half(zero, b);
    if (p != q) return p < q;
    return cross(a, b) < 0;
}

double area_of(const std::vector<GridPoint>& points, double grid) {
    Wide twice = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const GridVector a = from_to(points[0], points[i]), b = from_to(points[0], points[(i + 1) % points.size()]);
        twice += cross(a, b);
    }
    return static_cast<double>(twice) / 2 * grid * grid;
}

/// The open edges backwards, linked into loops without repeated vertices: at each vertex the sharpest turn to the left.
class Tracer {
public:
    explicit Tracer(const EdgeMatch& match) : grid_{match.grid} {
        for (const GridEdge& e : match.open) ways_.push_back({e.b, e.a, e.row});
        std::sort(ways_.begin(), ways_.end(), [](const GridEdge& e, const GridEdge& f) {
            return std::tie(e.a, e.b, e.row) < std::tie(f.a, f.b, f.row);
        });
        used_.assign(ways_.size(), false);
    }

    std::vector<Loop> loops() {
        for (std::size_t i = 0; i < ways_.size(); ++i)
            if (!used_[i]) walk(i);
        return std::move(loops_);
    }

private:
    std::size_t next(const GridEdge& way) const {
        const auto [first, last] = std::equal_range(ways_.begin(), ways_.end(), GridEdge{way.b, {}, 0},
                                                    [](const GridEdge& e, const GridEdge& f) { return e.a < f.a; });
        const GridVector back = from_to(way.b, way.a);
        std::size_t best = ways_.size();
        for (auto at = first; at != last; ++at) {
            const auto i = static_cast<std::size_t>(at - ways_.begin());
            if (used_[i]) continue;
            if (best == ways_.size() || sooner(back, from_to(way.b, at->b), from_to(way.b, ways_[best].b))) best = i;
        }
        return best;
    }

    /// Whenever the way comes back to a vertex it has passed, what lies between is a loop of its own.
    void walk(std::size_t way) {
        std::vector<std::size_t> path;
        std::map<GridPoint, std::size_t> passed;  // vertex → place in the path of the way that leaves it
        while (way < ways_.size()) {
            used_[way] = true;
            passed[ways_[way].a] = path.size();
            path.push_back(way);
            const GridEdge& last = ways_[way];
            if (const auto seen = passed.find(last.b); seen != passed.end()) {
                const std::size_t from = seen->second;
                keep({path.data() + from, path.size() - from});
                for (std::size_t i = from; i < path.size(); ++i) passed.erase(ways_[path[i]].a);
                path.resize(from);
                if (path.empty()) return;
                way = next(ways_[path.back()]);
                continue;
            }
            way = next(last);
        }
    }

    void keep(std::span<const std::size_t> ways) {
        Loop loop;
        for (const std::size_t way : ways) loop.points.push_back(ways_[way].a), loop.rows.insert(ways_[way].row);
        loop.area = area_of(loop.points, grid_);
        if (loop.area != 0) loops_.push_back(std::move(loop));  // a vertex more on one side encloses nothing
    }

    double grid_;
    std::vector<GridEdge> ways_;
    std::vector<bool> used_;
    std::vector<Loop> loops_;
};

}  // namespace

std::vector<Loop> loops_of(const EdgeMatch& match) { return Tracer{match}.loops(); }

}  // namespace mutu

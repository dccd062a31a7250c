// Union of neighbours by their shared edges: what two of them share, once there and once back, is no boundary.
//
// Neighbours of one cadastral layer repeat each other's corners bit by bit, so the boundary of their union is the edges
// that stand alone. The answer is given only where it is proved: every edge left is certainly apart from every other
// one or meets it in a common corner, and no ring lies where land is already. Anything else is for GEOS.
#include "overlay_parts.hpp"
#include "simple.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace mutu {
namespace {

/// A directed edge with land on its left.
struct Side {
    Xy from, to;
};

bool less(Xy a, Xy b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); }
Xy low(const Side& s) { return less(s.from, s.to) ? s.from : s.to; }
Xy high(const Side& s) { return less(s.from, s.to) ? s.to : s.from; }

/// False where a ring has no side.
bool add_sides(const GeometryColumn& column, std::size_t row, std::vector<Side>& sides) {
    const Range parts = column.parts(row);
    for (std::size_t part = parts.begin; part < parts.end; ++part) {
        const Range rings = column.rings(part);
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            const std::span<const Xy> ring = column.ring(r);
            const double turn = signed_area(ring);
            if (turn == 0) return false;
            const bool along = (turn > 0) == (r == rings.begin);
            for (std::size_t i = 0; i + 1 < ring.size(); ++i)
                if (ring[i] != ring[i + 1])
                    sides.push_back(along ? Side{ring[i], ring[i + 1]} : Side{ring[i + 1], ring[i]});
        }
    }
    return true;
}

/// Takes out pairs that run there and back; false where one line occurs in any other way.
bool cancel(std::vector<Side>& sides) {
    std::sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) {
        const Xy la = low(a), lb = low(b), ha = high(a), hb = high(b);
        return std::tie(la.x, la.y, ha.x, ha.y) < std::tie(lb.x, lb.y, hb.x, hb.y);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0, end = 0; i < sides.size(); i = end) {
        for (end = i + 1; end < sides.size() && low(sides[end]) == low(sides[i]) && high(sides[end]) == high(sides[i]);)
            ++end;
        if (end - i > 2 || (end - i == 2 && sides[i].from == sides[i + 1].from)) return false;
        if (end - i == 1) sides[kept++] = sides[i];
    }
    sides.resize(kept);
    return true;
}

/// Sorted by their lower end already: each edge against those that reach its left end.
bool all_apart(const std::vector<Side>& sides) {
    std::vector<const Side*> open;
    for (const Side& side : sides) {
        std::size_t kept = 0;
        for (const Side* other : open) {
            if (high(*other).x < low(side).x) continue;
            open[kept++] = other;
            if (!certainly_clear(side.from, side.to, other->from, other->to)) return false;
        }
        open.resize(kept);
        open.push_back(&side);
    }
    return true;
}

/// Of the edges that leave a corner, the one next to the way we came, through the land on the left.
std::size_t leftmost(const std::vector<Side>& sides, std::size_t came, std::size_t begin, std::size_t end,
                     const std::vector<bool>& used) {
    const Xy corner = sides[came].to, back{sides[came].from.x - corner.x, sides[came].from.y - corner.y};
    const auto clockwise = [&](std::size_t i) {  // angle from the way back, (0, 2π]
        const double x = sides[i].to.x - corner.x, y = sides[i].to.y - corner.y;
        const double angle = std::atan2(back.y * x - back.x * y, back.x * x + back.y * y);
        return angle > 0 ? angle : angle + 7;
    };
    std::size_t best = end;
    for (std::size_t i = begin; i < end; ++i)
        if (!used[i] && (best == end || clockwise(i) < clockwise(best))) best = i;
    return best;
}

using Ring = std::vector<Xy>;

/// Goes from corner to corner and cuts off a ring whenever one is reached again that more than one edge leaves.
class Walk {
public:
    explicit Walk(Xy start) : path_{start} {}

    void to(Xy corner, bool forks, std::vector<Ring>& rings) {
        const bool home = corner == path_.front();
        const auto again = forks && !home ? std::find(path_.begin(), path_.end(), corner) : path_.begin();
        if (!home && (!forks || again == path_.end())) return path_.push_back(corner);
        Ring ring{again, path_.end()};
        ring.push_back(corner);
        path_.erase(again + 1, path_.end());
        rings.push_back(std::move(ring));
    }
    bool closed() const { return path_.size() == 1; }

private:
    Ring path_;  // every corner once
};

/// Walks along the edges with land on the left until none is left over; absent where one does not lead home.
std::optional<std::vector<Ring>> walked(std::vector<Side>& sides) {
    std::sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) {
        return std::tie(a.from.x, a.from.y, a.to.x, a.to.y) < std::tie(b.from.x, b.from.y, b.to.x, b.to.y);
    });
    std::vector<bool> used(sides.size());
    std::vector<Ring> rings;
    for (std::size_t first = 0; first < sides.size(); ++first) {
        if (used[first]) continue;
        Walk walk{sides[first].from};
        for (std::size_t at = first; at != sides.size();) {
            used[at] = true;
            const Xy corner = sides[at].to;
            const auto leaving = std::equal_range(sides.begin(), sides.end(), Side{corner, corner},
                                                  [](const Side& a, const Side& b) { return less(a.from, b.from); });
            const auto begin = static_cast<std::size_t>(leaving.first - sides.begin()),
                       end = static_cast<std::size_t>(leaving.second - sides.begin());
            walk.to(corner, end - begin > 1, rings);
            const std::size_t next = leftmost(sides, at, begin, end, used);
            at = next == end ? sides.size() : next;
        }
        if (!walk.closed()) return std::nullopt;
    }
    return rings;
}

/// Whether p, which lies on no edge of the ring, lies in it; absent where rounding might decide.
std::optional<bool> holds(const Ring& ring, Xy p) {
    bool in = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Xy a = ring[i], b = ring[i + 1];
        if ((a.y <= p.y) == (b.y <= p.y) || (a.x < p.x && b.x < p.x)) continue;
        const int side = certain_side(a, b, p);
        if (side == 0) return std::nullopt;
        if ((side > 0) == (a.y < b.y)) in = !in;  // the edge lies right of p
    }
    return in;
}

/// A ring with the box that spares most questions.
struct Boxed {
    const Ring* ring;
    Box box;
};

/// Whether `inner`, which crosses no edge of `outer`, lies in it: told by a corner they do not share, if there is one.
std::optional<bool> within(const Boxed& inner, const Boxed& outer) {
    if (!inner.box.meets(outer.box)) return false;
    for (const Xy p : *inner.ring)
        if (std::find(outer.ring->begin(), outer.ring->end(), p) == outer.ring->end()) return holds(*outer.ring, p);
    return std::nullopt;
}

std::optional<bool> nested(const std::vector<Boxed>& shells) {
    for (const Boxed& shell : shells)
        for (const Boxed& other : shells) {
            if (shell.ring == other.ring) continue;
            const auto inside = within(shell, other);
            if (!inside || *inside) return inside;
        }
    return false;
}

/// The one shell that a hole lies in.
std::optional<std::size_t> owner_of(const Boxed& hole, const std::vector<Boxed>& shells) {
    std::optional<std::size_t> owner;
    for (std::size_t s = 0; s < shells.size(); ++s) {
        const auto inside = within(hole, shells[s]);
        if (!inside || (*inside && owner)) return std::nullopt;
        if (*inside) owner = s;
    }
    return owner;
}

/// Shells with their holes as one row; absent where a shell lies in another one – an island, or land twice – or a hole
/// in none.
std::optional<GeometryColumn> assembled(const std::vector<Ring>& rings) {
    std::vector<Boxed> shells, holes;
    for (const Ring& ring : rings) {
        Box box;
        for (const Xy p : ring) box.grow(p);
        (signed_area(ring) > 0 ? shells : holes).push_back({&ring, box});
    }
    if (nested(shells).value_or(true)) return std::nullopt;
    std::vector<std::vector<const Ring*>> parts;
    for (const Boxed& shell : shells) parts.push_back({shell.ring});
    for (const Boxed& hole : holes) {
        const auto owner = owner_of(hole, shells);
        if (!owner) return std::nullopt;
        parts[*owner].push_back(hole.ring);
    }
    GeometryColumn row;
    for (const auto& part : parts) {
        for (const Ring* ring : part) {
            for (const Xy p : *ring) row.add_point(p);
            if (!row.end_ring()) return std::nullopt;
        }
        row.end_part();
    }
    row.end_row();
    return row;
}

}  // namespace

std::optional<GeometryColumn> union_of_neighbours(const GeometryColumn& column, std::span<const std::uint32_t> rows) {
    std::vector<Side> sides;
    for (const std::uint32_t row : rows)
        if (!add_sides(column, row, sides)) return std::nullopt;
    if (!cancel(sides) || !all_apart(sides)) return std::nullopt;
    auto rings = walked(sides);
    return rings ? assembled(*rings) : std::nullopt;
}

}  // namespace mutu

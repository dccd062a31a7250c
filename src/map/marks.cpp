// Labels: the name inside its parcel where it fits, else a number.
#include "layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace mutu {
namespace {

constexpr double least_size = 1.7;  // mm: smaller letters are not read on paper

/// Heights of letters on this sheet, the best first, down to what is read.
std::vector<double> sizes_on(double unit, std::initializer_list<double> wanted) {
    std::vector<double> sizes;
    for (const double size : wanted) {
        sizes.push_back(std::max(size * unit, least_size));
        if (sizes.back() == least_size) break;
    }
    return sizes;
}

/// A parcel on paper with spots inside it, the roomiest first.
struct Ground {
    std::vector<std::pair<Xy, Xy>> edges;
    Box box;
    std::vector<std::pair<double, Xy>> spots;  // distance to the boundary, place
};

double distance(Xy p, Xy a, Xy b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

bool inside(const Ground& ground, Xy p) {
    bool in = false;
    for (const auto& [a, b] : ground.edges)
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
    return in;
}

/// A segment has a part within the rectangle about `at`.
bool crosses(Xy a, Xy b, Xy at, double half_width, double half_height) {
    double enter = 0, leave = 1;
    const auto cut = [&](double from, double along, double low, double high) {
        if (along == 0) return from > low && from < high;
        const double one = (low - from) / along, other = (high - from) / along;
        enter = std::max(enter, std::min(one, other)), leave = std::min(leave, std::max(one, other));
        return enter < leave;
    };
    return cut(a.x, b.x - a.x, at.x - half_width, at.x + half_width) &&
           cut(a.y, b.y - a.y, at.y - half_height, at.y + half_height);
}

bool holds(const Ground& ground, double room, Xy at, Extent extent) {
    const double half_width = extent.width / 2, half_height = extent.height / 2;
    if (room >= std::hypot(half_width, half_height)) return true;
    if (room < std::min(half_width, half_height)) return false;
    return std::none_of(ground.edges.begin(), ground.edges.end(), [&](const auto& edge) {
        return crosses(edge.first, edge.second, at, half_width, half_height);
    });
}

Ground ground_of(const SheetLayout& layout, const GeometryColumn& shapes, std::size_t row) {
    Ground ground;
    for (const auto& ring : layout.outline(shapes, row).rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            ground.edges.emplace_back(ring[i], ring[(i + 1) % ring.size()]);
            ground.box.grow(ring[i]);
        }
    if (ground.box.empty()) return ground;
    constexpr int raster = 11;
    const double step_x = (ground.box.max_x - ground.box.min_x) / raster;
    const double step_y = (ground.box.max_y - ground.box.min_y) / raster;
    for (int i = 0; i < raster; ++i)
        for (int j = 0; j < raster; ++j) {
            const Xy p{ground.box.min_x + (i + 0.5) * step_x, ground.box.min_y + (j + 0.5) * step_y};
            if (!inside(ground, p)) continue;
            double room = INFINITY;
            for (const auto& [a, b] : ground.edges) room = std::min(room, distance(p, a, b));
            ground.spots.emplace_back(room, p);
        }
    // Of places about as roomy the one nearest to the middle.
    const Xy middle{(ground.box.min_x + ground.box.max_x) / 2, (ground.box.min_y + ground.box.max_y) / 2};
    const auto rank = [&](const std::pair<double, Xy>& spot) {
        constexpr double alike = 0.2;  // mm
        return std::pair{-std::floor(spot.first / alike),
                         std::hypot(spot.second.x - middle.x, spot.second.y - middle.y)};
    };
    std::stable_sort(ground.spots.begin(), ground.spots.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    if (ground.spots.empty()) ground.spots.emplace_back(0, layout.paper(inner_point(shapes, row)));
    return ground;
}

/// Rectangles that are taken, in squares of the sheet.
class Taken {
public:
    bool free(const Box& box) const {
        bool meets = false;
        each(box, [&](const std::pair<int, int>& square) {
            const auto found = squares_.find(square);
            if (found == squares_.end()) return;
            for (const Box& other : found->second) meets = meets || other.meets(box);
        });
        return !meets;
    }
    void take(const Box& box) {
        each(box, [&](const std::pair<int, int>& square) { squares_[square].push_back(box); });
    }

private:
    template <class Body>
    static void each(const Box& box, Body body) {
        constexpr double side = 12;
        for (int x = static_cast<int>(std::floor(box.min_x / side)); x <= std::floor(box.max_x / side); ++x)
            for (int y = static_cast<int>(std::floor(box.min_y / side)); y <= std::floor(box.max_y / side); ++y)
                body({x, y});
    }
    std::map<std::pair<int, int>, std::vector<Box>> squares_;
};

Box box_about(Xy at, Extent extent) {
    return {at.x - extent.width / 2, at.y - extent.height / 2, at.x + extent.width / 2, at.y + extent.height / 2};
}

bool word_part(const std::string& character) {
    return character.size() == 1 && (std::isalnum(static_cast<unsigned char>(character[0])) != 0 || character == ".");
}

/// A line may end before this character.
bool may_break(const std::string& before, const std::string& character) {
    constexpr std::string_view closing = "）】》」』、，。；：！？)]号-", opening = "（【《「『([";
    if (word_part(before) && word_part(character)) return false;
    return closing.find(character) == std::string_view::npos && opening.find(before) == std::string_view::npos;
}

/// Where the next line best begins: near `target`, sooner before a bracket than within one.
std::size_t best_break(const std::vector<std::string>& all, std::size_t first, std::size_t target) {
    std::size_t best = 0;
    double least = INFINITY;
    int depth = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i - 1] == "（" || all[i - 1] == "(") ++depth;
        if (all[i - 1] == "）" || all[i - 1] == ")") --depth;
        if (i <= first || !may_break(all[i - 1], all[i])) continue;
        const bool before_bracket = all[i] == "（" || all[i] == "(";
        const double off = std::abs(static_cast<double>(i) - static_cast<double>(target));
        const double cost = off + (depth > 0 ? 2.5 : 0) - (before_bracket ? 2 : 0);
        if (cost < least) least = cost, best = i;
    }
    return best;
}

/// The name in about equal lines; words and numbers of Latin letters stay whole.
std::string in_lines(const std::string& name, std::size_t lines) {
    const std::vector<std::string> all = characters(name);
    std::vector<std::size_t> breaks;
    for (std::size_t line = 1; line < lines; ++line) {
        const std::size_t next = best_break(all, breaks.empty() ? 0 : breaks.back(), all.size() * line / lines);
        if (next > 0) breaks.push_back(next);
    }
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (std::find(breaks.begin(), breaks.end(), i) != breaks.end()) out += '\n';
        out += all[i];
    }
    return out;
}

/// Ways to set a parcel's text, the most telling first.
std::vector<std::string> settings_of(const std::string& name, const std::string& value) {
    std::vector<std::string> all;
    const std::size_t length = characters(name).size();
    constexpr std::size_t most = 7, usual = 4;
    for (std::size_t lines = 1; lines <= most && (lines == 1 || length >= lines * (lines > usual ? 7 : 2)); ++lines)
        all.push_back(in_lines(name, lines) + (value.empty() || name.empty() ? value : "\n" + value));
    return all;
}

class Placer {
public:
    Placer(const MapSheet& sheet, const SheetLayout& layout, const Canvas& paper)
        : sheet_{sheet}, layout_{layout}, paper_{paper} {}

    Marks all() {
        std::vector<std::uint32_t> rows(sheet_.land.shapes.rows());
        std::iota(rows.begin(), rows.end(), 0U);
        keep_off_outlines();
        for (const std::uint32_t row : rows)
            if (!sheet_.land.shapes.null(row)) place(row);
        if (sheet_.listed) numbers();
        // A few names here and there on a sheet of many parks are noise.
        if (!sheet_.listed && marks_.named * 2 < rows.size()) return {};
        return std::move(marks_);
    }

private:
    /// On one of several sheets whatever is written stands on it whole.
    bool within(const Box& box) const {
        const Rectangle& map = layout_.map;
        return sheet_.page == 0 ||
               (box.min_x > map.x && box.max_x < map.right() && box.min_y > map.y && box.max_y < map.bottom());
    }

    /// Letters under the line of a park's boundary are not read.
    void keep_off_outlines() {
        const double u = layout_.unit;
        const Rectangle& map = layout_.map;
        for (std::size_t row = 0; row < sheet_.parks.rows(); ++row) {
            if (sheet_.parks.null(row)) continue;
            for (const auto& ring : layout_.outline(sheet_.parks, row).rings)
                for (std::size_t i = 0; i < ring.size(); ++i) {
                    const Xy a = ring[i], b = ring[(i + 1) % ring.size()];
                    const int steps = std::max(1, static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / u));
                    for (int step = 0; step < steps; ++step) {
                        const double part = static_cast<double>(step) / steps;
                        const Xy at{a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
                        if (at.x > map.x && at.x < map.right() && at.y > map.y && at.y < map.bottom())
                            taken_.take(box_about(at, {u, u}));
                    }
                }
        }
    }

    /// Where most of many are too small even for a number inside, numbers would cover the map: then there are none.
    void numbers() {
        const Taken names = taken_;
        const std::size_t placed = marks_.placed.size();
        std::size_t inside = 0;
        for (const std::uint32_t row : unnamed_) inside += number(row) ? 1U : 0U;
        constexpr std::size_t few = 40;
        if (unnamed_.size() <= few || inside * 2 >= unnamed_.size()) return;
        taken_ = names;
        marks_.placed.resize(placed), marks_.listed.clear();
        marks_.unmarked = unnamed_.size();
    }

    void place(std::uint32_t row) {
        const std::string &name = sheet_.land.names[row], &value = sheet_.land.values[row];
        if (name.empty() && value.empty()) return;
        const Ground ground = ground_of(layout_, sheet_.land.shapes, row);
        const bool silent = sheet_.valued && value.empty();  // nothing to read beside the name: not worth a number
        if (named(row, ground, settings_of(name, value)) || silent) return;
        if (within(ground.box)) unnamed_.push_back(row);  // land cut by the sheet is named on the next
    }

    bool named(std::uint32_t row, const Ground& ground, const std::vector<std::string>& settings) {
        if (ground.edges.empty()) return false;
        std::vector<Extent> extents;
        extents.reserve(settings.size());
        for (const std::string& text : settings) extents.push_back(paper_.measure(text, {.size = 1}));
        for (const double size : sizes_on(layout_.unit, {3.3, 2.9, 2.5, 2.2, 1.9, 1.5, 1.2, 0.95}))
            for (std::size_t i = 0; i < settings.size(); ++i)
                if (set(row, ground, settings[i], extents[i], size, 0)) return ++marks_.named, true;
        return false;
    }

    /// `of_one`: room of the text at a size of 1 mm.
    bool set(std::uint32_t row, const Ground& ground, const std::string& text, Extent of_one, double size, int number) {
        const double air =
            number > 0 ? std::min(0.3 * layout_.unit, 0.16 * size) : std::min(0.7 * layout_.unit, 0.37 * size);
        const Extent extent{of_one.width * size + 2 * air, of_one.height * size + 2 * air};
        if (extent.width > ground.box.max_x - ground.box.min_x || extent.height > ground.box.max_y - ground.box.min_y)
            return false;
        const auto spot = std::find_if(ground.spots.begin(), ground.spots.end(), [&](const auto& one) {
            const Box box = box_about(one.second, extent);
            return within(box) && holds(ground, one.first, one.second, extent) && taken_.free(box);
        });
        if (spot == ground.spots.end()) return false;
        taken_.take(box_about(spot->second, extent));
        marks_.placed.push_back({.text = text,
                                 .at = spot->second,
                                 .size = size,
                                 .extent = extent,
                                 .row = row,
                                 .number = number,
                                 .leader = {}});
        return true;
    }

    /// Whether the number stands inside its parcel; it may stand beside it with a line, or nowhere.
    bool number(std::uint32_t row) {
        const Ground ground = ground_of(layout_, sheet_.land.shapes, row);
        const int next = static_cast<int>(marks_.listed.size()) + 1;
        const std::string text = std::to_string(next);
        const std::vector<double> sizes = sizes_on(layout_.unit, {1.9, 1.5, 1.2, 0.95});
        const double size = sizes.back();
        const Extent of_one = paper_.measure(text, {.size = 1});
        marks_.listed.push_back(row);
        for (const double one : sizes)
            if (set(row, ground, text, of_one, one, next)) return true;
        const Extent extent{(of_one.width * size) + (0.4 * layout_.unit),
                            (of_one.height * size) + (0.2 * layout_.unit)};
        const Xy middle = ground.spots[0].second;
        const auto stand = [&](Xy at, std::optional<Xy> leader) {
            const Box box = box_about(at, extent);
            if (!within(box) || !taken_.free(box)) return false;
            taken_.take(box);
            marks_.placed.push_back({.text = text,
                                     .at = at,
                                     .size = size,
                                     .extent = extent,
                                     .row = row,
                                     .number = next,
                                     .outside = true,
                                     .leader = leader});
            return true;
        };
        if (stand(middle, {})) return false;
        for (const double reach : {3.0, 4.5, 6.0, 8.0})
            for (int turn = 0; turn < 12; ++turn) {
                const double angle = turn * 0.5235987755982988;
                const Xy at{middle.x + reach * layout_.unit * std::cos(angle),
                            middle.y - reach * layout_.unit * std::sin(angle)};
                if (stand(at, middle)) return false;
            }
        marks_.listed.pop_back();
        ++marks_.unmarked;
        return false;
    }

    const MapSheet& sheet_;
    const SheetLayout& layout_;
    const Canvas& paper_;
    Taken taken_;
    std::vector<std::uint32_t> unnamed_;
    Marks marks_;
};

}  // namespace

Marks place_marks(const MapSheet& sheet, const SheetLayout& layout, const Canvas& paper) {
    return Placer{sheet, layout, paper}.all();
}

}  // namespace mutu

// How steep the added land is, from the heights of the ground.
#include "parts.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace mutu {
namespace {

constexpr std::array names{"good", "medium", "limited", "steep", "unknown"};
constexpr std::size_t unknown = names.size() - 1;
constexpr double most_places = 100'000;  // of one change; more would not change a share by 0.01 %
constexpr double fewest_places = 400;    // small land is looked at between the cells too

std::string hectares(Area area) { return fixed(area.hectares(), 4) + " 公顷"; }

/// Shares add up to the land to the last quantum.
void share_out(const std::array<std::int64_t, names.size()>& counts, std::int64_t all, TestedChange& out) {
    std::int64_t seen = 0;
    Area given;
    for (std::size_t i = 0; i < names.size(); ++i) {
        seen += counts[i];
        const Rational so_far = Rational::whole(out.added.quanta()) * Rational::whole(seen);
        const Area area = Area::quanta(std::stoll(so_far.over(Rational::whole(all))->decimals(0)));
        out.slopes.push_back({names[i], area - given});
        given = area;
    }
}

ExpandCheck judge(const TestedChange& out, const Rulebook& book) {
    ExpandCheck check;
    const Parameter& steep = book.parameters.at("expand_slope_steep");
    check.rule = "slope_dem", check.title = "slope_dem", check.strength = Strength::soft;
    check.clause = steep.clause, check.evidence = steep.evidence;
    const auto limit = book.ratio("expand_slope_steep");
    if (!limit) {
        check.because = "参数 expand_slope_steep 未录入";
        return check;
    }
    const std::string degrees = shortest(limit->value());
    const Area bad = out.slopes[3].area, open = out.slopes[unknown].area;
    check.because = "大于 " + degrees + " 度 " + hectares(bad) + "，受限 " + hectares(out.slopes[2].area);
    if (open > Area{}) check.because += "；高程栅格没有覆盖其中 " + hectares(open);
    if (bad > Area{})
        check.verdict = Truth::no;
    else if (open == Area{})
        check.verdict = Truth::yes, check.noted = out.slopes[2].area > Area{};
    return check;
}

}  // namespace

std::optional<int> slope_class(double degrees, const Rulebook& book) {
    const auto medium = book.ratio("expand_slope_medium"), limited = book.ratio("expand_slope_limited"),
               steep = book.ratio("expand_slope_steep");
    if (!medium || !limited || !steep || !std::isfinite(degrees)) return std::nullopt;
    if (degrees > steep->value()) return 3;
    if (degrees >= limited->value()) return 2;
    return degrees >= medium->value() ? 1 : 0;
}

void test_slopes(const ExpandGround& ground, const Rulebook& book, TestedChange& out) {
    if (!ground.heights || out.added_shape.null(0)) return;
    const double flat = area(out.added_shape, 0);
    const double step = std::clamp(cell_metres(*ground.heights), std::sqrt(flat / most_places),
                                   std::max(std::sqrt(flat / most_places), std::sqrt(flat / fewest_places)));
    std::vector<Xy> places = places_in(out.added_shape, 0, step);
    if (places.empty()) places.push_back(inner_point(out.added_shape, 0));
    std::array<std::int64_t, names.size()> counts{};
    for (const double slope : slopes_at(*ground.heights, ground.plane, places)) {
        const auto found = slope_class(slope, book);
        ++counts.at(found ? static_cast<std::size_t>(*found) : unknown);
    }
    share_out(counts, static_cast<std::int64_t>(places.size()), out);
    out.checks.push_back(judge(out, book));
}

}  // namespace mutu

// Web maps of China are shifted by some 500 m (GCJ-02): a layer that fits its park only after the shift is taken back
// has it.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mutu {
namespace {

constexpr std::size_t most_points = 300;  // looked at of a layer
constexpr double clear_gain = 0.2;        // more of the layer's points inside than as it stands
constexpr double nearly_all = 0.95;       // inside once the shift is taken back
constexpr std::size_t least_points = 5;

/// The published approximation of the shift at a place, in degrees east and north.
Xy shift_at(const Xy place) {
    const double x = place.x - 105, y = place.y - 35, pi = std::numbers::pi;
    const double common = (20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi)) * 2 / 3;
    const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::fabs(x)) + common +
                         (20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi)) * 2 / 3 +
                         (160 * std::sin(y / 12 * pi) + 320 * std::sin(y * pi / 30)) * 2 / 3;
    const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::fabs(x)) + common +
                        (20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi)) * 2 / 3 +
                        (150 * std::sin(x / 12 * pi) + 300 * std::sin(x / 30 * pi)) * 2 / 3;
    constexpr double a = 6378245, ee = 0.00669342162296594323;  // the ellipsoid that the shift is defined on
    const double phi = place.y * pi / 180, magic = 1 - ee * std::sin(phi) * std::sin(phi), root = std::sqrt(magic);
    return {east * 180 / (a / root * std::cos(phi) * pi), north * 180 / ((a * (1 - ee)) / (magic * root) * pi)};
}

bool inside(const GeometryColumn& shapes, std::size_t row, const Xy point) {
    bool odd = false;
    const Range rings = shapes.row_rings(row);
    for (std::size_t r = rings.begin; r < rings.end; ++r) {
        const auto ring = shapes.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Xy &p = ring[i - 1], &q = ring[i];
            if ((p.y > point.y) != (q.y > point.y) && point.x < (q.x - p.x) * (point.y - p.y) / (q.y - p.y) + p.x)
                odd = !odd;
        }
    }
    return odd;
}

double share_inside(const std::vector<Xy>& points, const GeometryColumn& parks, bool shifted) {
    std::size_t hits = 0;
    for (Xy point : points) {
        if (shifted) {
            const Xy shift = shift_at(point);
            point = {point.x - shift.x, point.y - shift.y};
        }
        for (std::size_t row = 0; row < parks.rows(); ++row)
            if (!parks.null(row) && inside(parks, row, point)) {
                ++hits;
                break;
            }
    }
    return static_cast<double>(hits) / static_cast<double>(points.size());
}

std::vector<Xy> middles(const Context& context, Role role, const GeometryColumn& shapes, std::uint32_t source) {
    std::vector<Xy> all;
    const auto& origins = context.table(role).origins();
    for (std::size_t row = 0; row < shapes.rows(); ++row)
        if (origins[row].source == source && !shapes.null(row)) {
            const Box box = shapes.box(row);
            all.push_back({(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2});
        }
    if (all.size() <= most_points) return all;
    std::vector<Xy> some;
    for (std::size_t i = 0; i < most_points; ++i) some.push_back(all[i * all.size() / most_points]);
    return some;
}

}  // namespace

void suspect_web_shift(const Context& context, const std::vector<GeometryColumn>& degrees) {
    const GeometryColumn& parks = degrees[static_cast<std::size_t>(Role::park)];
    for (std::uint32_t source = 0; source < context.holdings.sources.size(); ++source) {
        const Source& from = context.holdings.sources[source];
        const bool asked = from.role == Role::parcel || from.role == Role::building || from.role == Role::supply;
        if (!asked || !from.crs.known() || !from.crs.geographic() || parks.rows() == 0) continue;
        const auto points = middles(context, from.role, degrees[static_cast<std::size_t>(from.role)], source);
        if (points.size() < least_points) continue;
        const double as_is = share_inside(points, parks, false), taken_back = share_inside(points, parks, true);
        if (taken_back < nearly_all || taken_back - as_is < clear_gain) continue;
        Diagnostic finding{
            .code = "gcj02_suspected", .severity = Severity::warning, .layer = std::string{name(from.role)}};
        finding.source_file = from.path;
        finding.message = "图层有 " + fixed(100 * as_is, 0) +
                          " % 落在园区内，按 GCJ-02（互联网地图加偏坐标）还原后有 " + fixed(100 * taken_back, 0) +
                          " %：很可能用了加偏坐标";
        finding.fix = "向资料来源索取未加偏的 CGCS2000 坐标；程序不作改正";
        context.diagnostics.push_back(std::move(finding));
    }
}

}  // namespace mutu

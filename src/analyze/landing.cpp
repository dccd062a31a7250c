// Whether a layer lands where its park is: a wrong zone, swapped axes or a shifted web map show here.
#include "steps.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mutu {
namespace {

constexpr double farthest_km = 100;  // between a layer and its park; a wrong 3-degree zone moves land by some 290 km
constexpr double km_of_degree = 111.2;

double km_between(const Box& a, const Box& b) {
    const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x}),
                 dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
    const double latitude = (a.min_y + a.max_y) / 2 * std::numbers::pi / 180;
    return std::hypot(dx * std::cos(latitude), dy) * km_of_degree;
}

/// Row boxes of one source in degrees.
Box box_of(const Context& context, Role role, const GeometryColumn& shapes, std::uint32_t source) {
    Box box;
    const auto& origins = context.table(role).origins();
    for (std::size_t row = 0; row < shapes.rows(); ++row) {
        if (origins[row].source != source || shapes.null(row)) continue;
        const Box own = shapes.box(row);
        box.grow(own);
    }
    return box;
}

/// Parks where there are any, else the first parcel source that has shapes.
std::vector<Box> reference(const Context& context, const std::vector<GeometryColumn>& degrees) {
    std::vector<Box> boxes;
    const auto& parks = degrees[static_cast<std::size_t>(Role::park)];
    for (std::size_t row = 0; row < parks.rows(); ++row)
        if (!parks.null(row)) boxes.push_back(parks.box(row));
    for (std::uint32_t source = 0; boxes.empty() && source < context.holdings.sources.size(); ++source) {
        if (context.holdings.sources[source].role != Role::parcel) continue;
        const Box box = box_of(context, Role::parcel, degrees[static_cast<std::size_t>(Role::parcel)], source);
        if (!box.empty()) boxes.push_back(box);
    }
    return boxes;
}

double nearest_km(const Box& box, const std::vector<Box>& boxes) {
    double best = km_between(box, boxes.front());
    for (const Box& one : boxes) best = std::min(best, km_between(box, one));
    return best;
}

/// CRSs that numbers like these may be in, by their size (policy.md 11.2).
std::vector<int> plausible(const Xy point) {
    if (std::fabs(point.x) <= 180) return {cgcs2000};
    std::vector<int> codes;
    const int zone = static_cast<int>(point.x / 1'000'000);
    if (zone >= 25 && zone <= 45) codes.push_back(4488 + zone);
    if (zone >= 13 && zone <= 23) codes.push_back(4478 + zone);
    for (int code = 4534; zone == 0 && code <= 4554; ++code) codes.push_back(code);
    return codes;
}

/// "EPSG:4525 …" where these coordinates would land beside the reference; empty when none does.
std::string likely(const Xy point, const std::vector<Box>& boxes) {
    for (const int code : plausible(point)) {
        const Crs crs = Crs::epsg(code);
        GeometryColumn corner;
        for (const Xy at : {point, Xy{point.x + 1e-3, point.y}, Xy{point.x, point.y + 1e-3}, point})
            corner.add_point(at);
        corner.end_ring(), corner.end_part(), corner.end_row();
        const GeometryColumn landed = transformed(corner, crs, Crs::epsg(cgcs2000));
        if (!landed.null(0) && nearest_km(landed.box(0), boxes) <= farthest_km)
            return crs.definition() + "（" + crs.name() + "）";
    }
    return "";
}

/// "（园区在 37 带）"; empty outside the zones.
std::string zone_of(const Box& park) {
    const auto code = zone_epsg((park.min_x + park.max_x) / 2);
    return code ? "（园区在三度带 " + std::to_string(*code - 4488) + " 带，" + Crs::epsg(*code).definition() + "）"
                : "";
}

[[noreturn]] void refuse(const Context& context, std::uint32_t source, const Xy first, double km,
                         const std::vector<Box>& boxes) {
    const Source& from = context.holdings.sources[source];
    std::string message = from.path + "：按 " + from.crs.name() + " 理解，该图层落在距园区（或宗地）约 " +
                          fixed(km, 0) + " 公里处，坐标系很可能不对";
    if (const std::string zone = likely(first, boxes); !zone.empty())
        message += "；按坐标看像是 " + zone + "，核对后写 crs = \"" + zone.substr(0, zone.find("（")) + "\"";
    else if (const std::string swapped = likely({first.y, first.x}, boxes); !swapped.empty())
        message += "；东、北坐标像是写反了（交换后是 " + swapped + "），请改正后再用";
    else
        message += "；请核对后写明 crs =" + zone_of(boxes.front()) + "，确属别处的图层请从项目中拿掉";
    throw Error{Kind::input, message};
}

}  // namespace

void check_landing(const Context& context, const std::vector<GeometryColumn>& degrees) {
    const auto boxes = reference(context, degrees);
    if (boxes.empty()) return;
    for (std::uint32_t source = 0; source < context.holdings.sources.size(); ++source) {
        const Role role = context.holdings.sources[source].role;
        if (role == Role::park || !has_shape(role)) continue;
        const GeometryColumn& shapes = degrees[static_cast<std::size_t>(role)];
        const Box box = box_of(context, role, shapes, source);
        if (box.empty()) continue;
        const double km = nearest_km(box, boxes);
        if (km <= farthest_km) continue;
        const Table& table = context.table(role);
        for (std::size_t row = 0; row < table.rows(); ++row)
            if (table.origins()[row].source == source && !table.shapes().null(row)) {
                const Box raw = table.shapes().box(row);
                refuse(context, source, {raw.min_x, raw.min_y}, km, boxes);
            }
    }
}

}  // namespace mutu

// Systems by reference: which, in which order of axes, and boxes in them.
#include "ogc_crs.hpp"

#include "params.hpp"

#include "mutu/axis_order.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr double fine_degrees = 1e9, fine_metres = 1e4;  // steps per unit: 0.1 mm

std::string uri_of(int code) { return "http://www.opengis.net/def/crs/EPSG/0/" + std::to_string(code); }

OfferedCrs offered(Crs crs, double steps) {
    const bool north = northing_first(crs);
    return {uri_of(*crs.code()), std::move(crs), {steps, north}};
}

/// Systems that every book offers; made once, since PROJ takes milliseconds for each.
const std::vector<OfferedCrs>& common_crs() {
    static const std::vector<OfferedCrs> all{
        {crs84, Crs::epsg(cgcs2000), {}},
        offered(Crs::epsg(cgcs2000), fine_degrees),
        offered(Crs::epsg(4326), fine_degrees),
        offered(Crs::epsg(3857), fine_metres),
    };
    return all;
}

/// A box beyond the ends of a plane would come back around the world: it is cut to where the book lies.
Box near_book(const Box& asked, const Crs& crs, const Box& extent) {
    constexpr double margin = 0.01;  // degrees
    const Box wide{extent.min_x - margin, extent.min_y - margin, extent.max_x + margin, extent.max_y + margin};
    const Box here = moved(wide, common_crs().front().crs, crs);
    if (!asked.meets(here)) return {};
    return {std::max(asked.min_x, here.min_x), std::max(asked.min_y, here.min_y), std::min(asked.max_x, here.max_x),
            std::min(asked.max_y, here.max_y)};
}

}  // namespace

std::string storage_uri(const Crs& book) { return book.code() ? uri_of(*book.code()) : std::string{}; }

std::vector<OfferedCrs> offered_crs(const Crs& book) {
    std::vector<OfferedCrs> all = common_crs();
    const std::string own = storage_uri(book);
    if (own.empty()) return all;
    std::erase_if(all, [&](const OfferedCrs& one) { return one.uri == own; });
    all.insert(all.begin() + 1, {own, book, {0, northing_first(book)}});
    return all;
}

OfferedCrs asked_crs(const Request& request, const char* name, const Crs& book) {
    const std::string uri = text_of(request, name);
    std::vector<OfferedCrs> all = offered_crs(book);
    if (uri.empty() && !request.query.contains(name)) return all.front();
    const auto found = std::find_if(all.begin(), all.end(), [&](const OfferedCrs& one) { return one.uri == uri; });
    if (found != all.end()) return *found;
    std::vector<std::string> names;
    names.reserve(all.size());
    for (const OfferedCrs& one : all) names.push_back(one.uri);
    throw Refusal{400, std::string{"参数 "} + name + " = " + uri + " 不能用：可用 " + join(names, "、")};
}

std::optional<Box> asked_box(const Request& request, const Crs& book, const Box& extent) {
    const OfferedCrs asked = asked_crs(request, "bbox-crs", book);
    const auto corners = corners_of(request);
    if (!corners) return {};
    const auto [a, b, c, d] = *corners;
    const Box box = asked.spelling.northing_first ? Box{b, a, d, c} : Box{a, b, c, d};
    const bool beyond =
        asked.crs.geographic() && (box.min_x < -180 || box.max_x > 180 || box.min_y < -90 || box.max_y > 90);
    if (box.min_x > box.max_x || box.min_y > box.max_y || beyond)
        throw Refusal{
            400, "参数 bbox = " + text_of(request, "bbox") + " 不能用：两个角先小后大，坐标次序按 bbox-crs 的定义：" +
                     (asked.spelling.northing_first ? "先北（纬度）后东（经度）" : "先东（经度）后北（纬度）")};
    if (asked.crs == book) return box;
    if (extent.empty()) return Box{};
    const Box near = near_book(box, asked.crs, extent);
    return near.empty() ? Box{} : moved(near, asked.crs, book);
}

}  // namespace mutu

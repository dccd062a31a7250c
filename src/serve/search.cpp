// Finding by words and by place.
#include "filter.hpp"
#include "params.hpp"
#include "place.hpp"
#include "routes.hpp"
#include "words.hpp"

#include "mutu/text.hpp"

#include <cmath>

namespace mutu {
namespace {

constexpr std::size_t most_hits = 50;

Value parcel_hits(const Site& site, const std::string& text) {
    Filter filter;
    filter.also(holding(site.snapshot, filter, text, most_hits));
    const Rows rows = site.book.query(
        "SELECT parcel_id, park_id, land_class, area_m2, (SELECT p.holder_name FROM parcel p WHERE p.parcel_id = "
        "parcel_result.parcel_id LIMIT 1) AS holder_name FROM parcel_result WHERE " +
            filter.where + " ORDER BY fid LIMIT " + std::to_string(most_hits),
        filter.arguments);
    Value list{Value::List{}};
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        Value one = row_value(rows, row);
        one.add("class_text", shown(site.snapshot, "land_class", rows.rows[row][2].value_or("")));
        list.push(std::move(one));
    }
    return list;
}

/// The point lies in a polygon, or within two metres of a point.
bool hit(const Features& found, std::size_t row, Xy at) {
    constexpr double reach = 2;
    if (const auto& spot = found.spots[row])
        return std::abs(spot->x - at.x) <= reach && std::abs(spot->y - at.y) <= reach;
    return !found.shapes.null(row) && covers(found.shapes, row, at);
}

Value layer_hits(const Site& site, const BookLayer& layer, Xy at, const Box& box) {
    const Features found =
        site.book.features({.layer = layer.name, .columns = layer.columns, .box = box, .limit = 200});
    Value list{Value::List{}};
    for (std::size_t row = 0; row < found.rows.rows.size(); ++row)
        if (hit(found, row, at)) list.push(items(site.snapshot, found.rows, row, true));
    return list;
}

}  // namespace

Reply search_reply(const Site& site, const Request& request) {
    const std::string text = text_of(request, "q");
    if (text.empty()) throw Refusal{400, "参数 q 是空的：请给出宗地代码、使用权人、合同编号或监管号的一部分"};
    Filter parks;
    const std::string place = parks.bind("%" + text + "%");
    Value value;
    value.add("parcels", parcel_hits(site, text));
    value.add("parks", rows_value(site.book.query("SELECT park_id, park_name FROM park_result WHERE park_name LIKE " +
                                                      place + " OR park_id LIKE " + place + " ORDER BY fid LIMIT 20",
                                                  parks.arguments)));
    return json_reply(value);
}

Reply identify_reply(const Site& site, const Request& request) {
    const auto longitude = number_of(request, "lon"), latitude = number_of(request, "lat");
    if (!longitude || !latitude) throw Refusal{400, "要有参数 lon 和 lat（经纬度，单位度）"};
    const Xy degrees{*longitude, *latitude};
    Value value, layers{Value::List{}};
    value.add("lon", degrees.x), value.add("lat", degrees.y);
    constexpr double near = 0.00002;  // degrees, about two metres
    const auto box = in_book(Box{degrees.x - near, degrees.y - near, degrees.x + near, degrees.y + near},
                             site.snapshot.crs, site.snapshot.extent);
    if (box) {
        const Xy at = in_book(degrees, site.snapshot.crs);
        value.add("x", at.x), value.add("y", at.y), value.add("crs", site.snapshot.crs.name());
        for (const BookLayer& layer : site.snapshot.layers) {
            Value hits = layer_hits(site, layer, at, *box);
            if (hits.list("hits").empty()) continue;
            Value one;
            one.add("layer", layer.name);
            one.add("title", site.snapshot.labels.text("layer", layer.name, site.snapshot.common.language));
            one.add("features", std::move(hits));
            layers.push(std::move(one));
        }
    }
    value.add("layers", std::move(layers));
    return json_reply(value);
}

}  // namespace mutu

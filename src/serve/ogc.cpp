// OGC API – Features, Parts 1 and 2: every layer of the book as GeoJSON, page by page, in the system asked for.
#include "ogc_crs.hpp"
#include "ogc_html.hpp"
#include "params.hpp"
#include "routes.hpp"
#include "words.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr const char* geo_json = "application/geo+json";
constexpr std::int64_t default_limit = 100, most_items = 10'000;

Value link(const std::string& href, const char* rel, const char* type, const std::string& title) {
    Value value;
    value.add("href", href), value.add("rel", rel), value.add("type", type), value.add("title", title);
    return value;
}

Value landing(const Site& site, const std::string& root) {
    Value value, links{Value::List{}};
    value.add("title", "亩图 MuTu"), value.add("secrecy", site.snapshot.secrecy);
    value.add("description", "园区用地分析成果 " + site.snapshot.version);
    links.push(link(root + "/ogc", "self", "application/json", "本页"));
    links.push(link(root + "/ogc?f=html", "alternate", "text/html", "网页"));
    links.push(
        link(root + "/api/openapi.json", "service-desc", "application/vnd.oai.openapi+json;version=3.0", "接口说明"));
    links.push(link(root + "/guide.md", "service-doc", "text/plain", "使用指南"));
    links.push(link(root + "/ogc/conformance", "conformance", "application/json", "符合的标准"));
    links.push(link(root + "/ogc/collections", "data", "application/json", "图层"));
    value.add("links", std::move(links));
    return value;
}

Value conformance() {
    Value classes{Value::List{}}, value;
    for (const char* part : {"core", "oas30", "html", "geojson"})
        classes.push("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/" + std::string{part});
    classes.push("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
    value.add("conformsTo", std::move(classes));
    return value;
}

Value collection(const Site& site, const BookLayer& layer, const std::string& root) {
    const std::string self = root + "/ogc/collections/" + layer.name;
    const std::string title = site.snapshot.labels.text("layer", layer.name, site.snapshot.common.language);
    Value value, links{Value::List{}}, crs{Value::List{}};
    value.add("id", layer.name), value.add("title", title), value.add("itemType", "feature");
    value.add("secrecy", site.snapshot.secrecy);
    if (!site.snapshot.cover_warning.empty()) value.add("cover_warning", site.snapshot.cover_warning);
    if (const Value bounds = bounds_value(in_degrees(layer.box, site.snapshot.crs)); !bounds.is_null()) {
        Value extent, spatial;
        spatial.add("bbox", Value::List{bounds}), spatial.add("crs", crs84);
        extent.add("spatial", std::move(spatial)), value.add("extent", std::move(extent));
    }
    for (const OfferedCrs& one : offered_crs(site.snapshot.crs)) crs.push(one.uri);
    value.add("crs", std::move(crs));
    if (const std::string own = storage_uri(site.snapshot.crs); !own.empty()) value.add("storageCrs", own);
    links.push(link(self, "self", "application/json", title));
    links.push(link(self + "?f=html", "alternate", "text/html", title + "（网页）"));
    links.push(link(self + "/items", "items", geo_json, title));
    value.add("links", std::move(links));
    return value;
}

Value collections(const Site& site, const std::string& root) {
    Value value, list{Value::List{}}, links{Value::List{}};
    links.push(link(root + "/ogc/collections", "self", "application/json", "图层"));
    links.push(link(root + "/ogc/collections?f=html", "alternate", "text/html", "图层（网页）"));
    for (const BookLayer& layer : site.snapshot.layers) list.push(collection(site, layer, root));
    value.add("links", std::move(links)), value.add("collections", std::move(list));
    return value;
}

/// Rows in the system that was asked for.
struct Handed {
    const Features& found;
    const Crs& book;
    OfferedCrs in;
    GeometryColumn shapes;
};

Handed handed(const Features& found, const Crs& book, OfferedCrs in) {
    GeometryColumn shapes = transformed(found.shapes, book, in.crs);
    return {found, book, std::move(in), std::move(shapes)};
}

/// One row as a GeoJSON feature; columns from the second on are its properties.
Value feature(const Handed& rows, std::size_t row) {
    const Features& found = rows.found;
    Value value, properties{Value::Table{}}, geometry = geojson(rows.shapes, row, rows.in.spelling);
    if (const auto& spot = found.spots[row]) {
        const Xy own{spot->x, spot->y}, at = rows.in.crs == rows.book ? own : moved(own, rows.book, rows.in.crs);
        geometry.add("type", "Point"), geometry.add("coordinates", position(at, rows.in.spelling));
    }
    for (std::size_t column = 1; column < found.rows.columns.size(); ++column)
        properties.add(found.rows.columns[column], cell_value(found.rows, row, column));
    value.add("type", "Feature"), value.add("id", cell_value(found.rows, row, 0));
    value.add("geometry", std::move(geometry)), value.add("properties", std::move(properties));
    return value;
}

/// GeoJSON with the mark of its sources in itself, and the header that says in which system it is.
Reply in_crs(const Site& site, Value value, const OfferedCrs& crs) {
    value.add("secrecy", site.snapshot.secrecy);
    if (!site.snapshot.cover_warning.empty()) value.add("cover_warning", site.snapshot.cover_warning);
    Reply reply = text_reply(200, geo_json, to_json(value));
    reply.headers.emplace_back("Content-Crs", "<" + crs.uri + ">");
    return reply;
}

/// What the query of an items request asks for. Refusal 400 for what no parameter is.
FeatureQuery wanted(const Site& site, const BookLayer& layer, const Request& request) {
    FeatureQuery query{.layer = layer.name, .columns = layer.columns, .where = "1"};
    query.limit = std::min(whole_of(request, "limit", default_limit, 1, 1'000'000'000), most_items);
    query.offset = whole_of(request, "offset", 0, 0, 1'000'000'000);
    for (const auto& [name, value] : request.query) {
        if (name == "limit" || name == "offset" || name == "bbox" || name == "datetime") continue;
        if (name == "f" || name == "crs" || name == "bbox-crs") continue;
        if (std::find(layer.columns.begin(), layer.columns.end(), name) == layer.columns.end())
            throw Refusal{400, "图层 " + layer.name + " 的条目不认识参数 " + name};
        std::string quoted;
        for (const char c : name) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
        query.arguments.push_back(text_of(request, name));
        query.where += " AND \"" + quoted + "\" = ?" + std::to_string(query.arguments.size());
    }
    query.box = asked_box(request, site.snapshot.crs, site.snapshot.extent);
    if (query.box && query.box->empty()) query.box.reset(), query.where += " AND 0";
    return query;
}

std::string page_of(const std::string& self, const Request& request, std::int64_t limit, std::int64_t offset) {
    std::string url = self + "?limit=" + std::to_string(limit) + "&offset=" + std::to_string(offset);
    for (const auto& [name, value] : request.query)
        if (name != "limit" && name != "offset") url += "&" + url_escaped(name) + "=" + url_escaped(value);
    return url;
}

Request with_format(Request request, const char* format) {
    request.query["f"] = format;
    return request;
}

Reply items_reply(const Site& site, const BookLayer& layer, const Request& request, const std::string& root) {
    const OfferedCrs crs = asked_crs(request, "crs", site.snapshot.crs);
    const FeatureQuery query = wanted(site, layer, request);
    const Features found = site.book.features(query);
    const Handed rows = handed(found, site.snapshot.crs, crs);
    Value features{Value::List{}}, links{Value::List{}}, value;
    for (std::size_t row = 0; row < found.rows.rows.size(); ++row) features.push(feature(rows, row));
    const std::int64_t matched = site.book.count(query);
    const auto returned = static_cast<std::int64_t>(found.rows.rows.size());
    const std::string self = root + "/ogc/collections/" + layer.name + "/items";
    links.push(link(page_of(self, request, query.limit, query.offset), "self", geo_json, "本页"));
    links.push(
        link(page_of(self, with_format(request, "html"), query.limit, query.offset), "alternate", "text/html", "网页"));
    links.push(link(root + "/ogc/collections/" + layer.name, "collection", "application/json", "图层"));
    if (query.offset + returned < matched && returned > 0)
        links.push(link(page_of(self, request, query.limit, query.offset + returned), "next", geo_json, "下一页"));
    value.add("type", "FeatureCollection"), value.add("features", std::move(features));
    value.add("numberMatched", matched), value.add("numberReturned", returned), value.add("links", std::move(links));
    return in_crs(site, std::move(value), crs);
}

Reply item_reply(const Site& site, const BookLayer& layer, const Request& request, const std::string& fid,
                 const std::string& root) {
    const OfferedCrs crs = asked_crs(request, "crs", site.snapshot.crs);
    const Features found = site.book.features({.layer = layer.name,
                                               .columns = layer.columns,
                                               .where = "fid = CAST(?1 AS INTEGER) AND CAST(fid AS TEXT) = ?1",
                                               .arguments = {fid},
                                               .limit = 1});
    if (found.rows.rows.empty()) throw Refusal{404, "图层 " + layer.name + " 没有条目 " + fid};
    Value value = feature(handed(found, site.snapshot.crs, crs), 0), links{Value::List{}};
    const std::string above = root + "/ogc/collections/" + layer.name;
    links.push(link(above + "/items/" + fid, "self", geo_json, "本条"));
    links.push(link(above + "/items/" + fid + "?f=html", "alternate", "text/html", "网页"));
    links.push(link(above, "collection", "application/json", "图层"));
    value.add("links", std::move(links));
    return in_crs(site, std::move(value), crs);
}

Reply json_of(const Site& site, const Request& request, const std::string& rest, const std::string& root) {
    if (rest.empty() || rest == "/") return json_reply(landing(site, root));
    if (rest == "/conformance") return json_reply(conformance());
    if (rest == "/collections") return json_reply(collections(site, root));
    const std::vector<std::string> parts = split(rest, '/');  // "", collections, id, items, fid
    const BookLayer* layer = parts.size() >= 3 && parts[1] == "collections" ? site.snapshot.layer(parts[2]) : nullptr;
    if (!layer) throw Refusal{404, "没有 /ogc" + rest};
    if (parts.size() == 3) return json_reply(collection(site, *layer, root));
    if (parts.size() == 4 && parts[3] == "items") return items_reply(site, *layer, request, root);
    if (parts.size() == 5 && parts[3] == "items") return item_reply(site, *layer, request, parts[4], root);
    throw Refusal{404, "没有 /ogc" + rest};
}

}  // namespace

Reply ogc_reply(const Site& site, const Request& request, const std::string& rest) {
    const std::string root = (request.tls ? "https://" : "http://") + request.host;
    const bool page = wants_html(request);
    Reply reply = json_of(site, request, rest, root);
    if (page && reply.status == 200) {
        std::string json = root + request.path + "?f=json";
        for (const auto& [name, value] : request.query)
            if (name != "f") json += "&" + url_escaped(name) + "=" + url_escaped(value);
        reply = html_of(reply, json);
    }
    reply.headers.emplace_back("Vary", "Accept");
    return reply;
}

}  // namespace mutu

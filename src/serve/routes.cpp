// The table of paths.
#include "routes.hpp"

#include "ogc_html.hpp"
#include "params.hpp"

#include "mutu/text.hpp"

#include <functional>

namespace mutu {
namespace {

struct Route {
    const char* path;  // exact
    std::function<Reply(const Site&, const Request&, const std::string& id)> reply;
    bool veiled = false;  // asks nothing but the book's connection, so that a viewer may
};

const std::vector<Route>& exact_routes() {
    using R = const Request&;
    using I = const std::string&;
    static const std::vector<Route> all{
        {"/api/book", [](const Site& s, R, I) { return book_reply(s); }, true},
        {"/api/parks", [](const Site& s, R, I) { return parks_reply(s); }, true},
        {"/api/parcels", [](const Site& s, R r, I) { return parcels_reply(s, r); }, true},
        {"/api/parcels.csv", [](const Site& s, R r, I) { return parcels_csv_reply(s, r); }, true},
        {"/api/parcel-fids", [](const Site& s, R r, I) { return parcel_fids_reply(s, r); }, true},
        {"/api/themes", [](const Site& s, R, I) { return themes_reply(s); }, true},
        {"/api/legend", [](const Site& s, R r, I) { return legend_reply(s, r); }, true},
        {"/api/search", [](const Site& s, R r, I) { return search_reply(s, r); }, true},
        {"/api/identify", [](const Site& s, R r, I) { return identify_reply(s, r); }, true},
        {"/api/parameters", [](const Site& s, R, I) { return parameters_reply(s); }},
        {"/api/scenarios", [](const Site& s, R, I) { return scenarios_reply(s); }},
        {"/api/what-if", [](const Site& s, R r, I) { return what_if_reply(s, r); }},
    };
    return all;
}

/// What opens the book anew, or tells of plans, is for editors.
void demand_editor(const Site& site) {
    if (site.snapshot.veiled) throw Refusal{403, "查看角色不能用这一项"};
}

/// Absent where the path belongs to the page.
std::optional<Reply> data_reply(const Site& site, const Request& request) {
    for (const Route& route : exact_routes()) {
        if (request.path != route.path) continue;
        if (!route.veiled) demand_editor(site);
        return route.reply(site, request, {});
    }
    if (const auto id = behind(request.path, "/api/parcels/")) return parcel_reply(site, *id);
    if (const auto id = behind(request.path, "/api/parks/")) return park_reply(site, *id);
    if (request.path.starts_with("/api/plans/") || request.path.starts_with("/api/expansions/")) demand_editor(site);
    if (const auto id = behind(request.path, "/api/plans/")) return plan_reply(site, *id);
    if (const auto id = behind(request.path, "/api/expansions/")) return expansion_reply(site, request, *id);
    if (request.path.starts_with("/tiles/")) return tile_reply(site, request.path.substr(7));
    if (request.path == "/ogc" || request.path.starts_with("/ogc/"))
        return ogc_reply(site, request, request.path.substr(4));
    return {};
}

/// Data of one version answers a path always the same: the browser may ask whether it still holds.
Reply versioned(const Site& site, const Request& request, const std::function<std::optional<Reply>()>& make) {
    const bool ogc = request.path == "/ogc" || request.path.starts_with("/ogc/");
    // A page and its JSON stand under one address.
    const std::string etag = "\"" + site.snapshot.version + (ogc && wants_html(request) ? "h" : "") + "\"";
    if (request.if_none_match == etag) return {.status = 304, .headers = {{"ETag", etag}}};
    std::optional<Reply> made = make();
    if (!made) return asset_reply(site.assets, request);
    if (made->status == 200) made->headers.emplace_back("ETag", etag);
    return std::move(*made);
}

}  // namespace

Reply page_reply(const Assets& assets, const Request& request) {
    if (request.path == "/healthz") return text_reply(200, "text/plain; charset=utf-8", "ok\n");
    if (request.path != "/api" && request.path != "/api/openapi.json") return asset_reply(assets, request);
    Request document = request;
    document.path = "/openapi.json";
    return asset_reply(assets, document);
}

Reply answer(const Site& site, const Request& request) {
    try {
        if (request.path == "/healthz" || request.path == "/api" || request.path == "/api/openapi.json")
            return page_reply(site.assets, request);
        if (!is_utf8(request.path)) throw Refusal{400, "网址不是 UTF-8"};
        return versioned(site, request, [&] { return data_reply(site, request); });
    } catch (const Refusal& fault) {
        return refused(fault.status(), fault.what());
    }
}

}  // namespace mutu

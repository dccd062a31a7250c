// Other parameters: the answer of `mutu what-if`, and which there are.
#include "params.hpp"
#include "routes.hpp"

#include "mutu/app.hpp"

#include <sstream>

namespace mutu {

Reply what_if_reply(const Site& site, const Request& request) {
    WhatIfQuery query{.book = site.snapshot.path};
    for (const auto& [name, value] : request.query) query.set.emplace_back(name, text_of(request, name));
    Common common = site.snapshot.common;
    common.format = Format::json;
    std::ostringstream out;
    what_if(query, common, out);
    return text_reply(200, "application/json; charset=utf-8", out.str());
}

Reply parameters_reply(const Site& site) { return json_reply(what_if_parameters(site.snapshot.path)); }

}  // namespace mutu

// Requests into replies: pure functions of a snapshot of the book and a request, without a socket. Seen by src/serve
// only.
#pragma once

#include "assets.hpp"
#include "http.hpp"
#include "snapshot.hpp"

namespace mutu {

/// What a route works on. Constant, so that many threads may.
struct Site {
    const Snapshot& snapshot;
    const Book& book;
    const Assets& assets;
};

/// The reply to any path; faults of the request are told as 4xx, with ETag and 304 where the data decides the answer.
Reply answer(const Site& site, const Request& request);

/// The page's own files, its papers and /healthz: what needs no book.
Reply page_reply(const Assets& assets, const Request& request);

// One function per path; those with an id get it decoded.
Reply book_reply(const Site& site);
Reply parks_reply(const Site& site);
Reply park_reply(const Site& site, const std::string& park_id);
Reply parcels_reply(const Site& site, const Request& request);
Reply parcel_fids_reply(const Site& site, const Request& request);
Reply parcels_csv_reply(const Site& site, const Request& request);
Reply parcel_reply(const Site& site, const std::string& parcel_id);
Reply themes_reply(const Site& site);
Reply legend_reply(const Site& site, const Request& request);
Reply search_reply(const Site& site, const Request& request);
Reply identify_reply(const Site& site, const Request& request);
Reply what_if_reply(const Site& site, const Request& request);
Reply parameters_reply(const Site& site);
Reply scenarios_reply(const Site& site);
Reply plan_reply(const Site& site, const std::string& scenario_id);
Reply expansion_reply(const Site& site, const Request& request, const std::string& scenario_id);
Reply tile_reply(const Site& site, const std::string& rest);
Reply ogc_reply(const Site& site, const Request& request, const std::string& rest);

}  // namespace mutu

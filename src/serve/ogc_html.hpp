// What OGC clients get as JSON, for people: one page of tables. Seen by src/serve only.
#pragma once

#include "http.hpp"

namespace mutu {

/// The parameter `f`, else what the browser prefers. Refusal 400 for another format than json and html.
bool wants_html(const Request& request);
/// A page of the same content; every text is escaped, nothing is inline but text. `json_address`: the same as JSON.
Reply html_of(const Reply& json, const std::string& json_address);

}  // namespace mutu

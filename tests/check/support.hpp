// Holdings by hand into findings: the rules alone, without analysis.
#pragma once

#include "support/builders.hpp"

#include "mutu/check.hpp"

#include <string>
#include <vector>

namespace mutu::test {

inline const Catalogue& catalogue() {
    static const Catalogue all = load_catalogue(geodata() + "/check");
    return all;
}

inline Diagnostics faults(const Builder& builder, const std::string& as_of = "2026-06-30",
                          const Holdings* earlier = nullptr) {
    return find_faults(builder.holdings, Crs::epsg(4525), catalogue(), {.as_of = day(as_of), .earlier = earlier});
}

/// The ids of those that one rule found, in order, joined by a blank.
inline std::string found(const Diagnostics& findings, const std::string& code) {
    std::string ids;
    for (const Diagnostic& one : findings)
        if (one.code == code) ids += (ids.empty() ? "" : " ") + (one.subject_id.empty() ? "-" : one.subject_id);
    return ids;
}

inline std::string message(const Diagnostics& findings, const std::string& code) {
    for (const Diagnostic& one : findings)
        if (one.code == code) return one.message;
    return "";
}

}  // namespace mutu::test

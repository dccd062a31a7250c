// Holdings by hand, analysed, with the office's books kept over them.
#pragma once

#include "support/builders.hpp"

#include "mutu/office.hpp"

#include <algorithm>

namespace mutu::test {

using Settings = std::vector<std::pair<std::string, std::string>>;

struct Kept {
    Assessment assessment;
    Office office;
    bool found(const std::string& code) const {
        return std::any_of(office.findings.begin(), office.findings.end(),
                           [&](const Diagnostic& one) { return one.code == code; });
    }
    const OfficeRate* rate(const std::string& id, const std::optional<std::string>& park = {},
                           const std::string& period = "all") const {
        for (const OfficeRate& one : office.rates)
            if (one.rate_id == id && one.park_id == park && one.period == period) return &one;
        return nullptr;
    }
};

inline Kept kept(Builder builder, const std::string& as_of = "2026-06-30", const Settings& set = {}) {
    AnalyzeOptions options;
    options.as_of = day(as_of);
    const Rulebook book = rules(set);
    Kept result{analyze(builder.holdings, book, labels(), options), {}};
    result.office = keep_office(builder.holdings, result.assessment, book, labels(), options.as_of);
    return result;
}

/// Park A (0–1000 m east) with parcels P1 and P2 of a hectare each, and P9 outside it.
inline Builder park_with_parcels() {
    Builder builder;
    builder.row(Role::park, {{"park_id", "A"}, {"park_name", "甲园"}}, Rectangle{0, 0, 1000, 1000});
    const auto parcel = [&](const char* id, const char* firm, double x) {
        builder.row(Role::parcel,
                    {{"parcel_id", id}, {"registered_area_m2", "10000"}, {"contract_no", id}, {"holder_uscc", firm}},
                    Rectangle{x, 0, 100, 100});
    };
    parcel("P1", "91430000MA0000001X", 0);
    parcel("P2", "91430000MA0000002X", 200);
    parcel("P9", "91430000MA0000009X", 5000);
    return builder;
}

}  // namespace mutu::test

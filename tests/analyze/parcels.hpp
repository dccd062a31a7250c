// The one supplied parcel most tests of this folder start from.
#pragma once

#include "support/builders.hpp"

#include <algorithm>

namespace mutu::test {

using Settings = std::vector<std::pair<std::string, std::string>>;

inline constexpr Rectangle one_hectare{0, 0, 100, 100};

/// A supplied parcel of one hectare whose start was due on 2023-03-01, with every event column present and blank.
inline Cells due_in_march(const Cells& changed = {}) {
    Cells cells{{"parcel_id", "P1"},
                {"contract_no", "HT-1"},
                {"registered_area_m2", "10000"},
                {"agreed_start_date", "2023-03-01"}};
    for (const Field& field : fields_of(Role::parcel))
        if (field.kind == FieldKind::event) cells.emplace(std::string{field.name}, "");
    for (const auto& [field, text] : changed) cells[field] = text;
    return cells;
}

/// The same, started in 2022 and stopped on 2023-01-15, one fen below the investment limit and on the area limit.
inline Cells stopped_in_january(const Cells& changed = {}) {
    Cells cells = due_in_march({{"actual_start_date", "2022-05-01"},
                                {"stop_date", "2023-01-15"},
                                {"required_area_m2", "30000"},
                                {"developed_area_m2", "10000"},
                                {"total_investment_wan", "8000"},
                                {"invested_wan", "1999.99"}});
    for (const auto& [field, text] : changed) cells[field] = text;
    return cells;
}

inline Assessment assessed(const Cells& cells, const std::string& as_of, const Settings& set = {}) {
    Builder builder;
    builder.row(Role::parcel, cells, one_hectare);
    return judged(builder, as_of, set);
}

inline ParcelResult state(const Cells& cells, const std::string& as_of, const Settings& set = {}) {
    return assessed(cells, as_of, set).parcels[0];
}

inline bool lacks(const ParcelResult& result, const std::string& field) {
    return std::find(result.missing.begin(), result.missing.end(), field) != result.missing.end();
}

}  // namespace mutu::test

// Small random parks, as they would be typed, for the laws of an analysis.
#pragma once

#include "support/builders.hpp"

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace mutu::test {

inline const Date law_as_of = Date::civil(2024, 6, 30).value();

/// One row as it would be typed, with a rectangle in whole metres.
struct Typed {
    Role role = Role::parcel;
    Cells cells;
    std::optional<Rectangle> shape;
};

/// A made-up park; rows in any order make the same holdings up to order.
struct RandomPark {
    std::vector<Typed> rows;
    double shift_x = 0, shift_y = 0;
    int ring_start = 0;
    bool reversed = false;
};

inline void draw(GeometryColumn& column, const RandomPark& park, Rectangle r) {
    const double x = corner_x + park.shift_x + r.x, y = corner_y + park.shift_y + r.y;
    std::vector<Xy> ring{{x, y}, {x + r.width, y}, {x + r.width, y + r.height}, {x, y + r.height}};
    std::rotate(ring.begin(), ring.begin() + park.ring_start, ring.end());
    if (park.reversed) std::reverse(ring.begin(), ring.end());
    ring.push_back(ring.front());
    for (const Xy point : ring) column.add_point(point);
    column.end_ring(), column.end_part(), column.end_row();
}

inline Holdings holdings_of(const RandomPark& park) {
    Builder builder;
    for (const Typed& typed : park.rows) {
        builder.row(typed.role, typed.cells);
        if (!typed.shape) continue;
        GeometryColumn& shapes = builder.holdings[typed.role].shapes();
        GeometryColumn all;
        for (std::size_t row = 0; row + 1 < shapes.rows(); ++row) all.add_row(shapes, row);
        draw(all, park, *typed.shape);
        shapes = std::move(all);
    }
    return std::move(builder.holdings);
}

using Settings = std::vector<std::pair<std::string, std::string>>;

inline Assessment analyzed(const RandomPark& park, const Settings& set = {}) {
    Holdings holdings = holdings_of(park);
    return analyze(holdings, rules(set), labels(), {.as_of = law_as_of, .basis = AreaBasis::planar, .book_crs = {}});
}

inline std::string random_day() { return (law_as_of + *rc::gen::inRange(-1400, 200)).iso(); }
inline bool coin() { return *rc::gen::arbitrary<bool>(); }
inline std::string whole(int least, int most) { return std::to_string(*rc::gen::inRange(least, most + 1)); }
inline std::string one_of(const std::vector<std::string>& words) { return *rc::gen::elementOf(words); }

inline Cells random_parcel(int i) {
    Cells cells{{"parcel_id", "P" + std::to_string(i)}, {"holder_name", "企业" + std::to_string(i % 3)}};
    const auto maybe = [&](const std::string& field, auto&& text) {
        if (coin()) cells[field] = text();
    };
    for (const char* event :
         {"actual_start_date", "actual_finish_date", "stop_date", "resume_date", "permit_date", "production_stop_date"})
        cells[event] = *rc::gen::inRange(0, 3) == 0 ? random_day() : "";
    cells["idle_cause"] = one_of({"", "", "none", "gov_plan", "资金"});
    maybe("contract_no", [] { return std::string{"HT"}; });
    for (const char* term :
         {"agreed_start_date", "extended_start_date", "actual_delivery_date", "agreed_delivery_date", "contract_date"})
        maybe(term, random_day);
    maybe("required_area_m2", [] { return whole(0, 3); });
    maybe("developed_area_m2", [] { return whole(0, 2); });
    maybe("total_investment_wan", [] { return whole(0, 8); });
    maybe("invested_wan", [] { return whole(0, 3); });
    maybe("land_price_wan", [] { return whole(0, 2); });
    maybe("investment_includes_land_price", [] { return one_of({"是", "否"}); });
    maybe("foundation_type", [] { return one_of({"pit", "pile", "other"}); });
    maybe("foundation_progress", [] { return one_of({"0", "1/3", "1"}); });
    maybe("field_check", [] { return one_of({"not_started", "started", "built", "unclear"}); });
    maybe("operation_state", [] { return one_of({"normal", "stopped"}); });
    maybe("control_investment_wan_per_mu", [] { return whole(0, 2); });
    maybe("holder_kind", [] { return one_of({"user", "reserve"}); });
    return cells;
}

inline RandomPark random_park() {
    RandomPark park;
    const int parcels = *rc::gen::inRange(1, 5);
    for (int i = 0; i < parcels; ++i) {
        const double x = 200.0 * i;
        park.rows.push_back({Role::parcel, random_parcel(i), Rectangle{x, 0, 100, 100}});
        if (coin())
            park.rows.push_back({Role::building,
                                 {{"building_id", "B" + std::to_string(i)}, {"floors", "2"}},
                                 Rectangle{x + 10, 10, 1.0 + *rc::gen::inRange(0, 60), 20}});
        if (coin())
            park.rows.push_back({Role::approval,
                                 {{"approval_id", "A" + std::to_string(i)}, {"approval_date", random_day()}},
                                 Rectangle{x, 0, 20.0 + *rc::gen::inRange(0, 150), 100}});
    }
    for (int firm = 0; firm < 3; ++firm)
        if (coin())
            park.rows.push_back({Role::enterprise_year,
                                 {{"name", "企业" + std::to_string(firm)},
                                  {"year", whole(2020, 2023)},
                                  {"tax_wan", whole(0, 40)},
                                  {"output_wan", coin() ? whole(0, 90) : ""}},
                                 {}});
    return park;
}

}  // namespace mutu::test

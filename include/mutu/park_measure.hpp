// The catalogue of park measures: what is known of one park and indicators may be built from. Measures are code,
// formulas and thresholds data.
#pragma once

#include "mutu/rational.hpp"
#include "mutu/units.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

enum class ParkDimension : std::uint8_t { area, money, people, share };

/// One entry per idea; ids in the catalogue are these names. Land codes are those of 开发区土地集约利用评价.
enum class ParkMeasure : std::uint8_t {
    // 建设状况: A 已建成, B 未建成, C 不可建设
    land_a,
    land_a1,
    land_a2,
    land_a3,
    land_a4,
    land_a5,
    land_a6,
    land_b,
    land_b1,
    land_b21,
    land_b22,
    land_c,
    land_total,  // A + B + C
    // 供应状况: D 已供应, E 尚可供应, F 不可供应
    land_d,
    land_d1,
    land_d21,
    land_d22,
    land_e,
    land_e1,
    land_e21,
    land_e22,
    land_f,
    land_supply_total,  // D + E + F
    land_g,             // 闲置
    land_h,             // 高新技术产业用地
    park_area,          // within the boundary
    // buildings on A, and on A2
    floor_area,
    footprint,
    industrial_floor_area,
    industrial_occupied,  // footprint, structures and yards
    // industrial and logistics firms on A2; the whole zone
    industrial_investment,
    industrial_revenue,
    industrial_output,
    industrial_tax,
    hightech_revenue,
    zone_tax,  // of secondary and tertiary industry
    population,
    // supply in the years of parameter supply_rate_years up to as-of: all of them, and the largest of them
    supplied_recent,
    supplied_largest,
    industrial_supplied_recent,
    industrial_supplied_largest,
    // 管理绩效
    expired,
    expired_disposed,
    paid_due,
    paid_supplied,
    market_due,
    market_supplied,
    // yearly figures of the park, and of the year before
    gdp,
    gdp_before,
    income,
    income_before,
    tax_all,
    tax_all_before,
    value_added_growth,
    fixed_investment,
    quota_new,
    quota_park,
    // firms of the park: revenue in the data year, land they use
    firm_revenue,
    leading_revenue,
    special_revenue,
    firm_land,
    leading_land,
    special_land,
    // 标准厂房
    standard_floor_area,
    standard_let,
    standard_vacant,
    // 亩均税收的四种口径: land of parcels by what they are, and the tax that is known on it
    parcel_land_built,
    parcel_land_supplied,
    parcel_land_industrial,
    planned_industrial_land,
    parcel_tax_built,
    parcel_tax_supplied,
    parcel_tax_industrial,
    parcel_tax,
    // of firms that have it in the data year and in the one before
    paired_tax,
    paired_tax_before,
    // land approved in the years of parameter supply_rate_years, and what of it was supplied
    approved_recent,
    approved_and_supplied
};
inline constexpr std::size_t park_measure_count = static_cast<std::size_t>(ParkMeasure::approved_and_supplied) + 1;

struct ParkMeasureSpec {
    ParkMeasure measure;
    std::string_view id;
    ParkDimension dimension;
    std::optional<ParkMeasure> base = {};  // the land a partial figure is known over
};
const std::array<ParkMeasureSpec, park_measure_count>& park_measures();
const ParkMeasureSpec& spec(ParkMeasure measure);
std::optional<ParkMeasure> park_measure_named(std::string_view id);

/// A value in the smallest unit of its dimension: 1/300 m², fen, persons, millionths. Sums of facts are whole numbers.
struct ParkFact {
    std::optional<std::int64_t> amount;
    std::string source = {};                      // role or field; several joined by ';'
    std::optional<std::int64_t> known_over = {};  // part of `base` the amount is known for, where that is not all of it
    std::string missing = {};                     // what would make it known: a role, field or parameter
};

/// All measures of one park; those never set are unknown.
class ParkFacts {
public:
    const ParkFact& operator[](ParkMeasure m) const { return facts_[static_cast<std::size_t>(m)]; }
    ParkFact& operator[](ParkMeasure m) { return facts_[static_cast<std::size_t>(m)]; }

private:
    std::array<ParkFact, park_measure_count> facts_;
};

/// m², 万元, persons, or the share itself.
Rational exact(ParkDimension dimension, std::int64_t amount);
/// "4100000 m²", "50700 万元", "12000 人", "0.105"; `park_amount` reads it back. Exact.
std::string park_text(ParkDimension dimension, std::int64_t amount);
/// Also in the units people write: 公顷, 亩, 万m², 亿元, 万人, %. Rounded to the smallest unit; absent when it is none.
std::optional<std::int64_t> park_amount(ParkDimension dimension, std::string_view text);
/// The same for a bare number and a unit; an empty unit is that of `park_text`.
std::optional<std::int64_t> park_amount(ParkDimension dimension, const Rational& number, std::string_view unit);

}  // namespace mutu

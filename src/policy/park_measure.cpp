// Names, dimensions and bases of the park measures, and their values as text.
#include "mutu/park_measure.hpp"

#include "mutu/text.hpp"

#include <charconv>

namespace mutu {
namespace {

using M = ParkMeasure;
using enum ParkDimension;

constexpr std::array<ParkMeasureSpec, park_measure_count> all{{
    {M::land_a, "land_a", area, M::land_d},
    {M::land_a1, "land_a1", area, M::land_a},
    {M::land_a2, "land_a2", area, M::land_a},
    {M::land_a3, "land_a3", area, M::land_a},
    {M::land_a4, "land_a4", area, M::land_a},
    {M::land_a5, "land_a5", area, M::land_a},
    {M::land_a6, "land_a6", area, M::land_a},
    {M::land_b, "land_b", area},
    {M::land_b1, "land_b1", area},
    {M::land_b21, "land_b21", area},
    {M::land_b22, "land_b22", area},
    {M::land_c, "land_c", area},
    {M::land_total, "land_total", area},
    {M::land_d, "land_d", area},
    {M::land_d1, "land_d1", area, M::land_d},
    {M::land_d21, "land_d21", area, M::land_d},
    {M::land_d22, "land_d22", area, M::land_d},
    {M::land_e, "land_e", area},
    {M::land_e1, "land_e1", area},
    {M::land_e21, "land_e21", area},
    {M::land_e22, "land_e22", area},
    {M::land_f, "land_f", area},
    {M::land_supply_total, "land_supply_total", area},
    {M::land_g, "land_g", area, M::land_d},
    {M::land_h, "land_h", area},
    {M::park_area, "park_area", area},
    {M::floor_area, "floor_area", area, M::land_a},
    {M::footprint, "footprint", area, M::land_a},
    {M::industrial_floor_area, "industrial_floor_area", area, M::land_a2},
    {M::industrial_occupied, "industrial_occupied", area, M::land_a2},
    {M::industrial_investment, "industrial_investment", money, M::land_a2},
    {M::industrial_revenue, "industrial_revenue", money, M::land_a2},
    {M::industrial_output, "industrial_output", money, M::land_a2},
    {M::industrial_tax, "industrial_tax", money, M::land_a2},
    {M::hightech_revenue, "hightech_revenue", money, M::land_h},
    {M::zone_tax, "zone_tax", money, M::land_a},
    {M::population, "population", people},
    {M::supplied_recent, "supplied_recent", area},
    {M::supplied_largest, "supplied_largest", area},
    {M::industrial_supplied_recent, "industrial_supplied_recent", area},
    {M::industrial_supplied_largest, "industrial_supplied_largest", area},
    {M::expired, "expired", area},
    {M::expired_disposed, "expired_disposed", area},
    {M::paid_due, "paid_due", area},
    {M::paid_supplied, "paid_supplied", area},
    {M::market_due, "market_due", area},
    {M::market_supplied, "market_supplied", area},
    {M::gdp, "gdp", money},
    {M::gdp_before, "gdp_before", money},
    {M::income, "income", money},
    {M::income_before, "income_before", money},
    {M::tax_all, "tax_all", money},
    {M::tax_all_before, "tax_all_before", money},
    {M::value_added_growth, "value_added_growth", share},
    {M::fixed_investment, "fixed_investment", money},
    {M::quota_new, "quota_new", area},
    {M::quota_park, "quota_park", area},
    {M::firm_revenue, "firm_revenue", money},
    {M::leading_revenue, "leading_revenue", money},
    {M::special_revenue, "special_revenue", money},
    {M::firm_land, "firm_land", area},
    {M::leading_land, "leading_land", area},
    {M::special_land, "special_land", area},
    {M::standard_floor_area, "standard_floor_area", area},
    {M::standard_let, "standard_let", area},
    {M::standard_vacant, "standard_vacant", area},
    {M::parcel_land_built, "parcel_land_built", area},
    {M::parcel_land_supplied, "parcel_land_supplied", area},
    {M::parcel_land_industrial, "parcel_land_industrial", area},
    {M::planned_industrial_land, "planned_industrial_land", area},
    {M::parcel_tax_built, "parcel_tax_built", money, M::parcel_land_built},
    {M::parcel_tax_supplied, "parcel_tax_supplied", money, M::parcel_land_supplied},
    {M::parcel_tax_industrial, "parcel_tax_industrial", money, M::parcel_land_industrial},
    {M::parcel_tax, "parcel_tax", money},
    {M::paired_tax, "paired_tax", money},
    {M::paired_tax_before, "paired_tax_before", money},
    {M::approved_recent, "approved_recent", area},
    {M::approved_and_supplied, "approved_and_supplied", area},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < all.size(); ++i)
        if (static_cast<std::size_t>(all[i].measure) != i) return false;
    return true;
}
static_assert(in_order());

/// What one of these is in the smallest unit of its dimension.
struct Unit {
    ParkDimension dimension;
    std::string_view name;
    std::int64_t amount, per = 1;
};
constexpr Unit units[] = {
    {area, "", 300},
    {area, "m²", 300},
    {area, "m2", 300},
    {area, "平方米", 300},
    {area, "公顷", 3'000'000},
    {area, "亩", 200'000},
    {area, "万m²", 3'000'000},
    {area, "万平方米", 3'000'000},
    {area, "平方公里", 300'000'000},
    {money, "", 1'000'000},
    {money, "万元", 1'000'000},
    {money, "亿元", 10'000'000'000},
    {money, "元", 100},
    {people, "", 1},
    {people, "人", 1},
    {people, "万人", 10'000},
    {share, "", 1'000'000},
    {share, "%", 10'000},
};

std::int64_t smallest_per_unit(ParkDimension dimension) {
    for (const Unit& unit : units)
        if (unit.dimension == dimension && unit.name.empty()) return unit.amount;
    return 1;
}

std::string_view unit_of(ParkDimension dimension) {
    switch (dimension) {
    case area: return " m²";
    case money: return " 万元";
    case people: return " 人";
    case share: return "";
    }
    return "";
}

}  // namespace

const std::array<ParkMeasureSpec, park_measure_count>& park_measures() { return all; }
const ParkMeasureSpec& spec(ParkMeasure measure) { return all[static_cast<std::size_t>(measure)]; }

std::optional<ParkMeasure> park_measure_named(std::string_view id) {
    for (const ParkMeasureSpec& entry : all)
        if (entry.id == id) return entry.measure;
    return std::nullopt;
}

Rational exact(ParkDimension dimension, std::int64_t amount) {
    return *Rational::fraction(amount, smallest_per_unit(dimension));
}

std::string park_text(ParkDimension dimension, std::int64_t amount) {
    return exact(dimension, amount).text() + std::string{unit_of(dimension)};
}

std::optional<std::int64_t> park_amount(ParkDimension dimension, const Rational& number, std::string_view unit) {
    constexpr std::size_t most_digits = 18;  // of 64 bits
    for (const Unit& known : units) {
        if (known.dimension != dimension || known.name != unit) continue;
        const std::string digits = (number * Rational::whole(known.amount)).decimals(0);
        if (digits.size() > most_digits) return std::nullopt;
        std::int64_t amount = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), amount);
        return amount;
    }
    return std::nullopt;
}

std::optional<std::int64_t> park_amount(ParkDimension dimension, std::string_view text) {
    text = trimmed(text);
    const std::size_t end = text.find_first_not_of("+-0123456789./eE");
    const auto number = Rational::parse(text.substr(0, end));
    if (!number) return std::nullopt;
    return park_amount(dimension, *number, end == std::string_view::npos ? "" : trimmed(text.substr(end)));
}

}  // namespace mutu

// The measure catalogue, and values as exact text and back.
#include "mutu/measure.hpp"

#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace mutu {
namespace {

using enum Dimension;

constexpr std::array<MeasureSpec, measure_count> catalogue{{
    {Measure::as_of, "as_of", date},
    {Measure::has_instrument, "has_instrument", truth},
    {Measure::supply_row, "supply_row", truth},
    {Measure::terms_given, "terms_given", truth},
    {Measure::approvals_given, "approvals_given", truth},
    {Measure::approved_share, "approved_share", ratio},
    {Measure::contract_date, "contract_date", date},
    {Measure::holder_kind, "holder_kind", code},
    {Measure::supply_state, "supply_state", code},
    {Measure::finished, "finished", truth},
    {Measure::finish_date, "finish_date", date},
    {Measure::started, "started", truth},
    {Measure::start_contradicted, "start_contradicted", truth},
    {Measure::start_due, "start_due", date},
    {Measure::one_year_on, "one_year_on", date},
    {Measure::two_years_on, "two_years_on", date},
    {Measure::warning_from, "warning_from", date},
    {Measure::idle_cause, "idle_cause", code},
    {Measure::delivered_late, "delivered_late", truth},
    {Measure::stopped, "stopped", truth},
    {Measure::stop_date, "stop_date", date},
    {Measure::stop_year_on, "stop_year_on", date},
    {Measure::required_area, "required_area", area},
    {Measure::developed_area, "developed_area", area},
    {Measure::total_investment, "total_investment", money},
    {Measure::invested, "invested", money},
    {Measure::idle_state, "idle_state", code},
    {Measure::land_area, "land_area", area},
    {Measure::built, "built", truth},
    {Measure::footprint_share, "footprint_share", ratio},
    {Measure::far, "far", ratio},
    {Measure::control_far, "control_far", ratio},
    {Measure::building_density, "building_density", ratio},
    {Measure::investment_per_mu, "investment_per_mu", yield},
    {Measure::control_investment_per_mu, "control_investment_per_mu", yield},
    {Measure::tax_per_mu, "tax_per_mu", yield},
    {Measure::output_per_mu, "output_per_mu", yield},
    {Measure::revenue_per_mu, "revenue_per_mu", yield},
    {Measure::park_tax_per_mu, "park_tax_per_mu", yield},
    {Measure::above_designated, "above_designated", truth},
    {Measure::industry_code, "industry_code", code},
    {Measure::operation_state, "operation_state", code},
    {Measure::production_stop_on, "production_stop_on", date},
    {Measure::production_stop_limit_on, "production_stop_limit_on", date},
    {Measure::ramp_up_until, "ramp_up_until", date},
    {Measure::land_price, "land_price", money},
    {Measure::efficiency, "efficiency", code},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < catalogue.size(); ++i)
        if (static_cast<std::size_t>(catalogue[i].measure) != i) return false;
    return true;
}
static_assert(in_order(), "catalogue entries stand in the order of enum Measure");

std::string ratio_text(Ratio value) {
    const std::int64_t common = std::gcd(value.numerator(), value.denominator());
    const std::int64_t top = value.numerator() / common, bottom = value.denominator() / common;
    std::int64_t rest = bottom;
    while (rest % 2 == 0) rest /= 2;
    while (rest % 5 == 0) rest /= 5;
    const std::string fraction = std::to_string(top) + "/" + std::to_string(bottom);
    if (rest != 1 || std::llabs(top) > 1'000'000'000'000) return bottom == 1 ? std::to_string(top) : fraction;
    const std::string decimal = shortest(static_cast<double>(top) / static_cast<double>(bottom));
    const bool plain = decimal.size() <= 10 && decimal.find('e') == std::string::npos;
    return plain ? decimal : fraction;
}

[[noreturn]] void unreadable(std::string_view text) {
    throw Error{Kind::input, "not a value of a proof: " + std::string{text}};
}

double number_before(std::string_view text, std::string_view unit) {
    if (!text.ends_with(unit)) unreadable(text);
    const auto parsed = parse_number(text.substr(0, text.size() - unit.size()));
    const double* value = std::get_if<double>(&parsed);
    if (!value) unreadable(text);
    return *value;
}

// Up to here a double holds every quantum of area and every fen, so the text of a value is exact.
constexpr double largest_square_metres = 3e13, largest_wan = 9e9;

Area area_value(std::string_view text) {
    const double value = number_before(text, " m²");
    if (std::fabs(value) > largest_square_metres) unreadable(text);
    return Area::square_metres(value);
}

Money money_value(std::string_view text, std::string_view unit) {
    const double value = number_before(text, unit);
    if (std::fabs(value) > largest_wan) unreadable(text);
    return Money::wan(value);
}

std::int64_t whole_value(std::string_view digits) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc{} || end != digits.data() + digits.size()) unreadable(digits);
    return value;
}

Ratio ratio_value(std::string_view text) {
    std::optional<Ratio> value;
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        value = Ratio::of(whole_value(text.substr(0, slash)), whole_value(text.substr(slash + 1)));
    } else {
        // Scaled by its own power of ten a decimal stays exact; `to_text` writes at most ten characters.
        const std::size_t point = std::min(text.find('.'), text.size());
        const std::string_view decimals = text.substr(std::min(point + 1, text.size()));
        if (decimals.size() > 10) unreadable(text);
        std::int64_t scale = 1;
        for (std::size_t i = 0; i < decimals.size(); ++i) scale *= 10;
        value = Ratio::of(whole_value(std::string{text.substr(0, point)} + std::string{decimals}), scale);
    }
    if (!value) unreadable(text);
    return *value;
}

FactValue yield_value(std::string_view text) {
    const std::size_t slash = text.find(" / ");
    if (slash == std::string_view::npos) return *Yield::of(money_value(text, " 万元/亩"), Area::mu(1));
    const auto value = Yield::of(money_value(text.substr(0, slash), " 万元"), area_value(text.substr(slash + 3)));
    if (!value) unreadable(text);
    return *value;
}

}  // namespace

const std::array<MeasureSpec, measure_count>& measures() { return catalogue; }
const MeasureSpec& spec(Measure measure) { return catalogue[static_cast<std::size_t>(measure)]; }

std::optional<Measure> measure_named(std::string_view id) {
    for (const auto& entry : catalogue)
        if (entry.id == id) return entry.measure;
    return std::nullopt;
}

std::string to_text(const FactValue& value) {
    struct Printer {
        std::string operator()(std::monostate) const { return "?"; }
        std::string operator()(Truth v) const { return std::string{word(v)}; }
        std::string operator()(Date v) const { return v.iso(); }
        std::string operator()(Area v) const { return to_text(v) + " m²"; }
        std::string operator()(Money v) const { return to_text(v) + " 万元"; }
        std::string operator()(Ratio v) const { return ratio_text(v); }
        std::string operator()(const Yield& v) const {
            if (v.land() == Area::mu(1)) return to_text(v.money()) + " 万元/亩";
            return to_text(v.money()) + " 万元 / " + to_text(v.land()) + " m²";
        }
        std::string operator()(const std::string& v) const { return v; }
        static std::string to_text(Area v) { return mutu::to_text(v); }
        static std::string to_text(Money v) { return mutu::to_text(v); }
    };
    return std::visit(Printer{}, value);
}

FactValue fact_value(std::string_view text, Dimension dimension) {
    if (text == "?") return std::monostate{};
    switch (dimension) {
    case truth:
        for (const Truth answer : {Truth::no, Truth::undetermined, Truth::yes})
            if (text == word(answer)) return answer;
        unreadable(text);
    case date: {
        const auto parsed = parse_date(text);
        if (const Date* day = std::get_if<Date>(&parsed)) return *day;
        unreadable(text);
    }
    case area: return area_value(text);
    case money: return money_value(text, " 万元");
    case ratio: return ratio_value(text);
    case yield: return yield_value(text);
    case code: return std::string{text};
    }
    unreadable(text);
}

}  // namespace mutu

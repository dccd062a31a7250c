// Printed decimals per unit and exact sums in whole quanta.
#include "mutu/quantity.hpp"

#include "plain.hpp"

#include "mutu/text.hpp"

#include <cmath>

namespace mutu {
namespace {

int decimals(Form form) {
    switch (form) {
    case Form::hectares: return 4;
    case Form::mu:
    case Form::square_metres:
    case Form::wan:
    case Form::wan_per_mu:
    case Form::share:
    case Form::ratio:
    case Form::years: return 2;
    case Form::text:
    case Form::date:
    case Form::count: return 0;
    }
    return 0;
}

/// Quanta in the last printed decimal: 0.01 亩, 0.0001 公顷, 0.01 m², 0.01 万元, 1.
std::int64_t step(Form form) {
    switch (form) {
    case Form::mu: return Area::mu(1).quanta() / 100;
    case Form::hectares: return Area::hectares(1).quanta() / 10'000;
    case Form::square_metres: return Area::square_metres(1).quanta() / 100;
    case Form::wan: return Money::wan(1).fen() / 100;
    case Form::text:
    case Form::date:
    case Form::count:
    case Form::wan_per_mu:
    case Form::share:
    case Form::ratio:
    case Form::years: return 1;
    }
    return 1;
}

std::int64_t rounded(std::int64_t quanta, std::int64_t unit) {
    const std::int64_t half = unit / 2;
    return quanta < 0 ? -((-quanta + half) / unit) : (quanta + half) / unit;
}

}  // namespace

std::optional<double> figure(const Quantity& value, Form form) {
    if (const auto* area = std::get_if<Area>(&value))
        return form == Form::hectares ? area->hectares() : form == Form::mu ? area->mu() : area->square_metres();
    if (const auto* money = std::get_if<Money>(&value)) return money->wan();
    if (const auto* yield = std::get_if<Yield>(&value)) return yield->wan_per_mu();
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value); number && std::isfinite(*number)) return *number;
    return std::nullopt;
}

std::string printed(const Quantity& value, Form form) {
    if (const auto* words = std::get_if<std::string>(&value)) return visible(*words);
    if (const auto* date = std::get_if<Date>(&value)) return date->iso();
    const auto number = figure(value, form);
    if (!number) return "";
    return form == Form::share ? fixed(*number * 100, decimals(form)) + "%" : fixed(*number, decimals(form));
}

void Tally::add(const Quantity& value) {
    if (!known(value)) {
        ++unknown_;
        return;
    }
    ++known_;
    std::int64_t quanta = 0;
    if (const auto* area = std::get_if<Area>(&value))
        quanta = area->quanta();
    else if (const auto* money = std::get_if<Money>(&value))
        quanta = money->fen();
    else if (const auto* whole = std::get_if<std::int64_t>(&value))
        quanta = *whole;
    else if (const auto* yield = std::get_if<Yield>(&value))
        money_ += yield->money(), land_ += yield->land();
    sum_ += quanta;
    rounded_sum_ += rounded(quanta, step(form_));
}

Quantity Tally::total() const {
    if (known_ == 0) return {};
    switch (form_) {
    case Form::mu:
    case Form::hectares:
    case Form::square_metres: return Area::quanta(sum_);
    case Form::wan: return Money::fen(sum_);
    case Form::count: return sum_;
    case Form::wan_per_mu: return quantity(Yield::of(money_, land_));
    case Form::text:
    case Form::date:
    case Form::share:
    case Form::ratio:
    case Form::years: return {};
    }
    return {};
}

bool Tally::drifts() const { return rounded_sum_ != rounded(sum_, step(form_)); }

}  // namespace mutu

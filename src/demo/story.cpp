// The usual course of a parcel; dates keep their natural order with room to spare.
#include "story.hpp"

namespace mutu::demo {

Date day(int year, int month, int day_of_month) { return Date::civil(year, month, day_of_month).value(); }
Date as_of() { return day(2026, 6, 30); }
Date some_day(Rng& rng, Date from, Date to) { return from + rng.between(0, to - from); }

Money per_mu(Area land, double wan) {
    const auto yuan_per_mu = static_cast<std::int64_t>(wan * 10'000);
    return Money::fen(land.quanta() * yuan_per_mu / 2'000);
}

Area require_thirds(Record& r) {
    constexpr std::int64_t three_m2 = 900;
    r.required = Area::quanta(r.land.quanta() / three_m2 * three_m2);
    return Area::quanta(r.required->quanta() / 3);
}

void agreed(Record& r, Rng& rng, Date due) {
    r.contract = due + -rng.between(330, 540);
    r.agreed_delivery = *r.contract + rng.between(60, 120);
    r.delivery = *r.agreed_delivery + -rng.between(0, 15);
    r.agreed_start = due;
    r.agreed_finish = add_years(due, 2);
    r.control_far = 0.6 + 0.1 * rng.between(0, 2);
    r.control_investment = 150 + 10 * rng.between(0, 8);
    r.price = per_mu(r.land, rng.between(16, 22));
    r.total = per_mu(r.land, *r.control_investment * 1.5);
    r.price_included = "否";
    r.required = r.land;
    r.truth.start_due = due;
}

void unstarted(Record& r, Rng& rng, Date due) {
    agreed(r, rng, due);
    r.invested = Money::fen(0);
    r.developed = Area::quanta(0);
    r.truth.idle_on = add_years(due, 1);
}

void begun(Record& r, Rng& rng, Date due) {
    agreed(r, rng, due);
    r.start = due + -rng.between(0, 60);
    r.permit = *r.start + -rng.between(5, 30);
    r.foundation_type = rng.chance(50) ? "pile" : "other";
    r.foundation_progress = "1";
    r.developed = Area::quanta(r.land.quanta() / 2);
    r.invested = Money::fen(r.total->fen() / 2);
}

void halted(Record& r, Rng& rng, Date stop) {
    begun(r, rng, stop + -rng.between(200, 600));
    r.stop = stop;
    r.truth.idle_on = add_years(stop, 1);
}

void built(Record& r, Rng& rng, Date finish) {
    begun(r, rng, finish + -rng.between(500, 800));
    r.finish = finish;
    r.developed = r.land;
    r.invested = per_mu(r.land, *r.control_investment * (1.1 + 0.05 * rng.between(0, 6)));
    r.operation_state = "normal";
    r.footprint = 0.36 + 0.01 * rng.between(0, 8);
    r.floors = rng.between(3, 4);
    r.tenants.push_back({.rate = 5 * rng.between(11, 15)});
}

}  // namespace mutu::demo

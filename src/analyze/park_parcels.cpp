// 宗地口径: what parcels, supplies and firms say of a park's land where nobody surveyed it, and of its money and
// supply.
#include "park_facts.hpp"

#include <algorithm>

namespace mutu {

void PartialSum::add(Area land, const std::optional<std::int64_t>& value) {
    any = true;
    all += land.quanta();
    if (!value) return;
    amount += *value;
    known += land.quanta();
}

ParkFact PartialSum::fact(std::string source, std::string missing) const {
    if (all > 0 && known == 0) return {.amount = {}, .source = {}, .known_over = {}, .missing = std::move(missing)};
    ParkFact fact{.amount = amount, .source = std::move(source), .known_over = {}, .missing = {}};
    if (known < all) fact.known_over = known;
    return fact;
}

namespace {

using M = ParkMeasure;

struct ParcelSums {
    Area supplied;
    PartialSum built, idle, allocated, expired, paid;
    std::array<PartialSum, 6> use;  // land_a1 … land_a6
    PartialSum floor, footprint, industrial_floor, industrial_occupied;
    PartialSum tax, output, revenue, investment, all_tax;
    std::vector<Area> supply_years, industrial_years;
    std::int64_t parcels = 0;
};

std::optional<std::int64_t> quanta(const std::optional<Area>& area) {
    return area ? std::optional{area->quanta()} : std::nullopt;
}
std::optional<std::int64_t> fen(const std::optional<Money>& money, bool whole = true) {
    return money && whole ? std::optional{money->fen()} : std::nullopt;
}

void add_supplied(const ParkView& view, std::size_t row, Area land, ParcelSums& sums) {
    const ParcelResult& parcel = view.parcels[row];
    const std::int64_t whole = land.quanta();
    sums.supplied += land;
    const bool open = parcel.idle_state == "undetermined";
    const auto if_known = [&](bool yes) { return open ? std::nullopt : std::optional{yes ? whole : std::int64_t{0}}; };
    sums.built.add(land, if_known(parcel.idle_state == "completed"));
    sums.idle.add(land, if_known(parcel.land_class == "idle"));
    const auto mode = view.terms.get<std::string>("supply_mode", row);
    const Date as_of = view.context.options.as_of;
    const auto ended = [&](std::string_view field) {
        const auto day = view.terms.get<Date>(field, row);
        return day && *day <= as_of;
    };
    const bool over = ended("term_end_date") || ended("lease_end_date");
    const auto if_mode = [&](bool yes) { return mode ? std::optional{yes ? whole : std::int64_t{0}} : std::nullopt; };
    const bool free = mode && *mode == "allocation";
    sums.allocated.add(land, if_mode(free)), sums.paid.add(land, if_mode(!free && !over));
    sums.expired.add(land, if_mode(!free && over));
}

/// Full years before as-of in which the parcel was supplied: 0 is the last twelve months.
std::optional<std::size_t> supply_year(const ParkView& view, std::size_t row, int years) {
    const auto day = view.terms.contract_date(row);
    const Date as_of = view.context.options.as_of;
    if (!day || *day > as_of) return std::nullopt;
    for (int back = 1; back <= years; ++back)
        if (*day > add_years(as_of, -back)) return static_cast<std::size_t>(back - 1);
    return std::nullopt;
}

void add_built(const ParkView& view, std::size_t row, Area land, const std::string& use, ParcelSums& sums) {
    const ParcelResult& parcel = view.parcels[row];
    const ParcelMoney& money = view.firms.of_parcel[row];
    for (std::size_t i = 0; i < sums.use.size(); ++i) {
        const bool here = use.starts_with("A" + std::to_string(i + 1));
        sums.use[i].add(land, use.empty() ? std::nullopt : std::optional{here ? land.quanta() : std::int64_t{0}});
    }
    sums.floor.add(land, quanta(parcel.gross_floor_area)), sums.footprint.add(land, quanta(parcel.footprint));
    sums.all_tax.add(land, fen(money.tax, money.tax_whole));
    if (!use.starts_with("A2")) return;
    sums.industrial_floor.add(land, quanta(parcel.gross_floor_area));
    sums.industrial_occupied.add(land, quanta(view.cover.occupied[row]));
    sums.tax.add(land, fen(money.tax, money.tax_whole)), sums.output.add(land, fen(money.output, money.output_whole));
    sums.revenue.add(land, fen(money.revenue, money.revenue_whole));
    sums.investment.add(land, fen(parcel.investment));
}

void put_land(const ParcelSums& sums, ParkFacts& facts) {
    facts[M::land_d] = {.amount = sums.supplied.quanta(), .source = "parcel"};
    facts[M::land_a] = sums.built.fact("parcel", "actual_finish_date");
    facts[M::land_d1] = sums.allocated.fact("supply", "supply_mode");
    facts[M::land_d21] = sums.paid.fact("supply", "supply_mode");
    facts[M::land_d22] = sums.expired.fact("supply", "supply_mode");
    constexpr std::array<M, 6> uses{M::land_a1, M::land_a2, M::land_a3, M::land_a4, M::land_a5, M::land_a6};
    for (std::size_t i = 0; i < uses.size(); ++i) facts[uses[i]] = sums.use[i].fact("parcel", "land_use_code");
    for (const M open : {M::land_b, M::land_b21, M::land_b22, M::land_c, M::land_e, M::land_e21, M::land_h})
        facts[open].missing = "landuse";
    facts[M::land_total].missing = "landuse";
    facts[M::floor_area] = sums.floor.fact("building", "building.floors");
    facts[M::footprint] = sums.footprint.fact("building", "building");
    facts[M::industrial_floor_area] = sums.industrial_floor.fact("building", "building.floors");
    facts[M::industrial_occupied] = sums.industrial_occupied.fact("building", "building");
}

/// On surveyed land streets and squares pay no tax and count all the same; only parcels of unknown tax are left out.
ParkFact zone_tax(const PartialSum& tax, const ParkFact& built) {
    ParkFact fact = tax.fact("enterprise_year", "tax_wan");
    if (built.source == "landuse" && fact.known_over)
        fact.known_over = std::max(*built.amount - (tax.all - tax.known), tax.known);
    return fact;
}

void put_money(const ParcelSums& sums, ParkFacts& facts) {
    facts[M::industrial_tax] = sums.tax.fact("enterprise_year", "tax_wan");
    facts[M::industrial_output] = sums.output.fact("enterprise_year", "output_wan");
    facts[M::industrial_revenue] = sums.revenue.fact("enterprise_year", "revenue_wan");
    facts[M::industrial_investment] = sums.investment.fact("parcel", "invested_wan");
    facts[M::zone_tax] = zone_tax(sums.all_tax, facts[M::land_a]);
    const auto put_years = [&](const std::vector<Area>& years, M all, M largest) {
        Area sum, most;
        for (const Area year : years) sum += year, most = std::max(most, year);
        facts[all] = {.amount = sum.quanta(), .source = "supply"};
        facts[largest] = {.amount = most.quanta(), .source = "supply"};
    };
    put_years(sums.supply_years, M::supplied_recent, M::supplied_largest);
    put_years(sums.industrial_years, M::industrial_supplied_recent, M::industrial_supplied_largest);
}

}  // namespace

void gather_parcels(const ParkView& view, const std::vector<bool>& surveyed, FactsByPark& facts) {
    const int years = view.context.rules.count("years_of_supply_window").value_or(0);
    const EvaluationCodes codes{view.context.rules};
    const Table& parcels = view.context.table(Role::parcel);
    std::vector<ParcelSums> all(facts.size());
    for (ParcelSums& sums : all) {
        sums.supply_years.resize(static_cast<std::size_t>(years));
        sums.industrial_years.resize(static_cast<std::size_t>(years));
    }
    for (std::size_t row = 0; row < view.parcels.size(); ++row) {
        const auto park = view.parks.of_parcel[row];
        const ParcelResult& parcel = view.parcels[row];
        if (!park || !parcel.area) continue;
        ParcelSums& sums = all[*park];
        ++sums.parcels;
        if (parcel.supply_state != "supplied") continue;
        const std::string use = codes.use(parcels, row);
        add_supplied(view, row, *parcel.area, sums);
        if (parcel.idle_state == "completed") add_built(view, row, *parcel.area, use, sums);
        if (const auto year = supply_year(view, row, years)) {
            sums.supply_years[*year] += *parcel.area;
            if (use.starts_with("A2")) sums.industrial_years[*year] += *parcel.area;
        }
    }
    for (std::size_t park = 0; park < facts.size(); ++park) {
        if (all[park].parcels == 0) continue;
        if (!surveyed[park]) put_land(all[park], facts[park]);
        put_money(all[park], facts[park]);
        if (!facts[park][M::land_g].amount) facts[park][M::land_g] = all[park].idle.fact("parcel", "idle_state");
    }
}

}  // namespace mutu

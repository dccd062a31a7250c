// Plan, layout, records and firms of one park; each part draws from its own stream of chance.
#include "park.hpp"

#include "plan.hpp"

#include <cmath>
#include <numbers>

namespace mutu::demo {
namespace {

std::string park_name(int number) {
    constexpr const char* numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    if (number <= 10) return std::string{"示例"} + numerals[number - 1] + "园（虚构）";
    return "示例第" + std::to_string(number) + "园（虚构）";
}

/// Parks stand in rows from south-west to north-east inside zone 37 (109.5°E to 112.5°E, from 25.3°N).
Site site_of(const DemoSpec& spec, int index, Rng& rng) {
    constexpr double west = 37'372'000, south = 2'800'000, strip = 260'000;
    const Xy room = room_needed(spec.parcels);
    const int across = std::max(1, static_cast<int>(strip / room.x));
    constexpr double five_degrees = 5 * std::numbers::pi / 180;
    return {{west + (index % across) * room.x, south + (index / across) * room.y},
            rng.real(-five_degrees, five_degrees),
            index % 3 == 1};
}

std::string firm_name(std::int64_t number) {
    constexpr const char* trades[] = {"机械", "电子", "食品", "新材料", "建材", "竹木", "纺织", "医药"};
    return std::string{"示例"} + trades[number % 8] + std::to_string(number) + "号有限公司（虚构）";
}

/// Firm numbers of a park do not meet those of another.
std::int64_t first_firm(const DemoSpec& spec, int index) {
    return static_cast<std::int64_t>(index) * (spec.parcels * 4LL + 10);
}

Firm make_firm(std::int64_t number) { return {uscc(number), firm_name(number), std::nullopt, {}}; }

Area part_of(Area land, int parts, int all) {
    constexpr std::int64_t one_m2 = 300;
    return Area::quanta(land.quanta() / one_m2 * parts / all * one_m2);
}

Money tax_of(int rate, Area land) { return Money::fen(rate * land.quanta()); }

/// All tenants of one parcel. Several share the land by their parts, the first gets what rounding leaves.
void settle(Park& park, std::size_t parcel, std::int64_t& number) {
    const Record& r = park.records[parcel];
    int all = 0;
    for (const Tenant& tenant : r.tenants) all += tenant.parts;
    Area left = r.land;
    for (std::size_t k = r.tenants.size(); k-- > 0;) {
        const Tenant& tenant = r.tenants[k];
        const Area area = k == 0 ? left : part_of(r.land, tenant.parts, all);
        left -= area;
        Firm firm = make_firm(number++);
        if (tenant.tax_recorded) firm.tax = tax_of(tenant.rate, area);
        if (firm.tax) park.taxes[parcel] = park.taxes[parcel].value_or(Money{}) + *firm.tax;
        firm.land.push_back({parcel, r.tenants.size() > 1 ? std::optional{area} : std::nullopt, tenant.rents});
        park.firms.push_back(std::move(firm));
    }
}

/// The firm of an earlier ordinary parcel takes this one too; its tax is spread over both by area.
void expand(Park& park, Firm& firm, std::size_t parcel, bool area_known) {
    const Record& r = park.records[parcel];
    const Record& other = park.records[firm.land.front().parcel];
    park.taxes[parcel] = tax_of(other.tenants.front().rate, r.land);
    firm.tax = *firm.tax + *park.taxes[parcel];
    firm.land.push_back({parcel, std::nullopt, false});
    if (area_known)
        for (Occupied& land : firm.land) land.area = park.records[land.parcel].land;
}

void settle_firms(const DemoSpec& spec, int index, Park& park, Rng& rng) {
    std::int64_t number = first_firm(spec, index);
    std::optional<std::size_t> growing;  // a firm with one ordinary parcel
    bool grown = false;                  // every park with two ordinary parcels has a firm on several
    for (std::size_t i = 0; i < park.records.size(); ++i) {
        const bool plain = park.records[i].plain;
        if (plain && growing && (!grown || rng.chance(25))) {
            grown = true;
            expand(park, park.firms[*growing], i, rng.chance(50));
            growing.reset();
            continue;
        }
        settle(park, i, number);
        if (plain) growing = park.firms.size() - 1;
    }
}

}  // namespace

std::string park_id(int number) {
    return std::string{"P"} + (number < 10 ? "00" : number < 100 ? "0" : "") + std::to_string(number);
}

Park make_park(const DemoSpec& spec, int index) {
    Rng rng = stream(spec.seed, static_cast<std::uint64_t>(index) + 1);
    Park park;
    park.number = index + 1;
    park.id = park_id(park.number);
    park.name = park_name(park.number);
    park.plants = plan_park(index, spec.parks, spec.parcels, rng);
    std::vector<Ground> grounds;
    for (const Plant* plant : park.plants) grounds.push_back(plant->ground);
    park.layout = lay_out(site_of(spec, index, rng), grounds, rng);
    for (std::size_t i = 0; i < park.plants.size(); ++i) {
        const Plant& plant = *park.plants[i];
        Record r;
        r.land = Area::square_metres(std::round(ring_area(park.layout.places[i].ring)));
        r.id = parcel_code(park.number, i);
        if (park.layout.places[i].in_park) r.park_id = park.id;
        r.supply_row = plant.supply == "supplied";
        r.truth = {plant.supply, plant.idle, plant.efficiency, plant.land_class, {}, {}};
        plant.fill(r, rng);
        park.records.push_back(std::move(r));
    }
    park.taxes.resize(park.records.size());
    settle_firms(spec, index, park, rng);
    return park;
}

}  // namespace mutu::demo

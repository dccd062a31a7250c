// Park totals: Σ numerator over Σ denominator with coverage; children of a park add up into it.
#include "steps.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

/// Money and land of the parcels that have both.
struct Pair {
    Money money;
    Area land;
    void add(const std::optional<Money>& m, const std::optional<Area>& a) {
        if (m && a) money += *m, land += *a;
    }
    void add(const Pair& other) { money += other.money, land += other.land; }
    std::optional<Yield> yield() const { return Yield::of(money, land); }
};

struct Sums {
    Area supplied, land, floor, floor_land, industrial;
    Area idle, low, undetermined, recognised;
    std::int64_t parcels = 0, idle_n = 0, low_n = 0, undetermined_n = 0, recognised_n = 0;
    std::optional<Money> tax, output;
    Pair taxed, produced, invested;
    Area approved, approved_5y, unsupplied_5y, unsupplied;
    std::optional<Area> boundary;
    bool coded = false;

    void add(const Sums& other);
};

void add(std::optional<Money>& sum, const std::optional<Money>& value) {
    if (value) sum = sum.value_or(Money{}) + *value;
}

void Sums::add(const Sums& other) {
    for (const auto member : {&Sums::supplied, &Sums::land, &Sums::floor, &Sums::floor_land, &Sums::industrial,
                              &Sums::idle, &Sums::low, &Sums::undetermined, &Sums::recognised, &Sums::approved,
                              &Sums::approved_5y, &Sums::unsupplied_5y, &Sums::unsupplied})
        this->*member += other.*member;
    for (const auto member : {&Sums::parcels, &Sums::idle_n, &Sums::low_n, &Sums::undetermined_n, &Sums::recognised_n})
        this->*member += other.*member;
    mutu::add(tax, other.tax), mutu::add(output, other.output);
    taxed.add(other.taxed), produced.add(other.produced), invested.add(other.invested);
    if (other.boundary) boundary = boundary.value_or(Area{}) + *other.boundary;
    coded = coded || other.coded;
}

void add_parcel(Sums& sums, const ParcelResult& result) {
    const Area land = result.area.value_or(Area{});
    ++sums.parcels;
    sums.land += land;
    if (result.supply_state == "supplied") sums.supplied += land;
    if (result.land_class == "idle") {
        ++sums.idle_n, sums.idle += land;
        if (result.recognition == "recognised") ++sums.recognised_n, sums.recognised += land;
    }
    if (result.efficiency == "low") ++sums.low_n, sums.low += land;
    if (result.land_class == "undetermined") ++sums.undetermined_n, sums.undetermined += land;
    add(sums.tax, result.tax), add(sums.output, result.output);
    sums.taxed.add(result.tax, result.area), sums.produced.add(result.output, result.area);
    sums.invested.add(result.investment, result.area);
    if (result.far_floor_area && result.area) sums.floor += *result.far_floor_area, sums.floor_land += land;
}

std::optional<double> share(Area part, Area whole) {
    if (whole <= Area{}) return std::nullopt;
    return static_cast<double>(part.quanta()) / static_cast<double>(whole.quanta());
}

ParkResult result_of(const Park& park, const Sums& sums, bool approvals_given) {
    ParkResult result{.park_id = park.id, .park_name = park.name};
    result.area = sums.boundary;
    result.supplied = sums.supplied;
    if (approvals_given) {
        result.approved = sums.approved, result.unsupplied = sums.unsupplied;
        result.supply_rate = share(sums.approved - sums.unsupplied, sums.approved);
        result.supply_rate_5y = share(sums.approved_5y - sums.unsupplied_5y, sums.approved_5y);
    }
    result.idle = sums.idle, result.low_efficiency = sums.low, result.undetermined = sums.undetermined;
    result.idle_count = sums.idle_n, result.low_efficiency_count = sums.low_n,
    result.undetermined_count = sums.undetermined_n;
    result.recognised_idle = sums.recognised, result.recognised_idle_count = sums.recognised_n,
    result.parcel_count = sums.parcels;
    if (sums.coded) result.industrial = sums.industrial;
    result.tax = sums.tax, result.output = sums.output;
    result.tax_per_mu = sums.taxed.yield(), result.output_per_mu = sums.produced.yield(),
    result.investment_per_mu = sums.invested.yield();
    if (sums.tax) result.tax_coverage = share(sums.taxed.land, sums.land);
    result.far = share(sums.floor, sums.floor_land);
    return result;
}

}  // namespace

void sum_up(const Context& context, const Parks& parks, const Cover& cover, const ApprovedLand& approved,
            Assessment& out) {
    std::vector<Sums> own(parks.list.size());
    const auto codes = context.rules.words("industrial_land_codes");
    const Table& parcels = context.table(Role::parcel);
    const auto land_codes = parcels.column<std::string>("land_use_code"),
               systems = parcels.column<std::string>("code_system");
    for (std::size_t row = 0; row < out.parcels.size(); ++row) {
        const auto park = parks.of_parcel[row];
        if (!park) continue;
        add_parcel(own[*park], out.parcels[row]);
        if (!land_codes[row]) continue;
        own[*park].coded = true;
        if (is_industrial(codes, systems[row].value_or(""), *land_codes[row]))
            own[*park].industrial += out.parcels[row].area.value_or(Area{});
    }
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < parks.list.size(); ++i) {
        index[parks.list[i].id] = i;
        own[i].boundary = parks.list[i].area;
        own[i].approved = approved.approved[i], own[i].approved_5y = approved.approved_5y[i],
        own[i].unsupplied_5y = approved.unsupplied_5y[i];
    }
    for (const UnsuppliedLand& piece : out.unsupplied)
        if (piece.park_id) own[index.at(*piece.park_id)].unsupplied += piece.area;

    std::vector<Sums> total = own;
    for (std::size_t i = 0; i < parks.list.size(); ++i)
        for (auto up = parks.list[i].parent; up; up = parks.list[*up].parent) total[*up].add(own[i]);
    for (std::size_t i = 0; i < parks.list.size(); ++i)
        out.parks.push_back(result_of(parks.list[i], total[i], cover.approvals_given));
    out.park_shapes = parks.book;
}

}  // namespace mutu

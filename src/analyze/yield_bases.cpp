// What 亩均税收 is divided by: built, supplied, industrial and planned land of a park, with the tax known on each; its
// growth over the same firms; and what the five-year rate of supply is made of.
#include "park_facts.hpp"

#include "mutu/overlay.hpp"

namespace mutu {
namespace {

using M = ParkMeasure;

/// Tax of firms that have it in both years, on the land of one park.
struct PairedTax {
    Money now, before;
};

struct BasisSums {
    PartialSum built, supplied, industrial;
    std::optional<Money> tax;
    PairedTax paired;
};

bool is_built(const ParcelResult& parcel) {
    return parcel.land_class == "ordinary" || parcel.land_class == "low_efficiency" || parcel.idle_state == "completed";
}

void add_parcel(const ParcelResult& parcel, bool industrial_use, BasisSums& sums) {
    if (parcel.tax) sums.tax = sums.tax.value_or(Money{}) + *parcel.tax;
    if (!parcel.area) return;
    const auto fen = parcel.tax ? std::optional{parcel.tax->fen()} : std::nullopt;
    if (is_built(parcel)) sums.built.add(*parcel.area, fen);
    if (parcel.supply_state == "supplied") sums.supplied.add(*parcel.area, fen);
    if (industrial_use) sums.industrial.add(*parcel.area, fen);
}

/// A firm's tax of the year before falls on its parcels as that of the data year does.
void add_paired_tax(const ParkView& view, std::vector<BasisSums>& sums) {
    if (!view.firms.data_year) return;
    for (const Firm& firm : view.firms.list) {
        if (!firm.tax_parts || !firm.tax_parts_before) continue;
        for (std::size_t i = 0; i < firm.parcels.size(); ++i)
            if (const auto park = view.parks.of_parcel[firm.parcels[i].parcel]) {
                PairedTax& paired = sums[*park].paired;
                paired.now += (*firm.tax_parts)[i], paired.before += (*firm.tax_parts_before)[i];
            }
    }
}

/// Industrial land of the planning layer within each park's boundary.
void put_planned(const ParkView& view, FactsByPark& facts) {
    for (ParkFacts& one : facts) one[M::planned_industrial_land].missing = "plan";
    const Table& plan = view.context.table(Role::plan);
    const auto codes = plan.column<std::string>("planned_code"), systems = plan.column<std::string>("code_system");
    const auto wanted = view.context.rules.words("industrial_land_codes");
    GeometryColumn shapes;
    const GeometryColumn& plane = view.ground.in_plane(Role::plan);
    for (std::size_t row = 0; row < plan.rows(); ++row)
        if (codes[row] && row < plane.rows() && !plane.null(row) &&
            is_industrial(wanted, systems[row].value_or(""), *codes[row]))
            shapes.add_row(plane, row);
    if (plan.rows() == 0 || view.parks.plane.rows() != facts.size()) return;
    const auto covered = covered_area(view.parks.plane, shapes);
    for (std::size_t park = 0; park < facts.size(); ++park)
        if (!view.parks.plane.null(park))
            facts[park][M::planned_industrial_land] = {.amount = Area::square_metres(covered.area[park]).quanta(),
                                                       .source = "plan"};
}

void put(const PartialSum& sum, M land, M tax, ParkFacts& facts) {
    facts[land] = {.amount = sum.all, .source = "parcel"};
    facts[tax] = sum.fact("enterprise_year", "tax_wan");
}

void put_money(const std::optional<Money>& money, M measure, ParkFacts& facts) {
    facts[measure] = {.amount = money ? std::optional{money->fen()} : std::nullopt,
                      .source = money ? "enterprise_year" : "",
                      .known_over = {},
                      .missing = money ? "" : "tax_wan"};
}

}  // namespace

bool is_industrial(const std::vector<std::string>& codes, const std::string& system, const std::string& code) {
    for (const auto& entry : codes) {
        const std::size_t colon = entry.find(':');
        const std::string_view wanted_system = std::string_view{entry}.substr(0, colon);
        if ((wanted_system == "*" || wanted_system == system) && code.starts_with(entry.substr(colon + 1))) return true;
    }
    return false;
}

void gather_yield_bases(const ParkView& view, FactsByPark& facts) {
    std::vector<BasisSums> sums(facts.size());
    const auto codes = view.context.rules.words("industrial_land_codes");
    const Table& parcels = view.context.table(Role::parcel);
    const auto uses = parcels.column<std::string>("land_use_code"),
               systems = parcels.column<std::string>("code_system");
    for (std::size_t row = 0; row < view.parcels.size(); ++row)
        if (const auto park = view.parks.of_parcel[row])
            add_parcel(view.parcels[row], uses[row] && is_industrial(codes, systems[row].value_or(""), *uses[row]),
                       sums[*park]);
    add_paired_tax(view, sums);
    put_planned(view, facts);
    for (std::size_t park = 0; park < facts.size(); ++park) {
        put(sums[park].built, M::parcel_land_built, M::parcel_tax_built, facts[park]);
        put(sums[park].supplied, M::parcel_land_supplied, M::parcel_tax_supplied, facts[park]);
        put(sums[park].industrial, M::parcel_land_industrial, M::parcel_tax_industrial, facts[park]);
        put_money(sums[park].tax, M::parcel_tax, facts[park]);
        const bool years = view.firms.data_year.has_value();
        const PairedTax& paired = sums[park].paired;
        put_money(years ? std::optional{paired.now} : std::nullopt, M::paired_tax, facts[park]);
        put_money(years ? std::optional{paired.before} : std::nullopt, M::paired_tax_before, facts[park]);
    }
}

void gather_approvals(const ParkView& view, const ApprovedLand& recent, FactsByPark& facts) {
    for (std::size_t park = 0; park < facts.size(); ++park) {
        ParkFact& approved = facts[park][M::approved_recent];
        ParkFact& supplied = facts[park][M::approved_and_supplied];
        approved.missing = supplied.missing = "approval";
        if (!view.cover.approvals_given) continue;
        approved = {.amount = recent.approved_5y[park].quanta(), .source = "approval"};
        supplied = {.amount = (recent.approved_5y[park] - recent.unsupplied_5y[park]).quanta(), .source = "approval"};
    }
}

}  // namespace mutu

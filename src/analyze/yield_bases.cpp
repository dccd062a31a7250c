// 亩均税收 of a park by built, supplied, industrial and planned land side by side, each with its formula and coverage.
#include "steps.hpp"

#include "mutu/overlay.hpp"
#include "mutu/rational.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

enum Basis : std::size_t { built, supplied, industrial, basis_count };

struct Names {
    std::string_view id, formula;
};
constexpr Names names[basis_count]{{"tax_wan_per_mu_built", "Σ税收 ÷ Σ已建成宗地面积"},
                                   {"tax_wan_per_mu_supplied", "Σ税收 ÷ Σ已供宗地面积"},
                                   {"tax_wan_per_mu_industrial", "Σ税收 ÷ Σ工业用途宗地面积"}};

/// Money and land of the parcels where both are known, and all land of the basis.
struct Pair {
    Money tax;
    Area land, all;
    void add(const Pair& other) { tax += other.tax, land += other.land, all += other.all; }
};

/// Tax of firms that have it in both years, on the land of this park.
struct Growth {
    Money now, before;
    bool known = false;
};

struct ParkSums {
    std::array<Pair, basis_count> pairs;
    std::optional<Money> tax;
    Growth growth;
    Area planned;
};

bool is_built(const ParcelResult& parcel) {
    return parcel.land_class == "ordinary" || parcel.land_class == "low_efficiency" || parcel.idle_state == "completed";
}

void add_parcel(ParkSums& sums, const ParcelResult& parcel, bool industrial_use) {
    if (parcel.tax) sums.tax = sums.tax.value_or(Money{}) + *parcel.tax;
    if (!parcel.area) return;
    const bool counts[basis_count]{is_built(parcel), parcel.supply_state == "supplied", industrial_use};
    for (std::size_t basis = 0; basis < basis_count; ++basis) {
        if (!counts[basis]) continue;
        Pair& pair = sums.pairs[basis];
        pair.all += *parcel.area;
        if (parcel.tax) pair.tax += *parcel.tax, pair.land += *parcel.area;
    }
}

void add(ParkSums& sums, const ParkSums& other) {
    for (std::size_t basis = 0; basis < basis_count; ++basis) sums.pairs[basis].add(other.pairs[basis]);
    if (other.tax) sums.tax = sums.tax.value_or(Money{}) + *other.tax;
    sums.growth.now += other.growth.now, sums.growth.before += other.growth.before;
    sums.growth.known = sums.growth.known || other.growth.known;
    sums.planned += other.planned;
}

/// A firm's tax of the year before falls on its parcels as that of the data year does.
void add_growth(const Parks& parks, const Firms& firms, std::vector<ParkSums>& own) {
    if (!firms.data_year) return;
    for (const Firm& firm : firms.list) {
        if (!firm.tax_parts || !firm.tax_parts_before) continue;
        for (std::size_t i = 0; i < firm.parcels.size(); ++i)
            if (const auto park = parks.of_parcel[firm.parcels[i].parcel]) {
                Growth& growth = own[*park].growth;
                growth.now += (*firm.tax_parts)[i], growth.before += (*firm.tax_parts_before)[i];
                growth.known = true;
            }
    }
}

void add_planned(const Context& context, const Ground& ground, const Parks& parks, std::vector<ParkSums>& own) {
    const Table& plan = context.table(Role::plan);
    const auto codes = plan.column<std::string>("planned_code"), systems = plan.column<std::string>("code_system");
    const auto wanted = context.rules.words("industrial_land_codes");
    GeometryColumn shapes;
    const GeometryColumn& plane = ground.in_plane(Role::plan);
    for (std::size_t row = 0; row < plan.rows(); ++row)
        if (codes[row] && row < plane.rows() && !plane.null(row) &&
            is_industrial(wanted, systems[row].value_or(""), *codes[row]))
            shapes.add_row(plane, row);
    if (shapes.rows() == 0 || parks.plane.rows() != parks.list.size()) return;
    const auto covered = covered_area(parks.plane, shapes);
    for (std::size_t park = 0; park < own.size(); ++park)
        if (!parks.plane.null(park)) own[park].planned = Area::square_metres(covered.area[park]);
}

Indicator indicator(const Park& park, std::string_view id, std::string_view unit, std::string formula) {
    Indicator row;
    row.park_id = park.id, row.indicator_id = id, row.unit = unit, row.clause = std::move(formula);
    return row;
}

Indicator yield_of(const Park& park, std::size_t basis, const ParkSums& sums) {
    const Pair& pair = sums.pairs[basis];
    Indicator row = indicator(park, names[basis].id, "万元/亩", std::string{names[basis].formula});
    const auto yield = sums.tax ? Yield::of(pair.tax, pair.land) : std::nullopt;
    if (yield) {
        row.value = yield->wan_per_mu();
        const auto share = Rational::fraction(100 * pair.land.quanta(), pair.all.quanta());
        row.clause += "，只计税收已知的宗地；覆盖率 " + share->decimals(2) + " %";
    } else {
        row.undetermined_because = pair.all == Area{} ? "没有这一口径的用地" : "税收未知";
    }
    return row;
}

Indicator planned_yield(const Context& context, const Park& park, const ParkSums& sums) {
    Indicator row =
        indicator(park, "tax_wan_per_mu_planned", "万元/亩", "Σ税收 ÷ 规划工业用地面积（规划图层与园区相交）");
    const auto yield = sums.tax ? Yield::of(*sums.tax, sums.planned) : std::nullopt;
    if (yield)
        row.value = yield->wan_per_mu();
    else if (!context.holdings.given(Role::plan))
        row.undetermined_because = "没有规划（plan）来源";
    else
        row.undetermined_because = sums.tax ? "园区内没有规划工业用地" : "税收未知";
    return row;
}

void add_growth_rows(const Context& context, const Park& park, const ParkSums& sums, Assessment& out) {
    Indicator growth = indicator(park, "tax_per_mu_growth", "1",
                                 "（Σ本年税收 − Σ上年税收）÷ Σ上年税收，只计两年税收都有的企业，用地不变");
    Indicator gap =
        indicator(park, "tax_per_mu_growth_over_mean", "1", "亩均税收增速 − 全省平均增速（参数 province_tax_growth）");
    const auto rate = sums.growth.known ? Rational::fraction(sums.growth.now.fen() - sums.growth.before.fen(),
                                                             sums.growth.before.fen())
                                        : std::nullopt;
    const auto mean = context.rules.ratio("province_tax_growth");
    if (rate && sums.growth.before > Money{})
        growth.value = rate->value();
    else
        growth.undetermined_because = "没有企业两年税收都有";
    if (growth.value && mean)
        gap.value = (*rate - Rational::of(*mean)).value();
    else
        gap.undetermined_because = mean ? growth.undetermined_because : "全省平均增速未填（province_tax_growth）";
    out.indicators.push_back(std::move(growth));
    out.indicators.push_back(std::move(gap));
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

void compare_yields(const Context& context, const Ground& ground, const Parks& parks, const Firms& firms,
                    Assessment& out) {
    std::vector<ParkSums> own(parks.list.size());
    const auto codes = context.rules.words("industrial_land_codes");
    const Table& parcels = context.table(Role::parcel);
    const auto uses = parcels.column<std::string>("land_use_code"),
               systems = parcels.column<std::string>("code_system");
    for (std::size_t row = 0; row < out.parcels.size(); ++row)
        if (const auto park = parks.of_parcel[row])
            add_parcel(own[*park], out.parcels[row],
                       uses[row] && is_industrial(codes, systems[row].value_or(""), *uses[row]));
    add_growth(parks, firms, own);
    add_planned(context, ground, parks, own);
    std::vector<ParkSums> total = own;
    for (std::size_t i = 0; i < parks.list.size(); ++i)
        for (auto up = parks.list[i].parent; up; up = parks.list[*up].parent) add(total[*up], own[i]);
    for (std::size_t i = 0; i < parks.list.size(); ++i) {
        for (std::size_t basis = 0; basis < basis_count; ++basis)
            out.indicators.push_back(yield_of(parks.list[i], basis, total[i]));
        out.indicators.push_back(planned_yield(context, parks.list[i], total[i]));
        add_growth_rows(context, parks.list[i], total[i], out);
    }
}

}  // namespace mutu

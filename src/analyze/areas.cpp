// 面积对账: the registered, contract, planar and ellipsoidal area of each parcel side by side, and what kind of
// difference it is. The differences of all kinds add up to the difference of the totals.
#include "steps.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace mutu {
namespace {

/// A unit taken for another: how often one goes into the other.
constexpr std::array<std::pair<std::int64_t, std::int64_t>, 4> slips{{{10'000, 1},  // 公顷 as m²
                                                                      {2'000, 3},   // 亩 as m²
                                                                      {15, 1},      // 公顷 as 亩
                                                                      {100, 1}}};

/// |a − b| at most this share of the larger.
bool near(Area a, Area b, Ratio share) {
    const Area larger = std::max(a, b), difference = a > b ? a - b : b - a;
    return compare(difference, Ratio::whole(1), larger, share) <= 0;
}

bool unit_slip(Area registered, Area drawn, Ratio share) {
    for (const auto& [top, bottom] : slips) {
        const auto grown = [&](Area area) {
            return Area::square_metres(area.square_metres() * static_cast<double>(top) / static_cast<double>(bottom));
        };
        if (near(grown(registered), drawn, share) || near(registered, grown(drawn), share)) return true;
    }
    return false;
}

std::string class_of(const Context& context, const AreaRow& row) {
    if (!row.registered || !row.planar) return !row.planar ? "no_shape" : "no_register";
    const Area registered = *row.registered, drawn = *row.planar;
    const Area difference = registered > drawn ? registered - drawn : drawn - registered;
    const auto share = context.rules.ratio("reconcile_share"), most = context.rules.ratio("reconcile_area_m2"),
               rounding = context.rules.ratio("area_rounding_m2");
    if (!share || !most || !rounding) return "not_classed";
    if (difference <= Area::square_metres(rounding->value())) return "equal";
    if (near(registered, drawn, *share) && difference <= Area::square_metres(most->value())) return "within";
    if (row.ellipsoid && near(registered, *row.ellipsoid, *share) && !near(registered, drawn, *share))
        return "projection";
    if (unit_slip(registered, drawn, *share)) return "unit_slip";
    if (row.contract && near(*row.contract, drawn, *share)) return "register_only";
    if (row.contract && near(*row.contract, registered, *share)) return "shape_only";
    return "beyond";
}

}  // namespace

void reconcile_areas(const Context& context, const Supplies& supplies, Assessment& out) {
    const auto contract = context.table(Role::supply).column<Area>("area_m2");
    for (std::size_t parcel = 0; parcel < out.parcels.size(); ++parcel) {
        const ParcelResult& result = out.parcels[parcel];
        AreaRow row;
        row.parcel_id = result.parcel_id, row.park_id = result.park_id;
        row.registered = result.area_registered, row.planar = result.area_planar, row.ellipsoid = result.area_ellipsoid;
        if (const auto supply = supplies.row_of[parcel]) row.contract = contract[*supply];
        row.difference = row.registered.value_or(Area{}) - row.planar.value_or(Area{});
        row.area_class = class_of(context, row);
        if (row.area_class == "unit_slip")
            context.find(Role::parcel, parcel, "area_unit_slip", Severity::warning,
                         "登记面积与图形面积相差正好是单位之差（公顷、亩、平方米），面积单位可能填错",
                         "核对登记面积的单位");
        out.areas.push_back(std::move(row));
    }
}

}  // namespace mutu

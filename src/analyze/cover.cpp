// Approvals and buildings over parcels: shares, footprints and floor areas, cut at the parcel's edge.
#include "steps.hpp"

#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

#include <cmath>

namespace mutu {
namespace {

bool in_force(const std::optional<std::string>& status) {
    return !status || *status == "valid" || *status == "withdrawn_pending";
}

GeometryColumn chosen(const GeometryColumn& column, const std::vector<bool>& wanted) {
    GeometryColumn result;
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (wanted[row])
            result.add_row(column, row);
        else
            result.add_null();
    return result;
}

void approvals_over_parcels(const Context& context, const Ground& ground, Cover& cover) {
    const Table& approvals = context.table(Role::approval);
    const auto status = approvals.column<std::string>("approval_status");
    const auto dates = approvals.column<Date>("approval_date");
    cover.approvals_given = context.holdings.given(Role::approval);
    cover.approval_counts.resize(approvals.rows());
    for (std::size_t row = 0; row < approvals.rows(); ++row) {
        cover.approval_counts[row] = in_force(status[row]) && (!dates[row] || *dates[row] <= context.options.as_of);
        if (!dates[row])
            context.find(Role::approval, row, "missing_approval_date", Severity::warning,
                         "批文没有批准日期，按已批准计算，不计入近五年供地率", "补填批准日期");
    }
    cover.approved_share.resize(context.table(Role::parcel).rows());
    if (approvals.rows() != 0 && !approvals.any_shape()) return;  // a list without shapes cannot say where it applies
    const GeometryColumn& land = ground.in_plane(Role::parcel);
    cover.by_approvals =
        covered_area(land, chosen(ground.in_plane(Role::approval), cover.approval_counts), &context.overlays);
    for (std::size_t row = 0; row < land.rows(); ++row)
        if (!land.null(row))
            cover.approved_share[row] =
                Ratio::of(Area::square_metres(cover.by_approvals.area[row]), Area::square_metres(area(land, row)));
}

/// Floors of a building as counted for floor area, or its whole floor area; unknown where neither is recorded.
struct Storeys {
    std::optional<double> floors;      // of the footprint
    std::optional<double> far_floors;  // high storeys counted twice (control indices of industrial projects)
};

/// The columns that tell them.
struct Heights {
    explicit Heights(const Table& buildings)
        : floors{buildings.column<double>("floors")}, height{buildings.column<double>("height_m")},
          storey{buildings.column<double>("storey_height_m")}, total{buildings.column<Area>("gross_floor_area_m2")} {}
    ColumnView<double> floors, height, storey;
    ColumnView<Area> total;
};

Storeys storeys(const Heights& heights, const std::optional<Ratio>& high, std::size_t row, double footprint) {
    auto floors = heights.floors[row];
    auto storey = heights.storey[row];
    if (floors && (*floors < 0 || !std::isfinite(*floors))) floors.reset();
    if (!storey && heights.height[row] && floors && *floors > 0) storey = *heights.height[row] / *floors;
    if (heights.total[row] && footprint > 0) floors = heights.total[row]->square_metres() / footprint;
    if (!floors) return {};
    const bool doubled = storey && high && *storey > high->value();
    return {floors, *floors * (doubled ? 2 : 1)};
}

void buildings_over_parcels(const Context& context, const Ground& ground, Cover& cover) {
    const Table& buildings = context.table(Role::building);
    const std::size_t parcels = context.table(Role::parcel).rows();
    cover.buildings_given = context.holdings.given(Role::building);
    cover.footprint.resize(parcels), cover.gross_floor.resize(parcels), cover.far_floor.resize(parcels);
    const auto built = buildings.column<Date>("built_date");
    cover.building_counts.resize(buildings.rows());
    for (std::size_t row = 0; row < buildings.rows(); ++row)
        cover.building_counts[row] = !built[row] || *built[row] <= context.options.as_of;
    if (!cover.buildings_given) return;

    const GeometryColumn& land = ground.in_plane(Role::parcel);
    const GeometryColumn standing = chosen(ground.in_plane(Role::building), cover.building_counts);
    cover.by_buildings = covered_area(land, standing, &context.overlays);
    std::vector<double> gross(parcels, 0), counted(parcels, 0);
    std::vector<bool> whole(parcels, true);
    const Heights heights{buildings};
    const auto high = context.rules.ratio("far_double_storey_m");
    for (const Fragment& part : cover.by_buildings.fragments) {
        const Storeys levels = storeys(heights, high, part.right, area(standing, part.right));
        if (!levels.floors) whole[part.left] = false;
        gross[part.left] += part.area * levels.floors.value_or(0);
        counted[part.left] += part.area * levels.far_floors.value_or(0);
    }
    for (std::size_t row = 0; row < land.rows(); ++row) {
        if (land.null(row)) continue;
        cover.footprint[row] = Area::square_metres(cover.by_buildings.area[row]);
        if (!whole[row]) continue;
        cover.gross_floor[row] = Area::square_metres(gross[row]);
        cover.far_floor[row] = Area::square_metres(counted[row]);
    }
}

}  // namespace

Cover cover(const Context& context, const Ground& ground) {
    Cover result;
    approvals_over_parcels(context, ground, result);
    buildings_over_parcels(context, ground, result);
    return result;
}

}  // namespace mutu

// Approvals and buildings over parcels: shares, footprints and floor areas, cut at the parcel's edge.
#include "steps.hpp"

#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

#include <algorithm>
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
    const GeometryColumn counting = chosen(ground.in_plane(Role::approval), cover.approval_counts);
    cover.by_approvals = context.survey.covered("parcels_under_approvals", side_of(Role::parcel, land),
                                                side_of(Role::approval, counting), &context.overlays);
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

/// Floors of buildings on the land they share with each of so many rows.
std::vector<FloorsOn> floors_of(const Context& context, const GeometryColumn& buildings,
                                const std::vector<Fragment>& parts, std::size_t rows) {
    const Heights heights{context.table(Role::building)};
    const auto high = context.rules.ratio("far_double_storey_m");
    std::vector<FloorsOn> result(rows);
    for (const Fragment& part : parts) {
        const Storeys levels = storeys(heights, high, part.right, area(buildings, part.right));
        FloorsOn& own = result[part.left];
        if (!levels.floors) own.known = false;
        own.gross += part.area * levels.floors.value_or(0);
        own.counted += part.area * levels.far_floors.value_or(0);
    }
    return result;
}

/// Words of building uses: tanks and yards take land like buildings, and have no floors.
struct Uses {
    explicit Uses(const Rulebook& rules) : structures{rules.words("structure_uses")}, yards{rules.words("yard_uses")} {}
    BuildingKind kind(const std::optional<std::string>& use) const {
        const auto among = [&](const std::vector<std::string>& words) {
            return use && std::find(words.begin(), words.end(), *use) != words.end();
        };
        if (among(structures)) return BuildingKind::structure;
        return among(yards) ? BuildingKind::yard : BuildingKind::building;
    }
    std::vector<std::string> structures, yards;
};

void buildings_over_parcels(const Context& context, const Ground& ground, Cover& cover) {
    const Table& buildings = context.table(Role::building);
    const std::size_t parcels = context.table(Role::parcel).rows();
    cover.buildings_given = context.holdings.given(Role::building);
    cover.footprint.resize(parcels), cover.gross_floor.resize(parcels), cover.far_floor.resize(parcels);
    cover.occupied.resize(parcels);
    const auto built = buildings.column<Date>("built_date");
    const auto uses = buildings.column<std::string>("use");
    const Uses words{context.rules};
    bool all_buildings = true;
    for (std::size_t row = 0; row < buildings.rows(); ++row) {
        cover.building_counts.push_back(!built[row] || *built[row] <= context.options.as_of);
        cover.building_kinds.push_back(words.kind(uses[row]));
        all_buildings = all_buildings && cover.building_kinds.back() == BuildingKind::building;
    }
    if (!cover.buildings_given) return;

    const GeometryColumn& land = ground.in_plane(Role::parcel);
    const GeometryColumn all = standing(ground, cover, std::nullopt);
    const auto under = [&](std::string_view question, const GeometryColumn& standing_rows) {
        return context.survey.covered(question, side_of(Role::parcel, land), side_of(Role::building, standing_rows),
                                      &context.overlays);
    };
    cover.by_buildings = under("parcels_under_buildings", all);
    const GeometryColumn roofed = all_buildings ? GeometryColumn{} : standing(ground, cover, BuildingKind::building);
    const Covered only_roofed = all_buildings ? Covered{} : under("parcels_under_roofs", roofed);
    const Covered& covered = all_buildings ? cover.by_buildings : only_roofed;
    const auto floors = floors_of(context, all_buildings ? all : roofed, covered.fragments, land.rows());
    for (std::size_t row = 0; row < land.rows(); ++row) {
        if (land.null(row)) continue;
        cover.footprint[row] = Area::square_metres(covered.area[row]);
        cover.occupied[row] = Area::square_metres(cover.by_buildings.area[row]);
        if (!floors[row].known) continue;
        cover.gross_floor[row] = Area::square_metres(floors[row].gross);
        cover.far_floor[row] = Area::square_metres(floors[row].counted);
    }
}

}  // namespace

GeometryColumn standing(const Ground& ground, const Cover& cover, std::optional<BuildingKind> kind) {
    std::vector<bool> wanted = cover.building_counts;
    for (std::size_t row = 0; row < wanted.size(); ++row)
        wanted[row] = wanted[row] && (!kind || cover.building_kinds[row] == *kind);
    return chosen(ground.in_plane(Role::building), wanted);
}

std::vector<FloorsOn> floors_on(const Context& context, std::string_view question, const GeometryColumn& buildings,
                                const Side& land) {
    const auto shared = context.survey.shared(question, land, side_of(Role::building, buildings), nullptr);
    return floors_of(context, buildings, shared, land.shapes.rows());
}

Cover cover(const Context& context, const Ground& ground) {
    Cover result;
    approvals_over_parcels(context, ground, result);
    buildings_over_parcels(context, ground, result);
    return result;
}

}  // namespace mutu

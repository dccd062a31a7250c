// Parks as they dissolve, the park of each parcel, and the four areas of a parcel side by side.
#include "steps.hpp"

#include "mutu/overlay.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr double farthest_from_meridian = 6.0;  // degrees; contract.md §5: beyond it planar area is NULL

std::size_t park_index(Parks& parks, const std::string& id) {
    const auto [found, fresh] = parks.by_id.try_emplace(id, parks.list.size());
    if (fresh) parks.list.push_back({.id = id, .name = id, .parent = {}, .area = {}});
    return found->second;
}

/// All rows of one park as one row.
GeometryColumn dissolved(const GeometryColumn& rows, const std::vector<std::vector<std::size_t>>& members) {
    GeometryColumn result;
    for (const auto& park : members) {
        GeometryColumn own;
        for (const std::size_t row : park)
            if (row < rows.rows() && !rows.null(row)) own.add_row(rows, row);
        if (own.rows() == 0)
            result.add_null();
        else if (own.rows() == 1)
            result.add_row(own, 0);
        else
            result.add_row(united(own), 0);
    }
    return result;
}

Parks read_parks(const Context& context, const Ground& ground) {
    Parks parks;
    const Table& table = context.table(Role::park);
    const auto ids = table.column<std::string>("park_id"), names = table.column<std::string>("park_name"),
               parents = table.column<std::string>("parent_park_id");
    std::vector<std::vector<std::size_t>> members;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::size_t park = park_index(parks, *ids[row]);
        members.resize(parks.list.size());
        members[park].push_back(row);
        if (names[row] && parks.list[park].name == parks.list[park].id) parks.list[park].name = *names[row];
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!parents[row] || *parents[row] == *ids[row]) continue;
        const std::size_t parent = park_index(parks, *parents[row]);
        parks.list[park_index(parks, *ids[row])].parent = parent;
    }
    members.resize(parks.list.size());
    // A circle of parents would never end; its last tie is cut and told.
    for (std::size_t i = 0; i < parks.list.size(); ++i) {
        std::size_t steps = 0;
        for (auto up = parks.list[i].parent; up && steps <= parks.list.size(); up = parks.list[*up].parent) ++steps;
        if (steps <= parks.list.size()) continue;
        parks.list[i].parent.reset();
        context.find(Role::park, members[i].empty() ? 0 : members[i].front(), "park_parent_circle", Severity::error,
                     "园区上级关系成环：" + parks.list[i].id, "改正 parent_park_id");
    }
    parks.book = ground.book.geographic()
                     ? stretched(dissolved(stretched(table.shapes(), degree_stretch), members), 1 / degree_stretch)
                     : dissolved(table.shapes(), members);
    parks.plane = dissolved(ground.in_plane(Role::park), members);
    for (const auto& rows : members)
        parks.keys.push_back(row_key(static_cast<std::size_t>(Role::park), rows.empty() ? table.rows() : rows.front()));
    for (std::size_t i = 0; i < parks.list.size(); ++i)
        if (!parks.plane.null(i)) parks.list[i].area = Area::square_metres(area(parks.plane, i));
    return parks;
}

/// Planar area in the plane of the parcel's park, from the source's own coordinates where they already lie there.
void planar_areas(const Context& context, const Ground& ground, const Parks& parks, std::vector<ParcelAreas>& areas) {
    const GeometryColumn& shapes = context.table(Role::parcel).shapes();
    std::vector<std::optional<double>> park_longitude(parks.list.size());
    const GeometryColumn park_degrees = transformed(parks.book, ground.book, Crs::epsg(cgcs2000));
    for (std::size_t i = 0; i < parks.list.size(); ++i) {
        if (i >= park_degrees.rows() || park_degrees.null(i)) continue;
        const Box box = park_degrees.box(i);
        park_longitude[i] = (box.min_x + box.max_x) / 2;
    }
    std::map<double, std::vector<std::size_t>> by_meridian;
    for (std::size_t row = 0; row < areas.size(); ++row) {
        if (!ground.longitude[row]) continue;
        const auto park = parks.of_parcel[row];
        const double speaking = park && park_longitude[*park] ? *park_longitude[*park] : *ground.longitude[row];
        const double meridian = central_meridian(speaking);
        if (std::fabs(*ground.longitude[row] - meridian) > farthest_from_meridian)
            context.find(Role::parcel, row, "far_from_meridian", Severity::warning,
                         "地块距园区中央经线超过 6°，不计算平面面积", "核对地块与园区的坐标系");
        else
            by_meridian[meridian].push_back(row);
    }
    for (const auto& [meridian, rows] : by_meridian) {
        GeometryColumn own;
        for (const std::size_t row : rows) own.add_row(shapes, row);
        const GeometryColumn plane = transformed(own, ground.book, plane_at(meridian));
        for (std::size_t i = 0; i < rows.size(); ++i) areas[rows[i]].planar = Area::square_metres(area(plane, i));
    }
}

void choose_basis(const Context& context, std::vector<ParcelAreas>& areas) {
    const auto registered = context.table(Role::parcel).column<Area>("registered_area_m2");
    for (std::size_t row = 0; row < areas.size(); ++row) {
        ParcelAreas& own = areas[row];
        if (registered[row] && *registered[row] > Area{})
            own.registered = registered[row];
        else if (registered[row])
            context.find(Role::parcel, row, "bad_registered_area", Severity::warning, "登记面积不大于 0，按未知处理",
                         "核对登记面积");
        const auto take = [&](const std::optional<Area>& area, std::string_view source) {
            if (!own.basis && area) own.basis = area, own.basis_source = source;
        };
        if (context.options.basis == AreaBasis::legal) take(own.registered, "registered_area_m2");
        if (context.options.basis == AreaBasis::ellipsoid)
            take(own.ellipsoid, "area_ellipsoid_m2");
        else
            take(own.planar, "area_planar_m2");
        if (own.basis && *own.basis <= Area{}) own.basis.reset();
    }
}

void assign_parks(const Context& context, const std::vector<Fragment>& shared, Parks& parks) {
    const Table& parcels = context.table(Role::parcel);
    const auto given = parcels.column<std::string>("park_id");
    const bool park_source = context.holdings.given(Role::park);
    const auto drawn = park_of_each(parks, shared, parcels.shapes().rows());
    struct Unknown {
        std::size_t first = 0, parcels = 0;
    };
    std::map<std::string, Unknown> unknown;  // ids of no park: told once each, with their number
    const std::size_t known = parks.list.size();
    for (std::size_t row = 0; row < parcels.rows(); ++row) {
        if (!park_source) {  // contract.md §3: without boundaries all parcels form one park, whatever they say of
                             // theirs
            parks.of_parcel[row] = park_index(parks, "-");
        } else if (given[row]) {
            parks.of_parcel[row] = park_index(parks, *given[row]);
            if (parks.of_parcel[row] < known) continue;
            const auto told = unknown.try_emplace(*given[row], Unknown{row, 0}).first;
            ++told->second.parcels;
        } else if (row < drawn.size()) {
            parks.of_parcel[row] = drawn[row];
        }
    }
    for (const auto& [id, rows] : unknown)
        context.find(Role::parcel, rows.first, "unknown_park_id", Severity::warning,
                     "园区编号 " + id + " 不在园区资料中，共 " + std::to_string(rows.parcels) + " 宗",
                     "核对园区编号或补充园区边界");
    parks.keys.resize(parks.list.size(),
                      row_key(static_cast<std::size_t>(Role::park), context.table(Role::park).rows()));
    while (parks.plane.rows() < parks.list.size()) parks.plane.add_null();
    while (parks.book.rows() < parks.list.size()) parks.book.add_null();
}

}  // namespace

std::vector<std::optional<std::size_t>> park_of_each(const Context& context, std::string_view question,
                                                     const Parks& parks, const Side& plane) {
    const auto shared = context.survey.shared(question, plane, {parks.plane, 0, parks.keys}, nullptr);
    return park_of_each(parks, shared, plane.shapes.rows());
}

std::vector<std::optional<std::size_t>> park_of_each(const Parks& parks, const std::vector<Fragment>& shared,
                                                     std::size_t rows) {
    std::vector<std::optional<std::size_t>> result(rows);
    std::vector<Area> best(rows);
    for (const Fragment& piece : shared) {
        const Area land = Area::square_metres(piece.area);
        auto& chosen = result[piece.left];
        const bool better = !chosen || land > best[piece.left] ||
                            (land == best[piece.left] && parks.list[piece.right].id < parks.list[*chosen].id);
        if (better) chosen = piece.right, best[piece.left] = land;
    }
    return result;
}

Parks place(const Context& context, const Ground& ground, std::vector<ParcelAreas>& areas) {
    const Table& parcels = context.table(Role::parcel);
    const GeometryColumn& plane = ground.in_plane(Role::parcel);
    areas.assign(parcels.rows(), {});
    Parks parks = read_parks(context, ground);
    parks.of_parcel.resize(parcels.rows());
    const std::vector<Fragment> on_parks = context.survey.shared("parcels_in_parks", side_of(Role::parcel, plane),
                                                                 {parks.plane, 0, parks.keys}, &context.overlays);
    assign_parks(context, on_parks, parks);

    // Without a plane of the run's own, the equal-area plane is the ellipsoid.
    const bool planar_plane = context.options.basis == AreaBasis::planar && !ground.book.geographic();
    GeometryColumn on_ellipsoid;
    if (planar_plane) on_ellipsoid = equal_area(transformed(parcels.shapes(), ground.book, Crs::epsg(cgcs2000)), 0);
    for (std::size_t row = 0; row < plane.rows(); ++row) {
        if (plane.null(row)) continue;
        areas[row].ellipsoid = Area::square_metres(area(planar_plane ? on_ellipsoid : plane, row));
        if (context.holdings.given(Role::park)) areas[row].in_park = Area{};
    }
    for (const Fragment& shared : on_parks)
        if (parks.of_parcel[shared.left] == shared.right) areas[shared.left].in_park = Area::square_metres(shared.area);
    planar_areas(context, ground, parks, areas);
    choose_basis(context, areas);
    return parks;
}

}  // namespace mutu

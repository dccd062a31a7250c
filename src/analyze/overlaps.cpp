// What lies over each parcel, layer by layer: approvals, buildings, and every kind of constraint.
#include "steps.hpp"

namespace mutu {
namespace {

/// The fragments of one layer summed by parcel.
void sum_by_parcel(const Context& context, const Covered& covered, Role role, const std::string& kind,
                   std::vector<Overlap>& out) {
    const auto ids = context.table(Role::parcel).column<std::string>("parcel_id");
    const std::vector<Fragment>& pieces = covered.fragments;
    for (std::size_t i = 0, end = 0; i < pieces.size(); i = end) {
        double sum = 0;
        for (end = i; end < pieces.size() && pieces[end].left == pieces[i].left; ++end) sum += pieces[end].area;
        out.push_back({.parcel_id = *ids[pieces[i].left],
                       .role = name(role),
                       .kind = kind,
                       .features = static_cast<std::int64_t>(end - i),
                       .shared = Area::square_metres(sum),
                       .covered = Area::square_metres(covered.area[pieces[i].left])});
    }
}

}  // namespace

std::vector<Overlap> overlaps_of_parcels(const Context& context, const Ground& ground, const Cover& cover) {
    std::vector<Overlap> out;
    sum_by_parcel(context, cover.by_approvals, Role::approval, "", out);
    sum_by_parcel(context, cover.by_buildings, Role::building, "", out);
    const Table& constraints = context.table(Role::constraint);
    const auto kinds = constraints.column<std::string>("kind");
    std::map<std::string, KeyedRows> by_kind;
    for (std::size_t row = 0; row < constraints.shapes().rows(); ++row)
        if (!constraints.shapes().null(row))
            by_kind[kinds[row].value_or("other")].add(ground.in_plane(Role::constraint), row,
                                                      row_key(static_cast<std::size_t>(Role::constraint), row));
    const Side land = side_of(Role::parcel, ground.in_plane(Role::parcel));
    for (const auto& [kind, rows] : by_kind)
        sum_by_parcel(context, context.survey.covered("parcels_under_" + kind, land, rows.side(), &context.overlays),
                      Role::constraint, kind, out);
    return out;
}

}  // namespace mutu

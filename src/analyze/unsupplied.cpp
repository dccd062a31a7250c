// 批而未供: valid approvals minus supplied land; and buildings that stand on neither.
#include "steps.hpp"

#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mutu {
namespace {

constexpr double days_of_year = 365.2425;

/// Approvals in the order in which land belongs to them: the older, then the smaller id.
std::vector<std::size_t> in_order(const Context& context, const Cover& cover) {
    const Table& approvals = context.table(Role::approval);
    const auto dates = approvals.column<Date>("approval_date");
    const auto ids = approvals.column<std::string>("approval_id");
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < approvals.rows(); ++row)
        if (cover.approval_counts[row] && row < approvals.shapes().rows() && !approvals.shapes().null(row))
            order.push_back(row);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Date last = Date::from_days(INT32_MAX);
        return std::pair{dates[a].value_or(last), *ids[a]} < std::pair{dates[b].value_or(last), *ids[b]};
    });
    return order;
}

/// One row, or all of them, without what lies in the other column; both in book coordinates.
GeometryColumn without(const Context& context, const Ground& ground, std::string_view question, const Side& left,
                       const Side& right) {
    if (!ground.book.geographic()) return context.survey.rest(question, left, right, &context.overlays);
    const GeometryColumn wide_left = stretched(left.shapes, degree_stretch),
                         wide_right = stretched(right.shapes, degree_stretch);
    return stretched(context.survey.rest(question, {wide_left, left.layer, left.keys},
                                         {wide_right, right.layer, right.keys}, &context.overlays),
                     1 / degree_stretch);
}

std::vector<RowKey> keys_of(Role role, const std::vector<std::size_t>& rows) {
    std::vector<RowKey> keys;
    keys.reserve(rows.size());
    for (const std::size_t row : rows) keys.push_back(row_key(static_cast<std::size_t>(role), row));
    return keys;
}

/// Each approval without the land of those before it, so that land under two approvals counts once.
KeyedRows disjoint(const Context& context, const Ground& ground, const std::vector<std::size_t>& order) {
    const GeometryColumn& shapes = context.table(Role::approval).shapes();
    const GeometryColumn& plane = ground.in_plane(Role::approval);
    GeometryColumn own, in_plane;
    for (const std::size_t row : order) own.add_row(shapes, row), in_plane.add_row(plane, row);
    KeyedRows result{{}, keys_of(Role::approval, order)};
    const Side all{in_plane, 0, result.keys};
    std::vector<std::vector<std::size_t>> earlier(order.size());
    for (const Fragment& shared : context.survey.shared("approvals_on_approvals", all, all, nullptr)) {
        if (shared.right >= shared.left || Area::square_metres(shared.area) <= Area{}) continue;
        earlier[shared.left].push_back(shared.right);
        const auto ids = context.table(Role::approval).column<std::string>("approval_id");
        context.find(Role::approval, order[shared.left], "overlap_approval", Severity::warning,
                     "与批文 " + *ids[order[shared.right]] + " 重叠 " + fixed(shared.area, 2) + " m²，重叠部分只计一次",
                     "核对批文范围");
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (earlier[i].empty()) {
            result.shapes.add_row(own, i);
            continue;
        }
        GeometryColumn one, others;
        one.add_row(own, i);
        for (const std::size_t j : earlier[i]) others.add_row(own, j);
        result.shapes.add_row(without(context, ground, "", {one}, {others}), 0);
    }
    return result;
}

KeyedRows supplied_land(const Context& context, const std::vector<ParcelResult>& results) {
    KeyedRows land;
    const GeometryColumn& parcels = context.table(Role::parcel).shapes();
    for (std::size_t row = 0; row < parcels.rows(); ++row)
        if (results[row].supply_state == "supplied" && !parcels.null(row))
            land.add(parcels, row, row_key(static_cast<std::size_t>(Role::parcel), row));
    const Table& supplies = context.table(Role::supply);
    const auto dates = supplies.column<Date>("supply_date"), contracts = supplies.column<Date>("contract_date");
    for (std::size_t row = 0; row < supplies.shapes().rows(); ++row) {
        const auto on = dates[row] ? dates[row] : contracts[row];
        if (on && *on <= context.options.as_of && !supplies.shapes().null(row))
            land.add(supplies.shapes(), row, row_key(static_cast<std::size_t>(Role::supply), row));
    }
    return land;
}

/// Book coordinates to the plane in which areas are measured: the one that all roles share.
GeometryColumn to_plane(const Context& context, const Ground& ground, const GeometryColumn& shapes) {
    if (context.options.basis == AreaBasis::planar && !ground.book.geographic()) return shapes;
    return equal_area(transformed(shapes, ground.book, Crs::epsg(cgcs2000)), ground.meridian);
}

double perimeter(const GeometryColumn& column, std::size_t part) {
    double length = 0;
    for (std::size_t ring = column.rings(part).begin; ring < column.rings(part).end; ++ring) {
        const auto points = column.ring(ring);
        for (std::size_t i = 1; i < points.size(); ++i)
            length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    }
    return length;
}

struct Remnants {
    GeometryColumn shapes, plane;
    std::vector<Area> dropped;  // per row: slivers left out
};

/// Parts below both sliver limits are left out of both columns.
Remnants without_slivers(const Context& context, const GeometryColumn& shapes, const GeometryColumn& plane) {
    Remnants kept;
    const auto least_area = context.rules.ratio("sliver_area_m2"), least_width = context.rules.ratio("sliver_width_m");
    for (std::size_t row = 0; row < shapes.rows(); ++row) {
        Area dropped;
        const Range parts = shapes.parts(row);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Range rings = plane.rings(plane.parts(row).begin + i);
            double land = 0;
            for (std::size_t ring = rings.begin; ring < rings.end; ++ring)
                land += (ring == rings.begin ? 1 : -1) * std::fabs(signed_area(plane.ring(ring)));
            const double length = perimeter(plane, plane.parts(row).begin + i);
            const bool sliver = least_area && least_width && land < least_area->value() && length > 0 &&
                                2 * land / length < least_width->value();
            if (sliver) {
                dropped += Area::square_metres(land);
                continue;
            }
            for (auto* target : {&kept.shapes, &kept.plane}) {
                const GeometryColumn& from = target == &kept.shapes ? shapes : plane;
                const Range own = from.rings(from.parts(row).begin + i);
                for (std::size_t ring = own.begin; ring < own.end; ++ring) {
                    for (const Xy& point : from.ring(ring)) target->add_point(point);
                    target->end_ring();
                }
                target->end_part();
            }
        }
        kept.shapes.end_row(), kept.plane.end_row();
        kept.dropped.push_back(dropped);
    }
    return kept;
}

Remnants minus(const Context& context, const Ground& ground, std::string_view question, const Side& left,
               const Side& right) {
    const GeometryColumn rest = without(context, ground, question, left, right);
    return without_slivers(context, rest, to_plane(context, ground, rest));
}

KeyedRows standing(const GeometryColumn& all, const Cover& cover) {
    KeyedRows rows;
    for (std::size_t row = 0; row < all.rows(); ++row)
        if (cover.building_counts[row] && !all.null(row))
            rows.add(all, row, row_key(static_cast<std::size_t>(Role::building), row));
    return rows;
}

/// Buildings that may stand on land that is not supplied: all but those that lie in one supplied parcel, as most do.
KeyedRows not_at_home(const Context& context, const Ground& ground, const Cover& cover,
                      const std::vector<ParcelResult>& results) {
    const GeometryColumn &plane = ground.in_plane(Role::building), &shapes = context.table(Role::building).shapes();
    std::vector<bool> at_home(shapes.rows(), false);
    for (const Fragment& part : cover.by_buildings.fragments)
        if (results[part.left].supply_state == "supplied" && part.area == area(plane, part.right))
            at_home[part.right] = true;
    KeyedRows rows;
    for (std::size_t row = 0; row < shapes.rows(); ++row)
        if (cover.building_counts[row] && !shapes.null(row) && !at_home[row])
            rows.add(shapes, row, row_key(static_cast<std::size_t>(Role::building), row));
    return rows;
}

/// Registered unsupplied area of a base list, or approved minus supplied of one number, against the overlay.
void reconcile(const Context& context, const std::map<std::string, Area>& by_number) {
    const Table& base = context.table(Role::registry);
    const auto kinds = base.column<std::string>("kind"), keys = base.column<std::string>("key");
    const auto areas = base.column<Area>("area_m2");
    const auto share = context.rules.ratio("reconcile_share"), least = context.rules.ratio("reconcile_area_m2");
    for (std::size_t row = 0; row < base.rows(); ++row) {
        if (!kinds[row] || *kinds[row] != "unsupplied" || !keys[row] || !areas[row] || !share || !least) continue;
        const auto found = by_number.find(*keys[row]);
        const Area drawn = found == by_number.end() ? Area{} : found->second;
        const Area gap = drawn > *areas[row] ? drawn - *areas[row] : *areas[row] - drawn;
        if (gap > Area::square_metres(least->value()) && compare(gap, Ratio::whole(1), *areas[row], *share) > 0)
            context.find(Role::registry, row, "qc_mismatch", Severity::warning,
                         "批文 " + *keys[row] + " 台账未供 " + fixed(areas[row]->hectares(), 4) + " 公顷，图上未供 " +
                             fixed(drawn.hectares(), 4) + " 公顷",
                         "核对批文范围与供应资料");
    }
}

/// Approved areas repeated on every part of a number count once; they should agree with what is drawn.
void tell_repeated_areas(const Context& context) {
    const Table& approvals = context.table(Role::approval);
    const auto numbers = approvals.column<std::string>("approval_no");
    const auto areas = approvals.column<Area>("approved_area_m2");
    std::map<std::pair<std::string, Area>, std::size_t> seen;
    for (std::size_t row = 0; row < approvals.rows(); ++row)
        if (numbers[row] && areas[row] && ++seen[{*numbers[row], *areas[row]}] == 2)
            context.find(Role::approval, row, "approved_area_repeated", Severity::info,
                         "批文 " + *numbers[row] + " 的批准面积在各部分重复填写，只计一次", "确认填写的是批文总面积");
}

/// 未批先建. Approvals are taken off first, then supplied land: neighbours of one layer are united by their shared
/// edges, which an approval and a parcel over it have not.
void find_unapproved(const Context& context, const Parks& parks, const std::vector<RowKey>& keys,
                     const Remnants& unapproved, Unsupplied& out) {
    const auto park_of = park_of_each(context, "unapproved_in_parks", parks, {unapproved.plane, 0, keys});
    for (std::size_t i = 0; i < unapproved.shapes.rows(); ++i) {
        if (unapproved.shapes.null(i)) continue;
        UnapprovedBuildingLand piece{.park_id = {}, .area = Area::square_metres(area(unapproved.plane, i))};
        if (park_of[i]) piece.park_id = parks.list[*park_of[i]].id;
        out.unapproved.push_back(std::move(piece));
        out.unapproved_shapes.add_row(unapproved.shapes, i);
    }
}

/// What is left of one approval.
struct Rest {
    std::size_t row = 0;  // of the approvals
    std::optional<std::size_t> park;
    Area whole, left, dropped, built;
};

/// Into the sums of its park and, where something is left, among the unsupplied land; true where it is.
bool add_rest(const Context& context, const Parks& parks, const Cover& cover, const Rest& rest, Unsupplied& out) {
    const Table& approvals = context.table(Role::approval);
    const std::string& id = *approvals.column<std::string>("approval_id")[rest.row];
    const auto date = approvals.column<Date>("approval_date")[rest.row];
    const auto park_id = rest.park ? std::optional{parks.list[*rest.park].id} : std::nullopt;
    const auto window = context.rules.count("supply_rate_years");
    const int age = date ? context.options.as_of.year() - date->year() : -1;
    if (rest.park) {
        ApprovedLand& sums = out.of_park;
        sums.approved[*rest.park] += rest.whole;
        if (window && age >= 1 && age <= *window)
            sums.approved_5y[*rest.park] += rest.whole, sums.unsupplied_5y[*rest.park] += rest.left;
    }
    if (rest.dropped > Area{})
        context.find(Role::approval, rest.row, "sliver_dropped", Severity::info,
                     "扣除已供土地后的碎面 " + fixed(rest.dropped.square_metres(), 2) + " m² 未计入批而未供", "");
    out.approvals.push_back({.approval_id = id,
                             .approval_no = approvals.column<std::string>("approval_no")[rest.row],
                             .park_id = park_id,
                             .area = rest.whole,
                             .unsupplied = rest.left});
    if (rest.left <= Area{}) return false;
    UnsuppliedLand piece{.approval_id = id,
                         .approval_date = date,
                         .park_id = park_id,
                         .area = rest.left,
                         .built = {},
                         .years_since_approval = {}};
    if (cover.buildings_given) piece.built = rest.built;
    if (date) piece.years_since_approval = static_cast<double>(context.options.as_of - *date) / days_of_year;
    out.unsupplied.push_back(std::move(piece));
    return true;
}

}  // namespace

Unsupplied find_unsupplied(const Context& around, const Ground& ground, const Parks& parks, const Cover& cover,
                           const std::vector<ParcelResult>& parcels) {
    Unsupplied out;
    const Context context{around.holdings, around.rules, around.labels, around.options,
                          out.diagnostics, out.overlays, around.survey};
    ApprovedLand& sums = out.of_park;
    for (auto* sum : {&sums.approved, &sums.approved_5y, &sums.unsupplied_5y}) sum->assign(parks.list.size(), Area{});
    if (!cover.approvals_given) return out;
    tell_repeated_areas(context);
    const auto order = in_order(context, cover);
    const KeyedRows approved = disjoint(context, ground, order);
    const GeometryColumn approved_plane = to_plane(context, ground, approved.shapes);
    const KeyedRows land = supplied_land(context, parcels);
    const Remnants rest = minus(context, ground, "approvals_not_supplied", approved.side(), land.side());
    const auto built = context.survey
                           .covered("unsupplied_under_buildings", {rest.plane, 0, approved.keys},
                                    standing(ground.in_plane(Role::building), cover).side(), &context.overlays)
                           .area;
    auto park_of = park_of_each(context, "approvals_in_parks", parks, {approved_plane, 0, approved.keys});
    if (!context.holdings.given(Role::park) && parks.list.size() == 1) park_of.assign(order.size(), 0);

    const auto ids = context.table(Role::approval).column<std::string>("approval_id"),
               numbers = context.table(Role::approval).column<std::string>("approval_no");
    std::map<std::string, Area> by_number;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Rest one{.row = order[i],
                       .park = park_of[i],
                       .whole = Area::square_metres(area(approved_plane, i)),
                       .left = Area::square_metres(area(rest.plane, i)),
                       .dropped = rest.dropped[i],
                       .built = Area::square_metres(built[i])};
        by_number[numbers[one.row].value_or(*ids[one.row])] += one.left;
        if (add_rest(context, parks, cover, one, out)) out.unsupplied_shapes.add_row(rest.shapes, i);
    }
    reconcile(context, by_number);
    const KeyedRows buildings = not_at_home(context, ground, cover, parcels);
    const GeometryColumn unapproved =
        without(context, ground, "buildings_not_approved", buildings.side(), approved.side());
    const Remnants neither =
        minus(context, ground, "buildings_not_supplied", {unapproved, 0, buildings.keys}, land.side());
    find_unapproved(context, parks, buildings.keys, neither, out);
    return out;
}

}  // namespace mutu

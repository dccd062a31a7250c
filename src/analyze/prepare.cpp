// Ids made unique, shapes mended, everything in one CRS and one plane for areas.
#include "steps.hpp"

#include "mutu/finding.hpp"
#include "mutu/parallel.hpp"
#include "mutu/repair.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace mutu {

void Context::find(Role role, std::size_t row, std::string code, Severity severity, std::string message,
                   std::string fix) const {
    diagnostics.push_back(
        finding_at(holdings, role, row, std::move(code), severity, std::move(message), std::move(fix)));
}

namespace {

std::string made_id(const Context& context, Role role, std::size_t row) {
    const Origin origin = context.table(role).origins()[row];
    const auto& sources = context.holdings.sources;
    const std::string layer = origin.source < sources.size() ? sources[origin.source].layer : std::string{name(role)};
    return layer + "#" + std::to_string(origin.row);
}

/// Every row gets an id of its own; bare ids are returned for joins.
std::vector<std::string> unique_ids(const Context& context, Role role, std::string_view field, bool told) {
    auto& ids = context.holdings[role].writable<std::string>(field);
    std::vector<std::string> bare(ids.size());
    std::set<std::string> taken;
    for (const auto& id : ids)
        if (id) taken.insert(*id);
    std::unordered_map<std::string, int> seen;
    for (std::size_t row = 0; row < ids.size(); ++row) {
        if (!ids[row]) {
            ids[row] = made_id(context, role, row);
            if (told)
                context.find(role, row, "missing_id", Severity::warning,
                             "第 " + std::to_string(context.table(role).origins()[row].row) + " 行没有编号（" +
                                 std::string{field} + "），暂记为 " + *ids[row],
                             "在源数据中补填编号");
        }
        bare[row] = *ids[row];
        int& count = seen[bare[row]];
        if (++count == 1) continue;
        std::string next = bare[row] + "#" + std::to_string(count);
        while (taken.contains(next)) next = bare[row] + "#" + std::to_string(++count);
        taken.insert(next);
        ids[row] = next;
        if (told)
            context.find(role, row, "duplicate_id", Severity::warning, "编号 " + bare[row] + " 重复，本行记为 " + next,
                         "核对源数据，改为唯一编号");
    }
    return bare;
}

/// "Without approval_id it is the number plus the part's order."
void approval_ids(const Context& context) {
    Table& approvals = context.holdings[Role::approval];
    auto& ids = approvals.writable<std::string>("approval_id");
    const auto numbers = approvals.column<std::string>("approval_no");
    std::unordered_map<std::string, int> parts;
    for (std::size_t row = 0; row < ids.size(); ++row)
        if (!ids[row] && numbers[row]) ids[row] = *numbers[row] + "#" + std::to_string(++parts[*numbers[row]]);
    unique_ids(context, Role::approval, "approval_id", true);
}

void mend(const Context& context, Role role, std::vector<Mended>& mended) {
    GeometryColumn originals;
    const std::vector<Repair> repairs = make_valid(context.holdings[role].shapes(), &originals);
    for (std::size_t i = 0; i < repairs.size(); ++i) {
        const Repair& repair = repairs[i];
        mended.push_back({role, repair.row, repair.reason, repair.emptied, {}});
        mended.back().original.add_row(originals, i);
        const std::string change =
            repair.reason == "not finite"
                ? std::string{}
                : "，面积由 " + fixed(repair.area_before, 2) + " 变为 " + fixed(repair.area_after, 2) + "（图上单位）";
        if (repair.emptied)
            context.find(role, repair.row, "shape_unusable", Severity::error,
                         "图形无法使用（" + repair.reason + "），按无图形处理" + change, "重新绘制该图形");
        else
            context.find(role, repair.row, "shape_repaired", Severity::warning,
                         "图形有拓扑错误（" + repair.reason + "），已修复" + change,
                         "核对修复后的图形，并在源数据中改正");
    }
}

void fill_ids(const Context& context, Ground& ground) {
    ground.bare_parcel_id = unique_ids(context, Role::parcel, "parcel_id", true);
    for (std::size_t row = 0; row < ground.bare_parcel_id.size(); ++row) {
        const std::string& id = ground.bare_parcel_id[row];
        ground.parcels_by_id[id].push_back(row);
        ground.parcel_keys.add(id, context.table(Role::parcel).lost_digits("parcel_id", row), row);
    }
    approval_ids(context);
    unique_ids(context, Role::supply, "supply_id", false);
    unique_ids(context, Role::building, "building_id", false);
    auto& park_ids = context.holdings[Role::park].writable<std::string>("park_id");
    for (std::size_t row = 0; row < park_ids.size(); ++row) {
        if (park_ids[row]) continue;
        park_ids[row] = made_id(context, Role::park, row);
        context.find(Role::park, row, "missing_id", Severity::warning,
                     "园区没有编号（park_id），暂记为 " + *park_ids[row], "补填园区编号");
    }
}

/// Area on the ellipsoid of a shape as it was drawn, whatever its rings do.
Area drawn_area(const GeometryColumn& shape, const Crs& from, const DatumTie& tie) {
    const GeometryColumn degrees = transformed(shape, from, Crs::epsg(cgcs2000), nullptr, tie);
    if (degrees.null(0)) return {};
    return Area::square_metres(area(equal_area(degrees, 0), 0));
}

}  // namespace

void tell_repairs(const Context& context, const Ground& ground, Assessment& out) {
    for (const Mended& mended : ground.mended) {
        const Table& table = context.table(mended.role);
        const Origin origin = table.origins()[mended.row];
        const Source* source =
            origin.source < context.holdings.sources.size() ? &context.holdings.sources[origin.source] : nullptr;
        RepairedShape told{.layer = std::string{name(mended.role)},
                           .source_file = source ? source->path : std::string{},
                           .source_row = origin.row,
                           .subject_id = {},
                           .reason = mended.reason,
                           .area_before = {},
                           .area_after = {},
                           .emptied = mended.emptied};
        if (const Field& key = fields_of(mended.role).front(); key.type == FieldType::text)
            told.subject_id = table.column<std::string>(key.name)[mended.row].value_or("");
        const Crs& from = source ? source->crs : ground.book;
        DatumTie tie;
        if (source) tie.shift = source->shift;
        const bool finite = mended.reason != "not finite";
        if (finite) told.area_before = drawn_area(mended.original, from, tie);
        if (!table.shapes().null(mended.row))
            told.area_after = Area::square_metres(area(ground.in_plane(mended.role), mended.row));
        std::vector<std::size_t> lost;
        if (finite)
            out.repair_originals.add_row(transformed(mended.original, from, ground.book, &lost, tie), 0);
        else
            out.repair_originals.add_null();
        out.repairs.push_back(std::move(told));
    }
}

Ground prepare(const Context& context) {
    Ground ground;
    ground.plane.resize(role_count);
    ground.longitude.resize(context.table(Role::parcel).rows());
    std::vector<GeometryColumn> degrees(role_count);
    const Crs geographic = Crs::epsg(cgcs2000);
    for (const Role role : all_roles()) {
        if (!has_shape(role) || context.table(role).rows() == 0) continue;
        throw_if_stopped();
        mend(context, role, ground.mended);
        degrees[static_cast<std::size_t>(role)] = brought(context, role, geographic, false);
    }
    check_landing(context, degrees);
    suspect_web_shift(context, degrees);
    const GeometryColumn& parcels = degrees[static_cast<std::size_t>(Role::parcel)];
    ground.book = book_crs(context, degrees[static_cast<std::size_t>(Role::park)], parcels);

    Box all;
    for (std::size_t row = 0; row < parcels.rows(); ++row) {
        if (parcels.null(row)) continue;
        const Box box = parcels.box(row);
        ground.longitude[row] = (box.min_x + box.max_x) / 2;
        all.grow(box);
    }
    ground.meridian = all.empty() ? 0 : central_meridian((all.min_x + all.max_x) / 2);
    if (context.options.frame) ground.meridian = context.options.frame->meridian;
    const bool planar = context.options.basis == AreaBasis::planar && !ground.book.geographic();
    for (const Role role : all_roles()) {
        const auto slot = static_cast<std::size_t>(role);
        if (!has_shape(role) || context.table(role).rows() == 0) continue;
        throw_if_stopped();
        GeometryColumn moved = ground.book.geographic() ? degrees[slot] : brought(context, role, ground.book, true);
        context.holdings[role].shapes() = std::move(moved);
        ground.plane[slot] = planar ? context.table(role).shapes() : equal_area(degrees[slot], ground.meridian);
    }
    fill_ids(context, ground);
    return ground;
}

}  // namespace mutu

// 9xxx: parcels against an earlier state: what came, went, moved, or was quietly altered.
#include "rules.hpp"

#include "mutu/overlay.hpp"

#include <algorithm>
#include <cmath>

namespace mutu::checks {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;  // row then, row now; one parcel under one id

void came_and_went(Ground& ground, Report& report, const Table& before, Pairs& pairs) {
    const auto now = ground.rows_by(Role::parcel, "parcel_id");
    std::unordered_map<std::string, std::vector<std::size_t>> then;
    for (std::size_t row = 0; row < before.rows(); ++row) then[bare(id_of(before, row))].push_back(row);
    const Table& parcels = ground.table(Role::parcel);
    for (std::size_t row = 0; row < parcels.rows(); ++row) {
        const std::string id = bare(id_of(parcels, row));
        const auto found = then.find(id);
        if (found == then.end())
            report.tell("parcel_added", Role::parcel, row, {{"value", id}});
        else if (found->second.size() == 1 && now.at(id).size() == 1)
            pairs.emplace_back(found->second.front(), row);
    }
    const CheckRule& rule = ground.catalogue.rule("parcel_vanished");
    for (std::size_t row = 0; row < before.rows(); ++row) {
        const std::string id = bare(id_of(before, row));
        if (now.contains(id) || then[id].front() != row) continue;
        Diagnostic gone{.code = rule.code, .severity = rule.severity, .layer = "parcel"};
        gone.subject_id = id, gone.number = rule.number, gone.fix = rule.fix;
        gone.message = filled(rule.says, {{"value", id}});
        report.findings().push_back(std::move(gone));
    }
}

void areas(Ground& ground, Report& report, const Table& before, const Pairs& pairs) {
    const auto then = before.column<Area>("registered_area_m2"),
               now = ground.table(Role::parcel).column<Area>("registered_area_m2");
    for (const auto& [old_row, row] : pairs)
        if (then[old_row] && now[row] && *then[old_row] != *now[row])
            report.tell(
                "registered_area_changed", Role::parcel, row,
                {{"before", fixed(then[old_row]->square_metres(), 2)}, {"after", fixed(now[row]->square_metres(), 2)}});
}

void shapes(Ground& ground, Report& report, const Table& before, const Pairs& pairs) {
    GeometryColumn then, now;
    std::vector<std::size_t> rows;
    const GeometryColumn& all_now = ground.metres(Role::parcel);
    for (const auto& [old_row, row] : pairs) {
        if (before.shapes().null(old_row) || all_now.null(row)) continue;
        then.add_row(before.shapes(), old_row), now.add_row(all_now, row), rows.push_back(row);
    }
    then = transformed(then, ground.options.earlier->sources.front().crs, ground.metric);
    std::vector<double> common(rows.size(), 0);
    for (const Fragment& shared : overlay(now, then))
        if (shared.left == shared.right) common[shared.left] = shared.area;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double whole = area(now, i), apart = whole + area(then, i) - 2 * common[i];
        if (apart > ground.limit("area_least_m2") && apart > ground.limit("shape_change_share") * whole)
            report.tell("shape_changed", Role::parcel, rows[i],
                        {{"area", fixed(apart, 2)}, {"percent", percent(apart / whole)}});
    }
}

/// Events that were on record and read otherwise now, or not at all. A blank that gets a date is only progress.
void events(Ground& ground, Report& report, const Table& before, const Pairs& pairs) {
    const Table& parcels = ground.table(Role::parcel);
    for (const Field& field : fields_of(Role::parcel)) {
        if (field.type != FieldType::date || field.kind != FieldKind::event || !before.has(field.name)) continue;
        const auto then = before.column<Date>(field.name), now = parcels.column<Date>(field.name);
        for (const auto& [old_row, row] : pairs)
            if (then[old_row] && then[old_row] != now[row])
                report.tell("event_withdrawn", Role::parcel, row,
                            {{"field", std::string{field.name}},
                             {"before", then[old_row]->iso()},
                             {"after", now[row] ? now[row]->iso() : std::string{"空白"}}});
    }
}

void holders(Ground& ground, Report& report, const Table& before, const Pairs& pairs) {
    const auto then = before.column<std::string>("holder_name"),
               now = ground.table(Role::parcel).column<std::string>("holder_name");
    for (const auto& [old_row, row] : pairs)
        if (then[old_row] && now[row] && *then[old_row] != *now[row])
            report.tell("holder_changed", Role::parcel, row, {{"before", *then[old_row]}, {"after", *now[row]}});
}

}  // namespace

void check_increments(Ground& ground, Report& report) {
    if (ground.options.earlier == nullptr || ground.options.earlier->sources.empty()) return;
    const Table& before = (*ground.options.earlier)[Role::parcel];
    Pairs pairs;
    came_and_went(ground, report, before, pairs);
    areas(ground, report, before, pairs);
    shapes(ground, report, before, pairs);
    events(ground, report, before, pairs);
    holders(ground, report, before, pairs);
}

}  // namespace mutu::checks

// 8xxx: parcels and buildings against the land-use survey.
#include "rules.hpp"

#include "mutu/overlay.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mutu::checks {
namespace {

bool begins_with_one_of(const std::set<std::string, std::less<>>& roots, std::string_view code) {
    for (std::size_t length = code.size(); length > 0; --length)
        if (roots.contains(code.substr(0, length))) return true;
    return false;
}

/// The survey's polygons of one meaning. A polygon whose code system is unknown has none.
struct Meaning {
    KeyedRows rows;
    std::vector<std::string> codes;
};

Meaning pick(Ground& ground, std::set<std::string, std::less<>> LandCodes::* which) {
    const Table& survey = ground.table(Role::landuse);
    const auto codes = survey.column<std::string>("category_code"), systems = survey.column<std::string>("code_system");
    Meaning meaning;
    for (std::size_t row = 0; row < survey.rows(); ++row) {
        if (!codes[row] || !systems[row] || survey.shapes().null(row)) continue;
        const auto system = ground.catalogue.land_codes.find(*systems[row]);
        if (system == ground.catalogue.land_codes.end() || !begins_with_one_of(system->second.*which, *codes[row]))
            continue;
        meaning.rows.add(ground.metres(Role::landuse), row, row_key(static_cast<std::size_t>(Role::landuse), row));
        meaning.codes.push_back(*codes[row]);
    }
    return meaning;
}

void on_farmland(Ground& ground, Report& report) {
    if (!ground.table(Role::building).any_shape()) return;
    const Meaning farmland = pick(ground, &LandCodes::farmland);
    struct Loss {
        double area = 0;
        std::set<std::string> codes;
    };
    std::map<std::size_t, Loss> losses;
    for (const Fragment& shared : ground.survey.shared("check_buildings_on_farmland", ground.side(Role::building),
                                                       farmland.rows.side(), nullptr)) {
        Loss& loss = losses[shared.left];
        loss.area += shared.area, loss.codes.insert(farmland.codes[shared.right]);
    }
    for (const auto& [row, loss] : losses)
        if (loss.area >= ground.limit("farmland_area_m2"))
            report.tell("built_on_farmland", Role::building, row,
                        {{"area", fixed(loss.area, 2)},
                         {"codes", join(std::vector<std::string>(loss.codes.begin(), loss.codes.end()), "、")}});
}

void against_dates(Ground& ground, Report& report) {
    const Table& parcels = ground.table(Role::parcel);
    const GeometryColumn& shapes = ground.metres(Role::parcel);
    const auto covered = [&](std::string_view question, const Side& land) {
        return ground.survey.covered(question, ground.side(Role::parcel), land, nullptr).area;
    };
    const Meaning built_up = pick(ground, &LandCodes::built_up);
    const std::vector<double> built = covered("check_parcels_built_up", built_up.rows.side()),
                              surveyed = covered("check_parcels_surveyed", ground.side(Role::landuse));
    const auto start = parcels.column<Date>("actual_start_date"), finish = parcels.column<Date>("actual_finish_date");
    const double half = ground.limit("built_up_share"), bare_share = ground.limit("survey_share");
    for (std::size_t row = 0; row < shapes.rows(); ++row) {
        if (shapes.null(row)) continue;
        const double whole = area(shapes, row), share = built[row] / whole, missing = 1 - surveyed[row] / whole;
        if (missing > bare_share) {
            report.tell("survey_missing", Role::parcel, row, {{"percent", percent(missing)}});
            continue;
        }
        if (finish[row] && *finish[row] <= ground.options.as_of && share < half)
            report.tell("completed_not_built_up", Role::parcel, row,
                        {{"date", finish[row]->iso()}, {"percent", percent(share)}});
        const bool said = parcels.has("actual_start_date") && parcels.has("actual_finish_date") &&
                          !parcels.unreadable("actual_start_date", row) &&
                          !parcels.unreadable("actual_finish_date", row);
        if (said && !start[row] && !finish[row] && share >= half)
            report.tell("vacant_built_up", Role::parcel, row, {{"percent", percent(share)}});
    }
}

}  // namespace

void check_landuse(Ground& ground, Report& report) {
    if (!ground.table(Role::landuse).any_shape()) return;
    on_farmland(ground, report);
    if (ground.table(Role::parcel).any_shape()) against_dates(ground, report);
}

}  // namespace mutu::checks

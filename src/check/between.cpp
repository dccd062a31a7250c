// 5xxx: approvals against supply, parcels against parks, firms against parcels, buildings against parcels.
#include "rules.hpp"

#include "mutu/overlay.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mutu::checks {
namespace {

/// Supply as the tables alone tell it: the parcel's own instrument, or a supply row that names it.
struct Supplied {
    std::vector<bool> yes;
    std::vector<std::optional<Date>> on;  // the earliest date of supply
};

Supplied supplied_parcels(Ground& ground) {
    const Table &parcels = ground.table(Role::parcel), &supplies = ground.table(Role::supply);
    Supplied supplied{std::vector<bool>(parcels.rows(), false), std::vector<std::optional<Date>>(parcels.rows())};
    const auto take = [&](std::size_t parcel, const std::optional<Date>& day) {
        supplied.yes[parcel] = true;
        auto& on = supplied.on[parcel];
        if (day && (!on || *day < *on)) on = day;
    };
    const auto contracts = parcels.column<std::string>("contract_no"),
               numbers = parcels.column<std::string>("supervision_no");
    const auto dates = parcels.column<Date>("contract_date");
    for (std::size_t row = 0; row < parcels.rows(); ++row)
        if (contracts[row] || numbers[row] || dates[row]) take(row, dates[row]);
    for (const std::string_view field : {"parcel_id", "supervision_no", "contract_no", "bdcdyh"}) {
        const auto known = ground.rows_by(Role::parcel, field);
        const auto keys = supplies.column<std::string>(field);
        const auto days = supplies.column<Date>("supply_date");
        for (std::size_t row = 0; row < supplies.rows(); ++row) {
            const auto home = keys[row] ? known.find(bare(*keys[row])) : known.end();
            if (home == known.end() || (days[row] && *days[row] > ground.options.as_of)) continue;
            for (const std::size_t parcel : home->second) take(parcel, days[row]);
        }
    }
    return supplied;
}

bool counts(const Table& approvals, std::size_t row) {
    const auto status = approvals.column<std::string>("approval_status")[row];
    return !status || *status == "valid";
}

std::string number_of(const Table& approvals, std::size_t row) {
    return approvals.column<std::string>("approval_no")[row].value_or(id_of(approvals, row));
}

/// Valid approvals only: the table's row of each, and what they cover of the parcels.
struct ValidApprovals {
    std::vector<std::size_t> rows;
    Covered parcels;
};

ValidApprovals valid_approvals(Ground& ground) {
    ValidApprovals valid;
    KeyedRows shapes;
    const Table& approvals = ground.table(Role::approval);
    for (std::size_t row = 0; row < approvals.rows(); ++row)
        if (counts(approvals, row) && !approvals.shapes().null(row))
            shapes.add(ground.metres(Role::approval), row, row_key(static_cast<std::size_t>(Role::approval), row)),
                valid.rows.push_back(row);
    valid.parcels =
        ground.survey.covered("check_parcels_under_approvals", ground.side(Role::parcel), shapes.side(), nullptr);
    return valid;
}

void unapproved_supply(Ground& ground, Report& report, const Supplied& supplied, const ValidApprovals& valid) {
    const GeometryColumn& parcels = ground.metres(Role::parcel);
    for (std::size_t row = 0; row < parcels.rows(); ++row) {
        if (!supplied.yes[row] || parcels.null(row)) continue;
        const double share = valid.parcels.area[row] / area(parcels, row);
        if (share < ground.limit("approved_share"))
            report.tell("supplied_unapproved", Role::parcel, row, {{"percent", percent(share)}});
    }
}

/// The approval that has most of a parcel must be older than the supply; no number may supply more than it approves.
void supply_against_approval(Ground& ground, Report& report, const Supplied& supplied, const ValidApprovals& valid) {
    const Table& approvals = ground.table(Role::approval);
    const GeometryColumn& parcels = ground.metres(Role::parcel);
    const auto approved_on = approvals.column<Date>("approval_date");
    const auto stated = approvals.column<Area>("approved_area_m2");
    struct Total {
        std::size_t first = 0;
        double supplied = 0;
        std::set<Area> stated;
        bool all_stated = true;
    };
    std::map<std::string, Total> totals;
    for (const std::size_t row : valid.rows) {
        Total& total = totals.try_emplace(number_of(approvals, row), Total{.first = row}).first->second;
        if (stated[row])
            total.stated.insert(*stated[row]);
        else
            total.all_stated = false;
    }
    std::map<std::size_t, Fragment> home;  // parcel → its largest share
    for (const Fragment& shared : valid.parcels.fragments) {
        if (!supplied.yes[shared.left]) continue;
        totals[number_of(approvals, valid.rows[shared.right])].supplied += shared.area;
        const auto [at, fresh] = home.try_emplace(shared.left, shared);
        if (!fresh && shared.area > at->second.area) at->second = shared;
    }
    for (const auto& [parcel, shared] : home) {
        const std::size_t approval = valid.rows[shared.right];
        const bool mostly = shared.area > area(parcels, parcel) / 2;
        if (mostly && supplied.on[parcel] && approved_on[approval] && *supplied.on[parcel] < *approved_on[approval])
            report.tell("supply_before_approval", Role::parcel, parcel,
                        {{"date", supplied.on[parcel]->iso()},
                         {"number", number_of(approvals, approval)},
                         {"approved", approved_on[approval]->iso()}});
    }
    for (const auto& [number, total] : totals) {
        double whole = 0;
        for (const Area area : total.stated) whole += area.square_metres();
        const double most = whole * (1 + ground.limit("area_share")) + ground.limit("area_least_m2");
        if (total.all_stated && whole > 0 && total.supplied > most)
            report.tell("over_supplied", Role::approval, total.first,
                        {{"number", number}, {"supplied", fixed(total.supplied, 2)}, {"stated", fixed(whole, 2)}});
    }
}

void approvals_and_supply(Ground& ground, Report& report) {
    if (!ground.table(Role::approval).any_shape() || !ground.table(Role::parcel).any_shape()) return;
    const Supplied supplied = supplied_parcels(ground);
    const ValidApprovals valid = valid_approvals(ground);
    unapproved_supply(ground, report, supplied, valid);
    supply_against_approval(ground, report, supplied, valid);
}

/// A parcel that says it belongs to one park and lies for the larger part in another.
void stated_parks(Ground& ground, Report& report) {
    const Table &parcels = ground.table(Role::parcel), &parks = ground.table(Role::park);
    if (!parks.any_shape() || !parcels.any_shape() || !parcels.has("park_id")) return;
    const auto stated = parcels.column<std::string>("park_id"), ids = parks.column<std::string>("park_id");
    const auto known = ground.rows_by(Role::park, "park_id");
    std::map<std::size_t, std::map<std::string, double>> shares;
    for (const Fragment& shared :
         ground.survey.shared("check_parcels_in_parks", ground.side(Role::parcel), ground.side(Role::park), nullptr))
        shares[shared.left][*ids[shared.right]] += shared.area;
    for (const auto& [row, by_park] : shares) {
        if (!stated[row] || !known.contains(*stated[row])) continue;
        const double whole = area(ground.metres(Role::parcel), row);
        for (const auto& [park, land] : by_park)
            if (park != *stated[row] && land > whole / 2)
                report.tell("park_id_differs", Role::parcel, row,
                            {{"value", *stated[row]}, {"drawn", park}, {"percent", percent(land / whole)}});
    }
}

void buildings(Ground& ground, Report& report) {
    if (!ground.table(Role::building).any_shape() || !ground.table(Role::parcel).any_shape()) return;
    const GeometryColumn& shapes = ground.metres(Role::building);
    const Covered covered = ground.survey.covered("check_buildings_on_parcels", ground.side(Role::building),
                                                  ground.side(Role::parcel), nullptr);
    struct Homes {
        std::size_t count = 0;
        double largest = 0, all = 0;
    };
    std::vector<Homes> homes(shapes.rows());
    for (const Fragment& shared : covered.fragments) {
        Homes& own = homes[shared.left];
        ++own.count, own.largest = std::max(own.largest, shared.area), own.all += shared.area;
    }
    for (std::size_t row = 0; row < shapes.rows(); ++row) {
        if (shapes.null(row)) continue;
        const double whole = area(shapes, row), out = whole - covered.area[row];
        if (out >= ground.limit("building_outside_m2") && out >= ground.limit("building_outside_share") * whole)
            report.tell("building_outside_parcel", Role::building, row,
                        {{"area", fixed(out, 2)}, {"percent", percent(out / whole)}});
        else if (homes[row].count > 1 && homes[row].largest < ground.limit("building_home_share") * whole)
            report.tell(
                "building_across_parcels", Role::building, row,
                {{"count", std::to_string(homes[row].count)}, {"percent", percent(homes[row].largest / whole)}});
    }
}

/// Codes of holders that the firms' list does not have; nothing is said without a list, nor where another list says who
/// uses which parcel: a holder need not be a firm of the park then.
void holders(Ground& ground, Report& report) {
    if (!ground.has_rows(Role::enterprise) || ground.has_rows(Role::occupancy)) return;
    const auto firms = ground.rows_by(Role::enterprise, "uscc");
    if (firms.empty()) return;
    for (const Role role : {Role::parcel, Role::supply}) {
        const auto codes = ground.table(role).column<std::string>("holder_uscc");
        for (std::size_t row = 0; row < ground.table(role).rows(); ++row)
            if (codes[row] && !firms.contains(*codes[row]))
                report.tell("holder_not_in_list", role, row, {{"value", *codes[row]}});
    }
}

}  // namespace

void check_between(Ground& ground, Report& report) {
    approvals_and_supply(ground, report);
    stated_parks(ground, report);
    buildings(ground, report);
    holders(ground, report);
}

}  // namespace mutu::checks

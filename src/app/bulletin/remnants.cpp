// 批而未供 between two runs: remnants of approvals, and what was supplied or taken back on their land meanwhile.
#include "bulletin/accounts.hpp"

#include "mutu/overlay.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

/// An approval as one run has it; a remnant may be several rows.
struct Remnant {
    std::string park_id;
    Area left;                  // unsupplied
    std::optional<Area> whole;  // the approval itself
    std::optional<Date> approved;
};

struct Remnants {
    std::map<std::string, Remnant> by_id;
    std::vector<std::string> ids;  // row i of `shapes`
    GeometryColumn shapes;
};

Remnants remnants_of(const Kept& run, const Crs& plane) {
    const Book book{run.path};
    Remnants found;
    found.shapes = run.shapes(book, "unsupplied_land");
    if (run.crs.known()) found.shapes = transformed(found.shapes, run.crs, plane);
    for (const auto& row :
         run.rows(book, "approval_id, park_id, area_m2, approval_date", "unsupplied_land", " ORDER BY fid").rows) {
        found.ids.push_back(row[0].value_or(""));
        Remnant& one = found.by_id[found.ids.back()];
        one.park_id = row[1].value_or(""), one.left += area_of(row[2]).value_or(Area{}), one.approved = day_of(row[3]);
    }
    for (const auto& row : run.rows(book, "approval_id, area_m2, park_id", "approval_result", "").rows) {
        Remnant& one = found.by_id[row[0].value_or("")];
        one.whole = area_of(row[1]);
        if (one.park_id.empty()) one.park_id = row[2].value_or("");
    }
    return found;
}

bool supplied(const KeptParcel& parcel) { return parcel.of(KeptField::supply_state) == "supplied"; }

/// Per approval: land of its remnant in `here` under parcels that are supplied `there` and were not before.
std::map<std::string, double> passed(const Remnants& here, const Kept& from, const Kept& to) {
    GeometryColumn taken;
    for (std::size_t row = 0; row < to.land.ids.size(); ++row) {
        if (!supplied(to.parcels[row]) || to.land.shapes.null(row)) continue;
        const auto was = from.row_of.find(to.land.ids[row]);
        if (was == from.row_of.end() || !supplied(from.parcels[was->second])) taken.add_row(to.land.shapes, row);
    }
    std::map<std::string, double> land;
    const Covered covered = covered_area(here.shapes, taken);
    for (std::size_t row = 0; row < covered.area.size(); ++row) land[here.ids[row]] += covered.area[row];
    return land;
}

/// Areas of the overlay are planar, those of remnants lie on the ellipsoid: a little less than all is all.
Area explained(Area change, double land) {
    constexpr double nearly = 0.995;
    const Area found = Area::square_metres(land);
    return found.square_metres() >= nearly * change.square_metres() ? change : found;
}

class Books {
public:
    Books(const Compared& runs, const Crs& plane)
        : runs_{runs}, before_{remnants_of(runs.before, plane)}, after_{remnants_of(runs.after, plane)},
          supplied_{passed(before_, runs.before, runs.after)}, taken_back_{passed(after_, runs.after, runs.before)} {}

    std::vector<Account> all() const {
        std::vector<Account> accounts;
        for (const auto& [id, was] : before_.by_id) {
            const auto is = after_.by_id.find(id);
            if (is != after_.by_id.end() && is->second.park_id != was.park_id) {
                accounts.push_back(account(id, &was, nullptr)), accounts.push_back(account(id, nullptr, &is->second));
                continue;
            }
            accounts.push_back(account(id, &was, is == after_.by_id.end() ? nullptr : &is->second));
        }
        for (const auto& [id, is] : after_.by_id)
            if (!before_.by_id.contains(id)) accounts.push_back(account(id, nullptr, &is));
        std::erase_if(accounts, [](const Account& one) { return !one.counts_before && !one.counts_after; });
        return accounts;
    }

private:
    Account account(const std::string& id, const Remnant* was, const Remnant* is) const {
        Account account;
        account.figure = FigureOf::unsupplied;
        account.id = id, account.was_id = was ? id : "", account.park_id = (is ? is : was)->park_id;
        account.move.from = was ? was->left : Area{}, account.move.to = is ? is->left : Area{};
        account.counts_before = account.move.from > Area{}, account.counts_after = account.move.to > Area{};
        account.was = account.counts_before ? "unsupplied" : "", account.is = account.counts_after ? "unsupplied" : "";
        tell_causes(account, was, is);
        return account;
    }

    void tell_causes(Account& account, const Remnant* was, const Remnant* is) const {
        const auto add = [&](Cause cause, Area land) { account.move.by[static_cast<std::size_t>(cause)] += land; };
        const Area change = account.move.to - account.move.from;
        Area told;
        if (was && change < Area{}) {
            told = Area{} - explained(Area{} - change, land_of(supplied_, account.id));
            add(Cause::disposal, told);
        } else if (is && change > Area{}) {
            const bool new_approval = !was && is->approved && runs_.before.as_of < *is->approved;
            told = new_approval ? change : was ? explained(change, land_of(taken_back_, account.id)) : Area{};
            add(Cause::period, told);
        }
        const bool cut_anew =
            (was && is && was->whole && is->whole && was->whole != is->whole) || in_two_parks(account);
        add(cut_anew ? Cause::boundary : Cause::data, change - told);
    }

    bool in_two_parks(const Account& account) const {
        const auto was = before_.by_id.find(account.id), is = after_.by_id.find(account.id);
        return was != before_.by_id.end() && is != after_.by_id.end() && was->second.park_id != is->second.park_id;
    }

    static double land_of(const std::map<std::string, double>& lands, const std::string& id) {
        const auto found = lands.find(id);
        return found == lands.end() ? 0 : found->second;
    }

    const Compared& runs_;
    Remnants before_, after_;
    std::map<std::string, double> supplied_, taken_back_;
};

}  // namespace

std::vector<Account> unsupplied_accounts(const Compared& runs) { return Books{runs, runs.plane}.all(); }

}  // namespace mutu

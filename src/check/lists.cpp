// 1xxx: what stands in a list and not on the map, or the other way round.
#include "rules.hpp"

namespace mutu::checks {
namespace {

using Rows = std::unordered_map<std::string, std::vector<std::size_t>>;

/// A key of one table that must stand among the keys of another.
struct Tie {
    std::string_view code, field, key;
    Role from, to;
};
constexpr Tie ties[] = {{"unmatched_commitment", "parcel_id", "parcel_id", Role::commitment, Role::parcel},
                        {"unmatched_project", "parcel_id", "parcel_id", Role::project, Role::parcel},
                        {"unmatched_turnover", "approval_no", "approval_no", Role::turnover, Role::approval},
                        {"unmatched_park_year", "park_id", "park_id", Role::park_year, Role::park},
                        {"unmatched_assessment", "park_id", "park_id", Role::assessment, Role::park}};

/// Nothing is told where the other table was not handed in: its keys are unknown, not absent.
void untied(Ground& ground, Report& report, const Tie& tie) {
    if (!ground.has_rows(tie.from) || !ground.holdings.given(tie.to)) return;
    const Rows known = ground.rows_by(tie.to, tie.key);
    const auto keys = ground.table(tie.from).column<std::string>(tie.field);
    for (std::size_t row = 0; row < ground.table(tie.from).rows(); ++row)
        if (keys[row] && !known.contains(*keys[row])) report.tell(tie.code, tie.from, row, {{"value", *keys[row]}});
}

/// Base lists name approvals where they list unsupplied land, parcels where they list idle or poorly used land.
void registers(Ground& ground, Report& report) {
    const Table& base = ground.table(Role::registry);
    if (base.rows() == 0) return;
    const auto kinds = base.column<std::string>("kind"), keys = base.column<std::string>("key");
    const Rows parcels = ground.rows_by(Role::parcel, "parcel_id"),
               numbers = ground.rows_by(Role::approval, "approval_no"),
               approvals = ground.rows_by(Role::approval, "approval_id");
    for (std::size_t row = 0; row < base.rows(); ++row) {
        if (!kinds[row] || !keys[row]) continue;
        const bool of_approvals = *kinds[row] == "unsupplied";
        if (of_approvals && !ground.holdings.given(Role::approval)) continue;
        const bool known = of_approvals ? numbers.contains(*keys[row]) || approvals.contains(*keys[row])
                                        : parcels.contains(*keys[row]);
        if (!known)
            report.tell("unmatched_register", Role::registry, row,
                        {{"value", *keys[row]}, {"where", of_approvals ? "批文" : "宗地"}});
    }
}

/// A parcel that carries an instrument of supply must stand in the supply list, where there is one.
void unlisted_supplies(Ground& ground, Report& report) {
    if (!ground.has_rows(Role::supply)) return;
    const Table& parcels = ground.table(Role::parcel);
    const Rows listed = ground.rows_by(Role::supply, "parcel_id");
    const auto ids = parcels.column<std::string>("parcel_id");
    for (const std::string_view field : {"supervision_no", "contract_no"}) {
        const Rows numbers = ground.rows_by(Role::supply, field);
        const auto own = parcels.column<std::string>(field);
        for (std::size_t row = 0; row < parcels.rows(); ++row) {
            if (!own[row] || numbers.contains(bare(*own[row])) || listed.contains(bare(*ids[row]))) continue;
            const bool told = field == "contract_no" && parcels.column<std::string>("supervision_no")[row];
            if (!told) report.tell("supplied_not_in_list", Role::parcel, row, {{"value", *own[row]}});
        }
    }
}

}  // namespace

void check_lists(Ground& ground, Report& report) {
    for (const Tie& tie : ties) untied(ground, report, tie);
    registers(ground, report);
    unlisted_supplies(ground, report);
}

}  // namespace mutu::checks

// Land of the book that may be swapped, and land it may be swapped for.
#include "planned.hpp"

#include "mutu/table.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

constexpr std::string_view action = "SWAP";

bool may_be_swapped(const Judge& judge, const Candidate& candidate) {
    const auto proposed = propose(judge.rules, judge.actions, judged_facts(judge, candidate.inputs));
    return std::find(proposed.begin(), proposed.end(), action) != proposed.end();
}

SwapLand land_of(const std::vector<std::optional<std::string>>& row) {
    SwapLand land{.parcel_id = row[0].value_or(""), .park_id = row[1].value_or(""), .use = row[2].value_or("")};
    if (row[3]) land.land = Area::square_metres(std::stod(*row[3]));
    if (row[4]) land.assessed = Money::wan(std::stod(*row[4]));
    return land;
}

}  // namespace

void find_swaps(const Book& book, const Judge& judge, Planned& planned) {
    std::set<std::string> chosen, wanted;
    for (const Chosen& one : planned.plan.chosen) chosen.insert(planned.candidates[one.candidate].parcel_id);
    for (const Candidate& one : planned.candidates)
        if (!chosen.contains(one.parcel_id) && may_be_swapped(judge, one)) wanted.insert(one.parcel_id);
    if (wanted.empty()) return;
    // A book of an earlier version has no assessed values.
    const bool assessed =
        !book.query("SELECT 1 FROM pragma_table_info('parcel') WHERE name = 'assessed_value_wan'").rows.empty();
    const std::string sql = "SELECT r.parcel_id, r.park_id, p.land_use_code, r.area_m2, " +
                            std::string{assessed ? "p.assessed_value_wan" : "NULL"} +
                            ", r.supply_state = 'approved_unsupplied' OR coalesce(p.holder_kind, '') IN ('reserve', "
                            "'government') FROM parcel_result r JOIN parcel p ON p.fid = r.fid ORDER BY r.fid";
    for (const auto& row : book.query(sql).rows) {
        const SwapLand land = land_of(row);
        if (wanted.contains(land.parcel_id))
            planned.swap_wanting.push_back(land);
        else if (row[5] == "1" && !chosen.contains(land.parcel_id))
            planned.swap_offered.push_back(land);
    }
    planned.swaps = pair_swaps(judge.rules, planned.swap_wanting, planned.swap_offered);
}

AddedTable swap_table(const Planned& planned) {
    using Type = Rows::Type;
    AddedTable table{"plan_swap",
                     {{"scenario_id", Type::text},
                      {"parcel_id", Type::text},
                      {"park_id", Type::text},
                      {"land_use_code", Type::text},
                      {"area_m2", Type::real},
                      {"value_wan", Type::real},
                      {"value_from", Type::text},
                      {"swap_state", Type::text},
                      {"with_parcel_id", Type::text},
                      {"with_park_id", Type::text},
                      {"with_area_m2", Type::real},
                      {"with_value_wan", Type::real},
                      {"difference_wan", Type::real},
                      {"missing", Type::text}},
                     {},
                     {}};
    const auto area = [](const std::optional<Area>& land) {
        return land ? BookCell{land->square_metres()} : BookCell{};
    };
    const auto money = [](const std::optional<Money>& sum) { return sum ? BookCell{sum->wan()} : BookCell{}; };
    for (const Swap& swap : planned.swaps) {
        const SwapLand& own = planned.swap_wanting[swap.wanting];
        const SwapLand* other = swap.offered ? &planned.swap_offered[*swap.offered] : nullptr;
        table.rows.push_back(
            {planned.scenario_id, own.parcel_id, own.park_id, own.use, area(own.land), money(swap.value),
             swap.value_from, swap.code, other ? BookCell{other->parcel_id} : BookCell{},
             other ? BookCell{other->park_id} : BookCell{}, other ? area(other->land) : BookCell{}, money(swap.with),
             other ? BookCell{Money::fen(swap.with->fen() - swap.value->fen()).wan()} : BookCell{},
             join(swap.missing, ";")});
    }
    return table;
}

Value swaps_value(const Planned& planned) {
    Value list{Value::List{}};
    const auto money = [](const std::optional<Money>& sum) { return sum ? Value{sum->wan()} : Value{}; };
    for (const Swap& swap : planned.swaps) {
        Value row, missing{Value::List{}};
        row.add("parcel_id", planned.swap_wanting[swap.wanting].parcel_id), row.add("state", swap.code);
        row.add("with", swap.offered ? Value{planned.swap_offered[*swap.offered].parcel_id} : Value{});
        row.add("land_use_code", planned.swap_wanting[swap.wanting].use);
        row.add("value_wan", money(swap.value)), row.add("with_value_wan", money(swap.with));
        row.add("value_from", swap.value_from);
        for (const std::string& one : swap.missing) missing.push(one);
        row.add("missing", std::move(missing));
        list.push(std::move(row));
    }
    return list;
}

}  // namespace mutu

// 35xx: money in the wrong unit, and ratios that cannot be.
#include "rules.hpp"

#include <algorithm>
#include <map>

namespace mutu::checks {
namespace {

/// Money of a row over its land; one that no land yields was typed in 元.
struct Rate {
    std::string_view field;
    const char *name, *limit;
};
constexpr Rate rates[] = {{"land_price_wan", "土地价款", "price_wan_per_mu_max"},
                          {"price_wan", "成交价款", "price_wan_per_mu_max"},
                          {"total_investment_wan", "总投资额", "investment_wan_per_mu_max"},
                          {"invested_wan", "已投资额", "investment_wan_per_mu_max"},
                          {"control_investment_wan_per_mu", "投资强度控制指标", "investment_wan_per_mu_max"}};

std::optional<Yield> rate_of(const Table& table, std::string_view field, std::size_t row,
                             const std::optional<Area>& land) {
    if (field.ends_with("_per_mu")) {
        const auto stated = table.column<double>(field)[row];
        return stated ? std::optional{Yield::wan_per_mu(*stated)} : std::nullopt;
    }
    const auto money = table.column<Money>(field)[row];
    return money && land ? Yield::of(*money, *land) : std::nullopt;
}

std::optional<Area> land_of(Ground& ground, Role role, std::size_t row) {
    const Table& table = ground.table(role);
    const auto stated = table.column<Area>(role == Role::supply ? "area_m2" : "registered_area_m2")[row];
    if (stated && *stated > Area{}) return stated;
    const double drawn = ground.drawn(role, row);
    return drawn > 0 ? std::optional{Area::square_metres(drawn)} : std::nullopt;
}

void money_over_land(Ground& ground, Report& report, Role role) {
    const Table& table = ground.table(role);
    for (const Rate& rate : rates) {
        if (!find_field(role, rate.field) || !table.has(rate.field)) continue;
        const Yield most = Yield::wan_per_mu(ground.limit(rate.limit));
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const auto own = rate_of(table, rate.field, row, land_of(ground, role, row));
            if (!own || compare(*own, Ratio::whole(1), most, Ratio::whole(1)) <= 0) continue;
            report.tell(
                "money_unit_suspect", role, row,
                {{"field", rate.name}, {"value", fixed(own->money().wan(), 2)}, {"rate", fixed(own->wan_per_mu(), 2)}});
        }
    }
}

/// Land that firms have as their own, by code and by name; what they rent may be a room and says nothing of their
/// money.
std::map<std::string, Area> own_land(Ground& ground) {
    const Table &uses = ground.table(Role::occupancy), &parcels = ground.table(Role::parcel);
    const auto codes = uses.column<std::string>("uscc"), names = uses.column<std::string>("name"),
               homes = uses.column<std::string>("parcel_id"), tenure = uses.column<std::string>("tenure");
    const auto stated = uses.column<Area>("area_m2"), registered = parcels.column<Area>("registered_area_m2");
    const auto known = ground.rows_by(Role::parcel, "parcel_id");
    std::map<std::string, Area> land;
    for (std::size_t row = 0; row < uses.rows(); ++row) {
        if (tenure[row] && *tenure[row] == "rent") continue;
        std::optional<Area> own = stated[row];
        const auto home = homes[row] ? known.find(*homes[row]) : known.end();
        if (!own && home != known.end()) own = registered[home->second.front()];
        for (const auto& key : {codes[row], names[row]})
            if (own && key) land[*key] += *own;
    }
    return land;
}

void tax_over_land(Ground& ground, Report& report) {
    const Table& years = ground.table(Role::enterprise_year);
    const auto codes = years.column<std::string>("uscc"), names = years.column<std::string>("name");
    const auto tax = years.column<Money>("tax_wan");
    const std::map<std::string, Area> land = own_land(ground);
    const Yield most = Yield::wan_per_mu(ground.limit("tax_wan_per_mu_max"));
    for (std::size_t row = 0; row < years.rows(); ++row) {
        const auto& key = codes[row] ? codes[row] : names[row];
        const auto own = key ? land.find(*key) : land.end();
        const auto rate = tax[row] && own != land.end() ? Yield::of(*tax[row], own->second) : std::nullopt;
        if (rate && compare(*rate, Ratio::whole(1), most, Ratio::whole(1)) > 0)
            report.tell(
                "money_unit_suspect", Role::enterprise_year, row,
                {{"field", "税收"}, {"value", fixed(tax[row]->wan(), 2)}, {"rate", fixed(rate->wan_per_mu(), 2)}});
    }
}

void invested_over_total(Ground& ground, Report& report, Role role) {
    const Table& table = ground.table(role);
    const auto total = table.column<Money>("total_investment_wan"), invested = table.column<Money>("invested_wan");
    const Ratio most = Ratio::decimal(ground.limit("invested_times_max"));
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!total[row] || !invested[row] || *total[row] <= Money{}) continue;
        if (compare(*invested[row], Ratio::whole(1), *total[row], most) > 0)
            report.tell("invested_over_total", role, row,
                        {{"invested", fixed(invested[row]->wan(), 2)},
                         {"total", fixed(total[row]->wan(), 2)},
                         {"times", fixed(invested[row]->wan() / total[row]->wan(), 1)}});
    }
}

void tax_over_revenue(Ground& ground, Report& report) {
    const Table& years = ground.table(Role::enterprise_year);
    const auto tax = years.column<Money>("tax_wan"), revenue = years.column<Money>("revenue_wan");
    const auto year = years.column<double>("year");
    for (std::size_t row = 0; row < years.rows(); ++row)
        if (tax[row] && revenue[row] && *revenue[row] > Money{} && *tax[row] > *revenue[row])
            report.tell("tax_over_revenue", Role::enterprise_year, row,
                        {{"year", year[row] ? shortest(*year[row]) : std::string{"?"}},
                         {"tax", fixed(tax[row]->wan(), 2)},
                         {"revenue", fixed(revenue[row]->wan(), 2)}});
}

/// One firm's figures by year.
using History = std::map<std::string, std::vector<std::pair<double, std::size_t>>>;

void jumps(Ground& ground, Report& report, const History& history, std::string_view field, const char* name) {
    const auto money = ground.table(Role::enterprise_year).column<Money>(field);
    const double least = ground.limit("jump_least"), most = ground.limit("jump_most");
    for (const auto& [firm, rows] : history)
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const auto &before = money[rows[i - 1].second], &after = money[rows[i].second];
            if (rows[i].first - rows[i - 1].first != 1 || !before || !after || *before <= Money{} || *after <= Money{})
                continue;
            const bool rises = *after > *before;
            const double times = rises ? after->wan() / before->wan() : before->wan() / after->wan();
            if (times < least || times > most) continue;
            const std::size_t suspect = rises ? i : i - 1, other = rises ? i - 1 : i;
            report.tell("money_jump", Role::enterprise_year, rows[suspect].second,
                        {{"field", name},
                         {"year", shortest(rows[suspect].first)},
                         {"value", fixed(money[rows[suspect].second]->wan(), 2)},
                         {"other_year", shortest(rows[other].first)},
                         {"other", fixed(money[rows[other].second]->wan(), 2)}});
        }
}

void money_by_year(Ground& ground, Report& report) {
    const Table& years = ground.table(Role::enterprise_year);
    const auto codes = years.column<std::string>("uscc"), names = years.column<std::string>("name");
    const auto year = years.column<double>("year");
    History history;
    for (std::size_t row = 0; row < years.rows(); ++row)
        if (const auto& key = codes[row] ? codes[row] : names[row]; key && year[row])
            history[*key].emplace_back(*year[row], row);
    for (auto& [firm, rows] : history) std::sort(rows.begin(), rows.end());
    jumps(ground, report, history, "tax_wan", "税收");
    jumps(ground, report, history, "revenue_wan", "营业收入");
    jumps(ground, report, history, "output_wan", "产值");
}

/// A number that must lie between two limits.
struct Bounds {
    Role role;
    std::string_view field;
    const char *name, *least, *most;  // an empty name of a limit: 0
};
constexpr Bounds bounds[] = {
    {Role::parcel, "control_far", "规划控制容积率", "", "far_max"},
    {Role::plan, "far_max", "规划容积率", "", "far_max"},
    {Role::building, "floors", "层数", "", "floors_max"},
    {Role::building, "storey_height_m", "层高", "storey_height_least_m", "storey_height_most_m"}};

void numbers_in_bounds(Ground& ground, Report& report) {
    for (const Bounds& one : bounds) {
        const double least = *one.least == '\0' ? 0 : ground.limit(one.least), most = ground.limit(one.most);
        const auto values = ground.table(one.role).column<double>(one.field);
        for (std::size_t row = 0; row < ground.table(one.role).rows(); ++row)
            if (values[row] && (*values[row] < least || *values[row] > most))
                report.tell("impossible_ratio", one.role, row,
                            {{"what", one.name},
                             {"value", shortest(*values[row])},
                             {"least", shortest(least)},
                             {"most", shortest(most)}});
    }
}

/// Floor area over footprint is at most the number of floors, with some slack for overhangs and mezzanines.
void floor_areas(Ground& ground, Report& report) {
    const Table& buildings = ground.table(Role::building);
    const auto stated = buildings.column<Area>("gross_floor_area_m2");
    const auto floors = buildings.column<double>("floors");
    for (std::size_t row = 0; row < buildings.rows(); ++row) {
        const double footprint = ground.drawn(Role::building, row);
        if (!stated[row] || !floors[row] || *floors[row] < 1 || footprint <= 0) continue;
        const double most = *floors[row] * ground.limit("floor_area_slack"),
                     own = stated[row]->square_metres() / footprint;
        if (own > most)
            report.tell("impossible_ratio", Role::building, row,
                        {{"what", "建筑面积与基底面积之比"},
                         {"value", fixed(own, 2)},
                         {"least", "0"},
                         {"most", fixed(most, 2)}});
    }
}

}  // namespace

void check_amounts(Ground& ground, Report& report) {
    for (const Role role : {Role::parcel, Role::supply}) {
        money_over_land(ground, report, role);
        invested_over_total(ground, report, role);
    }
    tax_over_land(ground, report);
    tax_over_revenue(ground, report);
    money_by_year(ground, report);
    numbers_in_bounds(ground, report);
    floor_areas(ground, report);
}

}  // namespace mutu::checks

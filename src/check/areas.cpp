// 34xx: areas that disagree: registered, approved and supplied against drawn; parts against wholes; units mistaken.
#include "rules.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace mutu::checks {
namespace {

/// A stated area in the wrong unit: what stands there over what should.
struct Mistake {
    double factor;
    const char *unit, *words;
};
constexpr Mistake mistakes[] = {{1.0 / 10'000, "公顷", "一万分之一"},
                                {15.0 / 10'000, "亩", "亩数"},
                                {10'000, "平方米当公顷换算过", "一万倍"},
                                {10'000.0 / 15, "平方米当亩换算过", "667 倍"}};

struct Gap {
    double size = 0, share = 0;
};

std::optional<Gap> disagreement(const Ground& ground, double stated, double drawn, std::string_view share_limit) {
    const double size = std::abs(stated - drawn), share = size / drawn;
    if (size <= ground.limit("area_least_m2") || share <= ground.limit(share_limit)) return {};
    return Gap{size, share};
}

const Mistake* unit_mistake(const Ground& ground, double stated, double drawn) {
    for (const Mistake& one : mistakes)
        if (std::abs(stated / drawn / one.factor - 1) <= ground.limit("area_unit_share")) return &one;
    return nullptr;
}

/// True when a mistaken unit explains the difference and was told.
bool told_as_unit(Ground& ground, Report& report, Role role, std::size_t row, const char* field, double stated,
                  double drawn) {
    const Mistake* mistake = unit_mistake(ground, stated, drawn);
    if (!mistake) return false;
    report.tell("area_unit_suspect", role, row,
                {{"field", field},
                 {"stated", fixed(stated, 2)},
                 {"drawn", fixed(drawn, 2)},
                 {"factor", mistake->words},
                 {"unit", mistake->unit}});
    return true;
}

/// Rows whose stated area reading has held against the coordinates already: file and row.
std::set<std::pair<std::string, std::int64_t>> told_by_reading(const Ground& ground) {
    std::set<std::pair<std::string, std::int64_t>> rows;
    for (const Diagnostic& finding : ground.holdings.diagnostics)
        if (finding.code == "area_disagrees") rows.emplace(finding.source_file, finding.source_row);
    return rows;
}

void registered_areas(Ground& ground, Report& report) {
    const Table& parcels = ground.table(Role::parcel);
    const auto stated = parcels.column<Area>("registered_area_m2");
    const auto told = told_by_reading(ground);
    for (std::size_t row = 0; row < parcels.rows(); ++row) {
        const double drawn = ground.drawn(Role::parcel, row);
        if (!stated[row] || *stated[row] <= Area{} || drawn <= 0) continue;
        const Origin origin = parcels.origins()[row];
        if (!told.empty() && origin.source < ground.holdings.sources.size() &&
            told.contains({ground.holdings.sources[origin.source].path, origin.row}))
            continue;
        const double registered = stated[row]->square_metres();
        const auto gap = disagreement(ground, registered, drawn, "area_share");
        if (!gap || told_as_unit(ground, report, Role::parcel, row, "登记面积", registered, drawn)) continue;
        report.tell("area_differs", Role::parcel, row,
                    {{"stated", fixed(registered, 2)},
                     {"drawn", fixed(drawn, 2)},
                     {"gap", fixed(gap->size, 2)},
                     {"percent", percent(gap->share)}});
    }
}

/// Approvals by number, parks by id: what is stated once, repeated or split, against the sum of what is drawn.
struct Whole {
    std::size_t first = 0;
    std::map<Area, int> stated;
    double drawn = 0;
    bool all_drawn = true;
};

void stated_wholes(Ground& ground, Report& report, Role role, std::string_view key, std::string_view code,
                   std::string_view word, std::string_view share) {
    const Table& table = ground.table(role);
    const auto keys = table.column<std::string>(key);
    const auto areas = table.column<Area>("approved_area_m2");
    std::map<std::string, Whole> wholes;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string id = keys[row] ? bare(*keys[row]) : id_of(table, row);
        const auto [at, fresh] = wholes.try_emplace(id);
        if (fresh) at->second.first = row;
        if (areas[row]) ++at->second.stated[*areas[row]];
        const double drawn = ground.drawn(role, row);
        at->second.drawn += drawn;
        at->second.all_drawn = at->second.all_drawn && drawn > 0;
    }
    for (const auto& [id, whole] : wholes) {
        if (whole.stated.empty() || !whole.all_drawn) continue;
        double stated = 0;  // a repeated figure counts once
        for (const auto& [area, times] : whole.stated) stated += area.square_metres();
        const auto gap = stated > 0 ? disagreement(ground, stated, whole.drawn, share) : std::nullopt;
        if (!gap || told_as_unit(ground, report, role, whole.first, "批准面积", stated, whole.drawn)) continue;
        report.tell(code, role, whole.first,
                    {{word, id},
                     {"stated", fixed(stated, 2)},
                     {"drawn", fixed(whole.drawn, 2)},
                     {"gap", fixed(gap->size, 2)},
                     {"percent", percent(gap->share)}});
    }
}

/// The area a parcel counts with: registered where that is stated, else drawn.
double parcel_area(Ground& ground, const std::vector<std::size_t>& rows) {
    const auto registered = ground.table(Role::parcel).column<Area>("registered_area_m2");
    double sum = 0;
    for (const std::size_t row : rows)
        sum += registered[row] && *registered[row] > Area{} ? registered[row]->square_metres()
                                                            : ground.drawn(Role::parcel, row);
    return sum;
}

void supplied_areas(Ground& ground, Report& report) {
    const Table& supplies = ground.table(Role::supply);
    const auto areas = supplies.column<Area>("area_m2");
    const auto keys = supplies.column<std::string>("parcel_id");
    const auto parcels = ground.rows_by(Role::parcel, "parcel_id");
    for (std::size_t row = 0; row < supplies.rows(); ++row) {
        const auto home = keys[row] ? parcels.find(*keys[row]) : parcels.end();
        if (!areas[row] || *areas[row] <= Area{} || home == parcels.end()) continue;
        const double whole = parcel_area(ground, home->second), stated = areas[row]->square_metres();
        const auto gap = whole > 0 ? disagreement(ground, stated, whole, "area_share") : std::nullopt;
        if (!gap || told_as_unit(ground, report, Role::supply, row, "供地面积", stated, whole)) continue;
        report.tell("supply_area_differs", Role::supply, row,
                    {{"stated", fixed(stated, 2)},
                     {"parcel", *keys[row]},
                     {"drawn", fixed(whole, 2)},
                     {"gap", fixed(gap->size, 2)},
                     {"percent", percent(gap->share)}});
    }
}

struct Parts {
    Role role;
    std::string_view part, whole;
    const char *part_name, *whole_name;
};
constexpr Parts parts[] = {{Role::approval, "new_construction_m2", "approved_area_m2", "新增建设用地面积", "批准面积"},
                           {Role::approval, "cultivated_m2", "approved_area_m2", "耕地面积", "批准面积"},
                           {Role::approval, "acquired_m2", "approved_area_m2", "已征收面积", "批准面积"},
                           {Role::approval, "exempt_m2", "approved_area_m2", "核减面积", "批准面积"},
                           {Role::parcel, "developed_area_m2", "required_area_m2", "已动工开发面积", "应动工开发面积"},
                           {Role::parcel, "required_area_m2", "registered_area_m2", "应动工开发面积", "登记面积"},
                           {Role::building, "let_m2", "gross_floor_area_m2", "出租面积", "建筑面积"}};

void parts_of_wholes(Ground& ground, Report& report) {
    for (const Parts& pair : parts) {
        const auto small = ground.table(pair.role).column<Area>(pair.part),
                   large = ground.table(pair.role).column<Area>(pair.whole);
        const Area slack = Area::square_metres(ground.limit("area_least_m2"));
        for (std::size_t row = 0; row < ground.table(pair.role).rows(); ++row)
            if (small[row] && large[row] && *large[row] > Area{} && *small[row] > *large[row] + slack)
                report.tell("part_exceeds_whole", pair.role, row,
                            {{"part", pair.part_name},
                             {"small", fixed(small[row]->square_metres(), 2)},
                             {"whole", pair.whole_name},
                             {"large", fixed(large[row]->square_metres(), 2)}});
    }
}

void occupied_areas(Ground& ground, Report& report) {
    const Table& uses = ground.table(Role::occupancy);
    const auto keys = uses.column<std::string>("parcel_id"), tenure = uses.column<std::string>("tenure");
    const auto areas = uses.column<Area>("area_m2");
    const auto parcels = ground.rows_by(Role::parcel, "parcel_id");
    std::map<std::string, std::pair<std::size_t, double>> sums;  // parcel → first row, m²
    for (std::size_t row = 0; row < uses.rows(); ++row)
        if (keys[row] && areas[row] && (!tenure[row] || *tenure[row] != "rent"))
            sums.try_emplace(*keys[row], row, 0.0).first->second.second += areas[row]->square_metres();
    for (const auto& [id, sum] : sums) {
        const auto home = parcels.find(id);
        if (home == parcels.end()) continue;
        const double whole = parcel_area(ground, home->second);
        if (whole > 0 && sum.second > whole && disagreement(ground, sum.second, whole, "area_share"))
            report.tell("occupancy_exceeds_parcel", Role::occupancy, sum.first,
                        {{"parcel", id}, {"stated", fixed(sum.second, 2)}, {"drawn", fixed(whole, 2)}});
    }
}

}  // namespace

void check_areas(Ground& ground, Report& report) {
    registered_areas(ground, report);
    stated_wholes(ground, report, Role::approval, "approval_no", "approved_area_differs", "number", "area_share");
    stated_wholes(ground, report, Role::park, "park_id", "park_area_differs", "park", "park_area_share");
    supplied_areas(ground, report);
    parts_of_wholes(ground, report);
    occupied_areas(ground, report);
}

}  // namespace mutu::checks

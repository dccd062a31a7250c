// 三条用地轴: what the landuse layer says of each park's land, and whether it adds up.
#include "park_facts.hpp"

#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <cctype>

namespace mutu {
namespace {

constexpr std::string_view evaluation_system = "KFQ";

std::string upper(std::string text) {
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

/// Land measures a code stands under: A31 is part of land_a3 and of land_a.
std::vector<ParkMeasure> measures_of_code(const std::string& code) {
    std::vector<ParkMeasure> found;
    for (const ParkMeasureSpec& entry : park_measures()) {
        if (!entry.id.starts_with("land_")) continue;
        if (upper(code).starts_with(upper(std::string{entry.id.substr(5)}))) found.push_back(entry.measure);
    }
    return found;
}

using Axis = std::initializer_list<ParkMeasure>;
using M = ParkMeasure;
constexpr Axis built_axis = {M::land_a,  M::land_a1, M::land_a2, M::land_a3,  M::land_a4,  M::land_a5,
                             M::land_a6, M::land_b,  M::land_b1, M::land_b21, M::land_b22, M::land_c};
constexpr Axis supply_axis = {M::land_d,  M::land_d1,  M::land_d21, M::land_d22, M::land_e,
                              M::land_e1, M::land_e21, M::land_e22, M::land_f};

void add_code(ParkFacts& facts, const std::string& code, std::int64_t quanta) {
    for (const Axis& axis : {built_axis, supply_axis, Axis{M::land_g}, Axis{M::land_h}}) {
        const auto measures = measures_of_code(code);
        const bool here = std::any_of(axis.begin(), axis.end(), [&](M m) {
            return std::find(measures.begin(), measures.end(), m) != measures.end();
        });
        if (!here) continue;
        for (const M measure : axis)
            if (!facts[measure].amount) facts[measure] = {.amount = 0, .source = "landuse"};
        for (const M measure : measures) *facts[measure].amount += quanta;
    }
}

/// Where some land has a code without its subdivision, the parts are known over the rest only.
void mark_undivided(ParkFacts& facts, M whole, Axis parts) {
    if (!facts[whole].amount) return;
    std::int64_t divided = 0;
    for (const M part : parts) divided += facts[part].amount.value_or(0);
    if (divided == *facts[whole].amount) return;
    for (const M part : parts) {
        if (spec(part).base && divided > 0)
            facts[part].known_over = divided;
        else
            facts[part] = {.amount = {}, .source = {}, .known_over = {}, .missing = "landuse.category_code"};
    }
}

/// Codes of one landuse row, one per axis at most.
struct Codes {
    ColumnView<std::string> category, system, supply, hightech;
    ColumnView<bool> idle;
};

Codes codes_of(const Table& table) {
    return {table.column<std::string>("category_code"), table.column<std::string>("code_system"),
            table.column<std::string>("supply_code"), table.column<std::string>("hightech_code"),
            table.column<bool>("is_idle")};
}

/// Codes that stand for nothing here, each told once with how much land it covers.
struct Unmapped {
    std::map<std::string, std::pair<std::size_t, std::int64_t>> rows_and_land;
    void tell(const Context& context) const {
        for (const auto& [code, found] : rows_and_land) {
            const auto& [rows, quanta] = found;
            context.diagnostics.push_back(
                {.code = "landuse_code_unknown",
                 .severity = Severity::warning,
                 .layer = "landuse",
                 .subject_id = code,
                 .message = "地类代码 " + code + " 不能归入评价地类（" + std::to_string(rows) + " 处，" +
                            fixed(Area::quanta(quanta).hectares(), 4) + " 公顷），不计入用地结构",
                 .fix = "改用评价代码（code_system = \"KFQ\"），或在参数 evaluation_codes 中补上归类"});
        }
    }
};

/// Land of each landuse row in each park; what lies in a child park is not counted in its parents again.
std::vector<Fragment> shares_of_parks(const ParkView& view) {
    std::vector<Fragment> parts = overlay(view.ground.in_plane(Role::landuse), view.parks.plane);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> at;
    for (std::size_t i = 0; i < parts.size(); ++i) at[{parts[i].left, parts[i].right}] = i;
    std::vector<double> own(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) own[i] = parts[i].area;
    for (const Fragment& part : parts)
        for (auto up = view.parks.list[part.right].parent; up; up = view.parks.list[*up].parent)
            if (const auto found = at.find({part.left, static_cast<std::uint32_t>(*up)}); found != at.end()) {
                own[found->second] = std::max(0.0, own[found->second] - part.area);
                break;  // the parent's own share is taken off by the parent
            }
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i].area = own[i];
    return parts;
}

/// Floor area, footprint and occupied land on built rows, shared among parks by the row's land in each.
struct BuiltSums {
    PartialSum floor, footprint, industrial_floor, industrial_occupied;
};

struct RowBuilding {
    std::optional<Area> floor;
    Area footprint, occupied;
};

std::vector<RowBuilding> buildings_on(const ParkView& view) {
    const GeometryColumn& land = view.ground.in_plane(Role::landuse);
    std::vector<RowBuilding> rows(land.rows());
    const auto covered = covered_area(land, standing(view.ground, view.cover, BuildingKind::building));
    const auto occupied = covered_area(land, standing(view.ground, view.cover, std::nullopt));
    const auto floors = floors_on(view.context, "", standing(view.ground, view.cover, BuildingKind::building),
                                  side_of(Role::landuse, land));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        rows[row].footprint = Area::square_metres(covered.area[row]);
        rows[row].occupied = Area::square_metres(occupied.area[row]);
        if (floors[row].known) rows[row].floor = Area::square_metres(floors[row].gross);
    }
    return rows;
}

void add_buildings(const ParkView& view, const std::vector<Fragment>& parts, const std::vector<std::string>& codes,
                   FactsByPark& facts) {
    if (!view.cover.buildings_given) return;
    const GeometryColumn& land = view.ground.in_plane(Role::landuse);
    const auto rows = buildings_on(view);
    std::vector<BuiltSums> sums(facts.size());
    for (const Fragment& part : parts) {
        if (!codes[part.left].starts_with('A')) continue;
        const double share = part.area / area(land, part.left);
        const auto here = [&](Area whole) { return Area::square_metres(whole.square_metres() * share).quanta(); };
        const RowBuilding& row = rows[part.left];
        const Area own = Area::square_metres(part.area);
        const auto floor = row.floor ? std::optional{here(*row.floor)} : std::nullopt;
        BuiltSums& sum = sums[part.right];
        sum.floor.add(own, floor), sum.footprint.add(own, here(row.footprint));
        if (!codes[part.left].starts_with("A2")) continue;
        sum.industrial_floor.add(own, floor), sum.industrial_occupied.add(own, here(row.occupied));
    }
    for (std::size_t park = 0; park < facts.size(); ++park) {
        if (!sums[park].floor.any) continue;
        facts[park][M::floor_area] = sums[park].floor.fact("building", "building.floors");
        facts[park][M::footprint] = sums[park].footprint.fact("building", "building");
        facts[park][M::industrial_floor_area] = sums[park].industrial_floor.fact("building", "building.floors");
        facts[park][M::industrial_occupied] = sums[park].industrial_occupied.fact("building", "building");
    }
}

}  // namespace

EvaluationCodes::EvaluationCodes(const Rulebook& rules)
    : industrial_{rules.words("industrial_land_codes")}, evaluation_{rules.words("evaluation_codes")} {}

std::string EvaluationCodes::evaluation(const std::string& system, const std::string& code) const {
    if (system == evaluation_system || system.empty()) return measures_of_code(code).empty() ? "" : upper(code);
    for (const std::string& entry : evaluation_) {
        const std::size_t colon = entry.find(':'), equals = entry.find('=');
        if (colon == std::string::npos || equals == std::string::npos || equals < colon) continue;
        if (entry.substr(0, colon) == system && code.starts_with(entry.substr(colon + 1, equals - colon - 1)))
            return entry.substr(equals + 1);
    }
    return {};
}

bool EvaluationCodes::industrial(const std::string& system, const std::string& code) const {
    for (const auto& entry : industrial_) {
        const std::size_t colon = entry.find(':');
        const std::string_view wanted = std::string_view{entry}.substr(0, colon);
        if ((wanted == "*" || wanted == system) && code.starts_with(std::string_view{entry}.substr(colon + 1)))
            return true;
    }
    return false;
}

std::string EvaluationCodes::use(const Table& parcels, std::size_t row) const {
    const auto& code = parcels.column<std::string>("land_use_code")[row];
    if (!code) return {};
    const std::string system = parcels.column<std::string>("code_system")[row].value_or("");
    if (industrial(system, *code)) return "A2";
    const std::string mapped = evaluation(system, *code);
    return mapped.starts_with('A') && mapped.size() > 1 ? mapped : std::string{};
}

std::vector<bool> gather_land_use(const ParkView& view, FactsByPark& facts) {
    std::vector<bool> surveyed(facts.size());
    const Table& table = view.context.table(Role::landuse);
    if (table.rows() == 0 || !table.any_shape()) return surveyed;
    const Codes codes = codes_of(table);
    const auto parts = shares_of_parks(view);
    const EvaluationCodes land_codes{view.context.rules};
    std::vector<std::string> own(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (codes.category[row]) own[row] = land_codes.evaluation(codes.system[row].value_or(""), *codes.category[row]);
    Unmapped unmapped;
    for (const Fragment& part : parts) {
        ParkFacts& park = facts[part.right];
        const std::int64_t land = Area::square_metres(part.area).quanta();
        if (own[part.left].empty()) {
            auto& [rows, quanta] = unmapped.rows_and_land[codes.category[part.left].value_or("（空白）")];
            ++rows, quanta += land;
        } else {
            add_code(park, own[part.left], land);
        }
        if (const auto& supply = codes.supply[part.left]) add_code(park, *supply, land);
        if (codes.hightech.present()) add_code(park, "H", codes.hightech[part.left] ? land : 0);
        if (codes.idle.present()) add_code(park, "G", codes.idle[part.left].value_or(false) ? land : 0);
    }
    unmapped.tell(view.context);
    for (std::size_t park = 0; park < facts.size(); ++park) {
        surveyed[park] = facts[park][M::land_a].amount.has_value();
        mark_undivided(facts[park], M::land_a,
                       {M::land_a1, M::land_a2, M::land_a3, M::land_a4, M::land_a5, M::land_a6});
        mark_undivided(facts[park], M::land_b, {M::land_b1, M::land_b21, M::land_b22});
        mark_undivided(facts[park], M::land_d, {M::land_d1, M::land_d21, M::land_d22});
        mark_undivided(facts[park], M::land_e, {M::land_e1, M::land_e21, M::land_e22});
    }
    add_buildings(view, parts, own, facts);
    return surveyed;
}

void check_land(const ParkView& view, std::size_t park, const ParkFacts& facts) {
    const Context& context = view.context;
    const auto tolerance = context.rules.ratio("land_axes_tolerance");
    const auto tell = [&](std::string code, Severity severity, std::string message, std::string fix) {
        context.diagnostics.push_back({.code = std::move(code),
                                       .severity = severity,
                                       .layer = "landuse",
                                       .subject_id = view.parks.list[park].id,
                                       .message = view.parks.list[park].name + "：" + message,
                                       .fix = std::move(fix)});
    };
    const auto hectares = [&](M measure) {
        return fixed(Area::quanta(*facts[measure].amount).hectares(), 4) + " 公顷";
    };
    const auto differ = [&](M a, M b) {
        if (!facts[a].amount || !facts[b].amount || !tolerance) return false;
        const std::int64_t whole = std::max(*facts[a].amount, *facts[b].amount);
        return static_cast<double>(std::abs(*facts[a].amount - *facts[b].amount)) >
               static_cast<double>(whole) * tolerance->value();
    };
    if (differ(M::land_total, M::land_supply_total))
        tell("land_axes_differ", Severity::error,
             "建设状况合计（A+B+C）" + hectares(M::land_total) + "，供应状况合计（D+E+F）" +
                 hectares(M::land_supply_total) + "，两者不等；指标照算",
             "核对地类图层：每块地应同时有建设状况和供应状况代码");
    if (facts[M::land_total].source == "landuse" && differ(M::land_total, M::park_area))
        tell("landuse_coverage", Severity::warning,
             "地类图层合计 " + hectares(M::land_total) + "，园区范围 " + hectares(M::park_area) + "，有空隙或重叠",
             "补齐地类图层，或核对园区范围");
    if (differ(M::land_f, M::land_c))
        tell("land_f_is_not_c", Severity::warning,
             "不可供应土地（F）" + hectares(M::land_f) + "，不可建设土地（C）" + hectares(M::land_c) + "，应当一致",
             "核对两类用地的边界");
    if (facts[M::land_g].amount && facts[M::land_d].amount && *facts[M::land_g].amount > *facts[M::land_d].amount)
        tell("idle_beyond_supplied", Severity::error,
             "闲置土地（G）" + hectares(M::land_g) + "，多于已供应土地（D）" + hectares(M::land_d), "核对闲置地块");
}

}  // namespace mutu

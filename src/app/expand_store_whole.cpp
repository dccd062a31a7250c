// Tables of a scenario of 调区扩区 as a whole: the request, the park's reserve and demand, whoever is on land that
// goes.
#include "expand_cells.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

using Type = Rows::Type;

AddedTable scenario_table(const Expanded& expanded, const BookRun& run) {
    AddedTable table{"expansion_scenario",
                     {{"scenario_id", Type::text},
                      {"run_id", Type::text},
                      {"policy_id", Type::text},
                      {"policy_sha256", Type::text},
                      {"park_id", Type::text},
                      {"request", Type::text},
                      {"alternatives", Type::integer},
                      {"reserve_years", Type::real}},
                     {},
                     {}};
    table.rows.push_back({expanded.scenario_id, run.run_id, run.rules.id, run.rules.sha256, expanded.ground.park_id,
                          to_json(expanded.request), cell(expanded.alternatives.size()), cell(expanded.reserve.all)});
    return table;
}

AddedTable demand_table(const Expanded& expanded) {
    AddedTable table{"expansion_demand",
                     {{"scenario_id", Type::text},
                      {"basis", Type::text},
                      {"years", Type::integer},
                      {"area_m2", Type::real},
                      {"because", Type::text}},
                     {},
                     {}};
    for (const DemandRow& row : expanded.demand.rows)
        table.rows.push_back({expanded.scenario_id, row.basis,
                              expanded.demand.years ? BookCell{*expanded.demand.years} : BookCell{}, cell(row.area),
                              cell(row.because)});
    return table;
}

AddedTable reserve_table(const Expanded& expanded) {
    AddedTable table{"expansion_reserve",
                     {{"scenario_id", Type::text},
                      {"kind", Type::text},
                      {"area_m2", Type::real},
                      {"count", Type::integer},
                      {"years", Type::real},
                      {"tax_wan", Type::real}},
                     {},
                     {}};
    for (std::size_t i = 0; i < expanded.ground.reserve.size(); ++i) {
        const ReserveRow& row = expanded.ground.reserve[i];
        table.rows.push_back({expanded.scenario_id, row.kind, cell(row.area), row.count,
                              cell(expanded.reserve.years[i]), cell(expanded.reserve.tax[i])});
    }
    return table;
}

AddedTable stranded_table(const Expanded& expanded) {
    AddedTable table{"expansion_stranded",
                     {{"scenario_id", Type::text},
                      {"parcel_id", Type::text},
                      {"shared_m2", Type::real},
                      {"area_m2", Type::real},
                      {"land_class", Type::text},
                      {"tax_wan", Type::real},
                      {"firms", Type::text}},
                     {},
                     {}};
    for (const Stranded& one : expanded.stranded)
        table.rows.push_back({expanded.scenario_id, one.parcel_id, one.shared.square_metres(), cell(one.area),
                              cell(one.land_class), one.tax_wan ? BookCell{*one.tax_wan} : BookCell{},
                              cell(one.firms)});
    return table;
}

AddedTable refused_table(const Expanded& expanded, const Crs& book) {
    AddedTable table{"expansion_refused",
                     {{"scenario_id", Type::text},
                      {"code", Type::text},
                      {"name", Type::text},
                      {"because", Type::text},
                      {"area_m2", Type::real}},
                     {},
                     GeometryColumn{}};
    if (!expanded.found) return table;
    for (const RefusedPatch& patch : expanded.found->refused)
        table.rows.push_back(
            {expanded.scenario_id, patch.code, cell(patch.name), patch.because, patch.area.square_metres()});
    table.shapes = book.known() ? transformed(expanded.found->refused_shapes, expanded.ground.plane, book)
                                : expanded.found->refused_shapes;
    return table;
}

AddedTable cell_table(const Expanded& expanded, const Crs& book) {
    AddedTable table{"expansion_cell",
                     {{"scenario_id", Type::text},
                      {"area_m2", Type::real},
                      {"suitability", Type::real},
                      {"cost_wan", Type::real},
                      {"cultivated_m2", Type::real},
                      {"soft_m2", Type::real},
                      {"steepness", Type::real},
                      {"distance_m", Type::real},
                      {"road_m", Type::real},
                      {"planned_m2", Type::real}},
                     {},
                     {}};
    for (const FoundCell& one : expanded.found->cell_list)
        table.rows.push_back({expanded.scenario_id, one.area_m2, one.suitability, cell(one.cost_wan), one.cultivated_m2,
                              one.soft_m2, cell(one.steepness), one.distance_m, cell(one.road_m),
                              cell(one.planned_m2)});
    const GeometryColumn& shapes = expanded.found->cell_shapes;
    table.shapes = book.known() ? transformed(shapes, expanded.ground.plane, book) : shapes;
    return table;
}

AddedTable year_table(const Expanded& expanded) {
    AddedTable table{"expansion_demand_year",
                     {{"scenario_id", Type::text},
                      {"year", Type::integer},
                      {"low_m2", Type::real},
                      {"high_m2", Type::real},
                      {"left_low_m2", Type::real},
                      {"left_high_m2", Type::real}},
                     {},
                     {}};
    const auto left = [](const std::optional<std::int64_t>& quanta) {
        return quanta ? BookCell{static_cast<double>(*quanta) / 300} : BookCell{};
    };
    for (const DemandYear& one : expanded.by_year)
        table.rows.push_back({expanded.scenario_id, one.year, one.low.square_metres(), one.high.square_metres(),
                              left(one.left_low), left(one.left_high)});
    return table;
}

AddedTable member_table(const Expanded& expanded) {
    AddedTable table{"expansion_member",
                     {{"scenario_id", Type::text},
                      {"member_part", Type::text},
                      {"park_id", Type::text},
                      {"name", Type::text},
                      {"area_m2", Type::real},
                      {"parcel_count", Type::integer},
                      {"firm_count", Type::integer},
                      {"unsupplied_m2", Type::real},
                      {"idle_m2", Type::real},
                      {"low_efficiency_m2", Type::real},
                      {"tax_wan", Type::real},
                      {"output_wan", Type::real}},
                     {},
                     {}};
    for (const Member& one : expanded.members)
        table.rows.push_back({expanded.scenario_id, one.part, one.park_id, cell(one.name), cell(one.area),
                              cell(one.parcels), cell(one.firms), cell(one.unsupplied), cell(one.idle),
                              cell(one.low_efficiency), cell(one.tax_wan), cell(one.output_wan)});
    return table;
}

}  // namespace

std::vector<AddedTable> whole_tables(const Expanded& expanded, const BookRun& run, const Crs& book) {
    std::vector<AddedTable> tables{scenario_table(expanded, run), reserve_table(expanded),  demand_table(expanded),
                                   year_table(expanded),          stranded_table(expanded), member_table(expanded),
                                   refused_table(expanded, book)};
    if (expanded.found && !expanded.found->cell_list.empty()) tables.push_back(cell_table(expanded, book));
    return tables;
}

}  // namespace mutu

// A scenario of 调区扩区 as tables of the book.
#include "expand_cells.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

using Type = Rows::Type;
using Columns = std::vector<std::pair<std::string, Type>>;

/// Every table begins with the scenario and the alternative.
AddedTable table_of(const std::string& name, Columns own, bool shaped = false) {
    AddedTable table{name, {{"scenario_id", Type::text}, {"alternative_id", Type::text}}, {}, {}};
    table.columns.insert(table.columns.end(), own.begin(), own.end());
    if (shaped) table.shapes.emplace();
    return table;
}

/// Rows are written of each alternative in turn.
template <class Body>
AddedTable filled(AddedTable table, const Expanded& expanded, const Body& body) {
    for (const Alternative& one : expanded.alternatives) {
        const std::vector<BookCell> key{expanded.scenario_id, one.id};
        body(one.change, table, key);
    }
    return table;
}

void add_row(AddedTable& table, std::vector<BookCell> key, const std::vector<BookCell>& own) {
    key.insert(key.end(), own.begin(), own.end());
    table.rows.push_back(std::move(key));
}

AddedTable candidate_table(const Expanded& expanded, const GeometryColumn& shapes) {
    std::size_t row = 0;
    return filled(table_of("expansion_candidate", {{"area_m2", Type::real},       {"park_id", Type::text},
                                                   {"kind", Type::text},          {"verdict", Type::text},
                                                   {"removed_m2", Type::real},    {"park_before_m2", Type::real},
                                                   {"park_after_m2", Type::real}, {"cost_wan", Type::real},
                                                   {"cultivated_m2", Type::real}, {"converted_m2", Type::real},
                                                   {"compactness", Type::real},   {"blocks", Type::integer},
                                                   {"front", Type::integer},      {"apart", Type::real},
                                                   {"soft_m2", Type::real},       {"distance_m", Type::real},
                                                   {"steepness", Type::real},     {"suitability", Type::real},
                                                   {"road_m", Type::real},        {"supply_years_after", Type::real},
                                                   {"best_in", Type::text}},
                           true),
                  expanded, [&](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
                      const FoundRegion* found = expanded.found ? &expanded.found->regions[row] : nullptr;
                      const auto of_search = [&](auto value) { return found ? BookCell{value(*found)} : BookCell{}; };
                      add_row(table, key,
                              {change.added.square_metres(),
                               expanded.ground.park_id,
                               change.kind,
                               std::string{word(change.verdict)},
                               change.removed.square_metres(),
                               change.before.square_metres(),
                               change.after.square_metres(),
                               cell(change.cost),
                               cell(change.cultivated),
                               cell(change.converted),
                               change.compactness,
                               cell(change.blocks.size()),
                               of_search([](const FoundRegion& one) { return std::int64_t{one.front}; }),
                               of_search([](const FoundRegion& one) { return one.apart; }),
                               of_search([](const FoundRegion& one) { return one.soft_m2; }),
                               of_search([](const FoundRegion& one) { return one.distance_m; }),
                               of_search([](const FoundRegion& one) { return one.steepness; }),
                               of_search([](const FoundRegion& one) { return cell(one.suitability); }),
                               of_search([](const FoundRegion& one) { return cell(one.road_m); }),
                               cell(years_with(expanded.ground, expanded.reserve, net_gain(change))),
                               of_search([](const FoundRegion& one) { return one.best_in; })});
                      table.shapes->add_row(shapes, row++);
                  });
}

/// One shape of each alternative, where it has any.
AddedTable shape_table(const std::string& name, const Expanded& expanded, const GeometryColumn& shapes,
                       const std::vector<Area>& areas) {
    std::size_t row = 0;
    return filled(table_of(name, {{"park_id", Type::text}, {"area_m2", Type::real}}, true), expanded,
                  [&](const TestedChange&, AddedTable& table, const std::vector<BookCell>& key) {
                      if (!shapes.null(row)) {
                          add_row(table, key, {expanded.ground.park_id, areas[row].square_metres()});
                          table.shapes->add_row(shapes, row);
                      }
                      ++row;
                  });
}

AddedTable check_table(const Expanded& expanded) {
    return filled(table_of("expansion_check", {{"rule_id", Type::text},
                                               {"strength", Type::text},
                                               {"verdict", Type::text},
                                               {"noted", Type::integer},
                                               {"because", Type::text},
                                               {"clause", Type::text},
                                               {"evidence", Type::text}}),
                  expanded, [](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
                      for (const ExpandCheck& check : change.checks)
                          add_row(table, key,
                                  {check.rule, std::string{word(check.strength)}, std::string{word(check.verdict)},
                                   cell(check.noted), cell(check.because), cell(check.clause),
                                   std::string{word(check.evidence)}});
                  });
}

AddedTable overlap_table(const Expanded& expanded) {
    return filled(table_of("expansion_overlap", {{"kind", Type::text},
                                                 {"strength", Type::text},
                                                 {"inside", Type::integer},
                                                 {"given", Type::integer},
                                                 {"features", Type::integer},
                                                 {"pairs", Type::integer},
                                                 {"area_m2", Type::real},
                                                 {"share", Type::real},
                                                 {"parts", Type::integer},
                                                 {"names", Type::text}}),
                  expanded, [](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
                      for (const ConstraintOverlap& one : change.overlaps) {
                          const auto share = Ratio::of(one.area, change.added);
                          add_row(table, key,
                                  {one.kind, std::string{word(one.strength)}, cell(one.inside), cell(one.given),
                                   cell(one.features), cell(one.pairs),
                                   one.given ? BookCell{one.area.square_metres()} : BookCell{},
                                   one.given && share ? BookCell{share->value()} : BookCell{}, cell(one.parts.size()),
                                   cell(join(one.names, "、"))});
                      }
                  });
}

AddedTable part_table(const Expanded& expanded, const Crs& book) {
    return filled(
        table_of("expansion_part", {{"kind", Type::text}, {"name", Type::text}, {"area_m2", Type::real}}, true),
        expanded, [&](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
            const GeometryColumn shapes =
                book.known() ? transformed(change.part_shapes, expanded.ground.plane, book) : change.part_shapes;
            for (std::size_t i = 0; i < change.parts.size(); ++i) {
                const OverlapPart& part = change.parts[i];
                add_row(table, key, {part.kind, cell(part.name), part.area.square_metres()});
                table.shapes->add_row(shapes, i);
            }
        });
}

AddedTable block_table(const Expanded& expanded, const Crs& book) {
    return filled(table_of("expansion_block",
                           {{"direction", Type::text},
                            {"block_no", Type::integer},
                            {"area_m2", Type::real},
                            {"compactness", Type::real},
                            {"facing_m", Type::real}},
                           true),
                  expanded, [&](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
                      const GeometryColumn shapes = book.known()
                                                        ? transformed(change.block_shapes, expanded.ground.plane, book)
                                                        : change.block_shapes;
                      std::size_t row = 0;
                      const auto add = [&](const char* direction, const std::vector<AddedBlock>& blocks) {
                          for (std::size_t i = 0; i < blocks.size(); ++i) {
                              add_row(table, key,
                                      {std::string{direction}, cell(i + 1), blocks[i].area.square_metres(),
                                       blocks[i].compactness, blocks[i].facing});
                              table.shapes->add_row(shapes, row++);
                          }
                      };
                      add("in", change.blocks), add("out", change.removed_blocks);
                  });
}

AddedTable land_table(const Expanded& expanded) {
    return filled(
        table_of(
            "expansion_land",
            {{"land_code", Type::text}, {"land_class", Type::text}, {"title", Type::text}, {"area_m2", Type::real}}),
        expanded, [](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
            for (const LandTaken& taken : change.land)
                add_row(table, key,
                        {cell(taken.code), cell(taken.class_id), cell(taken.title), taken.area.square_metres()});
        });
}

AddedTable cost_table(const Expanded& expanded) {
    return filled(
        table_of("expansion_cost", {{"title", Type::text}, {"cost_wan", Type::real}, {"lacking", Type::text}}),
        expanded, [](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
            for (const CostItemSum& item : change.cost_items)
                add_row(table, key, {item.title, cell(item.cost), cell(item.missing)});
        });
}

AddedTable slope_table(const Expanded& expanded) {
    return filled(table_of("expansion_slope", {{"slope_class", Type::text}, {"area_m2", Type::real}}), expanded,
                  [](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
                      for (const SlopeShare& share : change.slopes)
                          add_row(table, key, {share.id, share.area.square_metres()});
                  });
}

AddedTable indicator_table(const Expanded& expanded) {
    return filled(table_of("expansion_indicator", {{"indicator_id", Type::text},
                                                   {"unit", Type::text},
                                                   {"value_before", Type::real},
                                                   {"value_after", Type::real},
                                                   {"moved", Type::integer},
                                                   {"undetermined_because", Type::text}}),
                  expanded, [](const TestedChange& change, AddedTable& table, const std::vector<BookCell>& key) {
                      for (const IndicatorChange& one : change.indicators)
                          add_row(table, key,
                                  {one.id, cell(one.unit), cell(one.before), cell(one.after), cell(one.moved),
                                   cell(one.because)});
                  });
}

}  // namespace

std::vector<AddedTable> alternative_tables(const Expanded& expanded, const Crs& book) {
    GeometryColumn added, removed, boundary;
    std::vector<Area> less, after;
    for (const Alternative& one : expanded.alternatives) {
        added.add_row(one.change.added_shape, 0), removed.add_row(one.change.removed_shape, 0);
        boundary.add_row(one.change.boundary, 0);
        less.push_back(one.change.removed), after.push_back(one.change.after);
    }
    const auto to_book = [&](const GeometryColumn& shapes) {
        return book.known() ? transformed(shapes, expanded.ground.plane, book) : shapes;
    };
    return {candidate_table(expanded, to_book(added)),
            shape_table("expansion_removed", expanded, to_book(removed), less),
            shape_table("expansion_boundary", expanded, to_book(boundary), after),
            check_table(expanded),
            overlap_table(expanded),
            part_table(expanded, book),
            block_table(expanded, book),
            land_table(expanded),
            cost_table(expanded),
            slope_table(expanded),
            indicator_table(expanded)};
}

std::vector<AddedTable> expand_tables(const Expanded& expanded, const BookRun& run, const Crs& book) {
    std::vector<AddedTable> tables = whole_tables(expanded, run, book);
    for (AddedTable& table : alternative_tables(expanded, book)) tables.push_back(std::move(table));
    return tables;
}

}  // namespace mutu

// 标准厂房: floor area in each park, and of it what is let and what stands empty.
#include "park_facts.hpp"

#include "mutu/overlay.hpp"

#include <algorithm>

namespace mutu {
namespace {

using M = ParkMeasure;

struct FactorySums {
    std::int64_t floor = 0, let = 0, vacant = 0;
    bool floor_open = false, let_open = false, any = false;
};

/// The standard factories that stand at as-of; the other rows are null.
GeometryColumn factories(const ParkView& view) {
    const auto words = view.context.rules.words("standard_factory_uses");
    const auto uses = view.context.table(Role::building).column<std::string>("use");
    const GeometryColumn all = standing(view.ground, view.cover, BuildingKind::building);
    GeometryColumn chosen;
    for (std::size_t row = 0; row < all.rows(); ++row)
        if (uses[row] && std::find(words.begin(), words.end(), *uses[row]) != words.end())
            chosen.add_row(all, row);
        else
            chosen.add_null();
    return chosen;
}

void add(const ParkView& view, std::size_t row, const FloorsOn& floors, FactorySums& sums) {
    sums.any = true;
    if (!floors.known) {
        sums.floor_open = sums.let_open = true;
        return;
    }
    const Area floor = Area::square_metres(floors.gross);
    sums.floor += floor.quanta();
    const auto let = view.context.table(Role::building).column<Area>("let_m2")[row];
    if (let && (*let > floor || *let < Area{}))
        view.context.find(Role::building, row, "let_beyond_floor", Severity::warning,
                          "已出租面积不在 0 与建筑面积之间，按未知处理", "核对出租面积与建筑面积");
    if (!let || *let > floor || *let < Area{}) {
        sums.let_open = true;
        return;
    }
    sums.let += let->quanta();
    sums.vacant += floor.quanta() - let->quanta();
}

}  // namespace

void gather_standard_factories(const ParkView& view, FactsByPark& facts) {
    if (!view.cover.buildings_given) return;
    const GeometryColumn buildings = factories(view);
    const Side rows = side_of(Role::building, buildings);
    const auto park_of = park_of_each(view.context, "standard_factories_in_parks", view.parks, rows);
    const auto floors = floors_on(view.context, "standard_factories", buildings, rows);
    std::vector<FactorySums> sums(facts.size());
    for (std::size_t row = 0; row < buildings.rows(); ++row)
        if (!buildings.null(row) && park_of[row]) add(view, row, floors[row], sums[*park_of[row]]);
    for (std::size_t park = 0; park < facts.size(); ++park) {
        const FactorySums& sum = sums[park];
        const auto put = [&](M measure, std::int64_t amount, bool open, std::string_view missing) {
            ParkFact& fact = facts[park][measure];
            if (open)
                fact.missing = missing;
            else
                fact = {.amount = amount, .source = "building", .known_over = {}, .missing = {}};
        };
        put(M::standard_floor_area, sum.floor, sum.floor_open, "building.floors");
        put(M::standard_let, sum.let, sum.let_open, "building.let_m2");
        put(M::standard_vacant, sum.vacant, sum.let_open, "building.let_m2");
    }
}

}  // namespace mutu

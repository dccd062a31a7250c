// What land a change takes, by the land-use layer, and what it costs.
#include "parts.hpp"

#include "mutu/topology.hpp"

#include <map>

namespace mutu {
namespace {

/// Pieces of a shape by the land use under them.
struct UsedLand {
    std::vector<std::uint32_t> rows;  // of `land_use`
    std::vector<Area> areas;
    Area bare;  // what no land use covers
};
UsedLand by_use(const ExpandGround& ground, const GeometryColumn& shape) {
    UsedLand used;
    GeometryColumn both = shape;
    std::vector<Fragment> pairs = overlay(shape, ground.land_use);
    for (Fragment& pair : pairs) {
        used.rows.push_back(pair.right);
        both.add_row(ground.land_use, pair.right);
        pair.right = static_cast<std::uint32_t>(both.rows() - 1);
    }
    used.areas = measured(ground, shared_land(both, pairs));
    used.bare = measured(ground, difference(shape, ground.land_use))[0];
    return used;
}

/// No more than the cracks between drawings.
bool is_sliver(Area area, const Rulebook& book) {
    const auto sliver = book.ratio("expand_sliver_area");
    return area == Area{} || (sliver && compare(area, Ratio::whole(1), Area::quanta(300), *sliver) <= 0);
}

/// Area of the added land under each code, and what no shape covers; cracks no larger than a sliver are left aside.
std::map<std::string, LandTaken> by_code(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules,
                                         const TestedChange& out) {
    std::map<std::string, LandTaken> land;
    const UsedLand used = by_use(ground, out.added_shape);
    for (std::size_t i = 0; i < used.rows.size(); ++i) {
        const std::string &system = ground.land_systems[used.rows[i]], &code = ground.land_codes[used.rows[i]];
        LandTaken& taken = land[system + ":" + code];
        taken.code = system + ":" + code, taken.area += used.areas[i];
        if (const LandClassRule* rule = land_class(rules, system, code))
            taken.class_id = rule->id, taken.title = rule->title;
    }
    if (!is_sliver(used.bare, book)) land[""].area = used.bare;
    return land;
}

std::optional<Money> priced(const Rulebook& book, const std::string& parameter, Area area) {
    const auto price = book.ratio(parameter);
    if (!price) return std::nullopt;
    const auto fen = (Rational::of(*price) * Rational::mu(area) * Rational::whole(1'000'000)).decimals(0);
    return Money::fen(std::stoll(fen));
}

void add_cost(const Rulebook& book, const CostRule& rule, TestedChange& out, bool& known) {
    CostItemSum item{.title = rule.title, .cost = {}, .missing = {}};
    std::optional<Area> area = out.added;
    if (!rule.land.empty()) {
        area = Area{};
        for (const LandTaken& taken : out.land) {
            if (taken.class_id.empty()) area.reset();
            if (area && taken.class_id == rule.land) *area += taken.area;
        }
    }
    if (!area)
        item.missing = "landuse";
    else if (*area == Area{})
        item.cost = Money{};  // nothing to pay for, whatever the price
    else
        item.cost = priced(book, rule.parameter, *area);
    if (area && !item.cost) item.missing = "parameter:" + rule.parameter;
    known = known && item.cost.has_value();
    out.cost_items.push_back(std::move(item));
}

}  // namespace

Area ReleasedLand::under(char axis) const {
    Area sum;
    for (const auto* side : {&built, &supply})
        for (const auto& [code, area] : *side)
            if (!code.empty() && code.front() == axis) sum += area;
    return sum;
}

void test_released(const ExpandGround& ground, const Rulebook& book, TestedChange& out) {
    if (out.removed_shape.null(0)) return;
    const UsedLand used = by_use(ground, out.removed_shape);
    bool coded = true;
    for (std::size_t i = 0; i < used.rows.size(); ++i) {
        const std::uint32_t row = used.rows[i];
        const std::string supply = row < ground.land_supplies.size() ? ground.land_supplies[row] : std::string{};
        coded = coded && ground.land_systems[row] == "KFQ" && !ground.land_codes[row].empty() && !supply.empty();
        out.released.built[ground.land_codes[row]] += used.areas[i], out.released.supply[supply] += used.areas[i];
    }
    out.released.known = coded && is_sliver(used.bare, book);
}

void test_land(const ExpandGround& ground, const Rulebook& book, const ExpandRules& rules, TestedChange& out) {
    if (out.added_shape.null(0)) return;
    bool classed = true;
    Area cultivated, built;
    for (auto& [code, taken] : by_code(ground, book, rules, out)) {
        classed = classed && !taken.class_id.empty();
        for (const LandClassRule& rule : rules.classes)
            if (rule.id == taken.class_id && rule.cultivated) cultivated += taken.area;
        if (taken.class_id == "construction") built += taken.area;
        out.land.push_back(std::move(taken));
    }
    if (classed) out.cultivated = cultivated, out.converted = out.added > built ? out.added - built : Area{};
    bool known = true;
    for (const CostRule& rule : rules.costs) add_cost(book, rule, out, known);
    if (!known || rules.costs.empty()) return;
    out.cost = Money{};
    for (const CostItemSum& item : out.cost_items) *out.cost += *item.cost;
}

}  // namespace mutu
